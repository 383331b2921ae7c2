#pragma once
// Words as they sound, whatever letters they are dressed in. Pure. For reviews/ only.

#include <string>
#include <string_view>
#include <vector>

namespace karya::reviews {

/// Lower-case ASCII: accents, wide, bold, circled and foreign letters that look alike become the
/// plain ones; what cannot be seen is gone; anything else is a space. Lines stay lines.
std::string plain_letters(std::string_view text);

/// Parts of `text` between characters that are neither letter nor digit.
std::vector<std::string_view> words_in(std::string_view text);

} // namespace karya::reviews
