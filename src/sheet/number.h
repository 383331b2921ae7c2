#pragma once
// What a number in an XLSX cell says: a plain decimal, or a day or time when its style shows one.

#include <cstdint>
#include <string>
#include <string_view>

namespace karya::sheet {

/// How a number format shows its number.
enum class Shown : std::uint8_t { number, day, clock };

/// Of a format built into the file format (0 to 163).
Shown shown_by_number(int format);
/// Of a format code: "dd/mm/yyyy hh:mm" is a day, "h:mm" a clock, "[h]:mm" (a length) a number.
Shown shown_by_code(std::string_view code);

/// Where day 1 of the file stands: Windows counts from 1900 (with its 29 February), old Macs from
/// 1904.
enum class Epoch : std::uint8_t { y1900, y1904 };

/// "45000", "1.5", "2.55": no exponent; more than 15 significant digits are the noise of binary
/// fractions and are rounded as the spreadsheet program shows them. Text that is no number is
/// returned as it is.
std::string plain_number(std::string_view text);
/// "2026-04-26", "2026-04-26T14:05:00" or "14:05:00"; to the millisecond. A number out of the range
/// of dates is returned as `plain_number`.
std::string plain_time(std::string_view text, Shown shown, Epoch epoch);

} // namespace karya::sheet
