#pragma once
// PostgreSQL's workers: each thread owns a connection and takes one job after the other.

#include "db/engine.h"
#include "db/postgres.h"
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace karya::db {

class WorkerPool {
public:
    using Job = std::function<void(std::unique_ptr<PostgresConnection>&)>;

    WorkerPool(std::string conninfo, std::size_t workers, std::size_t queue_max);
    ~WorkerPool(); ///< finishes what is queued

    /// False when the queue is full: the job was not taken.
    bool submit(Job job);
    std::size_t waiting() const;

private:
    void loop();

    std::string m_conninfo;
    std::size_t m_queue_max;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_queue;
    bool m_stopping { false };
    std::vector<std::thread> m_threads;
};

} // namespace karya::db
