#include "app/runner.h"
#include "board/board.h"
#include "web/clock.h"
#include "web/log.h"

namespace karya::app {

namespace {

using namespace std::chrono_literals;

constexpr auto look_every = 1s;
constexpr auto told_apart = 200ms;

} // namespace

Job::Job(std::function<bool()> work) : m_work(std::move(work)), m_thread([this] { loop(); }) { }

Job::~Job()
{
    {
        std::lock_guard const lock { m_mutex };
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Job::wake()
{
    {
        std::lock_guard const lock { m_mutex };
        m_due = true;
    }
    m_wake.notify_one();
}

void Job::loop()
{
    for (;;) {
        {
            std::unique_lock lock { m_mutex };
            m_wake.wait_for(lock, look_every, [&] { return m_due || m_stopping; });
            if (m_stopping) return;
            m_due = false;
        }
        if (m_work()) wake();
    }
}

bool deliver_all(db::Engine& engine, std::vector<core::Subscriber> const& subscribers)
{
    bool more = false;
    for (auto const& subscriber : subscribers) {
        auto const delivered = core::deliver(engine, subscriber);
        if (delivered.ok()) more = more || delivered.value();
        else
            web::log::limited_error("app.delivery_failed",
                                    { { "subscriber", subscriber.name },
                                      { "code", delivered.error().code().id },
                                      { "why", delivered.error().why() } });
    }
    return more;
}

Herald::Herald(db::Engine& engine, web::Channels& channels)
    : m_engine(engine), m_channels(channels)
{
}

bool Herald::tell()
{
    auto const pulse = m_engine.get<board::Pulse>([&](db::Read& read) -> Result<board::Pulse> {
        View const view { read, {}, web::now(), Lang::id };
        if (m_told < 0) { // a fresh node tells only what happens from now on
            m_told = board::pulse(view, INT64_MAX).last_news;
        }
        return board::pulse(view, m_told);
    });
    if (!pulse.ok()) return false;
    auto const body = json_text(pulse.value());
    if (body == m_before) return false;
    m_before = body;
    m_told = pulse.value().last_news;
    m_channels.publish(board::board_tag, std::to_string(m_told), "pulse", body);
    std::this_thread::sleep_for(told_apart);
    return false;
}

} // namespace karya::app
