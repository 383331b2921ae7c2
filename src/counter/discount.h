#pragma once
// What is taken off at the till: what was given, why, and what came of a look at it.

#include "counter/counter.h"

namespace karya::counter {

/// What was taken off all lines of a sale.
Rupiah discount_on(sales::Sale const& sale);
/// Not empty, at most 200 letters, no control characters.
bool is_discount_reason(std::string_view reason);

/// A person has looked at a discount that was more than its limit. Audited.
/// Fails: core.not_found (none such is open), counter.discount_unexplained (no note).
Result<void> see_discount(Call& call, org::UnitScope const& scope, SaleId sale,
                          std::string const& note);

} // namespace karya::counter
