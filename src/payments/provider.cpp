// The node's work with providers: one question at a time, held for a minute, so that another node
// takes it over when this one is gone. What a provider answers is applied in a transaction of its
// own; a lost answer is asked for again under the same key.

#include "payments/provider.h"
#include "base/json.h"
#include "core/audit.h"
#include "payments/midtrans.h"
#include "payments/money.h"
#include "payments/state.h"
#include "payments/xendit.h"
#include "wire/wire.h"
#include <algorithm>

namespace karya::payments {

namespace {

using namespace std::chrono_literals;
using store::Verb;

constexpr auto held_for = 2min; ///< longer than two questions may take
constexpr auto first_wait = 20s;
constexpr auto longest_wait = 1h;
constexpr auto end_slack = 5min; ///< the provider's clock may be late
constexpr int doublings_max = 8;

Providers& kept_providers()
{
    static Providers all;
    return all;
}

Timestamp::duration wait_after(std::int64_t tries)
{
    auto const doubled = first_wait * (1 << std::clamp<std::int64_t>(tries, 0, doublings_max));
    return std::min<Timestamp::duration>(doubled, longest_wait);
}

} // namespace

void keep_providers(Providers providers) { kept_providers() = std::move(providers); }
Providers const& providers() { return kept_providers(); }

std::unique_ptr<Provider> provider_of(Way way)
{
    auto const& all = kept_providers();
    if (way == Way::midtrans && all.midtrans) return std::make_unique<Midtrans>(*all.midtrans);
    if (way == Way::xendit && all.xendit) return std::make_unique<Xendit>(*all.xendit);
    return {};
}

/// A question with all that it takes to ask it.
struct ProviderWork::Held {
    store::Wanted wanted {};
    store::Row row {};
    Payer payer {};
    std::optional<MoneyReturn> back {};
    Timestamp now {};
};

namespace {

/// What came of asking; exactly one is set, or none when there was nothing to ask.
struct Outcome {
    std::optional<Opened> opened {};
    std::optional<Told> told {};
    std::optional<Refunded> refunded {};
    bool closed { false };
};

template<class Held>
Result<Outcome> opened(Provider& provider, Held const& held)
{
    auto const& row = held.row;
    auto items = from_json_text<std::vector<AskItem>>(row.items);
    CHECK(items.ok()); // we wrote it
    auto const left = std::chrono::ceil<std::chrono::minutes>(row.due_at - held.now);
    Opening const opening { .payment = row.id.text(),
                            .order = row.id.text() + "-" + std::to_string(held.wanted.tries),
                            .amount = row.to_pay,
                            .items = items.take(),
                            .payer = held.payer,
                            .words = "Karya " + row.code,
                            .finish = kept_providers().site + (row.lang == Lang::en ? "/en" : "")
                                + seen(row).pay_path,
                            .lang = row.lang,
                            .lasts = std::max(left, std::chrono::minutes { 1 }) };
    return Outcome { .opened = TRY(provider.open(opening)) };
}

template<class Held>
Result<Outcome> refunded(Provider& provider, Held const& held)
{
    if (!held.back || held.back->state != ReturnState::asked) return Outcome {};
    auto const key = held.back->id.text() + "-" + std::to_string(held.back->tries);
    return Outcome { .refunded = TRY(provider.refund({ .reference = held.row.reference,
                                                       .key = key,
                                                       .earlier = held.back->reference,
                                                       .amount = held.back->amount,
                                                       .reason = held.back->reason,
                                                       .repeat = held.wanted.tries > 1 })) };
}

template<class Held>
Result<Outcome> asked(Held const& held)
{
    auto const provider = provider_of(held.row.way);
    if (!provider) return Error { provider_busy, "its keys are not set" };
    bool const known = !held.row.reference.empty();
    switch (held.wanted.verb) {
    case Verb::open:
        if (known || !is_open(held.row.state)) return Outcome {};
        return opened(*provider, held);
    case Verb::look:
        if (!known) return Outcome {};
        return Outcome { .told = TRY(provider->look(held.row.reference)) };
    case Verb::close:
        if (known) TRY(provider->close(held.row.reference));
        return Outcome { .closed = true };
    case Verb::refund: break;
    }
    return refunded(*provider, held);
}

// ---- What its answer means ----

Rupiah fee_of(Call& call, store::Row const& row, Told const& told)
{
    if (told.fee) return *told.fee;
    auto const fee = store::fee_on(call.tx, row.way, told.channel, day_in(Zone::wib, call.now));
    if (!fee) return {};
    constexpr std::int64_t whole = 10'000;
    return scaled(told.paid, fee->share.value, whole) + fee->fixed;
}

void take_opened(Call& call, store::Row& row, Opened const& answer)
{
    row.reference = answer.reference;
    row.redirect = answer.redirect;
    row.qr = answer.qr;
    store::update(call.tx, row);
    store::want(call.tx, row.id, Verb::look, "", call.now + first_wait);
    // Cancelled while it was being opened.
    if (!is_open(row.state)) store::want(call.tx, row.id, Verb::close, "", call.now);
}

/// True when it need not be looked at again.
bool take_told(Call& call, store::Row& row, Told const& told)
{
    if (told.standing == Standing::paid) {
        if (!store::has_source(call.tx, told.source))
            book(call, row,
                 { .amount = told.paid,
                   .arrived_on = day_in(Zone::wib, call.now),
                   .source = told.source,
                   .note = told.channel },
                 fee_of(call, row, told));
        return true;
    }
    if (!is_open(row.state)) return true;
    bool const over = call.now > row.ends_at + end_slack;
    if (told.standing == Standing::pending && !over) return false;
    end(call, row, State::expired);
    if (over) store::want(call.tx, row.id, Verb::close, "", call.now);
    return true;
}

/// True when it need not be asked for again.
bool take_refunded(Call& call, store::Row& row, MoneyReturn back, Refunded const& answer)
{
    if (back.state != ReturnState::asked) return true;
    back.reference = answer.reference;
    if (answer.standing == RefundStanding::pending) {
        store::update_return(call.tx, back);
        return false;
    }
    bool const done = answer.standing == RefundStanding::done;
    back.state = done ? ReturnState::done : ReturnState::failed;
    back.trouble = done ? std::string {} : answer.trouble;
    back.ended_at = call.now;
    end_return_of(call, row, back);
    return true;
}

/// It will never do that: what waited for it ends.
void take_refusal(Call& call, store::Row& row, store::Wanted const& wanted, std::string why)
{
    if (wanted.verb == Verb::open && is_open(row.state)) end(call, row, State::failed);
    if (wanted.verb != Verb::refund) return;
    auto const id = MoneyReturnId::parse(wanted.back);
    CHECK(id.ok());
    if (auto const back = store::money_return(call.tx, id.value()))
        take_refunded(call, row, *back, { RefundStanding::failed, {}, std::move(why) });
}

bool take(Call& call, store::Row& row, store::Wanted const& wanted, Outcome const& outcome)
{
    if (outcome.opened) take_opened(call, row, *outcome.opened);
    if (outcome.told) return take_told(call, row, *outcome.told);
    if (outcome.closed && !row.reference.empty())
        // Money may have come in the last moment.
        store::want(call.tx, row.id, Verb::look, "", call.now + end_slack);
    if (!outcome.refunded) return true;
    auto const id = MoneyReturnId::parse(wanted.back);
    CHECK(id.ok());
    auto const back = store::money_return(call.tx, id.value());
    return !back || take_refunded(call, row, *back, *outcome.refunded);
}

/// Not too late to see the end.
Timestamp next_look(store::Row const& row, store::Wanted const& wanted, Timestamp now)
{
    auto const later = now + wait_after(wanted.tries);
    auto const end = row.ends_at + end_slack + 1s;
    return wanted.verb == Verb::look && now < end ? std::min(later, end) : later;
}

Result<void> apply(Call& call, store::Wanted const& wanted, Result<Outcome> const& outcome)
{
    auto row = store::payment_locked(call.tx, wanted.payment);
    CHECK(row.has_value());
    auto const later = next_look(*row, wanted, call.now);
    if (!outcome.ok() && outcome.error().code() == provider_refused) {
        take_refusal(call, *row, wanted, outcome.error().why());
        store::drop(call.tx, wanted, call.now);
    } else if (!outcome.ok()) {
        store::put_off(call.tx, wanted, later, outcome.error().code().id);
    } else if (take(call, *row, wanted, outcome.value())) {
        store::drop(call.tx, wanted, call.now);
    } else {
        store::put_off(call.tx, wanted, later, "");
    }
    return {};
}

} // namespace

ProviderWork::ProviderWork(db::Engine& engine, std::function<Timestamp()> clock)
    : m_engine(engine),
      m_clock(std::move(clock)),
      m_name(random_hex(8))
{
}

Result<std::optional<ProviderWork::Held>> ProviderWork::take_next()
{
    auto const now = m_clock();
    auto const next = TRY(m_engine.get<std::optional<store::Wanted>>(
        [&](db::Read& read) -> Result<std::optional<store::Wanted>> {
            return store::next_wanted(read, now);
        }));
    if (!next) return std::optional<Held> {};
    return m_engine.put<std::optional<Held>>([&](db::Tx& tx) -> Result<std::optional<Held>> {
        if (!store::hold(tx, *next, { m_name, now, now + held_for })) return std::optional<Held> {};
        Held held { .wanted = *next, .row = *store::payment(tx, next->payment), .now = now };
        ++held.wanted.tries;
        if (auto const payer = store::payer(tx, next->payment))
            held.payer = { payer->name, payer->email, payer->phone };
        if (auto const id = MoneyReturnId::parse(next->back); id.ok())
            held.back = store::money_return(tx, id.value());
        return std::optional { std::move(held) };
    });
}

Result<bool> ProviderWork::work()
{
    auto const held = TRY(take_next());
    if (!held) return false;
    auto const outcome = asked(*held);
    TRY(m_engine.write([&](db::Tx& tx) -> Result<void> {
        Call call { tx, {}, m_clock(), Lang::id, "providers" };
        return apply(call, held->wanted, outcome);
    }));
    return true;
}

} // namespace karya::payments
