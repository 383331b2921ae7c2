#include "base/check.h"
#include "wire/curl.h"
#include "wire/wire.h"

namespace karya::wire {

namespace {

/// Where the answer goes, up to its bound.
struct Sink {
    std::string body {};
    std::size_t most { 0 };
    bool full { false };

    static std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into)
    {
        auto& sink = *static_cast<Sink*>(into);
        sink.full = sink.body.size() + size * count > sink.most;
        if (sink.full) return 0; // ends the transfer
        sink.body.append(bytes, size * count);
        return size * count;
    }
};

bool is_untrusted(CURLcode code)
{
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE
        || code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT;
}

} // namespace

Result<HttpAnswer> ask_http(HttpAsk const& ask)
{
    bool const safe = ask.url.starts_with("https://")
        || (ask.url.starts_with("http://") && curl::is_local(ask.url));
    if (!safe) return Error { not_trusted, "not an https address" };
    auto const handle = curl::open(ask.url, ask.deadline, ask.trusted_file);
    auto* const h = handle.get();
    curl::List headers;
    for (auto const& [name, value] : ask.headers)
        curl::append(headers, std::string { name }.append(": ").append(value));
    curl::append(headers, "Expect:");
    Sink sink { .most = ask.answer_max };
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, ask.method.c_str());
    if (!ask.body.empty()) {
        curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(ask.body.size()));
        curl_easy_setopt(h, CURLOPT_POSTFIELDS, ask.body.c_str());
    }
    curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, &Sink::take);
    curl_easy_setopt(h, CURLOPT_WRITEDATA, static_cast<void*>(&sink));
    auto const code = curl_easy_perform(h);
    if (sink.full) return answer_too_large;
    if (is_untrusted(code)) return Error { not_trusted, curl_easy_strerror(code) };
    if (code != CURLE_OK) return Error { no_answer, curl_easy_strerror(code) };
    long status = 0;
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
    return HttpAnswer { static_cast<int>(status), std::move(sink.body) };
}

std::string form_of(std::vector<std::pair<std::string, std::string>> const& fields)
{
    std::string form;
    auto const append = [&](std::string const& text) {
        char* const escaped = curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size()));
        CHECK(escaped != nullptr);
        form += escaped;
        curl_free(escaped);
    };
    for (auto const& [name, value] : fields) {
        if (!form.empty()) form += '&';
        append(name);
        form += '=';
        append(value);
    }
    return form;
}

} // namespace karya::wire
