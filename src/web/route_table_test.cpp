#include "web/route_table.h"
#include <gtest/gtest.h>

namespace karya::web {
namespace {

Result<Nothing> nothing(View&, Nothing const&) { return Nothing {}; }
Result<Nothing> do_nothing(Call&, Nothing const&) { return Nothing {}; }

Routes some_routes()
{
    Routes routes;
    for (auto const* path : { "/", "/produk", "/produk/baru", "/produk/{slug}", "/produk/{id}/ubah",
                              "/kain/{seed}.svg", "/kain/{seed}", "/unit/{unit}/produk/{id}" })
        routes.query<Nothing, Nothing>(path, anyone, nothing);
    routes.command<Nothing, Nothing>("/produk/{slug}", anyone, do_nothing);
    return routes;
}

struct Found {
    std::string path;
    std::string pattern;
    std::string taken;
};

TEST(RouteTable, FindsTheMostFixedPattern)
{
    auto const routes = some_routes();
    RouteTable const table { routes };
    Found const cases[] {
        { "/", "/", "" },
        { "/produk", "/produk", "" },
        { "/produk/baru", "/produk/baru", "" },
        { "/produk/keset", "/produk/{slug}", "keset" },
        { "/produk/baru/ubah", "/produk/{id}/ubah", "baru" },
        { "/kain/a.svg", "/kain/{seed}.svg", "a" },
        { "/kain/a.svg.svg", "/kain/{seed}.svg", "a.svg" },
        { "/kain/.svg", "/kain/{seed}", ".svg" },
        { "/kain/a", "/kain/{seed}", "a" },
        { "/unit/x/produk/y", "/unit/{unit}/produk/{id}", "x,y" },
        { "/tiada", "", "" },
        { "/produk/", "", "" },
        { "//", "", "" },
        { "/produk/a/b/c", "", "" },
        { "produk", "", "" },
        { "", "", "" },
    };
    for (auto const& item : cases) {
        auto const match = table.find(item.path);
        ASSERT_EQ(match.get != nullptr, !item.pattern.empty()) << item.path;
        if (!match.get) continue;
        EXPECT_EQ(match.get->pattern, item.pattern) << item.path;
        std::string taken;
        for (auto const& text : match.taken) taken += (taken.empty() ? "" : ",") + text;
        EXPECT_EQ(taken, item.taken) << item.path;
    }
}

TEST(RouteTable, NamesWhatItTookByTheRoutesOwnPattern)
{
    auto const routes = some_routes();
    RouteTable const table { routes };
    auto const match = table.find("/unit/x/produk/y");
    auto const captures = match.captures(*match.get);
    EXPECT_EQ(captures.text("unit"), "x");
    EXPECT_EQ(captures.text("id"), "y");
}

TEST(RouteTable, TwoRoutesAtOnePlaceAreABug)
{
    auto routes = some_routes();
    routes.query<Nothing, Nothing>("/produk/{other}", anyone, nothing);
    EXPECT_THROW(RouteTable { routes }, Bug);
}

TEST(RouteTable, ThePrintedListNamesEveryRight)
{
    auto const text = describe(some_routes());
    EXPECT_NE(text.find("POST  /produk/{slug}"), std::string::npos) << text;
    EXPECT_NE(text.find("anyone"), std::string::npos);
}

} // namespace
} // namespace karya::web
