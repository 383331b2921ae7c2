#include "web/address.h"
#include "base/check.h"
#include "base/text.h"
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstring>

namespace karya::web {

namespace {

constexpr std::array<unsigned char, 12> mapped_prefix { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

std::string text_of(int family, void const* bytes)
{
    std::array<char, INET6_ADDRSTRLEN> buffer {};
    inet_ntop(family, bytes, buffer.data(), buffer.size());
    return buffer.data();
}

std::string limit_key(std::string const& address)
{
    in6_addr six {};
    if (inet_pton(AF_INET6, address.c_str(), &six) != 1) return address;
    std::memset(&six.s6_addr[8], 0, 8);
    return text_of(AF_INET6, &six);
}

} // namespace

std::string plain_address(std::string_view text)
{
    std::string const address { text };
    in_addr four {};
    if (inet_pton(AF_INET, address.c_str(), &four) == 1) return text_of(AF_INET, &four);
    in6_addr six {};
    if (inet_pton(AF_INET6, address.c_str(), &six) != 1) return {};
    if (std::memcmp(&six, mapped_prefix.data(), mapped_prefix.size()) == 0)
        return text_of(AF_INET, &six.s6_addr[12]);
    return text_of(AF_INET6, &six);
}

std::string client_of(std::string const& peer, std::vector<std::string_view> const& forwarded_for,
                      std::vector<std::string> const& trusted_proxies)
{
    auto const is_trusted = [&](std::string const& address) {
        return std::ranges::find(trusted_proxies, address) != trusted_proxies.end();
    };
    std::string client = peer;
    for (auto field = forwarded_for.rbegin(); field != forwarded_for.rend(); ++field) {
        auto const hops = fields_of(*field, ',');
        for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
            if (!is_trusted(client)) return client;
            auto address = plain_address(trimmed(*hop));
            if (address.empty()) return client;
            client = std::move(address);
        }
    }
    return client;
}

bool Addresses::enter(std::string const& address, std::size_t most)
{
    std::scoped_lock const lock { m_mutex };
    auto& open = m_open[limit_key(address)];
    if (open >= most) return false;
    ++open;
    return true;
}

void Addresses::leave(std::string const& address)
{
    std::scoped_lock const lock { m_mutex };
    auto const found = m_open.find(limit_key(address));
    CHECK(found != m_open.end() && found->second > 0);
    if (--found->second == 0) m_open.erase(found);
}

} // namespace karya::web
