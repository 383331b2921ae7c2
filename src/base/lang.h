#pragma once
// The two languages and how money, quantities and dates are written in each. Nothing else formats.

#include "base/quantity.h"
#include "base/rupiah.h"
#include "base/time.h"
#include <cstdint>
#include <string>

namespace karya {

enum class Lang : std::uint8_t { id, en };
std::string_view name_of(Lang lang); ///< "id", "en"

/// An instant with the zone it is told in.
struct LocalTime {
    Timestamp at {};
    Zone zone { Zone::wib };
    friend auto operator<=>(LocalTime const&, LocalTime const&) = default;
};

std::string show(Lang lang, Rupiah amount);        ///< "Rp 48.000.000"; English "Rp 48,000,000"
std::string show(Lang lang, Quantity quantity);    ///< "1.200,5"; English "1,200.5"
std::string show(Lang lang, Day day);              ///< "26 April 2021"
std::string show(Lang lang, LocalTime time);       ///< "26 April 2021 14.05 WIB"; English 14:05
std::string show_clock(Lang lang, LocalTime time); ///< "14.05 WIB"
std::string show_short(Lang lang,
                       LocalTime time); ///< "26 Apr 2021 14.05", for lists; may break once
std::string show(Lang lang, std::int64_t number); ///< "12.345"
std::string show(Lang lang, BasisPoints share);   ///< "7,5 %"; English "7.5%"

} // namespace karya
