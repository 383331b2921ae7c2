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

/// The board as all that it has received makes it, or the event that cannot be read.
Result<Batch> told(db::Read& read)
{
    Batch batch;
    std::optional<std::string> bent;
    core::each_received(read, subscriber().name, [&](core::Stored const& stored) {
        try {
            batch.add(stored);
        } catch (Bug const&) {
            if (!bent)
                bent = "core_outbox " + std::to_string(stored.tx) + " " + std::to_string(stored.seq)
                    + ": unreadable";
        }
    });
    if (bent) return Error { db::unreadable, *bent };
    return batch;
}

} // namespace

core::Subscriber subscriber() { return { "board", receive }; }

void forget(db::Tx& tx)
{
    store::forget(tx);
    tx.touch(std::string { board_tag });
}

std::vector<std::string> fingerprint(db::Read& read) { return store::fingerprint(read); }

std::optional<std::string> first_difference(db::Read& read)
{
    auto const batch = told(read);
    if (!batch.ok()) return batch.error().why();
    auto const stored = store::fingerprint(read);
    auto const rebuilt = lines_of(batch.value());
    for (std::size_t i = 0; i < stored.size() || i < rebuilt.size(); ++i) {
        auto const& was = i < stored.size() ? stored[i] : "(nothing)";
        auto const& is = i < rebuilt.size() ? rebuilt[i] : "(nothing)";
        if (was != is) return was + " instead of " + is;
    }
    return {};
}

} // namespace karya::board
