// What is to be asked of providers, and what they cost.

#include "payments/store.h"

namespace karya::payments::store {

namespace {

db::Query const add_call { "payments.want", R"sql(
INSERT INTO payments_call(payment, verb, back, due_at, tries, news, holder, held_until, trouble)
VALUES ($1, $2, $3, $4, 0, 1, '', 0, '')
ON CONFLICT (payment, verb, back) DO UPDATE SET news = payments_call.news + 1,
    due_at = CASE WHEN excluded.due_at < payments_call.due_at THEN excluded.due_at
        ELSE payments_call.due_at END
)sql" };
db::Query const select_next { "payments.next_wanted", R"sql(
SELECT payment, verb, back, due_at, tries, news FROM payments_call
WHERE due_at <= $1 AND held_until <= $1 ORDER BY due_at LIMIT 1
)sql" };
db::Query const set_hold { "payments.hold", R"sql(
UPDATE payments_call SET holder = $4, held_until = $6, tries = tries + 1
WHERE payment = $1 AND verb = $2 AND back = $3 AND held_until <= $5 AND due_at <= $5
)sql" };
db::Query const drop_call { "payments.drop", R"sql(
DELETE FROM payments_call WHERE payment = $1 AND verb = $2 AND back = $3 AND news = $4
)sql" };
db::Query const set_later { "payments.put_off", R"sql(
UPDATE payments_call SET holder = '', held_until = 0, trouble = $7,
    due_at = CASE WHEN news = $4 THEN CAST($5 AS BIGINT) ELSE CAST($6 AS BIGINT) END
WHERE payment = $1 AND verb = $2 AND back = $3
)sql" };
db::Query const select_fee { "payments.fee_on", R"sql(
SELECT share, fixed FROM payments_fee
WHERE way = $1 AND channel IN ($2, '') AND valid_from <= $3
ORDER BY CASE WHEN channel = '' THEN 1 ELSE 0 END, valid_from DESC LIMIT 1
)sql" };

db::Query const select_fees { "payments.fees", R"sql(
SELECT way, channel, valid_from, share, fixed, source FROM payments_fee
ORDER BY valid_from DESC, way, channel LIMIT 100
)sql" };
db::Query const write_fee { "payments.put_fee", R"sql(
INSERT INTO payments_fee(way, channel, valid_from, share, fixed, source)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (way, channel, valid_from) DO UPDATE SET share = excluded.share,
    fixed = excluded.fixed, source = excluded.source
)sql" };

} // namespace

void want(db::Tx& tx, PaymentId payment, Verb verb, std::string_view back, Timestamp due_at)
{
    tx.run(add_call, payment, verb, back, due_at);
}

std::optional<Wanted> next_wanted(db::Read& read, Timestamp now)
{
    return read.one<Wanted>(select_next, now);
}

bool hold(db::Tx& tx, Wanted const& wanted, Holding const& holding)
{
    return tx.run(set_hold, wanted.payment, wanted.verb, wanted.back, holding.holder, holding.now,
                  holding.until)
        == 1;
}

void drop(db::Tx& tx, Wanted const& wanted, Timestamp now)
{
    if (tx.run(drop_call, wanted.payment, wanted.verb, wanted.back, wanted.news) == 0)
        put_off(tx, wanted, now, "");
}

void put_off(db::Tx& tx, Wanted const& wanted, Timestamp due_at, std::string_view trouble)
{
    // Wanted meanwhile: due when it was wanted, which is in the past by now.
    tx.run(set_later, wanted.payment, wanted.verb, wanted.back, wanted.news, due_at, Timestamp {},
           trouble);
}

std::optional<Fee> fee_on(db::Read& read, Way way, std::string_view channel, Day day)
{
    return read.one<Fee>(select_fee, way, channel, day);
}

std::vector<ProviderFee> fees(db::Read& read) { return read.all<ProviderFee>(select_fees); }

void put_fee(db::Tx& tx, ProviderFee const& fee)
{
    tx.run(write_fee, fee.way, fee.channel, fee.valid_from, fee.share, fee.fixed, fee.source);
}

} // namespace karya::payments::store
