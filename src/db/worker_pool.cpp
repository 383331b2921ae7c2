#include "db/worker_pool.h"
#include "base/thread.h"
#include <algorithm>

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

bool WorkerPool::submit(Job job, std::string turn)
{
    std::lock_guard const lock { m_mutex };
    if (m_queue.size() + m_in_line >= m_queue_max) return false;
    Task task { std::move(job), std::move(turn), ++m_came };
    if (!task.turn.empty()) {
        auto const [line, free] = m_lines.try_emplace(task.turn);
        if (!free) {
            line->second.push_back(std::move(task));
            ++m_in_line;
            return true;
        }
    }
    m_queue.push_back(std::move(task));
    m_wake.notify_one();
    return true;
}

std::size_t WorkerPool::waiting() const
{
    std::lock_guard const lock { m_mutex };
    return m_queue.size() + m_in_line;
}

void WorkerPool::loop()
{
    name_thread("database");
    std::unique_ptr<PostgresConnection> connection; // opened by the first job, reopened when lost
    while (auto task = next()) {
        task->job(connection);
        if (!task->turn.empty()) pass_turn(task->turn);
    }
}

/// Nothing: all is done and the pool ends. A line's next is queued by the worker that held its
/// turn.
std::optional<WorkerPool::Task> WorkerPool::next()
{
    std::unique_lock lock { m_mutex };
    m_wake.wait(lock, [&] { return m_stopping || !m_queue.empty(); });
    if (m_queue.empty()) return std::nullopt;
    auto task = std::move(m_queue.front());
    m_queue.pop_front();
    return task;
}

void WorkerPool::pass_turn(std::string const& turn)
{
    std::lock_guard const lock { m_mutex };
    auto const line = m_lines.find(turn);
    if (line->second.empty()) {
        m_lines.erase(line);
        return;
    }
    auto& task = line->second.front();
    auto const place = std::ranges::upper_bound(m_queue, task.number, {}, &Task::number);
    m_queue.insert(place, std::move(task));
    line->second.pop_front();
    --m_in_line;
    m_wake.notify_one();
}

} // namespace karya::db
