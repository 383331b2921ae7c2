// Services with times of their own: chosen in the basket, never more than there is room, and put
// off.

#include "orders/routes.h"
#include "orders/slot.h"
#include "orders/test_shop.h"
#include <atomic>
#include <thread>

namespace karya::orders {
namespace {

using catalogue::ProductKind;

class Services : public Shop {
protected:
    struct Made {
        ProductId product {};
        VariantId variant {};
    };
    Made made(UnitId unit, ProductKind kind, catalogue::Measure measure = catalogue::Measure::pcs)
    {
        return desk(unit,
                    [&](Call& call, auto const& scope) -> Result<Made> {
                        Made one { .product = TRY(catalogue::add_product(
                                       call, scope, { .name_id = "Cuci mobil", .kind = kind })) };
                        one.variant = TRY(catalogue::add_variant(
                            call, scope, one.product,
                            { .measure = measure,
                              .whole_only = !catalogue::sold_in_parts(measure),
                              .supply = catalogue::Supply::service,
                              .price = Rupiah { 35'000 },
                              .grams = 500 }));
                        TRY(catalogue::set_state(call, scope, one.product,
                                                 catalogue::ProductState::published));
                        return one;
                    })
            .take();
    }
    /// Each day from 8 to 9 for three, and from 9 to 10 for one.
    Made washing()
    {
        auto const one = made(units[0], ProductKind::jasa);
        for (std::int64_t weekday = 1; weekday <= 7; ++weekday) {
            EXPECT_TRUE(add(one.product, { weekday, 480, 540, 3 }).ok());
            EXPECT_TRUE(add(one.product, { weekday, 540, 600, 1 }).ok());
        }
        return one;
    }
    Result<void> add(ProductId product, WeekSlot const& slot, std::size_t unit = 0)
    {
        return desk(units[unit], [&](Call& call, auto const& scope) {
            return add_slot(call, scope, slot, product);
        });
    }
    std::vector<PickTime> offered(Made const& one, std::int64_t places = 1)
    {
        return visit(
            [&](View& view) { return service_times(view, { units[0], one.product, places }); });
    }
    Result<void> book(std::string& token, Made const& one, PickTime const& time,
                      std::int64_t pieces = 1)
    {
        now += seconds { 5 };
        auto done = buyer([&](Call& call) {
            return put_in(call, token, { one.variant, Quantity::pieces(pieces) },
                          PickDay { units[0], time.day, time.slot->starts });
        });
        if (!done.ok()) return done.take_error();
        token = done.take();
        return {};
    }
    PlaceDraft wanted(std::string const& token)
    {
        auto const shown = seen(token);
        return { .basket = shown.id,
                 .seen_total = shown.charged(),
                 .buyer = { "Sri Wahyuni", "0812 3456 7890", "", {} } };
    }
    Result<std::string> order(std::string const& token)
    {
        auto const draft = wanted(token);
        return buyer([&](Call& call) { return place(call, token, draft); });
    }
    std::string booked(Made const& one, PickTime const& time, std::int64_t pieces = 1)
    {
        std::string token;
        EXPECT_TRUE(book(token, one, time, pieces).ok());
        return order(token).take();
    }
    std::vector<PickLine> picks()
    {
        return desk(units[0],
                    [](Call& call, auto const& scope) -> Result<std::vector<PickLine>> {
                        return pick_list(call.view(), scope);
                    })
            .take();
    }
    Result<void> off(OrderId id, PickTime const& time, std::int64_t line = 1, std::size_t unit = 0)
    {
        return desk(units[unit], [&](Call& call, auto const& scope) {
            return put_off(call, scope, id, { units[0], time.day, time.slot->starts }, line);
        });
    }
};

TEST_F(Services, only_services_of_the_unit_have_times)
{
    auto const goods = made(units[0], ProductKind::kerajinan);
    auto const service = made(units[0], ProductKind::jasa);
    EXPECT_EQ(add(goods.product, { 1, 480, 540, 3 }).error().code(), not_found);
    EXPECT_EQ(add(service.product, { 1, 480, 540, 3 }, 1).error().code(), not_found);
    EXPECT_EQ(add(service.product, { 1, 480, 540, 0 }).error().fields.front().field, "room");
    ASSERT_TRUE(add(service.product, { 1, 480, 540, 3 }).ok());
    EXPECT_EQ(add(service.product, { 1, 500, 560, 3 }).error().fields.front().field, "starts");
    EXPECT_TRUE(visit([&](View& view) { return week_slots(view, units[0]); }).empty())
        << "the unit's own times are others";
}

TEST_F(Services, one_without_times_is_ordered_as_before)
{
    auto const plain = made(units[0], ProductKind::jasa);
    std::string token;
    ASSERT_TRUE(put(token, plain.variant, 1).ok());
    auto const link = order_all(token).value();
    EXPECT_TRUE(order_at(link, units[0]).appointments.empty());
}

TEST_F(Services, a_time_must_be_chosen_and_free)
{
    auto const one = washing();
    std::string token;
    auto const none = put(token, one.variant, 1);
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(none.error().code(), no_time);
    EXPECT_EQ(none.error().fields.front().field, "slot");
    auto const first = offered(one).front();
    EXPECT_EQ(first.left, 3);
    EXPECT_EQ(book(token, one, { first.day.next(-1), first.slot }).error().code(), time_full);
    EXPECT_EQ(book(token, one, first, 4).error().code(), time_full) << "it has room for three";
    ASSERT_TRUE(book(token, one, first, 2).ok());
    ASSERT_TRUE(seen(token).sound);
    EXPECT_EQ(seen(token).parts.front().lines.front().time->slot, first.slot);
}

TEST_F(Services, a_removed_time_that_is_booked_still_fills_the_hour)
{
    auto const one = made(units[0], ProductKind::jasa);
    for (std::int64_t weekday = 1; weekday <= 7; ++weekday)
        ASSERT_TRUE(add(one.product, { weekday, 480, 540, 1 }).ok());
    auto const first = offered(one).front();
    auto const link = booked(one, first);
    std::string other;
    ASSERT_TRUE(book(other, one, offered(one).front()).ok());
    auto const removed = [&](std::int64_t weekday) {
        return desk(units[0], [&](Call& call, auto const& scope) {
            return remove_slot(call, scope, { .weekday = weekday, .starts = 480 }, one.product);
        });
    };
    for (std::int64_t weekday = 1; weekday <= 7; ++weekday) {
        ASSERT_TRUE(removed(weekday).ok());
        ASSERT_TRUE(add(one.product, { weekday, 510, 570, 1 }).ok());
        ASSERT_TRUE(add(one.product, { weekday, 570, 600, 1 }).ok());
    }
    auto const times = offered(one);
    EXPECT_EQ(times.front().day, first.day);
    EXPECT_EQ(times.front().slot->starts, 570) << "8.30 runs into who is booked at 8";
    EXPECT_EQ(order(other).error().code(), goods_changed) << "its time is gone";
    std::string late;
    EXPECT_EQ(book(late, one, { first.day, Slot { 510, 570 } }).error().code(), time_full);
    EXPECT_TRUE(book(late, one, { first.day.next(), Slot { 510, 570 } }).ok());
    // Neither can the desk put somebody there, and who goes makes room.
    auto const next = booked(one, { first.day.next(), Slot { 510, 570 } });
    auto const id = order_at(next, units[0]).id;
    EXPECT_EQ(off(id, { first.day, Slot { 510, 570 } }).error().code(), time_full);
    auto const standing = desk(units[0], [&](Call& call, auto const& scope) {
        return Result<std::vector<Booked>> { booked_times(call.view(), scope, one.product) };
    });
    ASSERT_EQ(standing.value().size(), 2U);
    EXPECT_EQ(standing.value().front().ends, 540);
    auto const gone = order_at(link, units[0]).id;
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, gone); }).ok());
    EXPECT_TRUE(off(id, { first.day, Slot { 510, 570 } }).ok());
}

TEST_F(Services, goods_that_are_no_service_any_more_are_bought_without_a_time)
{
    auto const one = washing();
    auto const become = [&](ProductKind kind) {
        return desk(units[0], [&](Call& call, auto const& scope) {
            return catalogue::edit_product(call, scope, one.product,
                                           { .name_id = "Cuci mobil", .kind = kind });
        });
    };
    ASSERT_TRUE(become(ProductKind::kerajinan).ok());
    std::string token;
    EXPECT_TRUE(put(token, one.variant, 1).ok());
    EXPECT_TRUE(seen(token).sound);
    auto const link = order_all(token).value();
    EXPECT_TRUE(order_at(link, units[0]).appointments.empty());
    ASSERT_TRUE(become(ProductKind::jasa).ok());
    std::string again;
    EXPECT_EQ(put(again, one.variant, 1).error().code(), no_time) << "its times are as they were";
}

TEST_F(Services, an_order_takes_a_place_a_piece_and_gives_them_back)
{
    auto const one = washing();
    auto const first = offered(one).front();
    auto const link = booked(one, first, 2);
    auto const order_now = order_at(link, units[0]);
    ASSERT_EQ(order_now.appointments.size(), 1U);
    EXPECT_EQ(order_now.appointments.front().places, 2);
    EXPECT_EQ(order_now.pick_day, first.day);
    EXPECT_EQ(offered(one).front().left, 1);
    EXPECT_EQ(offered(one, 2).front().day, first.day.next()) << "two find no room that day";
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, order_now.id); }).ok());
    EXPECT_EQ(offered(one).front().left, 3);

    booked(one, first, 3);
    now += days { 5 };
    tidy(); // nobody came
    EXPECT_EQ(market.engine()
                  .get<std::int64_t>([&](db::Read& read) -> Result<std::int64_t> {
                      static db::Query const sum { db::Query::Unlisted {}, "test.taken",
                                                   "SELECT COALESCE(SUM(taken), 0) FROM "
                                                   "orders_slot_taken" };
                      return read.value<std::int64_t>(sum);
                  })
                  .value(),
              0);
}

TEST_F(Services, what_is_weighed_takes_one_place)
{
    auto const laundry = made(units[0], ProductKind::jasa, catalogue::Measure::kg);
    ASSERT_TRUE(add(laundry.product, { 1, 480, 540, 2 }).ok());
    auto const link = booked(laundry, offered(laundry).front(), 7);
    EXPECT_EQ(order_at(link, units[0]).appointments.front().places, 1);
}

TEST_F(Services, a_time_that_fills_meanwhile_is_told_at_its_line_and_nothing_is_lost)
{
    auto const one = washing();
    auto const small = offered(one).at(1);
    ASSERT_EQ(small.slot, (Slot { 540, 600 }));
    std::string late;
    ASSERT_TRUE(book(late, one, small).ok());
    auto const draft = wanted(late);
    booked(one, small);
    auto const shown = seen(late);
    EXPECT_FALSE(shown.sound);
    ASSERT_EQ(shown.parts.front().lines.size(), 1U);
    EXPECT_EQ(shown.parts.front().lines.front().trouble, Trouble::no_time);
    auto const refused = buyer([&](Call& call) { return place(call, late, draft); });
    EXPECT_EQ(refused.error().code(), goods_changed);

    auto const other = offered(one).front();
    auto const choose = [&](PickTime const& time) {
        ASSERT_TRUE(buyer([&](Call& call) -> Result<void> {
                        choose_times(
                            call, late,
                            { { one.variant, { units[0], time.day, time.slot->starts } } });
                        return {};
                    }).ok());
    };
    choose(small);
    EXPECT_FALSE(seen(late).sound) << "it is still full";
    choose(other);
    EXPECT_TRUE(order(late).ok());
}

TEST_F(Services, of_many_at_once_no_more_get_a_time_than_it_has_room_for)
{
    constexpr int buyers = 16;
    auto const one = washing();
    auto const time = offered(one).front();
    std::vector<std::string> tokens(buyers);
    std::vector<PlaceDraft> drafts;
    for (auto& token : tokens) {
        ASSERT_TRUE(book(token, one, time).ok());
        drafts.push_back(wanted(token));
    }
    std::atomic<int> placed { 0 };
    std::atomic<int> full { 0 };
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        threads.emplace_back([&, i] {
            auto const done = market.call(
                {}, now, [&](Call& call) { return place(call, tokens[i], drafts[i]); });
            if (done.ok())
                ++placed;
            else if (done.error().code() == time_full || done.error().code() == goods_changed)
                ++full;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(placed, 3);
    EXPECT_EQ(full, buyers - 3);
}

TEST_F(Services, goods_of_the_same_order_wait_for_the_visit)
{
    auto const one = washing();
    auto const time = offered(one).at(6); // some days ahead
    std::string token;
    ASSERT_TRUE(book(token, one, time).ok());
    ASSERT_TRUE(put(token, goods(units[0], 45'000, 5), 1).ok());
    auto const order_now = order_at(order(token).value(), units[0]);
    EXPECT_GE(order_now.pick_day, time.day);
    EXPECT_GT(order_now.due_at, now + days { 3 });
}

TEST_F(Services, alone_they_are_served_and_nothing_of_them_is_made_ready)
{
    auto const one = washing();
    auto const link = booked(one, offered(one).front());
    auto const placed = order_at(link, units[0]);
    EXPECT_EQ(placed.delivery, Delivery::served);
    EXPECT_EQ(state_words(Lang::id, placed.delivery, placed.state), "Terjadwal");
    auto const ready = desk(units[0], [&](Call& call, auto const& scope) {
        return make_ready(call, scope, placed.id);
    });
    EXPECT_EQ(ready.error().code(), moved_on);
    EXPECT_EQ(ready.error().args.front().second, "Terjadwal");
    EXPECT_TRUE(picks().empty()) << "nothing to take off a rack";
    open_till(units[0]);
    ASSERT_TRUE(hand(units[0], placed.id).ok());
    auto const done = order_at(link, units[0]);
    EXPECT_EQ(done.state, OrderState::handed_over);
    EXPECT_EQ(state_words(Lang::id, done.delivery, done.state), "Sudah dilayani");
    EXPECT_EQ(state_words(Lang::en, done.delivery, done.state), "Served");
    expect_books_sound();
}

TEST_F(Services, with_goods_beside_them_are_fetched_and_the_goods_alone_are_picked)
{
    auto const one = washing();
    std::string token;
    ASSERT_TRUE(book(token, one, offered(one).front()).ok());
    ASSERT_TRUE(put(token, goods(units[0], 45'000, 5), 2).ok());
    EXPECT_EQ(order_at(order(token).value(), units[0]).delivery, Delivery::fetched);
    ASSERT_EQ(picks().size(), 1U);
    EXPECT_EQ(picks().front().quantity, Quantity::pieces(2));
}

TEST_F(Services, are_late_once_their_day_is_over)
{
    auto const one = washing();
    auto const first = offered(one).front();
    booked(one, first);
    auto const late_on = [&](Day day) {
        now = start_of(day, Zone::wib) + std::chrono::hours { 12 };
        return desk(units[0],
                    [](Call& call, auto const& scope) -> Result<std::int64_t> {
                        return load(call.view(), scope).late;
                    })
            .take();
    };
    EXPECT_EQ(late_on(first.day), 0) << "there is nothing to prepare";
    EXPECT_EQ(late_on(first.day.next()), 1);
}

TEST_F(Services, with_a_time_cannot_be_sent_even_when_weighed)
{
    auto const one = washing();
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return shipping::set_rate(call, scope,
                                              { .courier = shipping::Courier::jne,
                                                .service = "Reguler",
                                                .distance = shipping::Distance::regency,
                                                .valid_from = scope.day(now),
                                                .first_kg = Rupiah { 9'000 },
                                                .further_kg = Rupiah { 4'000 },
                                                .days_min = 1,
                                                .days_max = 2 });
                }).ok());
    std::string token;
    ASSERT_TRUE(book(token, one, offered(one).front()).ok());
    ASSERT_TRUE(put(token, goods(units[0], 45'000, 5, 500), 1).ok());
    ASSERT_TRUE(buyer([&](Call& call) { return send_to(call, token, "61.71.01.1002"); }).ok());
    auto const shown = seen(token);
    EXPECT_TRUE(visit([&](View& view) {
                    return sendings(view, shown, shown.parts.front());
                }).offers.empty());
    EXPECT_FALSE(shown.sendable());
    EXPECT_FALSE(shown.served());
}

TEST_F(Services, a_closed_day_offers_nothing)
{
    auto const one = washing();
    auto const first = offered(one).front().day;
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return close_day(call, scope, first);
                }).ok());
    EXPECT_EQ(offered(one).front().day, first.next());
    EXPECT_LE(offered(one).back().day, first.next(13)) << "a fortnight";
}

TEST_F(Services, the_desk_puts_an_appointment_off_and_sees_who_comes)
{
    auto const one = washing();
    auto const small = offered(one).at(1);
    auto const link = booked(one, small);
    auto const id = order_at(link, units[0]).id;
    auto const next = offered(one).at(4);
    EXPECT_EQ(off(id, next, 1, 1).error().code(), not_found);
    EXPECT_EQ(off(id, next, 2).error().code(), not_found);
    EXPECT_EQ(off(id, { small.day.next(-1), small.slot }).error().code(), time_full);
    EXPECT_EQ(desk(units[0],
                   [&](Call& call, auto const& scope) {
                       return put_off(call, scope, id, { units[0], next.day, {} });
                   })
                  .error()
                  .code(),
              bad_pick_day)
        << "an appointment is no pick-up";
    ASSERT_TRUE(off(id, next).ok());
    auto const moved = order_at(link, units[0]);
    EXPECT_EQ(moved.appointments.front().day, next.day);
    EXPECT_EQ(moved.pick_day, next.day);
    EXPECT_EQ(offered(one).at(1).slot, small.slot) << "its old place is free";

    auto const seen_on = [&](std::size_t unit, Day day) {
        return desk(units[unit],
                    [&](Call& call, auto const& scope) -> Result<std::vector<Visit>> {
                        return visits(call.view(), scope, day);
                    })
            .take();
    };
    ASSERT_EQ(seen_on(0, next.day).size(), 1U);
    EXPECT_EQ(seen_on(0, next.day).front().order, id);
    EXPECT_TRUE(seen_on(0, small.day).empty());
    EXPECT_TRUE(seen_on(1, next.day).empty());
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, id); }).ok());
    EXPECT_TRUE(seen_on(0, next.day).empty());
}

} // namespace
} // namespace karya::orders
