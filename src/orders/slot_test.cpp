// Pick-up times: offered while there is room, never to more, and put off by the unit.

#include "orders/test_shop.h"
#include <atomic>
#include <thread>

namespace karya::orders {
namespace {

class Slots : public Shop {
protected:
    void SetUp() override
    {
        Shop::SetUp();
        for (auto const weekday : { 1, 2, 3, 4, 5 }) {
            ASSERT_TRUE(add({ weekday, 540, 600, 2 }).ok());
            ASSERT_TRUE(add({ weekday, 600, 660, 2 }).ok());
        }
    }
    Result<void> add(WeekSlot const& slot)
    {
        return desk(units[0],
                    [&](Call& call, auto const& scope) { return add_slot(call, scope, slot); });
    }
    std::string filled()
    {
        std::string token;
        EXPECT_TRUE(put(token, wanted, 1).ok());
        return token;
    }
    std::vector<PickTime> offered(std::string const& token)
    {
        auto const shown = seen(token);
        return visit([&](View& view) { return pick_times(view, shown.parts.front()); });
    }
    Result<std::string> order_at_time(std::string const& token, PickTime const& time)
    {
        auto draft = agreed(token);
        draft.pick_days.front().day = time.day;
        draft.pick_days.front().starts = time.slot->starts;
        return market.call({}, now, [&](Call& call) { return place(call, token, draft); });
    }
    VariantId wanted { goods(units[0], 45'000, 200) };
};

TEST_F(Slots, what_is_no_time_is_told_by_field)
{
    auto const field = [&](WeekSlot const& slot) { return add(slot).error().fields.front().field; };
    EXPECT_EQ(field({ 8, 540, 600, 2 }), "weekday");
    EXPECT_EQ(field({ 6, 600, 600, 2 }), "ends");
    EXPECT_EQ(field({ 6, 600, 1'441, 2 }), "ends");
    EXPECT_EQ(field({ 6, 540, 600, 0 }), "room");
    EXPECT_EQ(field({ 1, 570, 580, 2 }), "starts") << "it runs into another";
    EXPECT_TRUE(add({ 6, 570, 580, 2 }).ok());
}

TEST_F(Slots, one_must_be_chosen_and_a_full_one_is_not_offered_until_somebody_goes)
{
    auto const token = filled();
    EXPECT_EQ(order_all(token).error().code(), bad_pick_day); // a day alone
    auto const first = offered(token).front();
    EXPECT_EQ(order_at_time(token, { first.day, Slot { 541, 600 } }).error().code(), slot_full);
    auto const link = order_at_time(token, first).value();
    EXPECT_EQ(order_at(link, units[0]).slot, (Slot { 540, 600 }));
    ASSERT_TRUE(order_at_time(filled(), first).ok());
    auto const late = filled();
    EXPECT_EQ(offered(late).front().slot, (Slot { 600, 660 }));
    EXPECT_EQ(order_at_time(late, first).error().code(), slot_full);
    EXPECT_EQ(seen(late).parts.size(), 1U) << "the basket is kept";
    auto const id = order_at(link, units[0]).id;
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, id); }).ok());
    EXPECT_TRUE(order_at_time(late, first).ok());
}

TEST_F(Slots, of_many_at_once_no_more_get_a_time_than_it_has_room_for)
{
    constexpr int buyers = 16;
    std::vector<std::string> tokens;
    for (int i = 0; i < buyers; ++i) tokens.push_back(filled());
    auto const time = offered(tokens.front()).front();
    std::vector<PlaceDraft> drafts;
    for (auto const& token : tokens) {
        drafts.push_back(agreed(token));
        drafts.back().pick_days.front().starts = time.slot->starts;
    }
    std::atomic<int> placed { 0 };
    std::atomic<int> full { 0 };
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        threads.emplace_back([&, i] {
            auto const done = market.call(
                {}, now, [&](Call& call) { return place(call, tokens[i], drafts[i]); });
            if (done.ok()) ++placed;
            if (!done.ok() && done.error().code() == slot_full) ++full;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(placed, 2);
    EXPECT_EQ(full, buyers - 2);
}

TEST_F(Slots, the_unit_puts_an_order_off_and_its_old_place_is_free)
{
    auto const token = filled();
    auto const times = offered(token);
    auto const link = order_at_time(token, times.front()).value();
    ASSERT_TRUE(order_at_time(filled(), times.front()).ok());
    auto const id = order_at(link, units[0]).id;
    auto const off = [&](UnitId unit, PickTime const& time) {
        return desk(unit, [&](Call& call, auto const& scope) {
            return put_off(call, scope, id, { unit, time.day, time.slot->starts });
        });
    };
    EXPECT_EQ(off(units[1], times.back()).error().code(), not_found);
    EXPECT_EQ(off(units[0], { times.front().day.next(-1), times.front().slot }).error().code(),
              slot_full);
    ASSERT_TRUE(off(units[0], times.back()).ok());
    auto const moved = order_at(link, units[0]);
    EXPECT_EQ(moved.pick_day, times.back().day);
    EXPECT_EQ(moved.slot, times.back().slot);
    EXPECT_GT(moved.due_at, now);
    EXPECT_TRUE(order_at_time(filled(), times.front()).ok());
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, id); }).ok());
    EXPECT_EQ(off(units[0], times.front()).error().code(), moved_on);
}

} // namespace
} // namespace karya::orders
