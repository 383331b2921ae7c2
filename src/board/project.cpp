// From sales events to the board's tables. Nothing else writes them.

#include "board/batch.h"
#include "board/board.h"
#include "board/store.h"
#include "db/proven.h"

namespace karya::board {

namespace {

Result<void> receive(db::Tx& tx, std::vector<core::Stored> const& events)
{
    Batch batch { .last_news = store::last_news(tx) };
    bool any = false;
    for (auto const& stored : events) any = batch.add(stored) || any;
    store::write(tx, batch);
    if (any) tx.touch(std::string { board_tag });
    return {};
}

/// Adds an event, or says that it cannot be read or added up.
std::optional<std::string> broken_event(Batch& batch, core::Stored const& stored)
{
    try {
        batch.add(stored);
        return {};
    } catch (Bug const&) {
        return "core_outbox " + std::to_string(stored.tx) + " " + std::to_string(stored.seq)
            + ": unreadable, and the board cannot go on";
    }
}

using EachEvent = void (*)(db::Read&, std::string_view,
                           std::function<void(core::Stored const&)> const&);

/// Adds what the board has received, or what still waits for it.
Result<void> add(db::Read& read, Batch& batch, EachEvent each)
{
    std::optional<std::string> bent;
    each(read, subscriber().name, [&](core::Stored const& stored) {
        if (!bent) bent = broken_event(batch, stored);
    });
    if (bent) return Error { db::unreadable, *bent };
    return {};
}

} // namespace

// The number grows when something else is kept of the events: under a new name all are received
// anew, and the migration that brings it empties the tables.
core::Subscriber subscriber() { return { "board.2", receive }; }

void forget(db::Tx& tx)
{
    store::forget(tx);
    tx.touch(std::string { board_tag });
}

std::vector<std::string> fingerprint(db::Read& read) { return store::fingerprint(read); }

std::optional<std::string> first_difference(db::Read& read)
{
    Batch batch;
    if (auto const told = add(read, batch, core::each_received); !told.ok())
        return told.error().why();
    auto const stored = store::fingerprint(read);
    auto const rebuilt = lines_of(batch);
    for (std::size_t i = 0; i < stored.size() || i < rebuilt.size(); ++i) {
        auto const& was = i < stored.size() ? stored[i] : "(nothing)";
        auto const& is = i < rebuilt.size() ? rebuilt[i] : "(nothing)";
        if (was != is) return std::string { was }.append(" instead of ").append(is);
    }
    auto const waiting = add(read, batch, core::each_waiting);
    return waiting.ok() ? std::nullopt : std::optional { waiting.error().why() };
}

} // namespace karya::board
