#include "base/network.h"
#include "base/text.h"

namespace karya {

std::string network_of(std::string_view address)
{
    if (address.find(':') == std::string_view::npos) return std::string { address };
    if (address.starts_with("::ffff:")) return std::string { address.substr(7) };
    std::string first;
    int groups = 0;
    for (auto const group : fields_of(address, ':')) {
        // "::" stands for zeroes, so what follows it is not the network any more.
        if (groups == 4 || group.empty()) break;
        first += std::string { group } + ":";
        ++groups;
    }
    return first + "/64";
}

} // namespace karya
