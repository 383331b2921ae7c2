#include "shipping/shipping.h"
#include "base/json.h"
#include "base/leaf.h"
#include "base/text.h"
#include "core/audit.h"
#include "shipping/quote.h"
#include "shipping/state.h"
#include "shipping/store.h"

namespace karya::shipping {

namespace {

constexpr std::int64_t fee_max = 10'000'000;
constexpr std::int64_t kg_most = 1'000;
constexpr std::int64_t days_most = 90;
constexpr int days_ahead = 366;
constexpr std::size_t service_max = 40;

Result<Rate> checked(Rate rate, Day today)
{
    Error error { bad_rate };
    auto const refuse = [&](std::string_view field, std::string_view why) {
        error.fields.push_back({ std::string { field }, std::string { why }, {} });
    };
    rate.service = std::string { trimmed(rate.service) };
    if (rate.service.empty())
        refuse("service", reason::required);
    else if (!is_clean_utf8(rate.service) || code_points(rate.service) > service_max)
        refuse("service", reason::too_long);
    if (rate.valid_from < today || rate.valid_from > today.next(days_ahead))
        refuse("valid_from", "shipping.bad_begin");
    auto const money = [&](std::string_view field, Rupiah amount) {
        if (amount < Rupiah {} || amount > Rupiah { fee_max }) refuse(field, bad_amount.id);
    };
    money("first_kg", rate.first_kg);
    money("further_kg", rate.further_kg);
    if (rate.kg_min < 1 || rate.kg_min > kg_most) refuse("kg_min", reason::bad_number);
    if (rate.days_min < 0 || rate.days_min > days_most) refuse("days_min", reason::bad_number);
    if (rate.days_max < rate.days_min || rate.days_max > days_most)
        refuse("days_max", "shipping.bad_days");
    if (!error.fields.empty()) return error;
    return rate;
}

} // namespace

Result<void> set_rate(Call& call, org::UnitScope const& scope, Rate const& rate)
{
    auto wanted = TRY(checked(rate, scope.day(call.now)));
    wanted.id = RateId::make(call.now);
    store::put(call.tx, scope.unit(), wanted);
    core::audit(call,
                { .what = "shipping.set_rate",
                  .object = scope.unit().text(),
                  .after = json_text(wanted),
                  .unit = scope.unit() });
    return {};
}

std::vector<Rate> rates(View const& view, org::UnitScope const& scope)
{
    return store::all(view.read, scope.unit());
}

Offered offers(View const& view, UnitId unit, places::Place const& to, std::int64_t grams)
{
    auto const from = org::unit(view, unit);
    if (!from.ok() || !is_weight(grams)) return {};
    auto offered = quoted_offers(view, unit, to, grams);
    if (offered.standing == Standing::quoted || offered.standing == Standing::asking)
        return offered;
    auto const today = day_in(from.value().zone, view.now);
    offered.offers = offers_of(store::in_force(view.read, unit, today),
                               distance_of(from.value(), to), grams);
    return offered;
}

bool ships(View const& view, UnitId unit)
{
    auto const from = org::unit(view, unit);
    if (!from.ok()) return false;
    auto const today = day_in(from.value().zone, view.now);
    auto const source = prices_of(view, unit).source;
    return (source != Source::own && is_set(source))
        || !store::in_force(view.read, unit, today).empty();
}

} // namespace karya::shipping
