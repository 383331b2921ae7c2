// Month and year reports: the year at a glance, a preview, a frozen report and its steps.

#include "books/cash_book.h"
#include "books/choice.h"
#include "books/days.h"
#include "books/links.h"
#include "books/routes.h"
#include "books/text.h"
#include <algorithm>
#include <map>

namespace karya::books {

namespace {

// ---- GET /meja/laporan ----

struct ReportsQuery {
    std::optional<UnitId> unit {};       ///< above unit level: one of those below
    std::optional<KanwilId> kanwil {};   ///< of the nation: one of its offices
    std::optional<std::int64_t> year {}; ///< absent: this one
};
BOOST_DESCRIBE_STRUCT(ReportsQuery, (), (unit, kanwil, year))

struct PeriodRow {
    std::string period {}; ///< "2021-04"
    std::string name {};
    bool begun { false };
    bool over { false };
    bool before { false };             ///< over before the place began
    bool linked { false };             ///< the reader may look into it
    std::optional<ReportId> report {}; ///< the newest version
    std::optional<HandDeed> state {};
    std::int64_t version {};
    std::int64_t authorised {}; ///< units below, of an office or the nation
    bool above { false };
};
BOOST_DESCRIBE_STRUCT(PeriodRow, (),
                      (period, name, begun, over, before, linked, report, state, version,
                       authorised, above))

struct ReportsPage {
    std::string place {};
    std::string unit_chosen {};
    std::string at {}; ///< "unit=…" or "kanwil=…", kept in addresses
    std::string year {};
    std::string year_before {};
    std::optional<std::string> year_after {}; ///< none after this year
    std::vector<PeriodRow> periods {};
    std::int64_t units {}; ///< below, of an office or the nation
    bool above { false };
};
BOOST_DESCRIBE_STRUCT(ReportsPage, (),
                      (place, unit_chosen, at, year, year_before, year_after, periods, units,
                       above))

Result<ReportKey> key_asked(View const& view, std::optional<UnitId> unit,
                            std::optional<KanwilId> kanwil, Period const& period)
{
    if (unit) return unit_key(view, *unit, period);
    return kanwil ? office_key(view, *kanwil, period) : own_key(view, period);
}

Result<std::string> place_words(View const& view, ReportKey const& key)
{
    if (key.level == Level::unit)
        return TRY(org::unit_on(view, TRY(UnitId::parse(key.place)), key.last)).name;
    if (key.level == Level::nation) return text::whole_country(view.lang);
    auto const office = TRY(org::kanwil(view, TRY(KanwilId::parse(key.place))));
    return text::office_named(view.lang, office.name);
}

PeriodRow period_row(View const& view, Period const& period, Day today)
{
    PeriodRow row { .period = name_of(period),
                    .name = period_words(period.first, period.last).in(view.lang),
                    .begun = period.first <= today,
                    .over = period.last < today };
    return row;
}

Result<ReportsPage> show_reports(View& view, ReportsQuery const& query)
{
    auto const today = board::nation_day(view.now);
    auto const this_year = static_cast<int>(today.calendar().year());
    auto const year = static_cast<int>(
        std::clamp<std::int64_t>(query.year.value_or(this_year), 1990, this_year));
    Period const whole { Day::from(year, 1, 1), Day::from(year, 12, 31) };
    auto const key = TRY(key_asked(view, query.unit, query.kanwil, whole));
    ReportsPage page { .place = TRY(place_words(view, key)),
                       .unit_chosen = query.unit ? query.unit->text() : "",
                       .at = at_of(seen_of(view, key)),
                       .year = std::to_string(year),
                       .year_before = std::to_string(year - 1),
                       .above = key.level != Level::unit };
    if (year < this_year) page.year_after = std::to_string(year + 1);
    std::map<std::string, ReportLine> newest;
    for (auto const& line : reports_of_place(view, key.level, key.place, whole))
        newest.try_emplace(name_of(Period { line.first, line.last }), line);
    std::vector<Period> periods;
    for (auto month = whole.first; month <= whole.last; month = end_of_month(month).next())
        periods.push_back({ month, end_of_month(month) });
    periods.push_back(whole);
    std::vector<UnitId> below;
    if (page.above)
        for (auto const& unit : TRY(reach_on(view, std::min(today, whole.last))).units)
            if (key.level == Level::nation || unit.kanwil.text() == key.place)
                below.push_back(unit.id);
    page.units = static_cast<std::int64_t>(below.size());
    auto const first = first_day_of(view, key);
    for (auto const& period : periods) {
        auto row = period_row(view, period, today);
        row.above = page.above;
        row.before = !first || period.last < *first;
        row.linked = !row.before && (row.over || read_right.allows(view.actor));
        if (auto const found = newest.find(row.period); found != newest.end()) {
            row.report = found->second.id;
            row.state = found->second.state;
            row.version = found->second.version;
        }
        if (page.above && row.over)
            for (auto const& line : newest_of_units(view, period))
                row.authorised += line.state == HandDeed::authorised
                        && std::ranges::any_of(below,
                                               [&](UnitId id) { return id.text() == line.place; })
                    ? 1
                    : 0;
        page.periods.push_back(std::move(row));
    }
    return page;
}

// ---- GET /meja/laporan/masa ----

struct DraftQuery {
    std::optional<UnitId> unit {};
    std::optional<KanwilId> kanwil {};
    std::optional<std::string> period {}; ///< "2021-04" or "2021"; absent: the month that is over
};
BOOST_DESCRIBE_STRUCT(DraftQuery, (), (unit, kanwil, period))

struct VersionLine {
    ReportId report {};
    std::int64_t version {};
    HandDeed state {};
};
BOOST_DESCRIBE_STRUCT(VersionLine, (), (report, version, state))

struct MakeForm {
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(MakeForm, (), (reason))

struct DraftPage {
    std::string period {};
    std::string at {};
    ShownFolio folio {};
    std::vector<VersionLine> versions {};
    bool makable { false }; ///< by the reader, now
    bool again { false };   ///< after an authorised one
    bool before { false };  ///< over before the place began: there is nothing to report
    MakeForm form {};
};
BOOST_DESCRIBE_STRUCT(DraftPage, (), (period, at, folio, versions, makable, again, before, form))

Result<Period> period_asked(View const& view, std::optional<std::string> const& name)
{
    if (name && !name->empty()) {
        auto const period = TRY(period_named(*name));
        if (period.first > day_in(Zone::wit, view.now))
            return Error { bad_period }.at("period", "books.bad_period");
        return period;
    }
    auto const last = month_of(board::nation_day(view.now)).next(-1);
    return Period { month_of(last), last };
}

std::vector<VersionLine> versions_of(View const& view, ReportKey const& key)
{
    std::vector<VersionLine> versions;
    for (auto const& line : reports_of_place(view, key.level, key.place, { key.first, key.last }))
        if (line.first == key.first && line.last == key.last)
            versions.push_back({ line.id, line.version, line.state });
    return versions;
}

Result<DraftPage> show_draft(View& view, DraftQuery const& query)
{
    auto const period = TRY(period_asked(view, query.period));
    bool const over = board::nation_day(view.now) > period.last;
    if (!over && !read_right.allows(view.actor)) return drawer_blind;
    auto const key = TRY(key_asked(view, query.unit, query.kanwil, period));
    auto const seen = seen_of(view, key);
    DraftPage page { .period = name_of(period),
                     .at = at_of(seen),
                     .folio = shown(view.lang, TRY(draft(view, key)), links_of(view, seen)),
                     .versions = versions_of(view, key) };
    auto const state = page.versions.empty() ? std::nullopt
                                             : std::optional { page.versions.front().state };
    bool const open = state == HandDeed::made || state == HandDeed::verified;
    page.again = state == HandDeed::authorised;
    auto const first = first_day_of(view, key);
    page.before = !first || period.last < *first;
    page.makable = !page.before && make_right.allows(view.actor) && page.at.empty() && !open
        && board::nation_day(view.now) > period.last;
    return page;
}

// ---- POST /meja/laporan/masa ----

struct MakeInput {
    std::string period {};
    std::optional<std::string> reason {};
};
BOOST_DESCRIBE_STRUCT(MakeInput, (), (period, reason))

struct ReportPath {
    ReportId report {};
};
BOOST_DESCRIBE_STRUCT(ReportPath, (), (report))

Result<ReportPath> post_make(Call& call, MakeInput const& input)
{
    auto const view = call.view();
    auto const key = TRY(own_key(view, TRY(period_asked(view, input.period))));
    return ReportPath { TRY(make(call, key, input.reason.value_or(""))).id };
}

// ---- GET /meja/laporan/{report} ----

struct HandRow {
    HandDeed deed {};
    LocalTime at {};
    std::string name {};
    Role role {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(HandRow, (), (deed, at, name, role, note))

/// Of both forms of a report: its authorisation and its return.
struct ReturnForm {
    std::string reason {};
    std::string sure {};
};
BOOST_DESCRIBE_STRUCT(ReturnForm, (), (reason, sure))

struct ReportPage {
    ReportId report {};
    std::string period {};
    std::string at {};
    std::int64_t version {};
    HandDeed state {};
    std::string hash {};
    std::string code {};
    std::string reason {};
    ShownFolio folio {};
    std::vector<HandRow> hands {};
    std::optional<ReportId> newer {};
    std::vector<std::string> changed {};   ///< parts that the books fill otherwise by now
    std::optional<Reporting> reporting {}; ///< above units, of one that waits for its authorisation
    bool own_hand { false };               ///< the next step is the reader's, who did one before
    bool verifiable { false };
    bool authorisable { false };
    bool returnable { false };
    ReturnForm form {};
};
BOOST_DESCRIBE_STRUCT(ReportPage, (),
                      (report, period, at, version, state, hash, code, reason, folio, hands, newer,
                       changed, reporting, own_hand, verifiable, authorisable, returnable, form))

/// The clock of the place: of a unit its own, else of the capital.
Zone zone_of(View const& view, ReportKey const& key)
{
    if (key.level != Level::unit) return Zone::wib;
    auto const id = UnitId::parse(key.place);
    CHECK(id.ok());
    auto const unit = org::unit(view, id.value());
    return unit.ok() ? unit.value().zone : Zone::wib;
}

void put_steps(View const& view, Report const& found, std::vector<Hand> const& passed,
               ReportPage& page)
{
    auto const own = own_key(view, { found.first, found.last });
    if (!own.ok() || own.value().level != found.level || own.value().place != found.place) return;
    bool const unit = found.level == Level::unit;
    bool const open = page.state == HandDeed::made || page.state == HandDeed::verified;
    page.verifiable = verify_right.allows(view.actor) && unit && page.state == HandDeed::made;
    page.authorisable = authorise_right.allows(view.actor)
        && page.state == (unit ? HandDeed::verified : HandDeed::made);
    page.returnable = return_right.allows(view.actor) && open;
    bool const was_there = std::ranges::any_of(
        passed, [&](Hand const& hand) { return hand.officer == view.actor.officer; });
    page.own_hand = was_there && (page.verifiable || page.authorisable);
    page.verifiable = page.verifiable && !was_there;
    page.authorisable = page.authorisable && !was_there;
    if (!page.authorisable || unit) return;
    auto reporting = reporting_of(view, found.key());
    if (reporting.ok() && !reporting.value().missing.empty()) page.reporting = reporting.take();
}

Result<ReportPage> show_report(View& view, ReportPath const& path)
{
    auto const found = TRY(report(view, path.report));
    auto const passed = hands(view, found.id);
    auto const zone = zone_of(view, found.key());
    auto const seen = seen_of(view, found.key());
    ReportPage page { .report = found.id,
                      .period = name_of(Period { found.first, found.last }),
                      .at = at_of(seen),
                      .version = found.version,
                      .state = state_of(passed),
                      .hash = found.hash,
                      .code = found.code,
                      .reason = found.reason,
                      .folio = shown(view.lang, folio_of(found), links_of(view, seen)) };
    for (auto const& hand : passed)
        page.hands.push_back({ hand.deed, { hand.at, zone }, hand.name, hand.role, hand.note });
    auto const versions = versions_of(view, found.key());
    if (!versions.empty() && versions.front().version > found.version)
        page.newer = versions.front().report;
    for (auto const& part : changed_since(view, found)) page.changed.push_back(part.in(view.lang));
    put_steps(view, found, passed, page);
    return page;
}

// ---- POST /meja/laporan/{report}/… ----

Result<ReportPath> post_verify(Call& call, ReportPath const& path)
{
    TRY(verify(call, path.report));
    return path;
}

struct AuthoriseInput {
    ReportId report {};
    bool sure { false }; ///< though units are missing
};
BOOST_DESCRIBE_STRUCT(AuthoriseInput, (), (report, sure))

Result<ReportPath> post_authorise(Call& call, AuthoriseInput const& input)
{
    TRY(authorise(call, input.report, input.sure ? Missing::known : Missing::refused));
    return ReportPath { input.report };
}

struct ReturnInput {
    ReportId report {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(ReturnInput, (), (report, reason))

Result<ReportPath> post_return(Call& call, ReturnInput const& input)
{
    TRY(give_back(call, input.report, input.reason));
    return ReportPath { input.report };
}

// ---- GET /meja/laporan/{report}/berkas ----

struct FileQuery {
    ReportId report {};
    std::optional<FileFormat> format {};
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (report, format))

std::vector<std::string> hand_lines(View const& view, Report const& found,
                                    std::vector<Hand> const& passed)
{
    std::vector<std::string> lines;
    auto const zone = zone_of(view, found.key());
    lines.push_back(text::version_of(view.lang, show(view.lang, found.version)));
    for (auto const& hand : passed)
        lines.push_back(text::hand_line(view.lang, karya::text::of(view.lang, hand.deed), hand.name,
                                        karya::text::of(view.lang, hand.role),
                                        show(view.lang, LocalTime { hand.at, zone })));
    lines.push_back(text::hash_line(view.lang, found.hash));
    return lines;
}

Result<web::File> report_file(View& view, FileQuery const& query)
{
    auto const found = TRY(report(view, query.report));
    auto const passed = hands(view, found.id);
    auto const lines = hand_lines(view, found, passed);
    auto const folio = folio_of(found);
    auto const format = query.format.value_or(FileFormat::pdf);
    auto const name = "laporan-" + name_of(Period { found.first, found.last }) + "-"
        + found.code.substr(0, 6);
    if (format != FileFormat::pdf)
        return file_of(name, format, TRY(folio_table(view.lang, folio, format, lines)));
    Paper paper { .made_at = rfc3339(passed.front().at),
                  .mark = view.demo ? text::demo_paper(view.lang) : "",
                  .code = std::string { view.caller.site } + "/laporan/" + found.code,
                  .code_words = text::code_words(view.lang),
                  .hands = lines };
    auto const signers = found.level == Level::unit ? std::vector { Role::kasi, Role::head }
                                                    : std::vector { passed.front().role };
    for (auto const role : signers)
        paper.signs.push_back(text::sign_line(view.lang, karya::text::of(view.lang, role)));
    return file_of(name, format, folio_pdf(view.lang, folio, paper));
}

// ---- GET /laporan/{code}: for everybody who holds the paper ----

struct CodePath {
    std::string code {};
};
BOOST_DESCRIBE_STRUCT(CodePath, (), (code))

struct CheckHand {
    HandDeed deed {};
    Role role {};
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(CheckHand, (), (deed, role, at))

struct CheckPage {
    std::string title {};
    std::string place {};
    std::string period {};
    std::int64_t version {};
    HandDeed state {};
    bool newest { false };
    std::string hash {};
    std::vector<CheckHand> hands {};

    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(CheckPage, (), (title, place, period, version, state, newest, hash, hands))

Result<CheckPage> show_check(View& view, CodePath const& path)
{
    auto const found = report_by_code(view, path.code);
    if (!found) return unknown_report;
    auto const folio = folio_of(*found);
    auto const passed = hands(view, found->id);
    auto const zone = zone_of(view, found->key());
    auto const versions = versions_of(view, found->key());
    CheckPage page { .title = folio.title.in(view.lang),
                     .place = folio.place.in(view.lang),
                     .period = folio.period.in(view.lang),
                     .version = found->version,
                     .state = state_of(passed),
                     .newest = !versions.empty() && versions.front().report == found->id,
                     .hash = found->hash };
    for (auto const& hand : passed)
        page.hands.push_back({ hand.deed, hand.role, { hand.at, zone } });
    return page;
}

} // namespace

void add_report_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/laporan/{report}";
    constexpr std::string_view drafts = "/meja/laporan/masa";
    routes.query<ReportsQuery, ReportsPage>("/meja/laporan", report_right, show_reports,
                                            { "books/reports" });
    routes.query<DraftQuery, DraftPage>(drafts, report_right, show_draft, { "books/draft" });
    routes.command<MakeInput, ReportPath>(drafts, make_right, post_make, { one, drafts });
    routes.query<ReportPath, ReportPage>(one, report_right, show_report, { "books/report" });
    routes.command<ReportPath, ReportPath>("/meja/laporan/{report}/verifikasi", verify_right,
                                           post_verify, { one, one });
    routes.command<AuthoriseInput, ReportPath>("/meja/laporan/{report}/otorisasi", authorise_right,
                                               post_authorise, { one, one });
    routes.command<ReturnInput, ReportPath>("/meja/laporan/{report}/pengembalian", return_right,
                                            post_return, { one, one });
    routes.query<FileQuery, web::File>("/meja/laporan/{report}/berkas", read_right, report_file);
    routes.query<CodePath, CheckPage>("/laporan/{code}", anyone, show_check, { "books/check" });
}

} // namespace karya::books
