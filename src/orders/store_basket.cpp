#include "orders/store_basket.h"

namespace karya::orders::store {

db::Query find_basket { "orders.find_basket", R"sql(
SELECT id, placed, village, coupon FROM orders_basket WHERE token_hash = $1
)sql" };

std::optional<BasketRow> basket(db::Read& read, std::string_view token_hash)
{
    return read.one<BasketRow>(find_basket, token_hash);
}

db::Query use_basket { "orders.use_basket", R"sql(
UPDATE orders_basket SET changed_at = $2 WHERE token_hash = $1
RETURNING id, placed, village, coupon
)sql" };

std::optional<BasketRow> hold_basket(db::Tx& tx, std::string_view token_hash, Timestamp now)
{
    return tx.one<BasketRow>(use_basket, token_hash, now);
}

db::Query add_basket { "orders.add_basket", R"sql(
INSERT INTO orders_basket (id, token_hash, changed_at) VALUES ($1, $2, $3)
)sql" };

void insert_basket(db::Tx& tx, GroupId id, std::string_view token_hash, Timestamp now)
{
    tx.run(add_basket, id, token_hash, now);
}

db::Query mark_placed { "orders.mark_placed", R"sql(
UPDATE orders_basket SET placed = 1, village = '' WHERE id = $1
)sql" };

void set_placed(db::Tx& tx, GroupId id) { CHECK(tx.run(mark_placed, id) == 1); }

db::Query list_basket_lines { "orders.list_basket_lines", R"sql(
SELECT variant, quantity, seen_price, seen_name, added, added_at
FROM orders_basket_line WHERE basket = $1 ORDER BY added_at, variant
)sql" };

std::vector<KeptLine> lines(db::Read& read, GroupId basket)
{
    return read.all<KeptLine>(list_basket_lines, basket);
}

db::Query write_basket_line { "orders.write_basket_line", R"sql(
INSERT INTO orders_basket_line
    (basket, variant, quantity, seen_price, seen_name, added, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (basket, variant) DO UPDATE SET quantity = excluded.quantity,
    seen_price = excluded.seen_price, seen_name = excluded.seen_name, added = excluded.added,
    added_at = excluded.added_at
)sql" };

void put_line(db::Tx& tx, GroupId basket, KeptLine const& line)
{
    tx.run(write_basket_line, basket, line.variant, line.quantity, line.seen_price, line.seen_name,
           line.added, line.added_at);
}

db::Query remove_basket_line { "orders.remove_basket_line", R"sql(
DELETE FROM orders_basket_line WHERE basket = $1 AND variant = $2
)sql" };

void delete_line(db::Tx& tx, GroupId basket, VariantId variant)
{
    tx.run(remove_basket_line, basket, variant);
}

db::Query list_basket_kits { "orders.list_basket_kits", R"sql(
SELECT kit, pieces, seen_price, seen_name, seen_edition, added, added_at
FROM orders_basket_kit WHERE basket = $1 ORDER BY added_at, kit
)sql" };

std::vector<KeptKit> kits(db::Read& read, GroupId basket)
{
    return read.all<KeptKit>(list_basket_kits, basket);
}

db::Query write_basket_kit { "orders.write_basket_kit", R"sql(
INSERT INTO orders_basket_kit
    (basket, kit, pieces, seen_price, seen_name, seen_edition, added, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (basket, kit) DO UPDATE SET pieces = excluded.pieces,
    seen_price = excluded.seen_price, seen_name = excluded.seen_name,
    seen_edition = excluded.seen_edition, added = excluded.added, added_at = excluded.added_at
)sql" };

void put_kit(db::Tx& tx, GroupId basket, KeptKit const& kit)
{
    tx.run(write_basket_kit, basket, kit.kit, kit.pieces, kit.seen_price, kit.seen_name,
           kit.seen_edition, kit.added, kit.added_at);
}

db::Query remove_basket_kit { "orders.remove_basket_kit", R"sql(
DELETE FROM orders_basket_kit WHERE basket = $1 AND kit = $2
)sql" };

void delete_kit(db::Tx& tx, GroupId basket, KitId kit) { tx.run(remove_basket_kit, basket, kit); }

db::Query list_choices { "orders.list_choices", R"sql(
SELECT unit, rate FROM orders_basket_parcel WHERE basket = $1 ORDER BY unit
)sql" };

std::vector<Choice> choices(db::Read& read, GroupId basket)
{
    return read.all<Choice>(list_choices, basket);
}

db::Query write_village { "orders.write_village", R"sql(
UPDATE orders_basket SET village = $2 WHERE id = $1
)sql" };

void set_village(db::Tx& tx, GroupId basket, std::string_view village)
{
    tx.run(write_village, basket, village);
}

db::Query write_coupon { "orders.write_coupon", R"sql(
UPDATE orders_basket SET coupon = $2 WHERE id = $1
)sql" };

void set_coupon(db::Tx& tx, GroupId basket, std::string_view code)
{
    tx.run(write_coupon, basket, code);
}

db::Query remove_choices { "orders.remove_choices", R"sql(
DELETE FROM orders_basket_parcel WHERE basket = $1
)sql" };

void clear_choices(db::Tx& tx, GroupId basket) { tx.run(remove_choices, basket); }

db::Query write_choice { "orders.write_choice", R"sql(
INSERT INTO orders_basket_parcel (basket, unit, rate) VALUES ($1, $2, $3)
ON CONFLICT (basket, unit) DO UPDATE SET rate = excluded.rate
)sql" };
db::Query remove_choice { "orders.remove_choice", R"sql(
DELETE FROM orders_basket_parcel WHERE basket = $1 AND unit = $2
)sql" };

void choose(db::Tx& tx, GroupId basket, UnitId unit, std::optional<RateId> rate)
{
    if (rate)
        tx.run(write_choice, basket, unit, *rate);
    else
        tx.run(remove_choice, basket, unit);
}

db::Query list_old_baskets { "orders.list_old_baskets", R"sql(
SELECT id FROM orders_basket WHERE changed_at < CAST($1 AS BIGINT)
ORDER BY changed_at LIMIT CAST($2 AS BIGINT)
)sql" };
db::Query remove_basket_lines { "orders.remove_basket_lines", R"sql(
DELETE FROM orders_basket_line WHERE basket = $1
)sql" };
db::Query remove_basket_kits { "orders.remove_basket_kits", R"sql(
DELETE FROM orders_basket_kit WHERE basket = $1
)sql" };
db::Query remove_basket_times { "orders.remove_basket_times", R"sql(
DELETE FROM orders_basket_time WHERE basket = $1
)sql" };
db::Query remove_basket { "orders.remove_basket", R"sql(
DELETE FROM orders_basket WHERE id = $1
)sql" };

std::int64_t forget_baskets(db::Tx& tx, Timestamp before, std::int64_t limit)
{
    auto const old = tx.all<GroupId>(list_old_baskets, before, limit);
    for (auto const id : old) {
        clear_choices(tx, id);
        tx.run(remove_basket_lines, id);
        tx.run(remove_basket_kits, id);
        tx.run(remove_basket_times, id);
        tx.run(remove_basket, id);
    }
    return static_cast<std::int64_t>(old.size());
}

} // namespace karya::orders::store
