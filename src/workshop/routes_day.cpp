// A day of an activity on a phone: everyone assigned, one tap each; hours and pieces; corrections.

#include "web/routes.h"
#include "workshop/closed.h"
#include "workshop/names.h"
#include "workshop/routes.h"
#include "workshop/texts.h"
#include <algorithm>

namespace karya::workshop {

namespace {

HoldersOf& kept_holders()
{
    static HoldersOf holders = nullptr;
    return holders;
}

} // namespace

void keep_holders(HoldersOf holders) { kept_holders() = holders; }

namespace {

struct DayQuery {
    ActivityId activity {};
    std::optional<Day> day {}; ///< absent: today
    std::optional<ReadingId> reading {};
};
BOOST_DESCRIBE_STRUCT(DayQuery, (), (activity, day, reading))

/// One worker of the sheet; what he is told as stands in the form's entry of the same place.
struct EntryRow {
    std::int64_t index {};
    WorkerId worker {};
    std::string number {};
    std::string name {};    ///< while it may be seen
    bool written { false }; ///< today's line is there
    bool corrected { false };
    std::int64_t corrections {};
};
BOOST_DESCRIBE_STRUCT(EntryRow, (), (index, worker, number, name, written, corrected, corrections))

struct EntryForm {
    std::string worker {};
    std::string presence {};
    std::string hours {};
    std::string pieces {};
};
BOOST_DESCRIBE_STRUCT(EntryForm, (), (worker, presence, hours, pieces))

struct SheetForm {
    std::string day {};
    std::string hours {};
    std::string rate {};
    std::string reason {};
    std::string purpose {};
    std::vector<EntryForm> entries {};
};
BOOST_DESCRIBE_STRUCT(SheetForm, (), (day, hours, rate, reason, purpose, entries))

/// A line that was replaced, or the one that replaced it.
struct PastLine {
    std::string number {};
    Presence presence {};
    Quantity hours {};
    Quantity pieces {};
    LocalTime at {};
    std::string reason {};
    bool late { false }; ///< its month was closed by then
};
BOOST_DESCRIBE_STRUCT(PastLine, (), (number, presence, hours, pieces, at, reason, late))

struct DayPage {
    std::string title {};
    ActivityId activity {};
    Day day {};
    std::string day_text {}; ///< for addresses
    std::string before {};
    std::string after {};   ///< empty: that is ahead
    std::string measure {}; ///< of the pieces; empty: not known
    std::vector<EntryRow> entries {};
    std::int64_t present {};
    std::int64_t unwritten {};
    bool whole { true };     ///< everybody is written
    bool corrects { false }; ///< something is written already: a change needs a reason
    bool closed { false };   ///< to the section
    bool month_closed { false };
    bool asks_reason { false }; ///< though nothing is written yet
    bool names_seen { false };
    std::vector<Holder> holders {}; ///< sheets that count it already
    std::vector<PastLine> history {};
    SheetForm form {};
};
BOOST_DESCRIBE_STRUCT(DayPage, (),
                      (title, activity, day, day_text, before, after, measure, entries, present,
                       unwritten, whole, corrects, closed, month_closed, asks_reason, names_seen,
                       holders, history, form))

EntryForm entry_form(WorkerId worker, DayLine const* line, Usual const& usual)
{
    EntryForm form { .worker = worker.text() };
    if (!line) return form;
    form.presence = enum_text(line->presence);
    if (line->presence == Presence::present && line->hours != usual.hours)
        form.hours = line->hours.typed();
    if (line->pieces > Quantity {}) form.pieces = line->pieces.typed();
    return form;
}

void put_entries(DayPage& page, org::UnitScope const& scope, std::vector<Assigned> const& workers,
                 std::vector<DayLine> const& lines, Usual const& usual)
{
    auto const last = last_of_each(lines);
    for (auto const& one : workers) {
        auto const found = std::ranges::find(last, one.worker, &DayLine::worker);
        auto const* line = found == last.end() ? nullptr : &*found;
        page.entries.push_back({ .index = static_cast<std::int64_t>(page.entries.size()),
                                 .worker = one.worker,
                                 .number = wbp::number_of(scope, one.n),
                                 .written = line != nullptr,
                                 .corrected = line && line->seq > 1,
                                 .corrections = line ? line->seq - 1 : 0 });
        page.form.entries.push_back(entry_form(one.worker, line, usual));
        page.unwritten += line ? 0 : 1;
        page.whole = page.whole && line;
        page.present += line && line->presence == Presence::present ? 1 : 0;
    }
}

void put_history(DayPage& page, org::UnitScope const& scope, std::vector<DayLine> const& lines,
                 std::optional<Timestamp> month_closed)
{
    for (auto const& line : lines) {
        bool const replaced = std::ranges::any_of(lines, [&](DayLine const& other) {
            return other.worker == line.worker && other.seq > 1;
        });
        if (replaced || !line.reason.empty())
            page.history.push_back({ wbp::number_of(scope, line.n),
                                     line.presence,
                                     line.hours,
                                     line.pieces,
                                     { line.at, scope.zone() },
                                     line.reason,
                                     month_closed && line.at > *month_closed });
    }
}

/// What most had that day, or on the last one.
Usual usual_of(View const& view, org::UnitScope const& scope, ActivityId activity,
               std::vector<DayLine> const& lines)
{
    auto found = usual(view, scope, activity);
    for (auto const& line : lines) {
        if (line.hours > Quantity {}) found.hours = line.hours;
        if (line.pieces > Quantity {}) found.rate = line.rate;
    }
    return found;
}

Result<DayPage> show_day(View& view, DayQuery const& query)
{
    auto const scope = TRY(org::own(view));
    auto const activity = TRY(org::activity(view, scope, query.activity));
    auto const today = scope.day(view.now);
    auto const day = std::min(query.day.value_or(today), today);
    auto const lines = lines_of(view, scope, activity.id, day);
    auto const begin = usual_of(view, scope, activity.id, lines);
    DayPage page { .title = activity.name,
                   .activity = activity.id,
                   .day = day,
                   .day_text = day.text(),
                   .before = day.next(-1).text(),
                   .after = day < today ? day.next().text() : "",
                   .corrects = !lines.empty(),
                   .closed = today > day.next(days_open) };
    page.measure = measure_words(view, scope, activity.id);
    page.form.day = day.text();
    page.form.hours = begin.hours.typed();
    page.form.rate = std::to_string(begin.rate.amount());
    put_entries(page, scope, assigned_on(view, scope, activity.id, day), lines, begin);
    auto const month_closed = closed_at(view, scope, day);
    page.month_closed = month_closed.has_value();
    page.asks_reason = lines.empty() && (page.closed || page.month_closed);
    put_history(page, scope, lines, month_closed);
    if (auto const holders = kept_holders()) page.holders = holders(view, scope, activity.id, day);
    auto const names = names_of(view, scope, query.reading);
    page.names_seen = !names.empty();
    for (auto& entry : page.entries)
        if (auto const name = names.find(entry.worker); name != names.end())
            entry.name = name->second;
    return page;
}

// ---- POST: the sheet ----

/// Who is not tapped stays unwritten.
struct EntryInput {
    WorkerId worker {};
    std::optional<Presence> presence {};
    std::optional<Quantity> hours {};
    std::optional<Quantity> pieces {};
};
BOOST_DESCRIBE_STRUCT(EntryInput, (), (worker, presence, hours, pieces))

struct SheetInput {
    ActivityId activity {};
    Day day {};
    std::optional<Quantity> hours {};
    std::optional<Rupiah> rate {};
    std::optional<std::string> reason {};
    std::vector<EntryInput> entries {};
};
BOOST_DESCRIBE_STRUCT(SheetInput, (), (activity, day, hours, rate, reason, entries))

/// Hours or pieces of somebody who was not tapped would be lost.
Result<DaySheet> sheet_of(SheetInput const& input)
{
    DaySheet sheet { .activity = input.activity,
                     .day = input.day,
                     .hours = input.hours.value_or(Quantity {}),
                     .rate = input.rate.value_or(Rupiah {}),
                     .reason = input.reason.value_or("") };
    for (std::size_t i = 0; i < input.entries.size(); ++i) {
        auto const& entry = input.entries[i];
        if (entry.presence)
            sheet.entries.push_back({ entry.worker, *entry.presence, entry.hours, entry.pieces });
        else if (entry.hours || entry.pieces)
            return Error { bad_line }.at("entries." + std::to_string(i) + ".presence",
                                         "workshop.presence_missing");
    }
    return sheet;
}

/// Fields of the sheet have the places that they have among all that were sent.
Error placed(Error error, SheetInput const& input)
{
    for (auto& field : error.fields) {
        constexpr std::string_view list = "entries.";
        if (!field.field.starts_with(list)) continue;
        auto const dot = field.field.find('.', list.size());
        auto left = std::stoul(field.field.substr(list.size(), dot - list.size()));
        for (std::size_t i = 0; i < input.entries.size(); ++i) {
            if (!input.entries[i].presence || left-- > 0) continue;
            field.field = std::string { list } + std::to_string(i) + field.field.substr(dot);
            break;
        }
    }
    return error;
}

Result<DayPath> write(Call& call, SheetInput const& input, Hand hand)
{
    auto const scope = TRY(org::own(call.view()));
    auto const written = record_day(call, scope, TRY(sheet_of(input)), hand);
    if (!written.ok()) return placed(written.error(), input);
    return DayPath { input.activity, input.day.text() };
}

Result<DayPath> post_day(Call& call, SheetInput const& input)
{
    return write(call, input, Hand::section);
}

Result<DayPath> post_closed_day(Call& call, SheetInput const& input)
{
    return write(call, input, Hand::head);
}

// ---- POST: who they are ----

struct NamesInput {
    ActivityId activity {};
    Day day {};
    std::string purpose {};
};
BOOST_DESCRIBE_STRUCT(NamesInput, (), (activity, day, purpose))

struct NamesPath {
    ActivityId activity {};
    std::string day {};
    ReadingId reading {};
};
BOOST_DESCRIBE_STRUCT(NamesPath, (), (activity, day, reading))

/// Of those on the sheet alone.
Result<NamesPath> post_names(Call& call, NamesInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    auto const activity = TRY(org::activity(call.view(), scope, input.activity));
    wbp::ReadingWish wish { .workers = std::vector<WorkerId> {}, .purpose = input.purpose };
    for (auto const& one : assigned_on(call.view(), scope, activity.id, input.day))
        wish.workers->push_back(one.worker);
    return NamesPath { input.activity, input.day.text(), TRY(wbp::read(call, scope, wish)) };
}

} // namespace

void add_day_routes(web::Routes& routes)
{
    constexpr std::string_view day = "/meja/kegiatan/{activity}/hari";
    constexpr web::Then then { "/meja/kegiatan/{activity}/hari?day={day}", day };
    routes.query<DayQuery, DayPage>(day, see_right, show_day,
                                    { .name = "workshop/day", .edits = true });
    routes.command<SheetInput, DayPath>(day, write_right, post_day, then);
    routes.command<SheetInput, DayPath>("/meja/kegiatan/{activity}/hari/tertutup", late_right,
                                        post_closed_day, then);
    routes.command<NamesInput, NamesPath>(
        "/meja/kegiatan/{activity}/hari/pembacaan", wbp::identity_right, post_names,
        { "/meja/kegiatan/{activity}/hari?day={day}&reading={reading}", day });
}

} // namespace karya::workshop
