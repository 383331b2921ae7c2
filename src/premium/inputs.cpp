#include "premium/inputs.h"
#include "base/json.h"
#include "premium/store.h"
#include "sales/sales.h"
#include <algorithm>

namespace karya::premium {

namespace {

Day last_of_month(Day day)
{
    auto const date = day.calendar();
    return { std::chrono::sys_days { date.year() / date.month() / std::chrono::last } };
}

void add(Line& line, Formula const& formula, workshop::WorkerMonth const& month)
{
    line.present += month.present;
    line.hours = line.hours + month.hours;
    line.pieces = line.pieces + month.pieces;
    line.earned += month.earned;
    if (month.difficulty) line.difficulty = month.difficulty;
    if (month.conduct) line.conduct = month.conduct;
    CHECK(!__builtin_add_overflow(line.weight, weight_of(formula, month), &line.weight));
}

/// Everybody with a day in the period, month by month, because marks are of a month.
std::vector<Line> worked(View const& view, org::UnitScope const& scope, Sheet const& sheet)
{
    auto const formula = from_json_text<Formula>(sheet.formula).take(); // we wrote it
    std::map<std::int64_t, Line> lines;
    for (auto first = sheet.first_day; first <= sheet.last_day;) {
        auto const last = std::min(last_of_month(first), sheet.last_day);
        for (auto const& month : workshop::days_of(view, scope, sheet.activity, first, last)) {
            auto& line = lines[month.n];
            line.worker = month.worker;
            line.n = month.n;
            add(line, formula, month);
        }
        first = last.next();
    }
    std::vector<Line> all;
    for (auto& [n, line] : lines) all.push_back(std::move(line));
    return all;
}

Rupiah part_of(Fund fund, ledger::Parts const& parts)
{
    return fund == Fund::premi ? parts.premi : parts.upah;
}

} // namespace

std::set<SaleId> const& BookedSales::after(ledger::LockReach const& from,
                                           ledger::LockReach const& to)
{
    Key const key { from.covers, from.through.number(), to.covers, to.through.number() };
    auto const [found, is_new] = m_known.try_emplace(key);
    if (is_new)
        for (auto const& place : ledger::sales_between(m_view.read, m_scope.unit(), from, to))
            if (auto id = SaleId::parse(place.source); id.ok()) found->second.insert(id.value());
    return found->second;
}

FreeParts free_parts(View const& view, org::UnitScope const& scope, Sheet const& sheet,
                     BookedSales& booked)
{
    auto const before = store::last_authorised(view.read, sheet.activity, sheet.fund, sheet.id);
    ledger::LockReach from;
    if (before) from = { before->covers, before->last_day };
    auto const& wanted = booked.after(from, { sheet.covers, sheet.last_day });
    FreeParts free;
    if (wanted.empty()) return free;
    for (auto const& left :
         sales::left_of(view, scope, sheet.activity, { *wanted.begin(), *wanted.rbegin() })) {
        auto const amount = part_of(sheet.fund, left.parts);
        if (amount <= Rupiah {} || !wanted.contains(left.sale)) continue;
        free.parts.push_back({ left.sale.text(), amount });
        free.sum += amount;
    }
    return free;
}

Computed computed(View const& view, org::UnitScope const& scope, Sheet sheet)
{
    BookedSales booked { view, scope };
    auto free = free_parts(view, scope, sheet, booked);
    auto const before = store::last_authorised(view.read, sheet.activity, sheet.fund, sheet.id);
    Pot const pot { .accrued = free.sum,
                    .carried_in = before ? before->carried_out : Rupiah {},
                    .claim = ledger::balance(view, scope, claim_of(sheet.fund)) };
    auto lines = worked(view, scope, sheet);
    share_out(sheet, lines, pot);
    sheet.hash = hash_of(sheet, lines, free.parts);
    return { std::move(sheet), std::move(lines), std::move(free.parts) };
}

} // namespace karya::premium
