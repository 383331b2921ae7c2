#pragma once
// The desk's pages of this module behind the real pipeline, with everybody who may ask.

#include "exchange/exchange_test.h"
#include "web/page.h"
#include "web/pipeline.h"
#include <future>

namespace karya::exchange::test {

inline constexpr std::string_view csrf = "0123456789abcdef";

/// Whoever sends the cookie "kasi" is that role at Pontianak, "kasi-ambon" the same far away.
class ExchangeRoutes : public testing::Test {
protected:
    ExchangeRoutes()
    {
        add_routes(routes);
        open_site({});
    }
    void open_site(web::PipelineSettings settings)
    {
        web::SessionHooks hooks;
        hooks.find = [this](db::Read&, std::string_view token,
                            Timestamp) -> std::optional<web::Session> {
            auto const actor = actor_named(token);
            if (!actor) return {};
            return web::Session { *actor, std::string { csrf }, false };
        };
        hooks.seen = [](Call&, std::string_view) -> Result<void> { return {}; };
        pipeline.reset();
        pipeline = std::make_unique<web::Pipeline>(market.engine(), routes, hooks,
                                                   std::move(settings));
    }

    std::optional<Actor> actor_named(std::string_view token)
    {
        auto const dash = token.find('-');
        auto const role = enum_from<Role>(token.substr(0, dash));
        if (!role) return {};
        bool const far = dash != std::string_view::npos;
        Actor actor { .officer = karya::test::numbered<OfficerTag>(
                          100 + static_cast<unsigned>(*role) + (far ? 50 : 0)),
                      .name = std::string { token },
                      .role = *role };
        auto const& scope = far ? market.ambon() : market.pontianak();
        if (actor.level() == Level::unit) actor.unit = scope.unit();
        if (actor.level() != Level::nation) actor.kanwil = scope.kanwil();
        return actor;
    }

    struct Wish {
        std::string path {};
        std::string who {};
        std::string query {};
        std::string form {}; ///< not empty: POST
        std::string type { "application/x-www-form-urlencoded" };
        Lang lang { Lang::en };
    };
    web::Response ask(Wish const& wish)
    {
        web::Request request;
        request.method = wish.form.empty() ? web::Method::get : web::Method::post;
        request.path = wish.path;
        request.query = wish.query;
        request.lang = wish.lang;
        request.at = now;
        request.id = "test";
        request.headers = { { "host", "karya.test" },
                            { "origin", "http://karya.test" },
                            { "accept", "text/html" } };
        if (!wish.who.empty())
            request.headers.emplace_back("cookie",
                                         std::string { web::session_cookie } + "=" + wish.who);
        if (!wish.form.empty()) {
            request.headers.emplace_back("content-type", wish.type);
            request.body = wish.form;
        }
        std::promise<web::Response> answer;
        pipeline->handle(std::move(request),
                         [&](web::Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get();
    }
    std::string body(Wish const& wish) { return std::string { ask(wish).bytes() }; }
    std::string fresh_key() { return "key-" + std::to_string(++keys) + "-1234"; }

    static std::string part(std::string const& name, std::string const& value)
    {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
            + "\r\n";
    }
    web::Response send(std::string const& who, Kind kind, std::string const& bytes,
                       std::string const& key = {})
    {
        auto const file = "--b\r\nContent-Disposition: form-data; name=\"file\"; "
                          "filename=\"../../etc/x.csv\"\r\nContent-Type: text/csv\r\n\r\n"
            + bytes + "\r\n";
        return ask({ .path = "/meja/impor",
                     .who = who,
                     .form = part("kind", std::string { enum_text(kind) }) + file
                         + part("_csrf", std::string { csrf })
                         + part("_key", key.empty() ? fresh_key() : key) + "--b--\r\n",
                     .type = "multipart/form-data; boundary=b" });
    }
    web::Response post(std::string const& who, std::string const& path)
    {
        return ask({ .path = path,
                     .who = who,
                     .form = "_csrf=" + std::string { csrf } + "&_key=" + fresh_key() });
    }
    static std::string header(web::Response const& response, std::string_view wanted)
    {
        for (auto const& [name, value] : response.headers)
            if (name == wanted) return value;
        return {};
    }
    /// Path of the upload that an answer leads to, without the language.
    static std::string led_to(web::Response const& response)
    {
        EXPECT_EQ(response.status, 303) << response.bytes();
        auto const location = header(response, "Location");
        return location.starts_with("/en/") ? location.substr(3) : location;
    }

    UploadWork node()
    {
        return { market.engine(),
                 { .clock = [this] { return now; },
                   .entitled = [](db::Read&, Actor const&) { return true; } } };
    }
    void work()
    {
        auto worker = node();
        while (worker.work().value()) { }
    }
    /// Sends, lets it be checked and taken; the last page.
    std::string brought_in(std::string const& who, Kind kind, std::string const& bytes)
    {
        auto const path = led_to(send(who, kind, bytes));
        work();
        EXPECT_EQ(post(who, path + "/pencatatan").status, 303);
        work();
        return body({ .path = path, .who = who });
    }
    /// The figures of an upload's page: "rows taken known refused".
    static std::string figures(std::string_view page)
    {
        std::string text;
        for (auto at = page.find("<li><span>"); at != std::string_view::npos;
             at = page.find("<li><span>", at + 1)) {
            auto const from = page.find("<strong>", at) + 8;
            text += (text.empty() ? "" : " ")
                + std::string { page.substr(from, page.find('<', from) - from) };
        }
        return text;
    }
    static bool holds(std::string_view text, std::string_view words)
    {
        return text.find(words) != std::string_view::npos;
    }
    std::string goods(int count) const
    {
        std::string text = "unit,kode,nama,harga,stok,status\n";
        for (int n = 1; n <= count; ++n)
            text += code + ",B" + std::to_string(n) + ",Keset " + std::to_string(n)
                + ",15000,5,published\n";
        return text;
    }
    std::size_t products_of(UnitId unit)
    {
        auto const scope = market.scope(unit);
        return market.view(market.cast.admin, evening,
                           [&](View& view) { return catalogue::sellables(view, scope).size(); });
    }

    Market market;
    std::string code = market.pontianak().code();
    web::Routes routes;
    std::unique_ptr<web::Pipeline> pipeline;
    Timestamp now { evening };
    int keys { 0 };
};

} // namespace karya::exchange::test
