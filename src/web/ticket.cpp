#include "web/ticket.h"
#include "web/connection.h"
#include <boost/asio/post.hpp>

namespace karya::web {

Ticket::Ticket(std::shared_ptr<Worker> worker, std::weak_ptr<Connection> connection,
               std::uint64_t exchange)
    : m_worker(std::move(worker)),
      m_connection(std::move(connection)),
      m_exchange(exchange)
{
}

Ticket::~Ticket()
{
    if (!m_used) deliver({});
}

void Ticket::answer(Response response)
{
    if (!m_used.exchange(true)) deliver(std::move(response));
}

/// The connection is locked only on its own thread, so that it is never destroyed on another.
void Ticket::deliver(std::optional<Response> response)
{
    if (m_worker->is_current_thread()) {
        if (auto const connection = m_connection.lock())
            connection->take_reply(m_exchange, std::move(response));
        return;
    }
    asio::post(m_worker->io(),
               [connection = m_connection, exchange = m_exchange,
                response = std::move(response)]() mutable {
                   if (auto const alive = connection.lock())
                       alive->take_reply(exchange, std::move(response));
               });
}

} // namespace karya::web
