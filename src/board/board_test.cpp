#include "base/json.h"
#include "board/board.h"
#include "board/map.h"
#include "sales/sales.h"
#include "support/cast.h"
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <thread>

namespace karya::board {
namespace {

using test::at;
using test::noon;

constexpr std::string_view pontianak_slug = "lapas-kelas-iia-pontianak";
constexpr std::string_view ambon_slug = "lapas-kelas-iia-ambon";
Timestamp const next_noon = at("2021-04-27T14:05:00+07:00");

db::Query const events_are_old { "board.test_events_are_old", "SELECT 1", R"sql(
SELECT CASE WHEN coalesce(max(tx), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    THEN 1 ELSE 0 END
FROM core_outbox
)sql" };

db::Query const bend_day { db::Query::Unlisted {}, "test.bend_day", R"sql(
UPDATE board_day SET premi = premi + 1
)sql" };
db::Query const bend_goods { db::Query::Unlisted {}, "test.bend_goods", R"sql(
DELETE FROM board_goods WHERE quantity = 3000
)sql" };
db::Query const bend_news { db::Query::Unlisted {}, "test.bend_news", R"sql(
UPDATE board_news SET gone = 0 WHERE gone = 1
)sql" };
db::Query const bend_event { db::Query::Unlisted {}, "test.bend_event", R"sql(
UPDATE core_outbox SET body = '{"sale": 1}' WHERE event_name = 'sales.sale_reversed.v1'
)sql" };

class BoardTest : public testing::Test {
protected:
    void SetUp() override { sales::keep_nip_key(std::string(32, 'k')); }

    struct Deal {
        VariantId variant {};
        std::int64_t pieces { 1 };
        Timestamp when { noon };
        std::optional<ShiftId> shift {};
        std::string nip {};
    };
    sales::Sale sell(org::UnitScope const& scope, Deal const& deal)
    {
        sales::SaleDraft const draft { .id = test::numbered<SaleTag>(++m_sales),
                                       .shift = deal.shift,
                                       .sold_at = deal.when,
                                       .lines = { { .variant = deal.variant,
                                                    .quantity = Quantity::pieces(deal.pieces) } },
                                       .nip = deal.nip };
        return market
            .call(market.cast.sari, deal.when,
                  [&](Call& call) { return sales::record(call, scope, draft); })
            .take();
    }
    sales::Sale sell(Deal const& deal) { return sell(market.pontianak(), deal); }
    void give_back(sales::Sale const& sale, std::int64_t pieces, Timestamp when)
    {
        sales::RefundDraft const draft { .id = test::numbered<RefundTag>(++m_sales),
                                         .sale = sale.id,
                                         .lines = { { 1, Quantity::pieces(pieces), Rupiah {} } },
                                         .reason = "rusak" };
        auto const done = market.call(market.cast.wayan, when, [&](Call& call) {
            return sales::refund(call, market.pontianak(), draft);
        });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }
    ShiftId open_till()
    {
        return market
            .call(market.cast.sari, noon,
                  [&](Call& call) {
                      return sales::open_shift(call, market.pontianak(), "W", Rupiah {});
                  })
            .take()
            .id;
    }
    void take_void(sales::Sale const& sale)
    {
        auto const done = market.call(market.cast.sari, noon, [&](Call& call) {
            return sales::void_sale(call, market.pontianak(), sale.id, "salah ketik");
        });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }
    void deliver(std::size_t batch_max = 256)
    {
        await_old_transactions();
        for (;;) {
            auto const more = core::deliver(market.engine(), subscriber(), batch_max);
            ASSERT_TRUE(more.ok()) << more.error().why();
            if (!more.value()) return;
        }
    }
    /// PostgreSQL holds events back while any older transaction of the server runs, also another
    /// test's.
    void await_old_transactions()
    {
        for (int tries = 0; tries < 1000; ++tries) {
            auto const clear = market.engine().get<std::int64_t>(
                [](db::Read& read) -> Result<std::int64_t> {
                    return read.value<std::int64_t>(events_are_old);
                });
            if (clear.value() == 1) return;
            std::this_thread::sleep_for(std::chrono::milliseconds { 10 });
        }
        FAIL() << "an older transaction runs on";
    }
    std::vector<std::string> lines()
    {
        return market.engine()
            .get<std::vector<std::string>>([](db::Read& read) -> Result<std::vector<std::string>> {
                return fingerprint(read);
            })
            .take();
    }
    std::optional<std::string> difference()
    {
        return market.engine()
            .get<std::optional<std::string>>(
                [](db::Read& read) -> Result<std::optional<std::string>> {
                    return first_difference(read);
                })
            .take();
    }
    void tamper(db::Query const& query)
    {
        ASSERT_TRUE(market.engine()
                        .write([&](db::Tx& tx) -> Result<void> {
                            EXPECT_GT(tx.run(query), 0) << query.name;
                            return {};
                        })
                        .ok());
    }
    void rebuild(std::size_t batch_max)
    {
        auto const emptied = market.engine().write([](db::Tx& tx) -> Result<void> {
            forget(tx);
            core::rewind(tx, subscriber().name);
            return {};
        });
        ASSERT_TRUE(emptied.ok());
        deliver(batch_max);
    }
    template<class Work>
    auto look(Timestamp when, Work&& work)
    {
        return market.view({}, when, std::forward<Work>(work));
    }
    Board whole(Timestamp when = noon, Span span = Span::campaign)
    {
        return look(when, [&](View& view) { return nation(view, span); });
    }
    Board of_unit(std::string_view slug, Timestamp when = noon)
    {
        return look(when, [&](View& view) { return unit(view, slug); }).take();
    }
    Pulse told(Timestamp when = noon, std::int64_t after = 0)
    {
        return look(when, [&](View& view) { return pulse(view, after); });
    }
    Result<void> pick(ProductId product, Timestamp when = noon)
    {
        return market.call(market.cast.wayan, when, [&](Call& call) {
            return choose(call, market.pontianak(), market.pontianak().day(when), product);
        });
    }
    void withdraw(ProductId product)
    {
        auto const done = market.call(market.cast.wayan, noon, [&](Call& call) {
            return catalogue::set_state(call, market.pontianak(), product,
                                        catalogue::ProductState::withdrawn);
        });
        ASSERT_TRUE(done.ok());
    }
    void start_campaign()
    {
        auto const made = market.call(market.cast.admin, noon, [](Call& call) {
            return org::add_campaign(call,
                                     { .name = "Pekan Karya",
                                       .first_day = Day::from(2021, 4, 26),
                                       .last_day = Day::from(2021, 4, 30) });
        });
        ASSERT_TRUE(made.ok());
    }
    /// Two days with sales in two zones, a void and a refund.
    void busy_days()
    {
        auto const keset = market.product({ .stock = Quantity::pieces(50) });
        auto const kerang = market.product(
            market.cast.ambon_id, { .name = "Kerang", .price = Rupiah { 120'000 }, .cost = {} });
        auto const till = open_till();
        auto const first = sell({ .variant = keset, .pieces = 3 });
        auto const wrong = sell({ .variant = keset, .pieces = 7, .shift = till });
        sell(market.ambon(), { .variant = kerang, .pieces = 2 });
        take_void(wrong);
        give_back(first, 1, next_noon);
        sell({ .variant = keset, .when = next_noon });
        sell(market.ambon(), { .variant = kerang, .when = next_noon });
    }

    test::Market market;

private:
    unsigned m_sales { 0 };
};

// ---- What a viewer must never see ----

TEST_F(BoardTest, shows_nothing_of_places_that_are_not_there)
{
    look(noon, [](View& view) {
        EXPECT_EQ(office(view, "atlantis").error().code(), not_found);
        EXPECT_EQ(unit(view, "lapas-kelas-i-atlantis").error().code(), not_found);
        return 0;
    });
}

TEST_F(BoardTest, names_nobody)
{
    auto const keset = market.product({});
    sell({ .variant = keset, .nip = "198501012010011001" });
    deliver();
    auto const text = json_text(told()) + json_text(whole());
    EXPECT_NE(text.find("Keset sabut kelapa"), std::string::npos);
    for (auto const* personal : { "Sari", "198501012010011001", "officer", "nip", "buyer" })
        EXPECT_EQ(text.find(personal), std::string::npos) << personal;
}

TEST_F(BoardTest, a_unit_may_not_choose_what_is_not_on_its_shelf)
{
    auto const keset = market.product({});
    auto const kerang = market.product(market.cast.ambon_id, { .name = "Kerang" });
    auto const foreign = sell(market.ambon(), { .variant = kerang }).lines.at(0).product;
    EXPECT_EQ(pick(foreign).error().code(), not_found);
    EXPECT_EQ(pick(test::numbered<ProductTag>(77)).error().code(), not_found);

    auto const own = sell({ .variant = keset }).lines.at(0).product;
    withdraw(own);
    EXPECT_EQ(pick(own).error().code(), not_found);
    deliver();
    EXPECT_FALSE(of_unit(pontianak_slug).day_product.has_value());
    EXPECT_EQ(of_unit(pontianak_slug).news.at(0).product, "");
}

// ---- The same numbers as the books ----

/// What the ledger says of a unit's day.
Sums booked(View& view, org::UnitScope const& scope, Day day)
{
    Sums sums;
    for (auto const& [account, amount] : ledger::movements(view, scope, day, day)) {
        using enum ledger::Account;
        if (account == cash || account == qris_clearing || account == bank) sums.turnover += amount;
        if (account == premi_payable || account == premi_claim || account == upah_payable
            || account == upah_claim)
            sums.premi -= amount;
        if (account == pnbp_payable || account == pnbp_claim) sums.pnbp -= amount;
    }
    return sums;
}

TEST_F(BoardTest, every_day_of_a_unit_is_what_its_ledger_says)
{
    busy_days();
    deliver();
    for (auto const when : { noon, next_noon }) {
        for (auto const& [scope, slug] : { std::pair { market.pontianak(), pontianak_slug },
                                           std::pair { market.ambon(), ambon_slug } }) {
            auto const shown = of_unit(slug, when).sums_today;
            auto const books = market.view(market.cast.admin, when, [&](View& view) {
                return booked(view, scope, scope.day(when));
            });
            EXPECT_EQ(shown.turnover, books.turnover) << slug;
            EXPECT_EQ(shown.premi, books.premi) << slug;
            EXPECT_EQ(shown.pnbp, books.pnbp) << slug;
        }
    }
    EXPECT_EQ(of_unit(pontianak_slug).sums_today.turnover, Rupiah { 135'000 });
    EXPECT_EQ(of_unit(pontianak_slug).sums_today.premi, Rupiah { 37'500 });
    EXPECT_EQ(of_unit(ambon_slug).sums_today.turnover, Rupiah { 240'000 });
}

TEST_F(BoardTest, a_void_was_never_and_a_refund_counts_on_its_own_day_R09)
{
    auto const keset = market.product({});
    auto const till = open_till();
    auto const kept = sell({ .variant = keset, .pieces = 2 });
    take_void(sell({ .variant = keset, .shift = till }));
    give_back(kept, 1, next_noon);
    deliver();

    auto const first = of_unit(pontianak_slug);
    EXPECT_EQ(first.sums_today.turnover, Rupiah { 90'000 });
    EXPECT_EQ(first.sums_today.sales, 1);
    EXPECT_EQ(first.news.size(), 1U);
    auto const second = of_unit(pontianak_slug, next_noon);
    EXPECT_EQ(second.sums_today.turnover, Rupiah { -45'000 });
    EXPECT_EQ(second.sums_today.sales, 0);
}

TEST_F(BoardTest, a_day_is_the_units_own_and_the_nations_is_the_sum_of_that_date_R12)
{
    auto const kerang = market.product(market.cast.ambon_id, { .name = "Kerang" });
    auto const keset = market.product({});
    auto const late = at("2021-04-26T23:30:00+07:00"); // in Ambon it is 01.30 of the 27th
    sell(market.ambon(), { .variant = kerang, .when = late });
    sell({ .variant = keset, .when = late });
    deliver();

    EXPECT_EQ(whole(late).today, Day::from(2021, 4, 26));
    EXPECT_EQ(whole(late).sums_today.sales, 1);
    EXPECT_EQ(whole(next_noon).today, Day::from(2021, 4, 27));
    EXPECT_EQ(whole(next_noon).sums_today.sales, 1);
    EXPECT_EQ(of_unit(ambon_slug, next_noon).sums_today.sales, 1);
    EXPECT_EQ(of_unit(pontianak_slug, next_noon).sums_today.sales, 0);
}

TEST_F(BoardTest, a_campaign_adds_up_its_days_and_today_stands_beside_it)
{
    start_campaign();
    busy_days();
    deliver();
    auto const both = whole(next_noon);
    ASSERT_TRUE(both.campaign.has_value());
    EXPECT_EQ(both.sums_window.turnover, Rupiah { 90'000 + 45'000 + 360'000 });
    EXPECT_EQ(both.sums_today.turnover, Rupiah { 120'000 });
    EXPECT_EQ(whole(next_noon, Span::day).sums_window, both.sums_today);

    Rupiah offices;
    for (auto const& office : both.kanwil) offices += office.window.turnover;
    EXPECT_EQ(offices, both.sums_window.turnover);
    EXPECT_EQ(both.kanwil.at(0).slug, "maluku");
    EXPECT_EQ(both.units.at(0).slug, ambon_slug);
    EXPECT_EQ(both.units.size(), 2U) << "only those that sold stand in the nation's ranking";
}

// ---- Rebuilt from the events ----

TEST_F(BoardTest, proves_itself_beside_sales_that_go_on)
{
    busy_days();
    EXPECT_EQ(difference(), std::nullopt) << "nothing received, nothing told";
    deliver();
    ASSERT_FALSE(lines().empty());
    auto const keset = market.product({});
    auto const proved = market.engine().read([&](db::Read& read) -> Result<void> {
        auto const before = fingerprint(read).size();
        EXPECT_EQ(first_difference(read), std::nullopt);
        // Another connection sells and tells meanwhile, and this snapshot knows nothing of it.
        std::thread { [&] {
            sell({ .variant = keset });
            EXPECT_TRUE(core::deliver(market.engine(), subscriber()).ok());
        } }.join();
        EXPECT_EQ(first_difference(read), std::nullopt);
        EXPECT_EQ(fingerprint(read).size(), before);
        return {};
    });
    EXPECT_TRUE(proved.ok()) << proved.error().why();
    EXPECT_EQ(difference(), std::nullopt);
    deliver();
    EXPECT_EQ(difference(), std::nullopt);
}

TEST_F(BoardTest, names_the_line_that_somebody_bent)
{
    busy_days();
    deliver();
    ASSERT_EQ(difference(), std::nullopt);
    auto const before = lines();
    tamper(bend_news);
    EXPECT_NE(difference().value_or("nothing").find(" 0 instead of "), std::string::npos);
    tamper(bend_goods);
    EXPECT_NE(difference().value_or("nothing").find(" instead of "), std::string::npos);
    tamper(bend_day);
    EXPECT_NE(difference().value_or("nothing").find(before.front().substr(0, 36)),
              std::string::npos);
    tamper(bend_event);
    auto const bent = difference().value_or("nothing");
    EXPECT_TRUE(bent.starts_with("core_outbox ") && bent.find(": unreadable") != std::string::npos)
        << bent;
}

TEST_F(BoardTest, rebuilding_gives_the_same_board_whatever_the_batches)
{
    busy_days();
    deliver();
    auto const once = lines();
    ASSERT_GT(once.size(), 8U);
    for (std::size_t const batch : { 1U, 2U, 3U, 256U }) {
        rebuild(batch);
        EXPECT_EQ(lines(), once) << batch;
    }
}

TEST_F(BoardTest, delivering_again_adds_nothing)
{
    busy_days();
    deliver();
    auto const once = lines();
    deliver();
    EXPECT_EQ(lines(), once);
}

TEST_F(BoardTest, news_keep_the_newest_and_their_numbers_are_never_used_twice)
{
    auto const keset = market.product({ .stock = Quantity::pieces(600) });
    auto const till = open_till();
    for (int n = 0; n < 20; ++n) sell({ .variant = keset });
    take_void(sell({ .variant = keset, .shift = till }));
    deliver(7);
    auto const after_void = told();
    EXPECT_EQ(after_void.last_news, 21);
    EXPECT_EQ(after_void.news.size(), 20U);
    sell({ .variant = keset });
    deliver();
    auto const next = told(noon, after_void.last_news);
    ASSERT_EQ(next.news.size(), 1U);
    EXPECT_EQ(next.news.at(0).n, 22);
    EXPECT_EQ(whole().news.size(), 12U);
    EXPECT_EQ(whole().news.at(0).n, 22) << "newest first on the page";
    EXPECT_FALSE(whole().news.at(0).earlier);
    EXPECT_TRUE(whole(next_noon).news.at(0).earlier) << "its day stands beside its hour";
}

TEST_F(BoardTest, a_units_last_sales_stay_on_its_board_whatever_others_sell)
{
    auto const& ambon = market.ambon();
    auto const salawaku = market.product(market.cast.ambon_id, { .name = "Salawaku" });
    auto const keset = market.product({ .stock = Quantity::pieces(600) });
    sell(ambon, { .variant = salawaku });
    for (int n = 0; n < 60; ++n) sell({ .variant = keset });
    deliver(7);
    EXPECT_EQ(of_unit(ambon_slug).news.size(), 1U);
    EXPECT_EQ(of_unit(pontianak_slug).news.size(), 12U);
    EXPECT_EQ(difference(), std::nullopt);
}

TEST_F(BoardTest, a_sale_after_midnight_in_the_east_counts_at_once_where_it_was_made_R12)
{
    auto const& ambon = market.ambon(); // WIT
    auto const salawaku = market.product(market.cast.ambon_id, { .name = "Salawaku" });
    auto const night = parse_time("2021-04-26T15:30:00Z").value(); // 00.30 WIT, 22.30 WIB
    sell({ .variant = market.product({}) });
    sell(ambon, { .variant = salawaku, .when = night });
    deliver();
    auto const own = of_unit(ambon_slug, night);
    EXPECT_EQ(own.today.text(), "2021-04-27");
    EXPECT_EQ(own.sums_today.sales, 1);
    ASSERT_TRUE(own.day_product);
    auto const nation = whole(night);
    EXPECT_EQ(nation.today.text(), "2021-04-26");
    EXPECT_EQ(nation.sums_today.sales, 1) << "the sum of the units' same date";
    auto const office = look(night, [](View& view) { return board::office(view, "maluku"); });
    EXPECT_EQ(office.value().today.text(), "2021-04-27");
    EXPECT_EQ(office.value().sums_today.sales, 1);
    auto const figures = told(night).figures;
    auto const own_now = std::ranges::find(figures, "unit:" + ambon.code(), &Figures::of);
    ASSERT_NE(own_now, figures.end());
    EXPECT_EQ(own_now->today.sales, 1) << "as the page shows it";
}

// ---- Live ----

TEST_F(BoardTest, who_applies_every_pulse_sees_what_a_new_page_shows)
{
    start_campaign();
    auto const keset = market.product({ .stock = Quantity::pieces(50) });
    deliver();
    std::map<std::string, Figures> seen;
    auto before = told();
    for (auto const& figures : before.figures) seen[figures.of] = figures;
    for (int n = 0; n < 3; ++n) {
        sell({ .variant = keset, .pieces = n + 1 });
        deliver();
        auto now = told(noon, before.last_news);
        auto const told_now = changes(before, now);
        EXPECT_EQ(told_now.figures.size(), 3U) << "nation, office and unit; nobody else moved";
        EXPECT_EQ(told_now.news.size(), 1U);
        for (auto const& figures : told_now.figures) seen[figures.of] = figures;
        before = std::move(now);
    }
    auto const page = whole();
    EXPECT_EQ(seen.at("nation").window, page.sums_window);
    EXPECT_EQ(seen.at("nation").today, page.sums_today);
    EXPECT_EQ(seen.at("nation").silent, page.silent_count);
    EXPECT_EQ(seen.at("nation").units_selling, page.units_selling);
    EXPECT_EQ(seen.at("kanwil:kalimantan-barat").window, page.kanwil.at(0).window);
    EXPECT_EQ(seen.at("unit:" + market.pontianak().code()).window, page.units.at(0).window);
    EXPECT_EQ(before.state, page.state) << "the page names the pulse from which to go on";
}

TEST_F(BoardTest, the_state_changes_with_the_numbers_and_with_the_day_and_with_nothing_else)
{
    auto const keset = market.product({});
    auto const sale = sell({ .variant = keset, .pieces = 2 });
    deliver();
    auto const state = told().state;
    EXPECT_EQ(told(noon, 1).state, state);
    EXPECT_EQ(whole(noon, Span::day).state, state);
    EXPECT_NE(told(next_noon).state, state);
    give_back(sale, 1, noon);
    deliver();
    EXPECT_NE(told().state, state) << "a refund brings no news, but other numbers";
}

TEST_F(BoardTest, units_that_hold_prisoners_and_sold_nothing_are_counted_and_named)
{
    auto const before = whole();
    EXPECT_GT(before.silent_count, 400);
    EXPECT_EQ(before.silent_count, before.units_holding);
    auto const keset = market.product({});
    sell({ .variant = keset });
    deliver();
    EXPECT_EQ(whole().silent_count, before.silent_count - 1);
    auto const kalbar = look(noon, [](View& view) {
                            return office(view, "kalimantan-barat");
                        }).take();
    for (auto const& silent : kalbar.silent) EXPECT_NE(silent.slug, pontianak_slug);
    EXPECT_EQ(kalbar.silent_count + 1, kalbar.units_holding);
}

// ---- Product of the day ----

TEST_F(BoardTest, the_choice_of_the_unit_stands_before_its_best_seller_for_that_day)
{
    auto const keset = market.product({ .stock = Quantity::pieces(50) });
    auto const sapu = market.product({ .name = "Sapu lidi", .price = Rupiah { 10'000 } });
    auto const little = sell({ .variant = sapu }).lines.at(0).product;
    sell({ .variant = keset, .pieces = 5 });
    deliver();
    EXPECT_EQ(of_unit(pontianak_slug).day_product->card.name, "Keset sabut kelapa");
    EXPECT_FALSE(of_unit(pontianak_slug).day_product->chosen);
    EXPECT_EQ(whole().day_product->card.name, "Keset sabut kelapa");

    ASSERT_TRUE(pick(little).ok());
    EXPECT_EQ(of_unit(pontianak_slug).day_product->card.name, "Sapu lidi");
    EXPECT_TRUE(of_unit(pontianak_slug).day_product->chosen);
    EXPECT_EQ(whole().day_product->card.name, "Sapu lidi");
    EXPECT_FALSE(of_unit(pontianak_slug, next_noon).day_product.has_value());
    rebuild(256);
    EXPECT_TRUE(of_unit(pontianak_slug).day_product->chosen) << "a choice is no projection";
}

TEST_F(BoardTest, what_is_sold_out_is_nobodys_product_of_the_day)
{
    auto const keset = market.product({ .stock = Quantity::pieces(5) });
    auto const sapu = market.product(
        { .name = "Sapu lidi", .price = Rupiah { 10'000 }, .stock = Quantity::pieces(2) });
    sell({ .variant = sapu });
    auto const best = sell({ .variant = keset, .pieces = 5 }).lines.at(0).product;
    deliver();
    for (auto const& board : { whole(), of_unit(pontianak_slug) })
        EXPECT_EQ(board.day_product->card.name, "Sapu lidi") << "the best that can be had";

    ASSERT_TRUE(pick(best).ok());
    for (auto const& board : { whole(), of_unit(pontianak_slug) })
        EXPECT_FALSE(board.day_product->chosen) << board.day_product->card.name;
    sell({ .variant = sapu });
    deliver();
    EXPECT_FALSE(whole().day_product.has_value());
    EXPECT_FALSE(of_unit(pontianak_slug).day_product.has_value());
}

// ---- The map ----

TEST(BoardMap, units_of_one_regency_stand_side_by_side)
{
    Point const pontianak { .name = "Lapas", .lat = -20'000, .lng = 109'340'000 };
    auto const map = map_of(std::vector<Point>(20, pontianak), true);
    EXPECT_EQ(map.box, "0.0 0.0 940.0 360.0");
    EXPECT_EQ(map.dots.at(0).x, "296.8");
    EXPECT_EQ(map.dots.at(0).y, "130.4");
    std::set<std::pair<std::string, std::string>> places;
    for (auto const& dot : map.dots) places.emplace(dot.x, dot.y);
    EXPECT_EQ(places.size(), 20U);
}

TEST(BoardMap, a_closer_look_keeps_its_points_and_the_proportions)
{
    EXPECT_EQ(map_of({}, false).box, "0.0 0.0 940.0 360.0");
    EXPECT_EQ(map_of({}, true).dot_size, "2.8");
    std::vector<Point> const maluku { { .lat = -3'700'000, .lng = 128'180'000 },
                                      { .lat = -5'660'000, .lng = 132'740'000 } };
    EXPECT_EQ(map_of(maluku, false).box, "642.4 194.2 153.5 58.7");
    std::vector<Point> const corner { { .lat = 5'900'000, .lng = 95'300'000 } };
    EXPECT_EQ(map_of(corner, false).box, "0.0 0.0 90.0 34.4") << "no sea beyond the map's edge";
    EXPECT_EQ(map_of(corner, false).dot_size, "0.8") << "in a box of 90: 0.9 % of its width";
}

} // namespace
} // namespace karya::board
