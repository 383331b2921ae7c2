#pragma once
// SQL of books_*. For books/ only.

#include "books/books.h"

namespace karya::books::store {

/// Waits for whoever writes for that place, until the transaction ends.
void take_turn(db::Tx& tx, std::string_view place);

struct SoldKey {
    UnitId unit {};
    Day day {};
    Facet facet {};
    std::string what {};
    friend auto operator<=>(SoldKey const&, SoldKey const&) = default;
};
void add_sold(db::Tx& tx, SoldKey const& key, std::int64_t sales, Rupiah turnover);
std::vector<Share> shares_of_unit(db::Read& read, UnitId unit, board::Window const& window);
std::vector<Share> shares_of_all(db::Read& read, board::Window const& window);

struct DaySum {
    UnitId unit {};
    Day day {};
    Facet facet {};
    Rupiah turnover {};
};
BOOST_DESCRIBE_STRUCT(DaySum, (), (unit, day, facet, turnover))
/// All days of all units, a facet each.
std::vector<DaySum> day_sums(db::Read& read);

void add_day(db::Tx& tx, SentDay const& sent);
std::vector<SentDay> versions(db::Read& read, UnitId unit, Day day);
/// All reports of that day, by unit and version.
std::vector<SentDay> sent_on(db::Read& read, Day day);
std::vector<UnitId> units_with_reports(db::Read& read);
/// By day and version, at most 500, after that one.
std::vector<SentDay> sent_after(db::Read& read, UnitId unit, Day day, std::int64_t version);

void put_cutoff(db::Tx& tx, Cutoff const& cutoff);
std::vector<Cutoff> cutoffs(db::Read& read);
std::optional<std::int64_t> minutes_on(db::Read& read, Zone zone, Day day);

} // namespace karya::books::store
