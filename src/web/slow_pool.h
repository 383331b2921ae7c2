#pragma once
// Threads of their own for what is heavy, so that password hashes, pictures and files for the desk
// hold up nobody else; the queue is short, because a long one would only be answered too late.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace karya::web {

class SlowPool {
public:
    /// `niceness`: how far its threads stand back behind others who want the processor, 0 to 19.
    SlowPool(std::size_t threads, std::size_t queue_max, int niceness = 0);
    ~SlowPool(); ///< finishes what is queued

    /// False when the queue is full.
    bool push(std::function<void()> work);

private:
    void loop(int niceness);

    std::size_t const m_queue_max;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_queue;
    bool m_stopping { false };
    std::vector<std::thread> m_threads;
};

} // namespace karya::web
