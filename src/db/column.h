#pragma once
// How values travel to and from SQL: money, quantities, instants and days as integers; ids and
// enums as text; an empty id as empty text; optional as NULL.

#include "base/face.h"
#include <cstdint>
#include <string>
#include <variant>

namespace karya::db {

using Value = std::variant<std::monostate, std::int64_t, std::string_view, std::string>;

/// One result under way. Text views live until the next `next()`.
class Cursor {
public:
    virtual ~Cursor() = default;
    virtual bool next() = 0;
    virtual std::int64_t integer(int column) = 0;
    virtual std::string_view text(int column) = 0;
    virtual bool null(int column) = 0;
};

template<class T>
Value to_value(T const& value)
{
    if constexpr (std::is_same_v<T, std::monostate>)
        return std::monostate {};
    else if constexpr (trait::is_optional<T>)
        return value ? to_value(*value) : Value { std::monostate {} };
    else if constexpr (trait::is_id<T>)
        return value.empty() ? Value { std::string_view { "" } } : Value { value.text() };
    else if constexpr (std::is_same_v<T, Uuid>)
        return value.text();
    else if constexpr (std::is_same_v<T, Rupiah>)
        return value.amount();
    else if constexpr (std::is_same_v<T, Quantity>)
        return value.thousandths();
    else if constexpr (std::is_same_v<T, BasisPoints>)
        return value.value;
    else if constexpr (std::is_same_v<T, Timestamp>)
        return micros(value);
    else if constexpr (std::is_same_v<T, Day>)
        return value.number();
    else if constexpr (DescribedEnum<T>)
        return enum_text(value);
    else if constexpr (std::is_integral_v<T>)
        return static_cast<std::int64_t>(value);
    else
        return std::string_view { value };
}

template<class T>
T from_column(Cursor& cursor, int column)
{
    if constexpr (trait::is_optional<T>) {
        if (cursor.null(column)) return {};
        return from_column<typename T::value_type>(cursor, column);
    } else if constexpr (trait::is_id<T>) {
        if (cursor.null(column) || cursor.text(column).empty()) return {}; // nobody, nothing
        auto id = T::parse(cursor.text(column));
        CHECK(id.ok());
        return id.take();
    } else if constexpr (std::is_same_v<T, Rupiah>)
        return Rupiah { cursor.integer(column) };
    else if constexpr (std::is_same_v<T, Quantity>)
        return Quantity { cursor.integer(column) };
    else if constexpr (std::is_same_v<T, BasisPoints>)
        return { cursor.integer(column) };
    else if constexpr (std::is_same_v<T, Timestamp>)
        return from_micros(cursor.integer(column));
    else if constexpr (std::is_same_v<T, Day>)
        return Day::numbered(cursor.integer(column));
    else if constexpr (DescribedEnum<T>) {
        auto const value = enum_from<T>(cursor.text(column));
        CHECK(value.has_value());
        return *value;
    } else if constexpr (std::is_same_v<T, bool>)
        return cursor.integer(column) != 0;
    else if constexpr (std::is_integral_v<T>)
        return static_cast<T>(cursor.integer(column));
    else
        return T { cursor.text(column) };
}

/// A whole row: a described struct takes one column a member, in order; else the first column.
template<class T>
T from_row(Cursor& cursor)
{
    if constexpr (Described<T>) {
        T row {};
        int column = 0;
        each_member(row, [&](std::string_view, auto& member) {
            member = from_column<std::remove_cvref_t<decltype(member)>>(cursor, column++);
        });
        return row;
    } else {
        return from_column<T>(cursor, 0);
    }
}

} // namespace karya::db
