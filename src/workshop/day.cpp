// One day of an activity: who was there, how long, how many pieces. A correction is a new line.

#include "base/json.h"
#include "core/audit.h"
#include "ledger/ledger.h"
#include "workshop/closed.h"
#include "workshop/proof.h"
#include "workshop/store.h"
#include "workshop/texts.h"
#include <algorithm>
#include <map>

namespace karya::workshop {

namespace {

constexpr Quantity hours_max { 24'000 };
constexpr Quantity pieces_max { 1'000'000'000 };
constexpr Rupiah rate_max { 1'000'000'000 };

std::string field_of(std::size_t index, char const* name)
{
    return "entries." + std::to_string(index) + "." + name;
}

void check_entry(Error& error, DayEntry const& entry, std::size_t index)
{
    auto const hours = entry.hours.value_or(Quantity {});
    auto const pieces = entry.pieces.value_or(Quantity {});
    bool const there = entry.presence == Presence::present;
    if (hours < Quantity {} || hours > hours_max)
        error.fields.push_back({ field_of(index, "hours"), "workshop.bad_hours" });
    else if (!there && hours != Quantity {})
        error.fields.push_back({ field_of(index, "hours"), "workshop.was_not_there" });
    if (pieces < Quantity {} || pieces > pieces_max)
        error.fields.push_back({ field_of(index, "pieces"), "workshop.bad_pieces" });
    else if (!there && pieces != Quantity {})
        error.fields.push_back({ field_of(index, "pieces"), "workshop.was_not_there" });
}

Result<void> check_sheet(DaySheet const& sheet)
{
    Error error { bad_line };
    if (sheet.hours < Quantity {} || sheet.hours > hours_max)
        error.fields.push_back({ "hours", "workshop.bad_hours" });
    if (sheet.rate < Rupiah {} || sheet.rate > rate_max)
        error.fields.push_back({ "rate", "base.bad_amount" });
    if (!is_line(sheet.reason)) error.fields.push_back({ "reason", "workshop.too_long" });
    for (std::size_t i = 0; i < sheet.entries.size(); ++i) check_entry(error, sheet.entries[i], i);
    if (!error.fields.empty()) return error;
    return {};
}

Result<void> check_day(DaySheet const& sheet, Day today, Hand hand)
{
    if (sheet.day > today) return Error { bad_day }.at("day", "workshop.ahead");
    if (today <= sheet.day.next(days_open)) return {};
    if (hand == Hand::section) return Error { day_closed }.with("days", std::to_string(days_open));
    if (trimmed(sheet.reason).empty())
        return Error { reason_missing }.at("reason", "workshop.reason_missing");
    return {};
}

DayLine line_of(DaySheet const& sheet, DayEntry const& entry, Assigned const& worker)
{
    DayLine line { .worker = worker.worker, .n = worker.n, .presence = entry.presence };
    if (entry.presence != Presence::present) return line;
    line.hours = entry.hours.value_or(sheet.hours);
    line.pieces = entry.pieces.value_or(Quantity {});
    if (line.pieces > Quantity {}) line.rate = sheet.rate;
    return line;
}

bool same(DayLine const& a, DayLine const& b)
{
    return a.presence == b.presence && a.hours == b.hours && a.pieces == b.pieces
        && a.rate == b.rate;
}

/// The new lines of a sheet, after what is written of that day already.
Result<std::vector<DayLine>> new_lines(DaySheet const& sheet, std::vector<Assigned> const& assigned,
                                       std::vector<DayLine> const& written)
{
    std::map<WorkerId, DayLine> known;
    for (auto const& line : written) known[line.worker] = line;
    std::vector<DayLine> added;
    for (auto const& entry : sheet.entries) {
        auto const worker = std::ranges::find(assigned, entry.worker, &Assigned::worker);
        if (worker == assigned.end()) return not_assigned;
        auto line = line_of(sheet, entry, *worker);
        auto const before = known.find(entry.worker);
        if (before != known.end() && same(before->second, line)) continue;
        line.seq = before == known.end() ? 1 : before->second.seq + 1;
        line.reason = trimmed(sheet.reason);
        if (line.seq > 1 && line.reason.empty())
            return Error { reason_missing }.at("reason", "workshop.reason_missing");
        known[entry.worker] = line;
        added.push_back(std::move(line));
    }
    return added;
}

} // namespace

std::string words_of(std::vector<DayLine> const& lines)
{
    std::string words;
    for (auto const& line : lines) words += json_text(line) + "\n";
    return words;
}

std::string object_of(ActivityId activity, Day day) { return activity.text() + " " + day.text(); }

std::optional<Timestamp> closed_at(View const& view, org::UnitScope const& scope, Day day)
{
    auto const month_of = [](Day one) {
        auto const date = one.calendar();
        return std::chrono::year_month { date.year(), date.month() };
    };
    std::optional<Timestamp> at;
    for (auto const& period : ledger::closed_periods(view, scope)) { // the newest first
        if (month_of(period.month) < month_of(day)) break;
        at = period.closed_at; // a month before the first that was closed is closed with it
    }
    return at;
}

Result<std::int64_t> record_day(Call& call, org::UnitScope const& scope, DaySheet const& sheet,
                                Hand hand)
{
    TRY(org::activity(call.view(), scope, sheet.activity));
    TRY(check_day(sheet, scope.day(call.now), hand));
    TRY(check_sheet(sheet));
    if (trimmed(sheet.reason).empty() && closed_at(call.view(), scope, sheet.day))
        return Error { reason_missing }.at("reason", "workshop.reason_missing");
    store::hold(call.tx, scope.unit(), sheet.activity);
    store::Sheet const key { scope.unit(), sheet.activity, sheet.day };
    auto const before = store::lines(call.tx, key);
    auto const assigned = assigned_on(call.view(), scope, sheet.activity, sheet.day);
    auto const added = TRY(new_lines(sheet, assigned, before));
    for (auto line : added) {
        line.at = call.now;
        line.officer = call.actor.officer;
        store::add_line(call.tx, key, line);
    }
    if (!added.empty())
        core::audit(call,
                    { .what = "workshop.record_day",
                      .object = object_of(sheet.activity, sheet.day),
                      .before = before.empty() ? "" : words_of(before),
                      .after = words_of(store::lines(call.tx, key)),
                      .unit = scope.unit() });
    return static_cast<std::int64_t>(added.size());
}

std::vector<DayLine> lines_of(View const& view, org::UnitScope const& scope, ActivityId activity,
                              Day day)
{
    return store::lines(view.read, { scope.unit(), activity, day });
}

std::vector<DayLine> last_of_each(std::vector<DayLine> const& lines)
{
    std::vector<DayLine> last;
    for (auto const& line : lines)
        if (!last.empty() && last.back().worker == line.worker)
            last.back() = line;
        else
            last.push_back(line);
    return last;
}

Usual usual(View const& view, org::UnitScope const& scope, ActivityId activity)
{
    return { store::last_hours(view.read, scope.unit(), activity).value_or(Quantity {}),
             store::last_rate(view.read, scope.unit(), activity).value_or(Rupiah {}) };
}

} // namespace karya::workshop
