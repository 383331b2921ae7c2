// What `karya verify` asks of sales.

#include "sales/sales.h"
#include "sales/state.h"
#include "sales/store.h"
#include <algorithm>

namespace karya::sales {

namespace {

/// What is wrong with the sale's lines, or nothing. What refunds left must explain what was
/// refunded.
std::optional<std::string> broken_lines(Sale const& sale)
{
    Rupiah total;
    Rupiah left;
    for (auto const& line : sale.lines) {
        if (line.parts.total() != line.amount) return sale.number + ": parts of a line";
        total += line.amount;
        left += ledger::remaining_amount(sold_line(line), { line.left, line.rebate });
    }
    if (total != sale.total) return sale.number + ": total of its lines";
    if (total - left != sale.refunded) return sale.number + ": refunds";
    if (sale.state == SaleState::voided && sale.refunded > Rupiah {})
        return sale.number + ": both voided and refunded";
    return {};
}

/// What the unit's book must say of its sales, voids and refunds: each once, for the same money.
std::vector<ledger::Effect> expected_effects(db::Read& read, UnitId unit)
{
    std::vector<ledger::Effect> expected;
    each_sale(read, unit, [&](Sale const& sale) {
        expected.push_back({ sale.id.text(), ledger::EntryKind::sale, sale.total });
        if (sale.state == SaleState::voided)
            expected.push_back({ sale.id.text(), ledger::EntryKind::voided, -sale.total });
    });
    each_refund(read, unit, [&](WholeRefund const& whole) {
        expected.push_back(
            { whole.refund.id.text(), ledger::EntryKind::refund, -whole.refund.total });
    });
    std::ranges::sort(expected);
    return expected;
}

std::string told(ledger::Effect const& effect)
{
    return std::string { enum_text(effect.kind) } + " " + effect.source;
}

/// One key, one effect: nothing sold without its entry, no entry without what was sold.
std::optional<std::string> broken_effects(db::Read& read, UnitId unit)
{
    auto const expected = expected_effects(read, unit);
    auto const booked = ledger::effects(read, unit);
    auto const [sold, entered] = std::ranges::mismatch(expected, booked);
    if (sold == expected.end() && entered == booked.end()) return {};
    if (sold == expected.end() || (entered != booked.end() && *entered < *sold))
        return "unit " + unit.text() + ": an entry of " + told(*entered) + " that nothing explains";
    return "unit " + unit.text() + ": no such entry of " + told(*sold);
}

} // namespace

std::optional<std::string> first_broken_sale(db::Read& read)
{
    if (auto const gap = store::gap_in_series(read)) return *gap + ": gap in receipt numbers";
    if (auto const unit = store::gap_in_refunds(read)) return *unit + ": gap in refund numbers";
    if (auto const sale = store::sum_mismatch(read)) return *sale + ": lines or refunds";
    for (auto const unit : store::units_with_sales(read)) {
        std::optional<std::string> broken;
        each_sale(read, unit, [&](Sale const& sale) {
            if (!broken) broken = broken_lines(sale);
        });
        if (broken) return broken;
    }
    auto units = ledger::units_with_books(read);
    std::ranges::copy(store::units_with_sales(read), std::back_inserter(units));
    std::ranges::sort(units);
    for (auto const unit :
         std::ranges::subrange(units.begin(), std::unique(units.begin(), units.end())))
        if (auto broken = broken_effects(read, unit)) return broken;
    return {};
}

} // namespace karya::sales
