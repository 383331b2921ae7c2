// What the unit fills in: factors of marks, minimum wages, columns of the card file. Dated where
// money hangs on it, and never changed afterwards.

#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "premium/state.h"
#include "premium/store.h"
#include <algorithm>
#include <set>

namespace karya::premium {

namespace {

constexpr std::size_t marks_count = 5;
constexpr std::int64_t factor_max = 500;
constexpr std::size_t heading_max = 60;
constexpr std::size_t source_max = 200;
constexpr std::int64_t month_days_max = 31;
constexpr Rupiah wage_max { 1'000'000'000 };

bool is_table(std::vector<std::int64_t> const& factors)
{
    return factors.size() == marks_count && std::ranges::all_of(factors, [](std::int64_t factor) {
               return factor >= 0 && factor <= factor_max;
           });
}

void note_rule(Call& call, std::string_view what, UnitId unit, std::string after)
{
    core::audit(call,
                { .what = what, .object = unit.text(), .after = std::move(after), .unit = unit });
}

} // namespace

Factors factors_on(View const& view, org::UnitScope const& scope, Day day)
{
    return store::factors_on(view.read, scope.unit(), day).value_or(plain_factors());
}

Result<Factors> set_factors(Call& call, org::UnitScope const& scope, Factors const& wanted)
{
    ledger::hold_book(call, scope);
    auto const last = store::last_factors(call.tx, scope.unit());
    Error error { bad_factors };
    if (!is_table(wanted.difficulty)) error.fields.push_back({ "difficulty", "premium.bad_table" });
    if (!is_table(wanted.conduct)) error.fields.push_back({ "conduct", "premium.bad_table" });
    if (last && wanted.since < last->since)
        error.fields.push_back({ "since", "premium.before_last" });
    if (!error.fields.empty()) return error;
    auto added = wanted;
    added.version = last ? last->version + 1 : 1;
    store::add_factors(call.tx, scope.unit(), added);
    note_rule(call, "premium.set_factors", scope.unit(), json_text(added));
    return added;
}

std::vector<Wage> wages(View const& view, org::UnitScope const& scope)
{
    return store::wages(view.read, scope.unit());
}

std::optional<Wage> wage_on(View const& view, org::UnitScope const& scope, Day day)
{
    return store::wage_on(view.read, scope.unit(), day);
}

Result<void> set_wage(Call& call, org::UnitScope const& scope, Wage const& wanted)
{
    ledger::hold_book(call, scope);
    auto added = wanted;
    added.source = std::string { trimmed(wanted.source) };
    Error error { bad_wage };
    if (added.month <= Rupiah {} || added.month > wage_max)
        error.fields.push_back({ "month", "base.bad_amount" });
    if (added.days < 1 || added.days > month_days_max)
        error.fields.push_back({ "days", "premium.bad_days" });
    if (added.source.empty() || code_points(added.source) > source_max
        || !is_clean_utf8(added.source))
        error.fields.push_back({ "source", "premium.source_missing" });
    if (!error.fields.empty()) return error;
    auto const known = store::wages(call.tx, scope.unit());
    added.version = known.empty() ? 1 : known.front().version + 1;
    store::add_wage(call.tx, scope.unit(), added);
    note_rule(call, "premium.set_wage", scope.unit(), json_text(added));
    return {};
}

std::vector<CardColumn> card_columns(View const& view, org::UnitScope const& scope)
{
    return store::columns(view.read, scope.unit());
}

Result<void> set_card_columns(Call& call, org::UnitScope const& scope,
                              std::vector<CardColumn> const& wanted)
{
    Error error { bad_columns };
    std::set<std::string> headings;
    bool amount = false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        auto const& heading = wanted[i].heading;
        bool const sound = !trimmed(heading).empty() && code_points(heading) <= heading_max
            && is_clean_utf8(heading) && headings.insert(heading).second;
        if (!sound)
            error.fields.push_back(
                { "columns." + std::to_string(i) + ".heading", "premium.bad_heading" });
        amount = amount || wanted[i].field == CardField::amount;
    }
    if (!amount || wanted.size() > columns_max)
        error.fields.push_back({ "columns", "premium.no_amount" });
    if (!error.fields.empty()) return error;
    store::put_columns(call.tx, scope.unit(), wanted);
    note_rule(call, "premium.set_columns", scope.unit(), json_text(wanted));
    return {};
}

} // namespace karya::premium
