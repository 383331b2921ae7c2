// What sending costs, by day: the unit's own page.

#include "web/routes.h"
#include "shipping/shipping.h"

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
    std::vector<Rate> rates {};
    std::vector<CourierOption> couriers {};
    std::vector<DistanceOption> distances {};
    RateForm form {};
};
BOOST_DESCRIBE_STRUCT(RatePage, (), (unit_name, rates, couriers, distances, form))

Result<RatePage> show(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    RatePage page { .unit_name = TRY(org::unit(view, scope.unit())).name,
                    .rates = rates(view, scope) };
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

} // namespace

void add_routes(web::Routes& routes)
{
    constexpr std::string_view rates = "/meja/ongkir";
    routes.query<web::Nothing, RatePage>(rates, rate_right, show, { "shipping/rates" });
    routes.command<RateInput, web::Nothing>(rates, rate_right, post, { rates, rates });
}

} // namespace karya::shipping
