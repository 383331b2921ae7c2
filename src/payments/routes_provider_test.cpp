// Against stand-ins of the providers (tests/standins), which their own clients have proven: lost
// answers, news that comes twice, in any order or forged, late, short and too much money.

#include "base/hash.h"
#include "payments/provider.h"
#include "payments/test_payments.h"
#include "support/standin.h"
#include "web/pipeline.h"
#include "wire/wire.h"
#include <boost/json.hpp>
#include <future>

namespace karya::payments {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
namespace json = boost::json;

class AtProvider : public Paying {
protected:
    explicit AtProvider(std::string const& name) : provider(name) { }
    void SetUp() override
    {
        Paying::SetUp();
        add_routes(routes);
        pipeline = std::make_unique<web::Pipeline>(market.engine(), routes, web::SessionHooks {},
                                                   web::PipelineSettings {});
    }
    void TearDown() override { keep_providers({}); }

    std::string site() const { return "http://127.0.0.1:" + provider.word(0); }
    json::value control(json::object const& wish)
    {
        auto const answer = wire::ask_http(
            { .method = "POST", .url = site() + "/control", .body = json::serialize(wish) });
        CHECK(answer.ok());
        return json::parse(answer.value().body);
    }
    void lose(int times = 1, int skip = 0)
    {
        control({ { "do", "lose" }, { "times", times }, { "skip", skip } });
    }
    void fail(int times) { control({ { "do", "fail" }, { "times", times } }); }
    /// How many questions of that kind came in.
    std::int64_t count(std::string_view end)
    {
        std::int64_t found = 0;
        auto const all = control({ { "do", "asked" } });
        for (auto const& asked : all.as_array())
            if (std::string_view { asked.as_string() }.ends_with(end)) ++found;
        return found;
    }

    /// What is due now; true when something was.
    bool work()
    {
        bool did = false;
        while (worker.work().take()) did = true;
        return did;
    }
    void pass(std::chrono::seconds time)
    {
        now += time;
        work();
    }
    Payment opened(Rupiah amount = Rupiah { 85'000 })
    {
        auto draft = order(amount);
        draft.way = way;
        auto const made = asked(draft);
        work();
        return now_of(made);
    }
    std::string order_of(Payment const& one, int attempt = 1)
    {
        return one.id.text() + (way == Way::xendit ? "" : "-" + std::to_string(attempt));
    }
    void pay(Payment const& one, std::optional<Rupiah> amount = {})
    {
        json::object wish { { "do", "pay" }, { "order", order_of(one) } };
        if (amount) wish["amount"] = amount->amount();
        control(wish);
    }
    json::value notice(Payment const& one)
    {
        return control({ { "do", "notice" }, { "order", order_of(one) } });
    }
    int hear(std::string body, std::string const& token = {})
    {
        web::Request request;
        request.method = web::Method::post;
        request.path = "/pembayaran/" + std::string { enum_text(way) };
        request.at = now;
        request.id = "test";
        request.headers = { { "host", "karya.test" }, { "content-type", "application/json" } };
        if (!token.empty()) request.headers.emplace_back("x-callback-token", token);
        request.body = std::move(body);
        std::promise<web::Response> answer;
        pipeline->handle(std::move(request),
                         [&](web::Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get().status;
    }
    MoneyReturn return_of(Payment const& one)
    {
        return look([&](View& view) { return returns(view, one.id); }).at(0);
    }
    std::size_t settled_news()
    {
        std::size_t told_of = 0;
        for (auto const& event : news())
            if (event.event_name == PaymentSettled::event_name) ++told_of;
        return told_of;
    }

    test::StandIn provider;
    Way way { Way::midtrans };
    web::Routes routes;
    std::unique_ptr<web::Pipeline> pipeline;
    ProviderWork worker { market.engine(), [this] { return now; } };
};

class AtMidtrans : public AtProvider {
protected:
    AtMidtrans() : AtProvider("midtrans") { }
    void SetUp() override
    {
        AtProvider::SetUp();
        set_keys(false, "SB-Mid-server-uji");
    }
    void set_keys(bool qris, std::string key)
    {
        keep_providers({ .site = "https://karya.test",
                         .midtrans = MidtransKeys {
                             std::move(key), site() + "/snap/v1", site() + "/v2", qris, {} } });
    }
};

TEST_F(AtMidtrans, without_keys_it_is_not_offered)
{
    keep_providers({});
    auto draft = order();
    draft.way = Way::midtrans;
    EXPECT_EQ(code_of(try_ask(draft)), "payments.way_not_offered");
    EXPECT_EQ(hear("{}"), 401);
}

TEST_F(AtMidtrans, the_buyer_is_led_to_its_page_even_when_answers_are_lost)
{
    fail(2);
    auto const one = opened();
    EXPECT_EQ(one.redirect, "");
    EXPECT_EQ(one.to_pay, one.amount) << "no unique sum is needed here";
    pass(seconds { 41 });
    EXPECT_EQ(now_of(one).redirect, "");
    pass(seconds { 81 });
    EXPECT_TRUE(now_of(one).redirect.starts_with("https://"));
    lose();
    auto const lost = opened();
    EXPECT_EQ(lost.redirect, "");
    pass(seconds { 41 });
    EXPECT_TRUE(now_of(lost).redirect.starts_with("https://"));
    EXPECT_EQ(now_of(lost).state, State::awaiting);
}

TEST_F(AtMidtrans, a_wrong_key_of_ours_breaks_no_payment)
{
    set_keys(false, "salah");
    auto const one = opened();
    EXPECT_EQ(one.state, State::awaiting);
    set_keys(false, "SB-Mid-server-uji");
    pass(minutes { 2 });
    EXPECT_TRUE(now_of(one).redirect.starts_with("https://"));
}

TEST_F(AtMidtrans, who_cannot_sign_is_not_heard)
{
    auto const one = opened();
    pay(one);
    auto body = notice(one);
    for (auto const& [name, value] :
         { std::pair { "signature_key", "" }, std::pair { "gross_amount", "1.00" },
           std::pair { "status_code", "201" }, std::pair { "order_id", "x" } }) {
        auto forged = body.as_object();
        forged[name] = value;
        EXPECT_EQ(hear(json::serialize(forged)), 401) << name;
    }
    EXPECT_EQ(hear("not json"), 401);
    EXPECT_EQ(hear(""), 401);
    EXPECT_EQ(now_of(one).state, State::awaiting);
}

TEST_F(AtMidtrans, what_is_signed_is_still_read_from_itself)
{
    auto const one = opened();
    control({ { "do", "choose" }, { "order", order_of(one) } });
    auto body = notice(one).as_object();
    std::string const seed = order_of(one) + "200" + "85000.00" + "SB-Mid-server-uji";
    body["status_code"] = "200";
    body["transaction_status"] = "settlement";
    body["signature_key"] = sha512_hex(seed);
    EXPECT_EQ(hear(json::serialize(body)), 201);
    work();
    EXPECT_EQ(now_of(one).state, State::awaiting) << "it says pending";
}

TEST_F(AtMidtrans, news_in_any_number_and_order_is_one_payment)
{
    auto const one = opened();
    news();
    control({ { "do", "choose" }, { "order", order_of(one) } });
    auto const before = json::serialize(notice(one));
    pay(one);
    auto const after = json::serialize(notice(one));
    for (auto const& body : { after, before, after, after }) {
        EXPECT_EQ(hear(body), 201);
        work();
    }
    EXPECT_EQ(hear(before), 201);
    pass(hours { 2 });
    auto const is = now_of(one);
    EXPECT_EQ(is.state, State::settled);
    EXPECT_EQ(is.received, one.amount);
    EXPECT_EQ(settled_news(), 1U);
    EXPECT_EQ(broken(), "");
}

TEST_F(AtMidtrans, lost_news_is_looked_for)
{
    auto const one = opened();
    pay(one);
    pass(seconds { 21 });
    EXPECT_EQ(now_of(one).state, State::settled);
    EXPECT_FALSE(work()) << "nothing is asked any more";
}

TEST_F(AtMidtrans, the_fee_of_its_channel_is_the_sellers)
{
    auto const today = day_in(Zone::wib, now);
    for (auto const& fee : { ProviderFee { way, "", today, { 200 }, Rupiah { 2'000 }, "list" },
                             ProviderFee { way, "gopay", today, { 70 }, {}, "list" } })
        EXPECT_TRUE(by(rina, [&](Call& call) { return set_fee(call, fee); }).ok());
    auto const one = opened();
    news();
    pay(one);
    pass(seconds { 21 });
    EXPECT_EQ(told<PaymentSettled>().fee, Rupiah { 595 }) << "0.7 % of 85,000";
}

TEST_F(AtMidtrans, what_it_still_looks_into_and_refuses_is_no_money)
{
    auto const one = opened();
    for (auto const* what : { "challenge", "deny", "choose" }) {
        control({ { "do", what }, { "order", order_of(one) } });
        EXPECT_EQ(hear(json::serialize(notice(one))), 201);
        work();
        EXPECT_EQ(now_of(one).state, State::awaiting) << what;
    }
    control({ { "do", "expire" }, { "order", order_of(one) } });
    EXPECT_EQ(hear(json::serialize(notice(one))), 201);
    work();
    EXPECT_EQ(now_of(one).state, State::expired);
}

TEST_F(AtMidtrans, more_less_and_late_money_is_handled_alike)
{
    auto const little = opened(Rupiah { 3'000'000'000 });
    pay(little, Rupiah { 2'999'999'999 });
    auto const much = opened();
    pay(much, Rupiah { 90'000 });
    pass(seconds { 21 });
    EXPECT_EQ(now_of(little).state, State::short_paid);
    EXPECT_EQ(now_of(much).surplus, Rupiah { 5'000 });

    auto const late = opened();
    now = late.ends_at + minutes { 4 };
    end_what_is_due();
    EXPECT_EQ(now_of(late).state, State::awaiting) << "it is asked first";
    pass(minutes { 2 });
    EXPECT_EQ(now_of(late).state, State::expired);
    news();
    pay(late);
    EXPECT_EQ(hear(json::serialize(notice(late))), 201);
    work();
    EXPECT_EQ(now_of(late).state, State::settled);
    EXPECT_TRUE(told<PaymentSettled>().late);
}

TEST_F(AtMidtrans, one_that_is_silent_for_a_day_ends_unasked)
{
    auto const one = opened();
    fail(1'000);
    for (int i = 0; i < 49; ++i) pass(hours { 1 });
    end_what_is_due();
    EXPECT_EQ(now_of(one).state, State::expired);
}

TEST_F(AtMidtrans, a_cancelled_one_is_closed_there_and_last_money_is_surplus)
{
    auto const one = opened();
    control({ { "do", "choose" }, { "order", order_of(one) } });
    EXPECT_TRUE(try_cancel(one).ok());
    work();
    EXPECT_EQ(count("/cancel"), 1);
    pay(one);
    pass(minutes { 10 });
    EXPECT_EQ(now_of(one).received, Rupiah {}) << "it takes none any more";

    auto const quick = opened();
    pay(quick);
    EXPECT_TRUE(try_cancel(quick).ok());
    work();
    pass(minutes { 10 });
    EXPECT_EQ(now_of(quick).state, State::cancelled);
    EXPECT_EQ(now_of(quick).surplus, quick.amount);
}

TEST_F(AtMidtrans, money_goes_back_once_though_answers_are_lost)
{
    auto const one = opened();
    pay(one);
    pass(seconds { 21 });
    news();
    lose();
    EXPECT_TRUE(try_give_back(one, Rupiah { 5'000 }, 1).ok());
    work();
    EXPECT_EQ(return_of(one).state, ReturnState::asked);
    pass(minutes { 2 });
    EXPECT_EQ(return_of(one).state, ReturnState::done);
    EXPECT_EQ(told<MoneyReturned>().amount, Rupiah { 5'000 });
    EXPECT_EQ(count("/refund"), 1) << "found on its list instead";
    EXPECT_EQ(code_of(try_give_back(one, Rupiah { 80'001 }, 2)), "payments.return_too_much");
    EXPECT_EQ(broken(), "");
}

TEST_F(AtMidtrans, a_refund_that_it_refuses_may_be_tried_again)
{
    auto const one = opened();
    pay(one);
    pass(seconds { 21 });
    auto const refuse = [&](std::string reason) {
        return by({}, [&](Call& call) {
            return give_back(call,
                             { test::numbered<MoneyReturnTag>(1), one.id, one.amount, reason });
        });
    };
    EXPECT_TRUE(refuse("tolak").ok());
    work();
    EXPECT_EQ(return_of(one).state, ReturnState::failed);
    EXPECT_NE(return_of(one).trouble.find("414"), std::string::npos);
    EXPECT_EQ(now_of(one).given_back, Rupiah {});
    EXPECT_TRUE(refuse("tolak").ok());
    EXPECT_EQ(return_of(one).state, ReturnState::asked);
    work();
    EXPECT_EQ(return_of(one).tries, 2);
    EXPECT_EQ(count("/refund"), 2);
}

TEST_F(AtMidtrans, qris_is_shown_on_our_own_page)
{
    set_keys(true, "SB-Mid-server-uji");
    auto const one = opened(Rupiah { 2'200'000'000 });
    EXPECT_TRUE(one.qr.starts_with("000201"));
    EXPECT_EQ(one.redirect, "");
    lose();
    auto const lost = opened();
    pass(seconds { 41 });
    EXPECT_TRUE(now_of(lost).qr.ends_with(order_of(lost, 2))) << "the first one was never shown";
    pay(one);
    pass(minutes { 3 });
    EXPECT_EQ(now_of(one).state, State::settled);
}

TEST_F(AtMidtrans, two_nodes_ask_once)
{
    auto draft = order();
    draft.way = way;
    asked(draft);
    ProviderWork other { market.engine(), [this] { return now; } };
    auto const both = [](ProviderWork& node) {
        return std::async(std::launch::async, [&] {
            while (node.work().take()) { }
        });
    };
    auto const first = both(worker);
    auto const second = both(other);
    first.wait();
    second.wait();
    EXPECT_EQ(count("/transactions"), 1);
}

class AtXendit : public AtProvider {
protected:
    AtXendit() : AtProvider("xendit") { }
    void SetUp() override
    {
        AtProvider::SetUp();
        way = Way::xendit;
        keep_providers({ .site = "https://karya.test",
                         .xendit = XenditKeys { "xnd_development_uji", "token-uji", site(), {} } });
    }
    Payment paid()
    {
        auto const one = opened();
        pay(one);
        EXPECT_EQ(hear(json::serialize(notice(one)), "token-uji"), 201);
        work();
        return now_of(one);
    }
};

TEST_F(AtXendit, only_its_token_is_heard)
{
    auto const one = opened();
    pay(one);
    auto const body = json::serialize(notice(one));
    EXPECT_EQ(hear(body), 401);
    EXPECT_EQ(hear(body, "token-salah"), 401);
    EXPECT_EQ(hear("[", "token-uji"), 401);
    EXPECT_EQ(hear("{}", "token-uji"), 201) << "not ours, but genuine";
    work();
    EXPECT_EQ(now_of(one).state, State::awaiting);
}

TEST_F(AtXendit, a_lost_answer_makes_no_second_invoice)
{
    lose(1, 1); // the question comes through, the invoice is made, its answer is lost
    auto const one = opened();
    EXPECT_EQ(one.redirect, "");
    pass(seconds { 41 });
    EXPECT_TRUE(now_of(one).redirect.starts_with("https://checkout"));
    std::int64_t made = 0;
    auto const all = control({ { "do", "asked" } });
    for (auto const& question : all.as_array()) made += question.as_string() == "POST /v2/invoices";
    EXPECT_EQ(made, 1);
}

TEST_F(AtXendit, it_tells_its_own_fee)
{
    auto const one = opened();
    news();
    pay(one);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(hear(json::serialize(notice(one)), "token-uji"), 201);
    work();
    auto const event = told<PaymentSettled>();
    EXPECT_EQ(event.fee, Rupiah { 700 });
    EXPECT_EQ(event.received, one.amount);
    EXPECT_TRUE(event.unit.empty());
}

TEST_F(AtXendit, a_refund_waits_for_its_word)
{
    auto const one = paid();
    news();
    EXPECT_TRUE(try_give_back(one, Rupiah { 5'000 }, 1).ok());
    work();
    EXPECT_EQ(return_of(one).state, ReturnState::asked);
    auto const key = test::numbered<MoneyReturnTag>(1).text() + "-1";
    auto const settle = [&](std::string_view status) {
        auto const body = control({ { "do", "settle" }, { "key", key }, { "status", status } });
        EXPECT_EQ(hear(json::serialize(body), "token-uji"), 201);
        work();
    };
    settle("PENDING");
    EXPECT_EQ(return_of(one).state, ReturnState::asked);
    settle("SUCCEEDED");
    EXPECT_EQ(return_of(one).state, ReturnState::done);
    EXPECT_EQ(told<MoneyReturned>().amount, Rupiah { 5'000 });
    settle("SUCCEEDED");
    EXPECT_TRUE(news().empty());
    EXPECT_EQ(count("/refunds"), 1);
}

TEST_F(AtXendit, a_refund_that_failed_later_may_be_tried_again)
{
    auto const one = paid();
    EXPECT_TRUE(try_give_back(one, one.amount, 1).ok());
    work();
    auto const key = test::numbered<MoneyReturnTag>(1).text() + "-1";
    control({ { "do", "settle" }, { "key", key }, { "status", "FAILED" } });
    pass(hours { 1 });
    EXPECT_EQ(return_of(one).state, ReturnState::failed);
    EXPECT_TRUE(try_give_back(one, one.amount, 1).ok());
    work();
    EXPECT_EQ(return_of(one).state, ReturnState::asked);
    EXPECT_EQ(count("/refunds"), 2);
    EXPECT_EQ(broken(), "");
}

TEST_F(AtXendit, an_invoice_that_ended_there_ends_here)
{
    auto const one = opened();
    control({ { "do", "expire" }, { "order", order_of(one) } });
    pass(seconds { 21 });
    EXPECT_EQ(now_of(one).state, State::expired);
    auto const other = opened();
    EXPECT_TRUE(try_cancel(other).ok());
    work();
    EXPECT_EQ(count("/expire!"), 1);
}

} // namespace
} // namespace karya::payments
