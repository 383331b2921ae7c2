#include "shipping/store.h"

namespace karya::shipping::store {

db::Query put_rate { "shipping.put_rate", R"sql(
INSERT INTO shipping_rate (unit, id, courier, service, distance, valid_from, first_kg, further_kg,
    kg_min, days_min, days_max, active)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (unit, courier, service, distance, valid_from) DO UPDATE SET id = excluded.id,
    first_kg = excluded.first_kg, further_kg = excluded.further_kg, kg_min = excluded.kg_min,
    days_min = excluded.days_min, days_max = excluded.days_max, active = excluded.active
)sql" };

void put(db::Tx& tx, UnitId unit, Rate const& rate)
{
    tx.run(put_rate, unit, rate.id, rate.courier, rate.service, rate.distance, rate.valid_from,
           rate.first_kg, rate.further_kg, rate.kg_min, rate.days_min, rate.days_max, rate.active);
}

db::Query list_rates { "shipping.rates", R"sql(
SELECT id, courier, service, distance, valid_from, first_kg, further_kg, kg_min, days_min, days_max,
    active
FROM shipping_rate WHERE unit = $1
ORDER BY valid_from DESC, courier, service, distance LIMIT 200
)sql" };

std::vector<Rate> all(db::Read& read, UnitId unit) { return read.all<Rate>(list_rates, unit); }

db::Query list_in_force { "shipping.in_force", R"sql(
SELECT id, courier, service, distance, valid_from, first_kg, further_kg, kg_min, days_min, days_max,
    active
FROM shipping_rate AS rate
WHERE unit = $1 AND active = 1 AND valid_from <= CAST($2 AS BIGINT)
    AND NOT EXISTS (
        SELECT 1 FROM shipping_rate AS later
        WHERE later.unit = rate.unit AND later.courier = rate.courier
            AND later.service = rate.service AND later.distance = rate.distance
            AND later.valid_from > rate.valid_from AND later.valid_from <= CAST($2 AS BIGINT))
ORDER BY courier, service, distance LIMIT 200
)sql" };

std::vector<Rate> in_force(db::Read& read, UnitId unit, Day day)
{
    return read.all<Rate>(list_in_force, unit, day);
}

} // namespace karya::shipping::store
