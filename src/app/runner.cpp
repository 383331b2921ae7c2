#include "app/runner.h"
#include "base/json.h"
#include "buyers/buyers.h"
#include "catalogue/catalogue.h"
#include "core/idempotency.h"
#include "device/device.h"
#include "identity/identity.h"
#include "labels/labels.h"
#include "ledger/ledger.h"
#include "orders/orders.h"
#include "payments/payments.h"
#include "web/clock.h"
#include "web/log.h"
#include <algorithm>

namespace karya::app {

namespace {

using namespace std::chrono_literals;

constexpr auto look_every = 1s;
constexpr auto answers_kept = 30 * 24h;
constexpr auto swept_apart = 1h;
constexpr std::int64_t swept_at_once = 500;
constexpr auto summed_apart = 1h;
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
        if (delivered.ok())
            more = more || delivered.value();
        else
            web::log::limited_error("app.delivery_failed",
                                    { { "subscriber", subscriber.name },
                                      { "code", delivered.error().code().id },
                                      { "why", delivered.error().why() } });
    }
    return more;
}

bool tell_unit_changes(db::Engine& engine, Timestamp now)
{
    auto const due = engine.get<bool>(
        [&](db::Read& read) -> Result<bool> { return org::has_due_changes({ read, {}, now }); });
    if (!due.ok() || !due.value()) return false;
    auto const told = engine.write([&](db::Tx& tx) -> Result<void> {
        Call call { tx, {}, now, Lang::id, "unit-changes" };
        return org::tell_due_changes(call);
    });
    if (!told.ok())
        web::log::limited_error(
            "app.unit_changes_not_told",
            { { "code", told.error().code().id }, { "why", told.error().why() } });
    return false;
}

bool tidy_orders(db::Engine& engine, Timestamp now)
{
    auto const more = engine.put<bool>([&](db::Tx& tx) -> Result<bool> {
        Call call { tx, {}, now, Lang::id, "orders" };
        bool const more_holds = catalogue::expire_holds(call);
        buyers::tidy_up(call);
        return orders::tidy_up(call) || more_holds;
    });
    if (more.ok()) return more.value();
    web::log::limited_error("app.orders_not_tidied",
                            { { "code", more.error().code().id }, { "why", more.error().why() } });
    return false;
}

bool end_payments(db::Engine& engine, Timestamp now)
{
    auto const due = engine.get<bool>(
        [&](db::Read& read) -> Result<bool> { return payments::has_due({ read, {}, now }); });
    if (!due.ok() || !due.value()) return false;
    auto const ended = engine.put<bool>([&](db::Tx& tx) -> Result<bool> {
        Call call { tx, {}, now, Lang::id, "end-payments" };
        return payments::end_due(call);
    });
    if (ended.ok()) return ended.value();
    web::log::limited_error(
        "app.payments_not_ended",
        { { "code", ended.error().code().id }, { "why", ended.error().why() } });
    return false;
}

namespace {

bool worked_or_noted(Result<bool> const& worked, std::string_view trouble)
{
    if (worked.ok()) return worked.value();
    web::log::limited_error(
        trouble, { { "code", worked.error().code().id }, { "why", worked.error().why() } });
    return false;
}

} // namespace

bool work_on_payments(payments::ProviderWork& providers)
{
    return worked_or_noted(providers.work(), "app.providers_not_asked");
}

QuoteJobs::QuoteJobs(db::Engine& engine, std::function<Timestamp()> clock)
    : m_one(engine, clock),
      m_other(engine, std::move(clock)),
      m_first([this] { return worked_or_noted(m_one.work(), "app.quotes_not_asked"); }),
      m_second([this] { return worked_or_noted(m_other.work(), "app.quotes_not_asked"); })
{
}

void QuoteJobs::heed(std::vector<std::string> const& tags)
{
    if (std::ranges::find(tags, shipping::quote_tag) == tags.end()) return;
    m_first.wake();
    m_second.wake();
}

MailJobs::MailJobs(db::Engine& engine, std::function<Timestamp()> clock)
    : m_letters(engine, clock),
      m_messages(engine, std::move(clock), mail::Channel::whatsapp),
      m_post([this] { return worked_or_noted(m_letters.work(), "app.mail_not_sent"); }),
      m_whatsapp([this] { return worked_or_noted(m_messages.work(), "app.messages_not_sent"); })
{
}

bool close_days(tlog::Closer& closer, Timestamp now)
{
    return worked_or_noted(closer.work(now), "app.days_not_closed");
}

bool ask_witnesses(tlog::Asking& asking)
{
    return worked_or_noted(asking.work(), "app.witnesses_not_asked");
}

bool count_looks(db::Engine& engine, Timestamp now)
{
    auto const written = labels::write_scans(engine, now);
    if (!written.ok())
        web::log::limited_error(
            "app.looks_not_written",
            { { "code", written.error().code().id }, { "why", written.error().why() } });
    return false;
}

bool work_on_uploads(exchange::UploadWork& uploads)
{
    auto const worked = uploads.work();
    if (worked.ok()) return worked.value();
    if (worked.error().code() != exchange::stopped)
        web::log::limited_error(
            "app.upload_failed",
            { { "code", worked.error().code().id }, { "why", worked.error().why() } });
    return false;
}

bool still_entitled(db::Read& read, Actor const& actor)
{
    auto const found = identity::account(View { read, actor, web::now() }, actor.officer);
    if (!found.ok()) return false;
    auto const& account = found.value();
    return account.state == identity::AccountState::active && account.role == actor.role
        && account.unit.value_or(UnitId {}) == actor.unit;
}

Herald::Herald(db::Engine& engine, web::Channels& channels) : m_engine(engine), m_channels(channels)
{
}

/// A new day comes without a commit, which alone drops cached pages: the board's, and those on
/// which a rule, a paper or a unit may begin or end with it.
void Herald::turn_day(Timestamp now)
{
    std::array const days { day_in(Zone::wib, now), day_in(Zone::wita, now),
                            day_in(Zone::wit, now) };
    if (m_days == days) return;
    auto const dropped = m_engine.write([](db::Tx& tx) -> Result<void> {
        tx.touch(std::string { board::board_tag });
        tx.touch(std::string { org::day_tag });
        return {};
    });
    if (dropped.ok()) {
        m_days = days;
        return;
    }
    web::log::limited_error(
        "app.day_not_turned",
        { { "code", dropped.error().code().id }, { "why", dropped.error().why() } });
}

bool Herald::tell()
{
    turn_day(web::now());
    auto now = m_engine.get<board::Pulse>([&](db::Read& read) -> Result<board::Pulse> {
        View const view { read, {}, web::now(), Lang::id };
        return board::pulse(view, m_before ? m_before->last_news : INT64_MAX);
    });
    if (!now.ok()) return false;
    auto pulse = now.take();
    if (m_before && m_before->state == pulse.state) return false;
    // A fresh node tells nothing old, but names the state from which its viewers go on.
    auto told = board::changes(m_before ? *m_before : pulse, pulse);
    m_before = std::move(pulse);
    m_channels.publish(board::board_tag, told.state, "pulse", json_text(told));
    std::this_thread::sleep_for(told_apart);
    return false;
}

namespace {

void tell_events(web::Metrics& metrics, device::Fates const& fates)
{
    for (auto const& [outcome, events] :
         { std::pair { "accepted", fates.accepted }, std::pair { "waiting", fates.waiting },
           std::pair { "conflict", fates.conflict }, std::pair { "reviewed", fates.reviewed } })
        metrics.set_whole("karya_device_events", events, { { "outcome", outcome } });
}

} // namespace

void Watch::look(web::Metrics& metrics, Timestamp now)
{
    bool const sum = now >= m_next_sum;
    (void)m_engine.read([&](db::Read& read) -> Result<void> {
        for (auto const& subscriber : m_subscribers) {
            auto const since = core::waiting_since(read, subscriber.name);
            auto const age = since ? std::chrono::floor<std::chrono::seconds>(now - *since).count()
                                   : 0;
            metrics.set_whole("karya_outbox_lag_seconds", age,
                              { { "subscriber", subscriber.name } });
        }
        auto const unsent = device::unsent(read);
        auto const age = unsent.oldest ? now - *unsent.oldest : Timestamp::duration {};
        metrics.set_whole("karya_device_unsent", unsent.devices);
        metrics.set_whole("karya_device_unsent_age_seconds",
                          std::chrono::floor<std::chrono::seconds>(age).count());
        metrics.set_whole("karya_device_alarms", unsent.alarms);
        auto const letters = mail::waiting(read, now);
        metrics.set_whole("karya_mail_waiting", letters.waiting);
        metrics.set_whole("karya_mail_failed", letters.failed);
        auto const messages = mail::waiting(read, now, mail::Channel::whatsapp);
        metrics.set_whole("karya_whatsapp_waiting", messages.waiting);
        metrics.set_whole("karya_whatsapp_failed", messages.failed);
        if (!sum) return {};
        metrics.set_whole("karya_ledger_imbalance", ledger::imbalance(read).amount());
        tell_events(metrics, device::fates(read));
        m_next_sum = now + summed_apart;
        return {};
    });
}

bool Popularity::tell(Timestamp now)
{
    constexpr int days = 28;
    constexpr auto apart = std::chrono::hours { 1 };
    if (now < m_next) return false;
    auto const first = Day::numbered(board::nation_day(now).number() - days);
    auto const more = m_engine.put<bool>([&](db::Tx& tx) -> Result<bool> {
        return catalogue::note_sold(tx, board::sold_since({ tx, {}, now }, first));
    });
    if (more.ok() && more.value()) return true;
    m_next = now + apart;
    if (!more.ok())
        web::log::limited_error(
            "app.popularity_not_told",
            { { "code", more.error().code().id }, { "why", more.error().why() } });
    return false;
}

bool Sweeper::sweep(Timestamp now)
{
    if (now < m_next) return false;
    auto const gone = m_engine.put<std::int64_t>([&](db::Tx& tx) -> Result<std::int64_t> {
        return core::forget_answers(tx, now - answers_kept, swept_at_once);
    });
    if (gone.ok() && gone.value() == swept_at_once) return true;
    m_next = now + swept_apart;
    if (!gone.ok())
        web::log::limited_error(
            "app.sweep_failed",
            { { "code", gone.error().code().id }, { "why", gone.error().why() } });
    return false;
}

} // namespace karya::app
