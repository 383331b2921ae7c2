#pragma once
// The till of Lapas Pontianak behind the real pipeline: Sari sells, Wayan takes back, Rina keeps
// the books, Ambon looks from outside.

#include "counter/counter.h"
#include "counter/till.h"
#include "identity/identity.h"
#include "support/cast.h"
#include "web/pipeline.h"
#include <future>
#include <gtest/gtest.h>

namespace karya::counter {

class TillTest : public testing::Test {
protected:
    TillTest()
    {
        sales::keep_nip_key(std::string(32, 'k'));
        add_officer("sari", market.cast.sari);
        add_officer("wayan", market.cast.wayan);
        auto rina = market.cast.wayan;
        rina.name = "Rina";
        rina.role = Role::treasurer;
        add_officer("rina", rina);
        auto ambon = market.cast.wayan;
        ambon.name = "Yosef";
        ambon.unit = market.cast.ambon_id;
        ambon.kanwil = market.scope(ambon.unit).kanwil();
        add_officer("ambon", ambon);
        actors["admin"] = market.cast.admin;
        add_routes(m_routes);
        open_site({});
    }
    void open_site(web::PipelineSettings settings)
    {
        web::SessionHooks hooks;
        hooks.find = [this](db::Read&, std::string_view token,
                            Timestamp) -> std::optional<web::Session> {
            auto const found = actors.find(token);
            if (found == actors.end()) return {};
            return web::Session { found->second, std::string { csrf }, false };
        };
        hooks.seen = [](Call&, std::string_view) -> Result<void> { return {}; };
        m_pipeline.reset();
        m_pipeline = std::make_unique<web::Pipeline>(market.engine(), m_routes, hooks,
                                                     std::move(settings));
    }

    void add_officer(std::string const& login, Actor actor)
    {
        auto const account = market.call(market.cast.admin, test::noon, [&](Call& call) {
            return identity::add_account(call,
                                         { .login = login,
                                           .name = actor.name,
                                           .role = actor.role,
                                           .unit = actor.unit,
                                           .mfa_required = false },
                                         { .encoded = "none", .strong_alone = true });
        });
        CHECK(account.ok());
        actor.officer = account.value().id;
        actors[login] = actor;
    }

    struct Wish {
        std::string path {};
        std::string who { "sari" };
        std::string query {};
        std::string form {}; ///< not empty: POST
        std::string body {}; ///< not empty: POST of JSON
        std::string key {};
        bool json { false };
        Lang lang { Lang::id };
        Timestamp at { test::noon };
    };
    web::Response ask(Wish const& wish)
    {
        web::Request request;
        request.path = wish.path;
        request.query = wish.query;
        request.lang = wish.lang;
        bool const post = !wish.form.empty() || !wish.body.empty();
        request.method = post ? web::Method::post : web::Method::get;
        request.at = wish.at;
        request.id = "test";
        request.headers = { { "host", "karya.test" }, { "origin", "http://karya.test" } };
        if (!wish.who.empty())
            request.headers.emplace_back("cookie",
                                         std::string { web::session_cookie } + "=" + wish.who);
        if (wish.json || !wish.body.empty())
            request.headers.emplace_back("accept", "application/json");
        if (post) add_body(wish, request);
        std::promise<web::Response> answer;
        m_pipeline->handle(std::move(request),
                           [&](web::Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get();
    }
    void add_body(Wish const& wish, web::Request& request)
    {
        auto const key = wish.key.empty() ? "key-" + std::to_string(++m_keys) + "-1234" : wish.key;
        if (!wish.body.empty()) {
            request.headers.emplace_back("content-type", "application/json");
            request.headers.emplace_back("x-csrf-token", csrf);
            request.headers.emplace_back("idempotency-key", key);
            request.body = wish.body;
            return;
        }
        request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
        request.body = wish.form + "&_csrf=" + std::string { csrf } + "&_key=" + key;
    }
    static bool holds(web::Response const& response, std::string_view words)
    {
        return response.bytes().find(words) != std::string_view::npos;
    }
    static std::string header(web::Response const& response, std::string_view name)
    {
        for (auto const& [key, value] : response.headers)
            if (key == name) return value;
        return {};
    }

    /// Runs a command as one of the officers.
    template<class Work>
    auto run(std::string const& who, Work&& work, Timestamp now = test::noon)
    {
        return market.call(actors.at(who), now, std::forward<Work>(work));
    }
    template<class Work>
    auto look(std::string const& who, Work&& work)
    {
        return market.view(actors.at(who), test::noon, std::forward<Work>(work));
    }
    sales::Shift open_shift(Rupiah float_cash = Rupiah { 100'000 })
    {
        return run("sari",
                   [&](Call& call) {
                       return sales::open_shift(call, market.pontianak(), desk_series, float_cash);
                   })
            .take();
    }
    static SaleInput basket(VariantId variant, Quantity quantity, unsigned number = 1)
    {
        return { .id = test::numbered<SaleTag>(number), .lines = { { variant, quantity } } };
    }
    Result<sales::Sale> sell_one(SaleInput const& input, Timestamp now = test::noon)
    {
        return run("sari", [&](Call& call) { return sell(call, input); }, now);
    }
    sales::Sale sold(std::int64_t pieces = 2)
    {
        open_shift();
        return sell_one(basket(market.product({}), Quantity::pieces(pieces))).take();
    }
    std::int64_t sales_today()
    {
        return look("sari", [&](View& view) {
            return sales::day_total(view, market.pontianak(), market.pontianak().day(test::noon))
                .sales;
        });
    }
    static std::string_view code_of(auto const& result)
    {
        return result.ok() ? std::string_view {} : result.error().code().id;
    }

    static constexpr std::string_view csrf = "0123456789abcdef";
    test::Market market;
    std::map<std::string, Actor, std::less<>> actors;

private:
    web::Routes m_routes;
    std::unique_ptr<web::Pipeline> m_pipeline;
    int m_keys { 0 };
};

} // namespace karya::counter
