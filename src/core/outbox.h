#pragma once
// Events: facts stored in the command's own transaction, delivered in order to subscribers, each in
// a transaction that also moves its cursor, so that at-least-once delivery has exactly-once effect.

#include "base/json.h"
#include "core/call.h"
#include "db/engine.h"
#include <functional>
#include <string>
#include <vector>

namespace karya::core {

/// Stores `event` (a described struct with `static constexpr std::string_view event_name`, such as
/// "sales.sale_recorded.v1") for delivery after commit.
void announce_text(Call& call, std::string_view event_name, std::string_view body);

template<Described Event>
void announce(Call& call, Event const& event)
{
    announce_text(call, Event::event_name, json_text(event));
}

/// An event as stored.
struct Stored {
    std::int64_t tx {};  ///< PostgreSQL's transaction number; 0 on SQLite
    std::int64_t seq {}; ///< order within
    std::string event_name {};
    std::string body {}; ///< JSON of the event
    Timestamp at {};
};
BOOST_DESCRIBE_STRUCT(Stored, (), (tx, seq, event_name, body, at))

/// Reads the event back; a body that does not fit is a Bug.
template<Described Event>
Event event_of(Stored const& stored)
{
    auto event = from_json_text<Event>(stored.body);
    CHECK(event.ok());
    return event.take();
}

/// Receives batches of events, in order, inside the transaction that moves its cursor. `name` is
/// the cursor's key: never rename it.
struct Subscriber {
    std::string name;
    std::function<Result<void>(db::Tx&, std::vector<Stored> const&)> receive;
};

/// Delivers what is waiting; true when a full batch was found and more may wait.
Result<bool> deliver(db::Engine& engine, Subscriber const& subscriber, std::size_t batch_max = 256);
/// When the oldest event that still waits for the subscriber was stored, if one does.
std::optional<Timestamp> waiting_since(db::Read& read, std::string_view subscriber);
/// Calls `visit` for every event that the subscriber has received, in order: what its tables must
/// tell at this instant.
void each_received(db::Read& read, std::string_view subscriber,
                   std::function<void(Stored const&)> const& visit);
/// The same for those that still wait for it, as far as they may be delivered.
void each_waiting(db::Read& read, std::string_view subscriber,
                  std::function<void(Stored const&)> const& visit);
/// Calls `visit` for all events of one module ("sales") that stand at this instant, in order.
void each_event(db::Read& read, std::string_view module,
                std::function<void(Stored const&)> const& visit);
/// A subscriber whose cursor stands where no event is: it might miss some, or never go on.
std::optional<std::string> lost_cursor(db::Read& read);
/// Puts the subscriber's cursor back to the beginning (its tables must be emptied in the same tx).
void rewind(db::Tx& tx, std::string_view subscriber);

} // namespace karya::core
