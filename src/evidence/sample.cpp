#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "evidence/evidence.h"
#include "evidence/lot.h"
#include "evidence/seen.h"
#include "evidence/store.h"
#include "ledger/ledger.h"
#include <algorithm>

namespace karya::evidence {

namespace {

constexpr std::size_t seed_bytes = 16;
constexpr std::size_t finding_max = 200;
constexpr std::size_t closing_max = 1'000;

/// What a sample says with all its findings: what the audit trail keeps.
struct Told {
    Sample sample {};
    std::vector<Pick> picks {};
};
BOOST_DESCRIBE_STRUCT(Told, (), (sample, picks))

void note_deed(Call& call, std::string_view what, SampleId id)
{
    auto const told = *store::sample(call.tx, id);
    core::audit(call,
                { .what = what,
                  .object = id.text(),
                  .after = words_of(told, store::picks(call.tx, id)),
                  .unit = told.unit });
}

/// The sample, if it may still be changed.
Result<Sample> open_one(Call& call, org::UnitScope const& scope, SampleId id)
{
    auto found = store::sample_locked(call.tx, id);
    if (!found || found->unit != scope.unit()) return not_found;
    if (found->closed_at) return sample_closed;
    return *found;
}

bool is_drawable(std::string_view kind)
{
    using Kind = ledger::EntryKind;
    for (auto const one :
         { Kind::sale, Kind::refund, Kind::voided, Kind::deposit, Kind::payout, Kind::spent })
        if (kind == enum_text(one)) return true;
    return false;
}

} // namespace

std::vector<std::int64_t> drawn(std::string const& seed, std::vector<std::int64_t> const& entries,
                                std::size_t count)
{
    std::vector<std::pair<std::string, std::int64_t>> lots;
    for (auto const seq : entries)
        lots.emplace_back(sha256_hex(seed + " " + std::to_string(seq)), seq);
    std::ranges::sort(lots);
    if (lots.size() > count) lots.resize(count);
    std::vector<std::int64_t> first;
    for (auto const& [lot, seq] : lots) first.push_back(seq);
    return first;
}

std::string words_of(Sample const& sample, std::vector<Pick> const& picks)
{
    return json_text(Told { sample, picks });
}

std::map<std::int64_t, EntryId> entries_to_draw(db::Read& read, UnitId unit, Days const& days,
                                                std::int64_t covers)
{
    std::map<std::int64_t, EntryId> found;
    auto span = ledger::span_on(read, unit, days.first, days.last);
    if (!span) return found;
    span->before = std::min(span->before, covers + 1);
    ledger::each_sealed(read, unit, *span, [&](ledger::SealedEntry const& entry) {
        bool const inside = entry.day >= days.first.number() && entry.day <= days.last.number();
        if (!inside || !is_drawable(entry.kind)) return;
        if (auto const id = EntryId::parse(entry.id); id.ok()) found[entry.seq] = id.value();
    });
    return found;
}

Result<Sample> draw(Call& call, org::UnitScope const& scope, SampleDraft const& draft)
{
    auto const& days = draft.days;
    if (days.first > days.last || days.last > scope.day(call.now)
        || days.last > days.first.next(days_max - 1))
        return Error { bad_days }.at("first", "evidence.bad_days");
    if (draft.size < 1 || draft.size > sample_max)
        return Error { bad_sample }.at("size", "evidence.bad_sample");
    auto const covers = ledger::hold_book(call, scope); // two draws at once see each other
    if (auto const open = store::open_sample(call.tx, scope.unit()))
        return Error { sample_open }.with("n", std::to_string(open->n));
    auto const there = entries_to_draw(call.tx, scope.unit(), days, covers);
    if (there.empty()) return nothing_booked;
    std::vector<std::int64_t> numbers;
    for (auto const& [seq, id] : there) numbers.push_back(seq);
    Sample const made { .id = SampleId::make(call.now),
                        .unit = scope.unit(),
                        .n = store::next_n(call.tx, scope.unit()),
                        .first_day = days.first,
                        .last_day = days.last,
                        .seed = random_hex(seed_bytes),
                        .covers = covers,
                        .drawn_from = static_cast<std::int64_t>(there.size()),
                        .made_at = call.now,
                        .made_by = call.actor.officer,
                        .made_name = call.actor.name };
    std::vector<Pick> picks;
    for (auto const seq : drawn(made.seed, numbers, static_cast<std::size_t>(draft.size)))
        picks.push_back({ static_cast<std::int64_t>(picks.size()) + 1, seq, there.at(seq) });
    store::insert(call.tx, made, picks);
    note_deed(call, "evidence.draw", made.id);
    return made;
}

Result<void> find(Call& call, org::UnitScope const& scope, Finding const& finding)
{
    TRY(open_one(call, scope, finding.sample));
    auto const words = std::string { trimmed(finding.words) };
    if (code_points(words) > finding_max || (finding.verdict == Verdict::doubt && words.empty()))
        return Error { bad_finding }.at("words", "evidence.finding_words");
    Pick const pick { .n = finding.n,
                      .verdict = finding.verdict,
                      .words = words,
                      .at = call.now,
                      .officer = call.actor.officer };
    if (!store::set_pick(call.tx, finding.sample, pick)) return not_found;
    note_deed(call, "evidence.find", finding.sample);
    return {};
}

Result<Sample> close(Call& call, org::UnitScope const& scope, SampleId id, std::string const& words)
{
    auto sample = TRY(open_one(call, scope, id));
    auto const all = store::picks(call.tx, id);
    auto const waiting = std::ranges::count_if(all, [](Pick const& one) { return !one.verdict; });
    if (waiting > 0) return Error { not_looked_at }.with("count", std::to_string(waiting));
    bool const doubted = std::ranges::any_of(
        all, [](Pick const& one) { return one.verdict == Verdict::doubt; });
    sample.words = trimmed(words);
    if (code_points(sample.words) > closing_max || (doubted && sample.words.empty()))
        return Error { bad_finding }.at("words", "evidence.closing_words");
    sample.outcome = doubted ? Outcome::reserved : Outcome::sound;
    sample.closed_at = call.now;
    sample.closed_by = call.actor.officer;
    store::set_closed(call.tx, sample);
    note_deed(call, "evidence.close", id);
    return sample;
}

Result<UnitId> unit_of(View const& view, SampleId id)
{
    auto const found = store::sample(view.read, id);
    if (!found) return not_found;
    return found->unit;
}

Result<Sample> sample(View const& view, org::UnitScope const& scope, SampleId id)
{
    auto found = store::sample(view.read, id);
    if (!found || found->unit != scope.unit()) return not_found;
    return *found;
}

std::vector<Pick> picks(View const& view, SampleId id) { return store::picks(view.read, id); }

std::vector<Sample> samples_of(View const& view, org::UnitScope const& scope)
{
    return store::samples_of(view.read, scope.unit());
}

Result<std::vector<Sample>> samples(View const& view)
{
    constexpr std::size_t shown = 100;
    auto const range = TRY(org::range(view));
    auto before = from_micros(INT64_MAX);
    std::vector<Sample> found;
    for (SampleId id;;) {
        auto const page = store::samples(view.read, before, id);
        for (auto const& one : page)
            if (range.covers(TRY(org::unit(view, one.unit))) && found.size() < shown)
                found.push_back(one);
        if (page.empty() || found.size() == shown) return found;
        before = page.back().made_at;
        id = page.back().id;
    }
}

} // namespace karya::evidence
