#pragma once
// How goods travel: couriers, and what they cost by distance and weight, by the unit's own table or
// by what a provider says. It knows no order.

#include "core/call.h"
#include "db/engine.h"
#include "org/org.h"
#include "places/places.h"
#include <array>
#include <chrono>
#include <functional>
#include <map>
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
inline constexpr ErrorCode bad_source { "shipping.bad_source", Fault::invalid };

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

// ---- Whose prices count ----

enum class Source : std::uint8_t { own, rajaongkir, biteship };
BOOST_DESCRIBE_ENUM(Source, own, rajaongkir, biteship)

struct Prices {
    Source source { Source::own };
    std::string origin {}; ///< the code of the village where parcels begin; empty with `own`
};
BOOST_DESCRIBE_STRUCT(Prices, (), (source, origin))
/// Whose prices buyers see from now on. Audited. Fails: shipping.bad_source (fields).
Result<void> set_prices(Call& call, org::UnitScope const& scope, Prices const& prices);
Prices prices_of(View const& view, UnitId unit);
/// The table, and the providers whose keys are set.
std::vector<Source> sources();

/// What came of the newest question to the unit's provider.
struct LastAsked {
    Timestamp at {};
    std::string trouble {}; ///< an error's code; empty: it told prices
};
BOOST_DESCRIBE_STRUCT(LastAsked, (), (at, trouble))
std::optional<LastAsked> last_asked(View const& view, UnitId unit, Source source);

// ---- What it costs to send a parcel ----

struct Offer {
    RateId rate {}; ///< of a provider's service it stays the same when the price changes
    Courier courier {};
    std::string service {};
    std::int64_t grams {};
    Rupiah fee {};
    std::int64_t days_min {};
    std::int64_t days_max {};
};
BOOST_DESCRIBE_STRUCT(Offer, (), (rate, courier, service, grams, fee, days_min, days_max))

/// Whose prices these are: the table's, a provider's, still being asked for, or the table's because
/// the provider has none.
enum class Standing : std::uint8_t { own, quoted, asking, standing_in };
BOOST_DESCRIBE_ENUM(Standing, own, quoted, asking, standing_in)

struct Offered {
    std::vector<Offer> offers {}; ///< the cheapest first; none while it is being asked for
    Standing standing { Standing::own };
    Source source { Source::own };
    std::optional<Timestamp> asked_at {}; ///< when the provider said so
};

/// What the unit offers now for so much weight to this place. Of its table: of each courier and
/// service the row of the nearest distance that reaches it. Of a provider: what it said within the
/// last twelve hours. Asks nobody.
Offered offers(View const& view, UnitId unit, places::Place const& to, std::int64_t grams);
/// Has the unit's provider asked, unless it said within the last half hour, or failed to within the
/// last quarter. A job asks after the commit; nothing to do for a unit with its own table.
void want_offers(Call& call, UnitId unit, places::Place const& to, std::int64_t grams);
/// Whether it sends anything at all.
bool ships(View const& view, UnitId unit);

// ---- Providers: asked by a job after the commit, never within a request ----

struct RajaOngkirKeys {
    std::string key {};
    std::string url { "https://rajaongkir.komerce.id/api/v1" };
    std::string trusted_file {};
};
struct BiteshipKeys {
    std::string key {};
    std::string url { "https://api.biteship.com" };
    std::string trusted_file {};
};
struct Quoters {
    std::optional<RajaOngkirKeys> rajaongkir {};
    std::optional<BiteshipKeys> biteship {};
};
/// Set once by app. Without keys a source is not offered.
void keep_quoters(Quoters quoters);

/// Touched when somebody wants prices: the job need not wait for its next second.
inline constexpr std::string_view quote_tag = "shipping.quotes";

/// Asks providers for prices, one parcel at a time, each held by one node, outside of transactions.
/// What nobody waits for any more is not asked; after a fault that provider has a rest, so that a
/// slow one holds up nobody.
class QuoteWork {
public:
    QuoteWork(db::Engine& engine, std::function<Timestamp()> clock,
              std::chrono::milliseconds deadline = std::chrono::seconds { 3 });
    /// True when it did something: more may wait. Fails as the database.
    Result<bool> work();

private:
    db::Engine& m_engine;
    std::function<Timestamp()> m_clock;
    std::chrono::milliseconds m_deadline;
    std::string m_name;
    std::map<std::string, std::string> m_places {}; ///< providers' own names of villages
    std::array<Timestamp, 3> m_rests_until {};      ///< by Source
};

void add_routes(web::Routes& routes);

} // namespace karya::shipping
