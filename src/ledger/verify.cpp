// Proof of the books: everything is read again and nothing that the program once wrote is trusted.
#include "base/json.h"
#include "core/audit.h"
#include "ledger/chain.h"
#include "ledger/ledger.h"
#include "ledger/period.h"
#include "ledger/store.h"
#include <algorithm>
#include <map>
#include <set>

namespace karya::ledger {

namespace {

// A tampered amount must be named, not overflow.
using Wide = __int128;
constexpr std::int64_t page = 500;

/// Sums by account and day, rebuilt from the postings of one unit.
using Sums = std::map<std::pair<std::string, std::int64_t>, Wide>;

struct UnitCheck {
    store::Head const& head;
    Sums sums {};
    std::int64_t seq { 0 };
    std::string hash {};

    std::string where(store::EntryRow const& row) const
    {
        return "unit " + head.unit + ", entry " + std::to_string(row.seq) + " (" + row.id + "): ";
    }
    std::string where() const { return "unit " + head.unit + ": "; }
};

/// Empty when the entry stands.
std::string check_entry(UnitCheck& check, store::EntryRow const& row,
                        std::span<store::PostingRow const> postings)
{
    if (row.seq != check.seq + 1) return "the entry before it is missing";
    if (postings.size() < 2) return "fewer than two postings";
    Wide sum = 0;
    for (auto const& posting : postings) {
        if (posting.amount == 0) return "a posting of zero";
        sum += posting.amount;
        check.sums[{ posting.account, row.day }] += posting.amount;
    }
    if (sum != 0) return "debits and credits differ";
    if ((row.late != 0) != (row.day != row.business_day)) return "the late flag is wrong";
    if (row.hash != seal(check.hash, check.head.unit, row, postings))
        return "the hash does not fit: it or an entry before it was changed";
    check.seq = row.seq;
    check.hash = row.hash;
    return {};
}

std::string check_chain(db::Read& read, UnitCheck& check, Verdict& verdict)
{
    check.hash = genesis(check.head.unit);
    std::string fault;
    store::each_entry(read, check.head.unit, [&](auto const& row, auto postings) {
        fault = check_entry(check, row, postings);
        if (!fault.empty()) fault = check.where(row) + fault;
        verdict.entries += 1;
        verdict.postings += static_cast<std::int64_t>(postings.size());
        return fault.empty();
    });
    if (!fault.empty()) return fault;
    if (check.seq != check.head.seq || check.hash != check.head.hash)
        return check.where() + "its chain does not end with entry " + std::to_string(check.head.seq)
            + " of ledger_book";
    return {};
}

std::string check_balances(db::Read& read, UnitCheck& check)
{
    for (auto const& row : store::balance_rows(read, check.head.unit))
        check.sums[{ row.account, row.day }] -= row.amount;
    for (auto const& [key, left] : check.sums)
        if (left != 0)
            return check.where() + "balance of " + key.first + " on "
                + Day::numbered(key.second).text() + " differs from its postings";
    return {};
}

Result<std::string> check_periods(db::Read& read, UnitCheck const& check)
{
    std::optional<Day> through;
    for (auto const month : TRY(store::closed_months(read, check.head.unit))) {
        if (month != month_of(month) || (through && month != through->next()))
            return check.where() + "closed month " + month.text() + " is out of order";
        through = end_of_month(month);
    }
    if (through != check.head.closed_through)
        return check.where() + "ledger_book names another last closed day than ledger_period";
    return std::string {};
}

Result<std::string> check_unit(db::Read& read, store::Head const& head, Verdict& verdict)
{
    UnitCheck check { head };
    if (auto fault = check_chain(read, check, verdict); !fault.empty()) return fault;
    if (auto fault = check_balances(read, check); !fault.empty()) return fault;
    if (auto const source = store::odd_lock(read, TRY(UnitId::parse(head.unit)), head.seq))
        return check.where() + "the lock of " + *source + " says what cannot be";
    return check_periods(read, check);
}

std::string check_strays(db::Read& read, Verdict const& verdict)
{
    if (auto const entry = store::orphan_posting(read))
        return "a posting names the entry " + *entry + ", which does not exist";
    if (auto const unit = store::orphan_balance(read))
        return "unit " + *unit + ": a balance without a book";
    if (store::entry_count(read) != verdict.entries) return "entries of a unit without a book";
    return {};
}

/// The first rule that is not what the audit trail last says it is: are data, and
/// somebody could end one of them.
Result<std::string> check_rules(db::Read& read)
{
    auto const all = TRY(store::proven_rules(read));
    std::set<std::optional<UnitId>> units;
    for (auto const& rule : all) units.insert(rule.key.unit);
    std::map<std::string, std::string> told;
    for (auto const& unit : units)
        core::each_trace(read, unit.value_or(UnitId {}), "ledger", [&](core::Trace const& trace) {
            if (trace.what.ends_with("_rule")) told[trace.object] = trace.after_hash;
        });
    for (auto const& rule : all)
        if (told[rule.id.text()] != core::trace_of(json_text(rule)))
            return "ledger_rule " + rule.id.text() + ": the audit trail knows it otherwise";
    return std::string {};
}

/// What is wrong with the books, or nothing; `verdict` counts what was read.
Result<std::string> check_all(db::Read& read, Verdict& verdict)
{
    if (auto fault = TRY(check_rules(read)); !fault.empty()) return fault;
    std::string last;
    for (;;) {
        auto const heads = TRY(store::heads_after(read, last, page));
        if (heads.empty()) return check_strays(read, verdict);
        for (auto const& head : heads) {
            if (auto fault = TRY(check_unit(read, head, verdict)); !fault.empty()) return fault;
            verdict.units += 1;
            last = head.unit;
        }
    }
}

} // namespace

Result<Verdict> verify(db::Read& read)
{
    Verdict verdict;
    auto const fault = check_all(read, verdict);
    verdict.first_broken = fault.ok() ? fault.value() : fault.error().why();
    verdict.sound = verdict.first_broken.empty();
    return verdict;
}

Result<std::vector<UnitId>> units_with_books(db::Read& read)
{
    return store::units_with_books(read);
}

Rupiah imbalance(db::Read& read) { return store::imbalance(read); }

} // namespace karya::ledger
