#include "wire/curl.h"
#include "wire/wire.h"
#include <algorithm>

namespace karya::wire {

namespace {

/// What is left to be sent.
struct Source {
    std::string_view rest {};

    static std::size_t give(char* into, std::size_t size, std::size_t count, void* from)
    {
        auto& source = *static_cast<Source*>(from);
        auto const taken = std::min(size * count, source.rest.size());
        std::copy_n(source.rest.begin(), taken, into);
        source.rest.remove_prefix(taken);
        return taken;
    }
};

/// A reply of 5xx is meant for good, but while signing in: then it is our password.
Result<void> verdict(CURL* handle, CURLcode code)
{
    if (code == CURLE_OK) return {};
    std::string const why = curl_easy_strerror(code);
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_USE_SSL_FAILED
        || code == CURLE_SSL_CACERT_BADFILE)
        return Error { not_trusted, why };
    long reply = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply);
    constexpr long for_good = 500;
    constexpr long after = 600;
    bool const refused = reply >= for_good && reply < after && code != CURLE_LOGIN_DENIED;
    return Error { refused ? mail_refused : mail_delayed, why + " " + std::to_string(reply) };
}

bool is_plain_address(std::string_view address)
{
    return !address.empty() && std::ranges::none_of(address, [](char c) {
        return c == '<' || c == '>' || c == '\r' || c == '\n' || c == ' ';
    });
}

} // namespace

Result<void> send_mail(MailServer const& server, MailParcel const& parcel)
{
    if (!is_plain_address(parcel.from) || !is_plain_address(parcel.to))
        return Error { mail_refused, "not an address" };
    auto const handle = curl::open(server.url, server.deadline, server.trusted_file);
    auto* const h = handle.get();
    bool const local = curl::is_local(server.url);
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(h, CURLOPT_USE_SSL,
                     static_cast<long>(local ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    if (!server.user.empty()) {
        curl_easy_setopt(h, CURLOPT_USERNAME, server.user.c_str());
        curl_easy_setopt(h, CURLOPT_PASSWORD, server.password.c_str());
    }
    curl::List to;
    curl::append(to, "<" + parcel.to + ">");
    auto const from = "<" + parcel.from + ">";
    Source source { parcel.message };
    curl_easy_setopt(h, CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to.get());
    curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(h, CURLOPT_READFUNCTION, &Source::give);
    curl_easy_setopt(h, CURLOPT_READDATA, static_cast<void*>(&source));
    return verdict(h, curl_easy_perform(h));
}

} // namespace karya::wire
