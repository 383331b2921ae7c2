// Drafts of a unit published together, as after an import.

#include "catalogue/desk.h"
#include "catalogue/routes_desk.h"
#include "web/routes.h"

namespace karya::catalogue {

namespace {

constexpr std::size_t drafts_max = 500;
constexpr ErrorCode nothing_chosen { "catalogue.nothing_chosen", Fault::invalid };

struct Draft {
    ProductId product {};
    std::string name {};
    ProductKind kind { ProductKind::kerajinan };
    std::optional<Rupiah> price {};
    bool price_varies { false };
    std::optional<std::string> on_hand {};
};
BOOST_DESCRIBE_STRUCT(Draft, (), (product, name, kind, price, price_varies, on_hand))

struct DraftsPage {
    std::vector<Draft> ready {};
    std::vector<Draft> unready {}; ///< nothing of them is for sale yet
    bool more { false };
    std::string unit_name {};
};
BOOST_DESCRIBE_STRUCT(DraftsPage, (), (ready, unready, more, unit_name))

Draft draft_of(Lang lang, ProductRow const& row)
{
    return { .product = row.product,
             .name = row.name,
             .kind = row.kind,
             .price = row.price_min,
             .price_varies = row.price_min != row.price_max,
             .on_hand = row.measure ? std::optional { measured(lang, row.on_hand, *row.measure) }
                                    : std::nullopt };
}

Result<DraftsPage> show_drafts(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    DraftsPage page { .unit_name = TRY(org::unit(view, scope.unit())).name };
    std::optional<Position> before;
    for (auto rows = products(view, scope, before); !rows.empty();
         rows = products(view, scope, before)) {
        for (auto const& row : rows) {
            if (row.state != ProductState::draft) continue;
            if (page.ready.size() == drafts_max) {
                page.more = true;
                return page;
            }
            (row.price_min ? page.ready : page.unready).push_back(draft_of(view.lang, row));
        }
        before = Position { micros(rows.back().added_at), rows.back().product };
    }
    return page;
}

struct Publishing {
    std::vector<ProductId> products {};
};
BOOST_DESCRIBE_STRUCT(Publishing, (), (products))

struct Published {
    std::int64_t count {};
};
BOOST_DESCRIBE_STRUCT(Published, (), (count))

/// All or none. What is published already stays so: pressing twice is no fault.
Result<Published> post_publishing(Call& call, Publishing const& input)
{
    auto const scope = TRY(org::own(call.view()));
    if (input.products.empty()) return nothing_chosen;
    if (input.products.size() > drafts_max) return too_many;
    Published done;
    for (auto const product : input.products) {
        if (TRY(catalogue::product(call.view(), scope, product)).state == ProductState::published)
            continue;
        TRY(set_state(call, scope, product, ProductState::published));
        ++done.count;
    }
    return done;
}

} // namespace

void add_publish_routes(web::Routes& routes)
{
    routes.query<web::Nothing, DraftsPage>("/meja/produk/terbit", edit, show_drafts,
                                           { "catalogue/drafts" });
    routes.command<Publishing, Published>("/meja/produk/terbit", edit, post_publishing,
                                          { "/meja/produk", "/meja/produk/terbit" });
}

} // namespace karya::catalogue
