#include "sales/store.h"
#include "base/text.h"
#include "sales/store_row.h"
#include <algorithm>

namespace karya::sales::store {

namespace {

db::Query const take_next { "sales.next_number", R"sql(
INSERT INTO sales_series(unit, series, kind, last, live) VALUES ($1, $2, $3, 1, 1)
ON CONFLICT (unit, series, kind) DO UPDATE SET last = sales_series.last + 1, live = 1
RETURNING last
)sql" };

db::Query const note_given { "sales.note_number", R"sql(
INSERT INTO sales_series(unit, series, kind, last, given, live)
VALUES ($1, $2, $3, $4, CASE WHEN CAST($4 AS BIGINT) = 1 THEN 0 ELSE 1 END, $5)
ON CONFLICT (unit, series, kind) DO UPDATE SET
    live = CASE WHEN excluded.live = 1 THEN 1 ELSE sales_series.live END,
    given = CASE WHEN excluded.last = sales_series.last + 1 THEN sales_series.given ELSE 1 END,
    last = CASE WHEN excluded.last > sales_series.last THEN excluded.last
        ELSE sales_series.last END
)sql" };

db::Query const select_ahead { "sales.ahead_of_live", R"sql(
SELECT 1 FROM sales_series AS till
LEFT JOIN sales_series AS numbers ON numbers.unit = till.unit AND numbers.series = till.series
    AND numbers.kind = $3
WHERE till.unit = $1 AND till.series = $2 AND till.kind = 'sale' AND till.live = 1
    AND coalesce(numbers.last, 0) < $4
)sql" };

db::Query const select_series { "sales.series_used", R"sql(
SELECT 1 FROM sales_series WHERE unit = $1 AND series = $2 AND last > 0 LIMIT 1
)sql" };

db::Query const select_refund_number { "sales.refund_exists", R"sql(
SELECT 1 FROM sales_refund WHERE unit = $1 AND number = $2
)sql" };

db::Query const add_sale { "sales.insert_sale", R"sql(
INSERT INTO sales_sale(id, unit, day, sold_at, recorded_at, series, n, number, channel, state,
    shift, officer, buyer, nip_hash, nip_tail, payment, total, received, refunded, late, note,
    content_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21, $22)
)sql" };

db::Query const add_line { "sales.insert_line", R"sql(
INSERT INTO sales_line(sale, n, variant, product, name, code, measure, quantity, price, discount,
    amount, cost, activity, rule, part_cost, part_premi, part_upah, part_pnbp, part_working_fund,
    part_other, upah_missing, short_by, quantity_left, rebate)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21, $22, $23, $24)
)sql" };

db::Query const select_sale { "sales.sale", R"sql(
SELECT id, unit, day, sold_at, number, channel, state, shift, officer, buyer, nip_tail, payment,
    total, received, refunded, late, note
FROM sales_sale WHERE id = $1 AND unit = $2
)sql" };

db::Query const select_lines { "sales.lines", R"sql(
SELECT n, variant, product, name, code, measure, quantity, price, discount, amount, cost, activity,
    rule, part_cost, part_premi, part_upah, part_pnbp, part_working_fund, part_other, upah_missing,
    short_by, quantity_left, rebate
FROM sales_line WHERE sale = $1 ORDER BY n
)sql" };

db::Query const select_by_number { "sales.id_of_number", R"sql(
SELECT id FROM sales_sale WHERE unit = $1 AND series = $2 AND n = $3
)sql" };

db::Query const select_unit { "sales.unit_of", "SELECT unit FROM sales_sale WHERE id = $1" };

db::Query const select_hash { "sales.content_hash", R"sql(
SELECT content_hash FROM sales_sale WHERE id = $1
)sql" };

// SQLite has one writer, so no twin is under way beside it.
db::Query const hold_sale_id { "sales.hold_id", "SELECT 1",
                               "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended($1, 0))" };

db::Query const mark_voided { "sales.set_voided", R"sql(
UPDATE sales_sale SET state = 'voided' WHERE id = $1 AND state = 'recorded' AND refunded = 0
)sql" };

// Written as it is, so that it is this command's until the end.
db::Query const hold_one { "sales.hold_sale", R"sql(
UPDATE sales_sale SET refunded = refunded WHERE id = $1
)sql" };

db::Query const add_void { "sales.insert_void", R"sql(
INSERT INTO sales_void(sale, unit, at, officer, reason) VALUES ($1, $2, $3, $4, $5)
)sql" };

db::Query const select_void { "sales.void_of", R"sql(
SELECT at, officer, reason FROM sales_void WHERE sale = $1 AND unit = $2
)sql" };

db::Query const raise_refunded { "sales.add_refunded", R"sql(
UPDATE sales_sale SET refunded = refunded + $2 WHERE id = $1 AND state = 'recorded'
)sql" };

db::Query const update_left { "sales.set_left", R"sql(
UPDATE sales_line SET quantity_left = $5, rebate = $6
WHERE sale = $1 AND n = $2 AND quantity_left = $3 AND rebate = $4
)sql" };

db::Query const add_refund { "sales.insert_refund", R"sql(
INSERT INTO sales_refund(id, sale, unit, day, at, number, officer, total, reason, payment, shift,
    content_hash, goods_return)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
)sql" };

db::Query const add_refund_line { "sales.insert_refund_line", R"sql(
INSERT INTO sales_refund_line(refund, n, quantity, amount) VALUES ($1, $2, $3, $4)
)sql" };

db::Query const select_refund { "sales.refund", R"sql(
SELECT id, sale, day, at, number, officer, total, reason FROM sales_refund
WHERE id = $1 AND unit = $2
)sql" };

db::Query const select_refund_hash { "sales.refund_hash", R"sql(
SELECT content_hash FROM sales_refund WHERE id = $1
)sql" };

db::Query const select_refunds { "sales.refunds", R"sql(
SELECT id, sale, day, at, number, officer, total, reason FROM sales_refund
WHERE sale = $1 AND unit = $2 ORDER BY at, id LIMIT 200
)sql" };

db::Query const select_document { "sales.document", R"sql(
SELECT number, id FROM sales_sale WHERE id = $1 AND unit = $2
UNION ALL
SELECT number, sale FROM sales_refund WHERE id = $1 AND unit = $2
LIMIT 1
)sql" };

db::Query const select_sale_of_refund { "sales.sale_of_refund", R"sql(
SELECT sale FROM sales_refund WHERE unit = $1 AND number = $2
)sql" };

db::Query const select_rows { "sales.rows_before", R"sql(
SELECT id, number, day, sold_at, buyer, payment, total, refunded, state,
    (SELECT count(*) FROM sales_way WHERE sale = sales_sale.id)
FROM sales_sale WHERE unit = $1 AND id < $2 ORDER BY id DESC LIMIT 50
)sql" };

db::Query const select_day { "sales.day_total", R"sql(
SELECT CAST(coalesce(sum(p.amount), 0) AS BIGINT),
    CAST(coalesce(sum(CASE p.payment WHEN 'cash' THEN p.amount ELSE 0 END), 0) AS BIGINT),
    CAST(coalesce(sum(CASE p.payment WHEN 'qris' THEN p.amount ELSE 0 END), 0) AS BIGINT),
    CAST(coalesce(sum(CASE p.payment WHEN 'transfer' THEN p.amount ELSE 0 END), 0) AS BIGINT),
    CAST(coalesce(sum(CASE p.payment WHEN 'collected' THEN p.amount ELSE 0 END), 0) AS BIGINT),
    count(DISTINCT p.id)
FROM (
    SELECT s.id, coalesce(w.payment, s.payment) AS payment, coalesce(w.amount, s.total) AS amount
    FROM sales_sale s LEFT JOIN sales_way w ON w.sale = s.id
    WHERE s.unit = $1 AND s.day = $2 AND s.state = 'recorded'
    UNION ALL
    SELECT NULL AS id, coalesce(w.payment, r.payment) AS payment,
        -coalesce(w.amount, r.total) AS amount
    FROM sales_refund r LEFT JOIN sales_refund_way w ON w.refund = r.id
    WHERE r.unit = $1 AND r.day = $2
) AS p
)sql" };

db::Query const select_ids { "sales.ids_after", R"sql(
SELECT id FROM sales_sale WHERE unit = $1 AND id > $2 ORDER BY id LIMIT 500
)sql" };

db::Query const select_refund_ids { "sales.refund_ids_after", R"sql(
SELECT id FROM sales_refund WHERE unit = $1 AND id > $2 ORDER BY id LIMIT 500
)sql" };

db::Query const select_goods_return { "sales.goods_return", R"sql(
SELECT goods_return FROM sales_refund WHERE id = $1
)sql" };

db::Query const select_refund_lines { "sales.refund_lines", R"sql(
SELECT n, quantity, amount FROM sales_refund_line WHERE refund = $1 ORDER BY n
)sql" };

db::Query const add_way { "sales.insert_way", R"sql(
INSERT INTO sales_way(sale, payment, amount) VALUES ($1, $2, $3)
)sql" };

db::Query const select_ways { "sales.ways", R"sql(
SELECT payment, amount FROM sales_way WHERE sale = $1
)sql" };

db::Query const add_refund_way { "sales.insert_refund_way", R"sql(
INSERT INTO sales_refund_way(refund, payment, amount) VALUES ($1, $2, $3)
)sql" };

db::Query const select_paid_back { "sales.paid_back", R"sql(
SELECT coalesce(w.payment, r.payment), coalesce(w.amount, r.total)
FROM sales_refund r LEFT JOIN sales_refund_way w ON w.refund = r.id WHERE r.sale = $1
)sql" };

db::Query const select_refund_ways { "sales.refund_ways", R"sql(
SELECT coalesce(w.payment, r.payment), coalesce(w.amount, r.total)
FROM sales_refund r LEFT JOIN sales_refund_way w ON w.refund = r.id WHERE r.id = $1
)sql" };

/// Rows only where there are several ways.
template<class Id>
void insert_ways(db::Tx& tx, db::Query const& query, Id id, std::vector<Tender> const& paid)
{
    if (paid.size() < 2) return;
    for (auto const& [payment, amount] : paid) tx.run(query, id, payment, amount);
}

std::vector<Tender> in_order(std::vector<Tender> paid)
{
    std::ranges::sort(paid, {}, &Tender::payment);
    return paid;
}

void insert_line(db::Tx& tx, SaleId sale, Line const& line)
{
    auto const& parts = line.parts;
    tx.run(add_line, sale, line.n, line.variant, line.product, line.name, line.code, line.measure,
           line.quantity, line.price, line.discount, line.amount, line.cost, line.activity,
           line.rule, parts.cost, parts.premi, parts.upah, parts.pnbp, parts.working_fund,
           parts.other, parts.upah_missing, line.short_by, line.left, line.rebate);
}

} // namespace

std::int64_t next_number(db::Tx& tx, UnitId unit, std::string_view series, Series kind)
{
    return tx.value<std::int64_t>(take_next, unit, series, kind);
}

void note_number(db::Tx& tx, UnitId unit, Given const& given)
{
    tx.run(note_given, unit, given.series, given.kind, given.n, std::int64_t { given.live });
}

bool is_ahead_of_till(db::Read& read, UnitId unit, Given const& given)
{
    return read.one<std::int64_t>(select_ahead, unit, given.series, given.kind, given.n)
        .has_value();
}

bool series_used(db::Read& read, UnitId unit, std::string_view series)
{
    return read.one<std::int64_t>(select_series, unit, series).has_value();
}

bool refund_exists(db::Read& read, UnitId unit, std::string_view number)
{
    return read.one<std::int64_t>(select_refund_number, unit, number).has_value();
}

void insert_sale(db::Tx& tx, Sale const& sale, Extra const& extra)
{
    tx.run(add_sale, sale.id, sale.unit, sale.day, sale.sold_at, extra.recorded_at, extra.series,
           extra.n, sale.number, sale.channel, sale.state, sale.shift, sale.officer, sale.buyer,
           extra.nip_hash, sale.nip_tail, sale.payment, sale.total, sale.received, sale.refunded,
           sale.late, sale.note, extra.content_hash);
    for (auto const& line : sale.lines) insert_line(tx, sale.id, line);
    insert_ways(tx, add_way, sale.id, sale.paid);
}

std::optional<Sale> sale(db::Read& read, UnitId unit, SaleId id)
{
    auto head = read.one<SaleHead>(select_sale, id, unit);
    if (!head) return {};
    auto found = sale_of(std::move(*head));
    for (auto& row : read.all<LineRow>(select_lines, id))
        found.lines.push_back(line_of(std::move(row)));
    if (auto ways = in_order(read.all<Tender>(select_ways, id)); !ways.empty())
        found.paid = std::move(ways);
    return found;
}

std::optional<UnitId> unit_of(db::Read& read, SaleId id)
{
    return read.one<UnitId>(select_unit, id);
}

std::optional<SaleId> id_of_number(db::Read& read, UnitId unit, std::string_view number)
{
    auto const dash = number.rfind('-');
    auto const start = number.find('-');
    std::int64_t n = 0;
    if (dash == start || dash == std::string_view::npos
        || !parse_integer(number.substr(dash + 1), n))
        return {};
    auto const series = number.substr(start + 1, dash - start - 1);
    return read.one<SaleId>(select_by_number, unit, series, n);
}

void hold_id(db::Tx& tx, SaleId id) { tx.value<std::int64_t>(hold_sale_id, id); }

std::optional<std::string> content_hash(db::Read& read, SaleId id)
{
    return read.one<std::string>(select_hash, id);
}

void hold_sale(db::Tx& tx, SaleId id) { tx.run(hold_one, id); }

void insert_void(db::Tx& tx, Sale const& sale, Void const& why)
{
    tx.run(add_void, sale.id, sale.unit, why.at, why.officer, why.reason);
}

std::optional<Void> void_of(db::Read& read, UnitId unit, SaleId id)
{
    return read.one<Void>(select_void, id, unit);
}

bool set_voided(db::Tx& tx, SaleId id) { return tx.run(mark_voided, id) == 1; }

bool add_refunded(db::Tx& tx, SaleId id, Rupiah amount)
{
    return tx.run(raise_refunded, id, amount) == 1;
}

bool set_left(db::Tx& tx, SaleId id, Line const& before, ledger::LeftOfLine const& after)
{
    return tx.run(update_left, id, before.n, before.left, before.rebate, after.quantity,
                  after.rebate)
        == 1;
}

void insert_refund(db::Tx& tx, Refund const& refund, RefundExtra const& extra)
{
    tx.run(add_refund, refund.id, refund.sale, extra.unit, refund.day, refund.at, refund.number,
           refund.officer, refund.total, refund.reason, refund.paid.front().payment, extra.shift,
           extra.content_hash, extra.goods_return);
    insert_ways(tx, add_refund_way, refund.id, refund.paid);
}

void insert_refund_line(db::Tx& tx, RefundId refund, RefundedLine const& line)
{
    tx.run(add_refund_line, refund, line.n, line.quantity, line.amount);
}

std::optional<Refund> refund(db::Read& read, UnitId unit, RefundId id)
{
    auto found = read.one<Refund>(select_refund, id, unit);
    if (!found) return found;
    found->paid = in_order(read.all<Tender>(select_refund_ways, id));
    found->ahead = ahead_back(read, id, found->sale);
    return found;
}

std::vector<Tender> paid_back(db::Read& read, SaleId id)
{
    return read.all<Tender>(select_paid_back, id);
}

std::optional<std::string> refund_hash(db::Read& read, RefundId id)
{
    return read.one<std::string>(select_refund_hash, id);
}

std::optional<Document> document(db::Read& read, UnitId unit, std::string_view id)
{
    return read.one<Document>(select_document, id, unit);
}

std::vector<Refund> refunds(db::Read& read, UnitId unit, SaleId id)
{
    auto all = read.all<Refund>(select_refunds, id, unit);
    for (auto& one : all) {
        one.paid = in_order(read.all<Tender>(select_refund_ways, one.id));
        one.ahead = ahead_back(read, one.id, one.sale);
    }
    return all;
}

std::optional<SaleId> sale_of_refund(db::Read& read, UnitId unit, std::string_view number)
{
    return read.one<SaleId>(select_sale_of_refund, unit, number);
}

std::vector<SaleRow> rows_before(db::Read& read, UnitId unit, SaleId before)
{
    auto const from = before.empty() ? std::string { "g" } : before.text(); // above every hex digit
    return read.all<SaleRow>(select_rows, unit, from);
}

DayTotal day_total(db::Read& read, UnitId unit, Day day)
{
    return read.value<DayTotal>(select_day, unit, day);
}

std::vector<SaleId> ids_after(db::Read& read, UnitId unit, SaleId after)
{
    return read.all<SaleId>(select_ids, unit, after);
}

std::vector<RefundId> refund_ids_after(db::Read& read, UnitId unit, RefundId after)
{
    return read.all<RefundId>(select_refund_ids, unit, after);
}

std::optional<WholeRefund> whole_refund(db::Read& read, UnitId unit, RefundId id)
{
    auto found = refund(read, unit, id);
    if (!found) return {};
    return WholeRefund { .refund = std::move(*found),
                         .goods_return = read.value<bool>(select_goods_return, id),
                         .lines = read.all<RefundedLine>(select_refund_lines, id) };
}

} // namespace karya::sales::store
