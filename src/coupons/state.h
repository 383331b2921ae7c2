#pragma once
// Codes and sums of coupons: pure.

#include "coupons/coupons.h"

namespace karya::coupons {

/// In capitals, without spaces and dashes; empty when it cannot be a code.
std::string code_of(std::string_view text);
/// The same for codes that look alike: 0 and O, 1, I and L.
std::string folded(std::string_view code);
/// What it takes off goods of that worth.
Rupiah taken_off(Coupon const& coupon, Rupiah worth);

} // namespace karya::coupons
