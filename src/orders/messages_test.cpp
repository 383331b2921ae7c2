// News by WhatsApp: only to who said yes, each step once, with what the template's gaps want.

#include "base/lang.h"
#include "mail/mail.h"
#include "orders/test_ahead.h"

namespace karya::orders {
namespace {

struct Waits {
    std::string recipient {};
    std::string content {};
};
BOOST_DESCRIBE_STRUCT(Waits, (), (recipient, content))

class Messages : public Ahead {
protected:
    void SetUp() override
    {
        Ahead::SetUp();
        mail::keep_whatsapp(
            mail::WhatsApp { .phone = "1098", .token = "x", .site = "https://karya.test" });
    }
    void TearDown() override { mail::keep_whatsapp({}); }
    std::string wanted_by(bool yes, std::optional<payments::Way> way, Lang lang = Lang::id)
    {
        std::string token;
        EXPECT_TRUE(put(token, goods(units[0], 45'000, 9), 2).ok());
        auto draft = agreed(token);
        draft.way = way;
        if (yes) draft.buyer.whatsapp = true;
        auto link = buyer([&](Call& call) {
            call.lang = lang;
            return place(call, token, draft);
        });
        EXPECT_TRUE(link.ok());
        return link.take();
    }
    std::vector<Waits> waiting()
    {
        static db::Query const all { db::Query::Unlisted {}, "test.orders_messages",
                                     "SELECT recipient, content FROM mail_letter "
                                     "WHERE channel = 'whatsapp' ORDER BY asked_at, content" };
        return visit([&](View& view) { return view.read.all<Waits>(all); });
    }
    void make_ready_all(std::string const& link)
    {
        ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                        return make_ready(call, scope, order_at(link, units[0]).id);
                    }).ok());
    }
    static void expect_words(Waits const& waits, std::vector<std::string> const& words)
    {
        for (auto const& word : words)
            EXPECT_NE(waits.content.find(word), std::string::npos) << word << "\n" << waits.content;
    }
};

TEST_F(Messages, who_did_not_say_yes_is_told_nothing_and_nothing_is_kept)
{
    auto const silent = wanted_by(false, {});
    make_ready_all(silent);
    EXPECT_TRUE(waiting().empty());
    mail::keep_whatsapp({});
    auto const unset = wanted_by(true, {});
    EXPECT_FALSE(group_at(unset).buyer->whatsapp) << "a yes that nobody will use is not kept";
    make_ready_all(unset);
    EXPECT_TRUE(waiting().empty());
}

TEST_F(Messages, without_our_own_address_nobody_is_written_to)
{
    mail::keep_whatsapp(mail::WhatsApp { .phone = "1098", .token = "x", .site = "http://x.test" });
    wanted_by(true, {});
    EXPECT_TRUE(waiting().empty());
}

TEST_F(Messages, an_order_to_fetch_is_told_when_placed_and_when_ready_with_its_code)
{
    auto const link = wanted_by(true, {});
    auto const order = order_at(link, units[0]);
    make_ready_all(link);
    auto const told = waiting();
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].recipient, "+6281234567890");
    expect_words(told[0],
                 { "karya_order_placed", "Sri Wahyuni", order.number,
                   show(Lang::id, Rupiah { 90'000 }), "\"page\":\"pesanan/" + link });
    expect_words(told[1], { "karya_order_ready", order.number, pick_code(order.id) });
}

TEST_F(Messages, money_ahead_is_told_once_and_in_the_language_of_the_order)
{
    auto const link = wanted_by(true, payments::Way::transfer, Lang::en);
    pay(link);
    hear();
    auto const told = waiting();
    ASSERT_EQ(told.size(), 2U);
    expect_words(told[0],
                 { "karya_order_paid", "\"lang\":\"en\"", show(Lang::en, payment(link).received),
                   "\"page\":\"en/pesanan/" + link });
}

} // namespace
} // namespace karya::orders
