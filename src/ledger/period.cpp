#include "ledger/period.h"
#include "base/json.h"
#include "core/audit.h"
#include "ledger/chain.h"
#include "ledger/ledger.h"
#include "ledger/store.h"

namespace karya::ledger {

Day month_of(Day day)
{
    auto const date = day.calendar();
    return { std::chrono::sys_days { date.year() / date.month() / 1 } };
}

Day end_of_month(Day day)
{
    auto const date = day.calendar();
    return { std::chrono::sys_days { date.year() / date.month() / std::chrono::last } };
}

std::string month_name(Lang lang, Day day)
{
    auto const words = show(lang, month_of(day)); // "1 April 2021"
    return words.substr(words.find(' ') + 1);
}

Day booked_day(std::optional<Day> closed_through, Day business_day)
{
    if (!closed_through || business_day > *closed_through) return business_day;
    return closed_through->next();
}

std::vector<Period> closed_periods(View const& view, org::UnitScope const& scope)
{
    return store::periods(view.read, scope.unit());
}

std::optional<Day> next_period(View const& view, org::UnitScope const& scope)
{
    auto const book = store::book(view.read, scope.unit());
    if (book && book->closed_through) return book->closed_through->next();
    auto const first = store::first_day(view.read, scope.unit());
    if (!first) return {};
    return month_of(*first);
}

Result<void> close_period(Call& call, org::UnitScope const& scope, Day month)
{
    auto const unit = scope.unit();
    auto const last_day = end_of_month(month);
    // The lock keeps entries of this month out until the close is committed or given up.
    auto const book = store::lock_book(call.tx, unit, {}, genesis(unit.text()));
    if (book.closed_through && last_day <= *book.closed_through) return period_closed;
    if (scope.day(call.now) <= last_day)
        return Error { period_not_over }.with("last_day", show(call.lang, last_day));
    auto const next = next_period(call.view(), scope);
    if (!next) return Error { nothing_to_close };
    if (month_of(month) != *next)
        return Error { period_out_of_order }.with("month", month_name(call.lang, *next));

    Period const period { *next, call.actor.officer, call.now };
    store::insert_period(call.tx, unit, period, last_day);
    core::audit(call,
                { .what = "ledger.close_period",
                  .object = next->text(),
                  .before = book.closed_through ? book.closed_through->text() : "",
                  .after = json_text(period),
                  .unit = unit });
    return {};
}

} // namespace karya::ledger
