// Workers' days and marks.

#include "workshop/store.h"

namespace karya::workshop::store {

namespace {

db::Query const insert_line { "workshop.add_line", R"sql(
INSERT INTO workshop_line(activity, day, worker, seq, unit, n, presence, hours, pieces, rate, at,
    officer, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
)sql" };
db::Query const select_lines { "workshop.lines", R"sql(
SELECT worker, n, seq, presence, hours, pieces, rate, at, officer, reason FROM workshop_line
WHERE activity = $1 AND unit = $2 AND day = $3 ORDER BY n, seq
)sql" };
db::Query const select_last_lines { "workshop.last_lines", R"sql(
SELECT l.worker, l.n, l.seq, l.presence, l.hours, l.pieces, l.rate, l.at, l.officer, l.reason
FROM workshop_line l
WHERE l.activity = $1 AND l.unit = $2 AND l.day BETWEEN $3 AND $4
    AND l.seq = (SELECT MAX(m.seq) FROM workshop_line m
        WHERE m.activity = l.activity AND m.day = l.day AND m.worker = l.worker)
ORDER BY l.n, l.day
)sql" };
db::Query const select_same { "workshop.same_days", R"sql(
SELECT l.worker, l.n, l.rate, l.pieces, COUNT(*), CAST(SUM(l.hours) AS BIGINT)
FROM workshop_line l
WHERE l.activity = $1 AND l.unit = $2 AND l.day <= $3 AND l.presence = 'present'
    AND l.seq = (SELECT MAX(m.seq) FROM workshop_line m
        WHERE m.activity = l.activity AND m.day = l.day AND m.worker = l.worker)
GROUP BY l.worker, l.n, l.rate, l.pieces ORDER BY l.n, l.rate, l.pieces
)sql" };
db::Query const select_pieces { "workshop.piece_lines", R"sql(
SELECT worker, day, rate, pieces FROM workshop_line
WHERE activity = $1 AND unit = $2 AND day <= $3 AND pieces > 0 ORDER BY worker, day, seq
)sql" };
db::Query const select_hours { "workshop.last_hours", R"sql(
SELECT hours FROM workshop_line WHERE activity = $1 AND unit = $2 AND hours > 0
ORDER BY day DESC, at DESC, n LIMIT 1
)sql" };
db::Query const select_rate { "workshop.last_rate", R"sql(
SELECT rate FROM workshop_line WHERE activity = $1 AND unit = $2 AND pieces > 0
ORDER BY day DESC, at DESC, n LIMIT 1
)sql" };
db::Query const select_sheets { "workshop.sheets_after", R"sql(
SELECT DISTINCT unit, activity, day FROM workshop_line
WHERE (activity, day) > ($1, $2) ORDER BY activity, day LIMIT 500
)sql" };
db::Query const insert_mark { "workshop.add_mark", R"sql(
INSERT INTO workshop_mark(activity, month, worker, seq, n, difficulty, conduct, at, officer, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
)sql" };
db::Query const select_marks { "workshop.marks", R"sql(
SELECT worker, n, seq, difficulty, conduct, at, officer, reason FROM workshop_mark
WHERE activity = $1 AND month = $2 ORDER BY n, seq
)sql" };
db::Query const count_worked { "workshop.worked_by_unit", R"sql(
SELECT l.unit, COUNT(*), CAST(SUM(l.hours) AS BIGINT) FROM workshop_line l
WHERE l.day BETWEEN $1 AND $2 AND l.presence = 'present'
    AND l.seq = (SELECT MAX(m.seq) FROM workshop_line m
        WHERE m.activity = l.activity AND m.day = l.day AND m.worker = l.worker)
GROUP BY l.unit
)sql" };

} // namespace

void add_line(db::Tx& tx, Sheet const& sheet, DayLine const& line)
{
    tx.run(insert_line, sheet.activity, sheet.day, line.worker, line.seq, sheet.unit, line.n,
           line.presence, line.hours, line.pieces, line.rate, line.at, line.officer, line.reason);
}

std::vector<DayLine> lines(db::Read& read, Sheet const& sheet)
{
    return read.all<DayLine>(select_lines, sheet.activity, sheet.unit, sheet.day);
}

std::vector<DayLine> last_lines(db::Read& read, Sheet const& first, Day last)
{
    return read.all<DayLine>(select_last_lines, first.activity, first.unit, first.day, last);
}

std::vector<SameDays> same_days(db::Read& read, Sheet const& last)
{
    return read.all<SameDays>(select_same, last.activity, last.unit, last.day);
}

std::vector<PieceLine> piece_lines(db::Read& read, Sheet const& last)
{
    return read.all<PieceLine>(select_pieces, last.activity, last.unit, last.day);
}

std::optional<Quantity> last_hours(db::Read& read, UnitId unit, ActivityId activity)
{
    return read.one<Quantity>(select_hours, activity, unit);
}

std::optional<Rupiah> last_rate(db::Read& read, UnitId unit, ActivityId activity)
{
    return read.one<Rupiah>(select_rate, activity, unit);
}

std::vector<Sheet> sheets_after(db::Read& read, Sheet const& after)
{
    return read.all<Sheet>(select_sheets, after.activity, after.day);
}

void add_mark(db::Tx& tx, ActivityId activity, Day month, MarkLine const& line)
{
    tx.run(insert_mark, activity, month, line.worker, line.seq, line.n, line.difficulty,
           line.conduct, line.at, line.officer, line.reason);
}

std::vector<MarkLine> marks(db::Read& read, ActivityId activity, Day month)
{
    return read.all<MarkLine>(select_marks, activity, month);
}

std::vector<WorkedCount> worked_by_unit(db::Read& read, Day from, Day to)
{
    return read.all<WorkedCount>(count_worked, from, to);
}

} // namespace karya::workshop::store
