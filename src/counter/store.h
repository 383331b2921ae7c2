#pragma once
// SQL of counter_*.

#include "counter/kit.h"

namespace karya {
using EvidenceId = Id<struct EvidenceTag>;
using CountId = Id<struct CountTag>;
} // namespace karya

namespace karya::counter::store {

struct Favourite {
    UnitId unit {};
    ProductId product {};
    std::int64_t times {};
    Day last_day {};
};
void add_to_favourite(db::Tx& tx, Favourite const& sold);
/// Products sold since that day, those sold most often first, at most 24.
std::vector<ProductId> favourites(db::Read& read, UnitId unit, Day since);

void insert_kit(db::Tx& tx, UnitId unit, SaleId sale, std::int64_t n, KitId kit,
                KitLine const& line);
/// Of which that sale was made.
std::vector<KitLine> kits(db::Read& read, SaleId sale);

/// A count of a drawer.
struct Count {
    CountId id {};
    UnitId unit {};
    ShiftId shift {};
    Timestamp at {};
    OfficerId officer {};
    Rupiah counted {};
    Rupiah expected {};
};
BOOST_DESCRIBE_STRUCT(Count, (), (id, unit, shift, at, officer, counted, expected))
void insert_count(db::Tx& tx, Count const& count);
/// What the audit trail keeps of it (proof.cpp).
std::string seal_of(Count const& count);
/// Oldest first, at most 50.
std::vector<Count> counts(db::Read& read, UnitId unit, ShiftId shift);

/// The unit's counts after `after`, by id, at most 500. Fails: db.unreadable.
Result<std::vector<Count>> counts_after(db::Read& read, UnitId unit, CountId after);
/// Fails: db.unreadable.
Result<std::vector<UnitId>> units_with_counts(db::Read& read);

struct Evidence {
    EvidenceId id {};
    SaleId sale {};
    Timestamp at {};
    OfficerId officer {};
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (id, sale, at, officer))
void insert_photo(db::Tx& tx, UnitId unit, Evidence const& photo, std::string_view webp);
/// Oldest first, at most 20.
std::vector<Evidence> photos(db::Read& read, UnitId unit, SaleId sale);
std::optional<UnitId> unit_of_photo(db::Read& read, EvidenceId id);
/// The bytes; nothing when it is not the unit's.
std::optional<std::string> photo(db::Read& read, UnitId unit, EvidenceId id);

struct Qris {
    QrisId id {};
    Timestamp at {};
    OfficerId officer {};
};
BOOST_DESCRIBE_STRUCT(Qris, (), (id, at, officer))
/// In place of the one before (store_qris.cpp).
void put_qris(db::Tx& tx, UnitId unit, Qris const& qris, std::string_view webp);
/// False when there is none.
bool drop_qris(db::Tx& tx, UnitId unit);
std::optional<Qris> qris(db::Read& read, UnitId unit);
std::optional<std::string> qris_picture(db::Read& read, UnitId unit);

// ---- Discounts (store_discount.cpp) ----

struct LimitPlace {
    UnitId unit {};
    Role role {};
    Timestamp at {};
};
/// Who did a thing and when.
struct By {
    Timestamp at {};
    OfficerId officer {};
};
std::optional<DiscountLimit> limit_at(db::Read& read, LimitPlace const& place);
/// In their order, at most 50.
std::vector<DiscountLimit> limits_after(db::Read& read, LimitPlace const& place);
/// In place of one that begins at the same instant.
void put_limit(db::Tx& tx, LimitPlace const& place, DiscountLimit const& limit, By const& by);

struct Discount {
    SaleId sale {};
    std::string number {};
    Timestamp sold_at {};
    OfficerId officer {};
    Role role {};
    Rupiah worth {};
    Rupiah amount {};
    Rupiah most {};
    std::string reason {};
    std::optional<Timestamp> seen_at {};
    std::optional<OfficerId> seen_by {};
    std::optional<std::string> seen_note {};
};
BOOST_DESCRIBE_STRUCT(Discount, (),
                      (sale, number, sold_at, officer, role, worth, amount, most, reason, seen_at,
                       seen_by, seen_note))
/// Once for each sale.
void insert_discount(db::Tx& tx, UnitId unit, Discount const& discount);
/// Newest first, at most 50.
std::vector<Discount> discounts(db::Read& read, UnitId unit);
/// Those that were more than their limit and nobody has looked at, oldest first, at most 50.
std::vector<Discount> open_discounts(db::Read& read, UnitId unit);
std::int64_t open_discount_count(db::Read& read, UnitId unit);
/// False when there is no such one, or somebody has looked already.
bool see_discount(db::Tx& tx, UnitId unit, SaleId sale, By const& by, std::string_view note);

} // namespace karya::counter::store
