#include "db/worker_pool.h"
#include "base/thread.h"

namespace karya::db {

WorkerPool::WorkerPool(std::string conninfo, std::size_t workers, std::size_t queue_max)
    : m_conninfo(std::move(conninfo)),
      m_queue_max(queue_max)
{
    for (std::size_t i = 0; i < workers; ++i) m_threads.emplace_back([this] { loop(); });
}

WorkerPool::~WorkerPool()
{
    {
        std::lock_guard const lock { m_mutex };
        m_stopping = true;
    }
    m_wake.notify_all();
    for (auto& thread : m_threads) thread.join();
}

bool WorkerPool::submit(Job job)
{
    std::lock_guard const lock { m_mutex };
    if (m_queue.size() >= m_queue_max) return false;
    m_queue.push_back(std::move(job));
    m_wake.notify_one();
    return true;
}

std::size_t WorkerPool::waiting() const
{
    std::lock_guard const lock { m_mutex };
    return m_queue.size();
}

void WorkerPool::loop()
{
    name_thread("database");
    std::unique_ptr<PostgresConnection> connection; // opened by the first job, reopened when lost
    for (;;) {
        Job job;
        {
            std::unique_lock lock { m_mutex };
            m_wake.wait(lock, [&] { return m_stopping || !m_queue.empty(); });
            if (m_queue.empty()) return;
            job = std::move(m_queue.front());
            m_queue.pop_front();
        }
        job(connection);
    }
}

} // namespace karya::db
