#pragma once
// From what was sent to a described Input, every bad field named. Rules, the same for forms and
// JSON:
// - a query (GET) is lenient: absent fields keep their default, unknown ones are ignored;
// - a command (POST) is strict: unknown fields are refused; a field that is neither optional nor a
//   vector nor a bool must be there, and its text must not be empty;
// - texts are trimmed, clean UTF-8 and at most 10,000 characters. An Input changes that for a
// member
//   with `static constexpr TextRule text_rule(std::string_view member)`.

#include "web/form.h"
#include "web/route.h"

namespace karya {

/// Files come by multipart/form-data only.
template<>
struct JsonFace<web::Upload> {
    static constexpr bool own = true;
    static std::string_view read(boost::json::value const&, web::Upload&)
    {
        return reason::bad_kind;
    }
    /// Their hash: enough to tell two bodies apart.
    static void write(std::string& out, web::Upload const& upload);
};

/// Comes in JSON only.
template<>
struct JsonFace<web::Verbatim> {
    static constexpr bool own = true;
    static std::string_view read(boost::json::value const& from, web::Verbatim& verbatim)
    {
        if (!from.is_string()) return reason::bad_kind;
        verbatim.text = from.get_string();
        return {};
    }
    static void write(std::string& out, web::Verbatim const& verbatim)
    {
        append_json(out, verbatim.text);
    }
};

} // namespace karya

namespace karya::web {

struct TextRule {
    std::size_t characters_max { 10'000 };
    bool kept_as_sent { false };  ///< passwords: not trimmed
    bool empty_allowed { false }; ///< a required member that may be empty
};

enum class Strictness { query, command };

namespace input {

using json::Path;
using json::Reading;

constexpr std::size_t elements_max = 1000;

/// Checks, and trims, one text. Empty when good.
std::string_view settle(std::string& text, TextRule rule, Strictness strictness);

/// The numbered fields inside a list, in numeric order; false when a name is not a number.
bool in_order(Field const& list, std::vector<std::pair<std::size_t, Field const*>>& ordered);

/// Refuses the members that the struct does not have.
void refuse_unknown(Field const& from, Shape const& shape, Path const& path, Reading& reading);

template<class T>
void read(Field const* from, Path const& path, T& value, Strictness strictness, Reading& reading);

template<Leaf T>
void read_leaf_field(Field const* from, Path const& path, T& value, Strictness strictness,
                     Reading& reading)
{
    bool const sent = from && !from->texts.empty();
    if (from && (!from->inside.empty() || from->file || from->texts.size() > 1))
        return reading.refuse(path, reason::bad_kind);
    if constexpr (std::is_same_v<T, std::string>) {
        if (sent)
            value = from->texts[0];
        else if (strictness == Strictness::command)
            reading.refuse(path, reason::required);
    } else {
        auto const text = sent ? trimmed(from->texts[0]) : std::string_view {};
        if (text.empty()) {
            if (strictness == Strictness::command && !std::is_same_v<T, bool>)
                reading.refuse(path, reason::required);
            else if (sent && std::is_same_v<T, bool>)
                value = {};
            return;
        }
        auto const why = read_leaf(text, value);
        if (!why.empty()) reading.refuse(path, why);
    }
}

template<class T>
void read_list(Field const& from, Path const& path, std::vector<T>& list, Strictness strictness,
               Reading& reading)
{
    std::vector<std::pair<std::size_t, Field const*>> ordered;
    if (from.file || !in_order(from, ordered)) return reading.refuse(path, reason::bad_kind);
    if (ordered.size() + from.texts.size() > elements_max)
        return reading.refuse(path, reason::too_many);
    for (auto const& text : from.texts) {
        // "tags=a&tags=b": a list of plain values as check boxes send it; "tags=" is an empty one.
        if (from.texts.size() == 1 && text.empty()) break;
        if constexpr (Leaf<T>) {
            Field const one { { text }, {}, {} };
            read(&one, path, list.emplace_back(), strictness, reading);
        } else {
            return reading.refuse(path, reason::bad_kind);
        }
    }
    for (auto const& [index, element] : ordered)
        read(element, Path { &path, {}, index }, list.emplace_back(), strictness, reading);
}

inline bool is_blank(Field const& field)
{
    bool const text = std::ranges::any_of(field.texts,
                                          [](auto const& t) { return !trimmed(t).empty(); });
    return !text && !field.file && std::ranges::all_of(field.inside, [](auto const& entry) {
        return is_blank(entry.second);
    });
}

template<class T>
void read(Field const* from, Path const& path, T& value, Strictness strictness, Reading& reading)
{
    if constexpr (std::is_same_v<T, Upload>) {
        if (from && from->file)
            value.bytes = *from->file;
        else
            reading.refuse(path, reason::required);
    } else if constexpr (std::is_same_v<T, Verbatim>) {
        reading.refuse(path, from ? reason::bad_kind : reason::required);
    } else if constexpr (trait::is_optional<T>) {
        if (from && !is_blank(*from)) read(from, path, value.emplace(), strictness, reading);
    } else if constexpr (Leaf<T>) {
        read_leaf_field(from, path, value, strictness, reading);
    } else if constexpr (trait::is_vector<T>) {
        if (from) read_list(*from, path, value, strictness, reading);
    } else {
        static_assert(Described<T>, "an Input holds described structs and the listed leaves");
        static Field const nothing;
        auto const& fields = from ? *from : nothing;
        if (!fields.texts.empty()) return reading.refuse(path, reason::bad_kind);
        each_member(value, [&](std::string_view name, auto& member) {
            read(fields.find(name), Path { &path, name }, member, strictness, reading);
        });
        if (strictness == Strictness::command) refuse_unknown(fields, shape_of<T>(), path, reading);
    }
}

/// Applies the rules for texts to everything that was read.
template<class T>
void settle_all(T& value, Path const& path, TextRule rule, Strictness strictness, Reading& reading)
{
    if constexpr (std::is_same_v<T, std::string>) {
        auto const why = settle(value, rule, strictness);
        if (!why.empty()) reading.refuse(path, why);
    } else if constexpr (trait::is_optional<T>) {
        if (!value) return;
        rule.empty_allowed = true;
        settle_all(*value, path, rule, strictness, reading);
        if constexpr (std::is_same_v<T, std::optional<std::string>>)
            if (value->empty()) value.reset();
    } else if constexpr (trait::is_vector<T>) {
        for (std::size_t i = 0; i < value.size(); ++i)
            settle_all(value[i], Path { &path, {}, i }, rule, strictness, reading);
    } else if constexpr (Described<T>) {
        each_member(value, [&](std::string_view name, auto& member) {
            TextRule own = rule;
            if constexpr (requires { T::text_rule(name); }) own = T::text_rule(name);
            settle_all(member, Path { &path, name }, own, strictness, reading);
        });
    }
}

/// Members named by the path come from there alone; the rest from the form, the query or the JSON.
template<class T>
void read_top(Sent const& sent, T& value, Strictness strictness, Reading& reading)
{
    Path const top;
    auto const* object = sent.json ? sent.json->if_object() : nullptr;
    if (sent.json && !object) return reading.refuse(top, reason::bad_kind);
    each_member(value, [&]<class Member>(std::string_view name, Member& member) {
        Path const path { &top, name };
        if (auto const* captured = sent.captures.find(name))
            return read(captured, path, member, strictness, reading);
        if (!object) return read(sent.fields.find(name), path, member, strictness, reading);
        if (auto const* entry = object->if_contains(name))
            json::read(*entry, path, member, reading);
        else if constexpr (!trait::is_optional<Member> && !trait::is_vector<Member>
                           && !std::is_same_v<Member, bool>)
            reading.refuse(path, reason::required);
    });
    if (strictness == Strictness::query) return;
    auto const known = [&](std::string_view name) {
        return shape_of<T>().has(name) && !sent.captures.find(name);
    };
    auto const check = [&](std::string_view name) {
        if (!known(name)) reading.refuse(Path { &top, name }, reason::unknown_field);
    };
    if (object)
        for (auto const& entry : *object) check(entry.key());
    for (auto const& [name, field] : sent.fields.inside) check(name);
}

} // namespace input

/// Fails: core.invalid with every bad field; core.not_found when the path itself names nothing.
template<class T>
Result<T> read_input(Sent const& sent, Strictness strictness)
{
    T value {};
    input::Reading reading;
    input::read_top(sent, value, strictness, reading);
    if (reading.errors.empty()) input::settle_all(value, {}, TextRule {}, strictness, reading);
    if (reading.errors.empty()) return value;
    for (auto const& bad : reading.errors)
        if (sent.captures.find(bad.field) && bad.reason != reason::unknown_field) return not_found;
    Error error { invalid };
    error.fields = std::move(reading.errors);
    return error;
}

/// A stable text of an Input for its idempotency key. Passwords stay out: only a hash of the text
/// is stored, but a short secret could be guessed from it.
template<Described T>
std::string digest_text(T const& value)
{
    std::string text;
    each_member(value, [&](std::string_view name, auto const& member) {
        if (name.find("password") != std::string_view::npos) return;
        append_json(text, name);
        text += ':';
        json::write(text, member);
        text += ',';
    });
    return text;
}

} // namespace karya::web
