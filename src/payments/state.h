#pragma once
// Moves and sums of a payment: pure.

#include "payments/desk.h"
#include <chrono>

namespace karya::payments {

/// Whether a payment may go from one state to the other.
bool may_become(State from, State to);
/// Something is still awaited.
bool is_open(State state);
/// What a payment is once `received` is all that arrived.
State after_money(State state, Rupiah to_pay, Rupiah received);

/// What arrived for nothing: all of an ended one, what is beyond the price of a settled one; less
/// what of it went back.
struct Sums {
    State state {};
    Rupiah to_pay {};
    Rupiah received {};
    Rupiah given_back {};   ///< in all
    Rupiah surplus_back {}; ///< of it, as surplus
};
Rupiah surplus_of(Sums const& sums);

/// How much may be taken off a price to make a transfer's sum unlike others: a hundredth, at least
/// 9 and at most 499 rupiah, and never all of it.
std::int64_t offset_max(Rupiah amount);
/// The sum for a transfer of that price which is not among `taken`; where to begin is drawn from
/// `seed`. Nothing when all are taken.
std::optional<Rupiah> free_sum(Rupiah amount, std::vector<Rupiah> const& taken, std::uint32_t seed);

/// "KB-7Q2MX": letters and digits that are not mistaken for others, drawn from the id.
std::string code_of(PaymentId id, int attempt);
/// What was typed, in the form of a code; "KB-" may be left out.
std::string code_form(std::string_view typed);
/// Whole digits of a sum's seed.
std::uint32_t seed_of(PaymentId id);

/// How long one with a proof waits beyond its end, one that is short for its rest, and how long a
/// sum stays reserved for who pays too late.
inline constexpr std::chrono::hours proof_grace { 72 };
inline constexpr std::chrono::hours short_grace { 24 };
inline constexpr std::chrono::hours sum_reserved { 14 * 24 };

/// How long a provider is asked again how one stands that is over, before it ends unasked.
inline constexpr std::chrono::hours provider_grace { 24 };

/// A bank account as people write it: digits, without blanks and dashes.
bool is_account_number(std::string_view number);

} // namespace karya::payments
