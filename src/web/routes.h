#pragma once
// How modules state their routes. One pipeline does parse -> permission -> idempotency -> command
// or query -> page | JSON | problem for all of them; a route names only its path, its right, its
// function and its page. Only files named routes*.cpp (and app/) include this.

#include "web/input.h"
#include "web/openapi.h"
#include "web/route.h"
#include <string>
#include <vector>

namespace karya::web {

/// The list of routes. Paths are nouns in Indonesian; "{slug}" captures one segment into the Input
/// member of that name. Each query answers as page, or as JSON for `Accept: application/json` and
/// under "/api/v1" + path.
class Routes {
public:
    /// GET. `Out` is a described struct (page and JSON) or File. An Output with
    /// `Meta meta(Lang, std::string_view site) const` says what the page's head tells; `site`
    /// stands before paths where whole addresses are wanted. One with `secret` is a person's own
    /// and kept by nobody, whoever may ask for it. `form` is the GET route whose page holds
    /// the form that asks: shown again with the messages when this one refuses.
    template<class In, class Out>
    void query(std::string_view path, Permission right,
               std::type_identity_t<Result<Out> (*)(View&, In const&)> run, Page page = {},
               std::string_view form = {});
    /// POST. Runs in a transaction with an idempotency key: hidden field `_key` or header
    /// `Idempotency-Key`; a repeat answers the same bytes, another body under the key is refused.
    /// An Output with `Headers headers() const` adds response headers (cookies). Such an answer,
    /// and one with `static constexpr bool secret = true`, is never stored, so it cannot be
    /// replayed. An Output with `std::optional<Error> refusal() const` may commit what the command
    /// wrote and still answer that error: a wrong password must be counted. An Input with
    /// `std::string turn() const` names the unit written to when nobody of it is signed in.
    template<class In, class Out>
    void command(std::string_view path, Permission right,
                 std::type_identity_t<Result<Out> (*)(Call&, In const&)> run, Then then = {});
    /// POST whose heavy part (password hash, picture) must not hold the writer: `prepare` runs
    /// first, on one of two slow workers with a bounded queue (full: web.too_busy, 429). What it
    /// finds it leaves in members of In that are not described, so a client cannot send them.
    template<class In, class Out>
    void slow_command(std::string_view path, Permission right,
                      std::type_identity_t<Result<void> (*)(View&, In&)> prepare,
                      std::type_identity_t<Result<Out> (*)(Call&, In const&)> run, Then then = {});
    /// POST whose first part needs no writer (checking signatures): `check` runs on a snapshot
    /// first, and what it finds it leaves in members of In that are not described. It must be
    /// short: on SQLite it runs on the thread that took the request.
    template<class In, class Out>
    void checked_command(std::string_view path, Permission right,
                         std::type_identity_t<Result<void> (*)(View&, In&)> check,
                         std::type_identity_t<Result<Out> (*)(Call&, In const&)> run,
                         Then then = {});
    /// POST by another server, which proves itself by what it sends: no form, no session needed, no
    /// idempotency key. `run` verifies and must bear repeats; Out has `secret`. One with `Plain
    /// plain() const` answers those bytes instead of JSON.
    template<class Out>
    void notice(std::string_view path, Permission right,
                std::type_identity_t<Result<Out> (*)(Call&, Notice const&)> run);
    /// GET of server-sent events on `channel`; the stream may be filtered by nothing else.
    void stream(std::string_view path, Permission right, std::string_view channel);

    std::vector<Route> const& all() const { return m_routes; }

private:
    Route& add(Method method, std::string_view path, Permission right);
    std::vector<Route> m_routes;
};

/// A table of every route with its right, as `karya routes` prints it.
std::string describe(Routes const& routes);

namespace detail {

template<class Out>
OutputFace const& output_face()
{
    static OutputFace const face = [] {
        OutputFace made {};
        if constexpr (std::is_same_v<Out, File>) {
            static Shape const none;
            made.shape = &none;
            made.file = [](void const* out) { return static_cast<File const*>(out); };
        } else {
            made.shape = &shape_of<Out>();
            made.json = [](void const* out, std::string& text) {
                json::write(text, *static_cast<Out const*>(out));
            };
        }
        if constexpr (requires(Out const& out) { json_text(out.form); })
            made.form = [](void const* out) {
                return json_text(static_cast<Out const*>(out)->form);
            };
        if constexpr (requires(Out const& out) { out.headers(); })
            made.headers = [](void const* out) { return static_cast<Out const*>(out)->headers(); };
        if constexpr (requires(Out const& out) { out.plain(); })
            made.plain = [](void const* out) { return static_cast<Out const*>(out)->plain(); };
        if constexpr (requires(Out const& out) { out.refusal(); })
            made.refusal = [](void const* out) { return static_cast<Out const*>(out)->refusal(); };
        if constexpr (requires(Out const& out) { out.tags(); })
            made.tags = [](void const* out) { return static_cast<Out const*>(out)->tags(); };
        if constexpr (requires(Out const& out) { out.meta(Lang::id, std::string_view {}); })
            made.meta = [](void const* out, Lang lang, std::string_view site) {
                return std::optional<Meta> { static_cast<Out const*>(out)->meta(lang, site) };
            };
        if constexpr (requires { Out::secret; }) made.secret = Out::secret;
        return made;
    }();
    return face;
}

template<class Out>
Result<Output> erased(Result<Out> result)
{
    if (!result.ok()) return result.take_error();
    return Output { std::make_shared<Out const>(result.take()), &output_face<Out>() };
}

template<class In>
Result<std::shared_ptr<void>> parsed(Sent const& sent, Strictness strictness)
{
    auto input = std::make_shared<In>();
    *input = TRY(read_input<In>(sent, strictness));
    return std::shared_ptr<void> { std::move(input) };
}

template<class In, class Out>
void fill(Route& route, Strictness strictness)
{
    route.parse = [strictness](Sent const& sent) { return parsed<In>(sent, strictness); };
    route.digest = [](void const* input) { return digest_text(*static_cast<In const*>(input)); };
    route.input = &shape_of<In>();
    route.output = &output_face<Out>();
    route.describe = [](SchemaBook& book) { book.describe<In, Out>(); };
}

} // namespace detail

template<class In, class Out>
void Routes::query(std::string_view path, Permission right,
                   std::type_identity_t<Result<Out> (*)(View&, In const&)> run, Page page,
                   std::string_view form)
{
    auto& route = add(Method::get, path, right);
    detail::fill<In, Out>(route, Strictness::query);
    route.page = page;
    route.then.form = form;
    route.query = [run](View& view, void const* input) {
        return detail::erased(run(view, *static_cast<In const*>(input)));
    };
}

template<class In, class Out>
void Routes::command(std::string_view path, Permission right,
                     std::type_identity_t<Result<Out> (*)(Call&, In const&)> run, Then then)
{
    auto& route = add(Method::post, path, right);
    detail::fill<In, Out>(route, Strictness::command);
    route.then = then;
    route.command = [run](Call& call, void const* input) {
        return detail::erased(run(call, *static_cast<In const*>(input)));
    };
    if constexpr (requires(In const& in) { in.turn(); })
        route.turn = [](void const* input) { return static_cast<In const*>(input)->turn(); };
}

template<class Out>
void Routes::notice(std::string_view path, Permission right,
                    std::type_identity_t<Result<Out> (*)(Call&, Notice const&)> run)
{
    static_assert(Out::secret, "the answer to a notice is not kept");
    auto& route = add(Method::post, path, right);
    detail::fill<Nothing, Out>(route, Strictness::command);
    route.notice = [](Request const& request) -> std::shared_ptr<void> {
        return std::make_shared<Notice>(Notice { request.body, request.headers });
    };
    route.command = [run](Call& call, void const* input) {
        return detail::erased(run(call, *static_cast<Notice const*>(input)));
    };
}

template<class In, class Out>
void Routes::checked_command(std::string_view path, Permission right,
                             std::type_identity_t<Result<void> (*)(View&, In&)> check,
                             std::type_identity_t<Result<Out> (*)(Call&, In const&)> run, Then then)
{
    command<In, Out>(path, right, run, then);
    m_routes.back().prepare = [check](View& view, void* input) {
        return check(view, *static_cast<In*>(input));
    };
}

template<class In, class Out>
void Routes::slow_command(std::string_view path, Permission right,
                          std::type_identity_t<Result<void> (*)(View&, In&)> prepare,
                          std::type_identity_t<Result<Out> (*)(Call&, In const&)> run, Then then)
{
    checked_command<In, Out>(path, right, prepare, run, then);
    m_routes.back().slow = true;
}

} // namespace karya::web
