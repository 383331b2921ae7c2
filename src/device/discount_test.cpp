// Taken off at a till without a network: never refused, held against the limit of the sale's own
// time, and what was more is shown to a person.

#include "device/list.h"
#include "device/test_house.h"

namespace karya::device {
namespace {

using namespace std::chrono_literals;
using test::noon;

class DiscountOnDevice : public test::House {
protected:
    void may_take_off(char const* percent, Role role = Role::cashier, Timestamp now = noon)
    {
        auto head = actors.at("wayan");
        head.role = Role::head;
        auto const set = market.call(head, now, [&](Call& call) {
            return counter::set_limit(call, market.pontianak(),
                                      { .role = role,
                                        .first = market.pontianak().day(now),
                                        .percent = Quantity::parse(percent).take() });
        });
        ASSERT_TRUE(set.ok());
    }
    std::int64_t tasks()
    {
        return look("wayan",
                    [&](View& view) { return counter::discount_tasks(view, market.pontianak()); });
    }
    test::Sold cheaper(std::int64_t discount)
    {
        return { .lines = { { keset, "2" }, { sapu, "1", 10'000 } },
                 .total = 100'000 - discount,
                 .discount = discount };
    }

    VariantId keset { market.product({ .name = "Keset" }) };
    VariantId sapu { market.product({ .name = "Sapu", .price = Rupiah { 10'000 } }) };
};

TEST_F(DiscountOnDevice, a_total_that_does_not_follow_waits)
{
    auto till = enrolled();
    till.opened();
    auto wrong = cheaper(1'000);
    wrong.total += 1;
    till.sold(wrong);
    till.sold(cheaper(100'000));
    auto const answers = send(till).answers;
    EXPECT_EQ(answers[1].reason, ReviewReason::total);
    EXPECT_EQ(answers[2].outcome, Outcome::review) << "given away";
    EXPECT_EQ(tasks(), 0) << "nothing is sold yet";
}

TEST_F(DiscountOnDevice, is_spread_over_the_lines_and_booked)
{
    may_take_off("10");
    auto till = enrolled();
    till.opened();
    auto const id = till.sold(cheaper(9'999)).id;
    EXPECT_EQ(send(till).answers[1].outcome, Outcome::accepted);
    auto const sale = sale_of(id).take();
    EXPECT_EQ(sale.lines[0].discount, Rupiah { 8'999 });
    EXPECT_EQ(sale.lines[1].discount, Rupiah { 1'000 });
    EXPECT_EQ(tasks(), 0);
    expect_sound();
}

TEST_F(DiscountOnDevice, more_than_the_limit_of_its_own_time_is_booked_and_shown)
{
    may_take_off("10");
    auto till = enrolled();
    till.opened();
    till.sold(cheaper(10'000));
    may_take_off("5", Role::cashier, noon + 1h);
    till.clock = noon + 2h;
    till.sold(cheaper(10'000));
    auto const answers = send(till).answers;
    EXPECT_EQ(answers[1].outcome, Outcome::accepted);
    EXPECT_EQ(answers[2].outcome, Outcome::accepted);
    EXPECT_EQ(tasks(), 1) << "the first was within the limit when it was made";
    till.v = 3;
    till.sold({ .lines = { { keset, "1", 45'000, 44'000 } }, .total = 1'000 });
    EXPECT_EQ(send(till).answers[0].outcome, Outcome::accepted);
    EXPECT_EQ(tasks(), 2) << "a line's own counts too, though an old till gives no reason";
    expect_sound();
}

TEST_F(DiscountOnDevice, the_list_tells_the_limits_of_its_own_officers)
{
    may_take_off("10");
    may_take_off("50", Role::kasi);
    auto till = enrolled();
    auto const text = till.stamp();
    auto const list = market.view({}, noon, [&](View& view) {
        return price_list(view, { till.id, { text, till.key.signature_of(text) } });
    });
    ASSERT_TRUE(list.ok());
    ASSERT_EQ(list.value().limits.size(), 1U) << "Wayan does not sell there";
    EXPECT_EQ(list.value().limits[0].officer, actors.at("sari").officer);
    EXPECT_EQ(list.value().limits[0].percent, BasisPoints { 1'000 });
}

TEST_F(DiscountOnDevice, tells_what_it_runs)
{
    auto till = enrolled();
    send(till);
    auto const known = [&] {
        return *look("wayan", [&](View& view) { return store::device(view.read, till.id); });
    };
    EXPECT_EQ(known().v, 3) << "who says nothing is from before tills said it";
    auto const text = R"({"turn":99,"now":")" + rfc3339(noon)
        + R"(","unsent":0,"oldest":null,"v":4,"app":"1a2b3c4d5e"})";
    ASSERT_TRUE(send({ till.id, { text, till.key.signature_of(text) }, {} }, noon).ok());
    EXPECT_EQ(known().v, 4);
    EXPECT_EQ(known().app, "1a2b3c4d5e");
    auto const long_one = R"({"turn":100,"now":")" + rfc3339(noon)
        + R"(","unsent":0,"oldest":null,"v":4,"app":")" + std::string(41, 'a') + "\"}";
    EXPECT_EQ(code_of(send({ till.id, { long_one, till.key.signature_of(long_one) }, {} }, noon)),
              bad_stamp.id);
}

} // namespace
} // namespace karya::device
