#include "web/cache.h"
#include "base/text.h"
#include "web/gzip.h"

namespace karya::web {

namespace {

constexpr std::string_view everything = "*";

std::shared_ptr<Response const> packed_copy(Response const& plain)
{
    auto packed = plain;
    packed.body = std::make_shared<std::string const>(gzip(plain.bytes()));
    packed.view = {};
    packed.headers.emplace_back("Content-Encoding", "gzip");
    for (auto& [name, value] : packed.headers)
        if (name == "ETag" && value.size() > 2) value.insert(value.size() - 1, "-gzip");
    return std::make_shared<Response const>(std::move(packed));
}

} // namespace

bool takes_coding(std::string_view accept_encoding, std::string_view coding)
{
    for (auto const item : fields_of(accept_encoding, ',')) {
        auto const name = lowered(trimmed(item.substr(0, item.find(';'))));
        if (name != coding) continue;
        auto const weight = item.find("q=");
        // "q=0", "q=0.000": refused.
        return weight == std::string_view::npos
            || item.find_first_of("123456789", weight) != std::string_view::npos;
    }
    return false;
}

std::atomic<std::uint64_t>& PageCache::touched(std::string_view tag)
{
    return m_touched[std::hash<std::string_view> {}(tag) % slots];
}

void PageCache::keep(std::uint64_t stamp, std::string const& key, std::vector<std::string> tags,
                     Response const& response)
{
    if (response.status != 200 || tags.empty()) return;
    auto kept = std::make_shared<Kept>();
    kept->plain = std::make_shared<Response const>(response);
    kept->tags = std::move(tags);
    // A quarter more for the packed copy, and what the maps take.
    kept->bytes = response.bytes().size() * 5 / 4 + 4 * key.size() + 1024;
    if (kept->bytes > m_bytes_max / 4) return;

    std::lock_guard const lock { m_mutex };
    if (m_all_touched.load() > stamp) return;
    for (auto const& tag : kept->tags)
        if (touched(tag).load() > stamp) return;
    erase(key);
    make_room(kept->bytes);
    static std::atomic<std::uint64_t> numbers { 0 };
    kept->number = ++numbers;
    m_ages.emplace_back(key, kept->number);
    m_bytes += kept->bytes;
    for (auto const& tag : kept->tags) m_keys_of_tag[tag].insert(key);
    m_kept[key] = std::move(kept);
}

std::shared_ptr<Response const> PageCache::find(std::string const& key, bool gzip_welcome) const
{
    std::shared_ptr<Kept const> kept;
    {
        std::shared_lock const lock { m_mutex };
        auto const found = m_kept.find(key);
        if (found == m_kept.end()) return {};
        kept = found->second;
    }
    // A large one at once; a small one when it is wanted again, for most are not.
    constexpr std::size_t worth_packing = 600;
    constexpr std::size_t large = 32 * 1024;
    auto const size = kept->plain->bytes().size();
    if (!gzip_welcome || size < worth_packing) return kept->plain;
    if (size < large && kept->wanted++ == 0) return kept->plain;
    std::call_once(kept->pack_once, [&] { kept->packed = packed_copy(*kept->plain); });
    return kept->packed;
}

void PageCache::drop(std::vector<std::string> const& tags)
{
    if (tags.empty()) return;
    std::lock_guard const lock { m_mutex };
    auto const now = ++m_clock;
    for (auto const& tag : tags) {
        if (tag == everything) {
            m_all_touched = now;
            m_kept.clear();
            m_keys_of_tag.clear();
            m_ages.clear();
            m_bytes = 0;
            continue;
        }
        touched(tag) = now;
        auto const found = m_keys_of_tag.find(tag);
        if (found == m_keys_of_tag.end()) continue;
        auto const keys = std::move(found->second);
        m_keys_of_tag.erase(found);
        for (auto const& key : keys) erase(key);
    }
}

PageCache::Counts PageCache::counts() const
{
    std::shared_lock const lock { m_mutex };
    return { m_kept.size(), m_bytes };
}

void PageCache::erase(std::string const& key)
{
    auto const found = m_kept.find(key);
    if (found == m_kept.end()) return;
    m_bytes -= found->second->bytes;
    for (auto const& tag : found->second->tags) {
        auto const keys = m_keys_of_tag.find(tag);
        if (keys == m_keys_of_tag.end()) continue;
        keys->second.erase(key);
        if (keys->second.empty()) m_keys_of_tag.erase(keys);
    }
    m_kept.erase(found);
    // What is left of erased entries in the list of ages may not outgrow the entries themselves.
    if (m_ages.size() > 64 + 2 * m_kept.size())
        std::erase_if(m_ages, [&](auto const& age) {
            auto const alive = m_kept.find(age.first);
            return alive == m_kept.end() || alive->second->number != age.second;
        });
}

void PageCache::make_room(std::size_t bytes)
{
    while (m_bytes + bytes > m_bytes_max && !m_ages.empty()) {
        auto const [key, number] = std::move(m_ages.front());
        m_ages.pop_front();
        auto const found = m_kept.find(key);
        if (found != m_kept.end() && found->second->number == number) erase(key);
    }
}

} // namespace karya::web
