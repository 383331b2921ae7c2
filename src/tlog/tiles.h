#pragma once
// Hashes of the log as it is kept, a tile at a time. For tlog/ only.

#include "tlog/store.h"

namespace karya::tlog {

class KeptHashes {
public:
    KeptHashes(db::Read& read, std::int64_t size) : m_read(read), m_size(size) { }
    /// CHECKs that it is there.
    Hash at(int level, std::int64_t n);
    /// For the functions of merkle.h; lives as long as this.
    HashAt all()
    {
        return [this](int level, std::int64_t n) { return at(level, n); };
    }

private:
    db::Read& m_read;
    std::int64_t m_size;
    std::map<std::pair<int, std::int64_t>, std::vector<Hash>> m_tiles {};
};

/// Which file of the log a path below "tile/" names.
struct TileName {
    int level {}; ///< -1: the entries themselves
    std::int64_t n {};
    std::int64_t width {};
};
std::optional<TileName> read_tile_name(std::string_view path);

} // namespace karya::tlog
