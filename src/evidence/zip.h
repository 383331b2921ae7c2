#pragma once
// A ZIP archive in memory. For evidence/ only.

#include <string>
#include <vector>

namespace karya::evidence {

struct File {
    std::string name {};
    std::string bytes {};
};
/// The same bytes for the same files.
std::string zipped(std::vector<File> const& files);

} // namespace karya::evidence
