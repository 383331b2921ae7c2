#pragma once
// A CSV cell that begins like a formula would run when a spreadsheet program opens the file. The
// writer puts an apostrophe before it, the reader takes exactly that apostrophe away again.

#include <string>
#include <string_view>

namespace karya::sheet {

/// "=1+2" -> "'=1+2" and, so that nothing is lost, "'=1" -> "''=1". Negative numbers stay numbers.
std::string defused(std::string_view cell);
/// The exact inverse of `defused`.
std::string_view undefused(std::string_view cell);

} // namespace karya::sheet
