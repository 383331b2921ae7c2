#include "base/json.h"
#include <boost/json/src.hpp>

namespace karya {

namespace {

constexpr std::size_t depth_max = 32;

/// How many names the text gives; it is known to be JSON, so a colon outside strings is one each.
std::size_t names_in(std::string_view text)
{
    std::size_t count = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (quoted && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == ':' && !quoted)
            ++count;
    }
    return count;
}

std::size_t names_in(boost::json::value const& tree)
{
    std::size_t count = 0;
    if (auto const* object = tree.if_object()) {
        count = object->size();
        for (auto const& entry : *object) count += names_in(entry.value());
    } else if (auto const* array = tree.if_array()) {
        for (auto const& element : *array) count += names_in(element);
    }
    return count;
}

} // namespace

Result<boost::json::value> parse_json(std::string_view text)
{
    boost::json::parse_options options;
    options.max_depth = depth_max;
    boost::system::error_code failure;
    auto tree = boost::json::parse(text, failure, {}, options);
    if (failure) return Error { bad_json, failure.message() };
    // The parser keeps the last of repeated names: two readers could then see two bodies.
    if (names_in(tree) != names_in(text)) return Error { bad_json, "repeated name" };
    return tree;
}

void append_json(std::string& out, std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    for (char const c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20) {
                out += c;
            } else {
                out += "\\u00";
                out += hex[static_cast<unsigned char>(c) >> 4U];
                out += hex[static_cast<unsigned char>(c) & 0xfU];
            }
        }
    }
    out += '"';
}

std::string json::Path::text() const
{
    std::string const self = name.empty() ? std::to_string(index) : std::string { name };
    if (!parent) return {};
    auto const above = parent->text();
    return above.empty() ? self : above + "." + self;
}

void json::Reading::refuse(Path const& path, std::string_view why)
{
    // A hostile body may hold a hundred thousand wrong fields; nobody reads more than these.
    constexpr std::size_t errors_max = 100;
    if (errors.size() < errors_max) errors.push_back({ path.text(), std::string { why } });
}

bool json::is_whole(boost::json::value const& value, std::int64_t& number)
{
    if (!value.is_int64()) return false;
    number = value.get_int64();
    return true;
}

} // namespace karya
