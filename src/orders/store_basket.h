#pragma once
// SQL of baskets. For orders/ only.

#include "orders/orders.h"

namespace karya::orders::store {

struct BasketRow {
    GroupId id {};
    bool placed { false };
    std::string village {}; ///< where it is sent; empty: nowhere
    std::string coupon {};  ///< its code, as the buyer named it
};
BOOST_DESCRIBE_STRUCT(BasketRow, (), (id, placed, village, coupon))
std::optional<BasketRow> basket(db::Read& read, std::string_view token_hash);
/// The same, used now and locked until the transaction ends.
std::optional<BasketRow> hold_basket(db::Tx& tx, std::string_view token_hash, Timestamp now);
void insert_basket(db::Tx& tx, GroupId id, std::string_view token_hash, Timestamp now);
/// Where it went stands sealed in the group from now on.
void set_placed(db::Tx& tx, GroupId id);

/// A line as it was put in.
struct KeptLine {
    VariantId variant {};
    Quantity quantity {};
    Rupiah seen_price {};
    std::string seen_name {};
    Quantity added {};
    Timestamp added_at {};
};
BOOST_DESCRIBE_STRUCT(KeptLine, (), (variant, quantity, seen_price, seen_name, added, added_at))
/// In the order in which they came.
std::vector<KeptLine> lines(db::Read& read, GroupId basket);
void put_line(db::Tx& tx, GroupId basket, KeptLine const& line);
void delete_line(db::Tx& tx, GroupId basket, VariantId variant);

/// A kit as it was put in.
struct KeptKit {
    KitId kit {};
    std::int64_t pieces {};
    Rupiah seen_price {};
    std::string seen_name {};
    std::int64_t seen_edition {};
    std::int64_t added {};
    Timestamp added_at {};
};
BOOST_DESCRIBE_STRUCT(KeptKit, (),
                      (kit, pieces, seen_price, seen_name, seen_edition, added, added_at))
/// In the order in which they came.
std::vector<KeptKit> kits(db::Read& read, GroupId basket);
void put_kit(db::Tx& tx, GroupId basket, KeptKit const& kit);
void delete_kit(db::Tx& tx, GroupId basket, KitId kit);

/// Which rate was chosen for a unit's part.
struct Choice {
    UnitId unit {};
    RateId rate {};
};
BOOST_DESCRIBE_STRUCT(Choice, (), (unit, rate))
std::vector<Choice> choices(db::Read& read, GroupId basket);
void set_coupon(db::Tx& tx, GroupId basket, std::string_view code);
void set_village(db::Tx& tx, GroupId basket, std::string_view village);
void clear_choices(db::Tx& tx, GroupId basket);
/// No rate: it is fetched.
void choose(db::Tx& tx, GroupId basket, UnitId unit, std::optional<RateId> rate);

/// Those not used since `before`, at most `limit`; how many went.
std::int64_t forget_baskets(db::Tx& tx, Timestamp before, std::int64_t limit);

} // namespace karya::orders::store
