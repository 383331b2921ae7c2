#pragma once
// How modules state their routes. One pipeline does parse -> permission -> idempotency -> command or
// query -> page | JSON | problem for all of them; a route names only its path, its right, its
// function and its page. Only files named routes*.cpp (and app/) include this.

#include "core/call.h"
#include "web/http.h"
#include "web/route.h"
#include <functional>
#include <string>
#include <vector>

namespace karya::web {

/// No input fields.
struct Nothing { };
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

/// A file as answer: PDF, image, CSV. Use as Output of a query; it is sent as it is.
struct File {
    std::string content_type;
    std::string bytes;
    std::string download_name {}; ///< empty: shown inline
    bool immutable { false };     ///< cached for a year by the browser
};

/// An uploaded file in an Input (multipart field). Its client name is never used.
struct Upload {
    std::string bytes {};
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Page {
    std::string_view name;   ///< template "catalogue/product" = src/catalogue/pages/product.html
    /// Anonymous answers are kept until a commit touches one of the Output's `tags()`
    /// (`std::vector<std::string> tags() const`).
    bool cached { false };
};

struct Then {
    /// Where a browser goes after success (303): "/meja/produk/{id}", filled from Output's members.
    std::string_view location;
    /// The GET route whose page holds the form: shown again at 422 with the messages.
    std::string_view form {};
};

/// The list of routes. Paths are nouns in Indonesian; "{slug}" captures one segment into the Input
/// member of that name. Each query answers as page, or as JSON for `Accept: application/json` and
/// under "/api/v1" + path.
class Routes {
public:
    /// GET. `Out` is a described struct (page and JSON) or File.
    template<class In, class Out>
    void query(std::string_view path, Permission right,
               std::type_identity_t<Result<Out> (*)(View&, In const&)> run, Page page = {});
    /// POST. Runs in a transaction with an idempotency key: hidden field `_key` or header
    /// `Idempotency-Key`; a repeat answers the same bytes, another body under the key is refused.
    /// An Output with `Headers headers() const` adds response headers (cookies).
    template<class In, class Out>
    void command(std::string_view path, Permission right,
                 std::type_identity_t<Result<Out> (*)(Call&, In const&)> run, Then then = {});
    /// POST whose heavy part (password hash, picture) must not hold the writer: `prepare` runs first,
    /// on one of two slow workers with a bounded queue (full: web.too_busy, 429). What it finds it
    /// leaves in members of In that are not described, so a client cannot send them.
    template<class In, class Out>
    void slow_command(std::string_view path, Permission right,
                      std::type_identity_t<Result<void> (*)(View&, In&)> prepare,
                      std::type_identity_t<Result<Out> (*)(Call&, In const&)> run, Then then = {});
    /// GET of server-sent events on `channel`; the stream may be filtered by nothing else.
    void stream(std::string_view path, Permission right, std::string_view channel);

    std::vector<Route> const& all() const { return m_routes; }

private:
    std::vector<Route> m_routes;
};

} // namespace karya::web
