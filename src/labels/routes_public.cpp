// What a buyer sees who opens the code of a label, and what he may tell us of it.

#include "base/embedded.h"
#include "labels/routes.h"
#include "labels/scans.h"
#include "labels/text.h"
#include "web/routes.h"

namespace karya::labels {

namespace {

enum class Verdict : std::uint8_t { genuine, withdrawn, forged };
BOOST_DESCRIBE_ENUM(Verdict, genuine, withdrawn, forged)

struct TokenPath {
    std::string token {};
};
BOOST_DESCRIBE_STRUCT(TokenPath, (), (token))

struct PaperRow {
    catalogue::PaperKind kind {};
    std::string number {};
    std::optional<Day> valid_to {};
    bool over { false };
};
BOOST_DESCRIBE_STRUCT(PaperRow, (), (kind, number, valid_to, over))

/// A label that we printed.
struct Thing {
    std::string name {};
    std::string number {}; ///< "PTK 1.234"
    UnitId unit {};
    std::string unit_name {};
    std::string unit_slug {};
    Day day {};
    std::string lot {};
    catalogue::OriginGrade origin {};
    bool origin_known { false };
    std::vector<PaperRow> papers {};
    std::string slug {}; ///< of its product, when that is on the shelf
    std::string withdrawn_why {};
    std::optional<Day> sold_on {};
    std::optional<Looks> looks {};
};
BOOST_DESCRIBE_STRUCT(Thing, (),
                      (name, number, unit, unit_name, unit_slug, day, lot, origin, origin_known,
                       papers, slug, withdrawn_why, sold_on, looks))

struct ReportForm {
    std::string words {};
    std::string place {};
};
BOOST_DESCRIBE_STRUCT(ReportForm, (), (words, place))

struct LookPage {
    std::string title {};
    std::string token {};
    Verdict verdict { Verdict::genuine };
    std::string reason {}; ///< why it is forged
    std::optional<Thing> thing {};
    bool told { false }; ///< a report was just sent
    ReportForm form {};

    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(LookPage, (), (title, token, verdict, reason, thing, told, form))

Verdict verdict_of(Label const& label)
{
    return label.withdrawn ? Verdict::withdrawn : Verdict::genuine;
}

/// Its papers as they are now; none when the product is gone.
void put_product(View const& view, Label const& label, Day today, Thing& thing)
{
    for (auto const& paper : catalogue::papers(view, label.run.product))
        thing.papers.push_back({ paper.kind, paper.number, paper.valid_to,
                                 paper.valid_to && *paper.valid_to < today });
    if (auto const card = catalogue::card(view, label.run.product)) thing.slug = card->slug;
}

Result<Thing> thing_of(View const& view, Label const& label)
{
    auto const unit = TRY(org::unit(view, label.run.unit));
    Thing thing { .name = label.run.name,
                  .number = unit.code + " " + show(view.lang, label.serial),
                  .unit = unit.id,
                  .unit_name = unit.name,
                  .unit_slug = unit.slug,
                  .day = label.run.day,
                  .lot = label.run.lot,
                  .origin = label.run.origin,
                  .origin_known = label.run.origin != catalogue::OriginGrade::unknown,
                  .sold_on = sold_on(view, label),
                  .looks = looks_at(view, label) };
    if (label.withdrawn) thing.withdrawn_why = label.withdrawn->reason;
    put_product(view, label, day_in(unit.zone, view.now), thing);
    return thing;
}

struct LookQuery {
    std::string token {};
    bool told { false };
};
BOOST_DESCRIBE_STRUCT(LookQuery, (), (token, told))

Result<LookPage> show_label(View& view, LookQuery const& query)
{
    LookPage page { .token = query.token, .told = query.told };
    auto const found = look_up(view, query.token);
    if (found.ok()) {
        page.verdict = verdict_of(found.value());
        page.thing = TRY(thing_of(view, found.value()));
    } else {
        page.verdict = Verdict::forged;
        page.reason = karya::text::find(view.lang, found.error().code().id, {});
    }
    page.title = karya::text::of(view.lang, page.verdict);
    return page;
}

/// The picture that only a page really shown asks for: previews of messengers, robots and browsers
/// that fetch ahead read the page alone.
Result<web::File> count_look(View& view, TokenPath const& path)
{
    using namespace std::string_literals; // its noughts are bytes of it
    static auto const dot = "GIF89a\1\0\1\0\200\0\0\0\0\0\0\0\0!\371\4\1\0\0\0\0,"
                            "\0\0\0\0\1\0\1\0\0\2\2D\1\0;"s;
    auto const label = TRY(look_up(view, path.token));
    scans().note({ label.run.unit, label.serial }, view.caller.address, view.now);
    return web::File { .content_type = "image/gif", .bytes = dot, .no_store = true };
}

struct ReportInput {
    std::string token {};
    std::string words {};
    std::optional<std::string> place {};
};
BOOST_DESCRIBE_STRUCT(ReportInput, (), (token, words, place))

Result<TokenPath> post_report(Call& call, ReportInput const& input)
{
    TRY(report(call, { input.token, input.words, input.place.value_or("") }));
    return TokenPath { input.token };
}

// ---- /meja/label/laporan ----

struct ReportRow {
    std::string unit_name {}; ///< empty: it names none
    std::string serial {};
    std::string token {};
    std::string verdict {};
    std::string words {};
    std::string place {};
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(ReportRow, (), (unit_name, serial, token, verdict, words, place, at))

struct ReportsPage {
    std::vector<ReportRow> reports {};
};
BOOST_DESCRIBE_STRUCT(ReportsPage, (), (reports))

Result<ReportsPage> show_reports(View& view, web::Nothing const&)
{
    ReportsPage page;
    for (auto const& one : TRY(reports(view))) {
        ReportRow row {
            .token = one.token, .words = one.words, .place = one.place, .at = { one.at, Zone::wib }
        };
        if (one.unit) row.unit_name = TRY(org::unit(view, *one.unit)).name;
        if (one.serial) row.serial = show(view.lang, *one.serial);
        row.verdict = one.verdict.empty() ? text::seemed_genuine(view.lang)
                                          : karya::text::find(view.lang, one.verdict, {});
        page.reports.push_back(std::move(row));
    }
    return page;
}

} // namespace

void add_public_routes(web::Routes& routes)
{
    routes.query<LookQuery, LookPage>("/l/{token}", anyone, show_label, { "labels/label" });
    // As codes spell it: capitals take less room there.
    routes.query<LookQuery, LookPage>("/L/{token}", anyone, show_label, { "labels/label" });
    routes.query<TokenPath, web::File>("/l/{token}/titik", anyone, count_look);
    routes.command<ReportInput, TokenPath>("/l/{token}/laporan", anyone, post_report,
                                           { "/l/{token}?told=true", "/l/{token}" });
    routes.query<web::Nothing, ReportsPage>("/meja/label/laporan", read_right, show_reports,
                                            { "labels/reports" });
}

} // namespace karya::labels
