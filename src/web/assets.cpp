#include "web/assets.h"
#include "base/embedded.h"
#include "web/cache.h"
#include <algorithm>

namespace karya::web {

namespace {

embedded::Asset const* asset_at(std::string_view path)
{
    auto const all = embedded::assets();
    auto const found = std::ranges::lower_bound(all, path, {}, &embedded::Asset::path);
    return found != all.end() && found->path == path ? &*found : nullptr;
}

} // namespace

std::optional<Response> asset_response(Request const& request)
{
    auto const* asset = asset_at(request.path);
    if (!asset) return {};
    Response response;
    response.content_type = asset->content_type;
    response.view = asset->bytes;
    auto const welcome = request.header("accept-encoding");
    std::string_view coding;
    if (!asset->br.empty() && takes_coding(welcome, "br")) {
        response.view = asset->br;
        coding = "br";
    } else if (!asset->gzip.empty() && takes_coding(welcome, "gzip")) {
        response.view = asset->gzip;
        coding = "gzip";
    }
    auto& headers = response.headers;
    headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    if (!coding.empty()) headers.emplace_back("Content-Encoding", coding);
    if (!asset->br.empty() || !asset->gzip.empty()) headers.emplace_back("Vary", "Accept-Encoding");
    // The name holds the hash of the bytes; the coding tells the copies apart.
    auto const name = asset->path.substr(assets_path.size());
    auto const mark = coding.empty() ? std::string {} : "-" + std::string { coding };
    headers.emplace_back("ETag", "\"" + std::string { name } + mark + "\"");
    return response;
}

} // namespace karya::web
