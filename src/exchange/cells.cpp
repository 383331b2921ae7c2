#include "exchange/cells.h"
#include "base/text.h"
#include <algorithm>
#include <array>

namespace karya::exchange {

std::string Cells::text(std::string_view key) const { return std::string { trimmed(m_row[key]) }; }

std::optional<std::string> Cells::some_text(std::string_view key) const
{
    auto cell = text(key);
    if (cell.empty()) return {};
    return cell;
}

std::string Cells::lowered_text(std::string_view key) const { return lowered(text(key)); }

std::string Cells::lowered_words_of(std::string const& words) { return lowered(words); }

void Cells::refuse(std::string_view key, ErrorCode code)
{
    if (!m_problem) m_problem = m_row.error(code, key);
}

Rupiah Cells::rupiah(std::string_view key)
{
    auto const amount = Rupiah::parse(text(key));
    if (amount.ok()) return amount.value();
    refuse(key);
    return {};
}

std::optional<Rupiah> Cells::some_rupiah(std::string_view key)
{
    if (empty(key)) return {};
    return rupiah(key);
}

Quantity Cells::quantity(std::string_view key)
{
    auto const quantity = Quantity::parse(text(key));
    if (quantity.ok()) return quantity.value();
    refuse(key);
    return {};
}

std::optional<Quantity> Cells::some_quantity(std::string_view key)
{
    if (empty(key)) return {};
    return quantity(key);
}

std::optional<std::int64_t> Cells::some_number(std::string_view key)
{
    if (empty(key)) return {};
    std::int64_t number {};
    if (!parse_integer(text(key), number)) refuse(key);
    return number;
}

namespace {

/// "26/04/2021 14:05" and "26-04-2021" as people here write days: turned to "2021-04-26 14:05".
std::string year_first(std::string const& cell)
{
    bool const day_first = cell.size() >= 10 && (cell[2] == '/' || cell[2] == '-')
        && cell[5] == cell[2];
    if (!day_first) return cell;
    return cell.substr(6, 4) + "-" + cell.substr(3, 2) + "-" + cell.substr(0, 2) + cell.substr(10);
}

} // namespace

Timestamp Cells::instant(std::string_view key, Zone zone)
{
    auto const cell = year_first(text(key));
    if (auto const day = Day::parse(cell); day.ok())
        return start_of(day.value(), zone) + std::chrono::hours { 12 };
    auto const instant = parse_time(cell, zone);
    if (instant.ok()) return instant.value();
    refuse(key);
    return {};
}

std::optional<Day> Cells::some_day(std::string_view key)
{
    if (empty(key)) return {};
    auto const day = Day::parse(year_first(text(key)));
    if (day.ok()) return day.value();
    refuse(key);
    return {};
}

bool Cells::yes(std::string_view key, bool otherwise)
{
    constexpr std::array words { "ya", "y", "yes", "true", "1", "benar" };
    constexpr std::array other { "tidak", "t", "no", "n", "false", "0", "salah" };
    auto const cell = lowered_text(key);
    if (cell.empty()) return otherwise;
    if (std::ranges::find(words, cell) != words.end()) return true;
    if (std::ranges::find(other, cell) == other.end()) refuse(key);
    return false;
}

std::int64_t Cells::degrees(std::string_view key)
{
    constexpr std::size_t decimals = 6;
    auto cell = text(key);
    std::ranges::replace(cell, ',', '.');
    auto const point = std::min(cell.find('.'), cell.size());
    auto fraction = point < cell.size() ? cell.substr(point + 1) : std::string {};
    std::int64_t number {};
    bool const plain = fraction.size() <= decimals
        && fraction.find_first_not_of("0123456789") == std::string::npos;
    fraction.resize(decimals, '0');
    if (!plain || !parse_integer(cell.substr(0, point) + fraction, number)) refuse(key);
    return number;
}

bool sold_in_parts(catalogue::Measure measure)
{
    using catalogue::Measure;
    constexpr std::array parts { Measure::kg,    Measure::gram,  Measure::ton,
                                 Measure::liter, Measure::meter, Measure::meter_persegi };
    return std::ranges::find(parts, measure) != parts.end();
}

std::string local_text(Timestamp at, Zone zone)
{
    auto const hours = static_cast<int>(zone);
    auto text = rfc3339(at + std::chrono::hours { hours });
    text.pop_back(); // the Z
    return text + "+0" + std::to_string(hours) + ":00";
}

std::string degrees_text(std::int64_t millionths)
{
    auto digits = std::to_string(std::abs(millionths));
    if (digits.size() < 7) digits.insert(0, 7 - digits.size(), '0');
    digits.insert(digits.size() - 6, ".");
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
    return (millionths < 0 ? "-" : "") + digits;
}

} // namespace karya::exchange
