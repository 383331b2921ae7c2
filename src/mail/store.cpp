#include "mail/store.h"

namespace karya::mail::store {

namespace {

db::Query const add { "mail.insert", R"sql(
INSERT INTO mail_letter(once, state, recipient, content, asked_at, due_at, tries, holder,
    held_until, trouble, channel)
VALUES ($1, 'waiting', $2, $3, $4, $4, 0, '', 0, '', $5) ON CONFLICT (once) DO NOTHING
)sql" };
db::Query const select_next { "mail.next", R"sql(
SELECT once, recipient, content, tries FROM mail_letter
WHERE channel = $2 AND state = 'waiting' AND due_at <= $1 AND held_until <= $1
ORDER BY due_at LIMIT 1
)sql" };
db::Query const set_hold { "mail.hold", R"sql(
UPDATE mail_letter SET holder = $2, held_until = $4, tries = tries + 1
WHERE once = $1 AND state = 'waiting' AND due_at <= $3 AND held_until <= $3
)sql" };
db::Query const set_later { "mail.put_off", R"sql(
UPDATE mail_letter SET due_at = $2, trouble = $3, holder = '', held_until = 0 WHERE once = $1
)sql" };
db::Query const set_end { "mail.end", R"sql(
UPDATE mail_letter SET state = $2, due_at = $3, trouble = $4, recipient = '', content = '',
    holder = '', held_until = 0
WHERE once = $1
)sql" };
db::Query const select_waiting { "mail.count_waiting", R"sql(
SELECT COUNT(*) FROM mail_letter WHERE channel = $1 AND state = 'waiting'
)sql" };
db::Query const select_failed { "mail.count_failed", R"sql(
SELECT COUNT(*) FROM mail_letter WHERE channel = $2 AND state = 'failed' AND due_at >= $1
)sql" };

} // namespace

bool insert(db::Tx& tx, Channel channel, Row const& row, Timestamp now)
{
    return tx.run(add, row.once, row.recipient, row.content, now, channel) == 1;
}

std::optional<Row> next(db::Read& read, Channel channel, Timestamp now)
{
    return read.one<Row>(select_next, now, channel);
}

bool hold(db::Tx& tx, std::string_view once, Holding const& holding)
{
    return tx.run(set_hold, once, holding.holder, holding.now, holding.until) == 1;
}

void put_off(db::Tx& tx, std::string_view once, Timestamp due_at, std::string_view trouble)
{
    tx.run(set_later, once, due_at, trouble);
}

void set_sent(db::Tx& tx, std::string_view once, Timestamp at)
{
    tx.run(set_end, once, "sent", at, "");
}

void set_failed(db::Tx& tx, std::string_view once, Timestamp at, std::string_view trouble)
{
    tx.run(set_end, once, "failed", at, trouble);
}

std::int64_t count_waiting(db::Read& read, Channel channel)
{
    return read.value<std::int64_t>(select_waiting, channel);
}

std::int64_t count_failed(db::Read& read, Channel channel, Timestamp since)
{
    return read.value<std::int64_t>(select_failed, since, channel);
}

} // namespace karya::mail::store
