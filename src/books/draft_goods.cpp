// What a unit made and sold, by goods.

#include "books/draft.h"
#include "books/tables.h"
#include "books/text.h"
#include "production/production.h"

namespace karya::books {

namespace {

/// Batches of one kind of goods.
struct Made {
    std::int64_t batches {};
    std::array<Quantity, 6> uses {};
    Rupiah cost {};
    catalogue::Measure measure {};
};

/// Empty when the variants of a product are not all counted alike.
Words measure_of(View const& view, org::UnitScope const& scope, ProductId product)
{
    auto const found = catalogue::product(view, scope, product);
    if (!found.ok() || found.value().variants.empty()) return {};
    auto const measure = found.value().variants.front().measure;
    for (auto const& variant : found.value().variants)
        if (variant.measure != measure) return {};
    return both([&](Lang lang) { return karya::text::of(lang, measure); });
}

} // namespace

void put_made(Folio& folio, View const& view, org::UnitScope const& scope, ReportKey const& key)
{
    auto table = table_of(text::made_title,
                          { { text::goods, false },
                            { text::batches, true },
                            { text::output, true },
                            { text::for_sale, true },
                            { text::kitchen, true },
                            { text::social_aid, true },
                            { text::own_use, true },
                            { text::spoiled, true },
                            { text::cost, true } });
    std::map<std::string, Made> by_label;
    Rupiah total;
    auto const lines = production::lines_on(view, scope, key.first, key.last);
    for (auto const& batch : lines) {
        auto& made = by_label[batch.label];
        if (batch.output != Quantity {}) made.batches += batch.sign;
        made.measure = batch.measure;
        made.cost += batch.cost;
        total += batch.cost;
        std::array const uses { batch.output,     batch.for_sale, batch.kitchen,
                                batch.social_aid, batch.own_use,  batch.spoiled };
        for (std::size_t i = 0; i < uses.size(); ++i) made.uses[i] = made.uses[i] + uses[i];
    }
    for (auto const& [label, made] : by_label) {
        Row row { .cells = { cell(same(label)), cell(made.batches) } };
        auto const measure = both([&](Lang lang) { return karya::text::of(lang, made.measure); });
        for (auto const use : made.uses) row.cells.push_back(cell(use, measure));
        row.cells.push_back(cell(made.cost));
        row.about = About { AboutKind::batches };
        table.rows.push_back(std::move(row));
    }
    if (!table.rows.empty()) {
        table.rows.push_back(sum_row(table, {}));
        table.rows.back().cells.back() = cell(total);
    }
    folio.tables.push_back(std::move(table));
    put_late_lines(folio, lines);
}

Table products_table(View const& view, org::UnitScope const& scope, ReportKey const& key)
{
    auto table = table_of(
        text::sold_by_product,
        { { text::goods, false }, { text::quantity, true }, { text::turnover, true } });
    Rupiah total;
    for (auto const& sold : board::sums_by_product(view, scope, window_of(key))) {
        auto const name = catalogue::goods_name(view, scope, sold.product.text());
        table.rows.push_back(
            { .cells = { cell(same(name.ok() ? name.value().name : "")),
                         cell(sold.quantity, measure_of(view, scope, sold.product)),
                         cell(sold.amount) },
              .about = About { AboutKind::goods } });
        total += sold.amount;
    }
    if (!table.rows.empty()) table.rows.push_back(sum_row(table, { Cell {}, cell(total) }));
    return table;
}

} // namespace karya::books
