#pragma once
// Inside the server: one client's connection. Lives on its worker's thread only.

#include "web/request_reader.h"
#include "web/ticket.h"
#include "web/worker.h"
#include <deque>

namespace karya::web {

/// Reads, asks the handler, writes; then the next request, or the life of a viewer.
class Connection : public std::enable_shared_from_this<Connection>,
                   public WorkerHook,
                   public ChannelHook {
public:
    /// `counted`: the connection counts against the limit of `peer`.
    Connection(Worker& worker, Socket socket, std::string peer, bool counted);
    ~Connection();

    /// Serves requests until the connection ends; who spawns it keeps the connection alive. (g++ 12
    /// misplaces a shared_ptr that is a coroutine's own parameter.)
    Task<void> serve();

    /// Takes the answer of exchange number `exchange` (none: the handler dropped it); of an older
    /// exchange it is ignored.
    void take_reply(std::uint64_t exchange, std::optional<Response> response);
    /// Sends an event to this viewer, or queues it while the viewer is slow.
    void deliver(Frame const& frame);
    /// Closes what has waited too long; beats the heart of streams.
    void tick(Clock::time_point now);
    /// Closes now what is between two requests, lets the rest finish.
    void stop_gently();
    void abort();

private:
    enum class Phase { idle, head, body, handling, writing, lingering, streaming };

    Task<bool> receive();
    bool feed();
    void make_room();
    Task<bool> answer();
    Task<bool> reply();
    void ask();
    void complete_request();
    std::string client() const;
    void prepare(Response response);
    bool write_some();
    Task<bool> write_rest();
    Task<void> linger();
    Task<void> stream();
    void begin_stream();
    void push(std::shared_ptr<std::string const> bytes);
    bool send_queue();
    Task<void> drain();
    void enter(Phase phase);
    void count_body(std::size_t size);
    bool is_overdue(Clock::time_point now);
    bool keeps_pace(Clock::time_point now);
    std::size_t progress();
    bool has_bytes_waiting();

    Worker& m_worker;
    Shared& m_shared;
    Socket m_socket;
    Timer m_signal;
    std::string const m_peer;
    bool const m_counted;

    RequestReader m_reader;
    std::vector<char> m_in; ///< bytes received and not yet taken: [m_in_begin, m_in_end)
    std::size_t m_in_begin { 0 };
    std::size_t m_in_end { 0 };
    std::size_t m_body_counted { 0 };

    Phase m_phase { Phase::head };
    Clock::time_point m_since;    ///< when the phase (or its last measured stretch) began
    std::size_t m_received { 0 }; ///< bytes that came in since the phase began
    std::size_t m_measured { 0 }; ///< progress at m_since
    bool m_closed { false };

    /// What is needed of the request after the handler has taken it.
    struct Asked {
        Method method { Method::get };
        Lang lang { Lang::id };
        bool json { false };
        std::string if_none_match;
        std::string last_event_id;
        std::string id;
    };
    Asked m_asked;
    std::uint64_t m_exchange { 0 };
    std::optional<Response> m_reply;
    bool m_keep_alive { true };

    Response m_response;
    std::string m_head;
    std::size_t m_sent { 0 };
    std::size_t m_total { 0 };

    std::deque<std::shared_ptr<std::string const>> m_queue;
    std::size_t m_queued { 0 };     ///< bytes in m_queue not yet sent
    std::size_t m_front_sent { 0 }; ///< bytes of its first entry already sent
    std::uint64_t m_seen { 0 };     ///< number of the last event taken
    bool m_draining { false };
};

/// Adds one for as long as it lives.
class Counted {
public:
    explicit Counted(std::atomic<std::size_t>& counter) : m_counter(counter) { ++m_counter; }
    ~Counted() { --m_counter; }
    Counted(Counted const&) = delete;
    Counted& operator=(Counted const&) = delete;

private:
    std::atomic<std::size_t>& m_counter;
};

/// The event after which the viewer that sends `request` wants to go on, or empty.
std::string last_event_id(Request const& request);

} // namespace karya::web
