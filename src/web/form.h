#pragma once
// What a browser sends, as one tree: "lines.0.quantity" is "quantity" inside "0" inside "lines".
// The same tree for form bodies, query strings and path captures.

#include "base/result.h"
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karya::web {

/// The body cannot be read as what it says it is. Answered with 400.
inline constexpr ErrorCode bad_body { "web.bad_body", Fault::invalid };
inline constexpr ErrorCode too_many_fields { "web.too_many_fields", Fault::too_large };
inline constexpr ErrorCode upload_too_large { "web.upload_too_large", Fault::too_large };

struct FormLimits {
    std::size_t fields_max { 5000 };
    std::size_t depth_max { 6 };
    std::size_t name_max { 200 };
    std::size_t parts_max { 60 };
    std::size_t files_max { 20 };
    std::size_t upload_max { 15 * 1024 * 1024 };
    bool odd_names_ignored { false }; ///< query strings carry what other sites add
};

struct Field {
    std::vector<std::string> texts {};          ///< more than one when the name came repeatedly
    std::shared_ptr<std::string const> file {}; ///< bytes of an uploaded file
    std::map<std::string, Field, std::less<>> inside {};

    Field const* find(std::string_view name) const;
    /// The one text of that field, or empty.
    std::string_view text(std::string_view name) const;
    /// Adds a text under a dotted name. False when the name is malformed or too deep.
    bool put(std::string_view dotted, std::string text, FormLimits const& limits = {});
};

/// Percent-decoding with '+' as space; false on a broken escape.
bool percent_decode(std::string_view text, std::string& decoded);
/// Escaped for a query string or a path segment: all but unreserved characters.
std::string percent_encode(std::string_view text);

/// application/x-www-form-urlencoded, or the query of a target. Fails: web.bad_body,
/// web.too_many_fields.
Result<Field> parse_urlencoded(std::string_view text, FormLimits const& limits = {});

/// multipart/form-data (RFC 7578); `content_type` is the request's header with its boundary. File
/// parts without bytes and name (nothing chosen) count as absent; their names are dropped.
/// Fails: web.bad_body, web.too_many_fields, web.upload_too_large.
Result<Field> parse_multipart(std::string_view content_type, std::string_view body,
                              FormLimits const& limits = {});

} // namespace karya::web
