#pragma once
// A small site of its own behind the real pipeline and a real database: things with a name and a
// price. For tests of web/ only.

#include "db/schema.h"
#include "support/database.h"
#include "web/pipeline.h"
#include "web/problem.h"
#include <atomic>
#include <future>
#include <thread>

namespace karya::test {

using namespace web;

enum class Kind { mori, nila };
BOOST_DESCRIBE_ENUM(Kind, mori, nila)

using ThingId = Id<struct ThingTag>;

struct Line {
    std::string colour {};
    Quantity quantity {};
};
BOOST_DESCRIBE_STRUCT(Line, (), (colour, quantity))

struct Thing {
    ThingId id {};
    std::string name {};
    Rupiah price {};
    std::vector<std::string> tags() const { return { "thing:" + id.text() }; }
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id, name, price))

struct ListIn {
    std::optional<std::string> q {};
};
BOOST_DESCRIBE_STRUCT(ListIn, (), (q))

struct ListOut {
    std::optional<std::string> q {};
    std::vector<Thing> things {};
    std::vector<std::string> tags() const { return { "things" }; }
};
BOOST_DESCRIBE_STRUCT(ListOut, (), (q, things))

struct OneIn {
    ThingId id {};
};
BOOST_DESCRIBE_STRUCT(OneIn, (), (id))

struct NewThing {
    std::string name {};
    Rupiah price {};
    std::optional<Kind> kind {};
    std::optional<std::string> note {};
    std::vector<Line> lines {};
    bool ready { false };
};
BOOST_DESCRIBE_STRUCT(NewThing, (), (name, price, kind, note, lines, ready))

/// Another server's word, and how it came.
struct Heard {
    std::string body {};
    std::string by {};
    static constexpr bool secret = true;
};
BOOST_DESCRIBE_STRUCT(Heard, (), (body, by))

inline Result<Heard> hear(Call&, Notice const& notice)
{
    if (notice.header("x-word") != "kata") return web::sign_in_first;
    return Heard { notice.body, std::string { notice.header("x-word") } };
}

struct Choice {
    Kind kind {};
};
BOOST_DESCRIBE_STRUCT(Choice, (), (kind))

struct FormOut {
    std::string title {};
    NewThing form {};
    std::vector<Choice> choices {};
};
BOOST_DESCRIBE_STRUCT(FormOut, (), (title, form, choices))

struct ThingFields {
    std::string name {};
    Rupiah price {};
};
BOOST_DESCRIBE_STRUCT(ThingFields, (), (name, price))

struct EditOut {
    ThingId id {};
    ThingFields form {};
};
BOOST_DESCRIBE_STRUCT(EditOut, (), (id, form))

struct EditIn : OneIn, ThingFields { };
BOOST_DESCRIBE_STRUCT(EditIn, (OneIn, ThingFields), ())

struct Made {
    ThingId id {};
};
BOOST_DESCRIBE_STRUCT(Made, (), (id))

struct SignIn {
    std::string login {};
    std::string password {};
    std::optional<std::string> back {};
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (login, password, back))

struct SignedIn {
    std::string back {};
    Headers headers() const { return { { "Set-Cookie", "__Host-sid=new; Path=/" } }; }
};
BOOST_DESCRIBE_STRUCT(SignedIn, (), (back))

inline constexpr ErrorCode name_taken { "core.not_found", Fault::conflict };

/// Counts what ran, so that a test can tell an answer from the cache or a replay from a new one.
struct Ran {
    std::atomic<int> lists { 0 };
    std::atomic<int> makes { 0 };
    std::atomic<int> prepared { 0 };
    std::thread::id file_maker {}; ///< the thread that made the last file for the desk
    /// Runs inside the list query: what happens between its snapshot and its answer.
    std::function<void()> meanwhile {};
};
inline Ran ran;

inline db::Query const insert_thing {
    "toy.insert_thing", "INSERT INTO toy_thing(id, name, price) VALUES ($1, $2, $3)"
};
inline db::Query const all_things { "toy.all_things",
                                    "SELECT id, name, price FROM toy_thing ORDER BY id LIMIT 100" };
inline db::Query const one_thing { "toy.one_thing",
                                   "SELECT id, name, price FROM toy_thing WHERE id = $1" };

inline db::Query const set_thing { "toy.set_thing",
                                   "UPDATE toy_thing SET name = $2, price = $3 WHERE id = $1" };

inline Result<ListOut> list(View& view, ListIn const& in)
{
    ++ran.lists;
    ListOut out { in.q, view.read.all<Thing>(all_things) };
    if (ran.meanwhile) ran.meanwhile();
    return out;
}

inline Result<Thing> one(View& view, OneIn const& in)
{
    auto thing = view.read.one<Thing>(one_thing, in.id);
    if (!thing) return not_found;
    return *thing;
}

inline Result<EditOut> edit_form(View& view, OneIn const& in)
{
    auto const thing = TRY(one(view, in));
    return EditOut { thing.id, { thing.name, thing.price } };
}

inline Result<OneIn> edit(Call& call, EditIn const& in)
{
    call.tx.run(set_thing, in.id, in.name, in.price);
    return OneIn { in.id };
}

inline Result<FormOut> form(View&, Nothing const&)
{
    FormOut out { "Benda baru" };
    out.form.name = "Keset";
    out.form.price = Rupiah { 45000 };
    out.form.kind = Kind::nila;
    out.form.lines = { { "merah", Quantity { 1500 } } };
    out.choices = { { Kind::mori }, { Kind::nila } };
    return out;
}

inline Result<Made> make(Call& call, NewThing const& in)
{
    ++ran.makes;
    if (in.name == "ganda") return name_taken;
    auto const id = ThingId::make(call.now);
    call.tx.run(insert_thing, id, in.name, in.price);
    call.tx.touch("things");
    return Made { id };
}

inline Result<Nothing> nothing(View&, Nothing const&) { return Nothing {}; }
inline Result<Nothing> do_nothing(Call&, Nothing const&) { return Nothing {}; }
inline Result<Nothing> bug(View& view, Nothing const&)
{
    CHECK(view.actor.signed_in());
    return Nothing {};
}
inline Result<File> desk_file(View&, Nothing const&)
{
    ran.file_maker = std::this_thread::get_id();
    return File { "text/csv", "nama,harga" };
}

inline Result<File> file(View&, Nothing const&)
{
    return File { "image/svg+xml", "<svg/>", "", true };
}
inline Result<SignedIn> sign_in(Call&, SignIn const& in)
{
    return SignedIn { in.back.value_or("/") };
}
inline Result<void> prepare(View&, NewThing& in)
{
    ++ran.prepared;
    in.name += "!";
    return {};
}

/// A text as it came, with how long the check found it to be.
struct Sealed {
    Verbatim text {};
    std::size_t length { 0 };
};
BOOST_DESCRIBE_STRUCT(Sealed, (), (text))

struct Measured {
    std::string text {};
    std::int64_t length {};
};
BOOST_DESCRIBE_STRUCT(Measured, (), (text, length))

inline Result<void> measure(View& view, Sealed& in)
{
    if (in.text.text.empty()) return not_found;
    in.length = in.text.text.size() + view.read.all<Thing>(all_things).size();
    return {};
}
inline Result<Measured> measured(Call&, Sealed const& in)
{
    return Measured { in.text.text, static_cast<std::int64_t>(in.length) };
}

inline constexpr auto only_admin = allow("toy.special", { Role::admin });

inline Routes toy_routes()
{
    Routes routes;
    routes.query<ListIn, ListOut>("/benda", anyone, list, { "toy/list", true });
    routes.query<OneIn, Thing>("/benda/{id}", anyone, one, { "toy/one" });
    routes.query<Nothing, FormOut>("/benda-baru", anyone, form, { "toy/form" });
    routes.command<NewThing, Made>("/benda", anyone, make, { "/benda/{id}", "/benda-baru" });
    routes.query<OneIn, EditOut>("/benda/{id}/isi", anyone, edit_form,
                                 { .name = "toy/edit", .edits = true });
    routes.command<EditIn, OneIn>("/benda/{id}/isi", anyone, edit,
                                  { "/benda/{id}", "/benda/{id}/isi" });
    routes.slow_command<NewThing, Made>("/berat", anyone, prepare, make, { "/benda/{id}" });
    routes.checked_command<Sealed, Measured>("/teliti", anyone, measure, measured);
    routes.query<Nothing, Nothing>("/meja", signed_in, nothing, { "toy/desk" });
    routes.query<Nothing, Nothing>("/khusus", only_admin, nothing, { "toy/desk" });
    routes.command<Nothing, Nothing>("/khusus", only_admin, do_nothing, { "/khusus" });
    routes.query<Nothing, Nothing>("/bug", anyone, bug);
    routes.query<Nothing, File>("/kain/{seed}.svg", anyone, file);
    routes.query<Nothing, File>("/meja/berkas", signed_in, desk_file);
    routes.command<SignIn, SignedIn>("/masuk", anyone, sign_in, { "{back}" });
    routes.notice<Heard>("/kabar", anyone, hear);
    routes.stream("/papan/siaran", anyone, "board");
    return routes;
}

/// The embedded pages of web/ and the toy's own.
inline std::vector<embedded::PageSource> toy_pages()
{
    constexpr std::string_view escaped = "{{%AUTOESCAPE context=\"HTML\"}}";
    constexpr std::pair<std::string_view, std::string_view> own[] {
        { "toy/list",
          "<ul>{{#things}}<li><a href=\"/benda/{{id}}\">{{name}}</a> {{price}}</li>"
          "{{/things}}</ul>{{#things_empty}}<p>kosong</p>{{/things_empty}}"
          "{{#q}}<p>cari {{q}}</p>{{/q}}" },
        { "toy/one", "<h1>{{name}}</h1><data value=\"{{price_raw}}\">{{price}}</data>" },
        { "toy/form",
          "{{#problem}}<p id=problem>{{problem}}</p>{{/problem}}<form method=\"post\">"
          "<input type=\"hidden\" name=\"_key\" value=\"{{key}}\">"
          "<input type=\"hidden\" name=\"_csrf\" value=\"{{csrf}}\">"
          "<input name=\"name\" value=\"{{value_name}}\">"
          "{{#error_name}}<p class=\"error\">{{error_name}}</p>{{/error_name}}"
          "<input name=\"price\" value=\"{{value_price}}\">"
          "{{#error_price}}<p class=\"error\">{{error_price}}</p>{{/error_price}}"
          "{{#choices}}<option value=\"{{kind}}\"{{#chosen_kind}} selected{{/chosen_kind}}>"
          "{{/choices}}{{#value_kind_is_nila}}nila!{{/value_kind_is_nila}}"
          "{{#value_lines}}<input name=\"lines.{{index}}.quantity\" value=\"{{value_quantity}}\">"
          "{{#error_quantity}}<p class=\"error\">{{error_quantity}}</p>{{/error_quantity}}"
          "{{/value_lines}}</form>" },
        { "toy/edit",
          "{{#problem}}<p id=problem>{{problem}}</p>{{/problem}}<form method=\"post\">"
          "{{#shown_mark}}<i>{{shown_mark}}</i>{{/shown_mark}}"
          "<input name=\"name\" value=\"{{value_name}}\">"
          "{{#error_name}}<p class=\"error\">{{error_name}}</p>{{/error_name}}"
          "<input name=\"price\" value=\"{{value_price}}\">"
          "{{#error_price}}<p class=\"error\">{{error_price}}</p>{{/error_price}}</form>" },
        { "toy/desk",
          "<h1>Meja</h1><b>{{csrf}}</b>{{#can_toy_special}}khusus{{/can_toy_special}}" },
    };
    static std::vector<std::string> const sources = [&] {
        std::vector<std::string> made;
        for (auto const& [name, source] : own)
            made.push_back(std::string { escaped } + std::string { source });
        return made;
    }();
    std::vector<embedded::PageSource> pages;
    for (auto const& page : embedded::pages())
        if (page.name.starts_with("web/")) pages.push_back(page);
    for (std::size_t i = 0; i < std::size(own); ++i)
        for (auto const lang : { Lang::id, Lang::en })
            pages.push_back({ own[i].first, lang, sources[i] });
    return pages;
}

inline OfficerId const sari = OfficerId::make(noon);

/// Two sessions are known: "kasir" and "admin"; their CSRF tokens are "csrf-" + the token.
inline SessionHooks toy_sessions()
{
    SessionHooks hooks;
    hooks.find = [](db::Read&, std::string_view token, Timestamp) -> std::optional<Session> {
        if (token != "kasir" && token != "admin") return {};
        Actor actor { sari, "Sari", token == "admin" ? Role::admin : Role::cashier };
        return Session { actor, "csrf-" + std::string { token } };
    };
    return hooks;
}

class ToySite {
public:
    explicit ToySite(PipelineSettings settings = {}) : m_routes(toy_routes()), m_pages(toy_pages())
    {
        ran.lists = ran.makes = ran.prepared = 0;
        ran.meanwhile = {};
        auto steps = db::schema();
        steps.push_back({ "toy", 1, "",
                          "CREATE TABLE toy_thing(id TEXT NOT NULL PRIMARY KEY, "
                          "name TEXT NOT NULL, price INTEGER NOT NULL) STRICT;" });
        CHECK(database.engine().migrate(steps).ok());
        settings.pages = m_pages;
        pipeline.emplace(database.engine(), m_routes, toy_sessions(), std::move(settings));
    }

    /// Sends a request and waits for its answer.
    Response ask(Request request)
    {
        auto const promise = std::make_shared<std::promise<Response>>();
        auto answer = promise->get_future();
        request.at = noon;
        request.id = "r-1";
        pipeline->handle(std::move(request),
                         [promise](Response r) { promise->set_value(std::move(r)); });
        return answer.get();
    }
    Response get(std::string const& path, Headers headers = {}, Method method = Method::get)
    {
        Request request;
        request.method = method;
        auto const mark = path.find('?');
        if (mark != std::string::npos) request.query = path.substr(mark + 1);
        request.path = path.substr(0, mark);
        request.headers = std::move(headers);
        return ask(std::move(request));
    }
    Response post(std::string path, std::string body, Headers headers = {})
    {
        Request request;
        request.method = Method::post;
        request.path = std::move(path);
        request.body = std::move(body);
        request.headers = std::move(headers);
        bool const typed = !request.header("content-type").empty();
        if (!typed && !request.body.empty())
            request.headers.emplace_back("content-type",
                                         request.body.starts_with('{')
                                             ? "application/json"
                                             : "application/x-www-form-urlencoded");
        return ask(std::move(request));
    }
    std::size_t things()
    {
        return database
            .view({}, noon,
                  [](View& view) -> Result<std::size_t> {
                      return view.read.all<Thing>(all_things).size();
                  })
            .take();
    }

    Database database;

private:
    Routes m_routes;
    std::vector<embedded::PageSource> m_pages;

public:
    std::optional<Pipeline> pipeline; // last: it uses all of the above
};

inline std::string header_of(Response const& response, std::string_view name)
{
    for (auto const& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}

inline std::string body_of(Response const& response) { return std::string { response.bytes() }; }

} // namespace karya::test
