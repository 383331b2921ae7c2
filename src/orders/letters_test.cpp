// Letters to buyers: each step once, in the language of the order, with the sums of its page.

#include "base/embedded.h"
#include "base/lang.h"
#include "mail/mail.h"
#include "orders/test_ahead.h"
#include "support/standin.h"
#include <algorithm>

namespace karya::orders {
namespace {

class Letters : public Ahead {
protected:
    void SetUp() override
    {
        Ahead::SetUp();
        keep_sender("https://karya.test");
    }
    void TearDown() override { mail::keep_sender({}); }
    void keep_sender(std::string site)
    {
        mail::keep_sender(mail::Sender { .server = { .url = "smtp://127.0.0.1:" + server.word(0),
                                                     .user = "budi",
                                                     .password = "rahasia",
                                                     .trusted_file = server.word(2) },
                                         .from = "karya@example.id",
                                         .site = std::move(site) });
    }
    /// Two pieces of each of these units, by a buyer who wants letters.
    std::string wanted_by(std::string const& email, std::vector<UnitId> const& sellers,
                          std::optional<payments::Way> way, Lang lang = Lang::id)
    {
        auto const made = try_by(email, sellers, way, lang);
        EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().code().id);
        return made.ok() ? made.value() : "";
    }
    Result<std::string> try_by(std::string const& email, std::vector<UnitId> const& sellers,
                               std::optional<payments::Way> way, Lang lang = Lang::id)
    {
        std::string token;
        for (auto const unit : sellers) EXPECT_TRUE(put(token, goods(unit, 45'001, 9), 2).ok());
        auto draft = agreed(token);
        draft.way = way;
        draft.buyer.email = email;
        return buyer([&](Call& call) {
            call.lang = lang;
            return place(call, token, draft);
        });
    }
    /// All that wait, as JSON, in the order in which they were written.
    std::vector<std::string> waiting()
    {
        static db::Query const all { db::Query::Unlisted {}, "test.orders_letters",
                                     "SELECT content FROM mail_letter WHERE state = 'waiting' "
                                     "ORDER BY asked_at, content" };
        return visit([&](View& view) { return view.read.all<std::string>(all); });
    }
    /// The only one about that; with these words in it.
    void expect_one(std::string_view subject, std::vector<std::string> const& words)
    {
        auto const all = waiting();
        auto const about = [&](std::string const& letter) {
            return letter.find("\"subject\":\"" + std::string { subject } + "\"")
                != std::string::npos;
        };
        ASSERT_EQ(std::ranges::count_if(all, about), 1) << subject;
        auto const& letter = *std::ranges::find_if(all, about);
        for (auto const& word : words)
            EXPECT_NE(letter.find(word), std::string::npos) << word << "\n" << letter;
    }
    std::int64_t handed_over()
    {
        static db::Query const count { db::Query::Unlisted {}, "test.orders_handed_over",
                                       "SELECT COUNT(*) FROM mail_letter WHERE state = 'sent'" };
        return visit([&](View& view) { return view.read.value<std::int64_t>(count); });
    }
    static std::string rp(Rupiah amount) { return show(Lang::id, amount); }

    test::StandIn server { "mail" };
};

TEST_F(Letters, what_could_add_a_header_is_refused_and_nothing_is_ordered)
{
    for (auto const* email : { "sri@example.id\r\nBcc: x@y.id", "sri", "Sri <sri@example.id>",
                               "sri@example.id, ani@example.id" }) {
        auto const refused = try_by(email, { units[0] }, {});
        ASSERT_FALSE(refused.ok()) << email;
        EXPECT_EQ(refused.error().code(), bad_buyer);
        EXPECT_EQ(refused.error().fields.front().field, "email");
    }
    std::string token;
    ASSERT_TRUE(put(token, goods(units[0], 45'000, 3), 1).ok());
    auto draft = agreed(token);
    draft.buyer.name = "Sri\r\nBcc: x@y.id";
    draft.buyer.email = "sri@example.id";
    auto const refused = buyer([&](Call& call) { return place(call, token, draft); });
    EXPECT_EQ(refused.error().code(), bad_buyer);
    EXPECT_TRUE(waiting().empty());
}

TEST_F(Letters, nobody_writes_to_whom_it_did_not_promise)
{
    (void)order_at(placed({ goods(units[0], 45'000, 3) }), units[0]); // no address
    (void)wanted_by(" ", { units[0] }, {});
    EXPECT_TRUE(waiting().empty());
    keep_sender("http://karya.test"); // no link of ours can be trusted
    auto const link = wanted_by("sri@example.id", { units[0] }, {});
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(group_at(link).buyer->email, std::nullopt);
}

TEST_F(Letters, a_whole_way_ahead_tells_each_step_once_with_the_sums_of_the_page)
{
    auto const link = wanted_by("sri@example.id", { units[0], units[2] }, payments::Way::transfer);
    auto const due = payment(link);
    auto const shown = group_at(link);
    std::vector<std::string> sums { "Halo Sri Wahyuni,", "https://karya.test/pesanan/" + link,
                                    rp(due.to_pay),
                                    show(Lang::id, LocalTime { due.ends_at, Zone::wib }) };
    for (auto const& order : shown.orders) {
        sums.push_back(order.number);
        sums.push_back("Jumlah: " + rp(order.charged()));
    }
    expect_one("Pesanan Anda sudah kami terima", sums);
    pay(link);
    hear();
    expect_one("Pembayaran Anda sudah kami terima",
               { rp(due.to_pay), shown.orders[0].number, shown.orders[1].number });
    auto const order = order_at(link, units[0]);
    auto const make = [&] {
        return desk(units[0], [&](Call& call, auto const& scope) {
            return make_ready(call, scope, order.id);
        });
    };
    ASSERT_TRUE(make().ok());
    EXPECT_FALSE(make().ok());
    expect_one("Pesanan " + order.number + " siap diambil",
               { pick_code(order.id), show(Lang::id, order.pick_day), "sudah dibayar" });
    ASSERT_TRUE(hand(units[0], order.id).ok()); // he is there himself
    EXPECT_EQ(waiting().size(), 3U);
}

TEST_F(Letters, what_is_taken_back_is_told_and_then_that_its_money_has_left)
{
    auto const link = wanted_by("sri@example.id", { units[0], units[2] }, payments::Way::transfer);
    pay(link);
    auto const order = order_at(link, units[0]);
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return cancel(call, scope, order.id, "Anyamannya rusak");
                }).ok());
    hear();
    expect_one("Pesanan " + order.number + " dibatalkan",
               { "Dibatalkan unit", "Anyamannya rusak", "dikembalikan" });
    EXPECT_EQ(waiting().size(), 3U) << "the money has not left yet";
    auto const back = payment(link).given_back;
    auto const due = payment(link).id;
    ASSERT_TRUE(
        market.call(rina, now, [&](Call& call) { return payments::return_all(call, due); }).ok());
    hear();
    hear();
    expect_one("Uang Anda sudah dikembalikan", { rp(back), "Transfer bank" });
}

TEST_F(Letters, what_ends_unpaid_is_told_once_for_the_whole_group)
{
    auto const link = wanted_by("sri@example.id", { units[0], units[2] }, payments::Way::transfer,
                                Lang::en);
    now += hours { 25 };
    ASSERT_TRUE(buyer([](Call& call) { return payments::end_due(call); }).ok());
    hear();
    expect_one("We have your order", { "Hello Sri Wahyuni,", "https://karya.test/en/pesanan/" });
    expect_one("Your order is cancelled",
               { order_at(link, units[0]).number, order_at(link, units[2]).number });
    EXPECT_EQ(waiting().size(), 2U);
}

TEST_F(Letters, of_services_say_when_they_are_done)
{
    auto const washing = desk(units[0], [&](Call& call, auto const& scope) -> Result<VariantId> {
        auto const product = TRY(catalogue::add_product(
            call, scope, { .name_id = "Cuci mobil", .kind = catalogue::ProductKind::jasa }));
        auto const variant = TRY(catalogue::add_variant(
            call, scope, product,
            { .supply = catalogue::Supply::service, .price = Rupiah { 35'000 } }));
        TRY(catalogue::set_state(call, scope, product, catalogue::ProductState::published));
        TRY(add_slot(call, scope, { 1, 480, 540, 3 }, product));
        return variant;
    });
    auto const monday = [](Day day) {
        do day = day.next();
        while (std::chrono::weekday { day.days } != std::chrono::Monday);
        return day;
    }(day_in(Zone::wib, now));
    auto const token = buyer([&](Call& call) {
        return put_in(call, "", { washing.value(), Quantity::pieces(1) },
                      PickDay { units[0], monday, 480 });
    });
    PlaceDraft const draft { .basket = seen(token.value()).id,
                             .seen_total = Rupiah { 35'000 },
                             .buyer = {
                                 "Sri Wahyuni", "0812 3456 7890", "", {}, "sri@example.id" } };
    auto const link = buyer([&](Call& call) { return place(call, token.value(), draft); }).value();
    expect_one("Pesanan Anda sudah kami terima",
               { "Jadwal: Cuci mobil: " + show(Lang::id, monday) + ", 08.00–09.00" });
    auto const order = order_at(link, units[0]);
    auto const later = monday.next(7);
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return put_off(call, scope, order.id, { units[0], later, 480 }, 1);
                }).ok());
    expect_one("Jadwal pesanan " + order.number + " berubah",
               { "Jadwal: Cuci mobil: " + show(Lang::id, later) + ", 08.00–09.00" });
}

TEST_F(Letters, of_one_that_nobody_fetched_there_is_nothing_to_pay)
{
    auto const link = wanted_by("sri@example.id", { units[0], units[2] }, {});
    expect_one("Pesanan Anda sudah kami terima",
               { "Dibayar di kasir unit", rp(group_at(link).total) });
    auto const order = order_at(link, units[0]);
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, order.id); }).ok());
    expect_one("Pesanan " + order.number + " dibatalkan",
               { "Dibatalkan pembeli", "Tidak ada yang perlu dibayar" });
    now += days { 30 };
    tidy();
    expect_one("Pesanan " + order_at(link, units[2]).number + " dibatalkan", { "tidak diambil" });
}

TEST_F(Letters, a_process_that_dies_before_sending_sends_once_when_it_is_back)
{
    (void)wanted_by("sri@example.id", { units[0] }, {});
    auto const clock = [this] { return now; };
    for (int lives = 0; lives < 3; ++lives) {
        mail::MailWork back { market.engine(), clock };
        while (back.work().take()) { }
    }
    EXPECT_EQ(handed_over(), 1);
    EXPECT_TRUE(waiting().empty());
}

TEST_F(Letters, nothing_of_him_is_in_the_trail_or_left_behind)
{
    auto const link = wanted_by("sri@example.id", { units[0] }, payments::Way::transfer);
    static db::Query const told { db::Query::Unlisted {}, "test.orders_told",
                                  "SELECT COUNT(*) FROM core_outbox WHERE body LIKE '%sri@%'" };
    EXPECT_EQ(group_at(link).buyer->email, "sri@example.id");
    EXPECT_EQ(visit([&](View& view) { return view.read.value<std::int64_t>(told); }), 0);
    now += hours { 25 };
    ASSERT_TRUE(buyer([](Call& call) { return payments::end_due(call); }).ok());
    hear();
    now += days { 91 };
    tidy();
    EXPECT_EQ(group_at(link).buyer, std::nullopt);
}

} // namespace
} // namespace karya::orders
