#pragma once
// A basket over several units, and how each of them would send its part.

#include "catalogue/catalogue.h"
#include "coupons/coupons.h"
#include "orders/time_of_day.h"
#include "places/places.h"
#include "shipping/shipping.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
/// A basket, and the group of orders that it becomes.
using GroupId = Id<struct GroupTag>;
} // namespace karya

namespace karya::orders {

inline constexpr ErrorCode basket_empty { "orders.basket_empty", Fault::conflict };
inline constexpr ErrorCode basket_full { "orders.basket_full", Fault::conflict };
inline constexpr ErrorCode bad_kits { "orders.bad_kits", Fault::invalid };
inline constexpr ErrorCode goods_changed { "orders.goods_changed", Fault::conflict };
inline constexpr ErrorCode bad_place { "orders.bad_place", Fault::invalid };
inline constexpr ErrorCode sending_gone { "orders.sending_gone", Fault::conflict };
inline constexpr ErrorCode too_many_deeds { "orders.too_many_deeds", Fault::rate_limited };
inline constexpr ErrorCode sending_asked { "orders.sending_asked", Fault::conflict };

// ---- Basket: found by a cookie's token, 256 bits; only its hash is kept ----

/// Why a line cannot be ordered as it stands. `no_time`: a service with times of its own,
/// of which none is chosen that still has room.
enum class Trouble : std::uint8_t { none, gone, too_few, no_time };
BOOST_DESCRIBE_ENUM(Trouble, none, gone, too_few, no_time)

struct BasketLine {
    VariantId variant {};
    std::string slug {};
    std::string name {};
    catalogue::Measure measure { catalogue::Measure::pcs };
    bool whole_only { true };
    Quantity quantity {};
    Rupiah price {};      ///< in force now
    Rupiah seen_price {}; ///< when it was put in
    Rupiah amount {};     ///< less what its kit takes off
    Quantity left {};     ///< for this buyer: his own hold counts, and what lines before it take
    bool to_order { false };
    std::optional<std::int64_t> lead_days {};
    std::optional<std::string> photo {};
    std::optional<std::int64_t> grams {}; ///< of all of it, packed; absent: it cannot be sent
    Trouble trouble { Trouble::none };
    Rupiah discount {}; ///< of the coupon
    KitId kit {};       ///< to which it belongs; empty: to none
    Rupiah kit_off {};  ///< what that takes off
    ProductId product {};
    bool booked { false };           ///< a service with times: whoever wants it comes
    std::vector<PickTime> times {};  ///< of such a one: those with room for it
    std::optional<PickTime> time {}; ///< that was chosen of them
};
BOOST_DESCRIBE_STRUCT(BasketLine, (),
                      (variant, slug, name, measure, whole_only, quantity, price, seen_price,
                       amount, left, to_order, lead_days, photo, grams, trouble, discount, kit,
                       kit_off))

/// A kit, whose lines stand among those of its part.
struct BasketKit {
    KitId kit {};
    std::string slug {};
    std::string name {};
    std::string label {}; ///< the same in Indonesian, as orders keep it
    std::int64_t pieces {};
    Rupiah price {};                     ///< of one, in force now
    Rupiah seen_price {};                ///< when it was put in
    bool changed { false };              ///< it holds other goods than then
    Rupiah amount {};                    ///< of all
    Rupiah saved {};                     ///< of all
    std::optional<std::int64_t> left {}; ///< for this buyer; nothing: any number
    Trouble trouble { Trouble::none };
};
BOOST_DESCRIBE_STRUCT(BasketKit, (),
                      (kit, slug, name, label, pieces, price, seen_price, changed, amount, saved,
                       left, trouble))

/// What of it one unit sells.
struct BasketPart {
    UnitId unit {};
    std::string unit_name {};
    std::string unit_slug {};
    std::string place {};
    std::vector<BasketLine> lines {};
    std::vector<BasketKit> kits {};
    Rupiah total {};
    Rupiah discount {};                        ///< of the coupon, on its lines
    std::optional<RateId> chosen {};           ///< how it is to be sent; absent: it is fetched
    std::optional<shipping::Offer> parcel {};  ///< that, if it is offered now
    bool asking { false };                     ///< whether it is offered is being asked for
    std::optional<std::int64_t> grams() const; ///< nothing when a line was not weighed
    bool visited() const; ///< a line of it is a service with times: it cannot be sent
    bool served() const;  ///< all of them are: nothing is handed over
};
BOOST_DESCRIBE_STRUCT(BasketPart, (),
                      (unit, unit_name, unit_slug, place, lines, kits, total, discount, chosen,
                       parcel, asking))

/// The coupon that the buyer named.
struct BasketCoupon {
    CouponId id {};
    std::string code {};
    Rupiah amount {};       ///< what it takes off, once for the whole group
    std::string trouble {}; ///< why it takes nothing off, in words
};
BOOST_DESCRIBE_STRUCT(BasketCoupon, (), (id, code, amount, trouble))

struct Basket {
    GroupId id {};
    std::vector<BasketPart> parts {};    ///< by the units' names
    std::vector<BasketLine> gone {};     ///< what nobody sells any more
    std::vector<BasketKit> gone_kits {}; ///< of kits the same
    Rupiah total {};                     ///< of what can be ordered
    bool sound { true };                 ///< it can be ordered as it stands
    std::optional<places::Place> to {};  ///< where parts of it may be sent
    Rupiah shipping {};                  ///< of the parts that are
    std::optional<BasketCoupon> coupon {};

    bool empty() const { return parts.empty() && gone.empty() && gone_kits.empty(); }
    Rupiah discount() const { return coupon ? coupon->amount : Rupiah {}; }
    Rupiah charged() const { return total - discount() + shipping; }
    bool travels() const;      ///< whether any part of it is sent
    bool sendable() const;     ///< whether any could be, were it weighed
    bool served() const;       ///< it holds services with times alone
    bool asking() const;       ///< what sending it costs is being asked for
    bool sending_lost() const; ///< what was chosen for a part is not offered any more
};
BOOST_DESCRIBE_STRUCT(Basket, (), (id, parts, gone, gone_kits, total, sound, to, shipping, coupon))

/// The basket of this token; an empty one when there is none or it was placed.
Basket basket(View const& view, std::string_view token);
/// Adds to the basket of `token`. The token to go on with: a new one, if that was none, unknown or
/// placed. The same goods again within three seconds are one click.
/// Fails: core.not_found (not for sale), catalogue.bad_stock, whole_only, orders.basket_full
/// (over 40 lines), too_many_deeds (baskets of one network within an hour); of a service with times
/// of its own no_time (field "slot": none was chosen) and time_full.
Result<std::string> put_in(Call& call, std::string_view token, catalogue::Want const& want,
                           std::optional<PickDay> const& time = {});
struct TimeWish {
    VariantId variant {};
    PickDay time {};
};
/// Another time for services that are there; the basket tells which has no room by now.
void choose_times(Call& call, std::string_view token, std::vector<TimeWish> const& wishes);
/// Sets quantities of lines that are there; zero takes one out. Prices count as seen.
/// Fails: catalogue.bad_stock, catalogue.whole_only.
Result<void> set_quantities(Call& call, std::string_view token,
                            std::vector<catalogue::Want> const& wants);
struct KitWant {
    KitId kit {};
    std::int64_t pieces {};
};
/// Adds so many kits, as `put_in` adds goods. Fails: core.not_found (not for sale), orders.bad_kits
/// (at the field "pieces": not 1 to 100, or too dear), basket_full (over 7 kits), too_many_deeds.
Result<std::string> put_kit_in(Call& call, std::string_view token, KitWant const& want);
/// Sets how many of kits that are there; zero takes one out, with all of its lines. What it costs
/// and holds counts as seen. Fails: orders.bad_kits.
Result<void> set_kits(Call& call, std::string_view token, std::vector<KitWant> const& wants);
/// Names a coupon for it; an empty code takes it off.
/// Fails: orders.basket_empty and what coupons::discount says (field "code").
Result<void> name_coupon(Call& call, std::string_view token, std::string_view code);
/// Keeps its goods for half an hour, while the buyer writes down who he is.
/// Fails: orders.basket_empty, orders.goods_changed, orders.too_many_deeds and what
/// catalogue::hold_for says.
Result<void> begin(Call& call, std::string_view token);

// ---- Sending: where to, and with which of its rates each unit sends ----

/// How the unit could send this part to where the basket goes: nothing without a place, and for
/// goods that were not weighed.
shipping::Offered sendings(View const& view, Basket const& basket, BasketPart const& part);
/// Has asked what sending it costs, of units that ask: after each change of what is in it.
void ask_for_prices(Call& call, std::string_view token);
/// Where the basket is sent; what was chosen for another place is forgotten.
/// Fails: orders.basket_empty, orders.bad_place.
Result<void> send_to(Call& call, std::string_view token, std::string_view village);
struct Sending {
    UnitId unit {};
    std::optional<RateId> rate {}; ///< absent: fetched at the unit
};
/// Of units that are not named nothing changes.
/// Fails: orders.basket_empty, orders.sending_gone (it is not offered any more). What was chosen
/// already stays while it is being asked for.
Result<void> choose_sending(Call& call, std::string_view token, std::vector<Sending> const& wanted);

} // namespace karya::orders
