// What was owed to the state, deposited and is still here: month by month, and unit by unit.

#include "pnbp/pnbp.h"
#include "pnbp/state.h"
#include "pnbp/store.h"
#include <algorithm>
#include <map>

namespace karya::pnbp {

namespace {

using ledger::Account;

Day const beginning = Day::numbered(-1'000'000);
Day const ending = Day::numbered(1'000'000);

struct Year {
    Day first {};
    Day last {};
};

Year year_of(int year) { return { Day::from(year, 1, 1), Day::from(year, 12, 31) }; }

Day next_month(Day month) { return first_of_month(month.next(31)); }

/// What these days left on both accounts together: above zero is owed to the state.
Rupiah net(View const& view, org::UnitScope const& scope, Day from, Day to)
{
    Rupiah owed;
    for (auto const& [account, amount] : ledger::movements(view, scope, from, to))
        if (account == Account::pnbp_payable || account == Account::pnbp_claim) owed -= amount;
    return owed;
}

using ByMonth = std::map<Day, Rupiah>;

ByMonth by_month(std::vector<store::DayAmount> const& rows)
{
    ByMonth sums;
    for (auto const& [day, amount] : rows) sums[first_of_month(day)] += amount;
    return sums;
}

Rupiah at(ByMonth const& sums, Day month)
{
    auto const found = sums.find(month);
    return found == sums.end() ? Rupiah {} : found->second;
}

} // namespace

std::vector<MonthLine> months_of(View const& view, org::UnitScope const& scope, int year)
{
    auto const [first, last] = year_of(year);
    auto const today = scope.day(view.now);
    auto const begin = ledger::first_day(view, scope);
    auto const paid = by_month(store::paid_between(view.read, scope.unit(), first, last));
    ByMonth targets;
    for (auto const& [month, amount] : store::targets_between(view.read, scope.unit(), first, last))
        targets[month] = amount;

    std::vector<MonthLine> lines;
    auto outstanding = net(view, scope, beginning, first.next(-1));
    for (auto month = first; month <= last; month = next_month(month)) {
        auto const end = next_month(month).next(-1);
        auto const left = net(view, scope, month, end);
        auto const name = ledger::month_name(view.lang, month); // "April 2021"
        MonthLine line { .month = month,
                         .last = end,
                         .name = name.substr(0, name.rfind(' ')),
                         .deposited = at(paid, month),
                         .begun = month <= today,
                         .current = month == first_of_month(today) };
        line.accrued = left + line.deposited;
        line.outstanding = outstanding += left;
        line.over = over_of(line.outstanding);
        if (auto const target = targets.find(month); target != targets.end())
            line.target = target->second;
        line.before = end < today && (!begin || end < *begin);
        line.nihil = end < today && !line.before && line.accrued == Rupiah {};
        lines.push_back(std::move(line));
    }
    return lines;
}

namespace {

using Amounts = std::map<UnitId, Rupiah>;

void add(Amounts& sums, std::vector<ledger::UnitAmount> const& rows, bool negative)
{
    for (auto const& [unit, amount] : rows) sums[unit] += negative ? -amount : amount;
}

/// The numbers of all units, each asked for once.
struct Sums {
    Amounts left {};        ///< of the year, on both accounts
    Amounts outstanding {}; ///< of all time
    Amounts paid {};
    Amounts targets {};
    std::map<UnitId, std::int64_t> through {};
};

Sums sums_of(View const& view, int year)
{
    auto const [first, last] = year_of(year);
    Sums sums;
    for (auto const account : { Account::pnbp_payable, Account::pnbp_claim }) {
        add(sums.left, ledger::movements_of_all(view, account, first, last), true);
        add(sums.outstanding, ledger::movements_of_all(view, account, beginning, ending), true);
    }
    add(sums.paid, store::paid_by_unit(view.read, first, last), false);
    add(sums.targets, store::targets_by_unit(view.read, first, last), false);
    for (auto const& [unit, seq] : store::deposited_through_by_unit(view.read))
        sums.through[unit] = seq;
    return sums;
}

template<class Map>
auto value_or_none(Map const& map, UnitId unit)
{
    auto const found = map.find(unit);
    return found == map.end() ? typename Map::mapped_type {} : found->second;
}

/// Marks those that hold money of the state, with the day of the oldest.
void put_oldest(View const& view, Sums const& sums, std::vector<org::Unit> const& units,
                std::vector<UnitLine>& lines)
{
    std::vector<ledger::BookPlace> places;
    for (auto const& line : lines)
        if (line.outstanding > Rupiah {})
            places.push_back({ line.unit, value_or_none(sums.through, line.unit) });
    std::map<UnitId, Day> oldest;
    for (auto const& [unit, day] : ledger::first_credits(view, Account::pnbp_payable, places))
        oldest[unit] = day;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const found = oldest.find(lines[i].unit);
        if (found == oldest.end()) continue;
        lines[i].since = found->second;
        lines[i].late = day_in(units[i].zone, view.now) > next_working_day(found->second);
    }
}

std::vector<UnitLine> lines_of(View const& view, std::vector<org::Unit> const& units, int year)
{
    auto const sums = sums_of(view, year);
    std::vector<UnitLine> lines;
    for (auto const& unit : units) {
        UnitLine line { .unit = unit.id,
                        .name = unit.name,
                        .code = unit.code,
                        .deposited = value_or_none(sums.paid, unit.id),
                        .outstanding = value_or_none(sums.outstanding, unit.id),
                        .kanwil = unit.kanwil };
        line.accrued = value_or_none(sums.left, unit.id) + line.deposited;
        line.over = over_of(line.outstanding);
        if (auto const target = sums.targets.find(unit.id); target != sums.targets.end())
            line.target = target->second;
        lines.push_back(std::move(line));
    }
    put_oldest(view, sums, units, lines);
    return lines;
}

} // namespace

Result<std::vector<UnitLine>> units(View const& view, int year)
{
    auto const range = TRY(org::range(view));
    std::vector<org::Unit> reached;
    for (auto& unit : org::holders(view))
        if (range.covers(unit)) reached.push_back(std::move(unit));
    auto lines = lines_of(view, reached, year);
    std::ranges::stable_sort(lines, [](UnitLine const& a, UnitLine const& b) {
        if (a.late != b.late) return a.late;
        return a.outstanding > b.outstanding;
    });
    return lines;
}

UnitLine unit_line(View const& view, org::UnitScope const& scope, int year)
{
    auto unit = org::unit(view, scope.unit());
    CHECK(unit.ok()); // the scope proves it
    return lines_of(view, { unit.take() }, year).front();
}

std::vector<UnitTarget> targets(View const& view, Day first, Day last)
{
    return store::targets(view.read, first, last);
}

} // namespace karya::pnbp
