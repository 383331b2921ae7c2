#include "shipping/store_quote.h"
#include <algorithm>
#include <tuple>

namespace karya::shipping::store {

db::Query find_prices { "shipping.find_prices", R"sql(
SELECT source, origin FROM shipping_prices WHERE unit = $1
)sql" };

std::optional<Prices> prices(db::Read& read, UnitId unit)
{
    return read.one<Prices>(find_prices, unit);
}

db::Query write_prices { "shipping.write_prices", R"sql(
INSERT INTO shipping_prices (unit, source, origin) VALUES ($1, $2, $3)
ON CONFLICT (unit) DO UPDATE SET source = excluded.source, origin = excluded.origin
)sql" };

void put_prices(db::Tx& tx, UnitId unit, Prices const& prices)
{
    tx.run(write_prices, unit, prices.source, prices.origin);
}

db::Query find_quote { "shipping.find_quote", R"sql(
SELECT id, unit, source, origin, village, grams, waiting, wanted_at, answered_at, failed_at
FROM shipping_quote
WHERE unit = $1 AND source = $2 AND origin = $3 AND village = $4 AND grams = $5
)sql" };

std::optional<Quote> quote(db::Read& read, Key const& key)
{
    return read.one<Quote>(find_quote, key.unit, key.source, key.origin, key.village, key.grams);
}

db::Query want_quote { "shipping.want_quote", R"sql(
INSERT INTO shipping_quote (id, unit, source, origin, village, grams, waiting, wanted_at, trouble,
    holder, held_until)
VALUES ($1, $2, $3, $4, $5, $6, 1, $7, '', '', 0)
ON CONFLICT (unit, source, origin, village, grams) DO UPDATE SET waiting = 1,
    wanted_at = excluded.wanted_at
)sql" };

void want(db::Tx& tx, Key const& key, Timestamp now)
{
    tx.run(want_quote, QuoteId::make(now), key.unit, key.source, key.origin, key.village, key.grams,
           now);
}

db::Query find_last { "shipping.last_asked", R"sql(
SELECT COALESCE(failed_at, answered_at) AS at, trouble FROM shipping_quote
WHERE unit = $1 AND source = $2 AND (failed_at IS NOT NULL OR answered_at IS NOT NULL)
ORDER BY wanted_at DESC LIMIT 1
)sql" };

std::optional<LastAsked> last_asked(db::Read& read, UnitId unit, Source source)
{
    return read.one<LastAsked>(find_last, unit, source);
}

db::Query find_waiting { "shipping.next_quote", R"sql(
SELECT id, unit, source, origin, village, grams, waiting, wanted_at, answered_at, failed_at
FROM shipping_quote WHERE waiting = 1 AND held_until <= $1 ORDER BY wanted_at LIMIT 1
)sql" };

std::optional<Quote> next_quote(db::Read& read, Timestamp now)
{
    return read.one<Quote>(find_waiting, now);
}

db::Query hold_quote { "shipping.hold_quote", R"sql(
UPDATE shipping_quote SET holder = $2, held_until = $4
WHERE id = $1 AND waiting = 1 AND held_until <= $3
)sql" };

bool hold(db::Tx& tx, QuoteId quote, Hold const& hold)
{
    return tx.run(hold_quote, quote, hold.holder, hold.now, hold.until) == 1;
}

db::Query mark_answered { "shipping.mark_answered", R"sql(
UPDATE shipping_quote SET waiting = 0, answered_at = $2, failed_at = NULL, trouble = '',
    holder = '', held_until = 0
WHERE id = $1
)sql" };
db::Query remove_told { "shipping.remove_told", R"sql(
DELETE FROM shipping_quote_price WHERE quote = $1
)sql" };
db::Query add_service { "shipping.add_service", R"sql(
INSERT INTO shipping_service (id, unit, source, courier, code) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (unit, source, courier, code) DO NOTHING
)sql" };
db::Query add_told { "shipping.add_told", R"sql(
INSERT INTO shipping_quote_price (quote, service, name, fee, days_min, days_max)
SELECT $1, id, $6, CAST($7 AS BIGINT), CAST($8 AS BIGINT), CAST($9 AS BIGINT)
FROM shipping_service
WHERE unit = $2 AND source = $3 AND courier = $4 AND code = $5
)sql" };

void set_answer(db::Tx& tx, Quote const& quote, std::vector<Quoted> const& told, Timestamp now)
{
    tx.run(mark_answered, quote.id, now);
    tx.run(remove_told, quote.id);
    auto in_order = told; // so that two answers never wait for each other's services
    std::ranges::sort(in_order, {},
                      [](Quoted const& one) { return std::tie(one.courier, one.code); });
    for (auto const& one : in_order) {
        tx.run(add_service, RateId::make(now), quote.unit, quote.source, one.courier, one.code);
        CHECK(tx.run(add_told, quote.id, quote.unit, quote.source, one.courier, one.code, one.name,
                     one.fee, one.days_min, one.days_max)
              == 1);
    }
}

db::Query mark_failed { "shipping.mark_failed", R"sql(
UPDATE shipping_quote SET waiting = 0, failed_at = $2, trouble = $3, holder = '', held_until = 0
WHERE id = $1
)sql" };

void set_failure(db::Tx& tx, QuoteId quote, std::string_view trouble, Timestamp now)
{
    tx.run(mark_failed, quote, now, trouble);
}

db::Query list_told { "shipping.told", R"sql(
SELECT price.service AS rate, service.courier, price.name AS service, quote.grams, price.fee,
    price.days_min, price.days_max
FROM shipping_quote_price AS price
JOIN shipping_service AS service ON service.id = price.service
JOIN shipping_quote AS quote ON quote.id = price.quote
WHERE price.quote = $1 ORDER BY price.fee, service.courier, service.code LIMIT 30
)sql" };

std::vector<Offer> told(db::Read& read, QuoteId quote) { return read.all<Offer>(list_told, quote); }

db::Query list_forgotten { "shipping.list_forgotten", R"sql(
SELECT id FROM shipping_quote WHERE wanted_at < $1 ORDER BY wanted_at LIMIT 50
)sql" };
db::Query remove_quote { "shipping.remove_quote", R"sql(
DELETE FROM shipping_quote WHERE id = $1
)sql" };

void forget_quotes(db::Tx& tx, Timestamp before)
{
    for (auto const quote : tx.all<QuoteId>(list_forgotten, before)) {
        tx.run(remove_told, quote);
        tx.run(remove_quote, quote);
    }
}

} // namespace karya::shipping::store
