#include "tlog/merkle.h"
#include "base/check.h"
#include <bit>
#include <sodium.h>

namespace karya::tlog {

namespace {

/// Where a subtree lies.
struct Span {
    std::int64_t from {};
    std::int64_t to {};
    std::int64_t size() const { return to - from; }
    /// Its larger half: the most entries below all that are a power of two.
    std::int64_t half() const
    {
        return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(size() - 1)));
    }
    Span left() const { return { from, from + half() }; }
    Span right() const { return { from + half(), to }; }
};

/// The level that keeps the root of a subtree as it is; -1: none.
int level_kept(Span const& span)
{
    std::int64_t kept = 1;
    for (int level = 0; level < levels_max && kept <= span.size(); ++level) {
        if (kept == span.size()) return span.from % kept == 0 ? level : -1;
        if (level + 1 == levels_max) break;
        kept *= tile_width;
    }
    return -1;
}

Hash root_of(Span const& span, HashAt const& at)
{
    CHECK(span.size() > 0);
    if (auto const level = level_kept(span); level >= 0) return at(level, span.from / span.size());
    return node_hash(root_of(span.left(), at), root_of(span.right(), at));
}

void put_path(std::int64_t index, Span const& span, HashAt const& at, std::vector<Hash>& path)
{
    if (span.size() == 1) return;
    bool const on_left = index < span.right().from;
    put_path(index, on_left ? span.left() : span.right(), at, path);
    path.push_back(root_of(on_left ? span.right() : span.left(), at));
}

/// The whole left edge is known to who asks; what lies right of it is not.
enum class Edge : std::uint8_t { known, unknown };

void put_steps(std::int64_t older, Span const& span, Edge edge, HashAt const& at,
               std::vector<Hash>& path)
{
    if (older == span.to) {
        if (edge == Edge::unknown) path.push_back(root_of(span, at));
        return;
    }
    if (older <= span.right().from) {
        put_steps(older, span.left(), edge, at, path);
        path.push_back(root_of(span.right(), at));
    } else {
        put_steps(older, span.right(), Edge::unknown, at, path);
        path.push_back(root_of(span.left(), at));
    }
}

bool is_odd(std::int64_t number) { return (number & 1) != 0; }

/// The two ways of a proof up the tree: from a node, and along the right edge.
struct Climb {
    std::int64_t node {};
    std::int64_t last {};

    bool from_left() const { return is_odd(node) || node == last; }
    void step()
    {
        node >>= 1;
        last >>= 1;
    }
    /// Past the levels where the right edge has no sibling.
    void skip()
    {
        while (!is_odd(node) && node != 0) step();
    }
};

} // namespace

Hash sha256(std::string_view bytes)
{
    Hash hash(hash_size, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                       reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    return hash;
}

Hash leaf_hash(std::string_view entry) { return sha256(std::string(1, '\0') += entry); }

Hash node_hash(std::string_view left, std::string_view right)
{
    std::string both { '\1' };
    both += left;
    both += right;
    return sha256(both);
}

std::int64_t width_of(int level, std::int64_t size)
{
    for (; level > 0 && size > 0; --level) size /= tile_width;
    return size;
}

Hash root_of_tile(std::vector<Hash> hashes)
{
    CHECK(static_cast<std::int64_t>(hashes.size()) == tile_width);
    while (hashes.size() > 1) {
        for (std::size_t i = 0; i < hashes.size() / 2; ++i)
            hashes[i] = node_hash(hashes[2 * i], hashes[2 * i + 1]);
        hashes.resize(hashes.size() / 2);
    }
    return hashes.front();
}

Hash root_of(std::int64_t size, HashAt const& at)
{
    return size == 0 ? sha256("") : root_of(Span { 0, size }, at);
}

std::vector<Hash> inclusion_of(std::int64_t index, std::int64_t size, HashAt const& at)
{
    CHECK(index >= 0 && index < size);
    std::vector<Hash> path;
    put_path(index, { 0, size }, at, path);
    return path;
}

std::vector<Hash> consistency_of(std::int64_t older, std::int64_t size, HashAt const& at)
{
    CHECK(older > 0 && older <= size);
    std::vector<Hash> path;
    put_steps(older, { 0, size }, Edge::known, at, path);
    return path;
}

bool is_included(Hash const& leaf, std::int64_t index, TreeHead const& head,
                 std::vector<Hash> const& path)
{
    if (index < 0 || index >= head.size) return false;
    Climb climb { index, head.size - 1 };
    auto root = leaf;
    for (auto const& hash : path) {
        if (climb.last == 0) return false;
        if (climb.from_left()) {
            root = node_hash(hash, root);
            climb.skip();
        } else {
            root = node_hash(root, hash);
        }
        climb.step();
    }
    return climb.last == 0 && root == head.root;
}

bool is_consistent(TreeHead const& older, TreeHead const& newer, std::vector<Hash> const& path)
{
    if (older.size <= 0 || older.size > newer.size) return false;
    if (older.size == newer.size) return path.empty() && older.root == newer.root;
    if (path.empty()) return false;
    Climb climb { older.size - 1, newer.size - 1 };
    while (is_odd(climb.node)) climb.step();
    bool const whole = std::has_single_bit(static_cast<std::uint64_t>(older.size));
    auto rest = path.begin();
    auto before = whole ? older.root : *rest++;
    auto now = before;
    for (; rest != path.end(); ++rest) {
        if (climb.last == 0) return false;
        if (climb.from_left()) {
            before = node_hash(*rest, before);
            now = node_hash(*rest, now);
            climb.skip();
        } else {
            now = node_hash(now, *rest);
        }
        climb.step();
    }
    return climb.last == 0 && before == older.root && now == newer.root;
}

void GrowingTree::add(Hash leaf)
{
    for (auto below = m_size; is_odd(below); below >>= 1) {
        leaf = node_hash(m_peaks.back(), leaf);
        m_peaks.pop_back();
    }
    m_peaks.push_back(std::move(leaf));
    ++m_size;
}

Hash GrowingTree::root() const
{
    if (m_peaks.empty()) return sha256("");
    auto root = m_peaks.back();
    for (auto peak = m_peaks.rbegin() + 1; peak != m_peaks.rend(); ++peak)
        root = node_hash(*peak, root);
    return root;
}

} // namespace karya::tlog
