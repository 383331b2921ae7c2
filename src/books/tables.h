#pragma once
// How the tables of reports are put together. For books/ only.

#include "base/embedded.h"
#include "books/report.h"
#include "production/production.h"

namespace karya::books {

/// Words of text/: text::turnover.
using Say = std::string (*)(Lang);

struct Heading {
    Say words;
    bool number;
};
Table table_of(Say title, std::vector<Heading> const& headings);
/// "Jumlah" and the cells after it; those that are missing are empty.
Row sum_row(Table const& table, std::vector<Cell> cells);
void add_fact(Folio& folio, Say words, Cell value, std::optional<About> about = {});
template<DescribedEnum E>
Cell word_cell(E value)
{
    return cell(both([&](Lang lang) { return karya::text::of(lang, value); }));
}

/// What was written of months that were closed by then, if anything was.
void put_late_lines(Folio& folio, std::vector<production::Line> const& lines);
/// By kind of buyer, kind of goods and channel; of a unit each leads to its receipts.
void put_share_tables(Folio& folio, std::vector<Share> const& shares, ReportKey const& key);
/// Day by day for a month, month by month for a year; of a unit or the nation, where each day and
/// month has a page.
void put_days(Folio& folio, std::vector<board::SumsOfDay> const& days, ReportKey const& key);

} // namespace karya::books
