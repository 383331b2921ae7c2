#pragma once
// SQL of what travels. For orders/ only.

#include "orders/orders.h"

namespace karya::orders::store {

void insert_parcel(db::Tx& tx, OrderId order, Parcel const& parcel);
std::optional<Parcel> parcel(db::Read& read, OrderId order);
void set_shipped(db::Tx& tx, Dispatch const& draft, Timestamp at);
/// In order, with what is in each.
std::vector<Consignment> consignments(db::Read& read, OrderId order);
void insert_consignment(db::Tx& tx, OrderId order, Consignment const& part, OfficerId officer);
/// Whether it was not noted before.
bool set_cost(db::Tx& tx, OrderId order, Rupiah cost);

/// A unit's order that was sent at `before` or earlier and that nobody ended, at most `limit`.
struct Travelling {
    UnitId unit {};
    OrderId order {};
};
BOOST_DESCRIBE_STRUCT(Travelling, (), (unit, order))
std::vector<Travelling> travelling(db::Read& read, Timestamp before, std::int64_t limit);

/// What buyers paid a unit for couriers who were not paid yet.
struct Owed {
    UnitId unit {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(Owed, (), (unit, amount))
std::vector<Owed> owed(db::Read& read);

} // namespace karya::orders::store
