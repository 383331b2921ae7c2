#include "base/lang.h"
#include <array>
#include <cstdio>

namespace karya {

namespace {

constexpr std::array months_id { "Januari",   "Februari", "Maret",    "April",
                                 "Mei",       "Juni",     "Juli",     "Agustus",
                                 "September", "Oktober",  "November", "Desember" };
constexpr std::array months_en { "January",   "February", "March",    "April",
                                 "May",       "June",     "July",     "August",
                                 "September", "October",  "November", "December" };

char group_mark(Lang lang) { return lang == Lang::id ? '.' : ','; }
char decimal_mark(Lang lang) { return lang == Lang::id ? ',' : '.'; }

/// The digits of a non-negative number, grouped by three.
std::string grouped(Lang lang, std::uint64_t number)
{
    auto digits = std::to_string(number);
    for (auto at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, group_mark(lang));
    }
    return digits;
}

std::uint64_t size_of(std::int64_t number)
{
    return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

constexpr char const* minus = "\u2212";

} // namespace

std::string_view name_of(Lang lang) { return lang == Lang::id ? "id" : "en"; }

std::string show(Lang lang, std::int64_t number)
{
    return (number < 0 ? minus : "") + grouped(lang, size_of(number));
}

std::string show(Lang lang, Rupiah amount)
{
    return std::string { amount.amount() < 0 ? minus : "" } + "Rp\u00a0"
        + grouped(lang, size_of(amount.amount()));
}

std::string show(Lang lang, Quantity quantity)
{
    auto const size = size_of(quantity.thousandths());
    std::string text = (quantity.thousandths() < 0 ? minus : "") + grouped(lang, size / 1000);
    if (auto const rest = size % 1000; rest != 0) {
        auto decimals = std::to_string(1000 + rest).substr(1);
        decimals.erase(decimals.find_last_not_of('0') + 1);
        text += decimal_mark(lang) + decimals;
    }
    return text;
}

std::string show(Lang lang, Day day)
{
    auto const date = day.calendar();
    auto const month = static_cast<unsigned>(date.month()) - 1;
    return std::to_string(static_cast<unsigned>(date.day())) + " "
        + (lang == Lang::id ? months_id : months_en).at(month) + " "
        + std::to_string(static_cast<int>(date.year()));
}

std::string show_clock(Lang lang, LocalTime time)
{
    auto const local = time.at + std::chrono::hours { static_cast<int>(time.zone) };
    std::chrono::hh_mm_ss const clock { local - std::chrono::floor<std::chrono::days>(local) };
    std::array<char, 16> buffer {};
    std::snprintf(buffer.data(), buffer.size(), "%02d%c%02d ",
                  static_cast<int>(clock.hours().count()), lang == Lang::id ? '.' : ':',
                  static_cast<int>(clock.minutes().count()));
    std::string text = buffer.data();
    for (char const c : name_of(time.zone)) text += static_cast<char>(c - 'a' + 'A');
    return text;
}

std::string show(Lang lang, LocalTime time)
{
    return show(lang, day_in(time.zone, time.at)) + " " + show_clock(lang, time);
}

std::string show_short(Lang lang, LocalTime time)
{
    auto const date = day_in(time.zone, time.at).calendar();
    std::string_view const month =
        (lang == Lang::id ? months_id : months_en).at(static_cast<unsigned>(date.month()) - 1);
    auto const clock = show_clock(lang, time);
    return std::to_string(static_cast<unsigned>(date.day())) + "\u00a0"
        + std::string { month.substr(0, 3) } + "\u00a0"
        + std::to_string(static_cast<int>(date.year())) + " " + clock.substr(0, clock.find(' '));
}

std::string show(Lang lang, BasisPoints share)
{
    return show(lang, Quantity { share.value * 10 }) + (lang == Lang::id ? "\u00a0%" : "%");
}

} // namespace karya
