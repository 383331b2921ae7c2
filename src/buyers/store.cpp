#include "buyers/store.h"
#include <chrono>

namespace karya::buyers::store {

// ---- Accounts ----

db::Query add_account { "buyers.add_account", R"sql(
INSERT INTO buyers_account (id, mailbox, email, made_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (mailbox) DO NOTHING
)sql" };

bool insert_account(db::Tx& tx, AccountRow const& row)
{
    return tx.run(add_account, row.id, row.mailbox, row.email, row.made_at) == 1;
}

db::Query find_owner { "buyers.find_owner", R"sql(
SELECT id FROM buyers_account WHERE mailbox = $1
)sql" };

std::optional<BuyerId> owner(db::Read& read, std::string_view mailbox)
{
    return read.one<BuyerId>(find_owner, mailbox);
}

db::Query find_account { "buyers.find_account", R"sql(
SELECT id, mailbox, email, made_at FROM buyers_account WHERE id = $1
)sql" };

std::optional<AccountRow> account(db::Read& read, BuyerId id)
{
    return read.one<AccountRow>(find_account, id);
}

db::Query list_accounts { "buyers.list_accounts", R"sql(
SELECT id, mailbox, email, made_at FROM buyers_account WHERE id > $1 ORDER BY id LIMIT 500
)sql" };

std::vector<AccountRow> accounts(db::Read& read, BuyerId after)
{
    return read.all<AccountRow>(list_accounts, after);
}

db::Query lock_account { "buyers.lock_account", R"sql(
UPDATE buyers_account SET made_at = made_at WHERE id = $1
)sql" };

bool hold_account(db::Tx& tx, BuyerId id) { return tx.run(lock_account, id) == 1; }

db::Query move_account { "buyers.move_account", R"sql(
UPDATE buyers_account SET mailbox = $2, email = $3
WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM buyers_account WHERE mailbox = $2 AND id <> $1)
)sql" };

bool set_mailbox(db::Tx& tx, AccountRow const& row)
{
    return tx.run(move_account, row.id, row.mailbox, row.email) == 1;
}

db::Query remove_sessions { "buyers.remove_sessions", R"sql(
DELETE FROM buyers_session WHERE account = $1
)sql" };
db::Query remove_links { "buyers.remove_links", R"sql(
DELETE FROM buyers_link WHERE account = $1 OR mailbox = $2
)sql" };
db::Query remove_addresses { "buyers.remove_addresses", R"sql(
DELETE FROM buyers_address WHERE account = $1
)sql" };
db::Query remove_wishes { "buyers.remove_wishes", R"sql(
DELETE FROM buyers_wish WHERE account = $1
)sql" };
db::Query remove_account { "buyers.remove_account", R"sql(
DELETE FROM buyers_account WHERE id = $1
)sql" };

void drop_account(db::Tx& tx, BuyerId id, std::string_view mailbox)
{
    tx.run(remove_sessions, id);
    tx.run(remove_links, id, mailbox);
    tx.run(remove_addresses, id);
    tx.run(remove_wishes, id);
    tx.run(remove_account, id);
}

// ---- Sessions ----

db::Query find_session { "buyers.find_session", R"sql(
SELECT account.id, account.mailbox, account.email, account.made_at, session.seen_at
FROM buyers_session AS session
JOIN buyers_account AS account ON account.id = session.account
WHERE session.hash = $1
)sql" };

std::optional<LiveRow> session(db::Read& read, std::string_view hash)
{
    return read.one<LiveRow>(find_session, hash);
}

db::Query add_session { "buyers.add_session", R"sql(
INSERT INTO buyers_session (hash, account, begun_at, seen_at) VALUES ($1, $2, $3, $3)
)sql" };

void insert_session(db::Tx& tx, std::string_view hash, BuyerId account, Timestamp now)
{
    tx.run(add_session, hash, account, now);
}

db::Query list_sessions { "buyers.list_sessions", R"sql(
SELECT begun_at, seen_at FROM buyers_session WHERE account = $1 ORDER BY begun_at LIMIT 100
)sql" };

std::vector<SessionTimes> sessions(db::Read& read, BuyerId account)
{
    return read.all<SessionTimes>(list_sessions, account);
}

db::Query remove_session { "buyers.remove_session", R"sql(
DELETE FROM buyers_session WHERE hash = $1
)sql" };

void drop_session(db::Tx& tx, std::string_view hash) { tx.run(remove_session, hash); }

void drop_sessions(db::Tx& tx, BuyerId account) { tx.run(remove_sessions, account); }

db::Query note_seen { "buyers.note_seen", R"sql(
UPDATE buyers_session SET seen_at = $2 WHERE hash = $1
)sql" };

void set_seen(db::Tx& tx, std::string_view hash, Timestamp now) { tx.run(note_seen, hash, now); }

db::Query remove_idle { "buyers.remove_idle", R"sql(
DELETE FROM buyers_session WHERE seen_at <= CAST($1 AS BIGINT)
)sql" };

void drop_idle(db::Tx& tx, Timestamp seen_before) { tx.run(remove_idle, seen_before); }

// ---- Links ----

db::Query add_link { "buyers.add_link", R"sql(
INSERT INTO buyers_link (hash, purpose, mailbox, email, account, next, wish, ends_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };

void insert_link(db::Tx& tx, std::string_view hash, LinkRow const& row, Timestamp ends_at)
{
    tx.run(add_link, hash, row.purpose, row.mailbox, row.email, row.account, row.next, row.wish,
           ends_at);
}

db::Query find_link { "buyers.find_link", R"sql(
SELECT purpose, mailbox, email, account, next, wish FROM buyers_link
WHERE hash = $1 AND used_at IS NULL AND ends_at > CAST($2 AS BIGINT)
)sql" };

std::optional<LinkRow> link(db::Read& read, std::string_view hash, Timestamp now)
{
    return read.one<LinkRow>(find_link, hash, now);
}

db::Query take_link { "buyers.take_link", R"sql(
UPDATE buyers_link SET used_at = CAST($2 AS BIGINT)
WHERE hash = $1 AND used_at IS NULL AND ends_at > CAST($2 AS BIGINT)
RETURNING purpose, mailbox, email, account, next, wish
)sql" };

std::optional<LinkRow> use_link(db::Tx& tx, std::string_view hash, Timestamp now)
{
    return tx.one<LinkRow>(take_link, hash, now);
}

db::Query remove_old_links { "buyers.remove_old_links", R"sql(
DELETE FROM buyers_link WHERE ends_at <= CAST($1 AS BIGINT)
)sql" };

void drop_links(db::Tx& tx, Timestamp ended_before) { tx.run(remove_old_links, ended_before); }

db::Query note_asked { "buyers.note_asked", R"sql(
INSERT INTO buyers_asked (mailbox, since, count) VALUES ($1, CAST($2 AS BIGINT), 1)
ON CONFLICT (mailbox) DO UPDATE SET
    count = CASE WHEN buyers_asked.since <= CAST($3 AS BIGINT) THEN 1
        ELSE buyers_asked.count + 1 END,
    since = CASE WHEN buyers_asked.since <= CAST($3 AS BIGINT) THEN excluded.since
        ELSE buyers_asked.since END
RETURNING count
)sql" };

std::int64_t count_asked(db::Tx& tx, std::string_view mailbox, Timestamp now)
{
    return tx.value<std::int64_t>(note_asked, mailbox, now, now - std::chrono::hours { 1 });
}

db::Query remove_asked { "buyers.remove_asked", R"sql(
DELETE FROM buyers_asked WHERE since <= CAST($1 AS BIGINT)
)sql" };

void drop_asked(db::Tx& tx, Timestamp since_before) { tx.run(remove_asked, since_before); }

// ---- Addresses ----

db::Query list_addresses { "buyers.list_addresses", R"sql(
SELECT id, content, preferred FROM buyers_address WHERE account = $1
ORDER BY preferred DESC, id LIMIT 20
)sql" };

std::vector<AddressRow> addresses(db::Read& read, BuyerId account)
{
    return read.all<AddressRow>(list_addresses, account);
}

db::Query add_address { "buyers.add_address", R"sql(
INSERT INTO buyers_address (id, account, content, preferred) VALUES ($1, $2, $3, $4)
)sql" };

void insert_address(db::Tx& tx, BuyerId account, AddressRow const& row)
{
    tx.run(add_address, row.id, account, row.content, row.preferred);
}

db::Query write_address { "buyers.write_address", R"sql(
UPDATE buyers_address SET content = $3 WHERE account = $1 AND id = $2
)sql" };

bool set_address(db::Tx& tx, BuyerId account, AddressId id, std::string_view content)
{
    return tx.run(write_address, account, id, content) == 1;
}

db::Query choose_address { "buyers.choose_address", R"sql(
UPDATE buyers_address SET preferred = CASE WHEN id = $2 THEN 1 ELSE 0 END WHERE account = $1
)sql" };

void prefer_address(db::Tx& tx, BuyerId account, AddressId id)
{
    tx.run(choose_address, account, id);
}

db::Query remove_address { "buyers.remove_address", R"sql(
DELETE FROM buyers_address WHERE account = $1 AND id = $2
)sql" };

bool drop_address(db::Tx& tx, BuyerId account, AddressId id)
{
    return tx.run(remove_address, account, id) == 1;
}

// ---- Wishes ----

db::Query list_wishes { "buyers.list_wishes", R"sql(
SELECT product, name, added_at FROM buyers_wish WHERE account = $1
ORDER BY added_at DESC, product LIMIT 100
)sql" };

std::vector<Wish> wishes(db::Read& read, BuyerId account)
{
    return read.all<Wish>(list_wishes, account);
}

db::Query add_wish { "buyers.add_wish", R"sql(
INSERT INTO buyers_wish (account, product, name, added_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (account, product) DO UPDATE SET name = excluded.name
)sql" };

void put_wish(db::Tx& tx, BuyerId account, Wish const& wish)
{
    tx.run(add_wish, account, wish.product, wish.name, wish.added_at);
}

db::Query remove_wish { "buyers.remove_wish", R"sql(
DELETE FROM buyers_wish WHERE account = $1 AND product = $2
)sql" };

void drop_wish(db::Tx& tx, BuyerId account, ProductId product)
{
    tx.run(remove_wish, account, product);
}

} // namespace karya::buyers::store
