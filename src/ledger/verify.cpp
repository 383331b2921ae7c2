// Proof of the books: everything is read again and nothing that the program once wrote is trusted.
#include "ledger/chain.h"
#include "ledger/ledger.h"
#include "ledger/period.h"
#include "ledger/store.h"
#include <algorithm>
#include <map>

namespace karya::ledger {

namespace {

// A tampered amount must be named, not overflow.
__extension__ using Wide = __int128;
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

/// The postings of `row` at the front of `rest`, which are taken off.
std::span<store::PostingRow const> take_postings(std::span<store::PostingRow const>& rest,
                                                 store::EntryRow const& row)
{
    std::size_t count = 0;
    while (count < rest.size() && rest[count].entry == row.id) ++count;
    auto const taken = rest.first(count);
    rest = rest.subspan(count);
    return taken;
}

std::string check_chain(db::Read& read, UnitCheck& check, Verdict& verdict)
{
    check.hash = genesis(check.head.unit);
    for (;;) {
        auto const rows = store::rows_after(read, check.head.unit, check.seq, page);
        if (rows.empty()) break;
        auto const postings = store::posting_rows(read, check.head.unit, check.seq,
                                                  rows.back().seq);
        std::span<store::PostingRow const> rest { postings };
        for (auto const& row : rows) {
            auto const mine = take_postings(rest, row);
            if (auto const fault = check_entry(check, row, mine); !fault.empty())
                return check.where(row) + fault;
            verdict.entries += 1;
            verdict.postings += static_cast<std::int64_t>(mine.size());
        }
    }
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

std::string check_periods(db::Read& read, UnitCheck const& check)
{
    std::optional<Day> through;
    for (auto const month : store::closed_months(read, check.head.unit)) {
        if (month != month_of(month) || (through && month != through->next()))
            return check.where() + "closed month " + month.text() + " is out of order";
        through = end_of_month(month);
    }
    if (through != check.head.closed_through)
        return check.where() + "ledger_book names another last closed day than ledger_period";
    return {};
}

std::string check_unit(db::Read& read, store::Head const& head, Verdict& verdict)
{
    UnitCheck check { head };
    if (auto fault = check_chain(read, check, verdict); !fault.empty()) return fault;
    if (auto fault = check_balances(read, check); !fault.empty()) return fault;
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

} // namespace

Result<Verdict> verify(db::Read& read)
{
    Verdict verdict;
    std::string last;
    for (;;) {
        auto const heads = store::heads_after(read, last, page);
        if (heads.empty()) break;
        for (auto const& head : heads) {
            verdict.first_broken = check_unit(read, head, verdict);
            verdict.sound = verdict.first_broken.empty();
            if (!verdict.sound) return verdict;
            verdict.units += 1;
            last = head.unit;
        }
    }
    verdict.first_broken = check_strays(read, verdict);
    verdict.sound = verdict.first_broken.empty();
    return verdict;
}

std::vector<Effect> effects(db::Read& read, UnitId unit)
{
    auto found = store::effects(read, unit);
    std::ranges::sort(found);
    return found;
}

std::vector<UnitId> units_with_books(db::Read& read) { return store::units_with_books(read); }

Rupiah imbalance(db::Read& read) { return store::imbalance(read); }

} // namespace karya::ledger
