// A month of an activity: days, pieces and what they earned, worker by worker, with marks.

#include "web/routes.h"
#include "workshop/routes.h"
#include "workshop/texts.h"

namespace karya::workshop {

namespace {

struct MonthQuery {
    ActivityId activity {};
    std::optional<Day> month {}; ///< absent: this one
};
BOOST_DESCRIBE_STRUCT(MonthQuery, (), (activity, month))

struct MonthRow {
    std::int64_t index {};
    WorkerId worker {};
    std::string number {};
    std::int64_t present {};
    std::int64_t sick {};
    std::int64_t leave {};
    std::int64_t absent {};
    Quantity hours {};
    Quantity pieces {};
    Rupiah earned {};
};
BOOST_DESCRIBE_STRUCT(MonthRow, (),
                      (index, worker, number, present, sick, leave, absent, hours, pieces, earned))

struct MarkForm {
    std::string worker {};
    std::string difficulty {};
    std::string conduct {};
};
BOOST_DESCRIBE_STRUCT(MarkForm, (), (worker, difficulty, conduct))

struct MarksForm {
    std::string month {};
    std::string reason {};
    std::vector<MarkForm> entries {};
};
BOOST_DESCRIBE_STRUCT(MarksForm, (), (month, reason, entries))

struct MonthPage {
    std::string title {};
    ActivityId activity {};
    Day first {};
    Day last {};
    std::string month_text {}; ///< for addresses
    std::string before {};
    std::string after {};   ///< empty: that is ahead
    std::string measure {}; ///< of the pieces; empty: not known
    std::vector<MonthRow> entries {};
    Quantity hours {};
    Quantity pieces {};
    Rupiah earned {};
    bool marked { false }; ///< a change needs a reason
    MarksForm form {};
};
BOOST_DESCRIBE_STRUCT(MonthPage, (),
                      (title, activity, first, last, month_text, before, after, measure, entries,
                       hours, pieces, earned, marked, form))

void put_worker(MonthPage& page, org::UnitScope const& scope, WorkerMonth const& one)
{
    page.entries.push_back({ .index = static_cast<std::int64_t>(page.entries.size()),
                             .worker = one.worker,
                             .number = wbp::number_of(scope, one.n),
                             .present = one.present,
                             .sick = one.sick,
                             .leave = one.leave,
                             .absent = one.absent,
                             .hours = one.hours,
                             .pieces = one.pieces,
                             .earned = one.earned });
    auto const mark = [](std::optional<std::int64_t> const& value) {
        return value ? std::to_string(*value) : "";
    };
    page.form.entries.push_back({ one.worker.text(), mark(one.difficulty), mark(one.conduct) });
    page.marked = page.marked || one.difficulty;
    page.hours = page.hours + one.hours;
    page.pieces = page.pieces + one.pieces;
    page.earned += one.earned;
}

Result<MonthPage> show_month(View& view, MonthQuery const& query)
{
    auto const scope = TRY(org::own(view));
    auto const activity = TRY(org::activity(view, scope, query.activity));
    auto const today = scope.day(view.now);
    auto const first = month_of_day(std::min(query.month.value_or(today), today));
    auto const last = last_of_month(first);
    MonthPage page { .title = activity.name,
                     .activity = activity.id,
                     .first = first,
                     .last = std::min(last, today),
                     .month_text = first.text(),
                     .before = month_of_day(first.next(-1)).text(),
                     .after = last < today ? last.next().text() : "" };
    page.measure = measure_words(view, scope, activity.id);
    page.form.month = first.text();
    for (auto const& one : month_of(view, scope, activity.id, first)) put_worker(page, scope, one);
    return page;
}

/// Who gets no marks is left out.
struct MarkInput {
    WorkerId worker {};
    std::optional<std::int64_t> difficulty {};
    std::optional<std::int64_t> conduct {};
};
BOOST_DESCRIBE_STRUCT(MarkInput, (), (worker, difficulty, conduct))

struct MarksInput {
    ActivityId activity {};
    Day month {};
    std::optional<std::string> reason {};
    std::vector<MarkInput> entries {};
};
BOOST_DESCRIBE_STRUCT(MarksInput, (), (activity, month, reason, entries))

Result<DayPath> post_marks(Call& call, MarksInput const& input)
{
    MarkSheet sheet { input.activity, input.month, input.reason.value_or(""), {} };
    for (std::size_t i = 0; i < input.entries.size(); ++i) {
        auto const& entry = input.entries[i];
        if (!entry.difficulty && !entry.conduct) continue;
        if (!entry.difficulty || !entry.conduct)
            return Error { bad_marks }.at("entries." + std::to_string(i)
                                              + (entry.difficulty ? ".conduct" : ".difficulty"),
                                          "workshop.both_marks");
        sheet.entries.push_back({ entry.worker, *entry.difficulty, *entry.conduct });
    }
    TRY(mark(call, TRY(org::own(call.view())), sheet));
    return DayPath { input.activity, input.month.text() };
}

} // namespace

void add_month_routes(web::Routes& routes)
{
    constexpr std::string_view month = "/meja/kegiatan/{activity}/bulan";
    routes.query<MonthQuery, MonthPage>(month, see_right, show_month,
                                        { .name = "workshop/month", .edits = true });
    routes.command<MarksInput, DayPath>(month, write_right, post_marks,
                                        { "/meja/kegiatan/{activity}/bulan?month={day}", month });
}

} // namespace karya::workshop
