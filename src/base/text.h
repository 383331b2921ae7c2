#pragma once
// Plain text: UTF-8, trimming, slugs, escaping.

#include <string>
#include <string_view>
#include <vector>

namespace karya {

/// True for well-formed UTF-8 without NUL and other control characters (tab, CR, LF are allowed).
bool is_clean_utf8(std::string_view text);
/// Without what `is_clean_utf8` refuses; the rest as it is.
std::string cleaned(std::string_view text);
/// Number of code points of well-formed UTF-8.
std::size_t code_points(std::string_view text);
/// At most that many code points of well-formed UTF-8, from the front.
std::string first_letters(std::string_view text, std::size_t most);
/// Without spaces, tabs and line ends around it.
std::string_view trimmed(std::string_view text);
/// ASCII letters folded to lower case; everything else as it is.
std::string lowered(std::string_view text);
/// "Keset Sabut Kelapa" -> "keset-sabut-kelapa": lower-case ASCII letters, digits and single
/// dashes; accents of Latin letters dropped; empty when nothing is left.
std::string slug(std::string_view text);
std::vector<std::string_view> fields_of(std::string_view text, char separator);
/// Escaped for HTML text and double-quoted attributes.
std::string html_escaped(std::string_view text);
/// A whole number in base ten within int64, optional leading '-', nothing else.
bool parse_integer(std::string_view text, std::int64_t& number);

} // namespace karya
