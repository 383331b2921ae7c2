#pragma once
// A receipt as PDF, for a 58 or 80 mm printer or on A4, in black.

#include "counter/paper.h"
#include "counter/receipt.h"

namespace karya::counter {

/// The same receipt, language and paper always give the same bytes.
std::string receipt_pdf(Lang lang, Receipt const& receipt, Paper paper);

} // namespace karya::counter
