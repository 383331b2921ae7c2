// One activity: what is known of it, who is assigned, and the two forms for that.

#include "album/album.h"
#include "base/embedded.h"
#include "catalogue/catalogue.h"
#include "web/routes.h"
#include "workshop/names.h"
#include "workshop/routes.h"
#include "workshop/texts.h"
#include <algorithm>

namespace karya::workshop {

std::string measure_words(View const& view, org::UnitScope const& scope, ActivityId activity)
{
    auto const measure = known_of(view, scope, activity).facts.measure;
    return measure ? karya::text::of(view.lang, *measure) : "";
}

namespace {

// ---- GET /meja/kegiatan/{activity} ----

struct DecreeRow {
    DecreeId decree {};
    std::string number {};
    Day dated {};
    Day since {};
    std::optional<Day> until {};
    std::int64_t workers {};
    bool running { false }; ///< can still be ended
};
BOOST_DESCRIBE_STRUCT(DecreeRow, (), (decree, number, dated, since, until, workers, running))

struct EndForm {
    std::string last_day {};
};
BOOST_DESCRIBE_STRUCT(EndForm, (), (last_day))

struct ActivityPage {
    std::string title {};
    ActivityId activity {};
    std::string unit_name {};
    org::Field field {};
    org::ContractType contract {};
    Facts facts {};
    std::vector<Tool> tools {};
    std::vector<DecreeRow> decrees {};
    std::int64_t assigned {};
    bool over { false };     ///< more are assigned than there is room for
    std::int64_t written {}; ///< lines of today
    std::vector<album::Photo> photos {};
    EndForm form {};
};
BOOST_DESCRIBE_STRUCT(ActivityPage, (),
                      (title, activity, unit_name, field, contract, facts, tools, decrees, assigned,
                       over, written, photos, form))

/// They may show who works there: not for those above.
album::Subject album_of(ActivityId id) { return { "activity", id.text(), album::Shown::in_unit }; }

std::vector<DecreeRow> decree_rows(View const& view, org::UnitScope const& scope,
                                   ActivityId activity)
{
    auto const today = scope.day(view.now);
    std::vector<DecreeRow> rows;
    for (auto const& decree : decrees(view, scope, activity))
        rows.push_back({ decree.id, decree.number, decree.dated, decree.since, decree.until,
                         decree.workers, !decree.until || *decree.until > today });
    return rows;
}

Result<ActivityPage> show_activity(View& view, ActivityPath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const activity = TRY(org::activity(view, scope, path.activity));
    auto const today = scope.day(view.now);
    auto known = known_of(view, scope, activity.id);
    ActivityPage page { .title = activity.name,
                        .activity = activity.id,
                        .unit_name = TRY(org::unit(view, scope.unit())).name,
                        .field = activity.field,
                        .contract = activity.contract,
                        .facts = std::move(known.facts),
                        .tools = std::move(known.tools),
                        .decrees = decree_rows(view, scope, activity.id) };
    page.assigned = static_cast<std::int64_t>(assigned_on(view, scope, activity.id, today).size());
    page.over = page.facts.capacity && page.assigned > *page.facts.capacity;
    page.written = static_cast<std::int64_t>(
        last_of_each(lines_of(view, scope, activity.id, today)).size());
    page.photos = album::photos(view, scope, album_of(activity.id));
    page.form.last_day = today.text();
    return page;
}

struct PhotoInput {
    ActivityId activity {};
    web::Upload photo {};
    std::string webp {}; ///< made by `prepare`, never sent
};
BOOST_DESCRIBE_STRUCT(PhotoInput, (), (activity, photo))

Result<void> prepare_photo(View& view, PhotoInput& input)
{
    TRY(org::activity(view, TRY(org::own(view)), input.activity));
    input.webp = TRY(catalogue::private_photo(input.photo.bytes));
    return {};
}

Result<ActivityPath> post_photo(Call& call, PhotoInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    TRY(org::activity(call.view(), scope, input.activity));
    TRY(album::add(call, scope, album_of(input.activity), input.webp));
    return ActivityPath { input.activity };
}

struct PhotoPath {
    ActivityId activity {};
    AlbumPhotoId photo {};
};
BOOST_DESCRIBE_STRUCT(PhotoPath, (), (activity, photo))

Result<ActivityPath> post_photo_removal(Call& call, PhotoPath const& path)
{
    TRY(album::remove(call, TRY(org::own(call.view())), album_of(path.activity), path.photo));
    return ActivityPath { path.activity };
}

struct EndInput {
    ActivityId activity {};
    DecreeId decree {};
    Day last_day {};
};
BOOST_DESCRIBE_STRUCT(EndInput, (), (activity, decree, last_day))

Result<ActivityPath> post_end(Call& call, EndInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    TRY(org::activity(call.view(), scope, input.activity));
    auto const ended = TRY(end_decree(call, scope, input.decree, input.last_day));
    if (ended.activity != input.activity) return not_found;
    return ActivityPath { input.activity };
}

// ---- /meja/kegiatan/{activity}/data: place, partner, tools ----

struct ToolForm {
    std::string name {};
    std::string count {};
    ToolState state { ToolState::good };
};
BOOST_DESCRIBE_STRUCT(ToolForm, (), (name, count, state))

struct FactsForm {
    std::string kind {};
    std::string place {};
    std::string area {};
    std::string capacity {};
    std::string partner {};
    std::string agreement {};
    std::string agreed_from {};
    std::string agreed_to {};
    std::optional<catalogue::Measure> measure {};
    std::vector<ToolForm> tools {};
};
BOOST_DESCRIBE_STRUCT(FactsForm, (),
                      (kind, place, area, capacity, partner, agreement, agreed_from, agreed_to,
                       measure, tools))

struct MeasureOption {
    catalogue::Measure measure {};
};
BOOST_DESCRIBE_STRUCT(MeasureOption, (), (measure))

struct FactsPage {
    std::string title {};
    ActivityId activity {};
    std::vector<MeasureOption> measures {};
    FactsForm form {};
};
BOOST_DESCRIBE_STRUCT(FactsPage, (), (title, activity, measures, form))

FactsForm facts_form(Known const& known)
{
    constexpr std::size_t spare = 3;
    auto const& facts = known.facts;
    auto const text = [](std::optional<Day> const& day) { return day ? day->text() : ""; };
    FactsForm form { .kind = facts.kind,
                     .place = facts.place,
                     .area = facts.area ? facts.area->plain() : "",
                     .capacity = facts.capacity ? std::to_string(*facts.capacity) : "",
                     .partner = facts.partner,
                     .agreement = facts.agreement,
                     .agreed_from = text(facts.agreed_from),
                     .agreed_to = text(facts.agreed_to),
                     .measure = facts.measure };
    for (auto const& tool : known.tools)
        form.tools.push_back({ tool.name, std::to_string(tool.count), tool.state });
    form.tools.resize(std::min(form.tools.size() + spare, tools_max));
    return form;
}

Result<FactsPage> show_facts(View& view, ActivityPath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const activity = TRY(org::activity(view, scope, path.activity));
    FactsPage page { .title = activity.name, .activity = activity.id };
    for (auto const measure : enum_values<catalogue::Measure>())
        page.measures.push_back({ measure });
    page.form = facts_form(known_of(view, scope, activity.id));
    return page;
}

/// A row without a name is no tool.
struct ToolInput {
    std::optional<std::string> name {};
    std::optional<std::int64_t> count {};
    ToolState state { ToolState::good };
};
BOOST_DESCRIBE_STRUCT(ToolInput, (), (name, count, state))

struct FactsInput {
    ActivityId activity {};
    std::optional<std::string> kind {};
    std::optional<std::string> place {};
    std::optional<Quantity> area {};
    std::optional<std::int64_t> capacity {};
    std::optional<std::string> partner {};
    std::optional<std::string> agreement {};
    std::optional<Day> agreed_from {};
    std::optional<Day> agreed_to {};
    std::optional<catalogue::Measure> measure {};
    std::vector<ToolInput> tools {};
};
BOOST_DESCRIBE_STRUCT(FactsInput, (),
                      (activity, kind, place, area, capacity, partner, agreement, agreed_from,
                       agreed_to, measure, tools))

Result<ActivityPath> post_facts(Call& call, FactsInput const& input)
{
    Known known { .facts = { .kind = input.kind.value_or(""),
                             .place = input.place.value_or(""),
                             .area = input.area,
                             .capacity = input.capacity,
                             .partner = input.partner.value_or(""),
                             .agreement = input.agreement.value_or(""),
                             .agreed_from = input.agreed_from,
                             .agreed_to = input.agreed_to,
                             .measure = input.measure } };
    for (auto const& tool : input.tools)
        if (tool.name || tool.count)
            known.tools.push_back({ tool.name.value_or(""), tool.count.value_or(1), tool.state });
    TRY(describe(call, TRY(org::own(call.view())), input.activity, known));
    return ActivityPath { input.activity };
}

// ---- /meja/kegiatan/{activity}/sk: a decree that assigns ----

struct DecreeQuery {
    ActivityId activity {};
    std::optional<ReadingId> reading {};
};
BOOST_DESCRIBE_STRUCT(DecreeQuery, (), (activity, reading))

struct Candidate {
    WorkerId worker {};
    std::string number {};
    std::string name {}; ///< while it may be seen
    bool assigned { false };
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (worker, number, name, assigned))

struct DecreeForm {
    std::string number {};
    std::string dated {};
    std::string since {};
    std::string until {};
    std::string workers {};
    std::string purpose {};
};
BOOST_DESCRIBE_STRUCT(DecreeForm, (), (number, dated, since, until, workers, purpose))

struct DecreePage {
    std::string title {};
    ActivityId activity {};
    std::vector<Candidate> candidates {};
    DecreeForm form {};
};
BOOST_DESCRIBE_STRUCT(DecreePage, (), (title, activity, candidates, form))

Result<DecreePage> show_decree(View& view, DecreeQuery const& query)
{
    auto const scope = TRY(org::own(view));
    auto const activity = TRY(org::activity(view, scope, query.activity));
    auto const today = scope.day(view.now);
    auto const names = names_of(view, scope, query.reading);
    auto const there = assigned_on(view, scope, activity.id, today);
    DecreePage page { .title = activity.name, .activity = activity.id };
    for (auto const& worker : wbp::workers(view, scope, wbp::Who::here)) {
        auto const name = names.find(worker.id);
        page.candidates.push_back({ worker.id, wbp::number_of(scope, worker.n),
                                    name == names.end() ? "" : name->second,
                                    std::ranges::count(there, worker.id, &Assigned::worker) > 0 });
    }
    page.form.dated = page.form.since = today.text();
    return page;
}

struct DecreeInput {
    ActivityId activity {};
    std::string number {};
    Day dated {};
    Day since {};
    std::optional<Day> until {};
    std::vector<WorkerId> workers {};
};
BOOST_DESCRIBE_STRUCT(DecreeInput, (), (activity, number, dated, since, until, workers))

Result<ActivityPath> post_decree(Call& call, DecreeInput const& input)
{
    TRY(assign(
        call, TRY(org::own(call.view())),
        { input.activity, input.number, input.dated, input.since, input.until, input.workers }));
    return ActivityPath { input.activity };
}

struct ReadInput {
    ActivityId activity {};
    std::string purpose {};
};
BOOST_DESCRIBE_STRUCT(ReadInput, (), (activity, purpose))

struct ReadPath {
    ActivityId activity {};
    ReadingId reading {};
};
BOOST_DESCRIBE_STRUCT(ReadPath, (), (activity, reading))

Result<ReadPath> post_reading(Call& call, ReadInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    TRY(org::activity(call.view(), scope, input.activity));
    return ReadPath { input.activity, TRY(wbp::read(call, scope, { .purpose = input.purpose })) };
}

} // namespace

void add_activity_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/kegiatan/{activity}";
    constexpr std::string_view facts = "/meja/kegiatan/{activity}/data";
    constexpr std::string_view decree = "/meja/kegiatan/{activity}/sk";
    routes.query<ActivityPath, ActivityPage>(one, see_right, show_activity,
                                             { "workshop/activity" });
    routes.query<ActivityPath, FactsPage>(facts, write_right, show_facts,
                                          { .name = "workshop/facts", .edits = true });
    routes.command<FactsInput, ActivityPath>(facts, write_right, post_facts, { one, facts });
    routes.query<DecreeQuery, DecreePage>(decree, write_right, show_decree, { "workshop/decree" });
    routes.command<DecreeInput, ActivityPath>(decree, write_right, post_decree, { one, decree });
    routes.command<ReadInput, ReadPath>(
        "/meja/kegiatan/{activity}/sk/pembacaan", wbp::identity_right, post_reading,
        { "/meja/kegiatan/{activity}/sk?reading={reading}", decree });
    routes.command<EndInput, ActivityPath>("/meja/kegiatan/{activity}/sk/{decree}/akhir",
                                           write_right, post_end, { one, one });
    routes.slow_command<PhotoInput, ActivityPath>("/meja/kegiatan/{activity}/foto", write_right,
                                                  prepare_photo, post_photo, { one, one });
    routes.command<PhotoPath, ActivityPath>("/meja/kegiatan/{activity}/foto/{photo}/penghapusan",
                                            write_right, post_photo_removal, { one, one });
}

} // namespace karya::workshop
