// The lists of the desk: each bounded, each by an index of unit and state.

#include "payments/secret.h"
#include "payments/store.h"

namespace karya::payments::store {

namespace {

db::Query const select_told { "payments.told", R"sql(
SELECT p.id, p.code, p.state, p.way, p.to_pay, p.received, p.asked_at, p.ends_at,
    b.sealed
FROM payments_payment p JOIN payments_sealed_proof f ON f.payment = p.id
    LEFT JOIN payments_sealed_payer b ON b.payment = p.id
WHERE p.unit = $1 AND p.state IN ('awaiting', 'short_paid') ORDER BY p.ends_at, p.id LIMIT 50
)sql" };
db::Query const select_awaiting { "payments.awaiting", R"sql(
SELECT p.id, p.code, p.state, p.way, p.to_pay, p.received, p.asked_at, p.ends_at,
    b.sealed
FROM payments_payment p LEFT JOIN payments_sealed_payer b ON b.payment = p.id
WHERE p.unit = $1 AND p.state IN ('awaiting', 'short_paid')
    AND NOT EXISTS (SELECT 1 FROM payments_sealed_proof f WHERE f.payment = p.id)
ORDER BY p.ends_at, p.id LIMIT 50
)sql" };
db::Query const select_returning { "payments.with_returns", R"sql(
SELECT p.id, p.code, p.state, p.way, p.to_pay, p.received, p.asked_at, p.ends_at,
    b.sealed
FROM payments_payment p LEFT JOIN payments_sealed_payer b ON b.payment = p.id
WHERE p.unit = $1
    AND p.id IN (SELECT r.payment FROM payments_return r WHERE r.state <> 'done')
ORDER BY p.id DESC LIMIT 50
)sql" };
db::Query const select_surplus { "payments.with_surplus", R"sql(
SELECT p.id, p.code, p.state, p.way, p.to_pay, p.received, p.asked_at, p.ends_at,
    b.sealed
FROM payments_payment p LEFT JOIN payments_sealed_payer b ON b.payment = p.id
WHERE p.unit = $1 AND p.received > p.given_back
    AND ((p.state = 'settled' AND p.received - p.to_pay > p.surplus_back)
        OR (p.state IN ('expired', 'cancelled', 'failed') AND p.received > p.surplus_back))
ORDER BY p.id DESC LIMIT 50
)sql" };
db::Query const select_ended { "payments.ended", R"sql(
SELECT p.id, p.code, p.state, p.way, p.to_pay, p.received, p.asked_at, p.ends_at,
    b.sealed
FROM payments_payment p LEFT JOIN payments_sealed_payer b ON b.payment = p.id
WHERE p.unit = $1 AND p.state NOT IN ('awaiting', 'short_paid') ORDER BY p.id DESC LIMIT 50
)sql" };
db::Query const select_code { "payments.by_code", R"sql(
SELECT p.id, p.code, p.state, p.way, p.to_pay, p.received, p.asked_at, p.ends_at,
    b.sealed
FROM payments_payment p LEFT JOIN payments_sealed_payer b ON b.payment = p.id
WHERE p.unit = $1 AND p.code = $2
)sql" };
db::Query const select_sum { "payments.by_sum", R"sql(
SELECT p.id, p.code, p.state, p.way, p.to_pay, p.received, p.asked_at, p.ends_at,
    b.sealed
FROM payments_payment p LEFT JOIN payments_sealed_payer b ON b.payment = p.id
WHERE p.unit = $1 AND $2 IN (p.to_pay, p.to_pay - p.received, p.amount) AND p.ends_at >= $3
ORDER BY p.id DESC LIMIT 50
)sql" };

/// A row with its payer as he lies there.
struct SealedRow {
    PaymentId id {};
    std::string code {};
    State state {};
    Way way {};
    Rupiah to_pay {};
    Rupiah received {};
    Timestamp asked_at {};
    Timestamp ends_at {};
    std::optional<std::string> payer {};
};
BOOST_DESCRIBE_STRUCT(SealedRow, (),
                      (id, code, state, way, to_pay, received, asked_at, ends_at, payer))

std::vector<DeskRow> shown(std::vector<SealedRow> const& rows)
{
    std::vector<DeskRow> all;
    for (auto const& row : rows) {
        auto payer = opened_payer(row.id, row.payer);
        all.push_back({ row.id, row.code, row.state, row.way, row.to_pay, row.received,
                        row.asked_at, row.ends_at, payer ? std::move(payer->name) : "" });
    }
    return all;
}

} // namespace

std::vector<DeskRow> told(db::Read& read, UnitId unit)
{
    return shown(read.all<SealedRow>(select_told, unit));
}

std::vector<DeskRow> awaiting(db::Read& read, UnitId unit)
{
    return shown(read.all<SealedRow>(select_awaiting, unit));
}

std::vector<DeskRow> with_returns(db::Read& read, UnitId unit)
{
    return shown(read.all<SealedRow>(select_returning, unit));
}

std::vector<DeskRow> with_surplus(db::Read& read, UnitId unit)
{
    return shown(read.all<SealedRow>(select_surplus, unit));
}

std::vector<DeskRow> ended(db::Read& read, UnitId unit)
{
    return shown(read.all<SealedRow>(select_ended, unit));
}

std::vector<DeskRow> by_code(db::Read& read, UnitId unit, std::string_view code)
{
    return shown(read.all<SealedRow>(select_code, unit, code));
}

std::vector<DeskRow> by_sum(db::Read& read, UnitId unit, Rupiah sum, Timestamp since)
{
    return shown(read.all<SealedRow>(select_sum, unit, sum, since));
}

} // namespace karya::payments::store
