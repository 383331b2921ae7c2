#pragma once
// Two threads for the heavy part of slow commands, so that password hashes and pictures hold up
// nobody else; the queue is short, because a long one would only be answered too late.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace karya::web {

class SlowPool {
public:
    SlowPool(std::size_t threads, std::size_t queue_max);
    ~SlowPool(); ///< finishes what is queued

    /// False when the queue is full.
    bool push(std::function<void()> work);

private:
    void loop();

    std::size_t const m_queue_max;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_queue;
    bool m_stopping { false };
    std::vector<std::thread> m_threads;
};

} // namespace karya::web
