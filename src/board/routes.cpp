#include "board/board.h"
#include "board/text.h"
#include "web/routes.h"

namespace karya::board {

namespace {

constexpr Permission choose_product { allow("board.choose", { Role::kasi, Role::head }) };

struct Place {
    std::string slug {};
};
BOOST_DESCRIBE_STRUCT(Place, (), (slug))

/// A board with the place it shows and the way up.
struct BoardPage {
    std::string title {};
    std::string place {};
    std::string pulse_path {}; ///< of the same place, for the island
    bool whole_nation { false };
    std::optional<std::string> up_slug {}; ///< the office of a unit
    Board board {};

    std::vector<std::string> tags() const { return { std::string { board_tag } }; }
};
BOOST_DESCRIBE_STRUCT(BoardPage, (), (title, place, pulse_path, whole_nation, up_slug, board))

Result<BoardPage> nation_page(View& view, web::Nothing const&)
{
    return BoardPage { .title = text::board_title(view.lang),
                       .place = text::nation(view.lang),
                       .pulse_path = "/papan/denyut",
                       .whole_nation = true,
                       .board = nation(view) };
}

Result<BoardPage> office_page(View& view, Place const& place)
{
    auto const kanwil = TRY(org::kanwil_by_slug(view, place.slug));
    auto const name = text::office_name(view.lang, kanwil.name);
    return BoardPage { .title = text::board_title_of(view.lang, name),
                       .place = name,
                       .pulse_path = "/papan/denyut",
                       .board = TRY(office(view, place.slug)) };
}

Result<BoardPage> unit_page(View& view, Place const& place)
{
    auto const found = TRY(org::unit_by_slug(view, place.slug));
    auto const kanwil = TRY(org::kanwil(view, found.kanwil));
    return BoardPage { .title = text::board_title_of(view.lang, found.name),
                       .place = found.name,
                       .pulse_path = "/papan/denyut",
                       .up_slug = kanwil.slug,
                       .board = TRY(unit(view, place.slug)) };
}

struct Since {
    std::optional<std::int64_t> after {};
};
BOOST_DESCRIBE_STRUCT(Since, (), (after))

Result<Pulse> pulse_since(View& view, Since const& since)
{
    return pulse(view, since.after.value_or(0));
}

struct Choice {
    ProductId product {};
};
BOOST_DESCRIBE_STRUCT(Choice, (), (product))

Result<web::Nothing> choose_today(Call& call, Choice const& choice)
{
    auto const scope = TRY(org::own(call.view()));
    TRY(choose(call, scope, scope.day(call.now), choice.product));
    return web::Nothing {};
}

} // namespace

void add_routes(web::Routes& routes)
{
    routes.query<web::Nothing, BoardPage>("/papan", anyone, nation_page,
                                          { .name = "board/board", .cached = true });
    routes.query<Place, BoardPage>("/papan/kanwil/{slug}", anyone, office_page,
                                   { .name = "board/board", .cached = true });
    routes.query<Place, BoardPage>("/papan/unit/{slug}", anyone, unit_page,
                                   { .name = "board/board", .cached = true });
    routes.query<Since, Pulse>("/papan/denyut", anyone, pulse_since);
    routes.stream("/papan/aliran", anyone, board_tag);
    routes.command<Choice, web::Nothing>("/papan/pilihan", choose_product, choose_today,
                                         { .location = "/meja" });
}

} // namespace karya::board
