#include "premium/store.h"

namespace karya::premium::store {

namespace {

db::Query const count_payouts { "premium.next_payout", R"sql(
SELECT COUNT(*) + 1 FROM premium_payout WHERE sheet = $1
)sql" };
db::Query const add_payout { "premium.insert_payout", R"sql(
INSERT INTO premium_payout(id, sheet, unit, n, channel, money, paid_on, amount, at, officer,
    booked_as)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
)sql" };
db::Query const add_payout_line { "premium.insert_payout_line", R"sql(
INSERT INTO premium_payout_line(payout, sheet, worker, amount, reason) VALUES ($1, $2, $3, $4, '')
)sql" };
db::Query const select_payout { "premium.payout", R"sql(
SELECT id, sheet, n, channel, money, paid_on, amount, at, officer, booked_as
FROM premium_payout WHERE id = $1 AND unit = $2
)sql" };
db::Query const select_payouts { "premium.payouts", R"sql(
SELECT id, sheet, n, channel, money, paid_on, amount, at, officer, booked_as
FROM premium_payout WHERE sheet = $1 ORDER BY n
)sql" };
db::Query const select_payouts_for { "premium.payouts_for", R"sql(
SELECT p.id FROM premium_payout p JOIN premium_sheet s ON s.id = p.sheet
WHERE p.unit = $1 AND s.activity = $2 ORDER BY p.id
)sql" };
db::Query const select_payout_lines { "premium.payout_lines", R"sql(
SELECT l.payout, l.worker, l.amount, l.came_back_at, l.came_back_by, l.reason, l.back_as
FROM premium_payout_line l JOIN premium_payout p ON p.id = l.payout
WHERE l.sheet = $1 ORDER BY p.n, l.worker
)sql" };
db::Query const select_payout_line { "premium.payout_line", R"sql(
SELECT payout, worker, amount, came_back_at, came_back_by, reason, back_as
FROM premium_payout_line WHERE payout = $1 AND worker = $2
)sql" };
db::Query const add_card { "premium.insert_card", R"sql(
INSERT INTO premium_card(payout, card) VALUES ($1, $2)
)sql" };
db::Query const select_card { "premium.card", "SELECT card FROM premium_card WHERE payout = $1" };
db::Query const update_came_back { "premium.set_came_back", R"sql(
UPDATE premium_payout_line SET came_back_at = $3, came_back_by = $4, reason = $5, back_as = $6
WHERE payout = $1 AND worker = $2 AND came_back_at IS NULL
)sql" };
db::Query const select_earned { "premium.earned_by", R"sql(
SELECT s.id, s.activity, s.fund, s.first_day, s.last_day, l.present, l.hours, l.pieces, l.amount,
    (SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM premium_payout_line p
        WHERE p.sheet = s.id AND p.worker = l.worker AND p.came_back_at IS NULL) AS paid,
    s.formula
FROM premium_line l JOIN premium_sheet s ON s.id = l.sheet
WHERE l.worker = $1 AND s.unit = $2 AND s.state = 'authorised'
ORDER BY s.last_day DESC, s.n DESC LIMIT 100
)sql" };
db::Query const select_sums { "premium.sums_between", R"sql(
SELECT s.unit, CAST(SUM(s.amount) AS BIGINT),
    CAST(SUM((SELECT COALESCE(SUM(p.amount), 0) FROM premium_payout_line p
        WHERE p.sheet = s.id AND p.came_back_at IS NULL)) AS BIGINT)
FROM premium_sheet s
WHERE s.state = 'authorised' AND s.last_day BETWEEN $1 AND $2 GROUP BY s.unit
)sql" };
db::Query const select_open { "premium.open_counts", R"sql(
SELECT unit, CAST(SUM(CASE WHEN state IN ('draft', 'sent', 'verified') THEN 1 ELSE 0 END) AS BIGINT)
FROM premium_sheet GROUP BY unit
)sql" };

} // namespace

std::vector<PayoutId> payouts_for(db::Read& read, UnitId unit, ActivityId activity)
{
    return read.all<PayoutId>(select_payouts_for, unit, activity);
}

std::int64_t next_payout(db::Read& read, PremiumId sheet)
{
    return read.value<std::int64_t>(count_payouts, sheet);
}

void insert_payout(db::Tx& tx, UnitId unit, Payout const& payout)
{
    tx.run(add_payout, payout.id, payout.sheet, unit, payout.n, payout.channel, payout.money,
           payout.paid_on, payout.amount, payout.at, payout.officer, payout.booked_as);
}

void insert_payout_line(db::Tx& tx, Payout const& payout, Line const& line)
{
    tx.run(add_payout_line, payout.id, payout.sheet, line.worker, line.amount);
}

std::optional<Payout> payout(db::Read& read, UnitId unit, PayoutId id)
{
    return read.one<Payout>(select_payout, id, unit);
}

std::vector<Payout> payouts(db::Read& read, PremiumId sheet)
{
    return read.all<Payout>(select_payouts, sheet);
}

std::vector<PayoutLine> payout_lines(db::Read& read, PremiumId sheet)
{
    return read.all<PayoutLine>(select_payout_lines, sheet);
}

std::optional<PayoutLine> payout_line(db::Read& read, PayoutId payout, WorkerId worker)
{
    return read.one<PayoutLine>(select_payout_line, payout, worker);
}

void insert_card(db::Tx& tx, PayoutId payout, std::string_view card)
{
    tx.run(add_card, payout, card);
}

std::string card(db::Read& read, PayoutId payout)
{
    return read.one<std::string>(select_card, payout).value_or("");
}

void set_came_back(db::Tx& tx, PayoutLine const& line)
{
    CHECK(tx.run(update_came_back, line.payout, line.worker, line.came_back_at, line.came_back_by,
                 line.reason, line.back_as)
          == 1);
}

std::vector<Earned> earned_by(db::Read& read, UnitId unit, WorkerId worker)
{
    return read.all<Earned>(select_earned, worker, unit);
}

std::vector<YearSum> sums_between(db::Read& read, Day first, Day last)
{
    return read.all<YearSum>(select_sums, first, last);
}

std::vector<OpenCount> open_counts(db::Read& read) { return read.all<OpenCount>(select_open); }

} // namespace karya::premium::store
