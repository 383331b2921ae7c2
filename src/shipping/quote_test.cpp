// Against stand-ins of RajaOngkir and Biteship: prices, and all that can come instead of one.

#include "shipping/quote.h"
#include "support/cast.h"
#include "support/quoters.h"
#include <future>
#include <gtest/gtest.h>

namespace karya::shipping {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto from_village = "61.71.01.1002"; // Benuamelayu Laut
constexpr auto gambir = "31.71.01.1001";
constexpr auto ambon = "81.71.01.1006";
constexpr auto petojo = "31.71.01.1003";
constexpr auto jayapura = "91.71.01.1001";

class Asked : public testing::TestWithParam<Source> {
protected:
    test::Market market;
    Timestamp now { test::noon };
    test::QuoterStandIn provider { GetParam() };
    QuoteWork worker { market.engine(), [this] { return now; } };
    UnitId unit { market.cast.pontianak_id };

    void SetUp() override { ASSERT_TRUE(set(GetParam(), from_village).ok()); }
    Result<void> set(Source source, std::string origin)
    {
        return market.call(market.cast.wayan, now, [&](Call& call) {
            return set_prices(call, market.pontianak(), { source, std::move(origin) });
        });
    }
    void add_rate(std::int64_t first_kg)
    {
        ASSERT_TRUE(market
                        .call(market.cast.wayan, now,
                              [&](Call& call) {
                                  return set_rate(call, market.pontianak(),
                                                  { .courier = Courier::pos,
                                                    .service = "Kilat",
                                                    .valid_from = market.pontianak().day(now),
                                                    .first_kg = Rupiah { first_kg },
                                                    .days_min = 3,
                                                    .days_max = 9 });
                              })
                        .ok());
    }
    Offered shown(std::string_view to, std::int64_t grams)
    {
        return market.view({}, now, [&](View& view) {
            return offers(view, unit, places::place(to).value(), grams);
        });
    }
    void want(std::string_view to, std::int64_t grams)
    {
        ASSERT_TRUE(market
                        .call({}, now,
                              [&](Call& call) -> Result<void> {
                                  want_offers(call, unit, places::place(to).value(), grams);
                                  return {};
                              })
                        .ok());
    }
    void work(QuoteWork& node)
    {
        while (node.work().take()) { }
    }
    Offered asked(std::string_view to, std::int64_t grams)
    {
        want(to, grams);
        work(worker);
        return shown(to, grams);
    }
    std::int64_t times_asked()
    {
        return provider.count("/domestic-cost") + provider.count("/couriers");
    }
    std::int64_t kilogram() const { return GetParam() == Source::biteship ? 17'000 : 18'000; }
    static Offer of(Offered const& offered, Courier courier)
    {
        for (auto const& offer : offered.offers)
            if (offer.courier == courier) return offer;
        ADD_FAILURE() << "not offered";
        return {};
    }
    std::string trouble()
    {
        auto const last = market.view(
            {}, now, [&](View& view) { return last_asked(view, unit, GetParam()); });
        return last ? last->trouble : "never asked";
    }
};

INSTANTIATE_TEST_SUITE_P(Providers, Asked, testing::Values(Source::rajaongkir, Source::biteship),
                         [](auto const& of) { return std::string { enum_text(of.param) }; });

TEST_P(Asked, a_source_without_keys_or_a_village_is_refused)
{
    EXPECT_EQ(set(GetParam(), "99.99.99.9999").error().fields.front().field, "origin");
    EXPECT_EQ(set(GetParam(), "").error().code(), bad_source);
    keep_quoters({});
    EXPECT_EQ(set(GetParam(), from_village).error().fields.front().field, "source");
    EXPECT_EQ(sources(), std::vector { Source::own });
    want(gambir, 800);
    EXPECT_FALSE(worker.work().take()) << "nobody can be asked";
    EXPECT_EQ(shown(gambir, 800).standing, Standing::standing_in);
}

TEST_P(Asked, its_services_are_offered_with_price_and_days)
{
    want(gambir, 1'600);
    EXPECT_EQ(shown(gambir, 1'600).standing, Standing::asking);
    work(worker);
    auto const told = shown(gambir, 1'600);
    EXPECT_EQ(told.standing, Standing::quoted);
    EXPECT_EQ(told.source, GetParam());
    EXPECT_EQ(told.asked_at, now);
    auto const jne = of(told, Courier::jne);
    EXPECT_EQ(jne.fee, Rupiah { 2 * kilogram() });
    EXPECT_EQ(jne.grams, 1'600);
    EXPECT_LE(jne.days_min, jne.days_max);
    EXPECT_GT(jne.days_max, 0);
    EXPECT_TRUE(std::ranges::is_sorted(told.offers, {}, &Offer::fee));
    for (auto const& offer : told.offers)
        EXPECT_TRUE(offer.courier == Courier::jne || offer.courier == Courier::sicepat
                    || offer.courier == Courier::anteraja || offer.courier == Courier::tiki)
            << "nobody we do not know, and none without days";
    EXPECT_EQ(trouble(), "");
}

TEST_P(Asked, what_it_said_is_kept_a_while_and_then_asked_again)
{
    auto const first = asked(gambir, 1'000);
    for (int i = 0; i < 3; ++i) asked(gambir, 1'000);
    EXPECT_EQ(times_asked(), 1);
    provider.dearer(500);
    now += minutes { 31 };
    auto const again = asked(gambir, 1'000);
    EXPECT_EQ(times_asked(), 2);
    EXPECT_EQ(of(again, Courier::jne).fee, of(first, Courier::jne).fee + Rupiah { 500 });
    EXPECT_EQ(of(again, Courier::jne).rate, of(first, Courier::jne).rate) << "the same choice";
    now += hours { 12 };
    EXPECT_EQ(shown(gambir, 1'000).standing, Standing::standing_in);
}

TEST_P(Asked, a_fault_brings_the_units_own_table_for_a_while)
{
    add_rate(40'000);
    provider.will("fail");
    auto const faulty = asked(gambir, 1'000);
    EXPECT_EQ(faulty.standing, Standing::standing_in);
    ASSERT_EQ(faulty.offers.size(), 1U);
    EXPECT_EQ(faulty.offers[0].fee, Rupiah { 40'000 });
    EXPECT_EQ(trouble(), "wire.no_answer");
    now += minutes { 14 };
    EXPECT_EQ(asked(gambir, 1'000).standing, Standing::standing_in)
        << "who chooses is not surprised";
    now += minutes { 1 };
    EXPECT_EQ(asked(gambir, 1'000).standing, Standing::quoted);
}

TEST_P(Asked, without_a_table_a_fault_offers_nothing)
{
    provider.will("garble");
    auto const faulty = asked(gambir, 1'000);
    EXPECT_EQ(faulty.standing, Standing::standing_in);
    EXPECT_TRUE(faulty.offers.empty());
    EXPECT_EQ(trouble(), "wire.no_answer");
}

TEST_P(Asked, a_slow_one_is_left_at_its_deadline_and_has_a_rest)
{
    QuoteWork hasty { market.engine(), [this] { return now; }, milliseconds { 200 } };
    provider.will("slow", 3);
    want(gambir, 1'000);
    want(gambir, 2'000);
    work(hasty);
    EXPECT_EQ(shown(gambir, 1'000).standing, Standing::standing_in);
    EXPECT_EQ(shown(gambir, 2'000).standing, Standing::standing_in) << "not asked";
    EXPECT_EQ(trouble(), "shipping.quote_late");
    provider.will("slow", 0);
    now += seconds { 21 };
    want(gambir, 3'000);
    work(worker);
    EXPECT_EQ(shown(gambir, 3'000).standing, Standing::quoted);
}

TEST_P(Asked, what_nobody_waits_for_any_more_is_not_asked)
{
    want(gambir, 1'000);
    now += seconds { 9 };
    EXPECT_EQ(shown(gambir, 1'000).standing, Standing::standing_in);
    work(worker);
    EXPECT_EQ(shown(gambir, 1'000).standing, Standing::standing_in) << "as he was told";
    EXPECT_EQ(times_asked(), 0);
}

TEST_P(Asked, a_newer_fault_leaves_what_was_said_before)
{
    asked(gambir, 1'000);
    now += minutes { 31 };
    provider.will("fail");
    EXPECT_EQ(asked(gambir, 1'000).standing, Standing::quoted);
    EXPECT_EQ(trouble(), "wire.no_answer");
}

TEST_P(Asked, where_nobody_goes_and_what_it_does_not_know_the_table_counts)
{
    add_rate(90'000);
    for (auto const* to : { jayapura, ambon }) {
        auto const told = asked(to, 1'000);
        EXPECT_EQ(told.standing, Standing::standing_in) << to;
        ASSERT_EQ(told.offers.size(), 1U) << to;
        EXPECT_EQ(told.offers[0].fee, Rupiah { 90'000 });
    }
    EXPECT_EQ(trouble(), "shipping.quote_refused");
    EXPECT_EQ(asked(gambir, 1'000).standing, Standing::quoted) << "no fault of its own: no rest";
}

TEST_P(Asked, a_place_is_found_by_its_names_where_the_postcode_is_another)
{
    EXPECT_EQ(asked(petojo, 1'000).standing, Standing::quoted);
    EXPECT_EQ(asked(petojo, 2'000).standing, Standing::quoted);
    auto const searches = GetParam() == Source::rajaongkir ? 3 : 0;
    EXPECT_EQ(provider.count("/domestic-destination"), searches) << "once a place";
}

TEST_P(Asked, a_wrong_key_of_ours_is_a_fault_and_never_told)
{
    provider.set_key("rahasia-salah");
    EXPECT_EQ(asked(gambir, 1'000).standing, Standing::standing_in);
    EXPECT_EQ(trouble(), "wire.no_answer");
}

TEST_P(Asked, weights_are_asked_in_steps_within_their_limits)
{
    for (std::int64_t const none :
         { std::int64_t { -1 }, std::int64_t { 0 }, std::int64_t { 1'000'001 }, INT64_MAX }) {
        EXPECT_TRUE(asked(gambir, none).offers.empty()) << none;
        EXPECT_EQ(times_asked(), 0);
    }
    EXPECT_EQ(of(asked(gambir, 1), Courier::jne).fee, Rupiah { kilogram() });
    EXPECT_EQ(of(asked(gambir, 100), Courier::jne).grams, 100);
    EXPECT_EQ(times_asked(), 1) << "one step";
    EXPECT_EQ(of(asked(gambir, 1'000), Courier::jne).fee, Rupiah { kilogram() });
    EXPECT_EQ(of(asked(gambir, 1'001), Courier::jne).fee, Rupiah { 2 * kilogram() });
    auto const tons = asked(gambir, 1'000'000);
    EXPECT_EQ(of(tons, Courier::jne).fee, Rupiah { 1'000 * kilogram() });
}

TEST_P(Asked, two_nodes_ask_once)
{
    for (int i = 1; i <= 6; ++i) want(gambir, i * 1'000);
    QuoteWork other { market.engine(), [this] { return now; } };
    auto const both = [this](QuoteWork& node) {
        return std::async(std::launch::async, [this, &node] { work(node); });
    };
    auto first = both(worker);
    auto second = both(other);
    first.get();
    second.get();
    EXPECT_EQ(times_asked(), 6);
}

TEST_P(Asked, the_own_table_asks_nobody)
{
    ASSERT_TRUE(set(Source::own, from_village).ok());
    add_rate(40'000);
    want(gambir, 1'000);
    EXPECT_FALSE(worker.work().take());
    EXPECT_EQ(shown(gambir, 1'000).standing, Standing::own);
}

// ---- What they say, read ----

TEST(Said, days_are_read_of_many_words_and_of_none_nothing)
{
    auto const days = [](std::string_view words) {
        auto const found = days_of(words);
        return found ? std::pair { found->least, found->most } : std::pair { -1L, -1L };
    };
    EXPECT_EQ(days("2 - 3 days"), (std::pair { 2L, 3L }));
    EXPECT_EQ(days("6-7 day"), (std::pair { 6L, 7L }));
    EXPECT_EQ(days("1 HARI"), (std::pair { 1L, 1L }));
    EXPECT_EQ(days("7 - 2"), (std::pair { 2L, 7L }));
    EXPECT_EQ(days("6 - 8 Hours"), (std::pair { 0L, 1L }));
    EXPECT_EQ(days("8 jam"), (std::pair { 0L, 1L }));
    EXPECT_EQ(days(""), (std::pair { -1L, -1L }));
    EXPECT_EQ(days("segera"), (std::pair { -1L, -1L }));
    EXPECT_EQ(days("99999999999999999999 day").first, 1'000);
}

TEST(Said, what_cannot_be_is_left_out)
{
    Quoted const good { Courier::jne, "REG", "Reguler", Rupiah { 9'000 }, 1, 2 };
    auto const with = [&](auto&& change) {
        auto one = good;
        change(one);
        return one;
    };
    auto const kept = usable({
        with([](Quoted& q) { q.fee = Rupiah {}; }),
        with([](Quoted& q) { q.fee = Rupiah { -1 }; }),
        with([](Quoted& q) { q.fee = Rupiah { 100'000'001 }; }),
        with([](Quoted& q) { q.code = ""; }),
        with([](Quoted& q) { q.name = ""; }),
        with([](Quoted& q) { q.name = "\xff"; }),
        with([](Quoted& q) { q.days_max = 91; }),
        with([](Quoted& q) { q.days_min = 3; }),
        with([](Quoted& q) { q.fee = Rupiah { 9'500 }; }),
        good,
        with([](Quoted& q) {
            q.courier = Courier::tiki;
            q.name = std::string(99, 'a');
        }),
    });
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].fee, Rupiah { 9'000 }) << "of one service twice the cheaper";
    EXPECT_EQ(kept[1].name, std::string(40, 'a'));
}

TEST(Said, couriers_are_known_by_their_codes)
{
    EXPECT_EQ(courier_of("jnt"), Courier::jnt);
    EXPECT_EQ(courier_of("JNE"), Courier::jne);
    EXPECT_EQ(courier_of("unit_itself"), std::nullopt);
    EXPECT_EQ(courier_of("ncs"), std::nullopt);
    EXPECT_EQ(courier_codes(':'), "pos:jne:jnt:sicepat:tiki:anteraja:lion:ninja");
}

} // namespace
} // namespace karya::shipping
