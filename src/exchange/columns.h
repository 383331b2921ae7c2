#pragma once
// The columns of the files: an English key, then the Indonesian heading that exports carry, then
// other names people use. README.md explains each.

#include "exchange/exchange.h"
#include "sheet/sheet.h"

namespace karya::exchange {

sheet::Header const& columns_of(Kind kind);
/// The headings that an export writes, in order.
std::vector<std::string_view> headings_of(Kind kind);

} // namespace karya::exchange
