#pragma once
// SQL of cash_*. For cash/ only.

#include "cash/cash.h"

namespace karya::cash::store {

std::int64_t next_n(db::Read& read, UnitId unit);
void insert(db::Tx& tx, Move const& move);
void set_back(db::Tx& tx, Move const& move);

std::optional<Move> move(db::Read& read, UnitId unit, CashMoveId id);
std::optional<UnitId> unit_of(db::Read& read, CashMoveId id);
std::vector<Move> moves(db::Read& read, UnitId unit, std::int64_t before);
/// Oldest first, those numbered above `after`, at most 500.
std::vector<Move> moves_after(db::Read& read, UnitId unit, std::int64_t after);
std::vector<UnitId> units(db::Read& read);

struct Source {
    std::string id {};
    std::string entry {};
    bool back { false };
};
BOOST_DESCRIBE_STRUCT(Source, (), (id, entry, back))
std::vector<Source> of_activity(db::Read& read, UnitId unit, ActivityId activity);

struct Spent {
    UnitId unit {};
    std::int64_t count {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(Spent, (), (unit, count, amount))
/// Less what was taken back.
std::vector<Spent> spent_between(db::Read& read, Day first, Day last);

} // namespace karya::cash::store
