// The desk: what waits for a person, told in words, booked or set aside.

#include "base/lang.h"
#include "device/devices.h"
#include "device/review.h"
#include "device/routes_parts.h"
#include "device/told.h"
#include "web/routes.h"

namespace karya::device {

namespace {

// ---- GET /meja/perangkat/tinjau ----

struct ReviewQuery {
    std::optional<KeptId> after {};
};
BOOST_DESCRIBE_STRUCT(ReviewQuery, (), (after))

struct ReviewPage {
    std::vector<ToldShortly> events {};
    std::vector<ClockGroup> clocks {}; ///< devices whose clock alone is in the way
    std::optional<KeptId> next {};
};
BOOST_DESCRIBE_STRUCT(ReviewPage, (), (events, clocks, next))

Result<ReviewPage> show_review(View& view, ReviewQuery const& query)
{
    constexpr std::size_t page_size = 50;
    auto const scope = TRY(org::own(view));
    auto const waiting = waiting_events(view, scope, query.after.value_or(KeptId {}));
    ReviewPage page { .events = told_shortly(view, scope, waiting),
                      .clocks = clock_groups(view, scope) };
    if (waiting.size() == page_size) page.next = waiting.back().id;
    return page;
}

// ---- GET /meja/perangkat/tinjau/{kept} ----

struct KeptPath {
    KeptId kept {};
};
BOOST_DESCRIBE_STRUCT(KeptPath, (), (kept))

struct DecisionForm {
    std::string at {};
    std::string why {};
};
BOOST_DESCRIBE_STRUCT(DecisionForm, (), (at, why))

struct KeptPage {
    ToldShortly event {};
    ToldWhole whole {};
    DecisionForm form {};
};
BOOST_DESCRIBE_STRUCT(KeptPage, (), (event, whole, form))

/// As a field of date and time wants it: "2021-04-26T14:05", on the unit's clock.
std::string field_of(LocalTime time)
{
    constexpr std::size_t to_minutes = 16;
    return rfc3339(time).substr(0, to_minutes);
}

Result<KeptPage> show_kept(View& view, KeptPath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const kept = TRY(kept_event(view, scope, path.kept));
    KeptPage page { .event = told_shortly(view, scope, { kept }).front(),
                    .whole = told_whole(view, scope, kept) };
    if (page.whole.needs_time)
        page.form.at = field_of({ kept.proposed_at.value_or(kept.received_at), scope.zone() });
    return page;
}

// ---- Decisions ----

struct BookInput {
    KeptId kept {};
    std::optional<std::string> at {};
};
BOOST_DESCRIBE_STRUCT(BookInput, (), (kept, at))

/// "2021-04-26T14:05" on the unit's own clock, or RFC 3339.
Result<std::optional<Timestamp>> chosen_time(std::optional<std::string> text, Zone zone)
{
    if (!text) return std::optional<Timestamp> {};
    constexpr std::size_t middle = 10;
    if (text->size() <= 19 && text->size() > middle && (*text)[middle] == 'T')
        (*text)[middle] = ' ';
    auto const at = parse_time(*text, zone);
    if (!at.ok()) return Error { time_missing }.at("at", "base.bad_time");
    return std::optional { at.value() };
}

Result<Settled> post_book(Call& call, BookInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    return book_kept(call, scope, { input.kept, TRY(chosen_time(input.at, scope.zone())) });
}

struct AsideInput {
    KeptId kept {};
    std::string why {};
};
BOOST_DESCRIBE_STRUCT(AsideInput, (), (kept, why))

Result<KeptPath> post_aside(Call& call, AsideInput const& input)
{
    TRY(set_aside(call, TRY(org::own(call.view())), input.kept, input.why));
    return KeptPath { input.kept };
}

struct BookedAll {
    std::int64_t booked {};
};
BOOST_DESCRIBE_STRUCT(BookedAll, (), (booked))

Result<BookedAll> post_all(Call& call, DevicePath const& path)
{
    return BookedAll { TRY(book_all_proposed(call, TRY(org::own(call.view())), path.device)) };
}

struct GiveUpInput {
    AlarmId alarm {};
    std::string why {};
};
BOOST_DESCRIBE_STRUCT(GiveUpInput, (), (alarm, why))

Result<web::Nothing> post_give_up(Call& call, GiveUpInput const& input)
{
    TRY(give_up(call, TRY(org::own(call.view())), input.alarm, input.why));
    return web::Nothing {};
}

} // namespace

void add_review_routes(web::Routes& routes)
{
    constexpr std::string_view list = "/meja/perangkat/tinjau";
    constexpr std::string_view one = "/meja/perangkat/tinjau/{kept}";
    routes.query<ReviewQuery, ReviewPage>(list, read_right, show_review, { "device/review" });
    routes.query<KeptPath, KeptPage>(one, read_right, show_kept, { "device/kept" });
    routes.command<BookInput, Settled>("/meja/perangkat/tinjau/{kept}/pencatatan", manage_right,
                                       post_book, { list, one });
    routes.command<AsideInput, KeptPath>("/meja/perangkat/tinjau/{kept}/penyisihan", manage_right,
                                         post_aside, { list, one });
    routes.command<DevicePath, BookedAll>("/meja/perangkat/{device}/pencatatan", manage_right,
                                          post_all, { list });
    routes.command<GiveUpInput, web::Nothing>("/meja/perangkat/peringatan/{alarm}/penutupan",
                                              manage_right, post_give_up,
                                              { "/meja/perangkat", "/meja/perangkat" });
}

} // namespace karya::device
