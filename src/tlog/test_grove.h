#pragma once
// A tree in memory. For tests of tlog/ only.

#include "tlog/merkle.h"

namespace karya::tlog {

/// Its entries are "0", "1", …
class Grove {
public:
    explicit Grove(std::int64_t size)
    {
        m_levels.emplace_back();
        for (std::int64_t n = 0; n < size; ++n) m_levels[0].push_back(leaf_hash(std::to_string(n)));
        while (static_cast<std::int64_t>(m_levels.back().size()) >= tile_width) {
            std::vector<Hash> above;
            auto const& below = m_levels.back();
            for (std::size_t n = 0; n + 256 <= below.size(); n += 256) {
                auto const from = below.begin() + static_cast<std::ptrdiff_t>(n);
                above.push_back(root_of_tile({ from, from + tile_width }));
            }
            m_levels.push_back(std::move(above));
        }
    }
    HashAt at() const
    {
        return [this](int level, std::int64_t n) {
            return m_levels.at(static_cast<std::size_t>(level)).at(static_cast<std::size_t>(n));
        };
    }
    Hash leaf(std::int64_t n) const { return m_levels[0][static_cast<std::size_t>(n)]; }
    TreeHead head(std::int64_t size) const { return { size, root_of(size, at()) }; }

private:
    std::vector<std::vector<Hash>> m_levels {};
};

} // namespace karya::tlog
