#include "web/refusal.h"
#include "base/embedded.h"
#include "base/text.h"
#include "web/text.h"
#include <boost/json.hpp>

namespace karya::web {

namespace {

std::string problem_json(Refusal refusal, std::string const& title, std::string_view id)
{
    return boost::json::serialize(boost::json::object {
        { "type", "/masalah/" + std::string { refusal.code.id } },
        { "title", title },
        { "status", refusal.status },
        { "instance", id },
    });
}

std::string page(Lang lang, std::string const& title, std::string_view id)
{
    auto const words = html_escaped(title);
    return "<!DOCTYPE html>\n<html lang=\"" + std::string { name_of(lang) }
    + "\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>Karya</title></head>"
      "<body><main><h1>Karya</h1><p>"
        + words + "</p><p><small>" + html_escaped(text::request_number(lang, id))
        + "</small></p></main></body></html>\n";
}

} // namespace

Response answer_of(Refusal refusal, Lang lang, bool json, std::string_view id)
{
    auto const title = karya::text::find(lang, refusal.code.id);
    auto response = Response::text(refusal.status,
                                   json ? "application/problem+json" : "text/html; charset=utf-8",
                                   json ? problem_json(refusal, title, id) : page(lang, title, id));
    response.headers.emplace_back("Content-Language", name_of(lang));
    if (refusal == refusal::wrong_method) response.headers.emplace_back("Allow", "GET, HEAD, POST");
    if (refusal == refusal::overloaded || refusal == refusal::too_many)
        response.headers.emplace_back("Retry-After", "5");
    return response;
}

bool prefers_json(std::string_view accept)
{
    auto const json = accept.find("json");
    return json != std::string_view::npos && accept.find("text/html") > json;
}

} // namespace karya::web
