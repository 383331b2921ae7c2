#pragma once
// How much of a product: whole thousandths of its unit of measure. Rule R-01.

#include "base/rupiah.h"
#include <string>

namespace karya {

inline constexpr ErrorCode bad_quantity { "base.bad_quantity", Fault::invalid };

/// Thousandths of a unit of measure: 1.2 kg is Quantity { 1200 }. Overflow is a Bug.
class Quantity {
public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(std::int64_t thousandths) : m_thousandths(thousandths) { }
    static Quantity pieces(std::int64_t whole);
    constexpr std::int64_t thousandths() const { return m_thousandths; }

    /// Largest quantity taken from outside: a billion units.
    static constexpr std::int64_t thousandths_max = 1'000'000'000'000;

    /// What a person typed: "3", "1,2", "1.25" or "-4" with at most three decimals. Fails:
    /// base.bad_quantity, also for "1.255" and "2.500", which may be thousands; "0.255" may not.
    static Result<Quantity> parse(std::string_view text);
    /// What a program wrote, whose point is never between thousands: "1.255". Fails alike.
    static Result<Quantity> parse_plain(std::string_view text);
    /// "1.2": a decimal point, no grouping, no trailing zeros; for programs. `parse_plain` reads
    /// it.
    std::string plain() const;
    /// "1,2": as a person types it into a field; for forms. `parse` reads it.
    std::string typed() const;

    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend Quantity operator+(Quantity a, Quantity b);
    friend Quantity operator-(Quantity a, Quantity b);
    Quantity operator-() const { return Quantity {} - *this; }

private:
    std::int64_t m_thousandths { 0 };
};

/// Price × quantity, half up to whole rupiah; both non-negative. Rule R-01.
Rupiah amount_of(Rupiah price, Quantity quantity);

} // namespace karya
