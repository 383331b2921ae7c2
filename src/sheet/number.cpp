#include "sheet/number.h"
#include "base/time.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>

namespace karya::sheet {

namespace {

/// Digits with an optional minus and point, short enough to have been typed by a person.
bool is_plain(std::string_view text)
{
    if (text.starts_with('-')) text.remove_prefix(1);
    std::size_t points = 0;
    std::size_t digits = 0;
    for (char const c : text) {
        if (c == '.')
            ++points;
        else if (c >= '0' && c <= '9')
            ++digits;
        else
            return false;
    }
    if (digits == 0 || text.front() == '.' || text.back() == '.') return false;
    return points == 0 ? digits <= 19 : points == 1 && digits <= 15;
}

/// XLSX numbers are doubles: this is the one place that reads them, and only to write them out
/// again as decimals. Money is parsed from the text.
std::optional<double> as_double(std::string_view text)
{
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    auto const [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const whole = stop == text.data() + text.size();
    if (error != std::errc {} || !whole || !std::isfinite(number)) return {};
    return number;
}

template<class... Format>
std::string written(double number, Format... format)
{
    std::array<char, 512> buffer {};
    auto const [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                            format...);
    return error == std::errc {} ? std::string { buffer.data(), end } : std::string {};
}

/// Milliseconds of a day as "14:05:00" or "14:05:00.250".
std::string clock_text(std::int64_t millis)
{
    std::array<char, 32> buffer {};
    auto const seconds = static_cast<int>(millis / 1000);
    std::snprintf(buffer.data(), buffer.size(), "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                  seconds % 60);
    std::string text = buffer.data();
    if (millis % 1000 != 0) text += "." + std::to_string(1000 + millis % 1000).substr(1);
    return text;
}

} // namespace

Shown shown_by_number(int format)
{
    if ((format >= 14 && format <= 17) || format == 22) return Shown::day;
    if ((format >= 18 && format <= 21) || format == 45 || format == 47) return Shown::clock;
    if ((format >= 27 && format <= 36) || (format >= 50 && format <= 58)) return Shown::day;
    return Shown::number;
}

Shown shown_by_code(std::string_view code)
{
    bool clock = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        switch (code[i]) {
        case '"': i = std::min(code.find('"', i + 1), code.size()); break;
        case '\\':
        case '_':
        case '*': ++i; break;
        case '[': {
            // Colours, currencies and languages; or [h], [mm], [ss]: a length of time.
            auto const end = std::min(code.find(']', i), code.size());
            auto const inside = code.substr(i + 1, end - i - 1);
            if (inside.find_first_not_of("hHmMsS") == inside.npos) return Shown::number;
            i = end;
            break;
        }
        case 'y':
        case 'Y':
        case 'd':
        case 'D': return Shown::day;
        case 'h':
        case 'H':
        case 's':
        case 'S': clock = true; break;
        case ';': i = code.size(); break; // only the part for positive numbers counts
        default: break;
        }
    }
    if (clock) return Shown::clock;
    return code.find("mmm") != code.npos ? Shown::day : Shown::number;
}

std::string plain_number(std::string_view text)
{
    if (is_plain(text)) return std::string { text };
    auto const number = as_double(text);
    if (!number) return std::string { text };
    auto const rounded = as_double(written(*number, std::chars_format::scientific, 14));
    return written(rounded.value_or(*number), std::chars_format::fixed);
}

std::string plain_time(std::string_view text, Shown shown, Epoch epoch)
{
    constexpr std::int64_t day_millis = 86'400'000;
    constexpr double last_day = 2'958'465; // 9999-12-31
    auto const number = as_double(text);
    if (!number || *number < 0 || *number >= last_day + 1) return plain_number(text);
    auto const millis = std::llround(*number * static_cast<double>(day_millis));
    auto clock = clock_text(millis % day_millis);
    if (shown == Shown::clock && millis < day_millis) return clock;

    auto serial = millis / day_millis;
    auto first = Day::from(1904, 1, 1);
    if (epoch == Epoch::y1900) {
        // 1900 had no 29 February, but the format counts one (serial 60).
        if (serial < 1 || serial == 60) return plain_number(text);
        first = Day::from(1899, 12, serial < 60 ? 31 : 30);
    }
    auto const day = first.next(static_cast<int>(serial)).text();
    return millis % day_millis == 0 ? day : day + "T" + clock;
}

} // namespace karya::sheet
