#pragma once
// PostgreSQL's workers: each thread owns a connection and takes one job after the other. Jobs that
// share a turn run in the order they came in, one at a time, and hold up no worker while they wait.
// What came first goes first: who waited for a turn is not put behind those who came meanwhile.

#include "db/engine.h"
#include "db/postgres.h"
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace karya::db {

class WorkerPool {
public:
    using Job = std::function<void(std::unique_ptr<PostgresConnection>&)>;

    WorkerPool(std::string conninfo, std::size_t workers, std::size_t queue_max);
    ~WorkerPool(); ///< finishes what is queued

    /// False when the queue is full: the job was not taken. "" is nobody's turn.
    bool submit(Job job, std::string turn = {});
    std::size_t waiting() const;

private:
    struct Task {
        Job job;
        std::string turn;
        std::uint64_t number; ///< in the order they came in
    };
    void loop();
    std::optional<Task> next();
    void pass_turn(std::string const& turn);

    std::string m_conninfo;
    std::size_t m_queue_max;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_queue;                        ///< by number
    std::map<std::string, std::deque<Task>> m_lines; ///< behind a turn that is queued or running
    std::size_t m_in_line { 0 };
    std::uint64_t m_came { 0 };
    bool m_stopping { false };
    std::vector<std::thread> m_threads;
};

} // namespace karya::db
