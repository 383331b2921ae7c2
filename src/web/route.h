#pragma once
// One route as the pipeline sees it: its types are erased behind functions. Modules never build
// one; they call Routes (web/routes.h).

#include "base/json.h"
#include "core/call.h"
#include "web/http.h"
#include "web/shape.h"
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace karya::web {

struct Field;
class SchemaBook;

/// No input fields.
struct Nothing { };
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

/// A file as answer: PDF, image, CSV. Use as Output of a query; it is sent as it is.
struct File {
    std::string content_type;
    std::string bytes;
    std::string download_name {}; ///< empty: shown inline
    bool immutable { false };     ///< cached for a year by the browser
    bool no_store { false };      ///< never kept by the browser
};

/// An uploaded file in an Input (multipart field). Its client name is never used.
struct Upload {
    std::string bytes {};
};

/// A text of a JSON body that is taken byte for byte, whatever it holds: what is signed or a
/// signature. Never trimmed or refused; who takes it must bound and read it.
struct Verbatim {
    std::string text {};
};

/// An answer to another server's program, as its protocol wants it.
struct Plain {
    int status { 200 };
    std::string content_type {};
    std::string bytes {};
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Page {
    std::string_view name; ///< template "catalogue/product" = src/catalogue/pages/product.html
    /// Anonymous answers are kept until a commit touches one of the Output's `tags()`
    /// (`std::vector<std::string> tags() const`).
    bool cached { false };
    /// The page's member `form` is what is stored, to be changed. A command sent from such a page
    /// is refused (web.changed_since) when somebody changed it meanwhile.
    bool edits { false };
};

/// What the head of a page tells those who pass it on: search engines and messengers.
struct Meta {
    std::string description {};     ///< plain words, cut to what is shown
    std::string type { "website" }; ///< as Open Graph names it
    std::string picture {};         ///< path of a 1200 × 630 picture; empty: the site's own
    std::string canonical {};       ///< path without what only orders or pages; empty: none
    std::string feed {};            ///< path of its Atom feed; empty: none
    std::string facts {};           ///< a JSON-LD object; empty: none
    bool unlisted { false };        ///< not for search engines
    /// The asset by which the page is installed as an app.
    std::string_view manifest { "karya.webmanifest" };
};

struct Then {
    /// Where a browser goes after success (303): "/meja/produk/{id}", filled from Output's members.
    /// "{back}" alone takes the whole path from a member, if it is one of ours.
    std::string_view location;
    /// The GET route whose page holds the form: shown again at 422 with the messages.
    std::string_view form {};
};

/// What a route can do with its Output.
struct OutputFace {
    Shape const* shape;                            ///< for pages
    void (*json)(void const*, std::string&);       ///< null for File
    std::string (*form)(void const*);              ///< the member `form` as JSON; null: none
    File const* (*file)(void const*);              ///< null unless the Output is a File
    Headers (*headers)(void const*);               ///< null: none
    Plain (*plain)(void const*);                   ///< null: JSON, or where to go next
    std::optional<Error> (*refusal)(void const*);  ///< null: none
    std::vector<std::string> (*tags)(void const*); ///< null: none
    std::optional<Meta> (*meta)(void const*, Lang, std::string_view site); ///< null: nothing own
    bool secret; ///< never stored for a replay
};

struct Output {
    std::shared_ptr<void const> value;
    OutputFace const* face { nullptr };
};

/// What a request brings for the Input.
struct Sent {
    Field const& captures;                      ///< from the path: they win over everything
    Field const& fields;                        ///< from the query string or the form
    boost::json::value const* json { nullptr }; ///< set: the body was JSON
};

/// What another server tells ours: bytes as they came, which who takes them must verify and read.
struct Notice {
    std::string body {};
    std::vector<std::pair<std::string, std::string>> headers {}; ///< names in lower case

    /// The first header of that name, or empty.
    std::string_view header(std::string_view name) const;
};

struct Route {
    Method method { Method::get };
    std::string pattern; ///< "/produk/{slug}"
    Permission right;
    Page page {};
    Then then {};
    std::string channel {}; ///< not empty: server-sent events
    bool slow { false };

    std::function<Result<std::shared_ptr<void>>(Sent const&)> parse;
    std::function<Result<Output>(View&, void const* input)> query;
    std::function<Result<void>(View&, void* input)> prepare;
    std::function<Result<Output>(Call&, void const* input)> command;
    /// Whose line the command stands in (db::Engine::write_soon); not set: the actor's unit's.
    std::function<std::string(void const* input)> turn;
    /// A stable text of the Input: the body that an idempotency key stands for.
    std::function<std::string(void const* input)> digest;
    std::function<void(SchemaBook&)> describe;
    /// Set: the body is not read by the pipeline; makes a Notice of the request.
    std::function<std::shared_ptr<void>(Request const&)> notice;

    Shape const* input { nullptr };
    OutputFace const* output { nullptr };
};

} // namespace karya::web
