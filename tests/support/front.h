#pragma once
// A module's routes behind the real pipeline, as a browser meets them.

#include "support/database.h"
#include "web/pipeline.h"
#include <future>

namespace karya::test {

inline constexpr std::string_view csrf = "0123456789abcdef0123456789abcdef";

/// `token` as the word of a role ("kasi"): somebody like `like` in that role, with the reach it has
/// at this unit and office; nobody for other words.
inline std::optional<Actor> in_role(std::string_view token, Actor const& like, UnitId unit,
                                    KanwilId kanwil)
{
    auto const role = enum_from<Role>(token);
    if (!role) return {};
    Actor actor { like.officer, like.name, *role, {}, {} };
    if (actor.level() == Level::unit) actor.unit = unit;
    if (actor.level() != Level::nation) actor.kanwil = kanwil;
    return actor;
}

class Front {
public:
    /// Who sends this session cookie; nobody: not signed in.
    using Who = std::function<std::optional<Actor>(std::string_view)>;

    Front(db::Engine& engine, web::Routes const& routes, Who who,
          web::PipelineSettings settings = {})
        : m_host(settings.origin.empty() ? "http://karya.test" : settings.origin),
          m_pipeline(engine, routes, hooks(std::move(who)), std::move(settings))
    {
    }

    /// Sends what is wished and waits for the answer. A module's own struct names what its tests
    /// vary, of: path, query, who (""), buyer and basket (what those
    /// cookies hold), form or body (of JSON; not empty: POST, "&": a form without
    /// fields), key, type, accept, json (the answer shall be JSON), lang, origin, address, at.
    template<class Wish>
    web::Response ask(Wish const& wish, Timestamp at = noon)
    {
        web::Request request;
        request.id = "test";
        request.at = at;
        auto const mark = wish.path.find('?');
        request.path = wish.path.substr(0, mark);
        if (mark != std::string::npos) request.query = wish.path.substr(mark + 1);
        auto accept = std::string { "text/html" };
        auto origin = m_host;
        if constexpr (requires { wish.query; })
            if (!wish.query.empty()) request.query = wish.query;
        if constexpr (requires { wish.lang; }) request.lang = wish.lang;
        if constexpr (requires { wish.address; }) request.peer = wish.address;
        if constexpr (requires { wish.origin; })
            if (!wish.origin.empty()) origin = wish.origin;
        if constexpr (requires { wish.accept; }) accept = wish.accept;
        if constexpr (requires { wish.json; })
            if (wish.json) accept = "application/json";
        if constexpr (requires { wish.body; })
            if (!wish.body.empty()) accept = "application/json";
        request.headers = { { "host", "karya.test" }, { "origin", origin }, { "accept", accept } };
        sign_in(wish, request);
        if constexpr (requires { wish.buyer; }) add_cookie(request, web::buyer_cookie, wish.buyer);
        if constexpr (requires { wish.basket; })
            add_cookie(request, web::basket_cookie, wish.basket);
        fill(wish, request);
        return answer(std::move(request));
    }
    web::Response answer(web::Request request)
    {
        std::promise<web::Response> promise;
        m_pipeline.handle(std::move(request),
                          [&](web::Response response) { promise.set_value(std::move(response)); });
        return promise.get_future().get();
    }

private:
    static web::SessionHooks hooks(Who who)
    {
        web::SessionHooks made;
        made.find = [who = std::move(who)](db::Read&, std::string_view token,
                                           Timestamp) -> std::optional<web::Session> {
            auto const actor = who(token);
            if (!actor) return {};
            return web::Session { *actor, std::string { csrf }, false };
        };
        made.seen = [](Call&, std::string_view) -> Result<void> { return {}; };
        return made;
    }
    static void add_cookie(web::Request& request, std::string_view name, std::string const& token)
    {
        if (!token.empty())
            request.headers.emplace_back("cookie", std::string { name } + "=" + token);
    }
    template<class Wish>
    void sign_in(Wish const& wish, web::Request& request)
    {
        if constexpr (requires { wish.who; }) {
            if (wish.who.empty()) return;
            request.headers.emplace_back("cookie",
                                         std::string { web::session_cookie } + "=" + wish.who);
            request.headers.emplace_back("x-csrf-token", csrf);
        }
    }
    template<class Wish>
    void fill(Wish const& wish, web::Request& request)
    {
        std::string type { "application/x-www-form-urlencoded" };
        std::string key;
        if constexpr (requires { wish.type; }) type = wish.type;
        if constexpr (requires { wish.key; }) key = wish.key;
        if constexpr (requires { wish.form; }) request.body = wish.form;
        if constexpr (requires { wish.body; })
            if (!wish.body.empty()) {
                request.body = wish.body;
                type = "application/json";
            }
        if (request.body.empty()) return;
        request.method = web::Method::post;
        if (key.empty()) key = "key-" + std::to_string(++m_keys) + "-1234";
        request.headers.emplace_back("content-type", type);
        request.headers.emplace_back("idempotency-key", key);
    }

    std::string m_host;
    web::Pipeline m_pipeline;
    int m_keys { 0 };
};

inline bool holds(web::Response const& response, std::string_view words)
{
    return response.bytes().find(words) != std::string_view::npos;
}
/// The first header of that name as the pipeline spells it ("Location"); "" without one.
inline std::string header(web::Response const& response, std::string_view wanted)
{
    for (auto const& [name, value] : response.headers)
        if (name == wanted) return value;
    return {};
}

} // namespace karya::test
