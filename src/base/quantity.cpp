#include "base/quantity.h"
#include <algorithm>

namespace karya {

Quantity Quantity::pieces(std::int64_t whole)
{
    std::int64_t thousandths {};
    CHECK(!__builtin_mul_overflow(whole, 1000, &thousandths));
    return Quantity { thousandths };
}

Result<Quantity> Quantity::parse(std::string_view text)
{
    auto const point = text.find('.');
    bool const three = point != std::string_view::npos && text.size() - point == 4;
    bool const below_one = text.starts_with("0.") || text.starts_with("-0.");
    if (three && !below_one) return bad_quantity;
    return parse_plain(text);
}

Result<Quantity> Quantity::parse_plain(std::string_view text)
{
    bool const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    auto const point = text.find_first_of(".,");
    auto const whole = text.substr(0, point);
    auto decimals = point == std::string_view::npos ? std::string_view {} : text.substr(point + 1);
    bool const has_point = point != std::string_view::npos;
    if (whole.empty() || whole.size() > 10 || decimals.size() > 3
        || (has_point && decimals.empty()))
        return bad_quantity;
    std::int64_t thousandths = 0;
    auto const take = [&](char c) {
        thousandths = thousandths * 10 + (c - '0');
        return c >= '0' && c <= '9';
    };
    for (char const c : whole)
        if (!take(c)) return bad_quantity;
    for (std::size_t i = 0; i < 3; ++i)
        if (!take(i < decimals.size() ? decimals[i] : '0')) return bad_quantity;
    if (thousandths > thousandths_max) return bad_quantity;
    return Quantity { negative ? -thousandths : thousandths };
}

std::string Quantity::plain() const
{
    auto const size = m_thousandths < 0 ? -m_thousandths : m_thousandths;
    std::string text = (m_thousandths < 0 ? "-" : "") + std::to_string(size / 1000);
    if (auto const rest = size % 1000; rest != 0) {
        auto decimals = std::to_string(1000 + rest).substr(1);
        decimals.erase(decimals.find_last_not_of('0') + 1);
        text += "." + decimals;
    }
    return text;
}

std::string Quantity::typed() const
{
    auto text = plain();
    std::ranges::replace(text, '.', ',');
    return text;
}

Quantity operator+(Quantity a, Quantity b)
{
    std::int64_t sum {};
    CHECK(!__builtin_add_overflow(a.m_thousandths, b.m_thousandths, &sum));
    return Quantity { sum };
}

Quantity operator-(Quantity a, Quantity b)
{
    std::int64_t difference {};
    CHECK(!__builtin_sub_overflow(a.m_thousandths, b.m_thousandths, &difference));
    return Quantity { difference };
}

Rupiah amount_of(Rupiah price, Quantity quantity)
{
    return scaled(price, quantity.thousandths(), 1000);
}

} // namespace karya
