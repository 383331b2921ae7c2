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
inline constexpr ErrorCode too_many_photos { "counter.too_many_photos", Fault::conflict };

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

/// A variant as the till shows it: never its cost.
struct Goods {
    VariantId variant {};
    std::string name {};
    std::string code {};
    std::optional<std::string> barcode {};
    std::string measure_name {};
    bool whole_only { true };
    Rupiah price {};
    std::optional<Quantity> left {};          ///< of counted goods
    std::optional<std::string> left_words {}; ///< "13 packs"
    bool to_order { false };                  ///< may be sold ahead
    bool short_now { false };                 ///< counted, none left, and not made to order
    std::optional<std::string> photo {};
};
BOOST_DESCRIBE_STRUCT(Goods, (),
                      (variant, name, code, barcode, measure_name, whole_only, price, left,
                       left_words, to_order, short_now, photo))

Goods goods_from(catalogue::Sellable const& sellable, Lang lang);
/// What is offered before anybody searches: what sold often in the last two months, filled up with
/// the first of the list; at most `count`.
std::vector<Goods> first_goods(View const& view, org::UnitScope const& scope, std::size_t count);

/// The unit's QRIS picture, known by an id; each new one has another.
std::optional<QrisId> qris_of(View const& view, org::UnitScope const& scope);
/// Its bytes, WebP. Fails: core.not_found.
Result<std::string> qris_picture(View const& view, org::UnitScope const& scope);

void add_routes(web::Routes& routes);
/// Counts what sells often, for the till's first keys; subscribed by app.
core::Subscriber favourite_subscriber();

} // namespace karya::counter
