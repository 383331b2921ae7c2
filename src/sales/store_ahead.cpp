#include "sales/store.h"
#include "sales/store_proof.h"

namespace karya::sales::store {

namespace {

db::Query const add_ahead { "sales.insert_ahead", R"sql(
INSERT INTO sales_ahead(sale, origin, unit, payment, amount, waived)
VALUES ($1, $2, $3, $4, $5, $6)
)sql" };

db::Query const select_ahead_left { "sales.ahead_left", R"sql(
SELECT a.origin, a.payment,
    a.amount - CAST((SELECT coalesce(sum(b.amount), 0) FROM sales_ahead_back b
        WHERE b.sale = a.sale) AS BIGINT),
    a.waived - CAST((SELECT coalesce(sum(b.waived + b.kept_waived), 0) FROM sales_ahead_back b
        WHERE b.sale = a.sale) AS BIGINT)
FROM sales_ahead a WHERE a.sale = $1
)sql" };

db::Query const add_ahead_back { "sales.insert_ahead_back", R"sql(
INSERT INTO sales_ahead_back(document, sale, amount, waived, kept, kept_waived)
VALUES ($1, $2, $3, $4, $5, $6)
)sql" };

db::Query const select_ahead_back { "sales.ahead_back", R"sql(
SELECT amount, waived, kept, kept_waived FROM sales_ahead_back
WHERE document = $1 AND sale = $2
)sql" };

db::Query const sum_owed { "sales.owed_for", R"sql(
SELECT CAST(coalesce(sum(b.amount - b.waived - b.kept), 0) AS BIGINT)
FROM sales_ahead a JOIN sales_ahead_back b ON b.sale = a.sale WHERE a.origin = $1
)sql" };

db::Query const sum_waived_back { "sales.waived_back", R"sql(
SELECT CAST(coalesce(sum(b.waived), 0) AS BIGINT)
FROM sales_ahead a JOIN sales_ahead_back b ON b.sale = a.sale WHERE a.unit = $1
)sql" };

/// What goes back of it goes first of its way: so far as much as was refunded that way, if it was
/// so much; and with the last of it the last of what never came.
db::Query const select_wrong_ahead { "sales.wrong_ahead", R"sql(
SELECT 'sales_ahead ' || a.sale || ': what went back of it is not what was refunded'
FROM (SELECT a.sale, a.amount, a.waived, s.state,
        (SELECT coalesce(sum(b.amount), 0) FROM sales_ahead_back b WHERE b.sale = a.sale) AS back,
        (SELECT coalesce(sum(b.waived + b.kept_waived), 0) FROM sales_ahead_back b
            WHERE b.sale = a.sale) AS waived_back,
        (SELECT coalesce(sum(coalesce(w.amount, r.total)), 0)
            FROM sales_refund r LEFT JOIN sales_refund_way w ON w.refund = r.id
            WHERE r.sale = a.sale AND coalesce(w.payment, r.payment) = a.payment) AS gone
    FROM sales_ahead a JOIN sales_sale s ON s.id = a.sale) a
WHERE a.back <> CASE WHEN a.state = 'voided' OR a.gone > a.amount THEN a.amount ELSE a.gone END
    OR a.waived_back > a.waived OR (a.back = a.amount AND a.waived_back <> a.waived)
ORDER BY a.sale LIMIT 1
)sql" };

/// At most what was paid by its way; of goods taken in exchange, what was kept for them.
db::Query const select_stray_ahead { "sales.stray_ahead", R"sql(
SELECT 'sales_ahead ' || a.sale || ': it is not what was sent ahead'
FROM sales_ahead a
WHERE NOT EXISTS (SELECT 1 FROM sales_sale s LEFT JOIN sales_way w ON w.sale = s.id
        WHERE s.id = a.sale AND s.unit = a.unit AND coalesce(w.payment, s.payment) = a.payment
            AND coalesce(w.amount, s.total) >= a.amount)
    OR (a.origin <> a.sale AND NOT EXISTS (SELECT 1 FROM sales_exchange e
        JOIN sales_ahead_back b ON b.document = e.refund
        WHERE e.sale = a.sale AND e.origin = a.origin AND b.kept = a.amount
            AND b.kept_waived = a.waived))
ORDER BY a.sale LIMIT 1
)sql" };

db::Query const select_stray_back { "sales.stray_ahead_back", R"sql(
SELECT 'sales_ahead_back ' || b.document || ': what it kept paid for nothing'
FROM sales_ahead_back b
WHERE NOT EXISTS (SELECT 1 FROM sales_ahead a WHERE a.sale = b.sale)
    OR (b.kept > 0 AND NOT EXISTS (SELECT 1 FROM sales_exchange e
        JOIN sales_ahead a ON a.sale = e.sale WHERE e.refund = b.document))
ORDER BY b.document LIMIT 1
)sql" };

} // namespace

void insert_ahead(db::Tx& tx, UnitId unit, SaleId sale, Ahead const& ahead)
{
    tx.run(add_ahead, sale, ahead.origin, unit, ahead.payment, ahead.amount, ahead.waived);
}

std::optional<Ahead> ahead_left(db::Read& read, SaleId sale)
{
    return read.one<Ahead>(select_ahead_left, sale);
}

void insert_ahead_back(db::Tx& tx, std::string_view document, SaleId sale, AheadBack const& back)
{
    tx.run(add_ahead_back, document, sale, back.amount, back.waived, back.kept, back.kept_waived);
}

std::optional<AheadBack> ahead_back(db::Read& read, RefundId refund, SaleId sale)
{
    return read.one<AheadBack>(select_ahead_back, refund, sale);
}

Rupiah owed_for(db::Read& read, SaleId origin) { return read.value<Rupiah>(sum_owed, origin); }

Rupiah waived_back(db::Read& read, UnitId unit)
{
    return read.value<Rupiah>(sum_waived_back, unit);
}

std::optional<std::string> wrong_ahead(db::Read& read)
{
    for (auto const* query : { &select_wrong_ahead, &select_stray_ahead, &select_stray_back })
        if (auto found = read.one<std::string>(*query)) return found;
    return {};
}

} // namespace karya::sales::store
