#pragma once
// Server-sent events: who publishes needs no sockets, who listens is woken on its own thread.

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace karya::web {

/// One event as it goes over the wire, shared by all its viewers. Numbers grow by one a channel.
struct Frame {
    std::uint64_t number { 0 };
    std::shared_ptr<std::string const> bytes;
};

/// Named channels of events, each with a short memory so that a viewer who lost the connection
/// resumes where it was. Any thread may call any function.
class Channels {
public:
    explicit Channels(std::size_t frames_kept = 256) : m_kept(frames_kept) { }

    /// Sends an event to all viewers of `channel`. `id` and `event` are one line each; `data` may
    /// have several.
    void publish(std::string_view channel, std::string_view id, std::string_view event,
                 std::string_view data);

    /// What a viewer must be sent first: `number` is the last one it then knows.
    struct Backlog {
        std::uint64_t number { 0 };
        std::vector<Frame> frames;
    };
    /// The events after `last_id`; nothing when `last_id` is empty. An id that is forgotten (or was
    /// given before a restart) gets the event "reset": fetch the whole state anew.
    Backlog since(std::string_view channel, std::string_view last_id) const;

    /// Called for each event, in order, under a lock: hand the frame on and return.
    using Sink = std::function<void(std::string const& channel, Frame const&)>;
    int attach(Sink sink);
    void detach(int sink);

private:
    struct Kept {
        std::string id;
        Frame frame;
    };
    struct Channel {
        std::uint64_t number { 0 };
        std::deque<Kept> recent;
    };

    std::size_t const m_kept;
    mutable std::mutex m_mutex;
    std::map<std::string, Channel, std::less<>> m_channels;
    std::map<int, Sink> m_sinks;
    int m_next_sink { 0 };
};

} // namespace karya::web
