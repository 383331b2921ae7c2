#pragma once
// The job runner: a thread that delivers events to subscribers and one that tells board viewers.

#include "board/board.h"
#include "core/outbox.h"
#include "db/engine.h"
#include "exchange/exchange.h"
#include "mail/mail.h"
#include "payments/payments.h"
#include "shipping/shipping.h"
#include "tlog/tlog.h"
#include "web/metrics.h"
#include "web/sse.h"
#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace karya::app {

/// A thread that works whenever it is woken, and once a second anyway (other nodes' events).
class Job {
public:
    /// `work` returns true when it wants to be run again at once.
    explicit Job(std::function<bool()> work);
    ~Job(); ///< finishes the round under way
    Job(Job const&) = delete;
    Job& operator=(Job const&) = delete;
    void wake();

private:
    void loop();
    std::function<bool()> m_work;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_due { true };
    bool m_stopping { false };
    std::thread m_thread;
};

/// Delivers what waits, each subscriber in its own transaction; errors are logged and tried again.
bool deliver_all(db::Engine& engine, std::vector<core::Subscriber> const& subscribers);

/// Announces changes of units whose day has come; errors are logged and tried again.
bool tell_unit_changes(db::Engine& engine, Timestamp now);

/// Gives back goods whose holds are over, ends what nobody fetched, erases buyers and baskets whose
/// time is over, a part at a time; errors are logged and tried again. True when more may wait.
bool tidy_orders(db::Engine& engine, Timestamp now);

/// Ends payments whose time is over; true when more wait. Errors are logged and tried again.
bool end_payments(db::Engine& engine, Timestamp now);

/// Asks a payment provider one thing; true when it did. Errors are logged and tried again.
bool work_on_payments(payments::ProviderWork& providers);

/// Hands letters over, and messages by WhatsApp, on a thread each.
class MailJobs {
public:
    MailJobs(db::Engine& engine, std::function<Timestamp()> clock);

private:
    mail::MailWork m_letters;
    mail::MailWork m_messages;
    Job m_post;
    Job m_whatsapp;
};

/// Asks for couriers' prices on two threads, so that one slow answer does not hold up everybody's.
class QuoteJobs {
public:
    QuoteJobs(db::Engine& engine, std::function<Timestamp()> clock);
    /// Wakes them when what was committed wants prices.
    void heed(std::vector<std::string> const& tags);

private:
    shipping::QuoteWork m_one;
    shipping::QuoteWork m_other;
    Job m_first;
    Job m_second;
};

/// Writes how often labels were looked at; errors are logged and tried again.
bool count_looks(db::Engine& engine, Timestamp now);

/// Closes one day in the public log; errors are logged and tried again.
bool close_days(tlog::Closer& closer, Timestamp now);
/// Hands the newest checkpoint to one witness; errors are logged and tried again.
bool ask_witnesses(tlog::Asking& asking);

/// Works on one upload; errors are logged and tried again.
bool work_on_uploads(exchange::UploadWork& uploads);
/// Whether the account still is who it was: active, of that role, at that place.
bool still_entitled(db::Read& read, Actor const& actor);

/// Tells the viewers of the board what changed since the last time, at most five times a second.
class Herald {
public:
    Herald(db::Engine& engine, web::Channels& channels);
    bool tell();

private:
    void turn_day(Timestamp now);
    db::Engine& m_engine;
    web::Channels& m_channels;
    std::optional<board::Pulse> m_before {};
    std::array<Day, 3> m_days {}; ///< in WIB, WITA and WIT
};

/// Fills the gauges of the books when the operators ask: what waits in the outbox at once, the sum
/// of all postings, which takes longer, at most once an hour.
class Watch {
public:
    Watch(db::Engine& engine, std::vector<core::Subscriber> const& subscribers)
        : m_engine(engine),
          m_subscribers(subscribers)
    {
    }
    /// A database that does not answer leaves the gauges as they were; /readyz tells that.
    void look(web::Metrics& metrics, Timestamp now);

private:
    db::Engine& m_engine;
    std::vector<core::Subscriber> const& m_subscribers;
    Timestamp m_next_sum {};
};

/// Tells the catalogue once an hour what sold in the last four weeks, for the order of its lists.
class Popularity {
public:
    explicit Popularity(db::Engine& engine) : m_engine(engine) { }
    /// True when more is left to tell.
    bool tell(Timestamp now);

private:
    db::Engine& m_engine;
    Timestamp m_next {};
};

/// Forgets answers to repeated POSTs that are older than 30 days, a part at a time, at most once an
/// hour. Sales and refunds stay safe from twins: their own ids are kept for good.
class Sweeper {
public:
    explicit Sweeper(db::Engine& engine) : m_engine(engine) { }
    /// True when more is left to forget.
    bool sweep(Timestamp now);

private:
    db::Engine& m_engine;
    Timestamp m_next {};
};

} // namespace karya::app
