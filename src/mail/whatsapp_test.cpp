// Against a stand-in of Meta's Cloud API that refuses, puts off and hangs up on demand.

#include "mail/whatsapp.h"
#include "support/database.h"
#include "support/standin.h"
#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace karya::mail {
namespace {

using std::chrono::hours;

Message ready_for(std::string to, std::string purpose = "orders.ready 1")
{
    return { .purpose = std::move(purpose),
             .to = std::move(to),
             .form = "karya_order_ready",
             .gaps = { "Sri", "PTK-P-17", "Lapas Pontianak", "Senin\n\n  pagi", "" },
             .page = "pesanan/abc" };
}

TEST(Messages, odd_ones_are_not_whole)
{
    EXPECT_TRUE(is_whole(ready_for("+6281234567890")));
    for (auto const* to : { "", "6281234567890", "+62 812", "+62812345678901234", "+62", "+abc" })
        EXPECT_FALSE(is_whole(ready_for(to))) << to;
    auto odd = ready_for("+6281234567890");
    odd.form = "Karya Order";
    EXPECT_FALSE(is_whole(odd));
    odd = ready_for("+6281234567890");
    odd.gaps[0] = "\xff";
    EXPECT_FALSE(is_whole(odd));
    odd = ready_for("+6281234567890");
    odd.page = "a b";
    EXPECT_FALSE(is_whole(odd));
    odd = ready_for("+6281234567890");
    odd.gaps.assign(11, "x");
    EXPECT_FALSE(is_whole(odd));
}

class ByWhatsApp : public testing::Test {
protected:
    void SetUp() override { set_token("EAA-uji"); }
    void TearDown() override { keep_whatsapp({}); }
    std::string url() { return "http://127.0.0.1:" + server.word(0); }
    void set_token(std::string token)
    {
        keep_whatsapp(WhatsApp { .phone = "1098",
                                 .token = std::move(token),
                                 .url = url(),
                                 .site = "https://karya.test" });
    }
    boost::json::value control(boost::json::object const& wish)
    {
        auto const answer = wire::ask_http(
            { .method = "POST", .url = url() + "/control", .body = boost::json::serialize(wish) });
        CHECK(answer.ok());
        return boost::json::parse(answer.value().body);
    }
    boost::json::array taken() { return control({ { "do", "taken" } }).as_array(); }
    Result<void> put(Message const& message)
    {
        return database.call({}, now, [&](Call& call) { return send(call, message); });
    }
    void work()
    {
        while (worker.work().take()) { }
    }
    Waiting look(Channel channel = Channel::whatsapp)
    {
        return database
            .view({}, now,
                  [&](View& view) -> Result<Waiting> { return waiting(view.read, now, channel); })
            .take();
    }

    test::StandIn server { "whatsapp" };
    test::Database database;
    Timestamp now { test::noon };
    MailWork worker { database.engine(), [this] { return now; }, Channel::whatsapp };
};

TEST_F(ByWhatsApp, a_template_goes_once_a_recipient_and_purpose)
{
    EXPECT_EQ(put(ready_for("0812")).error().code(), bad_message);
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(put(ready_for("+6281234567890")).ok());
    EXPECT_TRUE(put(ready_for("+6281234567890", "orders.ready 2")).ok());
    EXPECT_EQ(look().waiting, 2);
    EXPECT_EQ(look(Channel::mail).waiting, 0);
    MailWork letters { database.engine(), [this] { return now; } };
    EXPECT_FALSE(letters.work().take()) << "no letters";
    work();
    EXPECT_EQ(look().waiting, 0);
    ASSERT_EQ(taken().size(), 2U);
    auto const message = taken().front();
    EXPECT_EQ(message.at("to").as_string(), "6281234567890");
    auto const& form = message.at("template");
    EXPECT_EQ(form.at("language").at("code").as_string(), "id");
    auto const& gaps = form.at("components").at(0).at("parameters").as_array();
    EXPECT_EQ(gaps.at(3).at("text").as_string(), "Senin pagi");
    EXPECT_EQ(gaps.at(4).at("text").as_string(), "-");
}

TEST_F(ByWhatsApp, who_is_not_there_is_given_up_and_keeps_nobody_waiting)
{
    EXPECT_TRUE(put(ready_for("+6281200000001")).ok());
    EXPECT_TRUE(put(ready_for("+6281234567890")).ok());
    work();
    EXPECT_EQ(taken().size(), 1U);
    EXPECT_EQ(look().failed, 1);
    EXPECT_EQ(look(Channel::mail).failed, 0);
    static db::Query const kept { db::Query::Unlisted {}, "test.messages",
                                  "SELECT MAX(recipient || content) FROM mail_letter" };
    auto const left = database.view({}, now, [&](View& view) -> Result<std::string> {
        return view.read.value<std::string>(kept);
    });
    EXPECT_EQ(left.value(), "") << "neither number nor words";
}

TEST_F(ByWhatsApp, faults_are_tried_later)
{
    EXPECT_TRUE(put(ready_for("+6281200000002")).ok()); // too often
    auto unknown = ready_for("+6281234567890", "orders.other 1");
    unknown.form = "karya_not_approved_yet";
    EXPECT_TRUE(put(unknown).ok());
    for (auto const* fault : { "fail", "garble", "lose" }) {
        control({ { "do", fault }, { "times", 1 } });
        EXPECT_TRUE(put(ready_for("+6281234567890", fault)).ok());
        work();
    }
    EXPECT_EQ(look().failed, 0);
    EXPECT_GE(look().waiting, 3) << "lost ones were taken, but nobody knows";
    now += hours { 3 };
    work();
    EXPECT_EQ(look().waiting, 2) << "the number and the template stay as they are";
    for (int i = 0; i < 31; ++i) {
        now += hours { 2 };
        work();
    }
    EXPECT_EQ(look().waiting, 0);
    EXPECT_EQ(look().failed, 2);
}

TEST_F(ByWhatsApp, our_own_wrong_token_loses_nothing)
{
    set_token("salah");
    EXPECT_TRUE(put(ready_for("+6281234567890")).ok());
    work();
    EXPECT_EQ(look().waiting, 1);
    set_token("EAA-uji");
    now += hours { 1 };
    work();
    EXPECT_EQ(taken().size(), 1U);
}

TEST_F(ByWhatsApp, nothing_is_kept_while_it_is_not_set)
{
    keep_whatsapp({});
    EXPECT_TRUE(put(ready_for("+6281234567890")).ok());
    EXPECT_EQ(look().waiting, 0);
    EXPECT_FALSE(worker.work().take());
    EXPECT_FALSE(address_of(Lang::id, "/pesanan/x"));
}

} // namespace
} // namespace karya::mail
