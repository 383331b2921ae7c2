#pragma once
// The OpenAPI 3.1 description, made from the routes and their described types.

#include "base/json.h"
#include "web/route.h"
#include <map>
#include <string>
#include <vector>

namespace karya::web {

class Routes;

/// Collects the JSON schema of every type by its name while one route after the other is described.
class SchemaBook {
public:
    /// Notes Input and Output of the route under description.
    template<class In, class Out>
    void describe()
    {
        m_input = members_of<In>();
        m_output.clear();
        if constexpr (!std::is_same_v<Out, File>) m_output = reference<Out>();
    }

    struct Member {
        std::string name;
        std::string schema; ///< JSON
        bool required { true };
        bool file { false }; ///< comes by multipart alone
    };
    std::vector<Member> const& input() const { return m_input; }
    /// Empty: a file.
    std::string const& output() const { return m_output; }
    std::map<std::string, std::string> const& schemas() const { return m_schemas; }

private:
    template<class T>
    std::vector<Member> members_of();
    template<class T>
    std::string schema();
    template<class T>
    std::string reference();
    /// Keeps `schema` as `name`, or as `name2` … when another one already has it; the name.
    std::string keep(std::string_view name, std::string schema);
    static std::string object_schema(std::vector<Member> const& members);
    static std::string enum_schema(std::vector<std::string_view> const& words);

    std::vector<Member> m_input;
    std::string m_output;
    std::map<std::string, std::string> m_schemas;
    std::map<void const*, std::string> m_names; ///< a type's mark -> its name here
};

/// What the route does, by its module's words; empty when it has none.
std::string words_of(Lang lang, Route const& route);

/// The whole description as JSON.
std::string openapi_json(Routes const& routes, std::string_view origin);

template<class T>
std::vector<SchemaBook::Member> SchemaBook::members_of()
{
    std::vector<Member> members;
    T const sample {};
    each_member(sample, [&]<class M>(std::string_view name, M const&) {
        constexpr bool required = !trait::is_optional<M> && !trait::is_vector<M>
            && !std::is_same_v<M, bool>;
        constexpr bool file = std::is_same_v<M, Upload>;
        members.push_back({ std::string { name }, schema<M>(), required, file });
    });
    return members;
}

template<class T>
std::string SchemaBook::schema()
{
    if constexpr (trait::is_optional<T>)
        return R"({"anyOf":[)" + schema<typename T::value_type>() + R"(,{"type":"null"}]})";
    else if constexpr (trait::is_vector<T>)
        return R"({"type":"array","items":)" + schema<typename T::value_type>() + "}";
    else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, Verbatim>)
        return R"({"type":"string"})";
    else if constexpr (std::is_same_v<T, bool>)
        return R"({"type":"boolean"})";
    else if constexpr (std::is_integral_v<T>)
        return R"({"type":"integer"})";
    else if constexpr (std::is_same_v<T, Upload>)
        return R"({"type":"string","contentMediaType":"application/octet-stream"})";
    else
        return reference<T>();
}

template<class T>
constexpr std::string_view short_name()
{
    if constexpr (trait::is_id<T>)
        return "Id";
    else if constexpr (std::is_same_v<T, Timestamp>)
        return "Timestamp";
    else
        return type_name<T>();
}

template<class T>
std::string SchemaBook::reference()
{
    // Structs of two sources may have one full name; never one address.
    static constexpr char mark {};
    auto const ref = [](std::string const& name) {
        return R"({"$ref":"#/components/schemas/)" + name + "\"}";
    };
    auto const known = m_names.find(&mark);
    if (known != m_names.end()) return ref(known->second);
    std::string text;
    if constexpr (trait::is_id<T>)
        text = R"({"type":"string","format":"uuid"})";
    else if constexpr (std::is_same_v<T, Rupiah>)
        text = R"({"type":"integer","format":"int64","description":"Whole rupiah."})";
    else if constexpr (std::is_same_v<T, BasisPoints>)
        text =
            R"({"type":"integer","description":"Hundredths of a per cent: 10000 is the whole."})";
    else if constexpr (std::is_same_v<T, Quantity>)
        text = R"({"type":"string","pattern":"^-?[0-9]+(\\.[0-9]{1,3})?$",)"
               R"("description":"Units of measure with at most three decimals."})";
    else if constexpr (std::is_same_v<T, Timestamp> || std::is_same_v<T, LocalTime>)
        text = R"({"type":"string","format":"date-time"})";
    else if constexpr (std::is_same_v<T, Day>)
        text = R"({"type":"string","format":"date"})";
    else if constexpr (DescribedEnum<T>) {
        std::vector<std::string_view> words;
        for (auto const value : enum_values<T>()) words.push_back(enum_text(value));
        text = enum_schema(words);
    } else {
        text = object_schema(members_of<T>());
    }
    return ref(m_names[&mark] = keep(short_name<T>(), std::move(text)));
}

} // namespace karya::web
