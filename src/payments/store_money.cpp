// What arrived and what went back.

#include "payments/store.h"

namespace karya::payments::store {

namespace {

db::Query const select_receipts { "payments.receipts", R"sql(
SELECT n, amount, arrived_on, at, officer, source, note FROM payments_receipt
WHERE payment = $1 ORDER BY n
)sql" };
db::Query const add_receipt { "payments.insert_receipt", R"sql(
INSERT INTO payments_receipt(payment, n, amount, arrived_on, at, officer, source, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };
db::Query const count_source { "payments.has_source", R"sql(
SELECT COUNT(*) FROM payments_receipt WHERE source = $1 AND source <> ''
)sql" };

db::Query const select_returns { "payments.returns", R"sql(
SELECT id, payment, amount, cause, reason, state, asked_at, ended_at, reference, trouble, tries
FROM payments_return WHERE payment = $1 ORDER BY id
)sql" };
db::Query const select_return { "payments.return", R"sql(
SELECT id, payment, amount, cause, reason, state, asked_at, ended_at, reference, trouble, tries
FROM payments_return WHERE id = $1
)sql" };
db::Query const add_return { "payments.insert_return", R"sql(
INSERT INTO payments_return(id, payment, amount, cause, reason, state, asked_at, officer,
    reference, trouble, tries)
VALUES ($1, $2, $3, $4, $5, 'asked', $6, $7, '', '', 1)
)sql" };
db::Query const write_return { "payments.update_return", R"sql(
UPDATE payments_return SET state = $2, ended_at = $3, reference = $4, trouble = $5, tries = $6
WHERE id = $1
)sql" };

db::Query const select_wrong { "payments.first_wrong_sum", R"sql(
SELECT p.id,
    CAST(COALESCE((SELECT SUM(r.amount) FROM payments_receipt r WHERE r.payment = p.id), 0)
        AS BIGINT) AS received,
    CAST(COALESCE((SELECT SUM(b.amount) FROM payments_return b
        WHERE b.payment = p.id AND b.state <> 'failed'), 0) AS BIGINT) AS given_back,
    CAST(COALESCE((SELECT SUM(b.amount) FROM payments_return b WHERE b.payment = p.id
        AND b.state <> 'failed' AND b.cause = 'surplus'), 0) AS BIGINT) AS surplus_back
FROM payments_payment p
WHERE p.received <> COALESCE(
        (SELECT SUM(r.amount) FROM payments_receipt r WHERE r.payment = p.id), 0)
    OR p.given_back <> COALESCE((SELECT SUM(b.amount) FROM payments_return b
        WHERE b.payment = p.id AND b.state <> 'failed'), 0)
    OR p.surplus_back <> COALESCE((SELECT SUM(b.amount) FROM payments_return b
        WHERE b.payment = p.id AND b.state <> 'failed' AND b.cause = 'surplus'), 0)
ORDER BY p.id LIMIT 1
)sql" };

} // namespace

std::vector<Receipt> receipts(db::Read& read, PaymentId id)
{
    return read.all<Receipt>(select_receipts, id);
}

void insert_receipt(db::Tx& tx, PaymentId id, Receipt const& receipt)
{
    tx.run(add_receipt, id, receipt.n, receipt.amount, receipt.arrived_on, receipt.at,
           receipt.officer, receipt.source, receipt.note);
}

bool has_source(db::Read& read, std::string_view source)
{
    return read.value<std::int64_t>(count_source, source) > 0;
}

std::vector<MoneyReturn> returns(db::Read& read, PaymentId id)
{
    return read.all<MoneyReturn>(select_returns, id);
}

std::optional<MoneyReturn> money_return(db::Read& read, MoneyReturnId id)
{
    return read.one<MoneyReturn>(select_return, id);
}

void insert_return(db::Tx& tx, MoneyReturn const& back, OfficerId officer)
{
    tx.run(add_return, back.id, back.payment, back.amount, back.cause, back.reason, back.asked_at,
           officer);
}

void update_return(db::Tx& tx, MoneyReturn const& back)
{
    CHECK(tx.run(write_return, back.id, back.state, back.ended_at, back.reference, back.trouble,
                 back.tries)
          == 1);
}

std::optional<Sum> first_wrong_sum(db::Read& read) { return read.one<Sum>(select_wrong); }

} // namespace karya::payments::store
