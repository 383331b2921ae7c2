// The report of a day: of the own unit, of one below, or of all below together.

#include "books/days.h"
#include "books/links.h"
#include "books/routes.h"
#include "books/text.h"
#include <algorithm>

namespace karya::books {

namespace {

// ---- GET /meja/laporan/harian ----

struct DayQuery {
    std::optional<UnitId> unit {};
    std::optional<Day> day {};              ///< absent: today
    std::optional<std::int64_t> version {}; ///< one that was sent; absent: as it is counted now
};
BOOST_DESCRIBE_STRUCT(DayQuery, (), (unit, day, version))

struct VersionRow {
    std::int64_t version {};
    LocalTime at {};
    std::string name {};
    std::string note {};
    std::string hash {};
    Rupiah turnover {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(VersionRow, (), (version, at, name, note, hash, turnover, chosen))

/// A unit's day.
struct UnitDayPage {
    UnitId unit {};
    std::string unit_name {};
    DayFigures figures {};
    std::vector<VersionRow> versions {};
    bool sent { false };
    bool changed { false }; ///< counted otherwise since it was sent
    bool old { false };     ///< a version that was sent is shown
    bool nihil { false };
    LocalTime due {};
    bool sendable { false };      ///< by the reader, now
    std::string turnover_path {}; ///< what each figure is made of
    std::string pnbp_path {};
    std::string premi_path {};
    std::string month_path {}; ///< the report of its month
};
BOOST_DESCRIBE_STRUCT(UnitDayPage, (),
                      (unit, unit_name, figures, versions, sent, changed, old, nihil, due, sendable,
                       turnover_path, pnbp_path, premi_path, month_path))

/// All units of an office or of the nation.
struct ReachDayPage {
    std::string place {};
    std::int64_t reported {};
    std::int64_t of {};
};
BOOST_DESCRIBE_STRUCT(ReachDayPage, (), (place, reported, of))

struct SendForm {
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(SendForm, (), (note))

struct DayPage {
    Day day {};
    std::string weekday {};
    Day before {};
    std::optional<Day> after {};
    Day today {};
    std::string unit_chosen {}; ///< kept in the address, above unit level
    std::string message {};
    std::optional<UnitDayPage> own {};
    std::optional<ReachDayPage> reach {};
    SendForm form {};
};
BOOST_DESCRIBE_STRUCT(DayPage, (),
                      (day, weekday, before, after, today, unit_chosen, message, own, reach, form))

DayPage page_of(View const& view, Day day, Day today)
{
    DayPage page {
        .day = day, .weekday = weekday_name(view.lang, day), .before = day.next(-1), .today = today
    };
    if (day < today) page.after = day.next();
    return page;
}

void put_paths(View const& view, org::UnitScope const& scope, Day day, UnitDayPage& page)
{
    auto const seen = seen_of(view, { Level::unit, scope.unit().text(), day, day });
    auto const in_book = [&](ledger::Account account) {
        return path_to(view.lang, seen, { AboutKind::account, std::string { enum_text(account) } });
    };
    page.turnover_path = path_to(view.lang, seen, { AboutKind::receipts });
    page.pnbp_path = in_book(ledger::Account::pnbp_payable);
    // One account tells it whole only where no wages are in it.
    auto const moved = ledger::movements(view, scope, day, day);
    bool const wages = std::ranges::count(moved, ledger::Account::upah_payable,
                                          &ledger::AccountBalance::account)
        > 0;
    page.premi_path = wages ? path_to(view.lang, seen, { AboutKind::premi })
                            : in_book(ledger::Account::premi_payable);
    page.month_path = path_to(view.lang, seen, { AboutKind::period, day.text().substr(0, 7) });
}

Result<UnitDayPage> unit_day(View const& view, org::UnitScope const& scope, DayQuery const& query,
                             Day day)
{
    auto const now = day_figures(view, scope, day);
    UnitDayPage page { .unit = scope.unit(),
                       .unit_name = now.unit_name,
                       .figures = now,
                       .due = { due_at(view, scope.zone(), day), scope.zone() } };
    for (auto const& sent : sent_versions(view, scope, day)) {
        auto const figures = figures_of(sent);
        bool const chosen = query.version == sent.version;
        page.versions.push_back({ sent.version,
                                  { sent.at, scope.zone() },
                                  sent.name,
                                  sent.note,
                                  sent.hash,
                                  figures.turnover,
                                  chosen });
        if (!page.sent) page.changed = !same_sums(figures, now);
        page.sent = true;
        if (chosen) page.figures = figures;
        page.old = page.old || chosen;
    }
    if (query.version && !page.old) return not_found;
    put_paths(view, scope, day, page);
    page.nihil = page.figures.sales == 0 && page.figures.turnover == Rupiah {};
    page.sendable = is_reportable(view, scope, day) && send_right.allows(view.actor)
        && view.actor.unit == scope.unit() && !page.old && (!page.sent || page.changed);
    return page;
}

Result<ReachDayPage> reach_day(View const& view, Day day)
{
    ReachDayPage page { .place = TRY(place_of(view)).in(view.lang) };
    for (auto const& report : TRY(reports_of(view, day))) {
        ++page.of;
        page.reported += report.versions > 0 ? 1 : 0;
    }
    return page;
}

Result<DayPage> show_day(View& view, DayQuery const& query)
{
    if (!query.unit && view.actor.level() != Level::unit) {
        auto const today = board::nation_day(view.now);
        auto const day = std::min(query.day.value_or(today), today);
        auto page = page_of(view, day, today);
        page.reach = TRY(reach_day(view, day));
        page.message = TRY(reach_text(view, day));
        return page;
    }
    auto const scope = TRY(scope_asked(view, query.unit));
    auto const today = scope.day(view.now);
    auto const day = std::min(query.day.value_or(today), today);
    auto page = page_of(view, day, today);
    if (query.unit) page.unit_chosen = query.unit->text();
    page.own = TRY(unit_day(view, scope, query, day));
    page.message = day_text(view.lang, page.own->figures);
    return page;
}

// ---- POST /meja/laporan/harian ----

struct SendInput {
    Day day {};
    std::optional<std::string> note {};
};
BOOST_DESCRIBE_STRUCT(SendInput, (), (day, note))

struct Sent {
    std::string day {};
    std::int64_t version {};
    std::string hash {};
    std::string back {}; ///< where a browser goes on
};
BOOST_DESCRIBE_STRUCT(Sent, (), (day, version, hash, back))

Result<Sent> post_day(Call& call, SendInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    auto const sent = TRY(send_day(call, scope, input.day, input.note.value_or("")));
    return Sent { sent.day.text(), sent.version, sent.hash,
                  "/meja/laporan/harian?day=" + sent.day.text() };
}

} // namespace

void add_day_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/laporan/harian";
    routes.query<DayQuery, DayPage>(one, read_right, show_day, { "books/day" });
    routes.command<SendInput, Sent>(one, send_right, post_day, { "{back}", one });
}

} // namespace karya::books
