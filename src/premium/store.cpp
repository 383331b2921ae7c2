#include "premium/store.h"

namespace karya::premium::store {

namespace {

db::Query const select_next { "premium.next_n", R"sql(
SELECT COUNT(*) + 1 FROM premium_sheet WHERE unit = $1
)sql" };
db::Query const add_sheet { "premium.insert", R"sql(
INSERT INTO premium_sheet(id, unit, activity, n, fund, first_day, last_day, state, version, formula,
    covers, accrued, carried_in, claimed, topped_up, amount, carried_out, hash, made_at, made_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft', 1, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
)sql" };
db::Query const select_one { "premium.sheet", R"sql(
SELECT s.id, s.unit, s.activity, s.n, s.fund, s.first_day, s.last_day, s.state, s.version,
    s.formula, s.covers, s.accrued, s.carried_in, s.claimed, s.topped_up, s.amount, s.carried_out,
    s.hash, s.made_at, s.made_by, s.booked_as,
    (SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM premium_payout_line p
        WHERE p.sheet = s.id AND p.came_back_at IS NULL) AS paid
FROM premium_sheet s WHERE s.id = $1 AND s.unit = $2
)sql" };
db::Query const select_unit { "premium.unit_of", "SELECT unit FROM premium_sheet WHERE id = $1" };
db::Query const select_newest { "premium.sheets", R"sql(
SELECT s.id, s.unit, s.activity, s.n, s.fund, s.first_day, s.last_day, s.state, s.version,
    s.formula, s.covers, s.accrued, s.carried_in, s.claimed, s.topped_up, s.amount, s.carried_out,
    s.hash, s.made_at, s.made_by, s.booked_as,
    (SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM premium_payout_line p
        WHERE p.sheet = s.id AND p.came_back_at IS NULL) AS paid
FROM premium_sheet s WHERE s.unit = $1 ORDER BY s.n DESC LIMIT 100
)sql" };
db::Query const select_after { "premium.sheets_after", R"sql(
SELECT s.id, s.unit, s.activity, s.n, s.fund, s.first_day, s.last_day, s.state, s.version,
    s.formula, s.covers, s.accrued, s.carried_in, s.claimed, s.topped_up, s.amount, s.carried_out,
    s.hash, s.made_at, s.made_by, s.booked_as,
    (SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM premium_payout_line p
        WHERE p.sheet = s.id AND p.came_back_at IS NULL) AS paid
FROM premium_sheet s WHERE s.unit = $1 AND s.n > $2 ORDER BY s.n LIMIT 200
)sql" };
db::Query const select_units { "premium.units_with_sheets",
                               "SELECT DISTINCT unit FROM premium_sheet ORDER BY unit" };
db::Query const select_living { "premium.last_living", R"sql(
SELECT s.id, s.unit, s.activity, s.n, s.fund, s.first_day, s.last_day, s.state, s.version,
    s.formula, s.covers, s.accrued, s.carried_in, s.claimed, s.topped_up, s.amount, s.carried_out,
    s.hash, s.made_at, s.made_by, s.booked_as,
    (SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM premium_payout_line p
        WHERE p.sheet = s.id AND p.came_back_at IS NULL) AS paid
FROM premium_sheet s WHERE s.activity = $1 AND s.fund = $2 AND s.state <> 'dropped'
ORDER BY s.last_day DESC LIMIT 1
)sql" };
db::Query const select_authorised { "premium.last_authorised", R"sql(
SELECT s.id, s.unit, s.activity, s.n, s.fund, s.first_day, s.last_day, s.state, s.version,
    s.formula, s.covers, s.accrued, s.carried_in, s.claimed, s.topped_up, s.amount, s.carried_out,
    s.hash, s.made_at, s.made_by, s.booked_as,
    (SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM premium_payout_line p
        WHERE p.sheet = s.id AND p.came_back_at IS NULL) AS paid
FROM premium_sheet s WHERE s.activity = $1 AND s.fund = $2 AND s.state = 'authorised' AND s.id <> $3
ORDER BY s.last_day DESC LIMIT 1
)sql" };
db::Query const select_holding { "premium.holding", R"sql(
SELECT s.id, s.unit, s.activity, s.n, s.fund, s.first_day, s.last_day, s.state, s.version,
    s.formula, s.covers, s.accrued, s.carried_in, s.claimed, s.topped_up, s.amount, s.carried_out,
    s.hash, s.made_at, s.made_by, s.booked_as,
    (SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM premium_payout_line p
        WHERE p.sheet = s.id AND p.came_back_at IS NULL) AS paid
FROM premium_sheet s
WHERE s.activity = $1 AND s.fund = $2 AND s.state = 'authorised' AND s.last_day >= $3
ORDER BY s.last_day LIMIT 1
)sql" };
db::Query const update_content { "premium.set_content", R"sql(
UPDATE premium_sheet SET formula = $2, covers = $3, accrued = $4, carried_in = $5, claimed = $6,
    topped_up = $7, amount = $8, carried_out = $9, hash = $10
WHERE id = $1 AND state = 'draft'
)sql" };
db::Query const update_state { "premium.set_state", R"sql(
UPDATE premium_sheet SET state = $2, version = $3, booked_as = $4 WHERE id = $1 AND version = $3 - 1
)sql" };
db::Query const drop_lines { "premium.drop_lines", "DELETE FROM premium_line WHERE sheet = $1" };
db::Query const add_line { "premium.add_line", R"sql(
INSERT INTO premium_line(sheet, worker, n, present, hours, pieces, earned, difficulty, conduct,
    weight, amount)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
)sql" };
db::Query const select_lines { "premium.lines", R"sql(
SELECT worker, n, present, hours, pieces, earned, difficulty, conduct, weight, amount
FROM premium_line WHERE sheet = $1 ORDER BY n
)sql" };
db::Query const drop_lates { "premium.drop_lates", "DELETE FROM premium_late WHERE sheet = $1" };
db::Query const add_late { "premium.add_late", R"sql(
INSERT INTO premium_late(sheet, worker, present, hours, pieces, earned)
VALUES ($1, $2, $3, $4, $5, $6)
)sql" };
db::Query const select_lates { "premium.lates", R"sql(
SELECT worker, present, hours, pieces, earned FROM premium_late WHERE sheet = $1 ORDER BY worker
)sql" };
db::Query const select_counted { "premium.counted", R"sql(
SELECT l.worker, CAST(SUM(l.present) AS BIGINT), CAST(SUM(l.hours) AS BIGINT),
    CAST(SUM(l.pieces) AS BIGINT), CAST(SUM(l.earned) AS BIGINT)
FROM premium_line l JOIN premium_sheet s ON s.id = l.sheet
WHERE s.activity = $1 AND s.fund = $2 AND s.state = 'authorised' AND s.id <> $3
GROUP BY l.worker ORDER BY l.worker
)sql" };
db::Query const drop_parts { "premium.drop_parts", "DELETE FROM premium_part WHERE sheet = $1" };
db::Query const add_part { "premium.add_part", R"sql(
INSERT INTO premium_part(activity, fund, sale, sheet, amount) VALUES ($1, $2, $3, $4, $5)
)sql" };
db::Query const select_parts { "premium.parts", R"sql(
SELECT sale, amount FROM premium_part WHERE sheet = $1 ORDER BY sale
)sql" };
db::Query const insert_approval { "premium.add_approval", R"sql(
INSERT INTO premium_approval(sheet, n, step, at, officer, hash, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql" };
db::Query const select_approvals { "premium.approvals", R"sql(
SELECT n, step, at, officer, hash, reason FROM premium_approval WHERE sheet = $1 ORDER BY n
)sql" };

} // namespace

std::int64_t next_n(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(select_next, unit);
}

void insert(db::Tx& tx, Sheet const& sheet)
{
    tx.run(add_sheet, sheet.id, sheet.unit, sheet.activity, sheet.n, sheet.fund, sheet.first_day,
           sheet.last_day, sheet.formula, sheet.covers, sheet.accrued, sheet.carried_in,
           sheet.claimed, sheet.topped_up, sheet.amount, sheet.carried_out, sheet.hash,
           sheet.made_at, sheet.made_by);
}

std::optional<Sheet> sheet(db::Read& read, UnitId unit, PremiumId id)
{
    return read.one<Sheet>(select_one, id, unit);
}

std::optional<UnitId> unit_of(db::Read& read, PremiumId id)
{
    return read.one<UnitId>(select_unit, id);
}

std::vector<Sheet> sheets(db::Read& read, UnitId unit)
{
    return read.all<Sheet>(select_newest, unit);
}

std::vector<Sheet> sheets_after(db::Read& read, UnitId unit, std::int64_t after)
{
    return read.all<Sheet>(select_after, unit, after);
}

std::vector<UnitId> units_with_sheets(db::Read& read) { return read.all<UnitId>(select_units); }

std::optional<Sheet> last_living(db::Read& read, ActivityId activity, Fund fund)
{
    return read.one<Sheet>(select_living, activity, fund);
}

std::optional<Sheet> last_authorised(db::Read& read, ActivityId activity, Fund fund,
                                     PremiumId sheet)
{
    return read.one<Sheet>(select_authorised, activity, fund, sheet);
}

std::optional<Sheet> holding(db::Read& read, ActivityId activity, Fund fund, Day day)
{
    return read.one<Sheet>(select_holding, activity, fund, day);
}

void set_content(db::Tx& tx, Sheet const& sheet)
{
    CHECK(tx.run(update_content, sheet.id, sheet.formula, sheet.covers, sheet.accrued,
                 sheet.carried_in, sheet.claimed, sheet.topped_up, sheet.amount, sheet.carried_out,
                 sheet.hash)
          == 1);
}

void set_state(db::Tx& tx, Sheet const& sheet)
{
    CHECK(tx.run(update_state, sheet.id, sheet.state, sheet.version, sheet.booked_as) == 1);
}

void put_lines(db::Tx& tx, PremiumId sheet, std::vector<Line> const& lines)
{
    tx.run(drop_lines, sheet);
    for (auto const& line : lines)
        tx.run(add_line, sheet, line.worker, line.n, line.present, line.hours, line.pieces,
               line.earned, line.difficulty, line.conduct, line.weight, line.amount);
}

std::vector<Line> lines(db::Read& read, PremiumId sheet)
{
    return read.all<Line>(select_lines, sheet);
}

void put_lates(db::Tx& tx, PremiumId sheet, std::vector<Late> const& lates)
{
    tx.run(drop_lates, sheet);
    for (auto const& late : lates)
        tx.run(add_late, sheet, late.worker, late.present, late.hours, late.pieces, late.earned);
}

std::vector<Late> lates(db::Read& read, PremiumId sheet)
{
    return read.all<Late>(select_lates, sheet);
}

std::vector<Late> counted(db::Read& read, Sheet const& sheet)
{
    return read.all<Late>(select_counted, sheet.activity, sheet.fund, sheet.id);
}

void put_parts(db::Tx& tx, Sheet const& sheet, std::vector<Part> const& parts)
{
    tx.run(drop_parts, sheet.id);
    for (auto const& part : parts)
        tx.run(add_part, sheet.activity, sheet.fund, part.sale, sheet.id, part.amount);
}

std::vector<Part> parts(db::Read& read, PremiumId sheet)
{
    return read.all<Part>(select_parts, sheet);
}

void add_approval(db::Tx& tx, PremiumId sheet, Approval const& approval)
{
    tx.run(insert_approval, sheet, approval.n, approval.step, approval.at, approval.officer,
           approval.hash, approval.reason);
}

std::vector<Approval> approvals(db::Read& read, PremiumId sheet)
{
    return read.all<Approval>(select_approvals, sheet);
}

} // namespace karya::premium::store
