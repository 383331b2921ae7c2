#include "sheet/defuse.h"
#include <algorithm>
#include <array>

namespace karya::sheet {

namespace {

/// A whole or decimal number with a minus sign: digits, then at most one point or comma inside.
bool is_negative_number(std::string_view cell)
{
    if (!cell.starts_with('-')) return false;
    cell.remove_prefix(1);
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (cell.empty() || !is_digit(cell.front()) || !is_digit(cell.back())) return false;
    bool const only_number = std::ranges::all_of(
        cell, [&](char c) { return is_digit(c) || c == '.' || c == ','; });
    return only_number
        && std::ranges::count_if(cell, [](char c) { return c == '.' || c == ','; }) <= 1;
}

bool is_dangerous(std::string_view cell)
{
    constexpr std::array<std::string_view, 11> starts {
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "\xef\xbc\x9d",
        "\xef\xbc\x8b",
        "\xef\xbc\x8d",
        "\xef\xbc\xa0" // full-width = + - @
    };
    return std::ranges::any_of(starts, [&](auto start) { return cell.starts_with(start); })
        && !is_negative_number(cell);
}

std::string_view without_apostrophes(std::string_view cell)
{
    return cell.substr(std::min(cell.find_first_not_of('\''), cell.size()));
}

} // namespace

std::string defused(std::string_view cell)
{
    std::string result;
    if (is_dangerous(without_apostrophes(cell))) result = "'";
    return result.append(cell);
}

std::string_view undefused(std::string_view cell)
{
    if (cell.starts_with('\'') && is_dangerous(without_apostrophes(cell))) cell.remove_prefix(1);
    return cell;
}

} // namespace karya::sheet
