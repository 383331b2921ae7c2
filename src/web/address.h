#pragma once
// Whose connection it is: limits an address and finds the client behind a trusted proxy.

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karya::web {

/// "10.0.0.1", "::1" in their plain form ("::ffff:10.0.0.1" is "10.0.0.1"); empty for anything
/// else.
std::string plain_address(std::string_view text);

/// The client of a request that came through `peer`: the rightmost address of X-Forwarded-For that
/// is not itself a trusted proxy. What no trusted proxy has vouched for is never believed.
std::string client_of(std::string const& peer, std::vector<std::string_view> const& forwarded_for,
                      std::vector<std::string> const& trusted_proxies);

/// Open connections by address; of IPv6 the /64 counts, as one client owns all of it.
class Addresses {
public:
    /// False when `address` already has `most`.
    bool enter(std::string const& address, std::size_t most);
    void leave(std::string const& address);

private:
    std::mutex m_mutex;
    std::map<std::string, std::size_t> m_open;
};

} // namespace karya::web
