#pragma once
// Answers of public pages, kept until a commit touches one of their tags. A hit costs neither a
// query nor a template. An answer read before a commit is never kept after it.

#include "web/http.h"
#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace karya::web {

/// Safe to use from any thread.
class PageCache {
public:
    explicit PageCache(std::size_t bytes_max) : m_bytes_max(bytes_max) { }

    /// Taken before the database is read.
    std::uint64_t stamp() const { return m_clock.load(); }
    /// Keeps a 200 unless a commit has touched one of `tags` since `stamp`, or there are none.
    void keep(std::uint64_t stamp, std::string const& key, std::vector<std::string> tags,
              Response const& response);
    /// The kept answer, packed when the client takes gzip; nothing when there is none.
    std::shared_ptr<Response const> find(std::string const& key, bool gzip_welcome) const;
    /// What a commit touched; "*" means everything.
    void drop(std::vector<std::string> const& tags);

    struct Counts {
        std::size_t entries { 0 };
        std::size_t bytes { 0 };
    };
    Counts counts() const;

private:
    struct Kept {
        std::shared_ptr<Response const> plain;
        std::vector<std::string> tags;
        std::size_t bytes { 0 };
        std::uint64_t number { 0 }; ///< tells a new entry under an old key from the old one
        /// Made by the second reader who takes gzip: a page read once is not worth packing.
        mutable std::atomic<int> wanted { 0 };
        mutable std::once_flag pack_once {};
        mutable std::shared_ptr<Response const> packed {};
    };

    void erase(std::string const& key);
    void make_room(std::size_t bytes);

    /// When a tag was last touched. Tags share slots: a collision only drops too much.
    static constexpr std::size_t slots = 4096;
    std::atomic<std::uint64_t>& touched(std::string_view tag);

    std::size_t const m_bytes_max;
    std::atomic<std::uint64_t> m_clock { 1 };
    std::array<std::atomic<std::uint64_t>, slots> m_touched {};
    std::atomic<std::uint64_t> m_all_touched { 0 };

    mutable std::shared_mutex m_mutex;
    std::unordered_map<std::string, std::shared_ptr<Kept>> m_kept;
    std::unordered_map<std::string, std::unordered_set<std::string>> m_keys_of_tag;
    std::deque<std::pair<std::string, std::uint64_t>> m_ages; ///< oldest first
    std::size_t m_bytes { 0 };
};

/// True when an Accept-Encoding value takes the coding ("gzip", "br").
bool takes_coding(std::string_view accept_encoding, std::string_view coding);

} // namespace karya::web
