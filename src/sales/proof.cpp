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
    return {};
}

} // namespace

std::optional<std::string> first_broken_sale(db::Read& read)
{
    if (auto const gap = store::gap_in_series(read)) return *gap + ": gap in receipt numbers";
    if (auto const sale = store::sum_mismatch(read)) return *sale + ": lines or refunds";
    for (auto const unit : store::units_with_sales(read)) {
        std::optional<std::string> broken;
        each_sale(read, unit, [&](Sale const& sale) {
            if (!broken) broken = broken_lines(sale);
        });
        if (broken) return broken;
    }
    return {};
}

} // namespace karya::sales
