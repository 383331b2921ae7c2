#pragma once
// Described structs and enums: the one list of fields from which JSON, forms, pages, database rows
// and the API schema are made. Describe with BOOST_DESCRIBE_STRUCT / BOOST_DESCRIBE_ENUM.

#include "base/id.h"
#include "base/lang.h"
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

namespace karya {

template<class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_enum_v<T>;

template<class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

/// Calls `visit(name, member)` for each described member, bases first, in declaration order.
template<class T, class Visit>
    requires Described<std::remove_cvref_t<T>>
void each_member(T&& object, Visit&& visit)
{
    using Members = boost::describe::describe_members<
        std::remove_cvref_t<T>, boost::describe::mod_public | boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<Members>(
        [&](auto member) { visit(std::string_view { member.name }, object.*member.pointer); });
}

/// The spelling of an enumerator, the same in C++, SQL, JSON and docs.
template<DescribedEnum E>
std::string_view enum_text(E value)
{
    return boost::describe::enum_to_string(value, "?");
}

template<DescribedEnum E>
std::optional<E> enum_from(std::string_view text)
{
    std::optional<E> value;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto entry) {
        if (text == entry.name) value = entry.value;
    });
    return value;
}

template<DescribedEnum E>
std::vector<E> enum_values()
{
    std::vector<E> values;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto entry) { values.push_back(entry.value); });
    return values;
}

/// "ProductKind" for karya::catalogue::ProductKind.
template<class T>
constexpr std::string_view type_name()
{
    std::string_view name = __PRETTY_FUNCTION__;
    name = name.substr(name.find("T = ") + 4);
    name = name.substr(0, name.find_first_of(";]"));
    auto const scope = name.rfind("::");
    return scope == std::string_view::npos ? name : name.substr(scope + 2);
}

namespace trait {
template<class T>
inline constexpr bool is_optional = false;
template<class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template<class T>
inline constexpr bool is_vector = false;
template<class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template<class T>
inline constexpr bool is_id = false;
template<class Tag>
inline constexpr bool is_id<Id<Tag>> = true;
} // namespace trait

BOOST_DESCRIBE_ENUM(Zone, wib, wita, wit)
BOOST_DESCRIBE_ENUM(Lang, id, en)

} // namespace karya
