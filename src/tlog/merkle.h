#pragma once
// The tree of a transparency log (RFC 6962, section 2.1): pure.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace karya::tlog {

/// 32 bytes of SHA-256.
using Hash = std::string;
inline constexpr std::size_t hash_size = 32;
/// Hashes in a full tile.
inline constexpr std::int64_t tile_width = 256;
inline constexpr int levels_max = 8; ///< 256^8 is more than any count

Hash sha256(std::string_view bytes);
Hash leaf_hash(std::string_view entry);
Hash node_hash(std::string_view left, std::string_view right);

/// A tree of that size by its root.
struct TreeHead {
    std::int64_t size {};
    Hash root {};
    friend bool operator==(TreeHead const&, TreeHead const&) = default;
};

/// Hash `n` of a level: the root over the entries n × 256^level up to (n + 1) × 256^level.
using HashAt = std::function<Hash(int level, std::int64_t n)>;

/// How many whole hashes a level has in a tree of that size.
std::int64_t width_of(int level, std::int64_t size);
/// Of a full tile, for the level above it.
Hash root_of_tile(std::vector<Hash> hashes);
Hash root_of(std::int64_t size, HashAt const& at);
/// The path from entry `index` to the root, the leaf's sibling first. `index` < `size`.
std::vector<Hash> inclusion_of(std::int64_t index, std::int64_t size, HashAt const& at);
/// That the tree of `size` begins with the one of `older`; 0 < `older` <= `size`.
std::vector<Hash> consistency_of(std::int64_t older, std::int64_t size, HashAt const& at);

bool is_included(Hash const& leaf, std::int64_t index, TreeHead const& head,
                 std::vector<Hash> const& path);
bool is_consistent(TreeHead const& older, TreeHead const& newer, std::vector<Hash> const& path);

/// A tree that is built anew, entry by entry, in a few hashes of memory.
class GrowingTree {
public:
    void add(Hash leaf);
    std::int64_t size() const { return m_size; }
    Hash root() const;

private:
    std::int64_t m_size { 0 };
    std::vector<Hash> m_peaks {}; ///< of whole subtrees, the largest first
};

} // namespace karya::tlog
