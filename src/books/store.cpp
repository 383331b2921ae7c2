#include "books/store.h"

namespace karya::books::store {

namespace {

db::Query const hold_turn { "books.take_turn", R"sql(
INSERT INTO books_turn (place) VALUES ($1) ON CONFLICT (place) DO UPDATE SET place = excluded.place
)sql" };
db::Query const raise_sold { "books.add_sold", R"sql(
INSERT INTO books_sold (unit, day, facet, what, sales, turnover) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (unit, day, facet, what) DO UPDATE SET sales = books_sold.sales + excluded.sales,
    turnover = books_sold.turnover + excluded.turnover
)sql" };
db::Query const select_unit { "books.shares_of_unit", R"sql(
SELECT facet, what, CAST(SUM(sales) AS BIGINT), CAST(SUM(turnover) AS BIGINT) AS brought
FROM books_sold WHERE unit = $1 AND day >= $2 AND day <= $3
GROUP BY facet, what ORDER BY facet, brought DESC, what
)sql" };
db::Query const select_all { "books.shares_of_all", R"sql(
SELECT facet, what, CAST(SUM(sales) AS BIGINT), CAST(SUM(turnover) AS BIGINT) AS brought
FROM books_sold WHERE day >= $1 AND day <= $2
GROUP BY facet, what ORDER BY facet, brought DESC, what
)sql" };
db::Query const select_day_sums { "books.day_sums", R"sql(
SELECT unit, day, facet, CAST(SUM(turnover) AS BIGINT) FROM books_sold
GROUP BY unit, day, facet ORDER BY unit, day, facet
)sql" };

db::Query const insert_day { "books.add_day", R"sql(
INSERT INTO books_day (unit, day, version, at, officer, name, note, figures, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
)sql" };
db::Query const select_versions { "books.versions", R"sql(
SELECT unit, day, version, at, officer, name, note, figures, hash FROM books_day
WHERE unit = $1 AND day = $2 ORDER BY version DESC LIMIT 100
)sql" };
db::Query const select_sent_on { "books.sent_on", R"sql(
SELECT unit, day, version, at, officer, name, note, figures, hash FROM books_day
WHERE day = $1 ORDER BY unit, version
)sql" };
db::Query const select_units { "books.units_with_reports", R"sql(
SELECT DISTINCT unit FROM books_day ORDER BY unit
)sql" };
db::Query const select_after { "books.sent_after", R"sql(
SELECT unit, day, version, at, officer, name, note, figures, hash FROM books_day
WHERE unit = $1 AND (day, version) > ($2, $3) ORDER BY day, version LIMIT 500
)sql" };

db::Query const write_cutoff { "books.put_cutoff", R"sql(
INSERT INTO books_cutoff (zone, since, minutes) VALUES ($1, $2, $3)
ON CONFLICT (zone, since) DO UPDATE SET minutes = excluded.minutes
)sql" };
db::Query const select_cutoffs { "books.cutoffs", R"sql(
SELECT zone, since, minutes FROM books_cutoff ORDER BY since DESC, zone LIMIT 100
)sql" };
db::Query const select_minutes { "books.minutes_on", R"sql(
SELECT minutes FROM books_cutoff WHERE zone = $1 AND since <= $2 ORDER BY since DESC LIMIT 1
)sql" };

} // namespace

void take_turn(db::Tx& tx, std::string_view place) { tx.run(hold_turn, place); }

void add_sold(db::Tx& tx, SoldKey const& key, std::int64_t sales, Rupiah turnover)
{
    tx.run(raise_sold, key.unit, key.day, key.facet, key.what, sales, turnover);
}

std::vector<Share> shares_of_unit(db::Read& read, UnitId unit, board::Window const& window)
{
    return read.all<Share>(select_unit, unit, window.first, window.last);
}

std::vector<Share> shares_of_all(db::Read& read, board::Window const& window)
{
    return read.all<Share>(select_all, window.first, window.last);
}

std::vector<DaySum> day_sums(db::Read& read) { return read.all<DaySum>(select_day_sums); }

void add_day(db::Tx& tx, SentDay const& sent)
{
    tx.run(insert_day, sent.unit, sent.day, sent.version, sent.at, sent.officer, sent.name,
           sent.note, sent.figures, sent.hash);
}

std::vector<SentDay> versions(db::Read& read, UnitId unit, Day day)
{
    return read.all<SentDay>(select_versions, unit, day);
}

std::vector<SentDay> sent_on(db::Read& read, Day day)
{
    return read.all<SentDay>(select_sent_on, day);
}

std::vector<UnitId> units_with_reports(db::Read& read) { return read.all<UnitId>(select_units); }

std::vector<SentDay> sent_after(db::Read& read, UnitId unit, Day day, std::int64_t version)
{
    return read.all<SentDay>(select_after, unit, day, version);
}

void put_cutoff(db::Tx& tx, Cutoff const& cutoff)
{
    tx.run(write_cutoff, cutoff.zone, cutoff.since, cutoff.minutes);
}

std::vector<Cutoff> cutoffs(db::Read& read) { return read.all<Cutoff>(select_cutoffs); }

std::optional<std::int64_t> minutes_on(db::Read& read, Zone zone, Day day)
{
    return read.one<std::int64_t>(select_minutes, zone, day);
}

} // namespace karya::books::store
