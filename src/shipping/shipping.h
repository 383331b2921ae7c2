#pragma once
// How goods travel: couriers, and what they cost by distance and weight. It knows no order.
// order.

#include "core/call.h"
#include "org/org.h"
#include "places/places.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
using RateId = Id<struct RateTag>;

namespace web {
class Routes;
}
} // namespace karya

namespace karya::shipping {

inline constexpr ErrorCode bad_rate { "shipping.bad_rate", Fault::invalid };

/// Say what sending costs.
inline constexpr Permission rate_right { allow("shipping.rates", { Role::kasi, Role::head }) };

/// Who carries it. `unit_itself`: somebody of the unit brings it.
enum class Courier : std::uint8_t {
    pos,
    jne,
    jnt,
    sicepat,
    tiki,
    anteraja,
    lion,
    ninja,
    unit_itself
};
BOOST_DESCRIBE_ENUM(Courier, pos, jne, jnt, sicepat, tiki, anteraja, lion, ninja, unit_itself)
/// The page where the courier says where a parcel is; empty: he has none.
std::string_view tracking_page(Courier courier);

/// How far it goes; each holds the one before it.
enum class Distance : std::uint8_t { regency, province, island, nation };
BOOST_DESCRIBE_ENUM(Distance, regency, province, island, nation)

/// What a unit asks for, from a day on until the next row of the same courier, service and
/// distance.
struct Rate {
    RateId id {};
    Courier courier { Courier::pos };
    std::string service {}; ///< as the courier calls it: "Reguler"
    Distance distance { Distance::nation };
    Day valid_from {};
    Rupiah first_kg {};
    Rupiah further_kg {}; ///< for each that is begun
    std::int64_t kg_min { 1 };
    std::int64_t days_min {};
    std::int64_t days_max {};
    bool active { true };
};
BOOST_DESCRIBE_STRUCT(Rate, (),
                      (id, courier, service, distance, valid_from, first_kg, further_kg, kg_min,
                       days_min, days_max, active))

/// Of today or later; the same day again takes the place of the row. Audited.
/// Fails: shipping.bad_rate (fields).
Result<void> set_rate(Call& call, org::UnitScope const& scope, Rate const& rate);
/// Every row, newest first, at most 200.
std::vector<Rate> rates(View const& view, org::UnitScope const& scope);

/// What it costs to send a parcel.
struct Offer {
    RateId rate {};
    Courier courier {};
    std::string service {};
    std::int64_t grams {};
    Rupiah fee {};
    std::int64_t days_min {};
    std::int64_t days_max {};
};
BOOST_DESCRIBE_STRUCT(Offer, (), (rate, courier, service, grams, fee, days_min, days_max))
/// What the unit offers today for so much weight to this place: of each courier and service the row
/// of the nearest distance that reaches it, the cheapest first.
std::vector<Offer> offers(View const& view, UnitId unit, places::Place const& to,
                          std::int64_t grams);
/// Whether it sends anything at all.
bool ships(View const& view, UnitId unit);

void add_routes(web::Routes& routes);

} // namespace karya::shipping
