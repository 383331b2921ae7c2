#pragma once
// Drawing by lot: pure. For evidence/ only.

#include <cstdint>
#include <string>
#include <vector>

namespace karya::evidence {

/// A seed and a number give SHA-256 of "seed number"; the entries with the smallest are drawn, in
/// that order. Anybody who has the seed and the book draws the same.
std::vector<std::int64_t> drawn(std::string const& seed, std::vector<std::int64_t> const& entries,
                                std::size_t count);

} // namespace karya::evidence
