// What sales and deposits ask of the book to prove themselves: entries in words.

#include "ledger/chain.h"
#include "ledger/ledger.h"
#include "ledger/store.h"

namespace karya::ledger {

namespace {

std::string head_words(std::int64_t business_day, std::string_view memo)
{
    return Day::numbered(business_day).text() + " " + std::string { memo };
}

void append(std::string& words, std::string_view account, std::int64_t amount)
{
    words += " ";
    words += account;
    words += " " + std::to_string(amount);
}

bool has_document(std::string_view kind)
{
    return kind != enum_text(EntryKind::correction) && kind != enum_text(EntryKind::opening);
}

} // namespace

void each_booked(db::Read& read, UnitId unit, std::function<void(Booked const&)> const& visit)
{
    store::each_entry(read, unit.text(), [&](auto const& row, auto postings) {
        if (!has_document(row.kind)) return true;
        Booked booked { .source = row.source,
                        .kind = row.kind,
                        .seq = row.seq,
                        .at = from_micros(row.at),
                        .day = Day::numbered(row.day),
                        .late = row.late != 0,
                        .words = head_words(row.business_day, row.memo) };
        for (auto const& posting : postings) append(booked.words, posting.account, posting.amount);
        visit(booked);
        return true;
    });
}

namespace {

bool is_trade(std::string_view kind)
{
    return kind == enum_text(EntryKind::sale) || kind == enum_text(EntryKind::voided)
        || kind == enum_text(EntryKind::refund);
}

void add_posting(Move& move, store::PostingRow const& posting)
{
    auto const account = enum_from<Account>(posting.account);
    if (!account) return;
    Rupiah const amount { posting.amount };
    if (holds_money(*account)) move.turnover += amount;
    if (*account == Account::pnbp_payable || *account == Account::pnbp_claim) move.pnbp -= amount;
    if (*account == Account::premi_payable || *account == Account::premi_claim
        || *account == Account::upah_payable || *account == Account::upah_claim)
        move.premium -= amount;
}

} // namespace

void each_move(db::Read& read, UnitId unit, BookSpan span,
               std::function<void(Move const&)> const& visit)
{
    auto const take = [&](store::EntryRow const& row, auto postings) {
        if (row.seq >= span.before) return false;
        Move move { .seq = row.seq, .day = Day::numbered(row.day), .hash = row.hash };
        if (row.kind == enum_text(EntryKind::sale)) move.sales = 1;
        if (row.kind == enum_text(EntryKind::voided)) move.sales = -1;
        if (is_trade(row.kind))
            for (auto const& posting : postings) add_posting(move, posting);
        visit(move);
        return row.seq + 1 < span.before; // nothing is asked for behind the last
    };
    store::each_entry(read, unit.text(), take, span.after);
}

void each_sealed(db::Read& read, UnitId unit, BookSpan span,
                 std::function<void(SealedEntry const&)> const& visit)
{
    auto const take = [&](store::EntryRow const& row, auto postings) {
        if (row.seq >= span.before) return false;
        SealedEntry entry { row.id,
                            row.seq,
                            row.kind,
                            row.day,
                            row.business_day,
                            row.late,
                            row.source,
                            row.memo,
                            row.officer.value_or(""),
                            row.at,
                            {},
                            row.hash };
        for (auto const& posting : postings)
            entry.postings.push_back({ posting.account, posting.amount });
        visit(entry);
        return true;
    };
    store::each_entry(read, unit.text(), take, span.after);
}

std::optional<BookSpan> span_on(db::Read& read, UnitId unit, Day first, Day last)
{
    auto const ends = store::ends_on(read, unit, first, last);
    if (ends.first == 0) return {};
    return BookSpan { ends.first - 1, ends.last + 1 };
}

Result<std::string> hash_after(db::Read& read, UnitId unit, std::int64_t seq)
{
    if (seq == 0) return genesis(unit.text());
    if (auto found = store::hash_of(read, unit, seq)) return *found;
    return not_found;
}

std::vector<BookEnd> book_ends(db::Read& read) { return store::book_ends(read); }

std::optional<Day> first_booked(db::Read& read) { return store::first_booked(read); }

std::string words_of(EntryDraft const& draft)
{
    auto words = head_words(draft.day.number(), draft.memo);
    for (auto const& posting : draft.postings)
        append(words, enum_text(posting.account), posting.amount.amount());
    return words;
}

} // namespace karya::ledger
