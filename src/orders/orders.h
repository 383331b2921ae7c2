#pragma once
// The national shop: one group of orders made of a basket (basket.h), and how each unit fulfils its
// own. Goods become money when they are handed over, through sales alone.

#include "buyers/buyers.h"
#include "core/outbox.h"
#include "orders/pickup.h"
#include "org/org.h"
#include "payments/payments.h"
#include "sales/sales.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
using OrderId = Id<struct OrderTag>;

namespace web {
class Routes;
}
} // namespace karya

namespace karya::orders {

inline constexpr ErrorCode total_changed { "orders.total_changed", Fault::conflict };
inline constexpr ErrorCode bad_buyer { "orders.bad_buyer", Fault::invalid };
inline constexpr ErrorCode sent_is_paid_ahead { "orders.sent_is_paid_ahead", Fault::invalid };
inline constexpr ErrorCode bad_parcel { "orders.bad_parcel", Fault::invalid };
inline constexpr ErrorCode part_is_sent { "orders.part_is_sent", Fault::conflict };
inline constexpr ErrorCode cancel_at_unit { "orders.cancel_at_unit", Fault::conflict };
inline constexpr ErrorCode over_owed { "orders.over_owed", Fault::conflict };
inline constexpr ErrorCode too_early { "orders.too_early", Fault::conflict };
inline constexpr ErrorCode courier_paid { "orders.courier_paid", Fault::conflict };
inline constexpr ErrorCode moved_on { "orders.moved_on", Fault::conflict };
inline constexpr ErrorCode wrong_code { "orders.wrong_code", Fault::invalid };
inline constexpr ErrorCode not_paid { "orders.not_paid", Fault::conflict };
inline constexpr ErrorCode still_open { "orders.still_open", Fault::conflict };
inline constexpr ErrorCode reason_missing { "orders.reason_missing", Fault::invalid };

/// Fulfil orders: see who bought, make ready, hand over.
inline constexpr Permission fulfil_right { allow("orders.fulfil",
                                                 { Role::cashier, Role::kasi, Role::head }) };
/// Cancel an order, and say when goods can be fetched.
inline constexpr Permission manage_right { allow("orders.manage", { Role::kasi, Role::head }) };
/// See the list of orders: the own unit's or, above it, how the units keep up, in numbers alone.
inline constexpr Permission read_right { allow(
    "orders.read",
    { Role::cashier, Role::kasi, Role::head, Role::kanwil, Role::ditjen, Role::auditor }) };

// ---- Placing ----

struct Address {
    std::string street {};  ///< and house, as he wrote it
    std::string village {}; ///< its code
    std::string place {};   ///< from the village up to the postcode, in words
};
BOOST_DESCRIBE_STRUCT(Address, (), (street, village, place))

/// Who buys: private, sealed in the database, erased 90 days after the last order has ended.
struct Buyer {
    std::string name {};
    std::string phone {}; ///< "+62…"
    std::string note {};
    std::optional<Address> address {};   ///< of one to whom something is sent
    std::optional<std::string> email {}; ///< of one who wants letters
    std::optional<bool> whatsapp {};     ///< he agreed to be told by WhatsApp, at `phone`
};
BOOST_DESCRIBE_STRUCT(Buyer, (), (name, phone, note, address, email, whatsapp))

struct PlaceDraft {
    GroupId basket {};                   ///< that the buyer saw
    Rupiah seen_total {};                ///< that he was told, with what sending costs
    Buyer buyer {};                      ///< as he wrote it
    std::string street {};               ///< when something is sent
    std::vector<PickDay> pick_days {};   ///< of the units where he fetches
    std::optional<payments::Way> way {}; ///< absent: paid when the goods are fetched
    /// Of who is signed in: what the address is called in his book; absent: it is not kept there.
    std::optional<std::string> keep_as {};
};
/// Makes one order of each unit's part, all or nothing: names and prices are frozen, goods held
/// until the order ends. Again with the same basket: the same answer. The secret of its link.
/// Fails: orders.basket_empty, goods_changed, total_changed, bad_buyer (fields), bad_pick_day,
/// slot_full, sending_gone, sending_asked, too_many_deeds, sent_is_paid_ahead and what
/// catalogue::hold_for, coupons::use, payments::ask and, for an address that is kept,
/// buyers::add_address say.
Result<std::string> place(Call& call, std::string_view token, PlaceDraft const& draft);

// ---- Orders ----

/// `packed` and `shipped` are of what is sent, `ready` of what is fetched.
enum class OrderState : std::uint8_t {
    placed,
    paid,
    packed,
    ready,
    shipped,
    handed_over,
    cancelled
};
BOOST_DESCRIBE_ENUM(OrderState, placed, paid, packed, ready, shipped, handed_over, cancelled)
/// How the buyer gets what he ordered: `served` when it is services alone, each with its time.
enum class Delivery : std::uint8_t { fetched, sent, served };
BOOST_DESCRIBE_ENUM(Delivery, fetched, sent, served)
/// When the money comes: ahead, or when the goods are fetched.
enum class PayTime : std::uint8_t { at_pickup, ahead };
BOOST_DESCRIBE_ENUM(PayTime, at_pickup, ahead)
/// Who or what made a step.
enum class Cause : std::uint8_t { buyer, unit, overdue, payment };
BOOST_DESCRIBE_ENUM(Cause, buyer, unit, overdue, payment)

struct Line {
    std::int64_t n {};
    VariantId variant {};
    ProductId product {};
    std::string name {};
    catalogue::Measure measure {};
    Quantity quantity {};
    Rupiah price {};
    Rupiah amount {}; ///< price × quantity less discount
    bool to_order { false };
    Rupiah discount {};            ///< of coupon and kit
    std::string kit {};            ///< to which it belongs, as it was called; empty: to none
    std::int64_t kit_pieces {};    ///< of which so many were ordered
    Rupiah kit_off {};             ///< what of the discount is the kit's
    Quantity back {};              ///< came back since it was paid
    std::optional<SaleId> sale {}; ///< of goods that were taken instead of others
    std::int64_t sale_line {};

    Rupiah coupon_off() const { return discount - kit_off; }
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (n, variant, product, name, measure, quantity, price, amount, to_order,
                       discount, kit, kit_pieces, kit_off, back, sale, sale_line))

struct Step {
    Timestamp at {};
    OrderState state {};
    Cause cause {};
    std::optional<OfficerId> officer {};
    std::string note {};
    Rupiah back {};         ///< money that went back to the buyer
    std::string instead {}; ///< what he took instead of what came back
};
BOOST_DESCRIBE_STRUCT(Step, (), (at, state, cause, officer, note, back, instead))

/// What travels: as it was agreed, then who carries it and what he was paid.
struct Parcel {
    shipping::Courier courier {};
    std::string service {};
    std::int64_t grams {};
    Rupiah fee {}; ///< that the buyer paid for it
    std::int64_t days_min {};
    std::int64_t days_max {};
    std::string tracking {};
    std::optional<Timestamp> shipped_at {};
    std::optional<Rupiah> cost {}; ///< that the courier was paid; absent: not yet
};
BOOST_DESCRIBE_STRUCT(Parcel, (),
                      (courier, service, grams, fee, days_min, days_max, tracking, shipped_at,
                       cost))

/// How much of a line.
struct PartLine {
    std::int64_t n {};
    Quantity quantity {};
};
BOOST_DESCRIBE_STRUCT(PartLine, (), (n, quantity))

/// One of the parcels in which an order travels.
struct Consignment {
    std::int64_t n {};
    shipping::Courier courier {};
    std::string tracking {};
    Timestamp at {};
    std::vector<PartLine> lines {};
};

struct Order {
    OrderId id {};
    GroupId group {};
    UnitId unit {};
    std::string number {}; ///< "PTK-P-17"
    OrderState state {};
    PayTime pay {};
    Rupiah total {};
    Timestamp placed_at {};
    Day pick_day {};     ///< when it can be fetched, or is to be packed by
    Timestamp due_at {}; ///< it ends then, if it was not fetched; one that is paid never does
    std::optional<SaleId> sale {};
    Rupiah fee {}; ///< of its payment, borne by the seller
    Delivery delivery {};
    std::vector<Line> lines {};
    std::vector<Step> steps {};
    std::optional<Parcel> parcel {};          ///< of one that is sent
    std::string coupon {};                    ///< whose discount is on its lines
    std::optional<Slot> slot {};              ///< of its pick-up day
    std::vector<Appointment> appointments {}; ///< of its services that have times, by line
    std::vector<Consignment> consignments {}; ///< what a courier has of it
    std::vector<Line> swaps {};               ///< taken instead of lines, before it was handed over

    Rupiah discount() const; ///< of the coupon
    Rupiah kits_off() const;
    Rupiah shipping() const { return parcel ? parcel->fee : Rupiah {}; }
    Rupiah charged() const { return total + shipping(); }
    /// How much of that line is the buyer's and no courier has yet.
    Quantity left(Line const& line) const;
    /// What the buyer is to have: lines and swaps, less what came back.
    std::vector<Line> goods() const;
    Line const& line(std::int64_t n) const;
};

/// What the buyer sees by his secret link.
struct Group {
    GroupId id {};
    Timestamp placed_at {};
    Rupiah total {};
    std::optional<Buyer> buyer {}; ///< nothing once it was erased
    std::vector<Order> orders {};
    std::optional<payments::Payment> payment {}; ///< of money that is sent ahead
    std::optional<Timestamp> erase_at {};        ///< when who bought is forgotten by itself
};
/// Fails: core.not_found.
Result<Group> group(View const& view, std::string_view link);
/// The link of what the basket of `token` became: where a browser goes on that comes back from
/// paying. Fails: core.not_found.
Result<std::string> link_of_basket(View const& view, std::string_view token);
/// Six digits that the buyer shows when he fetches the goods.
std::string pick_code(OrderId id);

/// Takes an order back before it was made ready; with it all of its group while they wait for their
/// money. What was paid is given back, as far as it was not. Fails: core.not_found, part_is_sent,
/// orders.moved_on, cancel_at_unit (money of its till goes back, or it has too little) and, of one
/// that is paid, what sales::refund says.
Result<void> cancel_as_buyer(Call& call, std::string_view link, OrderId id);

/// What was sent is here. Fails: core.not_found, orders.moved_on.
Result<void> receive_as_buyer(Call& call, std::string_view link, OrderId id);

/// Forgets now who bought: name, telephone, address, note, e-mail, the mark of his coupon, and what
/// payments keep of him. Orders, sums and receipts stay, for the books need them. Again is fine.
/// Audited. Fails: core.not_found, orders.still_open (an order or money that goes back is open).
Result<void> forget_as_buyer(Call& call, std::string_view link);

// ---- The account of a buyer who has one: what he ordered while he was signed in, and what was
// ordered with a mailbox that he has proven ----

struct Placing {
    GroupId group {};
    std::string link {};
    Timestamp placed_at {};
    Rupiah total {};
    std::vector<Order> orders {};
};
inline constexpr std::int64_t placings_at_once = 20;
/// The latest first, at most so many, before that group.
std::vector<Placing> history(View const& view, buyers::Account const& account, GroupId before = {});
/// For buyers::tell_proofs_to: what was ordered with that mailbox becomes that account's, and stays
/// in it when who bought is forgotten after 90 days.
void adopt(Call& call, BuyerId account, std::string_view mailbox);
/// Forgets who bought in all that has ended, as forget_as_buyer does; what is still open stays as
/// if it were ordered without an account. Of which orders. Audited.
std::vector<OrderId> forget_account(Call& call, buyers::Account const& account);

// ---- The unit's desk. Each is audited. Of two at once one wins; the other: orders.moved_on ----

/// Fails: core.not_found, also for another unit's.
Result<Order> order(View const& view, org::UnitScope const& scope, OrderId id);
/// Who bought; nothing once it was erased, or when none of the group's orders is this unit's.
std::optional<Buyer> buyer(View const& view, org::UnitScope const& scope, GroupId group);
/// How the buyer of an order is reached.
struct ReachedBy {
    OrderId order {};
    std::string number {};
    std::optional<Buyer> buyer {}; ///< nothing once it was erased
};
/// Of all these at once, in no order; another unit's are left out.
std::vector<ReachedBy> reached_by(View const& view, org::UnitScope const& scope,
                                  std::vector<OrderId> const& ids);
/// Whether something can be handed over: the till's shift is open.
bool till_open(View const& view, org::UnitScope const& scope);
struct OrderRow {
    OrderId id {};
    GroupId group {};
    std::string number {};
    OrderState state {};
    PayTime pay {};
    Rupiah total {};
    Timestamp placed_at {};
    Day pick_day {};
    std::int64_t lines {};
    Delivery delivery {};
};
BOOST_DESCRIBE_STRUCT(OrderRow, (),
                      (id, group, number, state, pay, total, placed_at, pick_day, lines, delivery))
/// Those to be worked on, the earliest day first, then those that travel; at most 200.
std::vector<OrderRow> open_orders(View const& view, org::UnitScope const& scope);
/// Those that ended, newest first, at most 50, before `before`.
std::vector<OrderRow> ended_orders(View const& view, org::UnitScope const& scope,
                                   OrderId before = {});
/// What goods the open orders that are not ready want, added up.
struct PickLine {
    VariantId variant {};
    std::string name {};
    catalogue::Measure measure {};
    Quantity quantity {};
    std::int64_t orders {};
    Quantity in_kits {}; ///< what of it belongs to kits
};
BOOST_DESCRIBE_STRUCT(PickLine, (), (variant, name, measure, quantity, orders, in_kits))
std::vector<PickLine> pick_list(View const& view, org::UnitScope const& scope);

/// It can be fetched, or is packed to be sent. Fails: core.not_found, orders.moved_on (also one
/// that is served: nothing of it is made ready).
Result<void> make_ready(Call& call, org::UnitScope const& scope, OrderId id);

/// Fetched at another time, or a service of that line done; the buyer is told. Fails:
/// core.not_found (also no such appointment), orders.moved_on (it is sent or has ended),
/// bad_pick_day (not among `pick_times`), slot_full, time_full.
Result<void> put_off(Call& call, org::UnitScope const& scope, OrderId id, PickDay const& to,
                     std::optional<std::int64_t> line = {});

/// Who comes when, for which service.
struct Visit {
    OrderId order {};
    GroupId group {};
    std::string number {};
    OrderState state {};
    std::string name {}; ///< of the service
    catalogue::Measure measure {};
    Quantity quantity {};
    std::int64_t starts {};
    std::int64_t ends {};
};
BOOST_DESCRIBE_STRUCT(Visit, (),
                      (order, group, number, state, name, measure, quantity, starts, ends))
/// Of that day, by hour, at most 200; cancelled ones are not.
std::vector<Visit> visits(View const& view, org::UnitScope const& scope, Day day);
struct VisitDay {
    Day day {};
    std::int64_t visits {};
};
BOOST_DESCRIBE_STRUCT(VisitDay, (), (day, visits))
/// Days from today on that have some, at most 30.
std::vector<VisitDay> visit_days(View const& view, org::UnitScope const& scope);

struct HandOver {
    OrderId order {};
    std::string code {};
    bool without_code { false }; ///< the buyer was known otherwise
    sales::Payment payment { sales::Payment::cash };
};
/// The goods go, the money comes: records the sale through the unit's open till, and takes what was
/// held. One that is paid has its sale already. Fails: core.not_found, orders.moved_on, wrong_code,
/// sales.no_shift, bad_payment (`collected`) and what sales::record says.
Result<sales::Sale> hand_over(Call& call, org::UnitScope const& scope, HandOver const& draft);
/// Gives the goods back to the shelf, and what was paid to the buyer. Fails: core.not_found,
/// orders.moved_on, part_is_sent, reason_missing and, of one that is paid, what sales::refund says;
/// sales.no_shift when a difference of an exchange was paid at the till.
Result<void> cancel(Call& call, org::UnitScope const& scope, OrderId id, std::string const& reason);

// ---- Sent: handed to a courier, paid to him, and there (parcel.cpp) ----

/// Where the courier's money comes from.
enum class PaidFrom : std::uint8_t { bank, cash };
BOOST_DESCRIBE_ENUM(PaidFrom, bank, cash)
struct Dispatch {
    OrderId order {};
    shipping::Courier courier {};
    std::string tracking {};        ///< may be empty when the unit brings it itself
    std::vector<PartLine> lines {}; ///< what is in this parcel; none: all that is left
};
/// The courier has it; the order is on its way once he has all of it. The money is one, however
/// many parcels. Fails: core.not_found, orders.moved_on, orders.bad_parcel (fields).
Result<void> dispatch(Call& call, org::UnitScope const& scope, Dispatch const& draft);
struct CourierBill {
    OrderId order {};
    Rupiah cost {};
    PaidFrom from {};
};
/// What the courier really asked leaves the unit; the working fund bears or keeps the difference to
/// what the buyer paid. Once. Fails: core.not_found, orders.moved_on (it was not sent),
/// courier_paid, bad_parcel (fields), ledger.too_little_money.
Result<void> pay_courier(Call& call, org::UnitScope const& scope, CourierBill const& bill);
/// Ends one a week after it was sent, when the buyer says nothing.
/// Fails: core.not_found, orders.moved_on, orders.too_early.
Result<void> close_sent(Call& call, org::UnitScope const& scope, OrderId id);
/// What was paid for couriers and is not handed on is what the books hold for them; else what is
/// wrong.
std::optional<std::string> first_broken_parcel(db::Read& read);
/// What payments gave back is what came back of the shop's sales, and what they cost is in the
/// books; else what is wrong. What is still to be heard of is left out.
std::optional<std::string> first_broken_money(db::Read& read);

// ---- Money that the collecting account took for the unit: receivable until it is passed on ----

/// Record what was passed on.
inline constexpr Permission money_right { allow("orders.money", { Role::treasurer, Role::head }) };
/// What the collecting account still owes the unit; below zero: what it gave back to buyers after
/// it had passed their money on, which the unit owes it. What comes next is set against that.
Rupiah collected(View const& view, org::UnitScope const& scope);
struct PassedOn {
    std::string id {}; ///< of the form: again is the same
    Rupiah amount {};
    std::string note {};
    bool back { false }; ///< the unit pays what it owes
};
/// It is on the unit's own account now, or has left it. A repeat of the id is fine. Audited.
/// Fails: base.bad_amount, core.invalid (note), ledger.too_little_money (more than is owed to the
/// unit, or than it has), orders.over_owed (more than it owes).
Result<void> pass_on(Call& call, org::UnitScope const& scope, PassedOn const& draft);

/// How a unit keeps up.
struct UnitLoad {
    UnitId unit {};
    std::string name {};
    std::int64_t open {};
    std::int64_t late {};         ///< as is_late says
    std::optional<Day> oldest {}; ///< earliest day of those
};
BOOST_DESCRIBE_STRUCT(UnitLoad, (), (unit, name, open, late, oldest))
/// Units within the reader's reach that have open orders, the late ones first.
Result<std::vector<UnitLoad>> loads(View const& view);
/// Of one unit.
UnitLoad load(View const& view, org::UnitScope const& scope);

// ---- Wiring ----

struct Keys {
    std::string link {};  ///< makes links and codes
    std::string buyer {}; ///< seals who bought
};
/// Both 32 bytes; set once by app before serving.
void keep_keys(Keys keys);
/// Hears of money that came, that will not come, and that goes back; subscribed by app.
core::Subscriber money_subscriber();
/// Ends orders that nobody fetched, erases buyers whose time is over, forgets baskets that lay
/// thirty days; a part at a time. True when more may wait.
bool tidy_up(Call& call);
void add_routes(web::Routes& routes);

} // namespace karya::orders
