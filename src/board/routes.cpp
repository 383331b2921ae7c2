#include "web/routes.h"
#include "board/board.h"
#include "board/map.h"
#include "board/text.h"
#include <array>

namespace karya::board {

namespace {

constexpr Permission choose_product { allow("board.choose", { Role::kasi, Role::head }) };

struct NationIn {
    std::optional<Span> span {};
};
BOOST_DESCRIBE_STRUCT(NationIn, (), (span))

struct PlaceIn {
    std::string slug {};
    std::optional<Span> span {};
};
BOOST_DESCRIBE_STRUCT(PlaceIn, (), (slug, span))

/// How the turnover is divided; the three add up to the whole.
struct Shares {
    BasisPoints premi_share {};
    BasisPoints pnbp_share {};
    BasisPoints rest_share {};
    BasisPoints before_rest {};
};
BOOST_DESCRIBE_STRUCT(Shares, (), (premi_share, pnbp_share, rest_share, before_rest))

/// None while refunds of earlier days outweigh what was sold.
std::optional<Shares> shares_of(Sums const& sums)
{
    auto const premi = sums.premi.amount();
    auto const pnbp = sums.pnbp.amount();
    auto const rest = sums.turnover.amount() - premi - pnbp;
    if (premi < 0 || pnbp < 0 || rest < 0 || sums.turnover <= Rupiah {}) return {};
    std::array<std::int64_t, 3> const weights { premi, pnbp, rest };
    auto const parts = spread(Rupiah { 10'000 }, weights);
    return Shares { { parts[0].amount() },
                    { parts[1].amount() },
                    { parts[2].amount() },
                    { (parts[0] + parts[1]).amount() } };
}

/// A board with the place it shows, the way up and its map.
struct BoardPage {
    std::string title {};
    std::string place {};
    std::string place_key {}; ///< of the place in a pulse: "nation", "kanwil:bali", "unit:PTK"
    std::string scope {};     ///< the sums shown: "window" or "today"
    bool has_choice { false };
    bool campaign_shown { false };
    bool up_nation { false };
    std::optional<std::string> up_slug {}; ///< the office of a unit
    std::optional<std::string> up_name {};
    bool offices_shown { false };
    bool units_shown { false };
    bool many_units { false };
    bool grows { false }; ///< units that sell come into the ranking
    bool silent_more { false };
    std::string state {};
    Day today {};
    std::string nation_product {};
    std::optional<Shares> shares {};
    std::string map_box {};
    std::string dot_size {};
    std::vector<Dot> dots {};
    Board board {};

    /// With the product's: one that is sold out stands here no longer.
    std::vector<std::string> tags() const
    {
        std::vector<std::string> all { std::string { board_tag }, "units" };
        if (board.day_product) all.push_back("card:" + board.day_product->card.product.text());
        return all;
    }
};
BOOST_DESCRIBE_STRUCT(BoardPage, (),
                      (title, place, place_key, scope, has_choice, campaign_shown, up_nation,
                       up_slug, up_name, offices_shown, units_shown, many_units, grows, silent_more,
                       state, today, nation_product, shares, map_box, dot_size, dots, board))

/// Adds the board to a page that says already what it shows.
BoardPage page_of(BoardPage page, Board board, Span span)
{
    auto map = map_of(board.points, page.offices_shown);
    page.has_choice = board.campaign.has_value();
    page.campaign_shown = page.has_choice && span == Span::campaign;
    page.scope = page.campaign_shown ? "window" : "today";
    page.many_units = page.offices_shown || page.units_shown;
    page.silent_more = static_cast<std::int64_t>(board.silent.size()) < board.silent_count;
    page.state = board.state;
    page.today = board.today;
    page.shares = shares_of(board.sums_window);
    page.map_box = std::move(map.box);
    page.dot_size = std::move(map.dot_size);
    page.dots = std::move(map.dots);
    page.board = std::move(board);
    return page;
}

Result<BoardPage> nation_page(View& view, NationIn const& in)
{
    auto const span = in.span.value_or(Span::campaign);
    auto board = nation(view, span);
    auto const product = board.day_product ? board.day_product->card.slug : std::string {};
    return page_of({ .title = text::board_title(view.lang),
                     .place = text::nation(view.lang),
                     .place_key = "nation",
                     .offices_shown = true,
                     .units_shown = true,
                     .grows = true,
                     .nation_product = product },
                   std::move(board), span);
}

Result<BoardPage> office_page(View& view, PlaceIn const& in)
{
    auto const span = in.span.value_or(Span::campaign);
    auto const kanwil = TRY(org::kanwil_by_slug(view, in.slug));
    auto const name = text::office_name(view.lang, kanwil.name);
    return page_of({ .title = text::board_title_of(view.lang, name),
                     .place = name,
                     .place_key = "kanwil:" + kanwil.slug,
                     .up_nation = true,
                     .units_shown = true },
                   TRY(office(view, in.slug, span)), span);
}

Result<BoardPage> unit_page(View& view, PlaceIn const& in)
{
    auto const span = in.span.value_or(Span::campaign);
    auto const found = TRY(org::unit_by_slug(view, in.slug));
    auto const kanwil = TRY(org::kanwil(view, found.kanwil));
    return page_of({ .title = text::board_title_of(view.lang, found.name),
                     .place = found.name,
                     .place_key = "unit:" + found.code,
                     .up_slug = kanwil.slug,
                     .up_name = text::office_name(view.lang, kanwil.name) },
                   TRY(unit(view, in.slug, span)), span);
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
    routes.query<NationIn, BoardPage>("/papan", anyone, nation_page,
                                      { .name = "board/board", .cached = true });
    routes.query<PlaceIn, BoardPage>("/papan/kanwil/{slug}", anyone, office_page,
                                     { .name = "board/board", .cached = true });
    routes.query<PlaceIn, BoardPage>("/papan/unit/{slug}", anyone, unit_page,
                                     { .name = "board/board", .cached = true });
    routes.query<Since, Pulse>("/papan/denyut", anyone, pulse_since);
    routes.stream("/papan/aliran", anyone, board_tag);
    routes.command<Choice, web::Nothing>("/papan/pilihan", choose_product, choose_today,
                                         { .location = "/meja" });
}

} // namespace karya::board
