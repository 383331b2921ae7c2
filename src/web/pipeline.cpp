#include "web/pipeline.h"
#include "core/idempotency.h"
#include "web/answer.h"
#include "web/assets.h"
#include "web/cache.h"
#include "web/log.h"
#include "web/own_pages.h"
#include "web/refusal.h"
#include "web/route_table.h"
#include "web/seen.h"
#include "web/slow_pool.h"

namespace karya::web {

namespace {

constexpr std::string_view api_prefix = "/api/v1";

/// Tells the next page's script that it was done. Says nothing of anybody, so that it may be read.
std::pair<std::string, std::string> const done_mark {
    "Set-Cookie", "__Host-done=1; Path=/; Secure; SameSite=Strict; Max-Age=30"
};

/// What the desk's people saved by a form; signing in and out has cookies of its own.
bool says_done(Exchange const& x, Response const& response)
{
    return response.status == 303 && x.actor().signed_in() && !x.route->output->headers;
}

constexpr std::size_t slow_threads = 2;
constexpr std::size_t slow_queue_max = 20;
constexpr std::size_t desk_file_threads = 1; // half of a small machine
constexpr int desk_file_niceness = 10;

/// What a command under way leaves for its answer; written again when the command runs again.
struct Effect {
    Response response;
    std::optional<Error> refusal {}; ///< committed, yet answered as an error
};

core::Answer kept_form(Response const& response)
{
    core::Answer answer {
        response.status, response.content_type, {}, std::string { response.bytes() }
    };
    for (auto const& [name, value] : response.headers)
        if (name == "Location") answer.location = value;
    return answer;
}

Response replayed_form(core::Answer const& answer)
{
    auto response = Response::text(static_cast<int>(answer.status), answer.content_type,
                                   answer.body);
    if (!answer.location.empty()) response.headers.emplace_back("Location", answer.location);
    response.headers.emplace_back("Idempotency-Replayed", "true");
    return response;
}

/// Errors after which the form is shown again with what was typed; the rest get the error page.
bool keeps_form(Fault fault)
{
    return fault == Fault::invalid || fault == Fault::conflict || fault == Fault::too_large
        || fault == Fault::rate_limited || fault == Fault::unavailable;
}

bool takes_gzip(Exchange const& x)
{
    return takes_coding(x.request.header("accept-encoding"), "gzip");
}

Result<void> allowed(Exchange const& x)
{
    auto const actor = x.actor();
    if (x.route->right.allows(actor)) return {};
    return actor.signed_in() ? forbidden : sign_in_first;
}

} // namespace

struct Pipeline::Inside {
    Inside(db::Engine& database, Routes const& all, SessionHooks session_hooks,
           PipelineSettings given)
        : engine(database),
          hooks(std::move(session_hooks)),
          settings(std::move(given)),
          table(all),
          pages(all, settings.pages),
          cache(settings.cache_bytes_max),
          own(pages, all, settings.origin, settings.demo),
          slow(slow_threads, slow_queue_max),
          files(desk_file_threads, slow_queue_max, desk_file_niceness)
    {
    }

    void handle(ExchangePtr const& x);
    bool find_route(ExchangePtr const& x);

    void query(ExchangePtr const& x);
    Result<void> ask(Exchange& x, db::Read& read, Output& output) const;
    void answer(ExchangePtr const& x, Output const& output, std::string const& kept_as,
                std::uint64_t stamp);

    void command(ExchangePtr const& x);
    void admitted(ExchangePtr const& x);
    void take_notice(ExchangePtr const& x);
    void check(ExchangePtr const& x, std::shared_ptr<void> const& input);
    void prepare(ExchangePtr const& x, std::shared_ptr<void> const& input);
    Result<void> look(Exchange const& x, db::Read& snapshot, void* input) const;
    void write(ExchangePtr const& x, std::shared_ptr<void> const& input);
    Result<void> run(Exchange const& x, void const* input, db::Tx& tx, Effect& effect) const;
    Result<void> unchanged(Exchange const& x, db::Tx& tx) const;
    Result<Output> form_of(Exchange const& form, db::Read& snapshot) const;
    void show_form(ExchangePtr const& x, Error const& error);
    void refuse_query(ExchangePtr const& x, Error const& error);
    std::shared_ptr<Exchange> form_exchange(Exchange const& x, Route const& form) const;

    void identify(Exchange& x, db::Read& read) const;
    Result<void> take_body(Exchange& x) const;
    void note_use(Exchange const& x);

    void read(ExchangePtr const& x, db::Engine::ReadWork work,
              std::function<void(Result<void>)> then);
    template<class Work>
    void guard(ExchangePtr const& x, Work&& work);
    void fail(ExchangePtr const& x, Error const& error);
    void reply(ExchangePtr const& x, Response response);

    View view_of(Exchange const& x, db::Read& snapshot) const
    {
        return { snapshot, x.actor(), x.request.at, x.lang(), x.caller(), settings.demo };
    }
    AnswerSetting setting() const { return { pages, settings.demo, settings.sign_in }; }
    std::string cache_key(Exchange const& x) const;

    db::Engine& engine;
    SessionHooks hooks;
    PipelineSettings settings;
    RouteTable table;
    Pages pages;
    PageCache cache;
    OwnPages own;
    SlowPool slow; // last, with the next: their threads use all of the above
    SlowPool files;
};

Pipeline::Pipeline(db::Engine& engine, Routes const& routes, SessionHooks hooks,
                   PipelineSettings settings)
    : m_inside(std::make_unique<Inside>(engine, routes, std::move(hooks), std::move(settings)))
{
    engine.on_commit([inside = m_inside.get()](std::vector<std::string> const& tags) {
        inside->cache.drop(tags);
        if (inside->settings.on_commit) inside->settings.on_commit(tags);
    });
}

Pipeline::~Pipeline() { m_inside->engine.on_commit({}); }

Handler Pipeline::handler()
{
    return [this](Request&& request, Reply reply) { handle(std::move(request), std::move(reply)); };
}

void Pipeline::handle(Request&& request, Reply reply)
{
    auto const x = std::make_shared<Exchange>();
    x->request = std::move(request);
    x->reply = std::move(reply);
    m_inside->guard(x, [&] { m_inside->handle(x); });
}

void Pipeline::Inside::handle(ExchangePtr const& x)
{
    auto& request = x->request;
    x->path = request.path;
    x->site = settings.origin.empty() ? "http://" + std::string { request.header("host") }
                                      : settings.origin;
    x->api = request.path.starts_with(api_prefix)
        && (request.path.size() == api_prefix.size() || request.path[api_prefix.size()] == '/');
    if (x->api) x->path.erase(0, api_prefix.size());
    x->json = x->api || prefers_json(request.header("accept"));
    if (x->path.empty()) return fail(x, Error { not_found });
    if (request.method != Method::post) {
        if (request.path.starts_with(assets_path)) {
            auto asset = asset_response(request);
            return asset ? reply(x, std::move(*asset)) : fail(x, Error { not_found });
        }
        if (auto page = own.find(request)) return reply(x, std::move(*page));
    }
    if (!find_route(x)) return;
    x->token = request.cookie(session_cookie);
    request.method == Method::post ? command(x) : query(x);
}

bool Pipeline::Inside::find_route(ExchangePtr const& x)
{
    bool const post = x->request.method == Method::post;
    auto match = table.find(x->path);
    if (!match.found() && !post && x->path.size() > 1 && x->path.ends_with('/')) {
        auto const shorter = x->path.substr(0, x->path.size() - 1);
        if (table.find(shorter).get) {
            auto response = Response::redirect(localized(x->lang(), shorter));
            response.status = 301;
            reply(x, std::move(response));
            return false;
        }
    }
    x->route = post ? match.post : match.get;
    if (x->route) {
        x->captures = match.captures(*x->route);
        return true;
    }
    if (match.found())
        fail(x, Error { refusal::wrong_method.code }.with("allow", post ? "GET, HEAD" : "POST"));
    else
        fail(x, Error { not_found });
    return false;
}

void Pipeline::Inside::query(ExchangePtr const& x)
{
    auto const readable = read_query(*x);
    if (!readable.ok()) return fail(x, readable.error());
    std::string kept_as;
    if (x->route->page.cached && x->token.empty()) {
        kept_as = cache_key(*x);
        if (auto const hit = kept_as.empty() ? nullptr : cache.find(kept_as, takes_gzip(*x)))
            return reply(x, *hit);
    }
    auto const stamp = cache.stamp();
    auto const output = std::make_shared<Output>();
    read(
        x, [this, x, output](db::Read& snapshot) { return ask(*x, snapshot, *output); },
        [this, x, output, kept_as, stamp](Result<void> const& done) {
            if (!done.ok()) return refuse_query(x, done.error());
            note_use(*x);
            answer(x, *output, kept_as, stamp);
        });
}

Result<void> Pipeline::Inside::ask(Exchange& x, db::Read& snapshot, Output& output) const
{
    identify(x, snapshot);
    TRY(allowed(x));
    if (!x.route->query) return {};
    auto const input = TRY(x.route->parse(x.sent_by_query()));
    auto view = view_of(x, snapshot);
    output = TRY(x.route->query(view, input.get()));
    return {};
}

void Pipeline::Inside::answer(ExchangePtr const& x, Output const& output,
                              std::string const& kept_as, std::uint64_t stamp)
{
    if (!x->route->query) {
        Response stream;
        stream.content_type = "text/event-stream";
        stream.stream = x->route->channel;
        stream.headers.emplace_back("Cache-Control", "no-store");
        return reply(x, std::move(stream));
    }
    auto response = answer_query(setting(), *x, output);
    if (!kept_as.empty() && output.face->tags) {
        response.headers.emplace_back("ETag", entity_tag(response.bytes()));
        cache.keep(stamp, kept_as, output.face->tags(output.value.get()), response);
        // The first one too: while sales run, a board is asked for once before it is made anew.
        if (auto const kept = cache.find(kept_as, takes_gzip(*x))) return reply(x, *kept);
    }
    reply(x, std::move(response));
}

void Pipeline::Inside::command(ExchangePtr const& x)
{
    if (from_other_site(x->request, settings.origin)) return fail(x, Error { cross_site });
    if (x->token.empty()) return admitted(x);
    read(
        x,
        [this, x](db::Read& snapshot) -> Result<void> {
            identify(*x, snapshot);
            return {};
        },
        [this, x](Result<void> const& done) { done.ok() ? admitted(x) : fail(x, done.error()); });
}

/// The session is known: right, form, key and Input come next.
void Pipeline::Inside::admitted(ExchangePtr const& x)
{
    auto const right = allowed(*x);
    if (!right.ok()) return fail(x, right.error());
    if (x->route->notice) return take_notice(x);
    auto const body = take_body(*x);
    if (!body.ok()) return show_form(x, body.error());
    auto input = x->route->parse(x->sent_by_body());
    if (!input.ok()) return show_form(x, input.error());
    note_use(*x);
    auto const taken = input.take();
    if (!x->route->prepare) return write(x, taken);
    if (!x->route->slow) return check(x, taken);
    bool const queued = slow.push([this, x, taken] { guard(x, [&] { prepare(x, taken); }); });
    if (!queued) show_form(x, Error { too_busy });
}

void Pipeline::Inside::take_notice(ExchangePtr const& x)
{
    x->json = true;
    x->csrf_sent = x->request.header("x-csrf-token");
    if (!token_fits(*x)) return fail(x, Error { stale_form });
    write(x, x->route->notice(x->request));
}

Result<void> Pipeline::Inside::take_body(Exchange& x) const
{
    TRY(read_query(x));
    TRY(read_body(x));
    if (!token_fits(x)) return stale_form;
    if (!is_key(x.key)) return key_required;
    return {};
}

void Pipeline::Inside::check(ExchangePtr const& x, std::shared_ptr<void> const& input)
{
    read(
        x, [this, x, input](db::Read& snapshot) { return look(*x, snapshot, input.get()); },
        [this, x, input](Result<void> const& done) {
            done.ok() ? write(x, input) : show_form(x, done.error());
        });
}

void Pipeline::Inside::prepare(ExchangePtr const& x, std::shared_ptr<void> const& input)
{
    auto const done = engine.read(
        [&](db::Read& snapshot) { return look(*x, snapshot, input.get()); });
    done.ok() ? write(x, input) : show_form(x, done.error());
}

/// What comes before the writer's turn.
Result<void> Pipeline::Inside::look(Exchange const& x, db::Read& snapshot, void* input) const
{
    auto view = view_of(x, snapshot);
    return x.route->prepare(view, input);
}

void Pipeline::Inside::write(ExchangePtr const& x, std::shared_ptr<void> const& input)
{
    auto const effect = std::make_shared<Effect>();
    auto const unit = x->actor().unit;
    auto turn = x->route->turn ? x->route->turn(input.get())
        : unit.empty()         ? std::string {}
                               : unit.text();
    engine.write_soon(
        [this, x, input, effect](db::Tx& tx) { return run(*x, input.get(), tx, *effect); },
        [this, x, effect](Result<void> const& done) {
            guard(x, [&] {
                if (!done.ok()) return show_form(x, done.error());
                if (effect->refusal) return show_form(x, *effect->refusal);
                if (says_done(*x, effect->response)) effect->response.headers.push_back(done_mark);
                reply(x, std::move(effect->response));
            });
        },
        std::move(turn));
}

Result<void> Pipeline::Inside::run(Exchange const& x, void const* input, db::Tx& tx,
                                   Effect& effect) const
{
    auto const& route = *x.route;
    Call call { tx, x.actor(), x.request.at, x.lang(), x.request.id, x.caller(), settings.demo };
    // Cookies and other secrets are not written down, so such an answer cannot be repeated; an
    // error never is.
    auto const& face = *route.output;
    bool const kept = !face.headers && !face.secret && !face.refusal;
    auto const digest = kept ? route.digest(input) : std::string {};
    core::Asked const asked { route.pattern, x.key, digest };
    if (kept) {
        if (auto const before = TRY(core::claim(call, asked))) {
            effect.response = replayed_form(*before);
            return {};
        }
    }
    TRY(unchanged(x, tx));
    auto const output = TRY(route.command(call, input));
    effect.refusal = face.refusal ? face.refusal(output.value.get()) : std::nullopt;
    effect.response = answer_command(x, output);
    if (kept) core::keep_answer(call, asked, kept_form(effect.response));
    return {};
}

/// What the sender was shown to change is still what is stored.
Result<void> Pipeline::Inside::unchanged(Exchange const& x, db::Tx& tx) const
{
    if (x.seen.empty() || x.route->then.form.empty()) return {};
    auto const* route = table.page(x.route->then.form);
    CHECK(route);
    if (!route->page.edits) return {};
    auto const form = form_exchange(x, *route);
    tx.alone(form->path); // two who save it at once: the later one sees what the earlier one did
    if (seen_mark(TRY(form_of(*form, tx))) != x.seen) return changed_since;
    return {};
}

Result<Output> Pipeline::Inside::form_of(Exchange const& form, db::Read& snapshot) const
{
    auto const input = TRY(form.route->parse(form.sent_by_query()));
    auto view = view_of(form, snapshot);
    return form.route->query(view, input.get());
}

void Pipeline::Inside::show_form(ExchangePtr const& x, Error const& error)
{
    auto const pattern = x->route->then.form;
    bool const unreadable = status_of(error.code()) == 400 || error.code() == wrong_type;
    if (x->json || pattern.empty() || !keeps_form(error.code().fault) || unreadable)
        return fail(x, error);
    auto const* route = table.page(pattern);
    CHECK(route && !route->page.name.empty());
    auto const form = form_exchange(*x, *route);
    auto const output = std::make_shared<Output>();
    read(
        x,
        [this, form, output](db::Read& snapshot) -> Result<void> {
            TRY(allowed(*form));
            *output = TRY(form_of(*form, snapshot));
            return {};
        },
        [this, x, form, output, error](Result<void> const& done) {
            if (!done.ok()) return fail(x, error);
            reply(x, answer_form(setting(), *form, *output, error));
        });
}

/// What a form sends by GET stands in its address.
void Pipeline::Inside::refuse_query(ExchangePtr const& x, Error const& error)
{
    if (!x->route->then.form.empty()) x->fields = x->query;
    show_form(x, error);
}

/// The form's page as it would be asked for, with what was sent.
std::shared_ptr<Exchange> Pipeline::Inside::form_exchange(Exchange const& x,
                                                          Route const& form) const
{
    auto made = std::make_shared<Exchange>();
    made->request = x.request;
    made->request.body.clear();
    made->route = &form;
    made->session = x.session;
    made->token = x.token;
    made->site = x.site;
    made->seen = x.seen;
    made->fields = x.fields;
    made->query = x.query;
    made->path = form.pattern;
    for (auto const& name : capture_names(form.pattern)) {
        auto const captured = x.captures.text(name);
        auto const text = std::string { captured.empty() ? x.fields.text(name) : captured };
        made->captures.inside[name].texts = { text };
        auto const brace = "{" + name + "}";
        made->path.replace(made->path.find(brace), brace.size(), percent_encode(text));
    }
    // What the page is asked for besides its path (a day's sheet) was sent along with the form.
    for (auto const& name : form.input->members)
        if (auto const* sent = x.fields.find(name); sent && !made->query.find(name))
            made->query.inside[name] = *sent;
    return made;
}

void Pipeline::Inside::identify(Exchange& x, db::Read& snapshot) const
{
    if (!x.token.empty() && hooks.find) x.session = hooks.find(snapshot, x.token, x.request.at);
}

/// Puts off the session's idle limit, at most now and then: a write of its own, nobody waits.
void Pipeline::Inside::note_use(Exchange const& x)
{
    if (!x.session || !x.session->due_seen || !hooks.seen) return;
    auto work = [this, actor = x.actor(), token = x.token, at = x.request.at, lang = x.lang(),
                 id = x.request.id](db::Tx& tx) {
        Call call { tx, actor, at, lang, id };
        return hooks.seen(call, token);
    };
    engine.write_soon(std::move(work), [](Result<void> const& done) {
        if (!done.ok())
            log::limited_warning("web.session_not_noted", { { "why", done.error().why() } });
    });
}

void Pipeline::Inside::read(ExchangePtr const& x, db::Engine::ReadWork work,
                            std::function<void(Result<void>)> then)
{
    // What only the desk downloads (exports, reports, sheets) may take seconds to make.
    auto const& route = *x->route;
    bool const heavy = route.output && route.output->file && !route.right.everyone;
    if (engine.reads_inline() && heavy) {
        bool const queued = files.push([this, x, work = std::move(work), then = std::move(then)] {
            guard(x, [&] { then(engine.read(work)); });
        });
        return queued ? void() : fail(x, Error { too_busy });
    }
    if (engine.reads_inline()) return then(engine.read(work));
    engine.read_soon(std::move(work), [this, x, then = std::move(then)](Result<void> done) {
        guard(x, [&] { then(std::move(done)); });
    });
}

/// The rim of the web: a Bug ends here as 500, and everybody else goes on.
template<class Work>
void Pipeline::Inside::guard(ExchangePtr const& x, Work&& work)
{
    try {
        work();
    } catch (std::exception const& bug) {
        log::error("web.bug", { { "request", x->request.id }, { "what", bug.what() } });
        if (!x->answered)
            reply(x, answer_of(refusal::unanswered, x->lang(), x->json, x->request.id));
    }
}

void Pipeline::Inside::fail(ExchangePtr const& x, Error const& error)
{
    if (error.code().fault == Fault::internal)
        log::error(
            "web.failed",
            { { "request", x->request.id }, { "code", error.code().id }, { "why", error.why() } });
    if (error.code().fault == Fault::unavailable)
        log::limited_warning(
            "web.unavailable",
            { { "request", x->request.id }, { "code", error.code().id }, { "why", error.why() } });
    reply(x, answer_error(setting(), *x, error));
}

void Pipeline::Inside::reply(ExchangePtr const& x, Response response)
{
    if (settings.observe) settings.observe(x->route, x->request, response.status);
    // The route's pattern, never the path: that may hold a secret link.
    if (log::request_lines())
        log::info("web.request",
                  { { "request", x->request.id },
                    { "method", x->request.method == Method::post ? "POST" : "GET" },
                    { "route", x->route ? x->route->pattern : std::string {} },
                    { "status", response.status } });
    x->answered = true;
    x->reply(std::move(response));
}

/// Face, language, path and the parts of the query that the Input knows; empty: do not keep.
std::string Pipeline::Inside::cache_key(Exchange const& x) const
{
    constexpr std::size_t key_max = 500;
    std::string key { x.json ? "j" : "p" };
    key += name_of(x.lang());
    key += x.path;
    // Where no address is set, pages tell the one that the client wrote: its own answers alone.
    if (settings.origin.empty()) key += x.site;
    char mark = '?';
    for (auto const& [name, field] : x.query.inside) {
        if (!x.route->input->has(name) || x.captures.find(name)) continue;
        if (!field.inside.empty()) return {};
        for (auto const& text : field.texts) {
            key += mark + name + '=' + percent_encode(text);
            mark = '&';
        }
    }
    return key.size() <= key_max ? key : std::string {};
}

} // namespace karya::web
