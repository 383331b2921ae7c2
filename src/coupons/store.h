#pragma once
// SQL of coupons. For coupons/ only.

#include "coupons/coupons.h"

namespace karya::coupons::store {

struct Maker {
    Timestamp at {};
    OfficerId officer {};
};
/// False when a code that looks the same is there.
bool insert(db::Tx& tx, Coupon const& coupon, std::string_view folded, Maker const& maker);
std::optional<Coupon> by_code(db::Read& read, std::string_view folded);
std::optional<Coupon> by_id(db::Read& read, CouponId id);
void end(db::Tx& tx, CouponId id, Timestamp at);

/// One use less is left; its row is locked until the transaction ends. Nothing when there is none.
struct Taken {
    std::optional<std::int64_t> limit_buyer {};
};
BOOST_DESCRIBE_STRUCT(Taken, (), (limit_buyer))
std::optional<Taken> take(db::Tx& tx, CouponId id);
void put_back(db::Tx& tx, CouponId id);
void lock_used(db::Tx& tx, std::string_view holder);

struct UseRow {
    std::string holder {};
    CouponId coupon {};
    Rupiah amount {};
    Timestamp at {};
    std::string phone {}; ///< hashes
    std::string email {};
};
BOOST_DESCRIBE_STRUCT(UseRow, (), (holder, coupon, amount, at, phone, email))
void insert_use(db::Tx& tx, UseRow const& row);
std::int64_t uses_by(db::Read& read, UseRow const& buyer);
/// The coupon that it used, once.
std::optional<CouponId> delete_use(db::Tx& tx, std::string_view holder);
void forget(db::Tx& tx, std::string_view holder);
Rupiah given(db::Read& read, CouponId id);

/// Empty ids: of everywhere.
struct Within {
    UnitId unit {};
    KanwilId kanwil {};
};
std::vector<Coupon> of_unit(db::Read& read, Within const& within);
std::vector<Coupon> of_kanwil(db::Read& read, KanwilId kanwil);
std::vector<Coupon> all(db::Read& read);
std::optional<std::string> first_miscounted(db::Read& read);

} // namespace karya::coupons::store
