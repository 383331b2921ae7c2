#pragma once
// The columns of the files: an English key, then the Indonesian heading that exports carry, then
// other names people use. README.md explains each.

#include "exchange/exchange.h"
#include "sheet/sheet.h"

namespace karya::exchange {

sheet::Header const& columns_of(Kind kind);
/// Whether the column's cells are quantities.
bool holds_quantity(std::string_view key);
/// Stands in the example row of a template where the row's own name stands: a row that was left in
/// is refused, and nothing is made of it.
inline constexpr std::string_view example_mark = "CONTOH";
/// The headings that an export writes, in order.
std::vector<std::string_view> headings_of(Kind kind);

} // namespace karya::exchange
