#pragma once
// The till of a unit: selling across the counter, the shifts of its drawer, and receipts on screen
// and paper. What a sale is, sales says; here it is made by people in a hurry.

#include "core/outbox.h"
#include "counter/paper.h" // papers of modules above are drawn by it too
#include "sales/sales.h"

namespace karya {
using QrisId = Id<struct QrisTag>;
}

namespace karya::web {
class Routes;
}

namespace karya::counter {

inline constexpr ErrorCode count_differs { "counter.count_differs", Fault::invalid };
inline constexpr ErrorCode much_change { "counter.much_change", Fault::invalid };
inline constexpr ErrorCode called_back { "counter.called_back", Fault::invalid };
inline constexpr ErrorCode sale_too_old { "counter.sale_too_old", Fault::conflict };
inline constexpr ErrorCode sale_before_shift { "counter.sale_before_shift", Fault::conflict };
inline constexpr ErrorCode shift_ahead { "counter.shift_ahead", Fault::conflict };
inline constexpr ErrorCode unknown_goods { "counter.unknown_goods", Fault::invalid };
inline constexpr ErrorCode too_many_photos { "counter.too_many_photos", Fault::conflict };
inline constexpr ErrorCode bad_discount_limit { "counter.bad_discount_limit", Fault::invalid };
inline constexpr ErrorCode no_discount { "counter.no_discount", Fault::invalid };
inline constexpr ErrorCode discount_too_much { "counter.discount_too_much", Fault::invalid };
inline constexpr ErrorCode discount_unexplained { "counter.discount_unexplained", Fault::invalid };

/// Sell, and open and close shifts.
inline constexpr Permission sell_right { allow("counter.sell",
                                               { Role::cashier, Role::kasi, Role::head }) };
/// Take sales back: voids and refunds.
inline constexpr Permission refund_right { allow("counter.refund", { Role::kasi, Role::head }) };
/// Read the own unit's receipts, shifts and day totals.
inline constexpr Permission read_right { allow(
    "counter.read", { Role::cashier, Role::kasi, Role::treasurer, Role::head }) };
/// Follow a total down to its receipt and evidence; above the unit without the buyer's number.
inline constexpr Permission trace_right { allow("counter.trace",
                                                { Role::cashier, Role::kasi, Role::treasurer,
                                                  Role::head, Role::kanwil, Role::ditjen,
                                                  Role::auditor, Role::admin }) };

/// Put up the unit's QRIS picture.
inline constexpr Permission qris_right { allow("counter.qris", { Role::treasurer, Role::head }) };

/// Say how much each role may take off, and look at what was more.
inline constexpr Permission discount_right { allow("counter.discount", { Role::head }) };

/// Who of the unit may take a sale back, in words, for those who may not; empty for those who may.
std::string reversers(View const& view);
/// Whoever in a unit may take a sale back, in words.
std::string all_reversers(Lang lang);

/// The series of receipts made at the desk in a browser; each device gets one of its own.
inline constexpr std::string_view desk_series = "W";

/// A drawer that was counted away from the network.
struct DrawerCount {
    ShiftId shift {};
    Rupiah counted {};
    Timestamp at {};
    std::string note {};             ///< why the money differs
    std::string note_when_silent {}; ///< stands in when it differs and nobody said why
};
/// Notes the count and closes the shift with it. A repeat of the count that closed it is answered
/// the same. Fails: core.not_found, sales.no_shift (closed with another count), base.bad_amount.
Result<sales::Shift> close_counted(Call& call, org::UnitScope const& scope,
                                   DrawerCount const& count);
/// Names the first count of a drawer that the audit trail knows otherwise, or that is gone.
std::optional<std::string> first_broken_count(db::Read& read);

/// Goods in a kit, so that a till without a network knows what leaves its shelf.
struct GoodsPart {
    VariantId variant {};
    std::string name {};
    Quantity quantity {}; ///< in one kit
    Rupiah price {};      ///< alone
};
BOOST_DESCRIBE_STRUCT(GoodsPart, (), (variant, name, quantity, price))

/// A variant, or a kit, as the till shows it: never its cost.
struct Goods {
    VariantId variant {}; ///< or the kit's id
    std::string name {};
    std::string code {};
    std::optional<std::string> barcode {};
    std::string measure_name {};  ///< of one: "pack"
    std::string measures_name {}; ///< of more: "packs"
    bool whole_only { true };
    Rupiah price {};
    std::optional<Quantity> left {};          ///< of counted goods
    std::optional<std::string> left_words {}; ///< "13 packs"
    bool to_order { false };                  ///< may be sold ahead
    bool short_now { false };                 ///< counted, none left, and not made to order
    std::optional<std::string> photo {};
    std::vector<GoodsPart> parts {}; ///< of a kit
};
BOOST_DESCRIBE_STRUCT(Goods, (),
                      (variant, name, code, barcode, measure_name, measures_name, whole_only, price,
                       left, left_words, to_order, short_now, photo, parts))

Goods goods_from(catalogue::Sellable const& sellable, Lang lang);

// ---- Kits at the till: known as goods, sold as what they hold (kit.cpp) ----

/// The kits of the unit that can be sold, the newest first.
std::vector<Goods> kit_goods(View const& view, org::UnitScope const& scope);
/// So many of a kit, and what they took off their goods.
struct KitSold {
    KitId kit {};
    std::int64_t pieces {};
    Rupiah off {};
};
BOOST_DESCRIBE_STRUCT(KitSold, (), (kit, pieces, off))
/// Keeps of which kits a sale was made, before `note_discount`: what they save is no discount of
/// the officer's. What is said to be off beyond that stays one; a kit that is not the unit's is
/// passed over.
void note_kits(Call& call, org::UnitScope const& scope, sales::Sale const& sale,
               std::vector<KitSold> const& kits);
/// What is offered before anybody searches: what sold often in the last two months, filled up with
/// the first of the list; at most `count`.
std::vector<Goods> first_goods(View const& view, org::UnitScope const& scope, std::size_t count);

/// Puts up the unit's QRIS picture in place of the one before; audited.
void put_qris(Call& call, org::UnitScope const& scope, std::string_view webp);
/// Audited, if there was one.
void drop_qris(Call& call, org::UnitScope const& scope);
/// The unit's QRIS picture, known by an id; each new one has another.
std::optional<QrisId> qris_of(View const& view, org::UnitScope const& scope);
/// Its bytes, WebP. Fails: core.not_found.
Result<std::string> qris_picture(View const& view, org::UnitScope const& scope);

// ---- Discounts: what a role of the unit may take off (discount.cpp) ----

/// From `since` on at most that share of what the goods come to, and at most that amount; what is
/// absent does not bound it, and when both are, nothing may be taken off.
struct DiscountLimit {
    Timestamp since {};
    std::optional<BasisPoints> percent {};
    std::optional<Rupiah> amount {};
};
BOOST_DESCRIBE_STRUCT(DiscountLimit, (), (since, percent, amount))

/// That share of it, half up.
Rupiah discount_of(Rupiah worth, BasisPoints percent);
/// The most that may be taken off goods of that worth.
Rupiah discount_most(DiscountLimit const& limit, Rupiah worth);
/// In force at that instant; of who was never given one: nothing may be taken off.
DiscountLimit discount_limit(View const& view, org::UnitScope const& scope, Role role,
                             Timestamp at);
/// The same, and those that begin later, in their order.
std::vector<DiscountLimit> discount_limits(View const& view, org::UnitScope const& scope, Role role,
                                           Timestamp from);
struct LimitDraft {
    Role role {};
    Day first {};                       ///< today: from now on
    std::optional<Quantity> percent {}; ///< "7,5"
    std::optional<Rupiah> amount {};
};
/// Audited. Fails: counter.bad_discount_limit (fields; also a day that is over).
Result<void> set_limit(Call& call, org::UnitScope const& scope, LimitDraft const& draft);

/// Keeps what was taken off a sale by an officer of that role, beside what its kits save; nothing
/// for a sale at full price. More than its limit then was a person must look at.
void note_discount(Call& call, org::UnitScope const& scope, sales::Sale const& sale, Role role,
                   std::string const& reason);
/// How many were more, and nobody has looked at yet.
std::int64_t discount_tasks(View const& view, org::UnitScope const& scope);

void add_routes(web::Routes& routes);
/// Counts what sells often, for the till's first keys; subscribed by app.
core::Subscriber favourite_subscriber();

} // namespace karya::counter
