#pragma once
// Coupons: a code that takes something off what a buyer orders. Whoever sells bears it, as a
// discount on each line. It knows no orders: a holder is whatever id the module above gives.

#include "core/call.h"
#include "org/org.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
using CouponId = Id<struct CouponTag>;

namespace web {
class Routes;
}
} // namespace karya

namespace karya::coupons {

inline constexpr ErrorCode bad_coupon { "coupons.bad_coupon", Fault::invalid };
inline constexpr ErrorCode code_taken { "coupons.code_taken", Fault::conflict };
inline constexpr ErrorCode unknown { "coupons.unknown", Fault::invalid };
inline constexpr ErrorCode too_early { "coupons.too_early", Fault::conflict };
inline constexpr ErrorCode over { "coupons.over", Fault::conflict };
inline constexpr ErrorCode used_up { "coupons.used_up", Fault::conflict };
inline constexpr ErrorCode used_before { "coupons.used_before", Fault::conflict };
inline constexpr ErrorCode too_little { "coupons.too_little", Fault::conflict };
inline constexpr ErrorCode other_goods { "coupons.other_goods", Fault::conflict };

/// Make coupons and stop them: for the own unit, the own Kanwil, or the nation.
inline constexpr Permission coupon_right { allow("coupons.make",
                                                 { Role::kasi, Role::kanwil, Role::ditjen }) };

struct Coupon {
    CouponId id {};
    std::string code {}; ///< "HEMAT10"
    std::string title {};
    UnitId unit {};     ///< whose goods; empty: of all units of `kanwil`
    KanwilId kanwil {}; ///< empty: of the whole nation
    std::optional<BasisPoints> percent {};
    std::optional<Rupiah> amount {}; ///< instead of a percentage
    std::optional<Rupiah> most {};   ///< of a percentage
    Rupiah minimum {};               ///< what the goods that it covers come to, at least
    Day first_day {};                ///< of the unit, else in WIB
    Day last_day {};
    std::optional<std::int64_t> limit_all {};
    std::optional<std::int64_t> limit_buyer {}; ///< by telephone or e-mail
    std::int64_t used {};
    std::optional<Timestamp> ended_at {};
};
BOOST_DESCRIBE_STRUCT(Coupon, (),
                      (id, code, title, unit, kanwil, percent, amount, most, minimum, first_day,
                       last_day, limit_all, limit_buyer, used, ended_at))

// ---- Using: by modules above ----

/// A line of what is ordered.
struct Goods {
    UnitId unit {};
    Rupiah amount {};
};
/// What the coupon takes off them.
struct Discount {
    CouponId coupon {};
    std::string code {};
    Rupiah amount {};
    std::vector<Rupiah> shares {}; ///< of each line (largest remainder, R-01)
};
/// Fails: coupons.unknown, too_early, over, used_up, too_little, other_goods.
Result<Discount> discount(View const& view, std::string_view code, std::vector<Goods> const& goods);

struct Use {
    std::string holder {}; ///< the group of orders: once
    CouponId coupon {};
    Rupiah amount {};
    std::string phone {};
    std::string email {}; ///< may be empty
};
/// Of two at once who want the last one, one gets it. Fails: coupons.used_up, used_before.
Result<void> use(Call& call, Use const& wanted);
/// Takes the place of its coupon's row among the locks, for whoever may give it back later on.
void hold(Call& call, std::string_view holder);
/// Nothing was bought after all: it can be used again. Of a holder without one it does nothing.
void give_back(Call& call, std::string_view holder);
/// Who used it is nobody's business any more; then he may use it anew.
void forget_buyer(Call& call, std::string_view holder);

// ---- The desk ----

struct Draft {
    std::string code {}; ///< empty: one is made
    std::string title {};
    std::optional<Quantity> percent {}; ///< "7,5"
    std::optional<Rupiah> amount {};
    std::optional<Rupiah> most {};
    Rupiah minimum {};
    Day first_day {};
    Day last_day {};
    std::optional<std::int64_t> limit_all {};
    std::optional<std::int64_t> limit_buyer {};
};
/// For what the actor may reach. Audited. Fails: coupons.bad_coupon (fields), code_taken.
Result<Coupon> make(Call& call, Draft const& draft);
/// From now on nobody uses it; what was ordered with it stands. A repeat is fine. Audited.
/// Fails: core.not_found.
Result<void> stop(Call& call, CouponId id);
/// With what it took off so far.
struct CouponRow {
    Coupon coupon {};
    Rupiah given {};
    bool own { false }; ///< the actor may stop it
};
/// All that counts within the actor's reach, newest first, at most 200. Fails: core.not_found.
Result<std::vector<CouponRow>> coupons(View const& view);
/// The day it is for who gives a coupon: a unit's own, else that of the capital.
/// Fails: core.not_found.
Result<Day> today_of(View const& view, UnitId unit);
/// Fails: core.not_found.
Result<Coupon> coupon(View const& view, CouponId id);

void add_routes(web::Routes& routes);
/// The first coupon whose count does not follow from its uses, for `karya verify`.
std::optional<std::string> first_broken_coupon(db::Read& read);

} // namespace karya::coupons
