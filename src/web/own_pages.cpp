#include "web/own_pages.h"
#include "web/answer.h"
#include "web/refusal.h"

namespace karya::web {

namespace {

constexpr std::string_view code_path = "/masalah/";

std::string fields_text(Route const& route)
{
    SchemaBook book;
    if (!route.describe) return {};
    route.describe(book);
    std::string text;
    for (auto const& member : book.input())
        text += (text.empty() ? "" : ", ") + member.name + (member.required ? "" : "?");
    return text;
}

/// The placeholders of a text without a case at hand are left open.
std::string without_placeholders(std::string words)
{
    for (auto open = words.find('{'); open != std::string::npos; open = words.find('{')) {
        auto const close = words.find('}', open);
        if (close == std::string::npos) break;
        words.replace(open, close - open + 1, "…");
    }
    return words;
}

} // namespace

OwnPages::OwnPages(Pages const& pages, Routes const& routes, std::string_view origin, bool demo)
    : m_pages(pages),
      m_demo(demo),
      m_openapi(std::make_shared<std::string const>(openapi_json(routes, origin))),
      m_openapi_tag(entity_tag(*m_openapi))
{
    for (auto const& route : routes.all()) {
        if (!route.channel.empty()) continue;
        for (auto* const api : { &m_api_id, &m_api_en })
            api->routes.push_back({ route.method == Method::post ? "POST" : "GET",
                                    "/api/v1" + route.pattern,
                                    words_of(api == &m_api_en ? Lang::en : Lang::id, route),
                                    std::string { route.right.name }, fields_text(route) });
    }
}

template<class Out>
Response OwnPages::page(Request const& request, std::string_view name, Out out) const
{
    PageFrame frame;
    frame.lang = request.lang;
    frame.path = request.path;
    frame.now = request.at;
    frame.demo = m_demo;
    bool const json = prefers_json(request.header("accept"));
    Response response;
    if (json) {
        response = Response::text(200, "application/json", json_text(out));
    } else {
        Output const output { std::make_shared<Out const>(std::move(out)),
                              &detail::output_face<Out>() };
        response = Response::text(200, response.content_type, m_pages.render(name, output, frame));
    }
    response.headers.emplace_back("Vary", "Accept");
    response.headers.emplace_back("Cache-Control", "no-cache");
    return response;
}

std::optional<Response> OwnPages::find(Request const& request) const
{
    if (request.path == "/api/openapi.json") {
        Response response;
        response.content_type = "application/json";
        response.body = m_openapi;
        response.headers.emplace_back("Cache-Control", "no-cache");
        response.headers.emplace_back("ETag", m_openapi_tag);
        return response;
    }
    if (request.path == "/api")
        return page(request, "web/api", request.lang == Lang::en ? m_api_en : m_api_id);
    if (!request.path.starts_with(code_path)) return {};
    auto const code = request.path.substr(code_path.size());
    if (code.find('.') == std::string::npos || !karya::text::has(code)) return {};
    return page(request, "web/code",
                CodePage { code, without_placeholders(karya::text::find(request.lang, code)) });
}

} // namespace karya::web
