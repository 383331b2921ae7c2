#pragma once
// How what arrived and what goes back change a payment, whoever tells it. For payments/ only.

#include "payments/store.h"

namespace karya::payments {

/// The row as others see it.
Payment seen(store::Row const& row);

/// Adds a receipt to a payment that is locked, moves it on and announces what became of it.
/// `fee` is what the seller bears once it is settled.
void book(Call& call, store::Row& row, Receipt receipt, Rupiah fee);
/// Ends a payment that is locked and open, or has ended otherwise, and announces it.
void end(Call& call, store::Row& row, State state);

/// Notes a return of a payment that is locked. Fails: payments.return_too_much.
Result<void> note_return(Call& call, store::Row& row, MoneyReturn const& back);
/// It was done, or failed: `back` says which.
void end_return_of(Call& call, store::Row& row, MoneyReturn const& back);
/// Another try of one that failed. Fails: payments.return_too_much.
Result<void> try_again(Call& call, store::Row& row, MoneyReturn back);

void note(Call& call, std::string_view what, store::Row const& row, std::string before = {},
          std::string after = {});

} // namespace karya::payments
