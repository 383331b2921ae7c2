#include "web/slow_pool.h"
#include "base/thread.h"
#include <sys/resource.h>
#include <unistd.h>

namespace karya::web {

SlowPool::SlowPool(std::size_t threads, std::size_t queue_max, int niceness)
    : m_queue_max(queue_max)
{
    for (std::size_t i = 0; i < threads; ++i)
        m_threads.emplace_back([this, niceness] { loop(niceness); });
}

SlowPool::~SlowPool()
{
    {
        std::lock_guard const lock { m_mutex };
        m_stopping = true;
    }
    m_wake.notify_all();
    for (auto& thread : m_threads) thread.join();
}

bool SlowPool::push(std::function<void()> work)
{
    {
        std::lock_guard const lock { m_mutex };
        if (m_queue.size() >= m_queue_max) return false;
        m_queue.push_back(std::move(work));
    }
    m_wake.notify_one();
    return true;
}

void SlowPool::loop(int niceness)
{
    name_thread("slow");
    // On Linux a thread's own; refused, it is as nice as the others.
    if (niceness > 0) (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock { m_mutex };
            m_wake.wait(lock, [&] { return m_stopping || !m_queue.empty(); });
            if (m_queue.empty()) return;
            work = std::move(m_queue.front());
            m_queue.pop_front();
        }
        work();
    }
}

} // namespace karya::web
