#include "ledger/ledger.h"

namespace karya::ledger {

namespace store {

db::Query const select_money_lines { "ledger.money_lines", R"sql(
SELECT e.id, e.seq, e.day, e.business_day, e.kind, e.source, e.memo, p.account,
    CAST(SUM(p.amount) AS BIGINT)
FROM ledger_entry e JOIN ledger_posting p ON p.entry = e.id
WHERE e.unit = $1 AND e.seq >= $4 AND e.day >= $2 AND e.day <= $3
    AND p.account IN ('cash', 'qris_clearing', 'bank') AND (e.seq > $4 OR p.account > $5)
GROUP BY e.id, e.seq, e.day, e.business_day, e.kind, e.source, e.memo, p.account
ORDER BY e.seq, p.account LIMIT 500
)sql" };

db::Query const select_kinds { "ledger.sums_by_kind", R"sql(
SELECT e.kind, p.account, CAST(SUM(p.amount) AS BIGINT)
FROM ledger_entry e JOIN ledger_posting p ON p.entry = e.id
WHERE e.unit = $1 AND e.day >= $2 AND e.day <= $3
GROUP BY e.kind, p.account ORDER BY e.kind, p.account
)sql" };

} // namespace store

void each_money_line(View const& view, org::UnitScope const& scope, BookDays days,
                     std::function<void(MoneyLine const&)> const& visit)
{
    std::int64_t seq = 0;
    std::string account;
    for (;;) {
        auto const page = view.read.all<MoneyLine>(store::select_money_lines, scope.unit(),
                                                   days.first, days.last, seq, account);
        for (auto const& line : page) visit(line);
        if (page.empty()) return;
        seq = page.back().seq;
        account = enum_text(page.back().account);
    }
}

std::vector<KindSum> sums_by_kind(View const& view, org::UnitScope const& scope, BookDays days)
{
    return view.read.all<KindSum>(store::select_kinds, scope.unit(), days.first, days.last);
}

} // namespace karya::ledger
