// Tables that go out: units, products, and what both exports of sales share.

#include "exchange/export.h"
#include "base/text.h"
#include "exchange/cells.h"
#include "exchange/columns.h"
#include <algorithm>
#include <deque>

namespace karya::exchange {

namespace {

using sheet::Cell;

/// CSV in which parts of a quantity stand behind a comma, as people here write them: behind a point
/// three digits could be thousands.
class CommaWriter final : public sheet::Writer {
public:
    explicit CommaWriter(std::unique_ptr<sheet::Writer> csv) : m_csv(std::move(csv)) { }

    Result<void> row(std::span<Cell const> cells) override
    {
        std::vector<Cell> written { cells.begin(), cells.end() };
        std::deque<std::string> quantities; // whose texts stay where they are
        for (auto& cell : written)
            if (auto const* quantity = std::get_if<Quantity>(&cell)) {
                auto& text = quantities.emplace_back(quantity->plain());
                std::ranges::replace(text, '.', ',');
                cell = std::string_view { text };
            }
        return m_csv->row(written);
    }
    Result<void> finish() override { return m_csv->finish(); }

private:
    std::unique_ptr<sheet::Writer> m_csv;
};

Result<std::unique_ptr<sheet::Writer>> opened(std::string const& path, Export const& wanted)
{
    if (wanted.format == Format::xlsx)
        return sheet::write_xlsx(path, std::string { enum_text(wanted.kind) });
    auto csv = TRY(sheet::write_csv(path, { .mark = sheet::utf8_mark }));
    return std::unique_ptr<sheet::Writer> { std::make_unique<CommaWriter>(std::move(csv)) };
}

} // namespace

Result<std::unique_ptr<sheet::Writer>> open_table(Export const& wanted)
{
    auto writer = TRY(opened(wanted.file.string(), wanted));
    std::vector<sheet::Cell> heading;
    for (auto const name : headings_of(wanted.kind)) heading.emplace_back(name);
    TRY(writer->row(heading));
    return writer;
}

Result<std::vector<org::Unit>> exported_units(View const& view, Export const& wanted)
{
    std::vector<org::Unit> units;
    if (wanted.unit) {
        TRY(org::reach(view, *wanted.unit));
        units.push_back(TRY(org::unit(view, *wanted.unit)));
    } else {
        auto const range = TRY(org::range(view));
        for (auto& unit : org::all_units(view))
            if (range.covers(unit)) units.push_back(std::move(unit));
    }
    std::ranges::sort(units, {}, &org::Unit::code);
    return units;
}

namespace {

Result<std::int64_t> write_units(View const& view, Export const& wanted, sheet::Writer& writer)
{
    std::map<KanwilId, std::string> names;
    for (auto const& kanwil : org::all_kanwil(view)) names[kanwil.id] = kanwil.name;
    std::int64_t rows = 0;
    for (auto const& unit : TRY(exported_units(view, wanted))) {
        auto const lat = degrees_text(unit.lat);
        auto const lng = degrees_text(unit.lng);
        std::array<Cell, 13> const cells { std::string_view { unit.code },
                                           std::string_view { unit.name },
                                           file_word(unit.kind),
                                           std::string_view { unit.unit_class },
                                           file_word(unit.category),
                                           std::string_view { names[unit.kanwil] },
                                           std::string_view { unit.place },
                                           std::string_view { unit.regency },
                                           std::string_view { unit.province },
                                           std::string_view { lat },
                                           std::string_view { lng },
                                           file_word(unit.zone),
                                           unit.valid_from };
        TRY(writer.row(cells));
        ++rows;
    }
    return rows;
}

/// What left each variant's shelf by sales and did not come back.
using Sold = std::map<VariantId, Quantity>;

Sold sold_by_variant(db::Read& read, UnitId unit)
{
    Sold sold;
    std::map<SaleId, std::map<std::int64_t, VariantId>> refunded;
    sales::each_sale(read, unit, [&](sales::Sale const& sale) {
        if (sale.state == sales::SaleState::voided) return;
        for (auto const& line : sale.lines) {
            sold[line.variant] = sold[line.variant] + line.quantity;
            if (sale.refunded > Rupiah {}) refunded[sale.id][line.n] = line.variant;
        }
    });
    sales::each_refund(read, unit, [&](sales::WholeRefund const& refund) {
        if (!refund.goods_return) return;
        for (auto const& line : refund.lines) {
            auto const variant = refunded[refund.refund.sale][line.n];
            sold[variant] = sold[variant] - line.quantity;
        }
    });
    return sold;
}

std::string papers_text(std::vector<catalogue::Paper> const& papers)
{
    std::string text;
    for (auto const& paper : papers) {
        if (!text.empty()) text += "; ";
        text += std::string { enum_text(paper.kind) } + " " + paper.number;
        if (paper.valid_to) text += " " + paper.valid_to->text();
    }
    return text;
}

/// All products of a unit, in the order of their first code: the order in which they were added
/// would not survive an import.
Result<std::vector<catalogue::Product>> products_of(View const& view, org::UnitScope const& scope)
{
    std::vector<catalogue::Product> products;
    std::optional<catalogue::Position> before;
    for (;;) {
        auto const rows = catalogue::products(view, scope, before);
        for (auto const& row : rows)
            products.push_back(TRY(catalogue::product(view, scope, row.product)));
        if (rows.empty()) break;
        before = catalogue::Position { micros(rows.back().added_at), rows.back().product };
    }
    std::erase_if(products, [](auto const& product) { return product.variants.empty(); });
    auto const first_code = [](catalogue::Product const& product) {
        return std::ranges::min(product.variants, {}, &catalogue::Variant::code).code;
    };
    std::ranges::sort(products, {}, first_code);
    return products;
}

struct ProductRow {
    std::string const& unit_code;
    catalogue::Product const& product;
    catalogue::Variant const& variant;
    org::Activity const& activity;
    std::int64_t number {};          ///< of the product within the unit
    std::optional<Quantity> sold {}; ///< when the opening stock is wanted
};

Result<void> write_product(sheet::Writer& writer, ProductRow const& row)
{
    auto const& [unit_code, product, variant, activity, number, sold] = row;
    bool const counted = variant.supply != catalogue::Supply::service;
    auto const before_sales = variant.on_hand - variant.ordered + sold.value_or(Quantity {});
    auto const opening = std::max(Quantity {}, before_sales);
    auto const papers = papers_text(product.papers);
    std::array<Cell, 27> const cells {
        std::string_view { unit_code },
        std::string_view { variant.code },
        std::string_view { product.name_id },
        std::string_view { product.name_en },
        number,
        std::string_view { variant.name },
        file_word(product.kind),
        file_word(variant.measure),
        std::string_view { variant.whole_only ? "ya" : "tidak" },
        variant.price,
        cell_or_empty(variant.cost),
        counted ? Cell { variant.on_hand } : Cell { std::string_view {} },
        counted && sold ? Cell { opening } : Cell { std::string_view {} },
        file_word(variant.supply),
        cell_or_empty(variant.lead_days),
        std::string_view { variant.barcode ? *variant.barcode : "" },
        std::string_view { variant.for_sale ? "ya" : "tidak" },
        file_word(product.state),
        std::string_view { activity.name },
        file_word(activity.field),
        file_word(activity.contract),
        file_word(product.origin),
        file_word(product.reach),
        std::string_view { product.story_id },
        std::string_view { product.story_en },
        std::string_view { papers },
        cell_or_empty(variant.grams)
    };
    return writer.row(cells);
}

Result<std::int64_t> write_products(View const& view, Export const& wanted, sheet::Writer& writer)
{
    std::int64_t rows = 0;
    for (auto const& unit : TRY(exported_units(view, wanted))) {
        auto const scope = TRY(org::reach(view, unit.id));
        auto const products = TRY(products_of(view, scope));
        if (products.empty()) continue;
        auto sold = wanted.opening ? sold_by_variant(view.read, unit.id) : Sold {};
        std::map<ActivityId, org::Activity> activities;
        for (auto& activity : org::activities(view, scope))
            activities[activity.id] = std::move(activity);
        std::int64_t number = 0;
        for (auto const& product : products) {
            ++number;
            for (auto const& variant : product.variants) {
                TRY(write_product(
                    writer,
                    { unit.code, product, variant, activities[product.activity], number,
                      wanted.opening ? std::optional { sold[variant.id] } : std::nullopt }));
                if (++rows > wanted.rows_max) return export_too_large;
            }
        }
    }
    return rows;
}

Result<std::int64_t> write_table(View const& view, Export const& wanted, sheet::Writer& writer)
{
    switch (wanted.kind) {
    case Kind::units: return write_units(view, wanted, writer);
    case Kind::products: return write_products(view, wanted, writer);
    case Kind::sales: return write_sales(view, wanted, writer);
    case Kind::ledger: break;
    }
    return write_ledger(view, wanted, writer);
}

} // namespace

Result<std::int64_t> export_table(View const& view, Export const& wanted)
{
    auto const writer = TRY(open_table(wanted));
    auto const rows = TRY(write_table(view, wanted, *writer));
    TRY(writer->finish());
    return rows;
}

Result<std::int64_t> export_file(db::Engine& engine, Actor const& actor, Timestamp now,
                                 Export const& wanted)
{
    return engine.get<std::int64_t>(
        [&](db::Read& read) { return export_table(View { read, actor, now }, wanted); });
}

} // namespace karya::exchange
