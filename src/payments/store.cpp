#include "payments/store.h"
#include "payments/secret.h"

namespace karya::payments::store {

namespace {

db::Query const select_one { "payments.payment", R"sql(
SELECT p.id, p.subject, p.content, p.code, p.way, p.state, p.amount, p.to_pay, p.received,
    p.given_back, p.surplus_back, p.fee, p.unit, p.account, p.lang, p.items, p.return_path,
    p.asked_at, p.due_at, p.ends_at, p.settled_at, p.redirect, p.qr,
    p.reference,
    COALESCE(a.bank, ''), COALESCE(a.number, ''), COALESCE(a.holder, '')
FROM payments_payment p LEFT JOIN payments_account a ON a.id = p.account WHERE p.id = $1
)sql" };

// On SQLite there is one writer; on PostgreSQL whoever changes a payment has its row alone.
db::Query const lock_one { "payments.lock_payment", R"sql(
SELECT id FROM payments_payment WHERE id = $1
)sql",
                           R"sql(
SELECT id FROM payments_payment WHERE id = $1 FOR UPDATE
)sql" };

db::Query const add_one { "payments.insert", R"sql(
INSERT INTO payments_payment(id, subject, content, code, way, state, amount, to_pay, received,
    given_back, surplus_back, fee, unit, account, lang, items, return_path, asked_at, due_at,
    ends_at, reserved, redirect, qr)
VALUES ($1, $2, $3, $4, $5, 'awaiting', $6, $7, 0, 0, 0, 0, $8, $9, $10, $11, $12, $13, $14, $14,
    $15, '', '')
)sql" };

db::Query const count_code { "payments.code_is_taken", R"sql(
SELECT COUNT(*) FROM payments_payment WHERE code = $1
)sql" };

db::Query const select_sums { "payments.sums_taken", R"sql(
SELECT to_pay FROM payments_payment
WHERE account = $1 AND reserved = 1 AND to_pay BETWEEN $2 AND $3
)sql" };

db::Query const update_one { "payments.update", R"sql(
UPDATE payments_payment SET state = $2, received = $3, given_back = $4, surplus_back = $5,
    fee = $6, ends_at = $7, settled_at = $8, redirect = $9, qr = $10, reference = $11
WHERE id = $1
)sql" };

db::Query const select_due { "payments.due", R"sql(
SELECT id FROM payments_payment
WHERE state IN ('awaiting', 'short_paid') AND ends_at < $1 AND (way = 'transfer' OR ends_at < $2)
ORDER BY ends_at LIMIT $3
)sql" };

db::Query const free_old { "payments.free_sums", R"sql(
UPDATE payments_payment SET reserved = 0
WHERE reserved = 1 AND ends_at < $1 AND state NOT IN ('awaiting', 'short_paid')
)sql" };

db::Query const select_old { "payments.has_sums_to_free", R"sql(
SELECT COUNT(*) FROM (SELECT id FROM payments_payment WHERE reserved = 1 AND ends_at < $1
    AND state NOT IN ('awaiting', 'short_paid') LIMIT 1) AS old
)sql" };

db::Query const write_payer { "payments.put_payer", R"sql(
INSERT INTO payments_sealed_payer(payment, sealed) VALUES ($1, $2)
ON CONFLICT (payment) DO UPDATE SET sealed = excluded.sealed
)sql" };

db::Query const select_payer { "payments.payer", R"sql(
SELECT sealed FROM payments_sealed_payer WHERE payment = $1
)sql" };

db::Query const drop_payer { "payments.drop_payer",
                             "DELETE FROM payments_sealed_payer WHERE payment = $1" };
db::Query const drop_proof { "payments.drop_proof",
                             "DELETE FROM payments_sealed_proof WHERE payment = $1" };

db::Query const write_proof { "payments.put_proof", R"sql(
INSERT INTO payments_sealed_proof(payment, at, sealed) VALUES ($1, $2, $3)
ON CONFLICT (payment) DO UPDATE SET at = excluded.at, sealed = excluded.sealed
)sql" };
db::Query const select_proof { "payments.proof",
                               "SELECT sealed FROM payments_sealed_proof WHERE payment = $1" };
db::Query const select_proof_at { "payments.proof_at",
                                  "SELECT at FROM payments_sealed_proof WHERE payment = $1" };

db::Query const select_account { "payments.account_on", R"sql(
SELECT id, bank, number, holder, valid_from FROM payments_account
WHERE unit = $1 AND valid_from <= $2 ORDER BY valid_from DESC, added_at DESC, id DESC LIMIT 1
)sql" };
db::Query const hold_account { "payments.lock_account", R"sql(
SELECT id FROM payments_account WHERE id = $1
)sql",
                               R"sql(
SELECT id FROM payments_account WHERE id = $1 FOR UPDATE
)sql" };
db::Query const select_accounts { "payments.accounts", R"sql(
SELECT id, bank, number, holder, valid_from FROM payments_account
WHERE unit = $1 ORDER BY valid_from DESC, added_at DESC, id DESC LIMIT 50
)sql" };
db::Query const add_account { "payments.insert_account", R"sql(
INSERT INTO payments_account(id, unit, bank, number, holder, valid_from, added_at, officer)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };

} // namespace

std::optional<Row> payment(db::Read& read, PaymentId id) { return read.one<Row>(select_one, id); }

std::optional<Row> payment_locked(db::Tx& tx, PaymentId id)
{
    if (!tx.one<PaymentId>(lock_one, id)) return {};
    return payment(tx, id);
}

void insert(db::Tx& tx, Row const& row)
{
    tx.run(add_one, row.id, row.subject, row.content, row.code, row.way, row.amount, row.to_pay,
           row.unit, row.account, row.lang, row.items, row.return_path, row.asked_at, row.due_at,
           row.account.has_value());
}

bool code_is_taken(db::Read& read, std::string_view code)
{
    return read.value<std::int64_t>(count_code, code) > 0;
}

std::vector<Rupiah> sums_taken(db::Read& read, std::string_view account, Rupiah least, Rupiah most)
{
    return read.all<Rupiah>(select_sums, account, least, most);
}

void update(db::Tx& tx, Row const& row)
{
    CHECK(tx.run(update_one, row.id, row.state, row.received, row.given_back, row.surplus_back,
                 row.fee, row.ends_at, row.settled_at, row.redirect, row.qr, row.reference)
          == 1);
}

std::vector<PaymentId> due(db::Read& read, Timestamp now, Timestamp forsaken, std::int64_t limit)
{
    return read.all<PaymentId>(select_due, now, forsaken, limit);
}

std::int64_t free_sums(db::Tx& tx, Timestamp before) { return tx.run(free_old, before); }

bool has_sums_to_free(db::Read& read, Timestamp before)
{
    return read.value<std::int64_t>(select_old, before) > 0;
}

void put_payer(db::Tx& tx, PaymentId id, PayerFacts const& facts)
{
    tx.run(write_payer, id, sealed_payer(id, facts));
}

std::optional<PayerFacts> payer(db::Read& read, PaymentId id)
{
    return opened_payer(id, read.one<std::string>(select_payer, id));
}

void forget(db::Tx& tx, PaymentId id)
{
    tx.run(drop_payer, id);
    tx.run(drop_proof, id);
}

void put_proof(db::Tx& tx, PaymentId id, Timestamp at, std::string_view webp)
{
    tx.run(write_proof, id, at, sealed_proof(id, webp));
}

std::optional<std::string> proof(db::Read& read, PaymentId id)
{
    return opened_proof(id, read.one<std::string>(select_proof, id));
}

std::optional<Timestamp> proof_at(db::Read& read, PaymentId id)
{
    return read.one<Timestamp>(select_proof_at, id);
}

std::optional<BankAccount> account_on(db::Read& read, UnitId unit, Day day)
{
    return read.one<BankAccount>(select_account, unit, day);
}

void lock_account(db::Tx& tx, std::string_view id) { tx.one<std::string>(hold_account, id); }

std::vector<BankAccount> accounts(db::Read& read, UnitId unit)
{
    return read.all<BankAccount>(select_accounts, unit);
}

void insert_account(db::Tx& tx, UnitId unit, BankAccount const& account, Timestamp at,
                    OfficerId officer)
{
    tx.run(add_account, account.id, unit, account.bank, account.number, account.holder,
           account.valid_from, at, officer);
}

} // namespace karya::payments::store
