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

/// By the workers' numbers.
using Lines = std::map<std::int64_t, Line>;

/// Everybody with a day in the period, month by month, because marks are of a month.
Lines worked(View const& view, org::UnitScope const& scope, Sheet const& sheet,
             Formula const& formula)
{
    Lines lines;
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
    return lines;
}

/// Adds what days before the period say now and no authorised sheet counts. All of them are asked,
/// not those that changed: whatever a sheet missed, for whatever reason, the next one takes.
std::vector<Late> add_late(View const& view, org::UnitScope const& scope, Sheet const& sheet,
                           Formula const& formula, Lines& lines)
{
    std::map<WorkerId, Late> written;
    std::set<std::int64_t> idle; // with no day in the period, and nothing late
    for (auto const& sum :
         workshop::sums_until(view, scope, sheet.activity, sheet.first_day.next(-1))) {
        written[sum.worker] = { sum.worker, sum.present, sum.hours, sum.pieces, sum.earned };
        if (lines.try_emplace(sum.n, Line { .worker = sum.worker, .n = sum.n }).second)
            idle.insert(sum.n);
    }
    std::map<WorkerId, Late> counted;
    for (auto const& one : store::counted(view.read, sheet)) counted[one.worker] = one;
    std::vector<Late> lates;
    for (auto& [n, line] : lines) {
        auto const late = late_of(line, written[line.worker], counted[line.worker]);
        if (is_nothing(late)) continue;
        add(line, formula, late);
        lates.push_back(late);
        idle.erase(n);
    }
    for (auto const n : idle) lines.erase(n);
    std::ranges::sort(lates, {}, &Late::worker);
    return lates;
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
    auto const formula = from_json_text<Formula>(sheet.formula).take(); // we wrote it
    auto all = worked(view, scope, sheet, formula);
    auto lates = add_late(view, scope, sheet, formula, all);
    std::vector<Line> lines;
    for (auto& [n, line] : all) lines.push_back(std::move(line));
    share_out(sheet, lines, pot);
    sheet.hash = hash_of(sheet, { lines, lates, free.parts });
    return { std::move(sheet), std::move(lines), std::move(lates), std::move(free.parts) };
}

} // namespace karya::premium
