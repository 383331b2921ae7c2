#pragma once
// One HTTP exchange, free of any library: what the server hands to the pipeline and gets back.

#include "base/lang.h"
#include "base/time.h"
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karya::web {

enum class Method : std::uint8_t { get, head, post };

/// Header names are lower-case. Everything is already checked for form (sizes, framing, UTF-8 of
/// the target after percent-decoding).
struct Request {
    Method method { Method::get };
    std::string path;  ///< decoded, without the language prefix: "/produk/keset"
    std::string query; ///< raw, without '?'
    Lang lang { Lang::id };
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string peer; ///< address of the client (of the trusted proxy's word, if one is configured)
    std::string id;   ///< request id, also answered as X-Request-Id
    Timestamp at {};

    /// The first header of that (lower-case) name, or empty.
    std::string_view header(std::string_view name) const;
    /// The cookie of that name, or empty.
    std::string_view cookie(std::string_view name) const;
};

/// The answer. The body is shared so that cached pages and assets are written without a copy.
struct Response {
    int status { 200 };
    std::string content_type { "text/html; charset=utf-8" };
    std::vector<std::pair<std::string, std::string>> headers;
    std::shared_ptr<std::string const> body;
    /// Static bytes of the binary (assets); used when `body` is null.
    std::string_view view;
    /// Not empty: keep the connection open as server-sent events on this channel.
    std::string stream;

    static Response text(int status, std::string content_type, std::string body);
    static Response redirect(std::string location); ///< 303
    std::string_view bytes() const { return body ? std::string_view { *body } : view; }
};

/// Called exactly once, on any thread.
using Reply = std::function<void(Response)>;
/// Answers one request: now (inline) or later.
using Handler = std::function<void(Request&&, Reply)>;

} // namespace karya::web
