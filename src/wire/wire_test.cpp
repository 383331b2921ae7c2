// Against servers on this machine that behave badly on demand.

#include "support/standin.h"
#include "wire/wire.h"
#include <gtest/gtest.h>

namespace karya::wire {
namespace {

using std::chrono::milliseconds;

class Http : public testing::Test {
protected:
    std::string safe(std::string const& path) { return "https://127.0.0.1:" + site.word(0) + path; }
    std::string plain(std::string const& path) { return "http://127.0.0.1:" + site.word(1) + path; }
    Result<HttpAnswer> get(std::string url)
    {
        return ask_http({ .url = std::move(url), .trusted_file = site.word(2) });
    }
    static std::string_view code_of(Result<HttpAnswer> const& answer)
    {
        return answer.ok() ? "ok" : answer.error().code().id;
    }
    test::StandIn site { "site" };
};

TEST_F(Http, only_who_proves_himself_is_asked)
{
    EXPECT_EQ(code_of(ask_http({ .url = safe("/") })), "wire.not_trusted") << "unknown certificate";
    EXPECT_EQ(code_of(get("https://localhost:" + site.word(0) + "/")), "wire.not_trusted")
        << "another name than in the certificate";
    for (auto const* url :
         { "http://example.com/", "http://127.0.0.1.example.com/", "http://127.0.0.1@example.com/",
           "file:///etc/passwd", "gopher://127.0.0.1/", "", "https://" })
        EXPECT_EQ(code_of(get(url)), "wire.not_trusted") << url;
}

TEST_F(Http, what_goes_wrong_between_is_no_answer)
{
    EXPECT_EQ(code_of(get(safe("/cut"))), "wire.no_answer");
    EXPECT_EQ(code_of(get("https://127.0.0.1:1/")), "wire.no_answer");
    auto const slow = ask_http(
        { .url = safe("/slow"), .deadline = milliseconds { 300 }, .trusted_file = site.word(2) });
    EXPECT_EQ(code_of(slow), "wire.no_answer");
    auto const large = ask_http(
        { .url = safe("/large"), .answer_max = 99'999, .trusted_file = site.word(2) });
    EXPECT_EQ(code_of(large), "wire.answer_too_large");
}

TEST_F(Http, an_answer_is_an_answer_whatever_its_status)
{
    auto const echo = ask_http({ .method = "POST",
                                 .url = safe("/echo"),
                                 .headers = { { "X-Word", "kata" } },
                                 .body = "isi",
                                 .trusted_file = site.word(2) });
    ASSERT_TRUE(echo.ok()) << echo.error().why();
    EXPECT_EQ(echo.value().body, "POST kata isi");
    EXPECT_EQ(get(plain("/")).value().body, "GET  ");
    EXPECT_EQ(get(safe("/broken")).value().status, 500);
    auto const away = get(safe("/away")).take();
    EXPECT_EQ(away.status, 302);
    EXPECT_EQ(away.body, "") << "not followed";
    EXPECT_EQ(get(safe("/large")).value().body.size(), 100'000U);
}

class Smtp : public testing::Test {
protected:
    MailServer starttls() const
    {
        return { "smtp://127.0.0.1:" + server.word(0), "budi", "rahasia", server.word(2),
                 milliseconds { 5'000 } };
    }
    MailServer tls() const
    {
        auto with = starttls();
        with.url = "smtps://127.0.0.1:" + server.word(1);
        return with;
    }
    static std::string_view sent(MailServer const& to_server, std::string to)
    {
        auto const done = send_mail(to_server,
                                    { "karya@example.id", std::move(to),
                                      "Subject: Halo\r\n\r\n.titik di depan\r\nisi\r\n" });
        return done.ok() ? "ok" : done.error().code().id;
    }
    std::string letters()
    {
        return ask_http({ .url = "http://127.0.0.1:" + server.word(3) + "/" }).take().body;
    }
    test::StandIn server { "mail" };
};

TEST_F(Smtp, no_for_good_is_told_from_not_now)
{
    EXPECT_EQ(sent(starttls(), "tolak@example.id"), "wire.mail_refused");
    EXPECT_EQ(sent(starttls(), "nanti@example.id"), "wire.mail_delayed");
    EXPECT_EQ(sent(starttls(), "putus@example.id"), "wire.mail_delayed");
    EXPECT_EQ(sent(starttls(), "a@b>\r\nRCPT TO:<c@d"), "wire.mail_refused");
    auto wrong = starttls();
    wrong.password = "salah";
    EXPECT_EQ(sent(wrong, "budi@example.id"), "wire.mail_delayed") << "our fault, not his";
    auto unknown = tls();
    unknown.trusted_file.clear();
    EXPECT_EQ(sent(unknown, "budi@example.id"), "wire.not_trusted");
    auto gone = starttls();
    gone.url = "smtp://127.0.0.1:1";
    EXPECT_EQ(sent(gone, "budi@example.id"), "wire.mail_delayed");
}

TEST_F(Smtp, a_letter_arrives_as_it_was_written)
{
    EXPECT_EQ(sent(starttls(), "budi@example.id"), "ok");
    EXPECT_EQ(sent(tls(), "ani@example.id"), "ok");
    auto const taken = letters();
    for (auto const* words : { "budi@example.id", "ani@example.id", "\\n.titik di depan" })
        EXPECT_NE(taken.find(words), std::string::npos) << words << " in " << taken;
}

} // namespace
} // namespace karya::wire
