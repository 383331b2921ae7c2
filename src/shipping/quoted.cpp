// What providers say, read: pure.

#include "base/face.h"
#include "base/text.h"
#include "shipping/quote.h"
#include <algorithm>
#include <tuple>

namespace karya::shipping {

namespace {

constexpr std::size_t name_most = 40;
constexpr std::size_t services_most = 30;
constexpr std::int64_t dearest = 100'000'000;
constexpr std::int64_t longest_days = 90;

bool can_be(Quoted const& one)
{
    return !one.code.empty() && is_clean_utf8(one.code) && code_points(one.code) <= name_most
        && !one.name.empty() && is_clean_utf8(one.name) && one.fee > Rupiah {}
    && one.fee <= Rupiah { dearest } && one.days_min >= 0 && one.days_min <= one.days_max
        && one.days_max <= longest_days;
}

} // namespace

std::vector<Quoted> usable(std::vector<Quoted> all)
{
    std::erase_if(all, [](Quoted const& one) { return !can_be(one); });
    for (auto& one : all) one.name = first_letters(one.name, name_most);
    auto const service = [](Quoted const& one) { return std::tie(one.courier, one.code); };
    std::ranges::sort(all, {},
                      [](Quoted const& one) { return std::tie(one.courier, one.code, one.fee); });
    auto const dearer = std::ranges::unique(all, {}, service);
    all.erase(dearer.begin(), dearer.end());
    std::ranges::sort(all, {},
                      [](Quoted const& one) { return std::tie(one.fee, one.courier, one.code); });
    if (all.size() > services_most) all.resize(services_most);
    return all;
}

std::optional<Courier> courier_of(std::string_view code)
{
    auto const found = enum_from<Courier>(lowered(code));
    return found == Courier::unit_itself ? std::nullopt : found;
}

std::string courier_codes(char between)
{
    std::string codes;
    for (auto const courier : enum_values<Courier>()) {
        if (courier == Courier::unit_itself) continue;
        if (!codes.empty()) codes += between;
        codes += enum_text(courier);
    }
    return codes;
}

std::optional<Days> days_of(std::string_view words)
{
    constexpr std::int64_t far = 1'000;
    std::vector<std::int64_t> numbers;
    bool inside = false;
    for (auto const c : words) {
        bool const digit = c >= '0' && c <= '9';
        if (digit && !inside) numbers.push_back(0);
        if (digit) numbers.back() = std::min(far, numbers.back() * 10 + (c - '0'));
        inside = digit;
    }
    if (numbers.empty()) return {};
    auto const text = lowered(words);
    bool const within_a_day = text.find("hour") != std::string::npos
        || text.find("jam") != std::string::npos || text.find("minute") != std::string::npos;
    if (within_a_day) return Days { 0, 1 };
    auto const most = numbers.size() > 1 ? numbers[1] : numbers[0];
    return Days { std::min(numbers[0], most), std::max(numbers[0], most) };
}

} // namespace karya::shipping
