#pragma once
// Moves, sums and numbers of a deposit: pure.

#include "pnbp/pnbp.h"

namespace karya::pnbp {

/// Whether a deposit may go from one state to the other.
bool may_become(DepositState from, DepositState to);
/// Made, or billed and not expired.
bool is_open(DepositState state);
bool is_paid(DepositState state);

/// A billed one is expired when its last day is over at the unit.
DepositState state_on(DepositState stored, std::optional<Day> expires_on, Day today);
/// As stored, in the state that it has on that day.
Deposit seen_on(Deposit deposit, Day today);

/// "PTK-PNBP-3", of a unit's code and its own count.
std::string number_of(std::string_view unit_code, std::int64_t n);

/// What may be deposited of these balances, both as amounts above zero.
Due due_of(Rupiah payable, Rupiah claim);

/// The same deposit as this payment pays it. Fails: pnbp.bad_payment (fields).
Result<Deposit> with_payment(Deposit deposit, PaymentDraft const& draft, Day today);
/// The same as a correction says it.
Deposit corrected(Deposit deposit, Correction const& correction);
/// Whether an entry has to follow.
bool moves_money(Correction const& correction);
/// The source of the entry that a correction leaves; its object in the audit trail.
std::string key_of(Correction const& correction);
/// Of one paid deposit with its corrections.
std::vector<Booking> bookings_of(Deposit const& deposit, std::vector<Correction> const& all);

/// How much more is deposited than was owed, if so.
std::optional<Rupiah> over_of(Rupiah outstanding);

/// The entry of a paid deposit. `over` of what it covers was refunded after it had expired.
ledger::EntryDraft entry_of(std::string memo, Deposit const& deposit);

/// The day by which money of `day` should be deposited: the next from Monday to Friday.
Day next_working_day(Day day);

Day first_of_month(Day day);

/// 15 digits.
bool is_code(std::string_view code);
/// As seen on billings: 8, then the day it was made on as YYYYMMDD, then six digits.
bool looks_like_code(std::string_view code, Day billed_on);
/// Upper case letters and digits, 1 to 40.
bool is_ntpn(std::string_view ntpn);
inline constexpr std::size_t usual_ntpn_length = 16;

/// Without blanks, dashes and dots, in upper case: as people type numbers of receipts.
std::string bare_number(std::string_view text);

} // namespace karya::pnbp
