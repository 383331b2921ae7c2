#pragma once
// One thread owns SQLite's write connection. Commands that wait together share one COMMIT (one
// fsync), each in its own SAVEPOINT; nobody is answered before that COMMIT is durable.

#include "db/commit_log.h"
#include "db/engine.h"
#include "db/open.h"
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace karya::db {

class GroupWriter {
public:
    GroupWriter(std::unique_ptr<Connection> connection, std::size_t queue_max);
    ~GroupWriter(); ///< finishes what is queued

    void submit(Engine::WriteWork work, Engine::Done done); ///< full queue: db.busy at once
    void on_commit(Engine::OnCommit hook);
    Engine::Counts counts() const;

private:
    struct Job {
        Engine::WriteWork work;
        Engine::Done done;
        Result<void> result {};
        std::vector<std::string> touched {};
    };
    void loop();
    std::vector<Job> next_jobs();
    void run(std::vector<Job>& jobs);
    void commit_together(std::vector<Job>& jobs);
    void run_one(Job& job);
    static std::vector<std::string> touched(std::vector<Job> const& jobs);
    void refuse(std::vector<Job>& jobs, Failure const& failure);
    void announce(std::vector<Job> const& jobs);
    void tell(std::vector<std::string> const& tags);
    void look_for_others();

    std::unique_ptr<Connection> m_connection;
    CommitLog m_log;
    std::size_t m_queue_max;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_queue;
    bool m_stopping { false };
    std::string m_broken {}; ///< why nothing may be written any more
    Engine::Counts m_counts {};
    std::mutex m_hook_mutex;
    Engine::OnCommit m_on_commit {};
    std::thread m_thread;
};

} // namespace karya::db
