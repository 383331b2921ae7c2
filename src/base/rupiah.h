#pragma once
// Exact money. Rules R-01 and R-07 (docs/reference/rules.md).

#include "base/check.h"
#include "base/result.h"
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace karya {

inline constexpr ErrorCode bad_amount { "base.bad_amount", Fault::invalid };

/// Whole rupiah: no fractions, no floating point. Overflow is a Bug.
class Rupiah {
public:
    constexpr Rupiah() = default;
    constexpr explicit Rupiah(std::int64_t amount) : m_amount(amount) { }
    constexpr std::int64_t amount() const { return m_amount; }

    /// Largest amount taken from outside: a quadrillion, so that sums of many stay exact.
    static constexpr std::int64_t amount_max = 1'000'000'000'000'000;

    /// Reads "45000", "45.000" or "Rp 45.000" (dots must group by three). Fails: base.bad_amount.
    static Result<Rupiah> parse(std::string_view text);

    friend constexpr auto operator<=>(Rupiah, Rupiah) = default;
    friend Rupiah operator+(Rupiah a, Rupiah b)
    {
        std::int64_t sum {};
        CHECK(!__builtin_add_overflow(a.m_amount, b.m_amount, &sum));
        return Rupiah { sum };
    }
    friend Rupiah operator-(Rupiah a, Rupiah b)
    {
        std::int64_t difference {};
        CHECK(!__builtin_sub_overflow(a.m_amount, b.m_amount, &difference));
        return Rupiah { difference };
    }
    Rupiah operator-() const { return Rupiah {} - *this; }
    Rupiah& operator+=(Rupiah other) { return *this = *this + other; }
    Rupiah& operator-=(Rupiah other) { return *this = *this - other; }

private:
    std::int64_t m_amount { 0 };
};

/// `total × numerator ÷ denominator`, half up, for non-negative values; exact (128-bit inside).
/// A result beyond int64 is a Bug.
Rupiah scaled(Rupiah total, std::int64_t numerator, std::int64_t denominator);

/// A share in basis points: 10'000 is the whole.
struct BasisPoints {
    std::int64_t value { 0 };
    friend constexpr auto operator<=>(BasisPoints, BasisPoints) = default;
};

/// Splits a non-negative `total` by `weights` (non-negative, not all zero): largest remainder, ties
/// to the earlier part. The parts always add up to `total` exactly.
std::vector<Rupiah> spread(Rupiah total, std::span<std::int64_t const> weights);

/// `spread` by shares that must add up to 10'000. Rule R-07.
std::vector<Rupiah> split(Rupiah total, std::span<BasisPoints const> shares);

/// A discount over goods of these amounts (`spread`, so zero gets nothing); nothing when one of
/// them would be left without a rupiah. Rule R-01.
std::optional<std::vector<Rupiah>> spread_discount(Rupiah discount,
                                                   std::vector<Rupiah> const& amounts);

} // namespace karya
