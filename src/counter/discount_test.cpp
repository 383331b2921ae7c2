#include "counter/discount.h"
#include "counter/routes_test.h"
#include "counter/store.h"

namespace karya::counter {
namespace {

using namespace std::chrono_literals;
using test::noon;

class DiscountTest : public TillTest {
protected:
    DiscountTest()
    {
        auto head = market.cast.wayan;
        head.name = "Hasan";
        head.role = Role::head;
        add_officer("hasan", head);
    }
    Result<void> limit(LimitDraft const& draft, Timestamp now = noon)
    {
        return run(
            "hasan", [&](Call& call) { return set_limit(call, market.pontianak(), draft); }, now);
    }
    void may_take_off(char const* percent, std::optional<Rupiah> amount = {})
    {
        ASSERT_TRUE(limit({ .role = Role::cashier,
                            .first = today(),
                            .percent = Quantity::parse(percent).take(),
                            .amount = amount })
                        .ok());
    }
    Day today() { return market.pontianak().day(noon); }
    SaleInput cut(Rupiah discount, unsigned number = 1)
    {
        auto input = basket(m_goods, Quantity::pieces(2), number);
        input.seen_total = Rupiah { 90'000 };
        input.discount = discount;
        input.discount_reason = "Pelanggan tetap";
        return input;
    }
    std::vector<store::Discount> given()
    {
        return look("hasan", [&](View& view) {
            return store::discounts(view.read, market.cast.pontianak_id);
        });
    }

    VariantId m_goods { market.product({}) };
};

} // namespace

TEST_F(DiscountTest, NobodyTakesAnythingOffBeforeTheHeadSaysSo)
{
    open_shift();
    EXPECT_EQ("counter.no_discount", code_of(sell_one(cut(Rupiah { 1 }))));
    EXPECT_EQ(0, sales_today()) << "a refused discount sells nothing";
    EXPECT_TRUE(given().empty());
}

TEST_F(DiscountTest, ALimitIsSetByTheHeadFromTodayOn)
{
    auto const set = [&](LimitDraft draft) { return code_of(limit(draft)); };
    EXPECT_EQ("counter.bad_discount_limit",
              set({ .role = Role::treasurer, .first = today(), .amount = Rupiah { 1'000 } }));
    EXPECT_EQ("counter.bad_discount_limit",
              set({ .role = Role::kanwil, .first = today(), .amount = Rupiah { 1'000 } }));
    EXPECT_EQ("counter.bad_discount_limit",
              set({ .role = Role::cashier, .first = today().next(-1) }));
    for (auto const* percent : { "100,01", "7,555", "200" })
        EXPECT_EQ("counter.bad_discount_limit",
                  set({ .role = Role::cashier,
                        .first = today(),
                        .percent = Quantity::parse(percent).take() }))
            << percent;
    EXPECT_EQ("counter.bad_discount_limit",
              set({ .role = Role::cashier, .first = today(), .amount = Rupiah { -1 } }));
    EXPECT_EQ(403,
              ask({ .path = "/meja/potongan",
                    .form = "role=cashier&first=" + today().text() + "&percent=10" })
                  .status);
}

TEST_F(DiscountTest, TheSmallerOfShareAndAmountHolds)
{
    open_shift();
    may_take_off("10", Rupiah { 5'000 });
    EXPECT_EQ("counter.discount_too_much", code_of(sell_one(cut(Rupiah { 5'001 }))));
    EXPECT_TRUE(sell_one(cut(Rupiah { 5'000 })).ok());
    may_take_off("5", Rupiah { 5'000 });
    EXPECT_EQ("counter.discount_too_much", code_of(sell_one(cut(Rupiah { 4'501 }, 2))));
    EXPECT_TRUE(sell_one(cut(Rupiah { 4'500 }, 2)).ok());
}

TEST_F(DiscountTest, AnEarlierInstantBringsBackNoEarlierLimit)
{
    open_shift();
    may_take_off("50");
    auto input = cut(Rupiah { 5'000 });
    input.sold_at = noon;
    auto const later = noon + std::chrono::minutes { 1 };
    LimitDraft const lower { .role = Role::cashier,
                             .first = today(),
                             .percent = Quantity::pieces(1) };
    ASSERT_TRUE(limit(lower, later).ok());
    EXPECT_EQ("counter.discount_too_much", code_of(sell_one(input, later)));
}

TEST_F(DiscountTest, ASaleSentAgainIsNotJudgedAgain)
{
    open_shift();
    may_take_off("50");
    auto input = cut(Rupiah { 5'000 });
    input.sold_at = noon;
    ASSERT_TRUE(sell_one(input).ok());
    auto const later = noon + std::chrono::minutes { 1 };
    LimitDraft const none { .role = Role::cashier,
                            .first = today(),
                            .percent = Quantity::pieces(1) };
    ASSERT_TRUE(limit(none, later).ok());
    EXPECT_TRUE(sell_one(input, later).ok());
    EXPECT_EQ(1U, given().size());
}

TEST_F(DiscountTest, WhatHasNoReasonIsTypedTwiceOrIsNoShareIsAskedFor)
{
    open_shift();
    may_take_off("50");
    auto input = cut(Rupiah { 1'000 });
    input.discount_reason = "  ";
    EXPECT_EQ("counter.discount_unexplained", code_of(sell_one(input)));
    input = cut(Rupiah { 1'000 });
    input.discount_percent = Quantity::pieces(5);
    EXPECT_EQ("core.invalid", code_of(sell_one(input)));
    input.discount.reset();
    input.discount_percent = Quantity::pieces(101);
    EXPECT_EQ("core.invalid", code_of(sell_one(input)));
    EXPECT_EQ("sales.bad_discount", code_of(sell_one(cut(Rupiah { 90'000 }))));
    EXPECT_EQ("sales.bad_discount", code_of(sell_one(cut(Rupiah { -1 }))));
    EXPECT_EQ(0, sales_today());
}

TEST_F(DiscountTest, AShareComesOffTheWholeAndIsKeptWithItsReason)
{
    open_shift();
    may_take_off("7,5");
    auto input = cut({});
    input.discount.reset();
    input.discount_percent = Quantity::parse("7,5").take();
    auto const sale = sell_one(input).take();
    EXPECT_EQ(Rupiah { 83'250 }, sale.total);
    ASSERT_EQ(1U, given().size());
    EXPECT_EQ(Rupiah { 6'750 }, given()[0].amount);
    EXPECT_EQ(Rupiah { 90'000 }, given()[0].worth);
    EXPECT_EQ("Pelanggan tetap", given()[0].reason);
    EXPECT_EQ(0,
              look("hasan", [&](View& view) { return discount_tasks(view, market.pontianak()); }));
    auto const receipt = ask({ .path = "/kasir/struk/" + sale.id.text() + "/teks" });
    EXPECT_TRUE(holds(receipt,
                      "Jumlah Rp\u00a090.000\nPotongan \u2212Rp\u00a06.750\nTotal Rp"
                      "\u00a083.250"))
        << receipt.bytes();
}

TEST_F(DiscountTest, TheLimitIsTheOneOfTheSalesOwnTime)
{
    may_take_off("10");
    ASSERT_TRUE(limit({ .role = Role::cashier, .first = today() }, noon + 1h).ok());
    ASSERT_TRUE(
        limit({ .role = Role::cashier, .first = today().next(1), .amount = Rupiah { 2'000 } },
              noon + 2h)
            .ok());
    auto const limits = look("hasan", [&](View& view) {
        return discount_limits(view, market.pontianak(), Role::cashier, noon);
    });
    ASSERT_EQ(3U, limits.size()) << "a device hears also of those that begin later";
    EXPECT_EQ(Rupiah { 9'000 }, discount_most(limits[0], Rupiah { 90'000 }));
    EXPECT_EQ(Rupiah {}, discount_most(limits[1], Rupiah { 90'000 }));
    EXPECT_EQ(Rupiah { 2'000 }, discount_most(limits[2], Rupiah { 90'000 }));
    EXPECT_EQ(BasisPoints { 1'000 }, *limits[0].percent) << "what was in force stays as it was";
}

TEST_F(DiscountTest, ARefundOrAVoidGivesBackExactlyWhatWasPaid)
{
    open_shift();
    may_take_off("10");
    auto const sale = sell_one(cut(Rupiah { 8'999 })).take();
    auto const half = run("wayan", [&](Call& call) {
        return sales::refund(call, market.pontianak(),
                             { .id = test::numbered<RefundTag>(1),
                               .sale = sale.id,
                               .lines = { { 1, Quantity::pieces(1), {} } },
                               .reason = "cacat",
                               .shift = sale.shift });
    });
    auto const rest = run("wayan", [&](Call& call) {
        return sales::refund(call, market.pontianak(),
                             { .id = test::numbered<RefundTag>(2),
                               .sale = sale.id,
                               .lines = { { 1, Quantity::pieces(1), {} } },
                               .reason = "cacat",
                               .shift = sale.shift });
    });
    ASSERT_TRUE(half.ok() && rest.ok());
    EXPECT_EQ(Rupiah { 81'001 }, half.value().total + rest.value().total);
    auto const other = sell_one(cut(Rupiah { 8'999 }, 2)).take();
    EXPECT_TRUE(run("wayan", [&](Call& call) {
                    return sales::void_sale(call, market.pontianak(), other.id, "salah");
                }).ok());
    EXPECT_EQ(Rupiah { 0 }, look("sari", [&](View& view) {
                  return sales::day_total(view, market.pontianak(), today()).turnover;
              }));
}

TEST_F(DiscountTest, MoreThanItsLimitWaitsForALook)
{
    open_shift();
    may_take_off("10");
    auto const sale = sell_one(cut(Rupiah { 9'000 })).take();
    // As a device brings it: sold by one who might take off nothing.
    auto const other = sell_one(cut(Rupiah { 9'000 }, 2)).take();
    ASSERT_TRUE(run("sari", [&](Call& call) -> Result<void> {
                    auto brought = other;
                    brought.id = test::numbered<SaleTag>(3);
                    note_discount(call, market.pontianak(), brought, Role::kasi, "");
                    return {};
                }).ok());
    auto const see = [&](SaleId id, std::string const& note) {
        return run("hasan",
                   [&](Call& call) { return see_discount(call, market.pontianak(), id, note); });
    };
    EXPECT_EQ("core.not_found", code_of(see(sale.id, "sudah ditanya"))) << "within its limit";
    EXPECT_EQ("counter.discount_unexplained", code_of(see(test::numbered<SaleTag>(3), " ")));
    auto const page = ask({ .path = "/meja/potongan", .who = "hasan" });
    EXPECT_TRUE(holds(page, "Melebihi batas") && holds(page, "Tanpa alasan")) << page.bytes();
    EXPECT_TRUE(see(test::numbered<SaleTag>(3), "sudah ditanya").ok());
    EXPECT_EQ("core.not_found", code_of(see(test::numbered<SaleTag>(3), "lagi")));
    EXPECT_FALSE(holds(ask({ .path = "/meja/potongan", .who = "hasan" }), "Tanpa alasan"));
}

} // namespace karya::counter
