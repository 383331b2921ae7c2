#include "web/routes.h"
#include "app/front.h"
#include "app/tile.h"
#include "base/cloth.h"
#include "board/board.h"
#include "catalogue/catalogue.h"
#include "org/org.h"
#include <algorithm>

namespace karya::app {

namespace {

constexpr std::size_t newest_shown = 10;
constexpr int cloth_columns = 6;
constexpr int cloth_rows = 4;
constexpr std::size_t seed_length_max = 64;

struct KindWay {
    catalogue::ProductKind kind {};
    std::int64_t count {};
};
BOOST_DESCRIBE_STRUCT(KindWay, (), (kind, count))

/// A regional office whose units have goods on the shelf.
struct PlaceWay {
    std::string slug {};
    std::string name {};
    std::int64_t count {};
};
BOOST_DESCRIBE_STRUCT(PlaceWay, (), (slug, name, count))

struct Home {
    Rupiah turnover {}; ///< of the nation, today
    std::int64_t sales {};
    std::optional<Tile> day_product {};
    std::int64_t goods {}; ///< on the shelf
    std::int64_t units {}; ///< that have some there
    std::int64_t ready {}; ///< to be had at once
    std::int64_t low {};   ///< up to Rp 50.000
    std::vector<KindWay> kinds {};
    std::vector<PlaceWay> places {}; ///< those with most first
    std::vector<Tile> newest {};

    std::vector<std::string> tags() const { return { "shelf", std::string { board::board_tag } }; }
    web::Meta meta(Lang, std::string_view) const
    {
        return { .description = {}, .canonical = "/", .feed = "/umpan/terbaru.atom" };
    }
};
BOOST_DESCRIBE_STRUCT(Home, (),
                      (turnover, sales, day_product, goods, units, ready, low, kinds, places,
                       newest))

/// What the unit that sold most today is proud of; before the first sale, what sells best. Always
/// something that can be had.
std::optional<Tile> goods_of_the_day(View const& view)
{
    constexpr std::size_t looked_at = 20;
    if (auto const best = board::day_product(view)) return tile_of(best->card);
    auto const sold = catalogue::cards(view, { .sorting = catalogue::Sorting::most_sold },
                                       looked_at);
    auto const left = std::ranges::find_if(sold, [](catalogue::Card const& card) {
        return card.availability != catalogue::Availability::sold_out;
    });
    if (left == sold.end()) return {};
    return tile_of(*left);
}

template<class Value>
std::int64_t count_of(std::vector<catalogue::Choice<Value>> const& choices, Value value)
{
    auto const found = std::ranges::find(choices, value, &catalogue::Choice<Value>::value);
    return found == choices.end() ? 0 : found->count;
}

void put_ways(View const& view, catalogue::Shelf const& shelf, Home& page)
{
    constexpr std::size_t places_shown = 12;
    auto const& facets = shelf.facets;
    page.goods = shelf.count;
    page.units = static_cast<std::int64_t>(facets.units.size());
    page.ready = count_of(facets.availabilities, catalogue::Availability::ready);
    page.low = count_of(facets.bands, catalogue::PriceBand::up_to_50k);
    for (auto const& kind : facets.kinds) page.kinds.push_back({ kind.value, kind.count });
    for (auto const& office : org::all_kanwil(view))
        if (auto const count = count_of(facets.kanwils, office.id))
            page.places.push_back({ office.slug, office.name, count });
    std::ranges::stable_sort(page.places, std::greater {}, &PlaceWay::count);
    if (page.places.size() > places_shown) page.places.resize(places_shown);
}

Result<Home> home(View& view, web::Nothing const&)
{
    auto const today = board::nation_day(view.now);
    auto const sums = board::nation_sums(view, { today, today });
    Home page { .turnover = sums.turnover, .sales = sums.sales };
    page.day_product = goods_of_the_day(view);
    auto const shelf = catalogue::shelf(view, {});
    put_ways(view, shelf, page);
    for (auto const& card : shelf.cards)
        if (page.newest.size() < newest_shown) page.newest.push_back(tile_of(card));
    return page;
}

struct ClothName {
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(ClothName, (), (name))

/// "<seed>.svg" is a cloth, "<seed>.pita.svg" its band for edges.
Result<web::File> cloth(View&, ClothName const& wanted)
{
    std::string_view seed = wanted.name;
    if (!seed.ends_with(".svg")) return not_found;
    seed.remove_suffix(4);
    bool const band = seed.ends_with(".pita");
    if (band) seed.remove_suffix(5);
    if (seed.empty() || seed.size() > seed_length_max) return not_found;
    return web::File { .content_type = "image/svg+xml",
                       .bytes = band ? cloth_band_svg(seed)
                                     : cloth_svg(seed, cloth_columns, cloth_rows),
                       .immutable = true };
}

} // namespace

void add_front_routes(web::Routes& routes)
{
    routes.query<web::Nothing, Home>("/", anyone, home, { .name = "app/home", .cached = true });
    routes.query<ClothName, web::File>("/kain/{name}", anyone, cloth);
    add_unit_routes(routes);
    add_desk_routes(routes);
    add_trust_routes(routes);
}

} // namespace karya::app
