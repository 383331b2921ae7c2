// Sent at a provider's price: what the buyer saw is what he pays, or he is told.

#include "orders/test_ahead.h"
#include "support/quoters.h"

namespace karya::orders {
namespace {

using shipping::Source;
using shipping::Standing;

constexpr auto from_village = "61.71.01.1002";
constexpr auto gambir = "31.71.01.1001";

class Quoted : public Ahead {
protected:
    test::QuoterStandIn provider { Source::rajaongkir };
    shipping::QuoteWork worker { market.engine(), [this] { return now; } };

    void SetUp() override
    {
        Ahead::SetUp();
        ASSERT_TRUE(desk(units[0], [](Call& call, auto const& scope) {
                        return shipping::set_prices(call, scope,
                                                    { Source::rajaongkir, from_village });
                    }).ok());
    }
    void work()
    {
        while (worker.work().take()) { }
    }
    /// So many pieces of 800 grams, to go to Jakarta.
    std::string filled(std::int64_t pieces = 1)
    {
        std::string token;
        wanted.push_back(goods(units[0], 45'000, 9, 800));
        EXPECT_TRUE(put(token, wanted.back(), pieces).ok());
        EXPECT_TRUE(buyer([&](Call& call) { return send_to(call, token, gambir); }).ok());
        return token;
    }
    shipping::Offered offered(std::string const& token)
    {
        auto const shown = seen(token);
        return visit([&](View& view) { return sendings(view, shown, shown.parts.front()); });
    }
    Result<void> choose(std::string const& token, RateId rate)
    {
        return buyer(
            [&](Call& call) { return choose_sending(call, token, { { units[0], rate } }); });
    }
    /// With the cheapest of what is offered.
    std::string chosen(std::int64_t pieces = 1)
    {
        auto token = filled(pieces);
        work();
        EXPECT_EQ(offered(token).standing, Standing::quoted);
        EXPECT_TRUE(choose(token, offered(token).offers.front().rate).ok());
        return token;
    }
    PlaceDraft agreed_ahead(std::string const& token)
    {
        auto draft = agreed(token);
        draft.way = payments::Way::transfer;
        return draft;
    }
    Result<std::string> send(std::string const& token, PlaceDraft const& draft)
    {
        return buyer([&](Call& call) { return place(call, token, draft); });
    }
};

TEST_F(Quoted, the_seen_total_is_the_charged_one_and_frozen)
{
    auto const token = chosen();
    EXPECT_EQ(seen(token).shipping, Rupiah { 15'000 }); // SiCepat: 18,000 less 3,000
    auto const link = send(token, agreed_ahead(token));
    ASSERT_TRUE(link.ok()) << link.error().code().id;
    provider.dearer(9'000);
    now += hours { 1 };
    auto const order = order_at(link.value(), units[0]);
    ASSERT_TRUE(order.parcel);
    EXPECT_EQ(order.parcel->fee, Rupiah { 15'000 });
    EXPECT_EQ(order.parcel->courier, shipping::Courier::sicepat);
    EXPECT_EQ(payment(link.value()).amount, Rupiah { 60'000 });
    expect_books_sound();
}

TEST_F(Quoted, a_price_that_changed_since_is_told_and_wants_a_new_yes)
{
    auto const token = chosen();
    auto const draft = agreed_ahead(token);
    provider.dearer(500);
    now += minutes { 31 };
    ASSERT_TRUE(buyer([&](Call& call) { return begin(call, token); }).ok());
    work();
    auto const refused = send(token, draft);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code(), total_changed);
    EXPECT_EQ(seen(token).charged(), Rupiah { 60'500 }) << "the same service, dearer";
    auto const link = send(token, agreed_ahead(token));
    ASSERT_TRUE(link.ok());
    EXPECT_EQ(payment(link.value()).amount, Rupiah { 60'500 });
}

TEST_F(Quoted, more_goods_are_asked_anew_and_nothing_is_placed_meanwhile)
{
    auto const token = chosen();
    ASSERT_TRUE(buyer([&](Call& call) {
                    return set_quantities(call, token, { { wanted[0], Quantity::pieces(2) } });
                }).ok());
    EXPECT_TRUE(seen(token).asking());
    EXPECT_EQ(send(token, agreed_ahead(token)).error().code(), sending_asked);
    auto const kept = *seen(token).parts.front().chosen;
    EXPECT_TRUE(choose(token, kept).ok()) << "what was chosen may stay";
    EXPECT_EQ(choose(token, RateId::make(now)).error().code(), sending_gone);
    work();
    EXPECT_FALSE(seen(token).asking());
    EXPECT_EQ(seen(token).shipping, Rupiah { 33'000 }) << "two kilograms, the same service";
    EXPECT_TRUE(send(token, agreed_ahead(token)).ok());
}

TEST_F(Quoted, what_is_too_old_is_not_sold)
{
    auto const token = chosen();
    auto const draft = agreed_ahead(token);
    now += hours { 12 };
    EXPECT_EQ(send(token, draft).error().code(), sending_gone);
    ASSERT_TRUE(buyer([&](Call& call) { return begin(call, token); }).ok());
    EXPECT_EQ(send(token, draft).error().code(), sending_asked);
    work();
    EXPECT_TRUE(send(token, draft).ok()) << "the same price again";
}

TEST_F(Quoted, without_an_answer_the_units_own_table_is_sold)
{
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return shipping::set_rate(call, scope,
                                              { .courier = shipping::Courier::pos,
                                                .service = "Kilat",
                                                .valid_from = scope.day(now),
                                                .first_kg = Rupiah { 40'000 },
                                                .days_min = 3,
                                                .days_max = 9 });
                }).ok());
    provider.will("fail");
    auto const token = filled();
    work();
    EXPECT_EQ(offered(token).standing, Standing::standing_in);
    ASSERT_TRUE(choose(token, offered(token).offers.front().rate).ok());
    auto const link = send(token, agreed_ahead(token));
    ASSERT_TRUE(link.ok());
    EXPECT_EQ(payment(link.value()).amount, Rupiah { 85'000 });
}

TEST_F(Quoted, a_robot_does_not_use_up_what_a_provider_answers_in_a_day)
{
    constexpr auto cideng = "31.71.01.1002";
    auto const token = filled();
    auto const go = [&](std::string_view address, std::string_view village) {
        ASSERT_TRUE(buyer([&](Call& call) {
                        call.caller.address = address;
                        return send_to(call, token, village);
                    }).ok());
    };
    for (int i = 0; i < 600; ++i) go("10.9.0.1", gambir);
    go("10.9.0.1", cideng);
    EXPECT_EQ(offered(token).standing, Standing::standing_in) << "nobody was asked";
    go("10.9.0.2", cideng);
    EXPECT_EQ(offered(token).standing, Standing::asking);
}

TEST_F(Quoted, the_same_place_again_keeps_what_was_chosen)
{
    auto const token = chosen();
    ASSERT_TRUE(buyer([&](Call& call) { return send_to(call, token, gambir); }).ok());
    EXPECT_TRUE(seen(token).travels());
}

} // namespace
} // namespace karya::orders
