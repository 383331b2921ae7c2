// Coupons: who may give them, what they take off, and how often.

#include "coupons/state.h"
#include "support/cast.h"
#include <atomic>
#include <gtest/gtest.h>
#include <thread>

namespace karya::coupons {
namespace {

TEST(CouponCodes, what_looks_alike_is_one_code)
{
    EXPECT_EQ(code_of(" hemat-10 "), "HEMAT10");
    for (auto const* bad : { "", "abc", "HEMAT 10 %", "kupón", "ABCDEFGHIJKLMNOPQ", "a\r\nb1" })
        EXPECT_EQ(code_of(bad), "") << bad;
    EXPECT_EQ(folded("IDUL10"), folded("1DULIO"));
    EXPECT_NE(folded("IDUL10"), folded("IDUL20"));
}

TEST(CouponSums, a_percent_is_rounded_half_up_and_ends_at_its_most)
{
    Coupon const percent { .percent = BasisPoints { 750 }, .most = Rupiah { 5'000 } };
    EXPECT_EQ(taken_off(percent, Rupiah { 10'007 }), Rupiah { 751 });
    EXPECT_EQ(taken_off(percent, Rupiah { 1'000'000 }), Rupiah { 5'000 });
}

class Coupons : public testing::Test {
protected:
    test::Market market;
    Actor kasi { market.cast.wayan };
    Draft draft()
    {
        auto const today = day_in(Zone::wib, now);
        return { .code = "HEMAT10",
                 .title = "Hari jadi",
                 .percent = Quantity::pieces(10),
                 .first_day = today,
                 .last_day = today.next(30) };
    }
    Result<Coupon> give(Draft const& draft, Actor const& actor)
    {
        return market.call(actor, now, [&](Call& call) { return make(call, draft); });
    }
    Result<Discount> off(std::string const& code, std::vector<Goods> const& goods)
    {
        return market.view({}, now, [&](View& view) { return discount(view, code, goods); });
    }
    Result<void> take(CouponId id, std::string const& holder, std::string const& phone,
                      std::string const& email = "")
    {
        return market.call({}, now, [&](Call& call) {
            return use(call, { holder, id, Rupiah { 5 }, phone, email });
        });
    }
    std::vector<std::string> wrong(Draft const& draft)
    {
        auto const made = give(draft, kasi);
        std::vector<std::string> fields;
        if (!made.ok())
            for (auto const& field : made.error().fields) fields.push_back(field.field);
        return fields;
    }
    std::int64_t used(CouponId id)
    {
        return market.view({}, now, [&](View& view) { return coupon(view, id); }).value().used;
    }
    void expect_sound()
    {
        auto const broken = market.engine().get<std::optional<std::string>>(
            [](db::Read& read) -> Result<std::optional<std::string>> {
                return first_broken_coupon(read);
            });
        EXPECT_EQ(broken.value(), std::nullopt);
    }
    Timestamp now { test::noon };
    UnitId home { market.cast.pontianak_id };
    UnitId far { market.cast.ambon_id };
};

using Fields = std::vector<std::string>;

TEST_F(Coupons, what_is_not_right_is_told_by_field)
{
    auto bad = draft();
    bad.code = "a b";
    bad.title = " ";
    EXPECT_EQ(wrong(bad), (Fields { "code", "title" }));
    bad = draft();
    bad.amount = Rupiah { 10 };
    EXPECT_EQ(wrong(bad).front(), "percent");
    bad = draft();
    bad.percent = Quantity::pieces(91);
    EXPECT_EQ(wrong(bad), Fields { "percent" });
    bad = draft();
    bad.percent.reset();
    bad.amount = Rupiah { 10'000 };
    bad.minimum = Rupiah { 10'000 }; // would be for nothing
    EXPECT_EQ(wrong(bad), Fields { "minimum" });
    bad = draft();
    bad.first_day = bad.last_day.next();
    bad.limit_all = 0;
    EXPECT_EQ(wrong(bad), (Fields { "last_day", "limit_all" }));
    bad = draft();
    bad.first_day = bad.first_day.next(-1);
    EXPECT_EQ(wrong(bad), Fields { "first_day" });
    ASSERT_TRUE(give(draft(), kasi).ok());
    bad = draft();
    bad.code = "hemat-1o";
    EXPECT_EQ(give(bad, kasi).error().code(), code_taken);
    bad.code.clear(); // one is made
    EXPECT_EQ(give(bad, kasi).value().code.size(), 8U);
}

TEST_F(Coupons, it_is_for_the_goods_that_its_giver_reaches)
{
    auto kanwil = kasi;
    kanwil.role = Role::kanwil;
    kanwil.unit = {};
    auto nation = kanwil;
    nation.role = Role::ditjen;
    nation.kanwil = {};
    std::vector<Goods> const goods { { home, Rupiah { 50'000 } }, { far, Rupiah { 30'000 } } };
    auto wanted = draft();
    for (auto const& [actor, code, amount] :
         { std::tuple { kasi, "UNIT", 5'000 }, std::tuple { kanwil, "KANWIL", 5'000 },
           std::tuple { nation, "NASIONAL", 8'000 } }) {
        wanted.code = code;
        ASSERT_TRUE(give(wanted, actor).ok()) << code;
        auto const found = off(code, goods);
        ASSERT_TRUE(found.ok()) << code;
        EXPECT_EQ(found.value().amount, Rupiah { amount }) << code;
        Rupiah sum;
        for (auto const share : found.value().shares) sum += share;
        EXPECT_EQ(sum, found.value().amount);
    }
    EXPECT_EQ(off("UNIT", { { far, Rupiah { 30'000 } } }).error().code(), other_goods);
    EXPECT_EQ(off("TIADA", goods).error().code(), unknown);
    EXPECT_EQ(off("'; --", goods).error().code(), unknown);
}

TEST_F(Coupons, it_counts_on_its_days_from_its_minimum_and_until_it_is_stopped)
{
    auto wanted = draft();
    wanted.minimum = Rupiah { 50'000 };
    wanted.first_day = wanted.first_day.next();
    auto const made = give(wanted, kasi).value();
    std::vector<Goods> const goods { { home, Rupiah { 50'000 } } };
    EXPECT_EQ(off("HEMAT10", goods).error().code(), too_early);
    now += std::chrono::days { 1 };
    EXPECT_EQ(off("HEMAT10", { { home, Rupiah { 49'999 } } }).error().code(), too_little);
    EXPECT_TRUE(off("hemat 10", goods).ok());
    auto const stopped = [&](Actor const& actor) {
        return market.call(actor, now, [&](Call& call) { return stop(call, made.id); });
    };
    auto other = kasi;
    other.unit = far;
    EXPECT_EQ(stopped(other).error().code(), not_found);
    ASSERT_TRUE(stopped(kasi).ok());
    ASSERT_TRUE(stopped(kasi).ok());
    EXPECT_EQ(off("HEMAT10", goods).error().code(), over);
    EXPECT_EQ(take(made.id, "a", "+621").error().code(), used_up);
}

TEST_F(Coupons, a_buyer_is_known_by_telephone_or_letterbox_until_he_is_forgotten)
{
    auto wanted = draft();
    wanted.limit_buyer = 1;
    auto const id = give(wanted, kasi).value().id;
    ASSERT_TRUE(take(id, "a", "+621", "sri@example.id").ok());
    EXPECT_EQ(take(id, "b", "+621").error().code(), used_before);
    EXPECT_EQ(take(id, "b", "+622", "Sri@example.id").error().code(), used_before);
    ASSERT_TRUE(take(id, "c", "+623").ok());
    ASSERT_TRUE(take(id, "d", "+624").ok()) << "no letterbox is nobody's";
    EXPECT_EQ(used(id), 3);
    auto const back = [&](char const* holder) {
        (void)market.call({}, now, [&](Call& call) -> Result<void> {
            give_back(call, holder);
            return {};
        });
    };
    back("a");
    back("a");
    back("nobody");
    EXPECT_EQ(used(id), 2);
    ASSERT_TRUE(take(id, "e", "+621").ok());
    (void)market.call({}, now, [&](Call& call) -> Result<void> {
        forget_buyer(call, "c");
        return {};
    });
    EXPECT_TRUE(take(id, "f", "+623").ok());
    expect_sound();
}

TEST_F(Coupons, of_many_who_want_the_last_one_at_once_one_gets_it)
{
    constexpr int buyers = 24;
    auto wanted = draft();
    wanted.limit_all = 3;
    auto const id = give(wanted, kasi).value().id;
    std::atomic<int> got { 0 };
    std::atomic<int> refused { 0 };
    std::vector<std::thread> threads;
    for (int i = 0; i < buyers; ++i)
        threads.emplace_back([&, i] {
            auto const name = std::to_string(i);
            auto const done = take(id, name, "+62" + name);
            if (done.ok()) ++got;
            if (!done.ok() && done.error().code() == used_up) ++refused;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(got, 3);
    EXPECT_EQ(refused, buyers - 3);
    EXPECT_EQ(off("HEMAT10", { { home, Rupiah { 50'000 } } }).error().code(), used_up);
    expect_sound();
}

} // namespace
} // namespace karya::coupons
