#include "web/slow_pool.h"
#include "base/thread.h"

namespace karya::web {

SlowPool::SlowPool(std::size_t threads, std::size_t queue_max) : m_queue_max(queue_max)
{
    for (std::size_t i = 0; i < threads; ++i) m_threads.emplace_back([this] { loop(); });
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

void SlowPool::loop()
{
    name_thread("slow");
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
