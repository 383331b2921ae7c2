#pragma once
// JSON of described structs, both ways. Money is an integer, a quantity the string "1.2"; ids,
// enums and days are strings, instants RFC 3339. An absent optional is null.

#include "base/leaf.h"
#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace karya {

/// The text is not JSON as we take it. Answered with 400.
inline constexpr ErrorCode bad_json { "base.bad_json", Fault::invalid };
/// Fields are missing, unknown or wrong; Error::fields names each by its path "lines.0.quantity".
inline constexpr ErrorCode bad_fields { "base.bad_fields", Fault::invalid };

/// A type with its own spelling in JSON (web::Upload, which has none) specialises this with
/// `static std::string_view read(boost::json::value const&, T&)` and `static void write(…)`.
template<class T>
struct JsonFace;

template<class T>
concept HasJsonFace = requires { JsonFace<T>::own; };

/// Parses strictly: RFC 8259, well-formed UTF-8, no byte order mark, at most 32 levels, no repeated
/// name within one object. Fails: base.bad_json.
Result<boost::json::value> parse_json(std::string_view text);

/// Appends a JSON string, quotes included.
void append_json(std::string& out, std::string_view text);

namespace json {

/// Where we are in the body; written out only when something is wrong there.
struct Path {
    Path const* parent { nullptr };
    std::string_view name {};
    std::size_t index { 0 }; ///< used when `name` is empty

    std::string text() const;
};

struct Reading {
    std::vector<FieldError> errors {};
    /// Events may lose members over time; what comes from outside may not bring unknown ones.
    bool unknown_allowed { false };

    void refuse(Path const& path, std::string_view why);
};

template<class T>
void write(std::string& out, T const& value)
{
    if constexpr (HasJsonFace<T>)
        JsonFace<T>::write(out, value);
    else if constexpr (trait::is_optional<T>)
        value ? write(out, *value) : void(out += "null");
    else if constexpr (std::is_same_v<T, bool>)
        out += value ? "true" : "false";
    else if constexpr (std::is_integral_v<T> || std::is_same_v<T, Rupiah>
                       || std::is_same_v<T, BasisPoints>)
        out += leaf_text(value);
    else if constexpr (std::is_same_v<T, std::string>)
        append_json(out, value);
    else if constexpr (DescribedEnum<T>)
        append_json(out, enum_text(value));
    else if constexpr (std::is_same_v<T, Quantity>)
        append_json(out, value.plain());
    else if constexpr (Leaf<T>)
        append_json(out, leaf_text(value));
    else if constexpr (trait::is_vector<T>) {
        out += '[';
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (i != 0) out += ',';
            write<typename T::value_type>(out, value[i]);
        }
        out += ']';
    } else {
        static_assert(Described<T>,
                      "only described structs and the listed leaves have a JSON face");
        char mark = '{';
        each_member(value, [&](std::string_view name, auto const& member) {
            out += mark;
            mark = ',';
            append_json(out, name);
            out += ':';
            write(out, member);
        });
        out += mark == '{' ? "{}" : "}";
    }
}

bool is_whole(boost::json::value const& value, std::int64_t& number);

template<class T>
void read(boost::json::value const& from, Path const& path, T& value, Reading& reading);

/// Leaves: whole numbers where numbers are wanted, strings elsewhere.
template<Leaf T>
std::string_view read_leaf_value(boost::json::value const& from, T& value)
{
    std::int64_t number {};
    if constexpr (std::is_same_v<T, bool>) {
        if (!from.is_bool()) return reason::bad_kind;
        value = from.get_bool();
        return {};
    } else if constexpr (std::is_same_v<T, Rupiah>) {
        if (!is_whole(from, number) || number > Rupiah::amount_max || number < -Rupiah::amount_max)
            return reason::bad_amount;
        value = Rupiah { number };
        return {};
    } else if constexpr (std::is_same_v<T, Quantity>) {
        if (!from.is_string()) return reason::bad_kind;
        auto const text = std::string_view { from.get_string() };
        return leaf::keep(Quantity::parse_plain(text), value, reason::bad_quantity);
    } else if constexpr (std::is_same_v<T, BasisPoints>) {
        if (!is_whole(from, value.value)) return reason::bad_number;
        return {};
    } else if constexpr (std::is_integral_v<T>) {
        if (!is_whole(from, number) || !std::in_range<T>(number)) return reason::bad_number;
        value = static_cast<T>(number);
        return {};
    } else {
        if (!from.is_string()) return reason::bad_kind;
        return read_leaf(std::string_view { from.get_string() }, value);
    }
}

template<class T>
bool has_member(std::string_view name)
{
    bool found = false;
    T const sample {};
    each_member(sample, [&](std::string_view member, auto const&) { found |= member == name; });
    return found;
}

template<Described T>
void read_members(boost::json::object const& from, Path const& path, T& value, Reading& reading)
{
    each_member(value, [&]<class Member>(std::string_view name, Member& member) {
        Path const here { &path, name };
        if (auto const* entry = from.if_contains(name))
            read(*entry, here, member, reading);
        else if constexpr (!trait::is_optional<Member> && !trait::is_vector<Member>
                           && !std::is_same_v<Member, bool>)
            reading.refuse(here, reason::required);
    });
    if (reading.unknown_allowed) return;
    for (auto const& entry : from)
        if (!has_member<T>(entry.key()))
            reading.refuse(Path { &path, entry.key() }, reason::unknown_field);
}

template<class T>
void read(boost::json::value const& from, Path const& path, T& value, Reading& reading)
{
    if constexpr (HasJsonFace<T>) {
        auto const why = JsonFace<T>::read(from, value);
        if (!why.empty()) reading.refuse(path, why);
    } else if constexpr (trait::is_optional<T>) {
        if (from.is_null()) return;
        read(from, path, value.emplace(), reading);
    } else if constexpr (Leaf<T>) {
        auto const why = read_leaf_value(from, value);
        if (!why.empty()) reading.refuse(path, why);
    } else if constexpr (trait::is_vector<T>) {
        if (!from.is_array()) return reading.refuse(path, reason::bad_kind);
        auto const& array = from.get_array();
        value.reserve(array.size());
        for (std::size_t i = 0; i < array.size(); ++i) {
            typename T::value_type element {};
            read(array[i], Path { &path, {}, i }, element, reading);
            value.push_back(std::move(element));
        }
    } else {
        static_assert(Described<T>,
                      "only described structs and the listed leaves have a JSON face");
        if (!from.is_object()) return reading.refuse(path, reason::bad_kind);
        read_members(from.get_object(), path, value, reading);
    }
}

} // namespace json

template<class T>
std::string json_text(T const& value)
{
    std::string out;
    json::write(out, value);
    return out;
}

/// The same as a tree, for those who go on building with it.
template<class T>
boost::json::value to_json(T const& value)
{
    auto tree = parse_json(json_text(value));
    CHECK(tree.ok());
    return tree.take();
}

/// Fails: base.bad_fields with every bad field named.
template<class T>
Result<T> from_json(boost::json::value const& tree)
{
    T value {};
    json::Reading reading;
    json::read(tree, {}, value, reading);
    if (reading.errors.empty()) return value;
    Error error { bad_fields };
    error.fields = std::move(reading.errors);
    return error;
}

/// Reads back what `json_text` wrote, or what a stranger sent. Strict: unknown members, missing
/// ones (other than optional, bool and vector), fractions and exponents where whole numbers are
/// wanted are refused. Fails: base.bad_json, base.bad_fields.
template<class T>
Result<T> from_json_text(std::string_view text)
{
    return from_json<T>(TRY(parse_json(text)));
}

} // namespace karya
