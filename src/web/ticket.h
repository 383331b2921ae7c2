#pragma once
// Inside the server: how an answer finds its way back to its connection.

#include "web/http.h"
#include <atomic>
#include <memory>
#include <optional>

namespace karya::web {

class Connection;
class Worker;

/// The right to answer one request once, from any thread. Dropped unused, it answers 500, so a
/// client never waits for a handler that forgot it.
class Ticket {
public:
    Ticket(std::shared_ptr<Worker> worker, std::weak_ptr<Connection> connection,
           std::uint64_t exchange);
    ~Ticket();
    Ticket(Ticket const&) = delete;
    Ticket& operator=(Ticket const&) = delete;
    void answer(Response response);

private:
    void deliver(std::optional<Response> response);

    std::shared_ptr<Worker> m_worker;
    std::weak_ptr<Connection> m_connection;
    std::uint64_t m_exchange;
    std::atomic<bool> m_used { false };
};

} // namespace karya::web
