#include "coupons/store.h"

namespace karya::coupons::store {

db::Query add_coupon { "coupons.insert", R"sql(
INSERT INTO coupons_coupon (id, code, folded, title, unit, kanwil, percent, amount, most, minimum,
    first_day, last_day, limit_all, limit_buyer, used, made_at, officer)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, $15, $16)
ON CONFLICT (folded) DO NOTHING
)sql" };

bool insert(db::Tx& tx, Coupon const& coupon, std::string_view folded, Maker const& maker)
{
    return tx.run(add_coupon, coupon.id, coupon.code, folded, coupon.title, coupon.unit,
                  coupon.kanwil, coupon.percent, coupon.amount, coupon.most, coupon.minimum,
                  coupon.first_day, coupon.last_day, coupon.limit_all, coupon.limit_buyer, maker.at,
                  maker.officer)
        == 1;
}

db::Query find_by_code { "coupons.by_code", R"sql(
SELECT id, code, title, unit, kanwil, percent, amount, most, minimum, first_day, last_day,
    limit_all, limit_buyer, used, ended_at
FROM coupons_coupon WHERE folded = $1
)sql" };

std::optional<Coupon> by_code(db::Read& read, std::string_view folded)
{
    return read.one<Coupon>(find_by_code, folded);
}

db::Query find_by_id { "coupons.by_id", R"sql(
SELECT id, code, title, unit, kanwil, percent, amount, most, minimum, first_day, last_day,
    limit_all, limit_buyer, used, ended_at
FROM coupons_coupon WHERE id = $1
)sql" };

std::optional<Coupon> by_id(db::Read& read, CouponId id)
{
    return read.one<Coupon>(find_by_id, id);
}

db::Query end_coupon { "coupons.end", R"sql(
UPDATE coupons_coupon SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL
)sql" };

void end(db::Tx& tx, CouponId id, Timestamp at) { tx.run(end_coupon, id, at); }

db::Query take_one { "coupons.take", R"sql(
UPDATE coupons_coupon SET used = used + 1
WHERE id = $1 AND ended_at IS NULL AND (limit_all IS NULL OR used < limit_all)
RETURNING limit_buyer
)sql" };

std::optional<Taken> take(db::Tx& tx, CouponId id) { return tx.one<Taken>(take_one, id); }

db::Query put_one_back { "coupons.put_back", R"sql(
UPDATE coupons_coupon SET used = used - 1 WHERE id = $1
)sql" };

void put_back(db::Tx& tx, CouponId id) { CHECK(tx.run(put_one_back, id) == 1); }

db::Query lock_coupon { "coupons.lock_used", R"sql(
UPDATE coupons_coupon SET used = used
WHERE id = (SELECT coupon FROM coupons_use WHERE holder = $1)
)sql" };

void lock_used(db::Tx& tx, std::string_view holder) { tx.run(lock_coupon, holder); }

db::Query add_use { "coupons.add_use", R"sql(
INSERT INTO coupons_use (holder, coupon, amount, at, phone, email) VALUES ($1, $2, $3, $4, $5, $6)
)sql" };

void insert_use(db::Tx& tx, UseRow const& row)
{
    tx.run(add_use, row.holder, row.coupon, row.amount, row.at, row.phone, row.email);
}

db::Query count_uses { "coupons.uses_by", R"sql(
SELECT COUNT(*) FROM coupons_use
WHERE coupon = $1 AND (phone = $2 OR (email <> '' AND email = $3))
)sql" };

std::int64_t uses_by(db::Read& read, UseRow const& buyer)
{
    return read.value<std::int64_t>(count_uses, buyer.coupon, buyer.phone, buyer.email);
}

db::Query remove_use { "coupons.delete_use", R"sql(
DELETE FROM coupons_use WHERE holder = $1 RETURNING coupon
)sql" };

std::optional<CouponId> delete_use(db::Tx& tx, std::string_view holder)
{
    return tx.one<CouponId>(remove_use, holder);
}

db::Query forget_use { "coupons.forget", R"sql(
UPDATE coupons_use SET phone = '', email = '' WHERE holder = $1
)sql" };

void forget(db::Tx& tx, std::string_view holder) { tx.run(forget_use, holder); }

db::Query sum_given { "coupons.given", R"sql(
SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM coupons_use WHERE coupon = $1
)sql" };

Rupiah given(db::Read& read, CouponId id) { return read.value<Rupiah>(sum_given, id); }

db::Query list_of_unit { "coupons.of_unit", R"sql(
SELECT id, code, title, unit, kanwil, percent, amount, most, minimum, first_day, last_day,
    limit_all, limit_buyer, used, ended_at
FROM coupons_coupon WHERE unit IN ('', $1) AND kanwil IN ('', $2)
ORDER BY made_at DESC, id DESC LIMIT 200
)sql" };

std::vector<Coupon> of_unit(db::Read& read, Within const& within)
{
    return read.all<Coupon>(list_of_unit, within.unit, within.kanwil);
}

db::Query list_of_kanwil { "coupons.of_kanwil", R"sql(
SELECT id, code, title, unit, kanwil, percent, amount, most, minimum, first_day, last_day,
    limit_all, limit_buyer, used, ended_at
FROM coupons_coupon WHERE kanwil IN ('', $1)
ORDER BY made_at DESC, id DESC LIMIT 200
)sql" };

std::vector<Coupon> of_kanwil(db::Read& read, KanwilId kanwil)
{
    return read.all<Coupon>(list_of_kanwil, kanwil);
}

db::Query list_all { "coupons.all", R"sql(
SELECT id, code, title, unit, kanwil, percent, amount, most, minimum, first_day, last_day,
    limit_all, limit_buyer, used, ended_at
FROM coupons_coupon ORDER BY made_at DESC, id DESC LIMIT 200
)sql" };

std::vector<Coupon> all(db::Read& read) { return read.all<Coupon>(list_all); }

db::Query find_miscounted { "coupons.first_miscounted", R"sql(
SELECT id FROM coupons_coupon
WHERE used <> (SELECT COUNT(*) FROM coupons_use WHERE coupon = coupons_coupon.id)
ORDER BY id LIMIT 1
)sql" };

std::optional<std::string> first_miscounted(db::Read& read)
{
    return read.one<std::string>(find_miscounted);
}

} // namespace karya::coupons::store
