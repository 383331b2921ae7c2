// Receipts page by page. Of chosen goods their lines are added up; otherwise whole receipts are.

#include "base/json.h"
#include "sales/sales.h"

namespace karya::sales {

namespace store {

// $4 and $5: of one kind of buyer, of one channel; empty: of all.
db::Query const select_receipts { "sales.receipts_wished", R"sql(
SELECT id, number, day, sold_at, buyer, payment, total, refunded, state,
    (SELECT count(*) FROM sales_way WHERE sale = sales_sale.id)
FROM sales_sale WHERE unit = $1 AND day >= $2 AND day <= $3 AND (day > $2 OR id > $6)
    AND ($4 = '' OR buyer = $4) AND ($5 = '' OR channel = $5)
ORDER BY day, id LIMIT $7
)sql" };
// Asked sale by sale, so that a page reads no more of them than it shows.
db::Query const select_receipts_of_goods { "sales.receipts_of_goods", R"sql(
SELECT s.id, s.number, s.day, s.sold_at, s.buyer, s.payment,
    (SELECT CAST(SUM(l.amount) AS BIGINT) FROM sales_line l
        WHERE l.sale = s.id AND l.product IN (SELECT value FROM json_each($8))),
    s.refunded, s.state, (SELECT count(*) FROM sales_way WHERE sale = s.id)
FROM sales_sale s
WHERE s.unit = $1 AND s.day >= $2 AND s.day <= $3 AND (s.day > $2 OR s.id > $6)
    AND ($4 = '' OR s.buyer = $4) AND ($5 = '' OR s.channel = $5)
    AND EXISTS (SELECT 1 FROM sales_line l
        WHERE l.sale = s.id AND l.product IN (SELECT value FROM json_each($8)))
ORDER BY s.day, s.id LIMIT $7
)sql",
                                           R"sql(
SELECT s.id, s.number, s.day, s.sold_at, s.buyer, s.payment,
    (SELECT CAST(SUM(l.amount) AS BIGINT) FROM sales_line l
        WHERE l.sale = s.id AND l.product IN (SELECT jsonb_array_elements_text(CAST($8 AS JSONB)))),
    s.refunded, s.state, (SELECT count(*) FROM sales_way WHERE sale = s.id)
FROM sales_sale s
WHERE s.unit = $1 AND s.day >= $2 AND s.day <= $3 AND (s.day > $2 OR s.id > $6)
    AND ($4 = '' OR s.buyer = $4) AND ($5 = '' OR s.channel = $5)
    AND EXISTS (SELECT 1 FROM sales_line l
        WHERE l.sale = s.id AND l.product IN (SELECT jsonb_array_elements_text(CAST($8 AS JSONB))))
ORDER BY s.day, s.id LIMIT $7
)sql" };

db::Query const select_refund_rows { "sales.refunds_wished", R"sql(
SELECT r.id, r.sale, r.number, r.day, r.reason, r.total
FROM sales_refund r JOIN sales_sale s ON s.id = r.sale
WHERE r.unit = $1 AND r.day >= $2 AND r.day <= $3 AND (r.day > $2 OR r.id > $6)
    AND ($4 = '' OR s.buyer = $4) AND ($5 = '' OR s.channel = $5)
ORDER BY r.day, r.id LIMIT $7
)sql" };
db::Query const select_refunds_of_goods { "sales.refunds_of_goods", R"sql(
SELECT r.id, r.sale, r.number, r.day, r.reason, CAST(SUM(b.amount) AS BIGINT)
FROM sales_refund r JOIN sales_sale s ON s.id = r.sale
    JOIN sales_refund_line b ON b.refund = r.id
    JOIN sales_line l ON l.sale = r.sale AND l.n = b.n
WHERE r.unit = $1 AND r.day >= $2 AND r.day <= $3 AND (r.day > $2 OR r.id > $6)
    AND ($4 = '' OR s.buyer = $4) AND ($5 = '' OR s.channel = $5)
    AND l.product IN (SELECT value FROM json_each($8))
GROUP BY r.id ORDER BY r.day, r.id LIMIT $7
)sql",
                                          R"sql(
SELECT r.id, r.sale, r.number, r.day, r.reason, CAST(SUM(b.amount) AS BIGINT)
FROM sales_refund r JOIN sales_sale s ON s.id = r.sale
    JOIN sales_refund_line b ON b.refund = r.id
    JOIN sales_line l ON l.sale = r.sale AND l.n = b.n
WHERE r.unit = $1 AND r.day >= $2 AND r.day <= $3 AND (r.day > $2 OR r.id > $6)
    AND ($4 = '' OR s.buyer = $4) AND ($5 = '' OR s.channel = $5)
    AND l.product IN (SELECT jsonb_array_elements_text(CAST($8 AS JSONB)))
GROUP BY r.id ORDER BY r.day, r.id LIMIT $7
)sql" };

// State by state: how many receipts, and what they come to.
db::Query const sum_receipts { "sales.receipt_sums", R"sql(
SELECT state, COUNT(*), CAST(SUM(total) AS BIGINT) FROM sales_sale
WHERE unit = $1 AND day >= $2 AND day <= $3
    AND ($4 = '' OR buyer = $4) AND ($5 = '' OR channel = $5)
GROUP BY state
)sql" };
db::Query const sum_receipts_of_goods { "sales.receipt_sums_of_goods", R"sql(
SELECT s.state, COUNT(DISTINCT s.id), CAST(SUM(l.amount) AS BIGINT)
FROM sales_sale s JOIN sales_line l ON l.sale = s.id
WHERE s.unit = $1 AND s.day >= $2 AND s.day <= $3
    AND ($4 = '' OR s.buyer = $4) AND ($5 = '' OR s.channel = $5)
    AND l.product IN (SELECT value FROM json_each($6))
GROUP BY s.state
)sql",
                                        R"sql(
SELECT s.state, COUNT(DISTINCT s.id), CAST(SUM(l.amount) AS BIGINT)
FROM sales_sale s JOIN sales_line l ON l.sale = s.id
WHERE s.unit = $1 AND s.day >= $2 AND s.day <= $3
    AND ($4 = '' OR s.buyer = $4) AND ($5 = '' OR s.channel = $5)
    AND l.product IN (SELECT jsonb_array_elements_text(CAST($6 AS JSONB)))
GROUP BY s.state
)sql" };
db::Query const sum_refunds { "sales.refund_sum", R"sql(
SELECT CAST(COALESCE(SUM(r.total), 0) AS BIGINT)
FROM sales_refund r JOIN sales_sale s ON s.id = r.sale
WHERE r.unit = $1 AND r.day >= $2 AND r.day <= $3
    AND ($4 = '' OR s.buyer = $4) AND ($5 = '' OR s.channel = $5)
)sql" };
db::Query const sum_refunds_of_goods { "sales.refund_sum_of_goods", R"sql(
SELECT CAST(COALESCE(SUM(b.amount), 0) AS BIGINT)
FROM sales_refund r JOIN sales_sale s ON s.id = r.sale
    JOIN sales_refund_line b ON b.refund = r.id
    JOIN sales_line l ON l.sale = r.sale AND l.n = b.n
WHERE r.unit = $1 AND r.day >= $2 AND r.day <= $3
    AND ($4 = '' OR s.buyer = $4) AND ($5 = '' OR s.channel = $5)
    AND l.product IN (SELECT value FROM json_each($6))
)sql",
                                       R"sql(
SELECT CAST(COALESCE(SUM(b.amount), 0) AS BIGINT)
FROM sales_refund r JOIN sales_sale s ON s.id = r.sale
    JOIN sales_refund_line b ON b.refund = r.id
    JOIN sales_line l ON l.sale = r.sale AND l.n = b.n
WHERE r.unit = $1 AND r.day >= $2 AND r.day <= $3
    AND ($4 = '' OR s.buyer = $4) AND ($5 = '' OR s.channel = $5)
    AND l.product IN (SELECT jsonb_array_elements_text(CAST($6 AS JSONB)))
)sql" };

db::Query const select_products { "sales.products_of", R"sql(
SELECT l.product FROM sales_sale s JOIN sales_line l ON l.sale = s.id
WHERE s.unit = $1 AND s.day >= $2 AND s.day <= $3
UNION
SELECT l.product FROM sales_refund r JOIN sales_refund_line b ON b.refund = r.id
    JOIN sales_line l ON l.sale = r.sale AND l.n = b.n
WHERE r.unit = $1 AND r.day >= $2 AND r.day <= $3
)sql" };

db::Query const select_behind { "sales.behind", R"sql(
SELECT id, id, number, channel, buyer, nip_tail FROM sales_sale
WHERE unit = $1 AND id IN (SELECT value FROM json_each($2))
UNION ALL
SELECT r.id, s.id, s.number, s.channel, s.buyer, s.nip_tail
FROM sales_refund r JOIN sales_sale s ON s.id = r.sale
WHERE r.unit = $1 AND r.id IN (SELECT value FROM json_each($2))
)sql",
                                R"sql(
SELECT id, id, number, channel, buyer, nip_tail FROM sales_sale
WHERE unit = $1 AND id IN (SELECT jsonb_array_elements_text(CAST($2 AS JSONB)))
UNION ALL
SELECT r.id, s.id, s.number, s.channel, s.buyer, s.nip_tail
FROM sales_refund r JOIN sales_sale s ON s.id = r.sale
WHERE r.unit = $1 AND r.id IN (SELECT jsonb_array_elements_text(CAST($2 AS JSONB)))
)sql" };

db::Query const select_rules_of_sale { "sales.rules_of_sale", R"sql(
SELECT rule FROM sales_line WHERE sale = $1 GROUP BY rule ORDER BY MIN(n)
)sql" };
db::Query const select_rules_of_refund { "sales.rules_of_refund", R"sql(
SELECT l.rule FROM sales_refund_line b JOIN sales_refund r ON r.id = b.refund
    JOIN sales_line l ON l.sale = r.sale AND l.n = b.n
WHERE b.refund = $1 GROUP BY l.rule ORDER BY MIN(l.n)
)sql" };

} // namespace store

namespace {

struct SumOfState {
    SaleState state {};
    std::int64_t receipts {};
    Rupiah total {};
};
BOOST_DESCRIBE_STRUCT(SumOfState, (), (state, receipts, total))

template<DescribedEnum E>
std::string spelled(std::optional<E> const& wished)
{
    return wished ? std::string { enum_text(*wished) } : std::string {};
}

/// The two texts of one question, for whole receipts and for some of their goods.
struct Texts {
    db::Query const& whole;
    db::Query const& goods;
};

template<class T, class... Args>
std::vector<T> wished(db::Read& read, Texts const& texts, ReceiptWish const& wish, Args&&... args)
{
    if (wish.products)
        return read.all<T>(texts.goods, std::forward<Args>(args)..., json_text(*wish.products));
    return read.all<T>(texts.whole, std::forward<Args>(args)...);
}

/// The day on which a page begins.
template<class Place>
Day from(ReceiptWish const& wish, Place const& after)
{
    return after.id.empty() ? wish.days.first : after.day;
}

} // namespace

ReceiptSums receipt_sums(View const& view, org::UnitScope const& scope, ReceiptWish const& wish)
{
    ReceiptSums sums;
    auto const buyer = spelled(wish.buyer), channel = spelled(wish.channel);
    auto const& [first, last] = wish.days;
    for (auto const& one :
         wished<SumOfState>(view.read, { store::sum_receipts, store::sum_receipts_of_goods }, wish,
                            scope.unit(), first, last, buyer, channel)) {
        if (one.state != SaleState::recorded) continue;
        sums.receipts = one.receipts;
        sums.sold = one.total;
    }
    sums.given_back = wished<Rupiah>(view.read, { store::sum_refunds, store::sum_refunds_of_goods },
                                     wish, scope.unit(), first, last, buyer, channel)
                          .front();
    return sums;
}

std::vector<ProductId> products_of(View const& view, org::UnitScope const& scope, Days const& days)
{
    return view.read.all<ProductId>(store::select_products, scope.unit(), days.first, days.last);
}

std::vector<SaleRow> receipts_wished(View const& view, org::UnitScope const& scope,
                                     ReceiptWish const& wish, DayPlace const& after,
                                     std::int64_t count)
{
    return wished<SaleRow>(view.read, { store::select_receipts, store::select_receipts_of_goods },
                           wish, scope.unit(), from(wish, after), wish.days.last,
                           spelled(wish.buyer), spelled(wish.channel), after.id, count);
}

std::vector<RefundRow> refunds_wished(View const& view, org::UnitScope const& scope,
                                      ReceiptWish const& wish, RefundPlace const& after,
                                      std::int64_t count)
{
    return wished<RefundRow>(view.read,
                             { store::select_refund_rows, store::select_refunds_of_goods }, wish,
                             scope.unit(), from(wish, after), wish.days.last, spelled(wish.buyer),
                             spelled(wish.channel), after.id, count);
}

std::vector<Behind> behind(View const& view, org::UnitScope const& scope,
                           std::vector<std::string> const& documents)
{
    if (documents.empty()) return {};
    return view.read.all<Behind>(store::select_behind, scope.unit(), json_text(documents));
}

std::vector<RuleId> rules_of(db::Read& read, std::string_view document)
{
    auto rules = read.all<RuleId>(store::select_rules_of_sale, document);
    if (rules.empty()) rules = read.all<RuleId>(store::select_rules_of_refund, document);
    return rules;
}

} // namespace karya::sales
