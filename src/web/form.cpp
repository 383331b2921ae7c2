#include "web/form.h"
#include "base/hex.h"
#include "base/text.h"
#include <algorithm>
#include <optional>

namespace karya::web {

namespace {

bool is_name(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')
            || c == '_' || c == '-';
    });
}

/// The field of a dotted name, made when absent; null when the name is malformed or too deep.
Field* reach(Field& root, std::string_view dotted, FormLimits const& limits)
{
    if (dotted.size() > limits.name_max) return nullptr;
    auto const names = fields_of(dotted, '.');
    if (names.size() > limits.depth_max || !std::ranges::all_of(names, is_name)) return nullptr;
    Field* field = &root;
    for (auto const name : names) field = &field->inside[std::string { name }];
    return field;
}

/// One part of a multipart body, head and bytes still together.
struct Part {
    std::string_view name;
    bool is_file { false };
    bool file_named { false };
    std::string_view bytes;
};

/// The value of a parameter of Content-Disposition or Content-Type; empty views mean absent.
std::optional<std::string_view> parameter(std::string_view header, std::string_view name)
{
    auto rest = header.substr(std::min(header.find(';'), header.size()));
    while (!rest.empty()) {
        rest.remove_prefix(1);
        rest = trimmed(rest);
        auto const equals = rest.find('=');
        if (equals == std::string_view::npos) return {};
        auto const key = lowered(trimmed(rest.substr(0, equals)));
        rest.remove_prefix(equals + 1);
        std::string_view value;
        if (rest.starts_with('"')) {
            auto const close = rest.find('"', 1);
            if (close == std::string_view::npos) return {};
            value = rest.substr(1, close - 1);
            rest.remove_prefix(close + 1);
            rest = rest.substr(std::min(rest.find(';'), rest.size()));
        } else {
            auto const end = std::min(rest.find(';'), rest.size());
            value = trimmed(rest.substr(0, end));
            rest.remove_prefix(end);
        }
        if (key == name) return value;
    }
    return {};
}

std::optional<Part> read_part(std::string_view text)
{
    auto const end = text.find("\r\n\r\n");
    constexpr std::size_t head_max = 2048;
    if (end > head_max) return {}; // also when there is none
    auto head = text.substr(0, end);
    Part part;
    bool named = false;
    while (!head.empty()) {
        auto const line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(line.size() + 2, head.size()));
        auto const colon = line.find(':');
        if (colon == std::string_view::npos) return {};
        if (lowered(line.substr(0, colon)) != "content-disposition") continue;
        auto const value = trimmed(line.substr(colon + 1));
        auto const name = parameter(value, "name");
        if (named || !value.starts_with("form-data") || !name) return {};
        named = true;
        part.name = *name;
        auto const file = parameter(value, "filename");
        part.is_file = file.has_value();
        part.file_named = file && !file->empty();
    }
    if (!named) return {};
    part.bytes = text.substr(end + 4);
    return part;
}

/// Cuts a body at its boundary lines; nothing when it does not begin and end with them.
std::optional<std::vector<std::string_view>> cut_parts(std::string_view body,
                                                       std::string_view boundary,
                                                       std::size_t parts_max)
{
    std::string const line = "\r\n--" + std::string { boundary };
    if (!body.starts_with(std::string_view { line }.substr(2))) return {};
    body.remove_prefix(line.size() - 2);
    std::vector<std::string_view> parts;
    while (!body.starts_with("--")) {
        if (!body.starts_with("\r\n") || parts.size() > parts_max) return {};
        body.remove_prefix(2);
        auto const end = body.find(line);
        if (end == std::string_view::npos) return {};
        parts.push_back(body.substr(0, end));
        body.remove_prefix(end + line.size());
    }
    body.remove_prefix(2);
    if (!body.empty() && body != "\r\n") return {};
    return parts;
}

Result<void> put_part(Field& root, Part const& part, FormLimits const& limits)
{
    if (!part.is_file) {
        if (!root.put(part.name, std::string { part.bytes }, limits)) return bad_body;
        return {};
    }
    if (part.bytes.size() > limits.upload_max) return upload_too_large;
    if (part.bytes.empty() && !part.file_named) return {};
    auto* field = reach(root, part.name, limits);
    if (!field || field->file || !field->texts.empty()) return bad_body;
    field->file = std::make_shared<std::string const>(part.bytes);
    return {};
}

} // namespace

Field const* Field::find(std::string_view name) const
{
    auto const found = inside.find(name);
    return found == inside.end() ? nullptr : &found->second;
}

std::string_view Field::text(std::string_view name) const
{
    auto const* field = find(name);
    return field && field->texts.size() == 1 ? std::string_view { field->texts[0] }
                                             : std::string_view {};
}

bool Field::put(std::string_view dotted, std::string text, FormLimits const& limits)
{
    auto* field = reach(*this, dotted, limits);
    if (!field) return false;
    field->texts.push_back(std::move(text));
    return true;
}

bool percent_decode(std::string_view text, std::string& decoded)
{
    decoded.clear();
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return false;
            int const high = hex_value(text[i + 1]);
            int const low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return false;
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i] == '+' ? ' ' : text[i];
        }
    }
    return true;
}

std::string percent_encode(std::string_view text)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string encoded;
    for (char const c : text) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            encoded += c;
        } else {
            encoded += '%';
            encoded += hex[static_cast<unsigned char>(c) >> 4U];
            encoded += hex[static_cast<unsigned char>(c) & 0xfU];
        }
    }
    return encoded;
}

Result<Field> parse_urlencoded(std::string_view text, FormLimits const& limits)
{
    Field root;
    if (text.empty()) return root;
    std::string name;
    std::string value;
    std::size_t count = 0;
    for (auto const pair : fields_of(text, '&')) {
        if (pair.empty()) continue;
        if (++count > limits.fields_max) return too_many_fields;
        auto const equals = std::min(pair.find('='), pair.size());
        auto const after = pair.substr(std::min(equals + 1, pair.size()));
        if (!percent_decode(pair.substr(0, equals), name) || !percent_decode(after, value))
            return Error { bad_body, "broken percent escape" };
        if (!root.put(name, value, limits) && !limits.odd_names_ignored)
            return Error { bad_body, "malformed field name" };
    }
    return root;
}

Result<Field> parse_multipart(std::string_view content_type, std::string_view body,
                              FormLimits const& limits)
{
    constexpr std::size_t boundary_max = 70; // RFC 2046
    auto const boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > boundary_max)
        return Error { bad_body, "no boundary" };
    auto const texts = cut_parts(body, *boundary, limits.parts_max);
    if (!texts) return Error { bad_body, "malformed multipart" };
    if (texts->size() > limits.parts_max) return too_many_fields;

    Field root;
    std::size_t files = 0;
    for (auto const text : *texts) {
        auto const part = read_part(text);
        if (!part) return Error { bad_body, "malformed part" };
        if (part->is_file && ++files > limits.files_max) return too_many_fields;
        TRY(put_part(root, *part, limits));
    }
    return root;
}

} // namespace karya::web
