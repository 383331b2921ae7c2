#pragma once
// What a unit pays for, and how its own money moves between drawer, QRIS and bank account. A
// payment is a document of the book: never edited, taken back as a whole.

#include "core/call.h"
#include "ledger/ledger.h"
#include "org/org.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
using CashMoveId = Id<struct CashMoveTag>;
}

namespace karya::cash {

inline constexpr ErrorCode bad_move { "cash.bad_move", Fault::invalid };
inline constexpr ErrorCode taken_back { "cash.taken_back", Fault::conflict };

inline constexpr Permission read_right { allow(
    "cash.read",
    { Role::kasi, Role::treasurer, Role::head, Role::kanwil, Role::ditjen, Role::auditor }) };
inline constexpr Permission write_right { allow("cash.write", { Role::kasi, Role::treasurer }) };
/// Whoever wrote it down does not take it back alone.
inline constexpr Permission take_back_right { allow("cash.take_back", { Role::head }) };

/// The first four are spent, the others move.
enum class MoveKind : std::uint8_t { material, tools, transport, other, to_bank, to_cash, settled };
BOOST_DESCRIBE_ENUM(MoveKind, material, tools, transport, other, to_bank, to_cash, settled)

/// Whether it leaves the unit.
bool is_spent(MoveKind kind);

struct Draft {
    MoveKind kind {};
    Day day {};                            ///< of the paper
    ledger::Account from {};               ///< cash or bank; of what moves, its kind says it
    Rupiah amount {};                      ///< that leaves `from`
    Rupiah fee {};                         ///< kept back of what is settled; below `amount`
    std::optional<ActivityId> activity {}; ///< of what is spent, when it is for one alone
    std::string payee {};                  ///< of what is spent: shop or person; not in the book
    std::string about {};                  ///< "kain katun 20 meter"
};

/// One as it stands. What was written never changes; `back_*` come once, together.
struct Move {
    CashMoveId id {};
    UnitId unit {};
    std::int64_t n {}; ///< the unit's own count, without gaps
    MoveKind kind {};
    Day day {};
    ledger::Account from {};
    Rupiah amount {};
    Rupiah fee {};
    std::optional<ActivityId> activity {};
    std::string payee {};
    std::string about {};
    EntryId entry {};
    Timestamp made_at {};
    OfficerId made_by {};
    std::optional<EntryId> back_entry {};
    std::optional<Timestamp> back_at {};
    std::optional<OfficerId> back_by {};
    std::string back_why {};
};
BOOST_DESCRIBE_STRUCT(Move, (),
                      (id, unit, n, kind, day, from, amount, fee, activity, payee, about, entry,
                       made_at, made_by, back_entry, back_at, back_by, back_why))

/// "PTK-KAS-12"
std::string number_of(org::UnitScope const& scope, Move const& move);

/// Books what was spent (to material, held against R-05's cost recovery, else to the working fund)
/// or moved (a fee to the working fund, R-02). The day may be up to a year ago. Audited. Fails:
/// cash.bad_move (fields), core.not_found (activity), ledger.too_little_money.
Result<Move> record(Call& call, org::UnitScope const& scope, Draft const& draft);
/// Books its mirror today, once. Audited.
/// Fails: core.not_found, cash.taken_back, cash.bad_move (no reason), ledger.too_little_money.
Result<void> take_back(Call& call, org::UnitScope const& scope, CashMoveId id,
                       std::string const& why);

/// Newest first, at most 50, those numbered below `before` (0: from the newest).
std::vector<Move> moves(View const& view, org::UnitScope const& scope, std::int64_t before);
/// Fails: core.not_found, also for another unit's.
Result<Move> move(View const& view, org::UnitScope const& scope, CashMoveId id);
/// Fails: core.not_found.
Result<UnitId> unit_of(View const& view, CashMoveId id);

/// What was spent for one activity: by the id of the move, or of the entry that took it back.
std::vector<std::string> sources_for(View const& view, org::UnitScope const& scope,
                                     ActivityId activity);

/// A unit's spending of thirty days.
struct UnitSpent {
    UnitId unit {};
    std::string name {};
    std::int64_t count {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(UnitSpent, (), (unit, name, count, amount))
/// Of the units in reach that spent anything, the most first.
Result<std::vector<UnitSpent>> spent_below(View const& view);

/// What `karya verify` asks: numbers without gaps, each with its entry, and nothing booked without.
std::optional<std::string> first_broken_move(db::Read& read);

} // namespace karya::cash

namespace karya::web {
class Routes;
}
namespace karya::cash {
void add_routes(web::Routes& routes);
}
