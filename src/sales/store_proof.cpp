#include "sales/store_proof.h"
#include "db/proven.h"
#include "sales/store_row.h"
#include <algorithm>
#include <map>

namespace karya::sales::store {

namespace {

db::Query const select_heads { "sales.told_heads", R"sql(
SELECT s.id, s.unit, s.day, s.sold_at, s.number, s.channel, s.state, s.shift, s.officer, s.buyer,
    s.nip_tail, s.payment, s.total, s.received, s.refunded, s.late, s.note, s.series, s.n,
    s.recorded_at, s.nip_hash, s.content_hash,
    v.at AS void_at, v.officer AS void_officer, v.reason AS void_reason
FROM sales_sale s LEFT JOIN sales_void v ON v.sale = s.id AND v.unit = s.unit
WHERE s.unit = $1 AND s.id > $2 ORDER BY s.id LIMIT 500
)sql" };

db::Query const prove_lines { "sales.told_lines", R"sql(
SELECT l.sale, l.n, l.variant, l.product, l.name, l.code, l.measure, l.quantity, l.price,
    l.discount, l.amount, l.cost, l.activity, l.rule, l.part_cost, l.part_premi, l.part_upah,
    l.part_pnbp, l.part_working_fund, l.part_other, l.upah_missing, l.short_by, l.quantity_left,
    l.rebate
FROM sales_sale s JOIN sales_line l ON l.sale = s.id
WHERE s.unit = $1 AND s.id > $2 AND s.id <= $3 ORDER BY s.id, l.n
)sql" };

db::Query const prove_refunds { "sales.told_refunds", R"sql(
SELECT r.id, r.sale, r.day, r.at, r.number, r.officer, r.total, r.reason, r.unit, r.payment,
    r.goods_return, r.shift, r.content_hash
FROM sales_sale s JOIN sales_refund r ON r.sale = s.id
WHERE s.unit = $1 AND s.id > $2 AND s.id <= $3 ORDER BY s.id, r.id
)sql" };

db::Query const prove_refund_lines { "sales.told_refund_lines", R"sql(
SELECT l.refund, l.n, l.quantity, l.amount, r.sale
FROM sales_sale s JOIN sales_refund r ON r.sale = s.id JOIN sales_refund_line l ON l.refund = r.id
WHERE s.unit = $1 AND s.id > $2 AND s.id <= $3 ORDER BY s.id, l.refund, l.n
)sql" };

db::Query const prove_ways { "sales.told_ways", R"sql(
SELECT w.payment, w.amount, w.sale
FROM sales_sale s JOIN sales_way w ON w.sale = s.id
WHERE s.unit = $1 AND s.id > $2 AND s.id <= $3 ORDER BY s.id, w.payment
)sql" };

db::Query const prove_refund_ways { "sales.told_refund_ways", R"sql(
SELECT w.refund, w.payment, w.amount, r.sale
FROM sales_sale s JOIN sales_refund r ON r.sale = s.id JOIN sales_refund_way w ON w.refund = r.id
WHERE s.unit = $1 AND s.id > $2 AND s.id <= $3 ORDER BY s.id, w.refund, w.payment
)sql" };

db::Query const select_stray_way { "sales.stray_way", R"sql(
SELECT 'sales_way ' || w.sale || ' ' || w.payment FROM sales_way w
WHERE NOT EXISTS (SELECT 1 FROM sales_sale s WHERE s.id = w.sale) LIMIT 1
)sql" };

db::Query const select_stray_refund_way { "sales.stray_refund_way", R"sql(
SELECT 'sales_refund_way ' || w.refund || ' ' || w.payment FROM sales_refund_way w
WHERE NOT EXISTS (SELECT 1 FROM sales_refund r WHERE r.id = w.refund) LIMIT 1
)sql" };

db::Query const select_wrong_drawer { "sales.wrong_drawer", R"sql(
SELECT s.id FROM sales_shift s WHERE s.closed_at IS NOT NULL AND s.expected <> s.float_cash
    + (SELECT coalesce(sum(coalesce(w.amount, t.total)), 0)
        FROM sales_sale t LEFT JOIN sales_way w ON w.sale = t.id
        WHERE t.shift = s.id AND t.state = 'recorded' AND coalesce(w.payment, t.payment) = 'cash')
    - (SELECT coalesce(sum(coalesce(w.amount, r.total)), 0)
        FROM sales_refund r LEFT JOIN sales_refund_way w ON w.refund = r.id
        WHERE r.shift = s.id AND coalesce(w.payment, r.payment) = 'cash')
    + (SELECT coalesce(sum(amount), 0) FROM sales_cash WHERE shift = s.id)
ORDER BY s.id LIMIT 1
)sql" };

db::Query const select_shifts { "sales.shifts_after", R"sql(
SELECT id, series, officer, opened_at, float_cash, closed_at, counted, expected, note
FROM sales_shift WHERE unit = $1 AND id > $2 ORDER BY id LIMIT 500
)sql" };

db::Query const select_cash { "sales.cash_after", R"sql(
SELECT id, shift, at, officer, amount, reason
FROM sales_cash WHERE unit = $1 AND id > $2 ORDER BY id LIMIT 500
)sql" };

db::Query const select_late { "sales.late_money", R"sql(
SELECT s.shift, coalesce(w.amount, s.total), s.number
FROM sales_sale s LEFT JOIN sales_way w ON w.sale = s.id
WHERE s.id = $1 AND s.unit = $2 AND coalesce(w.payment, s.payment) = 'cash' AND s.shift IS NOT NULL
UNION ALL
SELECT r.shift, -coalesce(w.amount, r.total), r.number
FROM sales_refund r LEFT JOIN sales_refund_way w ON w.refund = r.id
WHERE r.id = $1 AND r.unit = $2 AND coalesce(w.payment, r.payment) = 'cash' AND r.shift IS NOT NULL
UNION ALL
SELECT c.shift, c.amount, s.series FROM sales_cash c JOIN sales_shift s ON s.id = c.shift
WHERE c.id = $1 AND c.unit = $2
LIMIT 1
)sql" };

db::Query const select_units { "sales.units_with_sales", R"sql(
SELECT DISTINCT unit FROM sales_series ORDER BY unit
)sql" };

db::Query const select_gap { "sales.gap_in_series", R"sql(
SELECT coalesce(c.unit, s.unit) || ' ' || coalesce(c.series, s.series)
FROM (SELECT unit, series, last, given FROM sales_series WHERE kind = 'sale') c
FULL JOIN (SELECT unit, series, count(*) AS many, max(n) AS top, min(n) AS bottom FROM sales_sale
    GROUP BY unit, series) s ON s.unit = c.unit AND s.series = c.series
WHERE coalesce(s.top, 0) <> coalesce(c.last, 0)
    OR c.given = 0 AND (coalesce(s.many, 0) <> c.last OR coalesce(s.bottom, 1) <> 1)
ORDER BY 1 LIMIT 1
)sql" };

db::Query const select_refund_gap { "sales.gap_in_refunds", R"sql(
SELECT coalesce(c.unit, r.unit) || ' ' || coalesce(c.series, r.series)
FROM (SELECT unit, series, last, given FROM sales_series WHERE kind = 'refund') c
FULL JOIN (SELECT s.unit, s.series, count(*) AS many FROM sales_refund f
    JOIN sales_sale s ON s.id = f.sale GROUP BY s.unit, s.series) r
    ON r.unit = c.unit AND r.series = c.series
WHERE coalesce(c.last, 0) < coalesce(r.many, 0)
    OR coalesce(c.given, 0) = 0 AND coalesce(c.last, 0) <> coalesce(r.many, 0)
ORDER BY 1 LIMIT 1
)sql" };

db::Query const select_stray_line { "sales.stray_line", R"sql(
SELECT 'sales_line ' || l.sale || ' ' || l.n FROM sales_line l
WHERE NOT EXISTS (SELECT 1 FROM sales_sale s WHERE s.id = l.sale) LIMIT 1
)sql" };

db::Query const select_stray_refund { "sales.stray_refund", R"sql(
SELECT 'sales_refund ' || r.id FROM sales_refund r
WHERE NOT EXISTS (SELECT 1 FROM sales_sale s WHERE s.id = r.sale) LIMIT 1
)sql" };

db::Query const select_stray_refund_line { "sales.stray_refund_line", R"sql(
SELECT 'sales_refund_line ' || l.refund || ' ' || l.n FROM sales_refund_line l
WHERE NOT EXISTS (SELECT 1 FROM sales_refund r WHERE r.id = l.refund) LIMIT 1
)sql" };

db::Query const select_stray_exchange { "sales.stray_exchange", R"sql(
SELECT 'sales_exchange ' || e.sale FROM sales_exchange e
WHERE NOT EXISTS (SELECT 1 FROM sales_sale s JOIN sales_refund r ON r.id = e.refund
    JOIN sales_sale b ON b.id = r.sale JOIN sales_sale o ON o.id = e.origin
    WHERE s.id = e.sale AND s.unit = e.unit AND b.unit = e.unit AND o.unit = e.unit) LIMIT 1
)sql" };

struct Numbered {
    std::string series {};
    std::int64_t n {};
    Timestamp recorded_at {};
    std::string nip_hash {};
    std::string content_hash {};
    std::optional<Timestamp> void_at {};
    std::optional<OfficerId> void_officer {};
    std::optional<std::string> void_reason {};

    std::optional<Void> taken_back() const
    {
        if (!void_at) return {};
        return Void { *void_at, void_officer.value_or(OfficerId {}), void_reason.value_or("") };
    }
};
BOOST_DESCRIBE_STRUCT(Numbered, (),
                      (series, n, recorded_at, nip_hash, content_hash, void_at, void_officer,
                       void_reason))
struct HeadRow : SaleHead, Numbered { };
BOOST_DESCRIBE_STRUCT(HeadRow, (SaleHead, Numbered), ())

struct OfSale {
    SaleId sale {};
};
BOOST_DESCRIBE_STRUCT(OfSale, (), (sale))
struct ToldLine : OfSale, LineRow { };
BOOST_DESCRIBE_STRUCT(ToldLine, (OfSale, LineRow), ())

struct Beside {
    UnitId unit {};
    Payment payment {};
    bool goods_return { true };
    std::optional<ShiftId> shift {};
    std::string content_hash {};
};
BOOST_DESCRIBE_STRUCT(Beside, (), (unit, payment, goods_return, shift, content_hash))
struct RefundRow : Refund, Beside { };
BOOST_DESCRIBE_STRUCT(RefundRow, (Refund, Beside), ())

struct OfRefund {
    RefundId refund {};
};
BOOST_DESCRIBE_STRUCT(OfRefund, (), (refund))
struct WayRow : Tender, OfSale { };
BOOST_DESCRIBE_STRUCT(WayRow, (Tender, OfSale), ())
struct RefundWayRow : OfRefund, Tender, OfSale { };
BOOST_DESCRIBE_STRUCT(RefundWayRow, (OfRefund, Tender, OfSale), ())
struct RefundLineRow : OfRefund, RefundedLine, OfSale { };
BOOST_DESCRIBE_STRUCT(RefundLineRow, (OfRefund, RefundedLine, OfSale), ())

ToldRefund told_of(RefundRow&& row)
{
    ToldRefund told { .unit = row.unit,
                      .goods_return = row.goods_return,
                      .shift = row.shift,
                      .content_hash = row.content_hash };
    auto const only = Tender { row.payment, row.total };
    told.refund = std::move(row);
    told.refund.paid = { only };
    return told;
}

std::vector<Tender> in_proof_order(std::vector<Tender> paid)
{
    std::ranges::sort(paid, {}, &Tender::payment);
    return paid;
}

/// The sales of a page, which lies after one key and ends with another.
class Page {
public:
    Page(db::Read& read, UnitId unit, SaleId after) : m_read(read), m_unit(unit), m_after(after) { }

    Result<std::vector<ToldSale>> read()
    {
        for (auto& row :
             TRY(db::proven<HeadRow>(m_read, "sales_sale", select_heads, m_unit, m_after))) {
            m_told.push_back({ .series = std::move(row.series),
                               .n = row.n,
                               .recorded_at = row.recorded_at,
                               .kept = { row.nip_hash, row.content_hash },
                               .taken_back = row.taken_back() });
            m_told.back().sale = sale_of(std::move(row));
        }
        for (auto& told : m_told) m_by_id[told.sale.id] = &told;
        if (m_told.empty()) return std::move(m_told);
        TRY(add_lines());
        TRY(add_refunds());
        TRY(add_ways());
        return std::move(m_told);
    }

private:
    template<class Row, int keys>
    Result<std::vector<Row>> rows(std::string_view table, db::Query const& query)
    {
        return db::proven<Row, keys>(m_read, table, query, m_unit, m_after, m_told.back().sale.id);
    }

    Result<void> add_lines()
    {
        for (auto& row : TRY((rows<ToldLine, 2>("sales_line", prove_lines))))
            m_by_id.at(row.sale)->sale.lines.push_back(line_of(std::move(row)));
        return {};
    }

    Result<void> add_refunds()
    {
        for (auto& row : TRY((rows<RefundRow, 1>("sales_refund", prove_refunds))))
            m_by_id.at(row.sale)->refunds.push_back(told_of(std::move(row)));
        for (auto const& row :
             TRY((rows<RefundLineRow, 2>("sales_refund_line", prove_refund_lines))))
            for (auto& told : m_by_id.at(row.sale)->refunds)
                if (told.refund.id == row.refund) told.lines.push_back(row);
        return {};
    }

    /// Rows stand in place of the one way of the head.
    Result<void> add_ways()
    {
        std::map<SaleId, std::vector<Tender>> sold;
        for (auto const& row : TRY((rows<WayRow, 2>("sales_way", prove_ways))))
            sold[row.sale].push_back({ row.payment, row.amount });
        for (auto& [sale, paid] : sold)
            m_by_id.at(sale)->sale.paid = in_proof_order(std::move(paid));
        std::map<RefundId, std::vector<Tender>> back;
        for (auto const& row : TRY((rows<RefundWayRow, 2>("sales_refund_way", prove_refund_ways))))
            back[row.refund].push_back({ row.payment, row.amount });
        for (auto& told : m_told)
            for (auto& refund : told.refunds)
                if (auto const ways = back.find(refund.refund.id); ways != back.end())
                    refund.refund.paid = in_proof_order(ways->second);
        return {};
    }

    db::Read& m_read;
    UnitId m_unit;
    SaleId m_after;
    std::vector<ToldSale> m_told {};
    std::map<SaleId, ToldSale*> m_by_id {};
};

} // namespace

Result<std::vector<ToldSale>> told_after(db::Read& read, UnitId unit, SaleId after)
{
    return Page { read, unit, after }.read();
}

Result<std::vector<Shift>> shifts_after(db::Read& read, UnitId unit, ShiftId after)
{
    return db::proven<Shift>(read, "sales_shift", select_shifts, unit, after);
}

Result<std::vector<CashMove>> cash_after(db::Read& read, UnitId unit, CashMoveId after)
{
    return db::proven<CashMove>(read, "sales_cash", select_cash, unit, after);
}

std::optional<LateMoney> late_money(db::Read& read, UnitId unit, std::string_view source)
{
    return read.one<LateMoney>(select_late, source, unit);
}

Result<std::vector<UnitId>> units_with_sales(db::Read& read)
{
    return db::proven<UnitId>(read, "sales_series", select_units);
}

std::optional<std::string> gap_in_series(db::Read& read)
{
    return read.one<std::string>(select_gap);
}

std::optional<std::string> gap_in_refunds(db::Read& read)
{
    return read.one<std::string>(select_refund_gap);
}

std::optional<std::string> wrong_drawer(db::Read& read)
{
    return read.one<std::string>(select_wrong_drawer);
}

std::optional<std::string> stray(db::Read& read)
{
    for (auto const* query :
         { &select_stray_line, &select_stray_refund, &select_stray_refund_line, &select_stray_way,
           &select_stray_refund_way, &select_stray_exchange })
        if (auto found = read.one<std::string>(*query)) return found;
    return {};
}

} // namespace karya::sales::store
