#include "db/group_writer.h"
#include "base/thread.h"
#include <algorithm>

namespace karya::db {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t group_max = 256;
constexpr int tries_max = 3;
constexpr auto look_every = 500ms;

Query const begin { Query::Unlisted {}, "db.begin", "BEGIN IMMEDIATE" };
Query const commit { Query::Unlisted {}, "db.commit", "COMMIT" };
Query const save { Query::Unlisted {}, "db.save", "SAVEPOINT command" };
Query const undo { Query::Unlisted {}, "db.undo", "ROLLBACK TO command" };
Query const keep { Query::Unlisted {}, "db.keep", "RELEASE command" };

} // namespace

GroupWriter::GroupWriter(std::unique_ptr<Connection> connection, std::size_t queue_max)
    : m_connection(std::move(connection)),
      m_log(*m_connection),
      m_queue_max(queue_max),
      m_thread([this] { loop(); })
{
}

GroupWriter::~GroupWriter()
{
    {
        std::lock_guard const lock { m_mutex };
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
    // A stopped server leaves one file; when a reader still holds it the next start goes on.
    succeeds([&] { m_connection->script("PRAGMA wal_checkpoint(TRUNCATE)"); });
}

void GroupWriter::submit(Engine::WriteWork work, Engine::Done done)
{
    {
        std::lock_guard const lock { m_mutex };
        if (m_queue.size() < m_queue_max) {
            m_queue.push_back({ std::move(work), std::move(done) });
            m_wake.notify_one();
            return;
        }
    }
    done(busy);
}

void GroupWriter::on_commit(Engine::OnCommit hook)
{
    std::lock_guard const lock { m_hook_mutex };
    m_on_commit = std::move(hook);
}

Engine::Counts GroupWriter::counts() const
{
    std::lock_guard const lock { m_mutex };
    auto counts = m_counts;
    counts.waiting = m_queue.size();
    return counts;
}

void GroupWriter::loop()
{
    name_thread("writer");
    for (;;) {
        auto jobs = next_jobs();
        if (jobs.empty()) {
            std::lock_guard const lock { m_mutex };
            if (m_stopping && m_queue.empty()) return;
        }
        look_for_others();
        if (jobs.empty()) continue;
        run(jobs);
        for (auto& job : jobs) job.done(std::move(job.result));
    }
}

/// Waits for commands; nothing after a while, so that other processes' commits are noticed.
std::vector<GroupWriter::Job> GroupWriter::next_jobs()
{
    std::unique_lock lock { m_mutex };
    m_wake.wait_for(lock, look_every, [&] { return m_stopping || !m_queue.empty(); });
    std::vector<Job> jobs;
    while (!m_queue.empty() && jobs.size() < group_max) {
        jobs.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
    return jobs;
}

void GroupWriter::run(std::vector<Job>& jobs)
{
    if (!m_broken.empty()) return refuse(jobs, { Trouble::broken, m_broken });
    try {
        commit_together(jobs);
    } catch (Failure const& failure) {
        if (failure.trouble == Trouble::broken) m_broken = failure.what();
        refuse(jobs, failure);
        return;
    }
    announce(jobs);
}

void GroupWriter::commit_together(std::vector<Job>& jobs)
{
    m_connection->run(begin, {});
    try {
        for (auto& job : jobs) run_one(job);
        if (std::ranges::any_of(jobs, [](auto const& job) { return job.result.ok(); }))
            m_log.note(touched(jobs));
        m_connection->run(commit, {});
    } catch (Failure const&) {
        succeeds([&] { m_connection->script("ROLLBACK"); }); // SQLite may have done it by itself
        throw;
    }
}

std::vector<std::string> GroupWriter::touched(std::vector<Job> const& jobs)
{
    std::vector<std::string> tags;
    for (auto const& job : jobs) tags.insert(tags.end(), job.touched.begin(), job.touched.end());
    return tags;
}

/// A command that meets its own twin's unique key is run again: then it finds what the twin wrote.
void GroupWriter::run_one(Job& job)
{
    for (int tries = 1;; ++tries) {
        m_connection->run(save, {});
        Tx tx { *m_connection };
        try {
            job.result = guarded([&] { return job.work(tx); });
        } catch (Failure const& failure) {
            if (failure.trouble != Trouble::retry) throw;
            m_connection->run(undo, {});
            m_connection->run(keep, {});
            job.result = error_of(failure);
            if (tries < tries_max) continue;
            return;
        }
        if (!job.result.ok()) m_connection->run(undo, {});
        m_connection->run(keep, {});
        if (job.result.ok()) job.touched = tx.touched();
        return;
    }
}

/// What comes here as a retry met no twin: another process holds the file, and time will tell.
void GroupWriter::refuse(std::vector<Job>& jobs, Failure const& failure)
{
    bool const held = failure.trouble == Trouble::retry;
    for (auto& job : jobs) job.result = held ? Error { busy, failure.what() } : error_of(failure);
}

void GroupWriter::announce(std::vector<Job> const& jobs)
{
    auto const kept = std::ranges::count_if(jobs, [](auto const& job) { return job.result.ok(); });
    {
        std::lock_guard const lock { m_mutex };
        ++m_counts.commits;
        m_counts.commands += static_cast<std::uint64_t>(kept);
    }
    if (kept > 0) tell(touched(jobs));
}

void GroupWriter::tell(std::vector<std::string> const& tags)
{
    std::lock_guard const lock { m_hook_mutex }; // held, so that a replaced hook has ended
    if (m_on_commit) m_on_commit(tags);
}

/// Another process may write too: a command line tool beside the server.
void GroupWriter::look_for_others()
{
    // What fails now is found by the next look.
    succeeds([&] {
        if (auto const tags = m_log.others()) tell(*tags);
    });
}

} // namespace karya::db
