// An entry: its postings, the document behind it, its correction.

#include "core/subject.h"
#include "ledger/ledger.h"
#include "ledger/routes.h"
#include "web/page.h"
#include "web/routes.h"

namespace karya::ledger {

namespace {

struct EntryInput {
    EntryId id {};
    std::optional<UnitId> unit {};
};
BOOST_DESCRIBE_STRUCT(EntryInput, (), (id, unit))

/// A posting as a book shows it: on the debit or on the credit side.
struct PostingLine {
    Account account {};
    std::optional<Rupiah> debit {};
    std::optional<Rupiah> credit {};
};
BOOST_DESCRIBE_STRUCT(PostingLine, (), (account, debit, credit))

/// The document behind an entry, as people know it.
struct EntrySource {
    std::string words {};
    std::string path {}; ///< in the reader's language; empty: no page for him
};
BOOST_DESCRIBE_STRUCT(EntrySource, (), (words, path))

struct EntryPage {
    EntryId id {};
    UnitId unit {};
    std::string unit_name {};
    std::int64_t seq {};
    EntryKind kind {};
    Day day {};
    Day business_day {};
    bool late { false };
    std::string source {}; ///< its id, shown when nothing better is known
    std::optional<EntrySource> document {};
    std::vector<EntrySource> rules {};    ///< the versions that split what it books
    std::optional<EntrySource> report {}; ///< that holds its day, with who approved it
    std::string memo {};
    LocalTime at {};
    std::string hash {};
    std::vector<PostingLine> postings {};
    Rupiah total {};
    bool correctable { false }; ///< here, and not mirrored yet
};
BOOST_DESCRIBE_STRUCT(EntryPage, (),
                      (id, unit, unit_name, seq, kind, day, business_day, late, source, document,
                       rules, report, memo, at, hash, postings, total, correctable))

void add_postings(EntryPage& page, std::vector<Posting> const& postings)
{
    for (auto const& [account, amount] : postings) {
        PostingLine line { account };
        if (amount > Rupiah {}) {
            line.debit = amount;
            page.total += amount;
        } else {
            line.credit = -amount;
        }
        page.postings.push_back(line);
    }
}

/// The deed that made an entry of this kind: it tells what the entry's source is.
std::string_view deed_of(EntryKind kind)
{
    switch (kind) {
    case EntryKind::sale: return "sales.record";
    case EntryKind::refund: return "sales.refund";
    case EntryKind::voided: return "sales.void";
    case EntryKind::shift_difference: return "sales.close_shift";
    case EntryKind::correction: return "ledger.reverse";
    case EntryKind::deposit: return "pnbp.pay";
    case EntryKind::passed_on: return "orders.pass_on";
    case EntryKind::premium: return "premium.authorise";
    case EntryKind::payout: return "premium.pay";
    case EntryKind::payout_back: return "premium.give_back";
    case EntryKind::spent: return "cash.spend";
    case EntryKind::moved: return "cash.move";
    case EntryKind::fee:
    case EntryKind::shipping:
    case EntryKind::opening: break;
    }
    return {};
}

std::optional<EntrySource> told(View const& view, core::SubjectQuestion const& question)
{
    auto subject = core::subject(view, question);
    if (!subject) return {};
    auto path = subject->path.empty() ? "" : web::localized(view.lang, subject->path);
    return EntrySource { std::move(subject->words), std::move(path) };
}

std::optional<EntrySource> document_of(View const& view, org::UnitScope const& scope,
                                       Entry const& entry)
{
    return told(view, { scope.unit(), deed_of(entry.kind), entry.source });
}

std::vector<EntrySource> rules_of(View const& view, org::UnitScope const& scope, Entry const& entry)
{
    std::vector<EntrySource> rules;
    bool const deal = entry.kind == EntryKind::sale || entry.kind == EntryKind::refund
        || entry.kind == EntryKind::voided;
    if (!deal) return rules;
    auto const split = core::subject(view, { scope.unit(), "sales.rules", entry.source });
    if (!split) return rules;
    for (auto const& [words, path, parts] : split->parts)
        rules.push_back({ words, path.empty() ? "" : web::localized(view.lang, path) });
    return rules;
}

std::optional<EntrySource> report_of(View const& view, org::UnitScope const& scope, Day day)
{
    auto const id = scope.unit().text() + " " + day.text();
    auto report = told(view, { scope.unit(), "books.send_day", id });
    if (report && report->path.empty()) return {};
    return report;
}

Result<EntryPage> entry_page(View& view, EntryInput const& input)
{
    auto const scope = TRY(scope_asked(view, input.unit));
    auto const found = TRY(entry(view, scope, input.id));
    EntryPage page { .id = found.id,
                     .unit = scope.unit(),
                     .unit_name = TRY(org::unit(view, scope.unit())).name,
                     .seq = found.seq,
                     .kind = found.kind,
                     .day = found.day,
                     .business_day = found.business_day,
                     .late = found.late,
                     .source = found.source,
                     .document = document_of(view, scope, found),
                     .rules = rules_of(view, scope, found),
                     .report = report_of(view, scope, found.business_day),
                     .memo = found.memo,
                     .at = { found.at, scope.zone() },
                     .hash = found.hash };
    add_postings(page, postings(view, scope, input.id));
    page.correctable = is_correctable(found.kind) && view.actor.unit == scope.unit()
        && entries_of(view, scope, found.id.text()).empty();
    return page;
}

struct CorrectInput {
    EntryId id {};
    std::string memo {};
};
BOOST_DESCRIBE_STRUCT(CorrectInput, (), (id, memo))

struct Corrected {
    EntryId id {}; ///< of the mirrored entry
};
BOOST_DESCRIBE_STRUCT(Corrected, (), (id))

Result<Corrected> post_correction(Call& call, CorrectInput const& input)
{
    return Corrected { TRY(correct(call, TRY(org::own(call.view())), input.id, input.memo)).id };
}

} // namespace

void add_entry_routes(web::Routes& routes)
{
    routes.query<EntryInput, EntryPage>("/meja/buku/{id}", read_books, entry_page,
                                        { "ledger/entry" });
    routes.command<CorrectInput, Corrected>("/meja/buku/{id}/koreksi", correct_right,
                                            post_correction,
                                            { "/meja/buku/{id}", "/meja/buku/{id}" });
}

} // namespace karya::ledger
