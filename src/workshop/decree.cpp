// Who works in an activity, by decree.

#include "base/json.h"
#include "core/audit.h"
#include "workshop/store.h"
#include "workshop/texts.h"
#include <algorithm>

namespace karya::workshop {

namespace {

void note(Call& call, org::UnitScope const& scope, std::string_view what, Decree const& before,
          std::string after)
{
    core::audit(call,
                { .what = what,
                  .object = before.activity.text(),
                  .before = json_text(before),
                  .after = std::move(after),
                  .unit = scope.unit() });
}

Error wrong(NewDecree const& wanted, Day today)
{
    Error error { bad_decree };
    if (trimmed(wanted.number).empty())
        error.fields.push_back({ "number", "workshop.empty" });
    else if (!is_line(wanted.number))
        error.fields.push_back({ "number", "workshop.too_long" });
    if (wanted.dated > today) error.fields.push_back({ "dated", "workshop.ahead" });
    if (wanted.until && *wanted.until < wanted.since)
        error.fields.push_back({ "until", "workshop.ends_before" });
    if (wanted.workers.empty()) error.fields.push_back({ "workers", "workshop.nobody_chosen" });
    return error;
}

/// Each once, by number; nobody who has left.
Result<std::vector<Assigned>> persons(View const& view, org::UnitScope const& scope,
                                      std::vector<WorkerId> const& wanted)
{
    std::vector<Assigned> all;
    for (auto const id : wanted) {
        auto const worker = TRY(wbp::worker(view, scope, id));
        if (worker.left_on) return wbp::has_left;
        all.push_back({ id, worker.n });
    }
    std::ranges::sort(all, {}, &Assigned::n);
    auto const twins = std::ranges::unique(all, {}, &Assigned::n);
    all.erase(twins.begin(), twins.end());
    return all;
}

} // namespace

Result<Decree> assign(Call& call, org::UnitScope const& scope, NewDecree const& wanted)
{
    TRY(org::activity(call.view(), scope, wanted.activity));
    if (auto error = wrong(wanted, scope.day(call.now)); !error.fields.empty()) return error;
    auto const workers = TRY(persons(call.view(), scope, wanted.workers));
    store::hold(call.tx, scope.unit(), wanted.activity);
    std::string const number { trimmed(wanted.number) };
    if (store::has_number(call.tx, wanted.activity, number))
        return Error { decree_taken }.at("number", "workshop.decree_taken");
    Decree const decree { .id = DecreeId::make(call.now),
                          .activity = wanted.activity,
                          .number = number,
                          .dated = wanted.dated,
                          .since = wanted.since,
                          .until = wanted.until,
                          .workers = static_cast<std::int64_t>(workers.size()) };
    store::add(call.tx, scope.unit(), decree, workers);
    auto after = json_text(decree);
    for (auto const& one : workers) after += " " + one.worker.text();
    core::audit(call,
                { .what = "workshop.assign",
                  .object = wanted.activity.text(),
                  .after = std::move(after),
                  .unit = scope.unit() });
    return decree;
}

Result<Decree> end_decree(Call& call, org::UnitScope const& scope, DecreeId id, Day last_day)
{
    auto const known = store::decree(call.tx, scope.unit(), id);
    if (!known) return not_found;
    store::hold(call.tx, scope.unit(), known->activity);
    auto const before = store::decree(call.tx, scope.unit(), id).value();
    if (before.until && *before.until <= last_day)
        return Error { decree_over }.at("last_day", "workshop.not_earlier");
    if (last_day < before.since) return Error { bad_decree }.at("last_day", "workshop.ends_before");
    auto after = before;
    after.until = last_day;
    store::set_until(call.tx, id, last_day);
    note(call, scope, "workshop.end_decree", before, json_text(after));
    return after;
}

std::vector<Decree> decrees(View const& view, org::UnitScope const& scope, ActivityId activity)
{
    return store::decrees(view.read, scope.unit(), activity);
}

std::vector<Assigned> assigned_on(View const& view, org::UnitScope const& scope,
                                  ActivityId activity, Day day)
{
    auto all = store::assigned_on(view.read, scope.unit(), activity, day);
    std::erase_if(all, [&](Assigned const& one) {
        auto const worker = wbp::worker(view, scope, one.worker);
        return !worker.ok() || (worker.value().left_on && *worker.value().left_on < day);
    });
    return all;
}

} // namespace karya::workshop
