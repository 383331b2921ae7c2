#include "base/base64.h"
#include "counter/store.h"

namespace karya::counter::store {

namespace {

db::Query const put { "counter.put_qris", R"sql(
INSERT INTO counter_qris(unit, id, at, officer, webp) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (unit) DO UPDATE SET id = excluded.id, at = excluded.at, officer = excluded.officer,
    webp = excluded.webp
)sql" };

db::Query const drop { "counter.drop_qris", "DELETE FROM counter_qris WHERE unit = $1" };

db::Query const select_qris { "counter.qris", R"sql(
SELECT id, at, officer FROM counter_qris WHERE unit = $1
)sql" };

db::Query const select_picture { "counter.qris_picture", R"sql(
SELECT webp FROM counter_qris WHERE unit = $1
)sql" };

} // namespace

void put_qris(db::Tx& tx, UnitId unit, Qris const& qris, std::string_view webp)
{
    tx.run(put, unit, qris.id, qris.at, qris.officer, to_base64(webp));
}

bool drop_qris(db::Tx& tx, UnitId unit) { return tx.run(drop, unit) > 0; }

std::optional<Qris> qris(db::Read& read, UnitId unit) { return read.one<Qris>(select_qris, unit); }

std::optional<std::string> qris_picture(db::Read& read, UnitId unit)
{
    auto const text = read.one<std::string>(select_picture, unit);
    if (!text) return {};
    auto bytes = from_base64(*text);
    CHECK(bytes.has_value());
    return bytes;
}

} // namespace karya::counter::store
