#pragma once
// Chance that is the same for the same words, for the demonstration.

#include "base/check.h"
#include <cstdint>
#include <string_view>

namespace karya::exchange {

/// SplitMix64, seeded by FNV-1a of a text.
class Chance {
public:
    explicit Chance(std::string_view seed)
    {
        for (char const c : seed)
            m_state = (m_state ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    std::uint64_t next()
    {
        auto z = m_state += 0x9e3779b97f4a7c15U;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }
    /// 0 to `count` − 1.
    std::size_t below(std::size_t count)
    {
        CHECK(count > 0);
        return static_cast<std::size_t>(next() % count);
    }
    /// `first` to `last`, both included.
    std::int64_t between(std::int64_t first, std::int64_t last)
    {
        CHECK(first <= last);
        return first + static_cast<std::int64_t>(below(static_cast<std::size_t>(last - first + 1)));
    }

private:
    std::uint64_t m_state { 0xcbf29ce484222325U };
};

} // namespace karya::exchange
