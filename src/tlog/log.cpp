// How a day comes into the log.

#include "base/base64.h"
#include "core/audit.h"
#include "tlog/keys.h"
#include "tlog/store.h"
#include "tlog/tiles.h"
#include <algorithm>

namespace karya::tlog {

namespace {

using namespace std::chrono_literals;

constexpr int days_back_max = 6; ///< before the first day that is due
constexpr auto looks_apart = 1min;
constexpr Zone zones_by_dawn[] { Zone::wit, Zone::wita, Zone::wib };

/// The last day that is over there.
Day last_over(Zone zone, Timestamp now) { return day_in(zone, now - closes_after).next(-1); }

/// The day the log begins with, once anything was booked.
std::optional<Day> beginning(View const& view)
{
    if (auto const found = store::log(view.read)) return found->began;
    auto const booked = ledger::first_booked(view.read);
    if (!booked) return {};
    return std::max(*booked, last_over(Zone::wib, view.now).next(-days_back_max));
}

/// A unit whose day closes, with where its book ends.
struct Member {
    UnitId id {};
    ledger::BookEnd end {};
};
using Members = std::map<std::string, Member>; ///< by code

/// Units that hold prisoners on that day, and others whose book went on since their last line.
Result<Members> members_of(Call& call, Due const& due, std::map<UnitId, Place> const& places)
{
    View const there { call.tx, call.actor, start_of(due.day, due.zone) + 12h };
    Members members;
    std::map<UnitId, ledger::BookEnd> ends;
    for (auto& end : ledger::book_ends(call.tx)) ends[end.unit] = std::move(end);
    for (auto const& unit : org::holders(there))
        if (unit.zone == due.zone) members[unit.code] = { unit.id, ends[unit.id] };
    for (auto const& [id, end] : ends) {
        auto const place = places.find(id);
        if (place != places.end() && place->second.whole == end.seq) continue;
        auto const unit = TRY(org::unit(there, id));
        if (end.seq > 0 && unit.zone == due.zone) members[unit.code] = { id, end };
    }
    return members;
}

/// The end of the log, where lines are added.
class Ending {
public:
    Ending(db::Tx& tx, std::int64_t size) : m_tx(tx), m_size(size) { }
    std::int64_t size() const { return m_size; }
    void add(UnitId unit, Line const& line)
    {
        auto text = text_of(line);
        auto const leaf = leaf_hash(text);
        m_rows.push_back({ m_size, unit.text(), line.day.number(), line.of.number(),
                           std::move(text), to_base64(leaf) });
        ++m_size;
        if (m_size % tile_width == 0) write();
    }
    /// What was added stands in the database.
    void write()
    {
        store::insert_lines(m_tx, std::exchange(m_rows, {}));
        fold(0, m_size);
    }

private:
    /// A tile that is full now gives a hash to the level above it.
    void fold(int level, std::int64_t width)
    {
        if (width % tile_width != 0) return;
        std::vector<Hash> tile;
        for (auto const& hash : store::hashes(m_tx, level, width - tile_width, tile_width))
            tile.push_back(from_base64(hash).value_or(""));
        auto const above = width / tile_width;
        store::insert_hash(m_tx, level + 1, above - 1, to_base64(root_of_tile(std::move(tile))));
        fold(level + 1, above);
    }
    db::Tx& m_tx;
    std::int64_t m_size;
    std::vector<store::LineRow> m_rows {};
};

Place close_unit(Call& call, Ending& ending, Closing const& closing, UnitId unit, Place place)
{
    std::vector<ledger::Move> moves;
    if (closing.end.seq > place.whole)
        ledger::each_move(call.tx, unit, { place.whole, closing.end.seq + 1 },
                          [&](ledger::Move const& move) { moves.push_back(move); });
    for (auto const& line : lines_of(closing, moves, place)) ending.add(unit, line);
    return place;
}

SignedHead sign(Call& call, Log const& log)
{
    KeptHashes hashes { call.tx, log.size };
    TreeHead const head { log.size, root_of(log.size, hashes.all()) };
    Note note { .text = text_of(Checkpoint { log.origin, head }) };
    auto const pair = pair_of(signing_key(call, Purpose::log));
    note.signatures.push_back(signed_by(pair, log.origin, note.text));
    return { head.size, to_base64(head.root), spelled(note), call.now };
}

} // namespace

std::optional<Due> next_due(View const& view)
{
    auto const began = beginning(view);
    if (!began) return {};
    auto const closed = store::zones(view.read);
    std::optional<Due> earliest;
    for (auto const zone : zones_by_dawn) {
        auto const found = closed.find(zone);
        auto const day = found == closed.end() ? *began : found->second.next();
        if (day > last_over(zone, view.now) || (earliest && earliest->day <= day)) continue;
        earliest = { zone, day };
    }
    return earliest;
}

Result<void> close_day(Call& call, Due const& due)
{
    auto const began = beginning(call.view());
    if (!began) return {};
    auto log = store::lock_log(call.tx, { settings().origin, *began, 0 });
    auto const closed = store::zones(call.tx);
    auto const found = closed.find(due.zone);
    auto const next = found == closed.end() ? log.began : found->second.next();
    if (next != due.day) return {}; // another was faster
    auto const places = store::places(call.tx);
    Ending ending { call.tx, log.size };
    std::map<UnitId, Place> now;
    for (auto const& [code, member] : TRY(members_of(call, due, places))) {
        auto const place = places.find(member.id);
        now[member.id] = close_unit(call, ending, { code, due.day, member.end }, member.id,
                                    place == places.end() ? Place {} : place->second);
    }
    store::set_places(call.tx, now);
    store::set_zone(call.tx, due);
    if (ending.size() == log.size) return {};
    if (ending.size() % tile_width != 0) ending.write();
    log.size = ending.size();
    store::set_size(call.tx, log.size);
    auto const head = sign(call, log);
    store::insert_checkpoint(call.tx, head);
    core::audit(call,
                { .what = "tlog.close_day",
                  .object = std::string { name_of(due.zone) } + " " + due.day.text(),
                  .after = head.note });
    return {};
}

Result<bool> Closer::work(Timestamp now)
{
    if (now < m_next) return false;
    auto const due = TRY(m_engine.get<std::optional<Due>>(
        [&](db::Read& read) -> Result<std::optional<Due>> { return next_due({ read, {}, now }); }));
    if (!due) {
        m_next = now + looks_apart;
        return false;
    }
    TRY(m_engine.write([&](db::Tx& tx) -> Result<void> {
        Call call { tx, {}, now, Lang::id, "close-days" };
        return close_day(call, *due);
    }));
    return true;
}

std::optional<Log> log(View const& view) { return store::log(view.read); }

std::optional<SignedHead> newest_checkpoint(View const& view)
{
    return store::newest_checkpoint(view.read);
}

std::vector<Logged> lines_about(View const& view, UnitId unit, Day day)
{
    return store::lines_about(view.read, unit, day);
}

Result<Logged> logged(View const& view, std::int64_t n)
{
    if (auto found = store::line(view.read, n)) return *found;
    return not_found;
}

Result<Receipt> receipt_of(View const& view, std::int64_t n)
{
    auto const line = TRY(logged(view, n));
    auto const head = store::newest_checkpoint(view.read);
    CHECK(head && n < head->size);
    KeptHashes hashes { view.read, head->size };
    return Receipt { line.text, n, inclusion_of(n, head->size, hashes.all()),
                     TRY(read_note(head->note)) };
}

} // namespace karya::tlog
