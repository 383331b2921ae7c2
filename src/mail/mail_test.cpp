// Against a mail server on this machine that refuses, puts off and hangs up on demand.

#include "base/base64.h"
#include "mail/message.h"
#include "support/database.h"
#include "support/standin.h"
#include "wire/wire.h"
#include <algorithm>
#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace karya::mail {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

Letter letter_to(std::string to, std::string purpose = "orders.placed 1")
{
    return { .purpose = std::move(purpose),
             .to = std::move(to),
             .subject = "Pesanan Anda sudah kami terima – terima kasih banyak atas dukungan Anda",
             .paragraphs = { "Halo Budi,", "keset <3>\ndua baris" },
             .action = Action { "Lihat pesanan", "https://karya.test/pesanan/x?a=1&b=2" } };
}

TEST(Letters, an_address_is_one_that_servers_take)
{
    for (auto const* good : { "a@b.id", "budi.santoso+x@mail.example.co.id" })
        EXPECT_TRUE(is_address(good)) << good;
    for (auto const* bad : { "", "a", "@b.id", "a@b", "a@.id", "a@b.", "a@b..id", "a b@c.id",
                             "a@b.id\r\nRCPT", "<a@b.id>", "a@b@c.id", "budi@contoh.id, x@y.id" })
        EXPECT_FALSE(is_address(bad)) << bad;
}

TEST(Letters, words_survive_as_they_are)
{
    auto const message = message_of(letter_to("budi@example.id"),
                                    { "karya@example.id", "Karya", "abc", test::noon });
    for (auto const* words :
         { "From: Karya <karya@example.id>\r\n", "To: <budi@example.id>\r\n",
           "Date: Mon, 26 Apr 2021 07:05:00 +0000\r\n", "Message-ID: <abc@example.id>\r\n",
           "Subject: =?utf-8?B?", "Content-Type: text/plain; charset=utf-8",
           "Content-Type: text/html; charset=utf-8" })
        EXPECT_NE(message.find(words), std::string::npos) << words << "\n" << message;
    std::size_t from = 0;
    for (auto at = message.find('\n'); at != std::string::npos; at = message.find('\n', from)) {
        EXPECT_LE(at - from, 79U);
        EXPECT_EQ(message[at - 1], '\r');
        from = at + 1;
    }
    EXPECT_NE(plain_of(letter_to("x")).find("dua baris"), std::string::npos);
    auto const html = html_of(letter_to("x"));
    EXPECT_NE(html.find("keset &lt;3&gt;<br>dua baris"), std::string::npos) << html;
    EXPECT_NE(html.find("a=1&amp;b=2"), std::string::npos);
    for (auto const* fetched : { "<img", "<script", "<link", "url(", "@import" })
        EXPECT_EQ(html.find(fetched), std::string::npos) << fetched;
}

TEST(Letters, long_subjects_are_cut_between_letters)
{
    auto const encoded = encoded_words(std::string(41, 'a') + "–" + std::string(100, 'b'));
    std::string decoded;
    for (std::size_t at = 0; (at = encoded.find("?B?", at)) != std::string::npos;) {
        auto const end = encoded.find("?=", at);
        auto const bytes = from_base64(encoded.substr(at + 3, end - at - 3));
        ASSERT_TRUE(bytes.has_value());
        decoded += *bytes;
        at = end;
    }
    EXPECT_EQ(decoded, std::string(41, 'a') + "–" + std::string(100, 'b'));
    EXPECT_EQ(encoded_words("Halo"), "Halo");
}

class Mail : public testing::Test {
protected:
    void SetUp() override { set_password("rahasia"); }
    void TearDown() override { keep_sender({}); }
    void set_password(std::string password)
    {
        keep_sender(Sender { { "smtp://127.0.0.1:" + server.word(0), "budi", std::move(password),
                               server.word(2), std::chrono::milliseconds { 5'000 } },
                             "karya@example.id" });
    }
    Result<void> put(Letter const& letter)
    {
        return database.call({}, now, [&](Call& call) { return send(call, letter); });
    }
    void work()
    {
        while (worker.work().take()) { }
    }
    Waiting look()
    {
        return database
            .view({}, now, [&](View& view) -> Result<Waiting> { return waiting(view.read, now); })
            .take();
    }
    /// To whom letters came, in order.
    std::vector<std::string> taken()
    {
        auto const answer = wire::ask_http({ .url = "http://127.0.0.1:" + server.word(3) + "/" });
        std::vector<std::string> to;
        auto const all = boost::json::parse(answer.value().body);
        for (auto const& letter : all.as_array())
            to.emplace_back(letter.at("to").at(0).as_string());
        return to;
    }

    test::StandIn server { "mail" };
    test::Database database;
    Timestamp now { test::noon };
    MailWork worker { database.engine(), [this] { return now; } };
};

using To = std::vector<std::string>;

TEST_F(Mail, what_cannot_be_sent_is_not_taken)
{
    EXPECT_FALSE(put(letter_to("budi")).ok());
    auto odd = letter_to("budi@example.id");
    odd.subject = "a\r\nBcc: x@y.id";
    EXPECT_FALSE(put(odd).ok());
    odd = letter_to("budi@example.id");
    odd.action->url = "javascript:alert(1)";
    EXPECT_FALSE(put(odd).ok());
    odd.action.reset();
    odd.paragraphs.clear();
    EXPECT_FALSE(put(odd).ok());
    EXPECT_EQ(look().waiting, 0);
}

TEST_F(Mail, once_a_recipient_and_purpose)
{
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(put(letter_to("budi@example.id")).ok());
        work();
    }
    EXPECT_TRUE(put(letter_to("Budi@Example.id")).ok());
    EXPECT_TRUE(put(letter_to("ani@example.id")).ok());
    EXPECT_TRUE(put(letter_to("budi@example.id", "orders.paid 1")).ok());
    work();
    auto to = taken();
    std::ranges::sort(to);
    EXPECT_EQ(to, (To { "ani@example.id", "budi@example.id", "budi@example.id" }));
    EXPECT_EQ(look().waiting, 0);
}

TEST_F(Mail, a_refused_recipient_is_given_up_and_keeps_nobody_waiting)
{
    EXPECT_TRUE(put(letter_to("tolak@example.id")).ok());
    EXPECT_TRUE(put(letter_to("budi@example.id")).ok());
    work();
    EXPECT_EQ(taken(), To { "budi@example.id" });
    EXPECT_EQ(look().failed, 1);
    now += hours { 8 * 24 };
    EXPECT_EQ(look().failed, 0);
}

TEST_F(Mail, later_is_tried_later_and_given_up_after_two_days)
{
    EXPECT_TRUE(put(letter_to("nanti@example.id")).ok());
    work();
    EXPECT_EQ(look().waiting, 1);
    now += seconds { 29 };
    EXPECT_FALSE(worker.work().take());
    for (int i = 0; i < 31; ++i) {
        now += hours { 2 };
        work();
    }
    EXPECT_EQ(look().waiting, 0);
    EXPECT_EQ(look().failed, 1);
}

TEST_F(Mail, a_line_that_is_cut_loses_nothing)
{
    EXPECT_TRUE(put(letter_to("putus@example.id")).ok());
    work();
    EXPECT_EQ(look().waiting, 1) << "nobody knows whether it was taken";
    now += hours { 1 };
    work();
    EXPECT_EQ(taken(), (To { "putus@example.id", "putus@example.id" })) << "same Message-ID";
}

TEST_F(Mail, our_own_wrong_password_loses_no_letter)
{
    set_password("salah");
    EXPECT_TRUE(put(letter_to("budi@example.id")).ok());
    work();
    EXPECT_EQ(look().waiting, 1);
    set_password("rahasia");
    now += hours { 1 };
    work();
    EXPECT_EQ(taken(), To { "budi@example.id" });
}

TEST_F(Mail, nothing_is_kept_of_what_was_sent_and_nothing_waits_without_a_server)
{
    EXPECT_TRUE(put(letter_to("budi@example.id")).ok());
    work();
    static db::Query const all { db::Query::Unlisted {}, "test.letters",
                                 "SELECT recipient || content FROM mail_letter" };
    auto const kept = database.view({}, now, [&](View& view) -> Result<std::string> {
        return view.read.value<std::string>(all);
    });
    EXPECT_EQ(kept.value(), "");
    keep_sender({});
    EXPECT_TRUE(put(letter_to("ani@example.id")).ok());
    EXPECT_EQ(look().waiting, 0);
    EXPECT_FALSE(worker.work().take());
}

} // namespace
} // namespace karya::mail
