#pragma once
// SQL of production_*. For production/ only.

#include "production/production.h"

namespace karya::production::store {

/// Whoever takes one waits for who took the one before.
std::int64_t next_n(db::Tx& tx, UnitId unit, Day day);
void add(db::Tx& tx, Batch const& batch);
void add(db::Tx& tx, UnitId unit, Line const& line, std::vector<CostLine> const& costs);
/// Of a batch, in their order.
std::vector<Line> lines(db::Read& read, BatchId id);
/// Of a unit, by the day they are booked on, at most 500 after that one.
std::vector<Line> booked(db::Read& read, UnitId unit, Line const& after, Day last);
std::optional<Batch> batch(db::Read& read, UnitId unit, BatchId id);
std::optional<UnitId> unit_of(db::Read& read, BatchId id);
std::vector<CostLine> costs(db::Read& read, BatchId id, std::int64_t seq);
std::vector<Batch> newest(db::Read& read, UnitId unit);
std::vector<Batch> of_lot(db::Read& read, UnitId unit, std::string_view lot);
/// Newest first, at most 100: those with something for sale that are not withdrawn.
std::vector<Batch> on_sale(db::Read& read, UnitId unit);
std::vector<Batch> before(db::Read& read, UnitId unit, BatchId id);
/// As first written, in the order of day and number, at most 500, after that one of the unit.
std::vector<Batch> after(db::Read& read, UnitId unit, Day day, std::int64_t n);
std::vector<UnitId> units(db::Read& read);
/// The number given out last on each day of a unit.
struct LastNumber {
    Day day {};
    std::int64_t last {};
};
BOOST_DESCRIBE_STRUCT(LastNumber, (), (day, last))
std::vector<LastNumber> numbers(db::Read& read, UnitId unit);

/// New, or with another quantity.
void put(db::Tx& tx, Withdrawal const& withdrawal);
std::vector<BatchId> withdrawn(db::Read& read, UnitId unit);
std::optional<Withdrawal> withdrawal(db::Read& read, BatchId id);

/// Somebody has seen who bought.
struct Reading {
    BuyersReadingId id {};
    BatchId batch {};
    OfficerId officer {};
    Timestamp at {};
};
BOOST_DESCRIBE_STRUCT(Reading, (), (id, batch, officer, at))
void add(db::Tx& tx, Reading const& reading);
std::optional<Reading> reading(db::Read& read, BuyersReadingId id);
std::vector<Reading> readings(db::Read& read, BatchId batch);

std::vector<Made> made_between(db::Read& read, Day from, Day to);

} // namespace karya::production::store
