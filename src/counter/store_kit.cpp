#include "counter/store.h"

namespace karya::counter::store {

namespace {

db::Query const add_kit { "counter.insert_kit", R"sql(
INSERT INTO counter_kit(sale, n, unit, kit, name, pieces, off) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (sale, n) DO NOTHING
)sql" };

db::Query const select_kits { "counter.kits", R"sql(
SELECT name, pieces, off FROM counter_kit WHERE sale = $1 ORDER BY n LIMIT 1000
)sql" };

} // namespace

void insert_kit(db::Tx& tx, UnitId unit, SaleId sale, std::int64_t n, KitId kit,
                KitLine const& line)
{
    tx.run(add_kit, sale, n, unit, kit, line.name, line.pieces, line.off);
}

std::vector<KitLine> kits(db::Read& read, SaleId sale)
{
    return read.all<KitLine>(select_kits, sale);
}

} // namespace karya::counter::store
