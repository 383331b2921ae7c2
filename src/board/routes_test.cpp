// The board's pages and its one form, behind the real pipeline.
#include "board/board.h"
#include "sales/sales.h"
#include "support/cast.h"
#include "support/front.h"
#include "web/page.h"
#include <gtest/gtest.h>

namespace karya::board {
namespace {

using test::holds;
using test::noon;

class BoardPages : public testing::Test {
protected:
    BoardPages()
    {
        sales::keep_nip_key(std::string(32, 'k'));
        add_routes(routes);
        front.emplace(market.engine(), routes, [this](std::string_view who) {
            if (who == "sari") return std::optional { market.cast.sari };
            if (who == "wayan") return std::optional { market.cast.wayan };
            return std::optional<Actor> {};
        });
    }

    struct Wish {
        std::string path {};
        std::string query {};
        std::string who {};
        std::string form {}; ///< not empty: POST
        Lang lang { Lang::id };
        bool json { false };
    };
    web::Response ask(Wish const& wish) { return front->ask(wish, noon); }
    ProductId sell(VariantId variant)
    {
        auto const sale = market.call(market.cast.sari, noon, [&](Call& call) {
            return sales::record(
                call, market.pontianak(),
                { .id = test::numbered<SaleTag>(++keys),
                  .sold_at = noon,
                  .lines = { { .variant = variant, .quantity = Quantity::pieces(1) } } });
        });
        while (core::deliver(market.engine(), subscriber()).take()) { }
        return sale.value().lines.at(0).product;
    }

    test::Market market;
    web::Routes routes;
    std::optional<test::Front> front;
    unsigned keys { 0 };
};

TEST_F(BoardPages, refuse_places_and_spans_that_are_not_there)
{
    EXPECT_EQ(ask({ .path = "/papan/kanwil/atlantis" }).status, 404);
    EXPECT_EQ(ask({ .path = "/papan/unit/atlantis" }).status, 404);
    EXPECT_GE(ask({ .path = "/papan", .query = "span=abad" }).status, 400);
    EXPECT_GE(ask({ .path = "/papan/denyut", .query = "after=x", .json = true }).status, 400);
}

TEST_F(BoardPages, only_heads_choose_and_only_their_own_goods)
{
    auto const product = "product=" + sell(market.product({})).text();
    EXPECT_EQ(ask({ .path = "/papan/pilihan", .who = "sari", .form = product }).status, 403);
    auto const unknown = "product=" + test::numbered<ProductTag>(77).text();
    EXPECT_EQ(ask({ .path = "/papan/pilihan", .who = "wayan", .form = unknown }).status, 404);
    EXPECT_EQ(ask({ .path = "/papan/pilihan", .who = "wayan", .form = product }).status, 303);
    EXPECT_TRUE(holds(ask({ .path = "/papan/unit/lapas-kelas-iia-pontianak" }), "pilihan unit"));
}

TEST_F(BoardPages, every_page_has_no_problem)
{
    // The layout names rights of modules that are not wired here.
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (!problem.starts_with("web/")) ADD_FAILURE() << problem;
}

TEST_F(BoardPages, a_sale_stands_on_the_boards_of_its_unit_its_office_and_the_nation)
{
    auto const keset = market.product({});
    EXPECT_TRUE(holds(ask({ .path = "/papan" }), "Belum ada penjualan"));
    sell(keset);
    for (auto const* path :
         { "/papan", "/papan/kanwil/kalimantan-barat", "/papan/unit/lapas-kelas-iia-pontianak" }) {
        auto const page = ask({ .path = path });
        ASSERT_EQ(page.status, 200) << path;
        EXPECT_TRUE(holds(page, "Rp\u00a045.000")) << path;
        EXPECT_TRUE(holds(page, "Keset sabut kelapa")) << path;
        EXPECT_TRUE(holds(page, "14.05 WIB")) << path;
        EXPECT_TRUE(holds(page, "class=\"dot sold\"")) << path;
    }
    auto const english = ask({ .path = "/papan", .lang = Lang::en });
    EXPECT_TRUE(holds(english, "Rp\u00a045,000"));
    EXPECT_TRUE(holds(english, "/en/papan/unit/lapas-kelas-iia-pontianak"));
    EXPECT_FALSE(holds(ask({ .path = "/papan/kanwil/bali" }), "Keset"));
}

TEST_F(BoardPages, an_office_ranks_those_it_counts)
{
    auto const path = "/papan/kanwil/kalimantan-barat";
    auto const json = boost::json::parse(ask({ .path = path, .json = true }).bytes());
    auto const& board = json.at("board");
    auto const holding = board.at("units_holding").as_int64();
    EXPECT_EQ(static_cast<std::int64_t>(board.at("units").as_array().size()), holding);
    EXPECT_EQ(board.at("silent_count").as_int64() + board.at("units_selling").as_int64(), holding);
    EXPECT_FALSE(holds(ask({ .path = path }), "Bapas")) << "it holds nobody and sells nothing";
}

TEST_F(BoardPages, the_same_numbers_as_json)
{
    sell(market.product({}));
    auto const page = ask({ .path = "/papan", .json = true });
    EXPECT_TRUE(
        holds(page, R"("sums_today":{"turnover":45000,"premi":12500,"pnbp":3750,"sales":1})"));
    auto const pulse = ask({ .path = "/papan/denyut", .query = "after=0", .json = true });
    EXPECT_TRUE(holds(pulse, R"("of":"nation","window":{"turnover":45000,)"));
    EXPECT_TRUE(holds(pulse, R"("unit_code":"PTK")"));
    EXPECT_FALSE(
        holds(ask({ .path = "/papan/denyut", .query = "after=1", .json = true }), "unit_code"));
}

} // namespace
} // namespace karya::board
