#include "core/outbox.h"
#include "core/store.h"

namespace karya::core {

namespace {

/// One batch; true when it was full.
Result<bool> deliver_batch(db::Tx& tx, Subscriber const& subscriber, std::size_t batch_max)
{
    auto const from = store::cursor_locked(tx, subscriber.name);
    auto const events = store::events_after(tx, from, batch_max);
    if (events.empty()) return false; // another node was faster
    TRY(subscriber.receive(tx, events));
    store::move_cursor(tx, subscriber.name, { events.back().tx, events.back().seq });
    return events.size() == batch_max;
}

} // namespace

void announce_text(Call& call, std::string_view event_name, std::string_view body)
{
    store::insert_event(call.tx, event_name, body, call.now);
}

Result<bool> deliver(db::Engine& engine, Subscriber const& subscriber, std::size_t batch_max)
{
    bool const waiting = TRY(engine.get<bool>([&](db::Read& read) -> Result<bool> {
        return !store::events_after(read, store::cursor_seen(read, subscriber.name), 1).empty();
    }));
    if (!waiting) return false;
    return engine.put<bool>([&](db::Tx& tx) { return deliver_batch(tx, subscriber, batch_max); });
}

std::optional<Timestamp> waiting_since(db::Read& read, std::string_view subscriber)
{
    auto const oldest = store::events_after(read, store::cursor_seen(read, subscriber), 1);
    return oldest.empty() ? std::nullopt : std::optional { oldest.front().at };
}

void each_received(db::Read& read, std::string_view subscriber,
                   std::function<void(Stored const&)> const& visit)
{
    constexpr std::size_t page = 1000;
    auto const last = store::cursor_seen(read, subscriber);
    for (store::Cursor from;;) {
        auto const events = store::events_after(read, from, page);
        for (auto const& event : events) {
            if (std::pair { event.tx, event.seq } > std::pair { last.tx, last.seq }) return;
            visit(event);
        }
        if (events.empty()) return;
        from = { events.back().tx, events.back().seq };
    }
}

void each_waiting(db::Read& read, std::string_view subscriber,
                  std::function<void(Stored const&)> const& visit)
{
    constexpr std::size_t page = 1000;
    for (auto from = store::cursor_seen(read, subscriber);;) {
        auto const events = store::events_after(read, from, page);
        if (events.empty()) return;
        for (auto const& event : events) visit(event);
        from = { events.back().tx, events.back().seq };
    }
}

void each_event(db::Read& read, std::string_view module,
                std::function<void(Stored const&)> const& visit)
{
    auto const pattern = std::string { module } + ".%";
    for (store::Cursor from;;) {
        auto const events = store::all_events_after(read, from, pattern);
        if (events.empty()) return;
        for (auto const& event : events) visit(event);
        from = { events.back().tx, events.back().seq };
    }
}

std::optional<std::string> lost_cursor(db::Read& read) { return store::lost_cursor(read); }

void rewind(db::Tx& tx, std::string_view subscriber)
{
    store::cursor_locked(tx, subscriber);
    store::move_cursor(tx, subscriber, {});
}

} // namespace karya::core
