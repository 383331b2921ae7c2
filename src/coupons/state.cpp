#include "coupons/state.h"
#include <algorithm>

namespace karya::coupons {

namespace {

constexpr std::size_t code_min = 4;
constexpr std::size_t code_max = 16;

bool is_code_sign(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

} // namespace

std::string code_of(std::string_view text)
{
    std::string code;
    for (char const c : text) {
        if (c == ' ' || c == '-') continue;
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (!is_code_sign(code.back()) || code.size() > code_max) return {};
    }
    return code.size() < code_min ? std::string {} : code;
}

std::string folded(std::string_view code)
{
    std::string text { code };
    std::ranges::replace(text, 'O', '0');
    std::ranges::replace(text, 'I', '1');
    std::ranges::replace(text, 'L', '1');
    return text;
}

Rupiah taken_off(Coupon const& coupon, Rupiah worth)
{
    constexpr std::int64_t whole = 10'000;
    if (coupon.amount) return *coupon.amount;
    auto const share = scaled(worth, coupon.percent->value, whole);
    return coupon.most ? std::min(share, *coupon.most) : share;
}

} // namespace karya::coupons
