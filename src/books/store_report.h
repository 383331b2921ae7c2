#pragma once
// SQL of books_report and books_hand. For books/ only.

#include "books/report.h"

namespace karya::books::store {

void add(db::Tx& tx, Report const& report);
void add(db::Tx& tx, ReportId report, Hand const& hand);
std::optional<Report> report(db::Read& read, ReportId id);
std::optional<Report> by_code(db::Read& read, std::string_view code);
std::optional<Report> newest(db::Read& read, ReportKey const& key);
std::vector<Hand> hands(db::Read& read, ReportId report);
std::vector<ReportLine> of_place(db::Read& read, Level level, std::string_view place,
                                 Period const& days);
std::vector<ReportLine> of_units(db::Read& read, Period const& period);
/// In the order of ids, at most 100 after that one.
std::vector<Report> after(db::Read& read, ReportId id);

} // namespace karya::books::store
