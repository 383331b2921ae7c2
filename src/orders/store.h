#pragma once
// SQL of groups, orders and how units keep up. For orders/ only.

#include "orders/orders.h"

namespace karya::orders::store {

// ---- Groups ----

struct GroupRow {
    GroupId id {};
    Timestamp placed_at {};
    Rupiah total {};
    std::optional<std::string> buyer {}; ///< sealed
    std::optional<Timestamp> erase_at {};
};
BOOST_DESCRIBE_STRUCT(GroupRow, (), (id, placed_at, total, buyer, erase_at))

struct NewGroup {
    GroupRow row {};
    std::string link_hash {};
    Lang lang { Lang::id };
    std::optional<BuyerId> account {};     ///< of who was signed in
    std::optional<std::string> mailbox {}; ///< keyed hash of his e-mail address
};
void insert_group(db::Tx& tx, NewGroup const& group);
std::optional<GroupRow> group_by_link(db::Read& read, std::string_view link_hash);
/// Sealed; nothing for a unit that has no order in it.
std::optional<std::string> buyer(db::Read& read, UnitId unit, GroupId id);
/// To whom letters about a group go, and in which language he ordered.
struct Contact {
    Lang lang {};
    std::optional<std::string> buyer {}; ///< sealed
};
BOOST_DESCRIBE_STRUCT(Contact, (), (lang, buyer))
Contact contact(db::Read& read, GroupId id);
bool has_open_orders(db::Read& read, GroupId id);
/// Whether any of them is not cancelled.
bool has_standing_orders(db::Read& read, GroupId id);
/// Nobody else moves an order of it before the transaction ends.
void hold_group(db::Tx& tx, GroupId id);
void set_erase_at(db::Tx& tx, GroupId id, Timestamp at);
/// Groups whose buyers are to be erased by now, at most `limit`.
std::vector<GroupId> groups_to_erase(db::Read& read, Timestamp now, std::int64_t limit);
/// `account` goes on listing it.
void erase_buyer(db::Tx& tx, GroupId id, std::optional<BuyerId> account);

/// Whose it is, by account or by mailbox alone.
struct Belongs {
    std::optional<BuyerId> account {};
    std::optional<std::string> mailbox {};
};
BOOST_DESCRIBE_STRUCT(Belongs, (), (account, mailbox))
Belongs belongs(db::Read& read, GroupId id);
/// What was ordered with that mailbox and is nobody's becomes that account's.
void adopt(db::Tx& tx, BuyerId account, std::string_view mailbox);
/// No mailbox finds it any more, though who bought is still known to its units.
void detach(db::Tx& tx, GroupId id, std::optional<BuyerId> account);
struct GroupHead {
    GroupId id {};
    Timestamp placed_at {};
    Rupiah total {};
};
BOOST_DESCRIBE_STRUCT(GroupHead, (), (id, placed_at, total))
/// The latest first, at most 20, before that one.
std::vector<GroupHead> groups_of(db::Read& read, buyers::Account const& account, GroupId before);

// ---- Orders ----

/// An order without its lines and steps.
struct OrderHead {
    OrderId id {};
    GroupId group {};
    UnitId unit {};
    std::string number {};
    OrderState state {};
    PayTime pay {};
    Rupiah total {};
    Timestamp placed_at {};
    Day pick_day {};
    Timestamp due_at {};
    std::optional<SaleId> sale {};
    Rupiah fee {};
    Delivery delivery {};
    std::string coupon {};
    std::optional<std::int64_t> slot_starts {};
    std::optional<std::int64_t> slot_ends {};
};
BOOST_DESCRIBE_STRUCT(OrderHead, (),
                      (id, group, unit, number, state, pay, total, placed_at, pick_day, due_at,
                       sale, fee, delivery, coupon, slot_starts, slot_ends))

/// The unit's next number; its row is locked until the transaction ends.
std::int64_t next_n(db::Tx& tx, UnitId unit);
void insert_order(db::Tx& tx, Order const& order, std::int64_t n);
std::optional<Order> order(db::Read& read, UnitId unit, OrderId id);
std::optional<Order> order_of_group(db::Read& read, GroupId group, OrderId id);
std::vector<Order> orders_of(db::Read& read, GroupId group);
/// Those that ended at `now` or before without being fetched, at most `limit`.
std::vector<Order> overdue(db::Read& read, Timestamp now, std::int64_t limit);

/// The one writer of states: from one to the other, if nobody was faster. Whether it was so.
struct Move {
    OrderState from {};
    OrderState to {};
    std::optional<SaleId> sale {};
    Rupiah fee {};
};
bool move(db::Tx& tx, OrderId id, Move const& move, Step const& step);
/// A step that changes no state.
void note(db::Tx& tx, OrderId id, Step const& step);
/// So much of a line came back.
void add_back(db::Tx& tx, OrderId id, PartLine const& line);
/// Goods that were taken instead.
void insert_swap(db::Tx& tx, OrderId id, Line const& line);
/// Groups that are paid ahead, after that one, at most 200.
std::vector<GroupId> groups_ahead(db::Read& read, GroupId after);

std::vector<OrderRow> open_orders(db::Read& read, UnitId unit);
std::vector<OrderRow> ended_orders(db::Read& read, UnitId unit, OrderId before);
std::vector<PickLine> pick_list(db::Read& read, UnitId unit);

struct LoadRow {
    UnitId unit {};
    std::int64_t open {};
    std::int64_t late {};
    std::optional<Day> oldest {};
};
BOOST_DESCRIBE_STRUCT(LoadRow, (), (unit, open, late, oldest))
std::vector<LoadRow> loads(db::Read& read, Day today);
std::optional<LoadRow> load(db::Read& read, UnitId unit, Day today);

std::optional<Pickup> pickup(db::Read& read, UnitId unit);
std::vector<Day> closed_days(db::Read& read, UnitId unit, Day from);
void close_day(db::Tx& tx, UnitId unit, Day day);
void open_day(db::Tx& tx, UnitId unit, Day day);
void put_pickup(db::Tx& tx, UnitId unit, Pickup const& pickup);

} // namespace karya::orders::store
