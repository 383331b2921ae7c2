#pragma once
// What people write for words of our lists. Nothing stands here that could mean two of its list.

#include <string_view>

namespace karya::exchange {

/// The enumerator of the type ("Measure") that a word in small letters stands for; empty: none.
std::string_view meant_by(std::string_view type, std::string_view word);

} // namespace karya::exchange
