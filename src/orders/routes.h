#pragma once
// The module's groups of routes and what their pages share. For orders/ only.

#include "base/embedded.h"
#include "orders/orders.h"

namespace karya::orders {

void add_basket_routes(web::Routes& routes);
void add_sending_routes(web::Routes& routes);
void add_checkout_routes(web::Routes& routes);
void add_buyer_routes(web::Routes& routes);
void add_history_routes(web::Routes& routes);
void add_desk_routes(web::Routes& routes);
void add_collected_routes(web::Routes& routes);
void add_order_routes(web::Routes& routes);
void add_deed_routes(web::Routes& routes);
void add_pickup_routes(web::Routes& routes);

/// The order a page of the desk is about.
struct OrderPath {
    OrderId order {};
};
BOOST_DESCRIBE_STRUCT(OrderPath, (), (order))

/// Where a buyer goes once he has ordered.
struct Placed {
    std::string link {};
    static constexpr bool secret = true;
};
BOOST_DESCRIBE_STRUCT(Placed, (), (link))

/// A time of a service to choose: "2026-11-30 540".
struct TimeChoice {
    std::string slot {};
    std::string words {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(TimeChoice, (), (slot, words, chosen))

/// A line of a basket as pages show it.
struct LineView {
    VariantId variant {};
    std::int64_t index {}; ///< 0, 1, … over the whole basket, as in the names of fields
    std::string slug {};
    std::string name {};
    std::string quantity {}; ///< "2", "1.5": as a field holds it
    std::string quantity_words {};
    std::string measure_name {};
    bool whole_only { true };
    Rupiah price {};
    Rupiah seen_price {};
    bool price_changed { false };
    Rupiah amount {};
    std::string left_words {};
    bool too_few { false };
    bool none_left { false };
    bool to_order { false };
    std::string wait_words {}; ///< how many days making takes; empty: none
    std::optional<std::string> photo {};
    std::string when {};              ///< a service is done
    bool no_time { false };           ///< and none is chosen that has room
    std::vector<TimeChoice> times {}; ///< to choose from
};
BOOST_DESCRIBE_STRUCT(LineView, (),
                      (variant, index, slug, name, quantity, quantity_words, measure_name,
                       whole_only, price, seen_price, price_changed, amount, left_words, too_few,
                       none_left, to_order, wait_words, photo, when, no_time, times))

LineView view_of(Lang lang, BasketLine const& line);

/// A kit of a basket as pages show it, with its lines.
struct KitView {
    KitId kit {};
    std::int64_t index {}; ///< 0, 1, … over the whole basket
    std::string slug {};
    std::string name {};
    std::int64_t pieces {};
    Rupiah price {};
    Rupiah seen_price {};
    bool price_changed { false };
    bool changed { false };
    Rupiah amount {};
    Rupiah saved {};
    bool cheaper { false };
    std::int64_t left {};
    bool too_few { false };
    bool none_left { false };
    std::vector<LineView> lines {};
};
BOOST_DESCRIBE_STRUCT(KitView, (),
                      (kit, index, slug, name, pieces, price, seen_price, price_changed, changed,
                       amount, saved, cheaper, left, too_few, none_left, lines))

KitView view_of(BasketKit const& kit);
/// What of a part pages show: goods that stand alone, and kits with theirs.
struct PartGoods {
    std::vector<LineView> lines {};
    std::vector<KitView> kits {};
};
PartGoods goods_of(Lang lang, BasketPart const& part);

/// What a state, or a deed, of an order is called by how its buyer gets it: "Siap diambil", "Sudah
/// dilayani". Empty: that is not said of such an order.
std::string said_of(Lang lang, Delivery delivery, std::string_view what,
                    karya::text::Args const& args = {});
std::string state_words(Lang lang, Delivery delivery, OrderState state);

/// What one unit's order says, to its buyer and to its desk.
struct OrderLineView {
    std::string name {};
    std::string quantity_words {};
    Rupiah price {};
    Rupiah amount {}; ///< before the coupon
    bool to_order { false };
    std::string kit {};     ///< to which it belongs, in words; empty: to none
    bool instead { false }; ///< of what came back: it is no part of what was ordered
    std::string back {};    ///< how much of it came back, in words
};
BOOST_DESCRIBE_STRUCT(OrderLineView, (),
                      (name, quantity_words, price, amount, to_order, kit, instead, back))
/// "Isi Paket sarapan × 2"; empty for what stands alone.
std::string kit_words(Lang lang, Line const& line);

/// What a coupon took off.
struct CouponView {
    std::string code {};
    Rupiah discount {};
};
BOOST_DESCRIBE_STRUCT(CouponView, (), (code, discount))

struct StepView {
    LocalTime at {};
    std::string words {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(StepView, (), (at, words, note))

/// What travels, to its buyer and to its desk.
struct ParcelView {
    shipping::Courier courier {};
    std::string service {};
    std::string weight {};
    std::int64_t days_min {};
    std::int64_t days_max {};
    std::string days {}; ///< both, in words
    Rupiah fee {};
    std::string tracking {};
    std::string tracking_page {};
    std::optional<Rupiah> cost {};
};
BOOST_DESCRIBE_STRUCT(ParcelView, (),
                      (courier, service, weight, days_min, days_max, days, fee, tracking,
                       tracking_page, cost))

/// One of several parcels, to its buyer and to its desk.
struct ConsignmentView {
    std::int64_t n {};
    shipping::Courier courier {};
    std::string tracking {};
    std::string tracking_page {};
    LocalTime at {};
    std::string contents {};
};
BOOST_DESCRIBE_STRUCT(ConsignmentView, (), (n, courier, tracking, tracking_page, at, contents))
/// Once there is more than one, or something is left to send.
std::vector<ConsignmentView> parts_of(Lang lang, Order const& order, Zone zone);
/// What is in it: "2 buah Keset".
std::vector<std::string> contents_of(Lang lang, Order const& order, Consignment const& part);

/// A time to choose: "2026-11-30 540".
struct SlotChoice {
    std::string slot {};
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(SlotChoice, (), (slot, words))
/// When a service of an order is done.
struct ServiceView {
    std::int64_t n {}; ///< of its line
    std::string name {};
    std::string when {};
    std::vector<SlotChoice> times {}; ///< to which the desk can put it off
};
BOOST_DESCRIBE_STRUCT(ServiceView, (), (n, name, when, times))
std::vector<ServiceView> services_of(Lang lang, Order const& order);
std::vector<SlotChoice> slot_choices(Lang lang, std::vector<PickTime> const& times);
/// What was chosen of them. Fails: orders.bad_pick_day.
Result<PickDay> pick_of(UnitId unit, std::string_view value);
std::string cancelled_words(Lang lang, Order const& order, Cause cause);
/// "2–3", or "1".
std::string days_words(Lang lang, std::int64_t least, std::int64_t most);
/// "800 g", "1,25 kg".
std::string weight_words(Lang lang, std::int64_t grams);
std::optional<ParcelView> parcel_of(Lang lang, Order const& order);
std::optional<CouponView> coupon_of(Order const& order);
std::vector<OrderLineView> lines_of(Lang lang, Order const& order);
std::vector<StepView> steps_of(Lang lang, Order const& order, Zone zone);

} // namespace karya::orders
