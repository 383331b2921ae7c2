// A worker's month: his days added up, and the marks it got.

#include "base/json.h"
#include "core/audit.h"
#include "workshop/store.h"
#include "workshop/texts.h"
#include <algorithm>
#include <map>

namespace karya::workshop {

namespace {

void add_day(WorkerMonth& month, DayLine const& line)
{
    switch (line.presence) {
    case Presence::present: ++month.present; break;
    case Presence::sick: ++month.sick; break;
    case Presence::leave: ++month.leave; break;
    case Presence::absent: ++month.absent; break;
    }
    month.hours = month.hours + line.hours;
    month.pieces = month.pieces + line.pieces;
    month.earned += amount_of(line.rate, line.pieces);
}

bool is_mark(std::int64_t mark)
{
    constexpr std::int64_t best = 5;
    return mark >= 1 && mark <= best;
}

Result<void> check_marks(MarkSheet const& sheet, Day today)
{
    Error error { bad_marks };
    if (sheet.month != month_of_day(sheet.month) || sheet.month > today)
        error.fields.push_back({ "month", "workshop.ahead" });
    if (!is_line(sheet.reason)) error.fields.push_back({ "reason", "workshop.too_long" });
    for (std::size_t i = 0; i < sheet.entries.size(); ++i) {
        auto const field = "entries." + std::to_string(i) + ".";
        if (!is_mark(sheet.entries[i].difficulty))
            error.fields.push_back({ field + "difficulty", "workshop.bad_mark" });
        if (!is_mark(sheet.entries[i].conduct))
            error.fields.push_back({ field + "conduct", "workshop.bad_mark" });
    }
    if (!error.fields.empty()) return error;
    return {};
}

std::map<WorkerId, store::MarkLine> last_marks(db::Read& read, ActivityId activity, Day month)
{
    std::map<WorkerId, store::MarkLine> last;
    for (auto const& line : store::marks(read, activity, month)) last[line.worker] = line;
    return last;
}

std::string words_of_marks(db::Read& read, ActivityId activity, Day month)
{
    std::string words;
    for (auto const& line : store::marks(read, activity, month)) words += json_text(line) + "\n";
    return words;
}

/// Nothing when the mark is there already.
Result<std::optional<store::MarkLine>> new_mark(MarkSheet const& sheet, MarkEntry const& entry,
                                                store::MarkLine const* before)
{
    if (before && before->difficulty == entry.difficulty && before->conduct == entry.conduct)
        return std::optional<store::MarkLine> {};
    store::MarkLine line { .worker = entry.worker,
                           .seq = before ? before->seq + 1 : 1,
                           .difficulty = entry.difficulty,
                           .conduct = entry.conduct,
                           .reason = std::string { trimmed(sheet.reason) } };
    if (before && line.reason.empty())
        return Error { reason_missing }.at("reason", "workshop.reason_missing");
    return std::optional { std::move(line) };
}

} // namespace

std::vector<WorkerMonth> month_of(View const& view, org::UnitScope const& scope,
                                  ActivityId activity, Day day)
{
    return days_of(view, scope, activity, month_of_day(day), last_of_month(day));
}

std::vector<WorkerMonth> days_of(View const& view, org::UnitScope const& scope, ActivityId activity,
                                 Day first, Day last)
{
    auto const month = month_of_day(first);
    CHECK(month == month_of_day(last));
    std::vector<WorkerMonth> months;
    for (auto const& line : store::last_lines(view.read, { scope.unit(), activity, first }, last)) {
        if (months.empty() || months.back().worker != line.worker)
            months.push_back({ .worker = line.worker, .n = line.n });
        add_day(months.back(), line);
    }
    auto const marks = last_marks(view.read, activity, month);
    for (auto& one : months)
        if (auto const found = marks.find(one.worker); found != marks.end()) {
            one.difficulty = found->second.difficulty;
            one.conduct = found->second.conduct;
        }
    return months;
}

std::vector<WorkerMonth> sums_until(View const& view, org::UnitScope const& scope,
                                    ActivityId activity, Day last)
{
    std::vector<WorkerMonth> sums;
    for (auto const& same : store::same_days(view.read, { scope.unit(), activity, last })) {
        if (sums.empty() || sums.back().worker != same.worker)
            sums.push_back({ .worker = same.worker, .n = same.n });
        auto& sum = sums.back();
        sum.present += same.days;
        sum.hours = sum.hours + same.hours;
        sum.pieces = sum.pieces + Quantity { same.pieces.thousandths() * same.days };
        sum.earned += Rupiah { amount_of(same.rate, same.pieces).amount() * same.days };
    }
    return sums;
}

Result<std::int64_t> mark(Call& call, org::UnitScope const& scope, MarkSheet const& sheet)
{
    TRY(org::activity(call.view(), scope, sheet.activity));
    TRY(check_marks(sheet, scope.day(call.now)));
    store::hold(call.tx, scope.unit(), sheet.activity);
    auto const months = month_of(call.view(), scope, sheet.activity, sheet.month);
    auto known = last_marks(call.tx, sheet.activity, sheet.month);
    auto const before = words_of_marks(call.tx, sheet.activity, sheet.month);
    std::int64_t written = 0;
    for (auto const& entry : sheet.entries) {
        auto const worked = std::ranges::find(months, entry.worker, &WorkerMonth::worker);
        if (worked == months.end()) return not_assigned;
        auto const found = known.find(entry.worker);
        auto line = TRY(new_mark(sheet, entry, found == known.end() ? nullptr : &found->second));
        if (!line) continue;
        line->n = worked->n;
        line->at = call.now;
        line->officer = call.actor.officer;
        store::add_mark(call.tx, sheet.activity, sheet.month, *line);
        known[entry.worker] = *line;
        ++written;
    }
    if (written > 0)
        core::audit(call,
                    { .what = "workshop.mark",
                      .object = sheet.activity.text() + " " + sheet.month.text(),
                      .before = before,
                      .after = words_of_marks(call.tx, sheet.activity, sheet.month),
                      .unit = scope.unit() });
    return written;
}

} // namespace karya::workshop
