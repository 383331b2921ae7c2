#pragma once
// Who is one place on the Internet.

#include <string>
#include <string_view>

namespace karya {

/// An IPv4 address as it is; of an IPv6 address its network "2001:db8:1:2:/64", for whoever has one
/// address has 2^64 of them.
std::string network_of(std::string_view address);

} // namespace karya
