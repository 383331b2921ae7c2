#pragma once
// What both files share of libcurl. For wire/ only.

#include <curl/curl.h>
#include <memory>
#include <string>
#include <string_view>

namespace karya::wire::curl {

struct Closed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Closed>;
using List = std::unique_ptr<curl_slist, Closed>;

/// A fresh handle with a deadline: no signals, no proxy, certificates checked.
Handle open(std::string const& url, std::chrono::milliseconds deadline,
            std::string const& trusted_file);
/// Appends to a list, which may be empty.
void append(List& list, std::string const& line);
/// True when the host of the address is this machine itself.
bool is_local(std::string_view url);

} // namespace karya::wire::curl
