// A lot that is called back, over all modules: from production to the buyer who ordered it.

#include "app/answers.h"
#include "app/test_guest.h"
#include "app/wiring.h"
#include "buyers/test_buyers.h"
#include "counter/counter.h"
#include "orders/orders.h"
#include "production/production.h"
#include "support/front.h"

namespace karya::app {
namespace {

using test::header;
using test::holds;

class Recall : public buyers::Buyers {
protected:
    void SetUp() override
    {
        Buyers::SetUp();
        sales::keep_nip_key(std::string(32, 'k'));
        orders::keep_keys({ std::string(32, 'o'), std::string(32, 'b') });
        payments::keep_keys({ std::string(32, 'p'), std::string(32, 'q') });
        answer_for_modules();
        front.emplace(market.engine(), table, [this](std::string_view who) {
            return test::in_role(who, market.cast.wayan, at_unit, market.cast.kalbar);
        });
        lot = baked();
        link = fetched();
    }
    template<class Work>
    auto desk(Work&& work)
    {
        return market.call(market.cast.wayan, now, work);
    }
    production::Batch baked()
    {
        auto const& scope = market.pontianak();
        auto const all = Quantity::pieces(5);
        auto const bread = market.product({ .name = "Roti sisir", .stock = Quantity {} });
        return desk([&](Call& call) {
                   return production::record(call, scope,
                                             { .variant = bread,
                                               .day = scope.day(now),
                                               .output = all,
                                               .uses = { .for_sale = all } });
               })
            .take();
    }
    /// Two pieces of it, ordered by Sri and handed over.
    std::string fetched()
    {
        auto const secret = as("", [&](Call& call) {
                                return order_goods(call, { lot.variant, Quantity::pieces(2) }, sri);
                            }).take();
        auto const order =
            market.view({}, now, [&](View& view) { return orders::group(view, secret); })
                .take()
                .orders.front();
        desk([&](Call& call) -> Result<sales::Sale> {
            auto const& scope = market.pontianak();
            TRY(sales::open_shift(call, scope, counter::desk_series, Rupiah { 100'000 }));
            return orders::hand_over(call, scope, { .order = order.id, .without_code = true });
        }).take();
        return secret;
    }
    struct Wish {
        std::string path {};
        std::string who { "kasi" };
        std::string form {};
        Lang lang { Lang::id };
    };
    web::Response see_page(Wish const& wish) { return front->ask(wish, now); }
    std::string list(std::string const& tail = {})
    {
        return "/meja/produksi/" + lot.id.text() + "/pembeli" + tail;
    }
    void call_back()
    {
        auto const known = market.view(
            {}, now, [&](View& view) { return production::withdrawal(view, lot.id); });
        if (known) return;
        desk([&](Call& call) {
            return production::withdraw(call, market.pontianak(), lot.id, "berjamur");
        }).take();
    }
    /// Called back first, or nobody is shown.
    std::string opened()
    {
        call_back();
        auto const made = see_page({ .path = list(), .form = "&" });
        EXPECT_EQ(made.status, 303) << made.bytes();
        auto const there = header(made, "Location");
        return there.substr(there.find('?'));
    }

    UnitId at_unit { market.cast.pontianak_id };
    web::Routes table { routes() };
    std::optional<test::Front> front;
    production::Batch lot {};
    std::string link {};
};

TEST_F(Recall, only_who_calls_back_sees_whom)
{
    auto const reading = opened();
    for (auto const* who : { "cashier", "treasurer", "kanwil", "ditjen", "auditor", "admin" })
        for (auto const& path : { list(), list(reading), list("/berkas" + reading) })
            EXPECT_EQ(see_page({ .path = path, .who = who }).status, 403) << who << path;
    EXPECT_NE(see_page({ .path = list(), .who = "" }).status, 200);
    at_unit = market.cast.ambon_id;
    for (auto const& path : { list(), list(reading), list("/berkas" + reading) })
        EXPECT_EQ(see_page({ .path = path }).status, 404) << path;
    EXPECT_EQ(see_page({ .path = list(), .form = "&" }).status, 404);
}

TEST_F(Recall, the_buyers_order_says_how_he_is_reached)
{
    auto const closed = see_page({ .path = list() });
    EXPECT_TRUE(holds(closed, "sesudah lot ini ditarik"));
    EXPECT_FALSE(holds(closed, "Buka kontak pembeli"));
    EXPECT_EQ(see_page({ .path = list(), .form = "&" }).status, 409);
    call_back();
    EXPECT_TRUE(holds(see_page({ .path = list() }), "Buka kontak pembeli"));
    EXPECT_TRUE(holds(closed, "PTK-P-1"));
    EXPECT_TRUE(holds(closed, "belum dibuka"));
    for (auto const* words : { "Sri", "81234567890", "sri@" })
        EXPECT_FALSE(holds(closed, words)) << words;
    auto const reading = opened();
    auto const page = see_page({ .path = list(reading) });
    EXPECT_EQ(header(page, "Cache-Control"), "no-store");
    for (auto const* words : { "Sri Wahyuni", "+6281234567890", "sri@example.id", "2 buah" })
        EXPECT_TRUE(holds(page, words)) << words << page.bytes();
    auto const file = see_page({ .path = list("/berkas" + reading) });
    EXPECT_TRUE(holds(file, "PTK-P-1,2021-04-26," + lot.lot + ",Roti sisir,2,")) << file.bytes();
    EXPECT_TRUE(holds(file, "Sri Wahyuni"));
    EXPECT_FALSE(holds(see_page({ .path = list("/berkas") }), "Sri"));
    EXPECT_TRUE(holds(see_page({ .path = list(reading), .lang = Lang::en }), "Buyers of this lot"));
    now += std::chrono::hours { 1 };
    EXPECT_FALSE(holds(see_page({ .path = list(reading) }), "Sri"));
}

TEST_F(Recall, an_order_that_waits_for_such_goods_is_told_until_they_are_gone)
{
    as("", [&](Call& call) {
        return order_goods(call, { lot.variant, Quantity::pieces(1) },
                           { "Budi Santoso", "081298765432", "", {}, {}, {} });
    }).take();
    auto const page = see_page({ .path = list(opened()) });
    for (auto const* words : { "PTK-P-2", "Budi Santoso", "Belum diserahkan" })
        EXPECT_TRUE(holds(page, words)) << words;
    auto const file = see_page({ .path = list("/berkas" + opened()) });
    EXPECT_TRUE(holds(file, ",PTK-P-2,2021-04-26," + lot.lot + ",Roti sisir,1,Belum diserahkan,"))
        << file.bytes();
}

TEST_F(Recall, who_asked_to_be_forgotten_is)
{
    ASSERT_TRUE(as("", [&](Call& call) { return orders::forget_as_buyer(call, link); }).ok());
    auto const page = see_page({ .path = list(opened()) });
    EXPECT_TRUE(holds(page, "sudah dihapus dari pesanannya")) << page.bytes();
    EXPECT_FALSE(holds(page, "Sri"));
}

} // namespace
} // namespace karya::app
