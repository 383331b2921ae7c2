#pragma once
// Shifts of a till: what its drawer began with, what was put in and taken out, and what was
// counted.

#include "core/call.h"
#include "org/org.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
using CashMoveId = Id<struct CashMoveTag>;
} // namespace karya

namespace karya::sales {

inline constexpr ErrorCode shift_open { "sales.shift_open", Fault::conflict };
inline constexpr ErrorCode drawer_too_empty { "sales.drawer_too_empty", Fault::conflict };
inline constexpr ErrorCode no_shift { "sales.no_shift", Fault::conflict };

struct Shift {
    ShiftId id {};
    std::string series {};
    OfficerId officer {};
    Timestamp opened_at {};
    Rupiah float_cash {}; ///< money in the drawer at the start
    std::optional<Timestamp> closed_at {};
    std::optional<Rupiah> counted {};
    std::optional<Rupiah> expected {}; ///< as expected_cash, at closing
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(Shift, (),
                      (id, series, officer, opened_at, float_cash, closed_at, counted, expected,
                       note))

/// The open shift of that series, if any.
std::optional<Shift> open_shift_of(View const& view, org::UnitScope const& scope,
                                   std::string_view series);
/// How many of the unit's drawers are open, of all series.
std::int64_t open_shifts(View const& view, org::UnitScope const& scope);
/// The unit of a shift, for org::reach. Fails: core.not_found.
Result<UnitId> unit_of(View const& view, ShiftId id);
/// Fails: core.not_found, also for another unit's.
Result<Shift> shift(View const& view, org::UnitScope const& scope, ShiftId id);
/// The same, which nobody else sells in or closes before the transaction ends.
Result<Shift> hold_shift(Call& call, org::UnitScope const& scope, ShiftId id);
/// A shift that was opened away from the network: under this id, at that instant.
struct ShiftStart {
    ShiftId id {};
    Timestamp at {};
};
/// Fails: org.unit_closed, sales.shift_open (one a series, or that id was used), base.bad_amount.
Result<Shift> open_shift(Call& call, org::UnitScope const& scope, std::string_view series,
                         Rupiah float_cash, std::optional<ShiftStart> const& start = {});
/// Money put into the drawer (above zero) or taken out of it (below), neither for goods nor back
/// for them: change, what is carried to the safe. It stays the unit's cash, so no account is
/// touched.
struct CashMove {
    CashMoveId id {};
    ShiftId shift {};
    Timestamp at {};
    OfficerId officer {};
    Rupiah amount {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(CashMove, (), (id, shift, at, officer, amount, reason))
struct CashDraft {
    CashMoveId id {};
    ShiftId shift {};
    Rupiah amount {};
    std::string reason {};
    Timestamp at {};
    bool after_closing { false }; ///< of a device: as in SaleDraft
};
/// A repeat of the same is answered the same. Fails: sales.no_shift (not open), drawer_too_empty
/// (more is taken than should be there, naming that; what a device did stands), reason_missing,
/// base.bad_amount (nothing, or too much), sales.id_taken.
Result<CashMove> move_cash(Call& call, org::UnitScope const& scope, CashDraft const& draft);
/// In the order in which they happened, at most 500.
std::vector<CashMove> cash_moves(View const& view, org::UnitScope const& scope, ShiftId shift);
/// What should be in the drawer now: float + cash sales − cash refunds + what was put in or taken
/// out.
Rupiah expected_cash(View const& view, org::UnitScope const& scope, Shift const& shift);
/// What went through a drawer, beside what it began with and what was moved.
struct ShiftTotal {
    Rupiah turnover {}; ///< of sales that stand
    Rupiah cash {};
    Rupiah qris {};
    Rupiah transfer {};
    std::int64_t sales {};
    Rupiah back {}; ///< refunds, by all ways
};
BOOST_DESCRIBE_STRUCT(ShiftTotal, (), (turnover, cash, qris, transfer, sales, back))
ShiftTotal shift_total(View const& view, org::UnitScope const& scope, Shift const& shift);
/// Closes for good; a difference is booked once against cash_over_short, with who and why.
/// `at` says when, for one that was closed away from the network; absent: now.
/// Fails: sales.no_shift (not open), sales.reason_missing (a difference needs a note).
Result<Shift> close_shift(Call& call, org::UnitScope const& scope, ShiftId shift, Rupiah counted,
                          std::string const& note, std::optional<Timestamp> at = {});
std::vector<Shift> shifts_of(View const& view, org::UnitScope const& scope); ///< newest 50

} // namespace karya::sales
