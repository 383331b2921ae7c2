// What sending costs, by day, and whose prices buyers see: the unit's own page.

#include "web/routes.h"
#include "base/embedded.h"
#include "base/text.h"
#include "shipping/shipping.h"
#include <algorithm>

namespace karya::shipping {

namespace {

struct CourierOption {
    Courier courier {};
};
BOOST_DESCRIBE_STRUCT(CourierOption, (), (courier))

struct DistanceOption {
    Distance distance {};
};
BOOST_DESCRIBE_STRUCT(DistanceOption, (), (distance))

struct RateForm {
    Courier courier { Courier::pos };
    std::string service {};
    Distance distance { Distance::nation };
    std::string valid_from {};
    std::string first_kg {};
    std::string further_kg {};
    std::string kg_min { "1" };
    std::string days_min {};
    std::string days_max {};
    bool active { true };
};
BOOST_DESCRIBE_STRUCT(RateForm, (),
                      (courier, service, distance, valid_from, first_kg, further_kg, kg_min,
                       days_min, days_max, active))

struct RatePage {
    std::string unit_name {};
    Source source { Source::own };
    std::string origin {};  ///< where parcels begin, in words
    bool asks { false };    ///< a provider's prices count
    bool may_ask { false }; ///< or could
    bool unset { false };   ///< but it cannot be asked any more
    std::optional<LocalTime> last_at {};
    std::string last_trouble {};
    std::vector<Rate> rates {};
    std::vector<CourierOption> couriers {};
    std::vector<DistanceOption> distances {};
    RateForm form {};
};
BOOST_DESCRIBE_STRUCT(RatePage, (),
                      (unit_name, source, origin, asks, may_ask, unset, last_at, last_trouble,
                       rates, couriers, distances, form))

void add_prices(View const& view, org::Unit const& unit, RatePage& page)
{
    auto const prices = prices_of(view, unit.id);
    auto const offered = sources();
    page.source = prices.source;
    page.asks = prices.source != Source::own;
    page.may_ask = page.asks || offered.size() > 1;
    page.unset = std::ranges::find(offered, prices.source) == offered.end();
    if (auto const origin = places::place(prices.origin)) page.origin = origin->words();
    auto const last = page.asks ? last_asked(view, unit.id, prices.source) : std::nullopt;
    if (!last) return;
    page.last_at = LocalTime { last->at, unit.zone };
    if (!last->trouble.empty()) page.last_trouble = karya::text::find(view.lang, last->trouble, {});
}

Result<RatePage> show(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    auto const unit = TRY(org::unit(view, scope.unit()));
    RatePage page { .unit_name = unit.name, .rates = rates(view, scope) };
    add_prices(view, unit, page);
    for (auto const courier : enum_values<Courier>()) page.couriers.push_back({ courier });
    for (auto const distance : enum_values<Distance>()) page.distances.push_back({ distance });
    page.form.valid_from = scope.day(view.now).text();
    return page;
}

struct RateInput {
    Courier courier {};
    std::string service {};
    Distance distance {};
    Day valid_from {};
    Rupiah first_kg {};
    Rupiah further_kg {};
    std::int64_t kg_min {};
    std::int64_t days_min {};
    std::int64_t days_max {};
    bool active { true };
};
BOOST_DESCRIBE_STRUCT(RateInput, (),
                      (courier, service, distance, valid_from, first_kg, further_kg, kg_min,
                       days_min, days_max, active))

Result<web::Nothing> post(Call& call, RateInput const& input)
{
    TRY(set_rate(call, TRY(org::own(call.view())),
                 { .courier = input.courier,
                   .service = input.service,
                   .distance = input.distance,
                   .valid_from = input.valid_from,
                   .first_kg = input.first_kg,
                   .further_kg = input.further_kg,
                   .kg_min = input.kg_min,
                   .days_min = input.days_min,
                   .days_max = input.days_max,
                   .active = input.active }));
    return web::Nothing {};
}

// ---- /meja/ongkir/sumber ----

struct SourceOption {
    Source source {};
};
BOOST_DESCRIBE_STRUCT(SourceOption, (), (source))

struct SourceForm {
    std::string source {};
    std::string origin {};
};
BOOST_DESCRIBE_STRUCT(SourceForm, (), (source, origin))

struct SourcePage {
    std::string unit_name {};
    std::vector<SourceOption> sources {};
    SourceForm form {};
};
BOOST_DESCRIBE_STRUCT(SourcePage, (), (unit_name, sources, form))

Result<SourcePage> show_source(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    auto const prices = prices_of(view, scope.unit());
    SourcePage page { .unit_name = TRY(org::unit(view, scope.unit())).name };
    for (auto const source : sources()) page.sources.push_back({ source });
    page.form.source = std::string { enum_text(prices.source) };
    if (auto const origin = places::place(prices.origin)) page.form.origin = origin->words();
    return page;
}

struct PricesInput {
    Source source {};
    std::optional<std::string> origin {}; ///< words that mean one village
};
BOOST_DESCRIBE_STRUCT(PricesInput, (), (source, origin))

/// The only village that the words can mean.
std::string village_of(std::string_view words)
{
    auto const found = places::find(words).places;
    auto const exact = std::ranges::find(found, words, &places::Place::words);
    if (exact != found.end()) return exact->code;
    return found.size() == 1 ? found.front().code : std::string {};
}

Result<web::Nothing> post_prices(Call& call, PricesInput const& input)
{
    TRY(set_prices(call, TRY(org::own(call.view())),
                   { input.source, village_of(trimmed(input.origin.value_or(""))) }));
    return web::Nothing {};
}

} // namespace

void add_routes(web::Routes& routes)
{
    constexpr std::string_view rates = "/meja/ongkir";
    routes.query<web::Nothing, RatePage>(rates, rate_right, show, { "shipping/rates" });
    routes.command<RateInput, web::Nothing>(rates, rate_right, post, { rates, rates });
    constexpr std::string_view source = "/meja/ongkir/sumber";
    routes.query<web::Nothing, SourcePage>(source, rate_right, show_source, { "shipping/source" });
    routes.command<PricesInput, web::Nothing>(source, rate_right, post_prices, { rates, source });
}

} // namespace karya::shipping
