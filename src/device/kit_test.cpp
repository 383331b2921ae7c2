// Kits sold without a network: their goods leave the shelf, what they save is nobody's discount,
// and what is claimed beyond that is.

#include "device/list.h"
#include "device/test_house.h"

namespace karya::device {
namespace {

using test::noon;

class KitOnDevice : public test::House {
protected:
    void SetUp() override
    {
        kit = run(
                  "wayan",
                  [&](Call& call) -> Result<KitId> {
                      auto const& home = market.pontianak();
                      auto const made = TRY(
                          catalogue::add_kit(call, home,
                                             { .name_id = "Paket pagi",
                                               .price = Rupiah { 50'000 },
                                               .parts = { { keset, 1 }, { sapu, 1 } } }));
                      TRY(catalogue::set_kit_state(call, home, made,
                                                   catalogue::ProductState::published));
                      return made;
                  },
                  noon)
                  .take();
    }
    std::int64_t tasks()
    {
        return look("wayan",
                    [&](View& view) { return counter::discount_tasks(view, market.pontianak()); });
    }
    /// One of it: 45,000 and 10,000 for 50,000.
    test::Sold one(std::int64_t off = 5'000)
    {
        return { .lines = { { keset, "1", 45'000, off - 909 }, { sapu, "1", 10'000, 909 } },
                 .total = 55'000 - off,
                 .kits = R"([{"kit":")" + kit.text() + R"(","pieces":1,"off":)"
                     + std::to_string(off) + "}]" };
    }
    PriceList told(test::Till& till, std::string const& have = {})
    {
        auto const text = till.stamp();
        return market
            .view({}, noon,
                  [&](View& view) {
                      return price_list(view,
                                        { till.id, { text, till.key.signature_of(text) }, have });
                  })
            .take();
    }

    VariantId keset { market.product({ .name = "Keset" }) };
    VariantId sapu { market.product({ .name = "Sapu", .price = Rupiah { 10'000 } }) };
    KitId kit {};
};

TEST_F(KitOnDevice, of_an_older_till_or_without_pieces_is_no_event)
{
    auto till = enrolled();
    till.opened();
    till.v = 5;
    till.sold(one());
    till.v = event_version;
    auto none = one();
    none.kits = R"([{"kit":")" + kit.text() + R"(","pieces":0,"off":0}])";
    till.sold(none);
    auto const answers = send(till).answers;
    EXPECT_NE(answers[1].outcome, Outcome::accepted);
    EXPECT_NE(answers[2].outcome, Outcome::accepted);
}

TEST_F(KitOnDevice, is_booked_as_its_goods_and_not_shown_as_a_discount)
{
    auto till = enrolled();
    till.opened();
    auto const id = till.sold(one()).id;
    EXPECT_EQ(send(till).answers[1].outcome, Outcome::accepted);
    auto const sale = sale_of(id).take();
    EXPECT_EQ(sale.total, Rupiah { 50'000 });
    ASSERT_EQ(sale.lines.size(), 2U);
    EXPECT_EQ(sale.lines[0].discount, Rupiah { 4'091 });
    EXPECT_EQ(tasks(), 0);
    expect_sound();
}

TEST_F(KitOnDevice, a_kit_whose_goods_were_not_sold_hides_no_discount)
{
    auto till = enrolled();
    till.opened();
    auto many = one();
    many.lines = { { sapu, "1", 10'000, 5'000 } };
    many.total = 5'000;
    till.sold(many);
    EXPECT_EQ(send(till).answers[1].outcome, Outcome::accepted);
    EXPECT_EQ(tasks(), 1);
    auto more = one();
    more.kits = R"([{"kit":")" + kit.text() + R"(","pieces":1000,"off":5000}])";
    till.sold(more);
    EXPECT_EQ(send(till).answers[0].outcome, Outcome::accepted);
    EXPECT_EQ(tasks(), 1) << "one of the thousand was sold, and saves as much";
    expect_sound();
}

TEST_F(KitOnDevice, what_is_claimed_beyond_what_it_saves_is_shown)
{
    auto till = enrolled();
    till.opened();
    till.sold(one(20'000));
    EXPECT_EQ(send(till).answers[1].outcome, Outcome::accepted) << "the goods are handed over";
    EXPECT_EQ(tasks(), 1);
    auto foreign = one();
    foreign.kits = R"([{"kit":")" + KitId::make(noon).text() + R"(","pieces":1,"off":5000}])";
    till.sold(foreign);
    EXPECT_EQ(send(till).answers[0].outcome, Outcome::accepted);
    EXPECT_EQ(tasks(), 2);
    expect_sound();
}

TEST_F(KitOnDevice, the_list_tells_all_of_them_each_time)
{
    auto till = enrolled();
    auto const whole = told(till);
    ASSERT_EQ(whole.kits.size(), 1U);
    EXPECT_EQ(whole.kits[0].variant, VariantId { kit.uuid });
    EXPECT_EQ(whole.kits[0].price, Rupiah { 50'000 });
    ASSERT_EQ(whole.kits[0].parts.size(), 2U);
    EXPECT_EQ(whole.kits[0].parts[1].price, Rupiah { 10'000 });
    EXPECT_EQ(told(till, rfc3339(noon)).kits.size(), 1U);
    ASSERT_TRUE(run(
                    "wayan",
                    [&](Call& call) {
                        return catalogue::set_kit_state(call, market.pontianak(), kit,
                                                        catalogue::ProductState::withdrawn);
                    },
                    noon)
                    .ok());
    EXPECT_TRUE(told(till, rfc3339(noon)).kits.empty());
}

} // namespace
} // namespace karya::device
