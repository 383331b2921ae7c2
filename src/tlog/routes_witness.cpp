// How other logs ask this install to vouch for them, and which ones it does.

#include "base/hash.h"
#include "tlog/routes.h"
#include "web/routes.h"

namespace karya::tlog {

namespace {

// ---- POST /tlog/add-checkpoint ----

struct WitnessAnswer {
    static constexpr bool secret = true;
    int status { 200 };
    std::string type {};
    std::string text {};
    web::Plain plain() const { return { status, type, text }; }
};
BOOST_DESCRIBE_STRUCT(WitnessAnswer, (), (text))

Result<WitnessAnswer> hear_log(Call& call, web::Notice const& notice)
{
    auto const told = witness(call, notice.body);
    if (told.ok() && told.value().stale)
        return WitnessAnswer { 409, "text/x.tlog.size", told.value().text };
    if (told.ok()) return WitnessAnswer { 200, "text/plain; charset=utf-8", told.value().text };
    if (told.error().code() == bad_submission || told.error().code() == bad_key)
        return WitnessAnswer { 400, "text/plain; charset=utf-8", "" };
    return Error { told.error() };
}

// ---- GET /tlog/saksi/{log}/checkpoint ----

struct LogPath {
    std::string log {}; ///< SHA-256 of its origin
};
BOOST_DESCRIBE_STRUCT(LogPath, (), (log))

Result<web::File> show_watched(View& view, LogPath const& path)
{
    for (auto const& log : watched(view))
        if (sha256_hex(log.origin) == path.log && !log.note.empty())
            return web::File { .content_type = "text/plain; charset=utf-8", .bytes = log.note };
    return not_found;
}

// ---- /meja/bukti/saksi ----

struct WatchedRow {
    std::string origin {};
    std::string verifier {};
    std::int64_t lines {};
    bool seen { false };
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(WatchedRow, (), (origin, verifier, lines, seen, at))

struct WatchForm {
    std::string verifier {};
};
BOOST_DESCRIBE_STRUCT(WatchForm, (), (verifier))

struct WatchedPage {
    std::string own {}; ///< our key as a witness; empty before the first log
    std::vector<WatchedRow> logs {};
    WatchForm form {};
};
BOOST_DESCRIBE_STRUCT(WatchedPage, (), (own, logs, form))

Result<WatchedPage> show_logs(View& view, web::Nothing const&)
{
    WatchedPage page;
    for (auto const& key : keys(view))
        if (key.purpose == Purpose::witness && !key.retired_at)
            page.own = spelled(verifier_of(witness_name(), key));
    for (auto const& log : watched(view))
        page.logs.push_back(
            { log.origin, log.verifier, log.size, !log.note.empty(), { log.at, Zone::wib } });
    return page;
}

Result<web::Nothing> post_log(Call& call, WatchForm const& form)
{
    TRY(watch(call, form.verifier));
    return web::Nothing {};
}

} // namespace

void add_witness_routes(web::Routes& routes)
{
    constexpr std::string_view path = "/meja/bukti/saksi";
    routes.notice<WitnessAnswer>("/tlog/add-checkpoint", anyone, hear_log);
    routes.query<LogPath, web::File>("/tlog/saksi/{log}/checkpoint", anyone, show_watched);
    routes.query<web::Nothing, WatchedPage>(path, key_right, show_logs, { "tlog/watched" });
    routes.command<WatchForm, web::Nothing>(path, key_right, post_log, { path, path });
}

} // namespace karya::tlog
