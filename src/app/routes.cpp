#include "web/routes.h"
#include "app/front.h"
#include "base/cloth.h"
#include "board/board.h"
#include "catalogue/catalogue.h"

namespace karya::app {

namespace {

constexpr int newest_shown = 10;
constexpr int cloth_columns = 6;
constexpr int cloth_rows = 4;
constexpr std::size_t seed_length_max = 64;

struct KindWay {
    catalogue::ProductKind kind {};
};
BOOST_DESCRIBE_STRUCT(KindWay, (), (kind))

/// The product of the day with the name of its unit.
struct DayGoods {
    std::string slug {};
    std::string name {};
    std::string unit_name {};
    UnitId unit {};
    std::optional<std::string> photo {};
};
BOOST_DESCRIBE_STRUCT(DayGoods, (), (slug, name, unit_name, unit, photo))

struct Home {
    Rupiah turnover {}; ///< of the nation, today
    std::int64_t sales {};
    std::optional<DayGoods> day_product {};
    std::vector<KindWay> kinds {};
    std::vector<catalogue::Card> newest {};

    std::vector<std::string> tags() const { return { "shelf", std::string { board::board_tag } }; }
};
BOOST_DESCRIBE_STRUCT(Home, (), (turnover, sales, day_product, kinds, newest))

Result<Home> home(View& view, web::Nothing const&)
{
    auto const today = board::nation_day(view.now);
    auto const sums = board::nation_sums(view, { today, today });
    Home page { .turnover = sums.turnover, .sales = sums.sales };
    if (auto const best = board::day_product(view))
        page.day_product = DayGoods { best->card.slug, best->card.name, best->unit_name, best->unit,
                                      best->card.photo };
    for (auto const kind : enum_values<catalogue::ProductKind>()) page.kinds.push_back({ kind });
    page.newest = catalogue::newest(view, newest_shown);
    return page;
}

Result<web::Nothing> privacy(View&, web::Nothing const&) { return web::Nothing {}; }

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
    routes.query<web::Nothing, web::Nothing>("/privasi", anyone, privacy,
                                             { .name = "app/privacy" });
    routes.query<ClothName, web::File>("/kain/{name}", anyone, cloth);
    add_unit_routes(routes);
    add_desk_routes(routes);
}

} // namespace karya::app
