// The desk of those who check: bundles to carry away, samples drawn by lot.

#include "web/routes.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "evidence/text.h"
#include "ledger/ledger.h"
#include <algorithm>

namespace karya::evidence {

namespace {

constexpr std::string_view home = "/meja/pemeriksaan";
constexpr std::string_view one = "/meja/pemeriksaan/{sample}";

// ---- GET /meja/pemeriksaan ----

struct HomeQuery {
    std::optional<UnitId> unit {};
    std::optional<std::string> q {};
};
BOOST_DESCRIBE_STRUCT(HomeQuery, (), (unit, q))

struct UnitRow {
    UnitId unit {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(UnitRow, (), (unit, name))

struct SampleRow {
    SampleId sample {};
    std::int64_t n {};
    std::string unit_name {};
    Day first_day {};
    Day last_day {};
    std::string made_name {};
    std::optional<Outcome> outcome {};
};
BOOST_DESCRIBE_STRUCT(SampleRow, (),
                      (sample, n, unit_name, first_day, last_day, made_name, outcome))

struct DrawForm {
    std::string first {};
    std::string last {};
    std::string size {};
    std::string from {}; ///< of the bundle
    std::string until {};
};
BOOST_DESCRIBE_STRUCT(DrawForm, (), (first, last, size, from, until))

/// A unit to check.
struct UnitPart {
    UnitId unit {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(UnitPart, (), (unit, name))

struct HomePage {
    bool choosing { false }; ///< the reader is above the units
    std::string q {};
    std::vector<UnitRow> units {};
    std::optional<UnitPart> chosen {};
    std::vector<SampleRow> samples {};
    DrawForm form {};
};
BOOST_DESCRIBE_STRUCT(HomePage, (), (choosing, q, units, chosen, samples, form))

Result<std::vector<SampleRow>> rows_of(View const& view, std::vector<Sample> const& samples)
{
    std::vector<SampleRow> rows;
    for (auto const& found : samples)
        rows.push_back({ found.id, found.n, TRY(org::unit(view, found.unit)).name, found.first_day,
                         found.last_day, found.made_name, found.outcome });
    return rows;
}

/// The last month that is over, as a beginning.
DrawForm usual_days(org::UnitScope const& scope, Timestamp now)
{
    auto const date = scope.day(now).calendar();
    auto const first = std::chrono::sys_days { date.year() / date.month() / 1 };
    auto const last = Day { first }.next(-1).calendar();
    auto const from = Day { std::chrono::sys_days { last.year() / last.month() / 1 } }.text();
    auto const until = Day { first }.next(-1).text();
    return { from, until, "10", from, until };
}

void put_choices(View const& view, org::Range const& range, HomePage& page)
{
    constexpr std::size_t shown = 40;
    if (trimmed(page.q).empty() && range.level() == Level::nation) return;
    for (auto const& unit : org::holders(view))
        if (range.covers(unit) && org::matches(unit, page.q) && page.units.size() < shown)
            page.units.push_back({ unit.id, unit.name });
}

Result<HomePage> show_home(View& view, HomeQuery const& query)
{
    HomePage page { .q = query.q.value_or("") };
    auto const range = TRY(org::range(view));
    page.choosing = range.level() != Level::unit;
    if (page.choosing && !query.unit) {
        put_choices(view, range, page);
        page.samples = TRY(rows_of(view, TRY(samples(view))));
        return page;
    }
    auto const scope = query.unit ? TRY(org::reach(view, *query.unit)) : TRY(org::own(view));
    page.chosen = UnitPart { scope.unit(), TRY(org::unit(view, scope.unit())).name };
    page.form = usual_days(scope, view.now);
    page.samples = TRY(rows_of(view, samples_of(view, scope)));
    return page;
}

// ---- GET /meja/pemeriksaan/berkas ----

struct BundleQuery {
    std::optional<UnitId> unit {};
    Day from {};
    Day until {};
};
BOOST_DESCRIBE_STRUCT(BundleQuery, (), (unit, from, until))

Result<web::File> show_bundle(View& view, BundleQuery const& query)
{
    auto const scope = query.unit ? TRY(org::reach(view, *query.unit)) : TRY(org::own(view));
    auto const name = "bukti-" + scope.code() + "-" + query.from.text() + "-" + query.until.text();
    return web::File { .content_type = "application/zip",
                       .bytes = TRY(bundle(view, scope, { query.from, query.until })),
                       .download_name = name + ".zip",
                       .no_store = true };
}

// ---- POST /meja/pemeriksaan ----

struct DrawInput {
    UnitId unit {};
    Day first {};
    Day last {};
    std::int64_t size {};
};
BOOST_DESCRIBE_STRUCT(DrawInput, (), (unit, first, last, size))

struct SamplePath {
    SampleId sample {};
};
BOOST_DESCRIBE_STRUCT(SamplePath, (), (sample))

Result<SamplePath> post_draw(Call& call, DrawInput const& input)
{
    auto const scope = TRY(org::reach(call.view(), input.unit));
    auto const made = TRY(draw(call, scope, { { input.first, input.last }, input.size }));
    return SamplePath { made.id };
}

// ---- GET /meja/pemeriksaan/{sample} ----

struct PickRow {
    std::int64_t n {};
    std::int64_t seq {};
    EntryId entry {};
    ledger::EntryKind kind {};
    std::string memo {};
    Day day {};
    Rupiah amount {};
    std::optional<Verdict> verdict {};
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(PickRow, (), (n, seq, entry, kind, memo, day, amount, verdict, words))

struct SamplePage {
    SampleId sample {};
    UnitId unit {};
    std::string unit_name {};
    std::int64_t n {};
    Day first_day {};
    Day last_day {};
    std::int64_t drawn_from {};
    std::int64_t size {};
    std::string seed {};
    std::string made_name {};
    LocalTime made_at {};
    std::optional<LocalTime> closed_at {};
    std::optional<Outcome> outcome {};
    std::string words {};
    bool open { false };
    bool ready { false }; ///< everything was looked at
    std::vector<PickRow> picks {};
};
BOOST_DESCRIBE_STRUCT(SamplePage, (),
                      (sample, unit, unit_name, n, first_day, last_day, drawn_from, size, seed,
                       made_name, made_at, closed_at, outcome, words, open, ready, picks))

Rupiah money_of(View const& view, org::UnitScope const& scope, EntryId entry)
{
    Rupiah money;
    for (auto const& posting : ledger::postings(view, scope, entry))
        if (ledger::holds_money(posting.account)) money += posting.amount;
    return money;
}

Result<PickRow> row_of(View const& view, org::UnitScope const& scope, Pick const& pick)
{
    auto const entry = TRY(ledger::entry(view, scope, pick.entry));
    return PickRow { pick.n,
                     pick.seq,
                     pick.entry,
                     entry.kind,
                     entry.memo,
                     entry.day,
                     money_of(view, scope, pick.entry),
                     pick.verdict,
                     pick.words };
}

Result<SamplePage> show_sample(View& view, SamplePath const& path)
{
    auto const scope = TRY(org::reach(view, TRY(unit_of(view, path.sample))));
    auto const found = TRY(sample(view, scope, path.sample));
    SamplePage page { .sample = found.id,
                      .unit = found.unit,
                      .unit_name = TRY(org::unit(view, found.unit)).name,
                      .n = found.n,
                      .first_day = found.first_day,
                      .last_day = found.last_day,
                      .drawn_from = found.drawn_from,
                      .seed = found.seed,
                      .made_name = found.made_name,
                      .made_at = { found.made_at, scope.zone() },
                      .outcome = found.outcome,
                      .words = found.words,
                      .open = !found.closed_at };
    if (found.closed_at) page.closed_at = LocalTime { *found.closed_at, scope.zone() };
    for (auto const& pick : picks(view, found.id))
        page.picks.push_back(TRY(row_of(view, scope, pick)));
    page.size = static_cast<std::int64_t>(page.picks.size());
    page.ready = page.open
        && std::ranges::all_of(page.picks, [](auto const& row) { return row.verdict.has_value(); });
    return page;
}

// ---- POST /meja/pemeriksaan/{sample}/… ----

struct FindInput {
    SampleId sample {};
    std::int64_t n {};
    Verdict verdict {};
    std::optional<std::string> words {};
};
BOOST_DESCRIBE_STRUCT(FindInput, (), (sample, n, verdict, words))

Result<SamplePath> post_finding(Call& call, FindInput const& input)
{
    auto const scope = TRY(org::reach(call.view(), TRY(unit_of(call.view(), input.sample))));
    TRY(find(call, scope, { input.sample, input.n, input.verdict, input.words.value_or("") }));
    return SamplePath { input.sample };
}

struct CloseInput {
    SampleId sample {};
    std::optional<std::string> words {};
};
BOOST_DESCRIBE_STRUCT(CloseInput, (), (sample, words))

Result<SamplePath> post_close(Call& call, CloseInput const& input)
{
    auto const scope = TRY(org::reach(call.view(), TRY(unit_of(call.view(), input.sample))));
    TRY(close(call, scope, input.sample, input.words.value_or("")));
    return SamplePath { input.sample };
}

} // namespace

void add_routes(web::Routes& routes)
{
    routes.query<HomeQuery, HomePage>(home, read_right, show_home, { "evidence/home" });
    routes.command<DrawInput, SamplePath>(home, sample_right, post_draw, { one, home });
    routes.query<BundleQuery, web::File>("/meja/pemeriksaan/berkas", read_right, show_bundle, {},
                                         home);
    routes.query<SamplePath, SamplePage>(one, read_right, show_sample, { "evidence/sample" });
    routes.command<FindInput, SamplePath>("/meja/pemeriksaan/{sample}/temuan", sample_right,
                                          post_finding, { one, one });
    routes.command<CloseInput, SamplePath>("/meja/pemeriksaan/{sample}/hasil", sample_right,
                                           post_close, { one, one });
}

} // namespace karya::evidence
