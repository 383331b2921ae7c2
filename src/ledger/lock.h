#pragma once
// Locks: what a live billing or an authorised sheet covers is not taken back any more, it becomes a
// claim.

#include "core/call.h"
#include "ledger/account.h"
#include "ledger/split.h"
#include "org/org.h"
#include <optional>
#include <string>
#include <vector>

namespace karya::ledger {

/// The entries up to `covers`, as far as they credit `account`, belong to the document `source`.
struct Lock {
    Account account {};
    std::string source {};
    std::int64_t covers {};
    std::optional<Timestamp> until {};     ///< absent: for ever
    std::optional<ActivityId> activity {}; ///< only its lines; absent: all
    std::optional<Day> through {};         ///< only what is booked by then; absent: whenever
};
/// Sets the lock of that source anew. Takes the book. Which entry found which lock stays on record.
void lock(Call& call, org::UnitScope const& scope, Lock const& wanted);
/// Ends it, if it is there. Takes the book.
void unlock(Call& call, org::UnitScope const& scope, Account account, std::string_view source);
/// Which parts of the sale `source` are locked at `call.now`. Takes the book, so that the answer
/// stands until the transaction ends.
LockedParts locked_parts(Call& call, org::UnitScope const& scope, std::string_view source);

/// One version of a lock: it stood for the entries after `since` up to `ended`.
struct LockRow {
    std::string account {};
    std::string source {};
    std::int64_t n {}; ///< counts the versions
    std::int64_t covers {};
    std::int64_t since {};
    std::optional<Timestamp> until {};
    std::optional<std::int64_t> ended {};
    std::optional<ActivityId> activity {};
    std::optional<Day> through {};
};
BOOST_DESCRIBE_STRUCT(LockRow, (),
                      (account, source, n, covers, since, until, ended, activity, through))
/// All versions of the unit, by account, source and n.
std::vector<LockRow> lock_rows(db::Read& read, UnitId unit);

/// Where a reversal stands in the book, and where what it reverses does.
struct ReversalPlace {
    std::int64_t sale {}; ///< entry of what it takes back
    std::int64_t seq {};
    Timestamp at {};
    Day sold_on {}; ///< the day that entry is booked on
};
/// Which parts that reversal found locked.
LockedParts locked_for(std::vector<LockRow> const& rows, ReversalPlace const& place);

/// How far a lock reaches that ends with a day.
struct LockReach {
    std::int64_t covers {};
    Day through { Day::numbered(-10'000'000) };
};
/// The entry of a sale.
struct SalePlace {
    std::string source {};
    std::int64_t seq {};
    Day day {};
};
BOOST_DESCRIBE_STRUCT(SalePlace, (), (source, seq, day))
/// Entries of sales that a lock reaching to `to` covers and one reaching to `from` does not, in the
/// order of the book.
std::vector<SalePlace> sales_between(db::Read& read, UnitId unit, LockReach const& from,
                                     LockReach const& to);

} // namespace karya::ledger
