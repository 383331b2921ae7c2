#include "books/store_report.h"

namespace karya::books::store {

namespace {

db::Query const insert_report { "books.add_report", R"sql(
INSERT INTO books_report (id, level, place, first, last, version, code, reason, content, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
)sql" };
db::Query const insert_hand { "books.add_hand", R"sql(
INSERT INTO books_hand (report, n, deed, at, officer, name, role, hash, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
)sql" };
db::Query const select_report { "books.report", R"sql(
SELECT id, level, place, first, last, version, code, reason, content, hash FROM books_report
WHERE id = $1
)sql" };
db::Query const select_code { "books.report_by_code", R"sql(
SELECT id, level, place, first, last, version, code, reason, content, hash FROM books_report
WHERE code = $1
)sql" };
db::Query const select_newest_report { "books.newest_report", R"sql(
SELECT id, level, place, first, last, version, code, reason, content, hash FROM books_report
WHERE level = $1 AND place = $2 AND first = $3 AND last = $4 ORDER BY version DESC LIMIT 1
)sql" };
db::Query const select_hands { "books.hands", R"sql(
SELECT n, deed, at, officer, name, role, hash, note FROM books_hand WHERE report = $1 ORDER BY n
)sql" };
db::Query const select_place { "books.reports_of_place", R"sql(
SELECT r.id, r.place, r.first, r.last, r.version,
    (SELECT h.deed FROM books_hand h WHERE h.report = r.id ORDER BY h.n DESC LIMIT 1)
FROM books_report r WHERE r.level = $1 AND r.place = $2 AND r.first >= $3 AND r.last <= $4
    AND (r.first, r.last, r.version) < ($5, $6, $7)
ORDER BY r.first DESC, r.last DESC, r.version DESC LIMIT 200
)sql" };
db::Query const select_of_units { "books.newest_of_units", R"sql(
SELECT r.id, r.place, r.first, r.last, r.version,
    (SELECT h.deed FROM books_hand h WHERE h.report = r.id ORDER BY h.n DESC LIMIT 1)
FROM books_report r
WHERE r.level = 'unit' AND r.first = $1 AND r.last = $2 AND r.version = (
    SELECT MAX(o.version) FROM books_report o
    WHERE o.level = 'unit' AND o.place = r.place AND o.first = $1 AND o.last = $2)
)sql" };
db::Query const select_reports_after { "books.reports_after", R"sql(
SELECT id, level, place, first, last, version, code, reason, content, hash FROM books_report
WHERE id > $1 ORDER BY id LIMIT 100
)sql" };

} // namespace

void add(db::Tx& tx, Report const& report)
{
    tx.run(insert_report, report.id, report.level, report.place, report.first, report.last,
           report.version, report.code, report.reason, report.content, report.hash);
}

void add(db::Tx& tx, ReportId report, Hand const& hand)
{
    tx.run(insert_hand, report, hand.n, hand.deed, hand.at, hand.officer, hand.name, hand.role,
           hand.hash, hand.note);
}

std::optional<Report> report(db::Read& read, ReportId id)
{
    return read.one<Report>(select_report, id);
}

std::optional<Report> by_code(db::Read& read, std::string_view code)
{
    return read.one<Report>(select_code, code);
}

std::optional<Report> newest(db::Read& read, ReportKey const& key)
{
    return read.one<Report>(select_newest_report, key.level, key.place, key.first, key.last);
}

std::vector<Hand> hands(db::Read& read, ReportId report)
{
    return read.all<Hand>(select_hands, report);
}

std::vector<ReportLine> of_place(db::Read& read, Level level, std::string_view place,
                                 Period const& days)
{
    std::vector<ReportLine> all;
    for (ReportLine next { .first = days.last.next() };;) {
        auto const page = read.all<ReportLine>(select_place, level, place, days.first, days.last,
                                               next.first, next.last, next.version);
        if (page.empty()) return all;
        all.insert(all.end(), page.begin(), page.end());
        next = page.back();
    }
}

std::vector<ReportLine> of_units(db::Read& read, Period const& period)
{
    return read.all<ReportLine>(select_of_units, period.first, period.last);
}

std::vector<Report> after(db::Read& read, ReportId id)
{
    return read.all<Report>(select_reports_after, id);
}

} // namespace karya::books::store
