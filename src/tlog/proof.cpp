// What `karya verify` asks of the log: that the tree grows from its lines alone to every root that
// was ever signed, and that each unit's lines are what its book says.

#include "base/base64.h"
#include "tlog/keys.h"
#include "tlog/store.h"
#include <algorithm>

namespace karya::tlog {

namespace {

using Finding = std::optional<std::string>;
constexpr std::int64_t page = 500;
Day const before_all = Day::numbered(-10'000'000);

/// The tree, grown anew.
class Tree {
public:
    Tree(db::Read& read, Log const& log) : m_read(read), m_log(log)
    {
        for (auto const& key : store::keys(read))
            if (key.purpose == Purpose::log) m_keys.push_back(verifier_of(log.origin, key));
    }
    Finding broken()
    {
        m_heads = store::checkpoints_after(m_read, 0);
        for (std::int64_t from = 0;; from = m_tree.size()) {
            auto const rows = store::lines(m_read, from, page);
            if (rows.empty()) break;
            for (auto const& row : rows)
                if (auto found = broken(row))
                    return "line " + std::to_string(row.n) + ": " + *found;
        }
        if (m_tree.size() != m_log.size)
            return "the log has " + std::to_string(m_tree.size()) + " lines instead of "
                + std::to_string(m_log.size);
        if (m_next != m_heads.size())
            return "checkpoint " + std::to_string(m_heads[m_next].size) + ": it has no such line";
        if (m_signed != m_log.size) return "its last lines are under no checkpoint";
        if (store::hash_count(m_read) != m_kept) return "hashes of tiles that are not there";
        return {};
    }

private:
    Finding broken(store::LineRow const& row)
    {
        if (row.n != m_tree.size()) return "the line before it is missing";
        auto const leaf = leaf_hash(row.text);
        if (to_base64(leaf) != row.leaf) return "its hash is another";
        m_tree.add(leaf);
        if (auto found = broken_tile(0, leaf)) return found;
        if (m_next == m_heads.size()) turn_page();
        if (m_next == m_heads.size() || m_heads[m_next].size != m_tree.size()) return {};
        return broken_head(m_heads[m_next++]);
    }
    void turn_page()
    {
        auto more = store::checkpoints_after(m_read, m_signed);
        if (more.empty()) return;
        m_heads = std::move(more);
        m_next = 0;
    }
    Finding broken_head(SignedHead const& head)
    {
        TreeHead const grown { m_tree.size(), m_tree.root() };
        m_signed = head.size;
        auto const note = read_note(head.note);
        if (!note.ok() || note.value().text != text_of(Checkpoint { m_log.origin, grown })
            || head.root != to_base64(grown.root))
            return "the checkpoint signed there is of another tree";
        bool const ours = std::ranges::any_of(m_keys, [&](Verifier const& key) {
            return how_signed(note.value(), key) == Signed::rightly;
        });
        return ours ? Finding {} : "no key of ours has signed its checkpoint";
    }
    /// Collects hashes of a level until they fill a tile, whose root must be the one that is kept.
    Finding broken_tile(std::size_t level, Hash const& hash)
    {
        if (m_tiles.size() == level) m_tiles.emplace_back();
        auto& tile = m_tiles[level];
        tile.hashes.push_back(hash);
        if (static_cast<std::int64_t>(tile.hashes.size()) < tile_width) return {};
        auto const root = root_of_tile(std::exchange(tile.hashes, {}));
        auto const n = tile.full++;
        auto const kept = store::hashes(m_read, static_cast<int>(level) + 1, n, 1);
        if (kept != std::vector { to_base64(root) }) return "the hash of its tile is another";
        ++m_kept;
        return broken_tile(level + 1, root);
    }

    struct Tile {
        std::vector<Hash> hashes {};
        std::int64_t full { 0 };
    };
    db::Read& m_read;
    Log m_log;
    std::vector<Verifier> m_keys {};
    std::vector<SignedHead> m_heads {}; ///< those to come
    std::size_t m_next { 0 };
    std::int64_t m_signed { 0 };
    GrowingTree m_tree {};
    std::vector<Tile> m_tiles {};
    std::int64_t m_kept { 0 };
};

/// One unit's lines against its book.
class UnitLines {
public:
    UnitLines(db::Read& read, org::Unit const& unit) : m_read(read), m_unit(unit)
    {
        ledger::each_move(read, unit.id, {},
                          [&](ledger::Move const& move) { m_moves.push_back(move); });
    }
    Finding broken(Place const& told)
    {
        for (Day day = before_all, of = before_all;;) {
            auto const rows = store::lines_of(m_read, m_unit.id, day, of);
            for (auto const& row : rows)
                if (auto found = broken(row))
                    return "line " + std::to_string(row.n) + ": " + *found;
            if (rows.empty()) break;
            day = Day::numbered(rows.back().day);
            of = Day::numbered(rows.back().of_day);
        }
        if (!m_waiting.empty()) return "unit " + m_unit.code + ": its last day is not closed";
        if (m_place != told) return "unit " + m_unit.code + ": it stands elsewhere than its lines";
        return {};
    }

private:
    Finding broken(store::LineRow const& row)
    {
        auto const read = read_line(row.text);
        if (!read.ok()) return "unreadable";
        auto const& line = read.value();
        if (line.unit != m_unit.code || line.day.number() != row.day
            || line.of.number() != row.of_day)
            return "it is kept under another unit or day";
        m_waiting.push_back(row.text);
        return line.kind == LineKind::day ? broken_day(line) : Finding {};
    }
    /// A day's line ends what was written at its closing.
    Finding broken_day(Line const& line)
    {
        auto const seq = line.seq;
        if (seq < m_place.seq || seq > static_cast<std::int64_t>(m_moves.size()))
            return "the book has no such entry";
        auto const hash = seq == 0 ? "" : m_moves[static_cast<std::size_t>(seq - 1)].hash;
        if (hash != line.head) return "the book is another up to entry " + std::to_string(seq);
        std::span const book { m_moves };
        auto const from = static_cast<std::size_t>(m_place.whole);
        auto const span = book.subspan(from, static_cast<std::size_t>(seq) - from);
        std::vector<std::string> expected;
        for (auto const& made :
             lines_of({ m_unit.code, line.day, { m_unit.id, seq, hash } }, span, m_place))
            expected.push_back(text_of(made));
        if (std::exchange(m_waiting, {}) != expected)
            return "the lines of its closing are not what the book says";
        return {};
    }

    db::Read& m_read;
    org::Unit const& m_unit;
    std::vector<ledger::Move> m_moves {};
    Place m_place {};
    std::vector<std::string> m_waiting {}; ///< texts of a closing that has not ended
};

} // namespace

std::optional<std::string> first_broken_line(db::Read& read)
{
    auto const log = store::log(read);
    if (!log) return {};
    if (auto found = Tree { read, *log }.broken()) return found;
    View const view { read, {}, {} };
    for (auto const& [id, place] : store::places(read)) {
        auto const unit = org::unit(view, id);
        if (!unit.ok()) return "lines of a unit " + id.text() + " that is not there";
        if (auto found = UnitLines { read, unit.value() }.broken(place)) return found;
    }
    return {};
}

} // namespace karya::tlog
