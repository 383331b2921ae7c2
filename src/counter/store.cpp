#include "counter/store.h"
#include "base/base64.h"
#include "db/proven.h"

namespace karya::counter::store {

namespace {

db::Query const raise_favourite { "counter.add_to_favourite", R"sql(
INSERT INTO counter_favourite(unit, product, times, last_day) VALUES ($1, $2, $3, $4)
ON CONFLICT (unit, product) DO UPDATE SET times = counter_favourite.times + excluded.times,
    last_day = CASE WHEN excluded.last_day > counter_favourite.last_day THEN excluded.last_day
        ELSE counter_favourite.last_day END
)sql" };

db::Query const select_favourites { "counter.favourites", R"sql(
SELECT product FROM counter_favourite WHERE unit = $1 AND last_day >= $2
ORDER BY times DESC, product LIMIT 24
)sql" };

db::Query const add_count { "counter.insert_count", R"sql(
INSERT INTO counter_count(id, unit, shift, at, officer, counted, expected)
VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql" };

db::Query const select_counts { "counter.counts", R"sql(
SELECT id, unit, shift, at, officer, counted, expected FROM counter_count
WHERE shift = $1 AND unit = $2 ORDER BY at, id LIMIT 50
)sql" };

db::Query const select_counts_after { "counter.counts_after", R"sql(
SELECT id, unit, shift, at, officer, counted, expected FROM counter_count
WHERE unit = $1 AND id > $2 ORDER BY id LIMIT 500
)sql" };

db::Query const select_counting_units { "counter.units_with_counts", R"sql(
SELECT DISTINCT unit FROM counter_count ORDER BY unit
)sql" };

db::Query const add_photo { "counter.insert_photo", R"sql(
INSERT INTO counter_photo(id, unit, sale, at, officer, webp) VALUES ($1, $2, $3, $4, $5, $6)
)sql" };

db::Query const select_photos { "counter.photos", R"sql(
SELECT id, sale, at, officer FROM counter_photo WHERE sale = $1 AND unit = $2
ORDER BY at, id LIMIT 20
)sql" };

db::Query const select_photo_unit { "counter.unit_of_photo", R"sql(
SELECT unit FROM counter_photo WHERE id = $1
)sql" };

db::Query const select_photo { "counter.photo", R"sql(
SELECT webp FROM counter_photo WHERE id = $1 AND unit = $2
)sql" };

} // namespace

void add_to_favourite(db::Tx& tx, Favourite const& sold)
{
    tx.run(raise_favourite, sold.unit, sold.product, sold.times, sold.last_day);
}

std::vector<ProductId> favourites(db::Read& read, UnitId unit, Day since)
{
    return read.all<ProductId>(select_favourites, unit, since);
}

void insert_count(db::Tx& tx, Count const& count)
{
    tx.run(add_count, count.id, count.unit, count.shift, count.at, count.officer, count.counted,
           count.expected);
}

std::vector<Count> counts(db::Read& read, UnitId unit, ShiftId shift)
{
    return read.all<Count>(select_counts, shift, unit);
}

Result<std::vector<Count>> counts_after(db::Read& read, UnitId unit, CountId after)
{
    return db::proven<Count>(read, "counter_count", select_counts_after, unit, after);
}

Result<std::vector<UnitId>> units_with_counts(db::Read& read)
{
    return db::proven<UnitId>(read, "counter_count of unit", select_counting_units);
}

void insert_photo(db::Tx& tx, UnitId unit, Evidence const& photo, std::string_view webp)
{
    tx.run(add_photo, photo.id, unit, photo.sale, photo.at, photo.officer, to_base64(webp));
}

std::vector<Evidence> photos(db::Read& read, UnitId unit, SaleId sale)
{
    return read.all<Evidence>(select_photos, sale, unit);
}

std::optional<UnitId> unit_of_photo(db::Read& read, EvidenceId id)
{
    return read.one<UnitId>(select_photo_unit, id);
}

std::optional<std::string> photo(db::Read& read, UnitId unit, EvidenceId id)
{
    auto const text = read.one<std::string>(select_photo, id, unit);
    if (!text) return {};
    auto bytes = from_base64(*text);
    CHECK(bytes.has_value());
    return bytes;
}

} // namespace karya::counter::store
