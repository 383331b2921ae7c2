// The desk's products: the list, and what waits for somebody.

#include "catalogue/routes_desk.h"
#include "catalogue/desk.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::catalogue {

namespace {

// ---- /meja/produk ----

struct DeskQuery {
    std::optional<UnitId> unit {}; ///< for those above unit level
    std::optional<std::string> after {};
};
BOOST_DESCRIBE_STRUCT(DeskQuery, (), (unit, after))

struct DeskRow {
    ProductId product {};
    std::string name {};
    ProductKind kind { ProductKind::kerajinan };
    ProductState state { ProductState::draft };
    Availability availability { Availability::sold_out };
    std::optional<Rupiah> price {};
    bool price_varies { false };
    std::optional<std::string> photo {};
    std::int64_t variants {};
    bool short_of { false };               ///< a shortage waits for a count
    std::optional<std::string> on_hand {}; ///< "13 buah"; absent: nothing is counted
    std::optional<std::string> held {};    ///< promised to unpaid orders
    std::optional<std::string> ordered {}; ///< sold ahead
    std::int64_t gone {};                  ///< variants with none left, some others having
    bool some_gone { false };
    bool low { false };
};
BOOST_DESCRIBE_STRUCT(DeskRow, (),
                      (product, name, kind, state, availability, price, price_varies, photo,
                       variants, short_of, on_hand, held, ordered, gone, some_gone, low))

struct DeskTask {
    VariantId variant {};
    std::string name {};
    Quantity quantity {};
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(DeskTask, (), (variant, name, quantity, at))

struct DeskPage {
    std::vector<DeskRow> products {};
    std::vector<DeskTask> tasks {};
    std::vector<StuckKit> kits {}; ///< that nobody can buy now
    bool drafts { false };         ///< some wait to be published
    std::optional<std::string> next {};
    std::string unit {};
    std::string unit_name {};
};
BOOST_DESCRIBE_STRUCT(DeskPage, (), (products, tasks, kits, drafts, next, unit, unit_name))

/// How many of a product's goods; nothing when there are none. Goods in several measures are told
/// by number alone.
std::string amount_words(Lang lang, ProductRow const& row, Quantity quantity)
{
    return row.measure ? measured(lang, quantity, *row.measure) : show(lang, quantity);
}

void put_stock(Lang lang, ProductRow const& row, DeskRow& shown)
{
    if (row.counted == 0) return;
    shown.on_hand = amount_words(lang, row, row.on_hand);
    if (row.held > Quantity {}) shown.held = amount_words(lang, row, row.held);
    if (row.ordered > Quantity {}) shown.ordered = amount_words(lang, row, row.ordered);
    shown.gone = row.gone;
    shown.some_gone = row.gone > 0 && row.availability == Availability::ready;
    shown.low = row.low > 0;
}

DeskRow shown(Lang lang, ProductRow const& row)
{
    DeskRow desk { .product = row.product,
                   .name = row.name,
                   .kind = row.kind,
                   .state = row.state,
                   .availability = row.availability,
                   .price = row.price_min,
                   .price_varies = row.price_min != row.price_max,
                   .photo = row.photo,
                   .variants = row.variants,
                   .short_of = row.shortages > 0 };
    put_stock(lang, row, desk);
    return desk;
}

Result<DeskPage> show_desk(View& view, DeskQuery const& query)
{
    constexpr std::size_t page_full = 500;
    auto const scope = query.unit ? TRY(org::reach(view, *query.unit)) : TRY(org::own(view));
    std::optional<Position> before;
    if (query.after) {
        auto const position = Position::parse(*query.after);
        if (!position.ok()) return not_found;
        before = position.value();
    }
    auto const rows = products(view, scope, before);
    DeskPage page;
    for (auto const& row : rows) page.products.push_back(shown(view.lang, row));
    page.drafts = std::ranges::any_of(
        rows, [](auto const& row) { return row.state == ProductState::draft; });
    if (rows.size() == page_full)
        page.next = Position { micros(rows.back().added_at), rows.back().product }.text();
    for (auto const& task : open_shortages(view, scope))
        page.tasks.push_back(
            { task.variant, task.name, task.quantity, { task.since, scope.zone() } });
    page.kits = stuck_kits(view, scope);
    page.unit = scope.unit().text();
    page.unit_name = TRY(org::unit(view, scope.unit())).name;
    return page;
}

} // namespace

void add_desk_routes(web::Routes& routes)
{
    add_publish_routes(routes);
    add_window_routes(routes);
    add_desk_kit_routes(routes);
    routes.query<DeskQuery, DeskPage>("/meja/produk", see, show_desk, { "catalogue/desk" });
    add_desk_words_routes(routes);
    add_desk_product_routes(routes);
    add_desk_paper_routes(routes);
    add_desk_photo_routes(routes);
    add_desk_variant_routes(routes);
}

} // namespace karya::catalogue
