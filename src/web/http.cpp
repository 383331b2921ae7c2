#include "web/http.h"
#include "base/text.h"

namespace karya::web {

std::string_view Request::header(std::string_view name) const
{
    for (auto const& [key, value] : headers)
        if (key == name) return value;
    return {};
}

std::string_view Request::cookie(std::string_view name) const
{
    for (auto const& [key, value] : headers) {
        if (key != "cookie") continue;
        for (auto const pair : fields_of(value, ';')) {
            auto const mark = pair.find('=');
            if (mark == std::string_view::npos) continue;
            if (trimmed(pair.substr(0, mark)) == name) return trimmed(pair.substr(mark + 1));
        }
    }
    return {};
}

Response Response::text(int status, std::string content_type, std::string body)
{
    Response response;
    response.status = status;
    response.content_type = std::move(content_type);
    response.body = std::make_shared<std::string const>(std::move(body));
    return response;
}

Response Response::redirect(std::string location)
{
    Response response;
    response.status = 303;
    response.headers.emplace_back("Location", std::move(location));
    return response;
}

} // namespace karya::web
