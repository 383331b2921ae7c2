#pragma once
// The books as a proof reads them: everything, entry by entry.

#include "base/id.h"
#include "core/call.h"
#include "core/ids.h"
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace karya::ledger {

/// The entries after number `after` and before number `before`.
struct BookSpan {
    std::int64_t after {};
    std::int64_t before { INT64_MAX };
};

/// What a full check of the books found. `first_broken` names the row and says what is wrong.
struct Verdict {
    bool sound { true };
    std::int64_t units {};
    std::int64_t entries {};
    std::int64_t postings {};
    std::string first_broken {};
};
BOOST_DESCRIBE_STRUCT(Verdict, (), (sound, units, entries, postings, first_broken))

/// Reads every entry once, in flat memory: balance of each, gapless count and hash chain of each
/// unit, postings without entry, balances rebuilt and compared, order of closed periods, rules that
/// can be read.
Result<Verdict> verify(db::Read& read);

/// What the entry of a document (sale, void, refund, deposit, payout, …) says, as it stands in the
/// database. Two with the same words book the same.
struct Booked {
    std::string source {};
    std::string kind {};
    std::int64_t seq {};
    Timestamp at {};
    Day day {}; ///< it is booked on
    bool late { false };
    std::string words {}; ///< business day, memo, accounts and amounts in their order
};
/// Calls `visit` for each of them in the unit's book, in the order of the book.
void each_booked(db::Read& read, UnitId unit, std::function<void(Booked const&)> const& visit);
/// What an entry moved of what was sold, for the sums of days.
struct Move {
    std::int64_t seq {};
    Day day {};            ///< it is booked on
    std::int64_t sales {}; ///< 1 a sale, -1 a void of one
    Rupiah turnover {};    ///< what buyers paid; below zero: got back
    Rupiah pnbp {};        ///< of it
    Rupiah premium {};     ///< of it: premi and upah
    std::string hash {};   ///< of the chain up to it
};
/// Calls `visit` for every entry of the span, in the order of the book.
void each_move(db::Read& read, UnitId unit, BookSpan span,
               std::function<void(Move const&)> const& visit);
// For evidence: entries with all that the chain's hash is made of.
struct SealedPosting {
    std::string account {};
    std::int64_t amount {};
};
BOOST_DESCRIBE_STRUCT(SealedPosting, (), (account, amount))
struct SealedEntry {
    std::string id {};
    std::int64_t seq {};
    std::string kind {};
    std::int64_t day {}; ///< since 1970-01-01
    std::int64_t business_day {};
    std::int64_t late {};
    std::string source {};
    std::string memo {};
    std::string officer {};
    std::int64_t at {}; ///< microseconds
    std::vector<SealedPosting> postings {};
    std::string hash {};
};
BOOST_DESCRIBE_STRUCT(SealedEntry, (),
                      (id, seq, kind, day, business_day, late, source, memo, officer, at, postings,
                       hash))
/// Calls `visit` for every entry of the span, in the order of the book.
void each_sealed(db::Read& read, UnitId unit, BookSpan span,
                 std::function<void(SealedEntry const&)> const& visit);
/// From before the first to behind the last entry that is booked on these days; nothing without
/// one. Others may lie between.
std::optional<BookSpan> span_on(db::Read& read, UnitId unit, Day first, Day last);
/// The hash that the entry after number `seq` follows. Fails: core.not_found.
Result<std::string> hash_after(db::Read& read, UnitId unit, std::int64_t seq);

/// Where a unit's book ends.
struct BookEnd {
    UnitId unit {};
    std::int64_t seq {};
    std::string hash {};
};
BOOST_DESCRIBE_STRUCT(BookEnd, (), (unit, seq, hash))
/// Of every unit that has one.
std::vector<BookEnd> book_ends(db::Read& read);
/// The first day that anybody booked on.
std::optional<Day> first_booked(db::Read& read);
/// Fails: db.unreadable.
Result<std::vector<UnitId>> units_with_books(db::Read& read);
/// All postings of all units added up: zero, or an entry does not balance.
Rupiah imbalance(db::Read& read);

} // namespace karya::ledger
