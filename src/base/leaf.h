#pragma once
// One value as plain text: how a form, a query string, a path and most JSON strings spell it.
// Writing gives what can be typed again ("1,2", "2026-04-27"), never the one for people
// (base/lang.h).

#include "base/face.h"
#include "base/text.h"
#include <limits>
#include <string>
#include <string_view>

namespace karya {

/// Reasons of FieldError, which are also keys of base/text/*.toml.
namespace reason {
inline constexpr std::string_view required = "base.required";
inline constexpr std::string_view bad_amount = "base.bad_amount";
inline constexpr std::string_view bad_quantity = "base.bad_quantity";
inline constexpr std::string_view bad_number = "base.bad_number";
inline constexpr std::string_view bad_id = "base.bad_id";
inline constexpr std::string_view bad_time = "base.bad_time";
inline constexpr std::string_view bad_choice = "base.bad_choice";
inline constexpr std::string_view bad_text = "base.bad_text";
inline constexpr std::string_view bad_kind = "base.bad_kind"; ///< a list where a text is wanted…
inline constexpr std::string_view too_long = "base.too_long";
inline constexpr std::string_view too_many = "base.too_many";
inline constexpr std::string_view unknown_field = "base.unknown_field";
} // namespace reason

template<class T>
concept Leaf = std::is_same_v<T, std::string> || std::is_integral_v<T> || std::is_same_v<T, Rupiah>
    || std::is_same_v<T, Quantity> || std::is_same_v<T, BasisPoints> || std::is_same_v<T, Timestamp>
    || std::is_same_v<T, LocalTime> || std::is_same_v<T, Day> || trait::is_id<T>
    || DescribedEnum<T>;

/// The instant with the offset of its zone: "2026-04-27T14:05:00+07:00".
std::string rfc3339(LocalTime time);
/// An RFC 3339 text; its offset names the zone (any other than +07, +08, +09 is told in WIB).
Result<LocalTime> parse_local_time(std::string_view text);

/// The plain text of a value; `read_leaf` reads it back.
template<Leaf T>
std::string leaf_text(T const& value)
{
    if constexpr (std::is_same_v<T, std::string>)
        return value;
    else if constexpr (std::is_same_v<T, bool>)
        return value ? "1" : "";
    else if constexpr (std::is_integral_v<T>)
        return std::to_string(value);
    else if constexpr (std::is_same_v<T, Rupiah>)
        return std::to_string(value.amount());
    else if constexpr (std::is_same_v<T, Quantity>)
        return value.typed();
    else if constexpr (std::is_same_v<T, BasisPoints>)
        return std::to_string(value.value);
    else if constexpr (std::is_same_v<T, Timestamp>)
        return rfc3339(value);
    else if constexpr (std::is_same_v<T, LocalTime>)
        return rfc3339(value);
    else if constexpr (DescribedEnum<T>)
        return std::string { enum_text(value) };
    else
        return value.text();
}

namespace leaf {

template<class T>
std::string_view keep(Result<T> parsed, T& value, std::string_view why)
{
    if (!parsed.ok()) return why;
    value = parsed.take();
    return {};
}

bool parse_flag(std::string_view text, bool& flag);

template<class T>
std::string_view read_integer(std::string_view text, T& value)
{
    std::int64_t number {};
    if (!parse_integer(text, number) || !std::in_range<T>(number)) return reason::bad_number;
    value = static_cast<T>(number);
    return {};
}

} // namespace leaf

/// Reads a value as people type it: "45.000" for money, "1,5" for a quantity. Returns the reason
/// when it cannot, empty when it could.
template<Leaf T>
std::string_view read_leaf(std::string_view text, T& value)
{
    if constexpr (std::is_same_v<T, std::string>) {
        value = text;
        return {};
    } else if constexpr (std::is_same_v<T, bool>) {
        return leaf::parse_flag(text, value) ? std::string_view {} : reason::bad_choice;
    } else if constexpr (std::is_integral_v<T>) {
        return leaf::read_integer(text, value);
    } else if constexpr (std::is_same_v<T, Rupiah>) {
        return leaf::keep(Rupiah::parse(text), value, reason::bad_amount);
    } else if constexpr (std::is_same_v<T, Quantity>) {
        return leaf::keep(Quantity::parse(text), value, reason::bad_quantity);
    } else if constexpr (std::is_same_v<T, BasisPoints>) {
        return leaf::read_integer(text, value.value);
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        return leaf::keep(parse_time(text), value, reason::bad_time);
    } else if constexpr (std::is_same_v<T, LocalTime>) {
        return leaf::keep(parse_local_time(text), value, reason::bad_time);
    } else if constexpr (std::is_same_v<T, Day>) {
        return leaf::keep(Day::parse(text), value, reason::bad_time);
    } else if constexpr (DescribedEnum<T>) {
        auto const known = enum_from<T>(text);
        if (known) value = *known;
        return known ? std::string_view {} : reason::bad_choice;
    } else {
        return leaf::keep(T::parse(text), value, reason::bad_id);
    }
}

} // namespace karya
