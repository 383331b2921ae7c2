// Sales against stock: each line took its goods once, each void and each refund with goods gave
// them back once, and nothing else moved in their name.

#include "sales/proof.h"

namespace karya::sales::proof {

namespace {

/// How far the clocks of a server may have been set back between two changes of a variant.
constexpr std::chrono::hours clocks_apart { 1 };

/// Movements of one variant, by the document that caused them.
std::map<std::string, Goods::Both> by_source(catalogue::StockTale const& tale)
{
    std::map<std::string, Goods::Both> moved;
    for (auto const& [source, reason, delta, ordered_delta] : tale.moves) {
        auto& both = moved[source];
        if (reason == catalogue::StockReason::shortage) {
            auto& missing = delta > Quantity {} ? both.out.missing : both.back.missing;
            missing = missing + delta;
        } else if (reason == catalogue::StockReason::refund) {
            both.back.add(delta - ordered_delta);
        } else {
            both.out.add(ordered_delta - delta);
        }
    }
    return moved;
}

/// What came back, apart from the shortage that a void took off again.
Goods::Moved without_undone(Goods::Both const& both)
{
    auto back = both.back;
    if (back.times > 0 && back.missing == -both.out.missing) back.missing = {};
    return back;
}

std::string words(Goods::Moved const& moved)
{
    return std::to_string(moved.times) + " movements of " + moved.quantity.plain() + ", "
        + moved.missing.plain() + " short";
}

} // namespace

void Goods::Moved::add(Quantity moved)
{
    times += 1;
    quantity = quantity + moved;
}

Goods::Expected& Goods::expected(VariantId variant, Uuid source, Cause cause)
{
    return m_expected[variant].try_emplace(source, Expected { {}, std::move(cause) }).first->second;
}

void Goods::expect(ToldSale const& told)
{
    auto const& sale = told.sale;
    for (auto const& line : sale.lines) {
        auto& both = expected(line.variant, sale.id.uuid,
                              { sale.number, line.n, told.recorded_at, line.product });
        if (both.cause.product != line.product) both.cause.product = {};
        both.out.add(line.quantity);
        both.out.missing = both.out.missing + line.short_by;
        if (sale.state == SaleState::voided) both.back.add(line.quantity);
    }
    for (auto const& back : told.refunds)
        if (back.goods_return) expect_back(sale, back);
}

void Goods::expect_back(Sale const& sale, ToldRefund const& back)
{
    for (auto const& [n, quantity, amount] : back.lines) {
        if (quantity == Quantity {}) continue; // money only
        auto const& line = sale.lines.at(static_cast<std::size_t>(n - 1));
        Cause cause { back.refund.number, n, back.refund.at, line.product };
        expected(line.variant, back.refund.id.uuid, std::move(cause)).back.add(quantity);
    }
}

Finding Goods::compare(catalogue::StockTale const& tale)
{
    auto moved = by_source(tale);
    for (auto const& [source, wanted] : m_expected[tale.variant]) {
        auto const is = moved[source.text()];
        moved.erase(source.text());
        // A service moves nothing, and what was one may be counted by now.
        bool const uncounted = tale.service
            || tale.empty_until >= wanted.cause.since - clocks_apart;
        auto const fits = [&](Moved const& there, Moved const& should) {
            return there == should || (uncounted && there == Moved {});
        };
        auto const where = wanted.cause.number + " line " + std::to_string(wanted.cause.line);
        if (wanted.cause.product != tale.product) return where + ": its product is another's";
        if (!fits(is.out, wanted.out))
            return where + ": out of stock went " + words(is.out) + " instead of "
                + words(wanted.out);
        if (!fits(without_undone(is), wanted.back))
            return where + ": back to stock went " + words(is.back) + " instead of "
                + words(wanted.back);
    }
    m_expected.erase(tale.variant);
    if (moved.empty()) return {};
    return "variant " + tale.variant.text() + ": stock moved for " + moved.begin()->first
        + ", and nothing explains it";
}

Result<Finding> Goods::compare(db::Read& read, UnitId unit)
{
    Finding found;
    TRY(catalogue::each_stock_tale(read, unit, [&](catalogue::StockTale const& tale) {
        if (!found) found = checked(tale);
    }));
    if (found || m_expected.empty()) return found;
    auto const& [number, line, since, product] = m_expected.begin()->second.begin()->second.cause;
    return Finding { number + " line " + std::to_string(line) + ": no such variant in its unit" };
}

/// The same, though a number lies beyond all sums.
Finding Goods::checked(catalogue::StockTale const& tale)
{
    try {
        return compare(tale);
    } catch (Bug const&) {
        return "variant " + tale.variant.text() + ": its numbers cannot be computed with";
    }
}

} // namespace karya::sales::proof
