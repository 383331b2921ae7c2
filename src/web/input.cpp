#include "web/input.h"
#include "base/hash.h"

namespace karya {

void JsonFace<web::Upload>::write(std::string& out, web::Upload const& upload)
{
    append_json(out, sha256_hex(upload.bytes));
}

} // namespace karya

namespace karya::web::input {

std::string_view settle(std::string& text, TextRule rule, Strictness strictness)
{
    if (!is_clean_utf8(text)) return reason::bad_text;
    if (!rule.kept_as_sent) {
        auto const kept = trimmed(text);
        if (kept.size() != text.size()) text = std::string { kept };
    }
    if (text.empty() && strictness == Strictness::command && !rule.empty_allowed)
        return reason::required;
    // Bytes first: they bound the characters and cost nothing to count.
    if (text.size() > rule.characters_max && code_points(text) > rule.characters_max)
        return reason::too_long;
    return {};
}

bool in_order(Field const& list, std::vector<std::pair<std::size_t, Field const*>>& ordered)
{
    constexpr std::size_t digits_max = 6;
    for (auto const& [name, element] : list.inside) {
        std::int64_t index {};
        bool const number = name.size() <= digits_max && parse_integer(name, index) && index >= 0;
        if (!number || std::to_string(index) != name) return false;
        ordered.emplace_back(static_cast<std::size_t>(index), &element);
    }
    std::ranges::sort(ordered);
    return true;
}

void refuse_unknown(Field const& from, Shape const& shape, Path const& path, Reading& reading)
{
    for (auto const& [name, field] : from.inside)
        if (!shape.has(name)) reading.refuse(Path { &path, name }, reason::unknown_field);
}

} // namespace karya::web::input
