// Prices that providers say: wanted by a command, asked for by a job, kept for a while.

#include "shipping/quote.h"
#include "base/json.h"
#include "core/audit.h"
#include "shipping/biteship.h"
#include "shipping/rajaongkir.h"
#include "shipping/state.h"
#include "shipping/store_quote.h"
#include "wire/wire.h"
#include <algorithm>

namespace karya::shipping {

namespace {

using namespace std::chrono_literals;

constexpr auto kept_for = 12h;
constexpr auto fresh_for = 30min; ///< not asked again by then
/// After a fault the table stands for so long, so that a price does not change under who chooses.
constexpr auto stands_for = 15min;
/// What began to wait longer ago than this is not asked any more…
constexpr auto asked_within = 5s;
/// …and its buyer is shown the table a little later, when no answer can come.
constexpr auto waited_for = 9s;
constexpr auto held_for = 20s;
constexpr auto rest = 20s;
constexpr auto forgotten_after = 30 * 24h;

Quoters& kept()
{
    static Quoters all;
    return all;
}

std::int64_t in_steps(std::int64_t grams)
{
    constexpr std::int64_t step = 100;
    return (grams + step - 1) / step * step;
}

/// Nothing when the unit's own table counts, or nobody can be asked.
std::optional<store::Key> key_of(View const& view, UnitId unit, places::Place const& to,
                                 std::int64_t grams)
{
    auto const prices = prices_of(view, unit);
    if (prices.source == Source::own || !is_set(prices.source) || !is_weight(grams)) return {};
    return store::Key { unit, prices.source, prices.origin, to.code, in_steps(grams) };
}

bool since(std::optional<Timestamp> at, Timestamp now, Timestamp::duration within)
{
    return at && now < *at + within;
}

Standing standing_of(store::Quote const& quote, Timestamp now)
{
    if (since(quote.answered_at, now, kept_for)) return Standing::quoted;
    if (since(quote.failed_at, now, stands_for)) return Standing::standing_in;
    bool const asking = quote.waiting && now < quote.wanted_at + waited_for;
    return asking ? Standing::asking : Standing::standing_in;
}

} // namespace

void keep_quoters(Quoters quoters) { kept() = std::move(quoters); }

bool is_set(Source source)
{
    if (source == Source::rajaongkir) return kept().rajaongkir.has_value();
    if (source == Source::biteship) return kept().biteship.has_value();
    return true;
}

std::vector<Source> sources()
{
    auto all = enum_values<Source>();
    std::erase_if(all, [](Source source) { return !is_set(source); });
    return all;
}

std::unique_ptr<Quoter> quoter_of(Source source, std::map<std::string, std::string>& places)
{
    auto const& all = kept();
    if (source == Source::rajaongkir && all.rajaongkir)
        return std::make_unique<RajaOngkir>(*all.rajaongkir, places);
    if (source == Source::biteship && all.biteship)
        return std::make_unique<Biteship>(*all.biteship);
    return {};
}

// ---- Whose prices count ----

Result<void> set_prices(Call& call, org::UnitScope const& scope, Prices const& prices)
{
    Prices wanted { prices.source, prices.source == Source::own ? "" : prices.origin };
    Error error { bad_source };
    if (!is_set(wanted.source)) error.fields.push_back({ "source", "shipping.source_unset", {} });
    if (wanted.source != Source::own && !places::place(wanted.origin))
        error.fields.push_back({ "origin", "shipping.bad_origin", {} });
    if (!error.fields.empty()) return error;
    auto const before = prices_of(call.view(), scope.unit());
    store::put_prices(call.tx, scope.unit(), wanted);
    core::audit(call,
                { .what = "shipping.set_prices",
                  .object = scope.unit().text(),
                  .before = json_text(before),
                  .after = json_text(wanted),
                  .unit = scope.unit() });
    return {};
}

Prices prices_of(View const& view, UnitId unit)
{
    return store::prices(view.read, unit).value_or(Prices {});
}

std::optional<LastAsked> last_asked(View const& view, UnitId unit, Source source)
{
    return store::last_asked(view.read, unit, source);
}

// ---- What they say ----

Offered quoted_offers(View const& view, UnitId unit, places::Place const& to, std::int64_t grams)
{
    auto const prices = prices_of(view, unit);
    if (prices.source == Source::own) return {};
    Offered offered { .standing = Standing::standing_in, .source = prices.source };
    auto const key = key_of(view, unit, to, grams);
    auto const quote = key ? store::quote(view.read, *key) : std::nullopt;
    if (!quote) return offered;
    offered.standing = standing_of(*quote, view.now);
    if (offered.standing != Standing::quoted) return offered;
    offered.offers = store::told(view.read, quote->id);
    for (auto& offer : offered.offers) offer.grams = grams;
    if (offered.offers.empty())
        offered.standing = Standing::standing_in;
    else
        offered.asked_at = quote->answered_at;
    return offered;
}

void want_offers(Call& call, UnitId unit, places::Place const& to, std::int64_t grams)
{
    auto const key = key_of(call.view(), unit, to, grams);
    if (!key) return;
    auto const quote = store::quote(call.tx, *key);
    bool const known = quote
        && (quote->waiting || since(quote->answered_at, call.now, fresh_for)
            || since(quote->failed_at, call.now, stands_for));
    if (known) return;
    store::want(call.tx, *key, call.now);
    call.tx.touch(std::string { quote_tag });
}

// ---- The job ----

std::chrono::milliseconds Deadline::left() const
{
    auto const left = std::chrono::floor<std::chrono::milliseconds>(
        m_end - std::chrono::steady_clock::now());
    return std::max(left, std::chrono::milliseconds { 1 });
}

QuoteWork::QuoteWork(db::Engine& engine, std::function<Timestamp()> clock,
                     std::chrono::milliseconds deadline)
    : m_engine(engine),
      m_clock(std::move(clock)),
      m_deadline(deadline),
      m_name(random_hex(8))
{
}

namespace {

Result<std::vector<Quoted>> asked(store::Quote const& quote, std::chrono::milliseconds deadline,
                                  std::map<std::string, std::string>& places)
{
    auto const quoter = quoter_of(quote.source, places);
    auto const from = places::place(quote.origin);
    auto const to = places::place(quote.village);
    if (!quoter || !from || !to) return quote_refused;
    return quoter->quote({ *from, *to, quote.grams }, Deadline { deadline });
}

} // namespace

Result<bool> QuoteWork::work()
{
    if (sources().size() == 1) return false; // nobody can be asked
    auto const now = m_clock();
    auto const next = TRY(m_engine.get<std::optional<store::Quote>>(
        [&](db::Read& read) -> Result<std::optional<store::Quote>> {
            return store::next_quote(read, now);
        }));
    if (!next) return false;
    bool const held = TRY(m_engine.put<bool>([&](db::Tx& tx) -> Result<bool> {
        return store::hold(tx, next->id, { m_name, now, now + held_for });
    }));
    if (!held) return true; // another node has it
    auto& rests_until = m_rests_until.at(static_cast<std::size_t>(next->source));
    bool const late = now > next->wanted_at + asked_within || now < rests_until;
    auto told = late ? Result<std::vector<Quoted>> { quote_late }
                     : asked(*next, m_deadline, m_places);
    bool const faulty = !late && !told.ok() && told.error().code() != quote_refused;
    if (faulty) rests_until = m_clock() + rest;
    TRY(m_engine.write([&](db::Tx& tx) -> Result<void> {
        if (told.ok())
            store::set_answer(tx, *next, usable(told.value()), m_clock());
        else
            store::set_failure(tx, next->id, told.error().code().id, m_clock());
        store::forget_quotes(tx, m_clock() - forgotten_after);
        return {};
    }));
    return true;
}

} // namespace karya::shipping
