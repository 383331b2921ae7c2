#include "wire/curl.h"
#include "base/check.h"
#include "wire/wire.h"
#include <mutex>

namespace karya::wire::curl {

Handle open(std::string const& url, std::chrono::milliseconds deadline,
            std::string const& trusted_file)
{
    static std::once_flag once;
    std::call_once(once, [] { CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
    Handle handle { curl_easy_init() };
    CHECK(handle != nullptr);
    auto* const h = handle.get();
    curl_easy_setopt(h, CURLOPT_URL, url.c_str());
    curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(h, CURLOPT_PROXY, "");
    curl_easy_setopt(h, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, static_cast<long>(deadline.count()));
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(deadline.count()));
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(h, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!trusted_file.empty()) curl_easy_setopt(h, CURLOPT_CAINFO, trusted_file.c_str());
    return handle;
}

void append(List& list, std::string const& line)
{
    auto* const longer = curl_slist_append(list.get(), line.c_str());
    CHECK(longer != nullptr);
    [[maybe_unused]] auto* const shorter = list.release(); // it begins the longer one
    list.reset(longer);
}

bool is_local(std::string_view url)
{
    struct Parts {
        CURLU* url { curl_url() };
        ~Parts() { curl_url_cleanup(url); }
    } const parts;
    char* host = nullptr;
    bool const good = curl_url_set(parts.url, CURLUPART_URL, std::string { url }.c_str(),
                                   CURLU_NON_SUPPORT_SCHEME)
            == CURLUE_OK
        && curl_url_get(parts.url, CURLUPART_HOST, &host, 0) == CURLUE_OK;
    if (!good) return false;
    std::string const name { host };
    curl_free(host);
    return name == "127.0.0.1" || name == "[::1]" || name == "localhost";
}

} // namespace karya::wire::curl
