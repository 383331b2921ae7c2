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

std::string Cells::unit_code(std::string_view key) const
{
    auto code = text(key);
    for (char& c : code)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return code;
}

std::string Cells::lowered_text(std::string_view key) const { return lowered(text(key)); }

std::string Cells::lowered_words_of(std::string const& words) { return lowered(words); }

void Cells::refuse(std::string_view key, ErrorCode code)
{
    if (m_problem) return;
    m_problem = m_row.error(empty(key) ? empty_cell : code, key);
}

void Cells::refuse_word(std::string_view key, std::string words)
{
    if (m_problem) return;
    m_problem = m_row.error(bad_word, key).with("words", std::move(words));
}

namespace {

/// As spreadsheet programs show money here, without what says nothing: "Rp. 15.000,00".
std::string plain_rupiah(std::string cell)
{
    for (std::string_view const blank : { "\xc2\xa0", "\xe2\x80\xaf", " " }) // two do not break
        for (auto at = cell.find(blank); at != std::string::npos; at = cell.find(blank))
            cell.erase(at, blank.size());
    if (lowered(cell).starts_with("rp")) cell.erase(0, cell[2] == '.' ? 3 : 2);
    for (std::string_view const nothing : { ",00", ".00", ",-" })
        if (cell.size() > nothing.size() && cell.ends_with(nothing))
            return cell.substr(0, cell.size() - nothing.size());
    return cell;
}

/// "1.255" and "2,500": a thousand or one? With a zero before it, it can only be a part. So can a
/// comma with three digits that do not end in zero: the comma is what parts are written with here,
/// by our exports too, and nobody ends them in zero.
bool reads_two_ways(std::string_view cell)
{
    if (cell.starts_with('-')) cell.remove_prefix(1);
    auto const sign = cell.find_first_of(".,");
    if (sign == std::string_view::npos || cell.size() - sign != 4) return false;
    return cell.substr(0, sign) != "0" && (cell[sign] == '.' || cell.back() == '0');
}

} // namespace

Rupiah Cells::rupiah(std::string_view key)
{
    auto const amount = Rupiah::parse(plain_rupiah(text(key)));
    if (amount.ok()) return amount.value();
    refuse(key, bad_rupiah);
    return {};
}

std::optional<Rupiah> Cells::some_rupiah(std::string_view key)
{
    if (empty(key)) return {};
    return rupiah(key);
}

Quantity Cells::quantity(std::string_view key)
{
    auto const cell = std::string { trimmed(quantity_cell(m_row, key)) };
    auto const quantity = Quantity::parse(cell);
    bool const unclear = reads_two_ways(cell);
    if (quantity.ok() && !unclear) return quantity.value();
    refuse(key, unclear ? unclear_count : bad_count);
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
    if (!parse_integer(text(key), number)) refuse(key, bad_count);
    return number;
}

Moment Cells::moment(std::string_view key, Zone zone, Timestamp now)
{
    auto const moment = read_moment(text(key), zone, now);
    if (moment.ok()) return moment.value();
    refuse(key, exchange::bad_time);
    return {};
}

std::optional<Day> Cells::some_day(std::string_view key)
{
    if (empty(key)) return {};
    auto const day = read_day(text(key));
    if (day.ok()) return day.value();
    refuse(key, exchange::bad_time);
    return {};
}

bool Cells::yes(std::string_view key, bool otherwise)
{
    constexpr std::array words { "ya", "y", "yes", "true", "1", "benar" };
    constexpr std::array other { "tidak", "t", "no", "n", "false", "0", "salah" };
    auto const cell = lowered_text(key);
    if (cell.empty()) return otherwise;
    if (std::ranges::find(words, cell) != words.end()) return true;
    if (std::ranges::find(other, cell) == other.end()) refuse_word(key, "ya, tidak");
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

std::string quantity_cell(sheet::Row const& row, std::string_view key)
{
    std::string written { row[key] };
    if (row.is_number(key)) std::ranges::replace(written, '.', ',');
    return written;
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
