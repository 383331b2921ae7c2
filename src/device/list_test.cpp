// What a device sells by, without anybody signed in.

#include "device/list.h"
#include "device/test_house.h"
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <set>

namespace karya::device {
namespace {

using namespace std::chrono_literals;
using test::noon;

class List : public test::House {
protected:
    Result<PriceList> ask(test::Till& till, std::string const& have = {}, VariantId after = {},
                          Timestamp now = noon)
    {
        auto const stamp = till.stamp();
        ListAsk const wanted { till.id, { stamp, till.key.signature_of(stamp) }, have, after };
        return market.view({}, now, [&](View& view) { return price_list(view, wanted); });
    }
    PriceList told(test::Till& till, std::string const& have = {}, Timestamp now = noon)
    {
        return ask(till, have, {}, now).take();
    }
    template<class Work>
    void desk(Work&& work, Timestamp now)
    {
        auto const done = run("wayan", std::forward<Work>(work), now);
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }
    void set_price(VariantId variant, std::int64_t price, Timestamp now)
    {
        desk(
            [&](Call& call) {
                return catalogue::set_price(call, market.pontianak(), variant,
                                            { Rupiah { price }, {} });
            },
            now);
    }
    /// Adds `count` variants in one transaction.
    void lay(std::size_t count)
    {
        constexpr std::size_t variants = 50;
        desk(
            [&](Call& call) -> Result<void> {
                for (std::size_t i = 0; i < count; i += variants) {
                    auto const name = "Anyaman pandan " + std::to_string(i / variants);
                    auto const product = TRY(
                        catalogue::add_product(call, market.pontianak(), { .name_id = name }));
                    for (std::size_t n = 0; n < std::min(variants, count - i); ++n)
                        TRY(catalogue::add_variant(
                            call, market.pontianak(), product,
                            { .name = "ukuran " + std::to_string(n),
                              .price = Rupiah { 10'000 + static_cast<std::int64_t>(i + n) },
                              .opening = Quantity::pieces(3) }));
                }
                return {};
            },
            noon);
    }
    /// All pages of the whole list.
    std::vector<PriceList> whole(test::Till& till)
    {
        std::vector<PriceList> pages { told(till) };
        while (pages.back().next) pages.push_back(ask(till, {}, *pages.back().next).take());
        return pages;
    }
};

TEST_F(List, only_a_device_of_ours_that_is_not_revoked_gets_it)
{
    auto till = enrolled();
    auto stranger = till;
    stranger.key = test::SecretKey {};
    EXPECT_EQ(code_of(ask(stranger)), "device.bad_signature");
    stranger.id = DeviceId::make(noon);
    EXPECT_EQ(code_of(ask(stranger)), "core.not_found");
    EXPECT_EQ(code_of(ask(till)), "ok");
    desk([&](Call& call) { return revoke(call, market.pontianak(), till.id); }, noon);
    EXPECT_EQ(code_of(ask(till)), "device.revoked");
}

TEST_F(List, the_whole_then_what_changed_then_what_went)
{
    auto till = enrolled();
    auto const keset = market.product({ .name = "Keset" });
    auto const sapu = market.product({ .name = "Sapu" });
    market.product(market.cast.ambon_id, { .name = "Parang" });
    auto const first = told(till, {}, noon + 1h);
    EXPECT_FALSE(first.since);
    ASSERT_EQ(first.goods.size(), 2U) << "none of another unit";
    EXPECT_EQ(first.first.size(), 2U);
    EXPECT_FALSE(first.next);

    auto const version = rfc3339(first.version);
    auto const nothing = told(till, version, noon + 2h);
    EXPECT_EQ(nothing.since, first.version);
    EXPECT_TRUE(nothing.goods.empty());
    EXPECT_TRUE(nothing.gone.empty());

    set_price(keset, 50'000, noon + 3h);
    auto const dearer = told(till, version, noon + 4h);
    ASSERT_EQ(dearer.goods.size(), 1U);
    EXPECT_EQ(dearer.goods[0].variant, keset);
    EXPECT_EQ(dearer.goods[0].price, Rupiah { 50'000 });

    desk(
        [&](Call& call) {
            return catalogue::set_stock(
                call, market.pontianak(),
                { sapu, Quantity::pieces(2), catalogue::StockReason::count, {} });
        },
        noon + 5h);
    auto const counted = told(till, rfc3339(dearer.version), noon + 6h);
    ASSERT_EQ(counted.goods.size(), 1U);
    EXPECT_EQ(counted.goods[0].left, Quantity::pieces(2));

    desk(
        [&](Call& call) -> Result<void> {
            auto const known = TRY(
                catalogue::goods_name(call.view(), market.pontianak(), sapu.text()));
            return catalogue::set_state(call, market.pontianak(), known.product,
                                        catalogue::ProductState::withdrawn);
        },
        noon + 7h);
    auto const less = told(till, rfc3339(counted.version), noon + 8h);
    EXPECT_TRUE(less.goods.empty());
    EXPECT_EQ(less.gone, std::vector { sapu });
    EXPECT_EQ(told(till, {}, noon + 8h).goods.size(), 1U);
}

TEST_F(List, a_sale_by_any_till_is_told_to_the_others)
{
    auto till = enrolled();
    auto other = enrolled();
    auto const keset = market.product({ .stock = Quantity::pieces(9) });
    auto const before = told(other, {}, noon + 1h);
    till.clock = noon + 2h;
    till.opened();
    till.sold(keset, 4);
    send(till);
    auto const after = told(other, rfc3339(before.version), noon + 3h);
    ASSERT_EQ(after.goods.size(), 1U);
    EXPECT_EQ(after.goods[0].left, Quantity::pieces(5));
}

TEST_F(List, what_was_committed_late_is_told_with_the_next)
{
    auto till = enrolled();
    auto const keset = market.product({});
    auto const before = told(till, {}, noon + 1h);
    set_price(keset, 50'000, noon + 59min); // began before that list, seen after it
    EXPECT_EQ(told(till, rfc3339(before.version), noon + 2h).goods.size(), 1U);
}

TEST_F(List, an_unknown_or_too_old_version_gets_the_whole)
{
    auto till = enrolled();
    market.product({});
    auto const later = noon + 24h * 31;
    for (auto const* have : { "", "v1", "2021-04-26T05:00:00Z", "2999-01-01T00:00:00Z" }) {
        auto const list = told(till, have, later);
        EXPECT_FALSE(list.since) << have;
        EXPECT_EQ(list.goods.size(), 1U) << have;
    }
}

TEST_F(List, a_long_list_comes_in_pages_that_miss_nothing)
{
    auto till = enrolled();
    std::size_t many = 2'100;
    if (auto const* const given = std::getenv("KARYA_TEST_GOODS")) many = std::stoul(given);
    lay(many);
    auto const start = std::chrono::steady_clock::now();
    auto const pages = whole(till);
    std::size_t bytes = 0;
    std::set<VariantId> seen;
    for (auto const& page : pages) {
        bytes += json_text(page).size();
        for (auto const& goods : page.goods) EXPECT_TRUE(seen.insert(goods.variant).second);
    }
    auto const took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    std::cout << many << " goods in " << pages.size() << " pages: " << bytes << " bytes, "
              << took.count() << " ms\n";
    EXPECT_EQ(seen.size(), many);
    EXPECT_GT(pages.size(), 1U);
}

} // namespace
} // namespace karya::device
