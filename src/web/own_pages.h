#pragma once
// The pipeline's own pages: the API's description for programs and for people, and what each error
// code means.

#include "web/http.h"
#include "web/page.h"
#include <memory>
#include <optional>

namespace karya::web {

/// One row of the page "web/api".
struct ApiRoute {
    std::string method;
    std::string path;  ///< under /api/v1
    std::string words; ///< what it does
    std::string right;
    std::string fields; ///< names of the Input, optional ones with "?"
};
BOOST_DESCRIBE_STRUCT(ApiRoute, (), (method, path, words, right, fields))

struct ApiPage {
    std::vector<ApiRoute> routes;
};
BOOST_DESCRIBE_STRUCT(ApiPage, (), (routes))

/// What the page "web/code" says.
struct CodePage {
    std::string code;
    std::string meaning;
};
BOOST_DESCRIBE_STRUCT(CodePage, (), (code, meaning))

/// Answers /api, /api/openapi.json and /masalah/<code>. They are public and the same for everybody.
class OwnPages {
public:
    OwnPages(Pages const& pages, Routes const& routes, std::string_view origin, bool demo);

    std::optional<Response> find(Request const& request) const;

private:
    template<class Out>
    Response page(Request const& request, std::string_view name, Out out) const;

    Pages const& m_pages;
    bool m_demo;
    ApiPage m_api_id;
    ApiPage m_api_en;
    std::shared_ptr<std::string const> m_openapi;
    std::string m_openapi_tag;
};

} // namespace karya::web
