#include "core/outbox.h"
#include "core/store.h"

namespace karya::core {

void announce_text(Call& call, std::string_view event_name, std::string body)
{
    store::insert_event(call.tx, event_name, body, call.now);
}

Result<bool> deliver(db::Engine& engine, Subscriber const& subscriber, std::size_t batch_max)
{
    bool const waiting = TRY(engine.get<bool>([&](db::Read& read) -> Result<bool> {
        return !store::events_after(read, store::cursor_seen(read, subscriber.name), 1).empty();
    }));
    if (!waiting) return false;
    return engine.put<bool>([&](db::Tx& tx) -> Result<bool> {
        auto const from = store::cursor_locked(tx, subscriber.name);
        auto const events = store::events_after(tx, from, batch_max);
        if (events.empty()) return false; // another node was faster
        TRY(subscriber.receive(tx, events));
        store::move_cursor(tx, subscriber.name, { events.back().tx, events.back().seq });
        return events.size() == batch_max;
    });
}

void rewind(db::Tx& tx, std::string_view subscriber)
{
    store::cursor_locked(tx, subscriber);
    store::move_cursor(tx, subscriber, {});
}

} // namespace karya::core
