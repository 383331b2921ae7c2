#pragma once
// What a page may say of a described struct: a table of its markers, made once a type. `{{price}}`
// is written for people, `{{price_raw}}` plainly; flags, lists and optional members are sections.

#include "base/embedded.h"
#include "base/leaf.h"
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karya::web {

struct Shape;

/// One marker. `reach` finds the member in the struct; a value marker has `text`, a section
/// `count`.
struct Marker {
    /// The member, or null when it is absent.
    void const* (*reach)(void const* object);
    /// Writes the member into `scratch` and returns it, or returns a view of the member itself.
    std::string_view (*text)(void const* member, Lang lang, std::string& scratch) { nullptr };
    /// How many times the section is shown.
    std::size_t (*count)(void const* member) { nullptr };
    /// The n-th element of a list section; null: the section stays in the struct's own scope.
    void const* (*element)(void const* member, std::size_t index) { nullptr };
    /// What is inside the section; null: the struct's own scope.
    Shape const* inside { nullptr };
};

struct Shape {
    std::string first; ///< name of the first member: what `chosen_<field>` compares
    std::map<std::string, Marker, std::less<>> values {};
    std::map<std::string, Marker, std::less<>> sections {};
    std::vector<std::string> members {};
    /// Shapes of lists of plain values live here: their one marker is named as the list.
    std::vector<std::unique_ptr<Shape>> own {};

    Marker const* value(std::string_view name) const;
    Marker const* section(std::string_view name) const;
    bool has(std::string_view member) const;
};

template<class T>
Shape const& shape_of();

namespace shape {

using Text = std::string_view (*)(void const*, Lang, std::string&);

template<class T>
T const& as(void const* member)
{
    return *static_cast<T const*>(member);
}

template<Leaf T>
std::string_view shown(void const* member, Lang lang, std::string& scratch)
{
    if constexpr (std::is_same_v<T, std::string>)
        return as<T>(member);
    else if constexpr (DescribedEnum<T>)
        return enum_text(as<T>(member));
    else if constexpr (std::is_same_v<T, bool> || trait::is_id<T>)
        scratch = leaf_text(as<T>(member));
    else if constexpr (std::is_same_v<T, Timestamp>)
        scratch = show(lang, LocalTime { as<T>(member), Zone::wib });
    else if constexpr (std::is_integral_v<T>)
        scratch = show(lang, static_cast<std::int64_t>(as<T>(member)));
    else
        scratch = show(lang, as<T>(member));
    return scratch;
}

template<Leaf T>
std::string_view raw(void const* member, Lang, std::string& scratch)
{
    return scratch = leaf_text(as<T>(member));
}

template<Leaf T>
void add_leaf(Shape& shape, std::string const& name, void const* (*reach)(void const*))
{
    auto const value = [&](std::string const& marker, Text text) {
        shape.values.emplace(marker, Marker { reach, text });
    };
    auto const section = [&](std::string const& marker, std::size_t (*count)(void const*)) {
        shape.sections.emplace(marker, Marker { reach, nullptr, count });
    };
    value(name, &shown<T>);
    value(name + "_raw", &raw<T>);
    if constexpr (std::is_same_v<T, bool>) {
        section(name, [](void const* flag) -> std::size_t { return flag && as<bool>(flag); });
        section(name + "_no",
                [](void const* flag) -> std::size_t { return !flag || !as<bool>(flag); });
    } else if constexpr (std::is_same_v<T, std::string>) {
        section(name + "_any", [](void const* text) -> std::size_t {
            return text && !as<std::string>(text).empty();
        });
        section(name + "_empty", [](void const* text) -> std::size_t {
            return !text || as<std::string>(text).empty();
        });
    } else if constexpr (std::is_same_v<T, LocalTime>) {
        value(name + "_clock", [](void const* time, Lang lang, std::string& scratch) {
            return std::string_view { scratch = show_clock(lang, as<LocalTime>(time)) };
        });
        value(name + "_short", [](void const* time, Lang lang, std::string& scratch) {
            return std::string_view { scratch = show_short(lang, as<LocalTime>(time)) };
        });
        value(name + "_day", [](void const* time, Lang lang, std::string& scratch) {
            auto const& local = as<LocalTime>(time);
            return std::string_view { scratch = show(lang, day_in(local.zone, local.at)) };
        });
    } else if constexpr (DescribedEnum<T>) {
        value(name + "_text", [](void const* word, Lang lang, std::string& scratch) {
            return std::string_view { scratch = text::of(lang, as<T>(word)) };
        });
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto entry) {
            using Entry = decltype(entry);
            section(name + "_is_" + entry.name, [](void const* word) -> std::size_t {
                return word && as<T>(word) == Entry::value;
            });
        });
    }
}

/// The shape of the elements of a list: the struct's own, or one marker named as the list.
template<class T>
Shape const* element_shape(Shape& shape, std::string const& name)
{
    if constexpr (Described<T>) {
        return &shape_of<T>();
    } else {
        auto own = std::make_unique<Shape>();
        own->first = name;
        add_leaf<T>(*own, name, [](void const* element) { return element; });
        return shape.own.emplace_back(std::move(own)).get();
    }
}

template<class T>
std::size_t size_of(void const* list)
{
    return list ? as<std::vector<T>>(list).size() : 0;
}

template<class T>
void add_list(Shape& shape, std::string const& name, void const* (*reach)(void const*))
{
    static_assert(!std::is_same_v<T, bool>);
    Marker list { reach, nullptr, &size_of<T> };
    list.element = [](void const* member, std::size_t index) -> void const* {
        return &as<std::vector<T>>(member)[index];
    };
    list.inside = element_shape<T>(shape, name);
    shape.sections.emplace(name, list);

    Marker any { reach, nullptr,
                 [](void const* member) { return std::min(size_of<T>(member), 1UL); } };
    Marker empty { reach, nullptr,
                   [](void const* member) { return 1 - std::min(size_of<T>(member), 1UL); } };
    shape.sections.emplace(name + "_any", any);
    shape.sections.emplace(name + "_empty", empty);

    Marker count { reach, [](void const* member, Lang lang, std::string& scratch) {
                      auto const size = static_cast<std::int64_t>(size_of<T>(member));
                      return std::string_view { scratch = show(lang, size) };
                  } };
    shape.values.emplace(name + "_count", count);
}

inline std::size_t present(void const* member) { return member ? 1 : 0; }
inline std::size_t absent(void const* member) { return member ? 0 : 1; }

template<Described T>
void add_struct(Shape& shape, std::string const& name, void const* (*reach)(void const*))
{
    Marker part { reach, nullptr, &present };
    part.element = [](void const* member, std::size_t) { return member; };
    part.inside = &shape_of<T>();
    shape.sections.emplace(name, part);
}

/// `reach` already looked through the optional.
template<class T>
void add_member(Shape& shape, std::string const& name, void const* (*reach)(void const*))
{
    if constexpr (trait::is_vector<T>)
        add_list<typename T::value_type>(shape, name, reach);
    else if constexpr (Leaf<T>)
        add_leaf<T>(shape, name, reach);
    else if constexpr (Described<T>)
        add_struct<T>(shape, name, reach);
}

template<class T, class Member>
void add(Shape& shape, Member member)
{
    std::string const name { member.name };
    using M = std::remove_cvref_t<decltype(std::declval<T const&>().*Member::pointer)>;
    if constexpr (trait::is_optional<M>) {
        auto const reach = [](void const* object) -> void const* {
            auto const& found = as<T>(object).*Member::pointer;
            return found ? &*found : nullptr;
        };
        shape.sections.emplace(name + "_no", Marker { reach, nullptr, &absent });
        if constexpr (Leaf<typename M::value_type>)
            shape.sections.emplace(name, Marker { reach, nullptr, &present });
        add_member<typename M::value_type>(shape, name, reach);
    } else {
        add_member<M>(shape, name, [](void const* object) -> void const* {
            return &(as<T>(object).*Member::pointer);
        });
    }
}

} // namespace shape

/// The one Shape of T. A struct may not hold itself, not even in a list.
template<class T>
Shape const& shape_of()
{
    static Shape const made = [] {
        using Members = boost::describe::describe_members<
            T, boost::describe::mod_public | boost::describe::mod_inherited>;
        Shape shape;
        boost::mp11::mp_for_each<Members>([&](auto member) {
            shape.members.emplace_back(member.name);
            if (shape.first.empty()) shape.first = member.name;
            shape::add<T>(shape, member);
        });
        return shape;
    }();
    return made;
}

} // namespace karya::web
