#pragma once
// SQL of workshop_*. For workshop/ only.

#include "workshop/workshop.h"

namespace karya::workshop::store {

/// Makes the activity's row if there is none, and keeps it until the transaction ends.
void hold(db::Tx& tx, UnitId unit, ActivityId activity);
std::optional<Facts> facts(db::Read& read, ActivityId activity);
std::vector<Tool> tools(db::Read& read, ActivityId activity);
void set(db::Tx& tx, ActivityId activity, Known const& known);

void add(db::Tx& tx, UnitId unit, Decree const& decree, std::vector<Assigned> const& workers);
std::optional<Decree> decree(db::Read& read, UnitId unit, DecreeId id);
bool has_number(db::Read& read, ActivityId activity, std::string_view number);
void set_until(db::Tx& tx, DecreeId id, Day until);
std::vector<Decree> decrees(db::Read& read, UnitId unit, ActivityId activity);
std::vector<Assigned> assigned_on(db::Read& read, UnitId unit, ActivityId activity, Day day);

struct Sheet {
    UnitId unit {};
    ActivityId activity {};
    Day day {};
};
BOOST_DESCRIBE_STRUCT(Sheet, (), (unit, activity, day))
void add_line(db::Tx& tx, Sheet const& sheet, DayLine const& line);
std::vector<DayLine> lines(db::Read& read, Sheet const& sheet);
/// The lines that count, of these days.
std::vector<DayLine> last_lines(db::Read& read, Sheet const& first, Day last);
/// So many days of one worker with these pieces at this rate.
struct SameDays {
    WorkerId worker {};
    std::int64_t n {};
    Rupiah rate {};
    Quantity pieces {};
    std::int64_t days {};
    Quantity hours {}; ///< of all of them
};
BOOST_DESCRIBE_STRUCT(SameDays, (), (worker, n, rate, pieces, days, hours))
/// Days present up to `last.day`, by the lines that count, in the order of the workers' numbers.
std::vector<SameDays> same_days(db::Read& read, Sheet const& last);
struct PieceLine {
    WorkerId worker {};
    Day day {};
    Rupiah rate {};
    Quantity pieces {};
};
BOOST_DESCRIBE_STRUCT(PieceLine, (), (worker, day, rate, pieces))
/// Every line with pieces up to `last.day`, also those that were corrected, by worker and day.
std::vector<PieceLine> piece_lines(db::Read& read, Sheet const& last);
std::optional<Quantity> last_hours(db::Read& read, UnitId unit, ActivityId activity);
std::optional<Rupiah> last_rate(db::Read& read, UnitId unit, ActivityId activity);
/// All days with lines after that one in the order of activity and day, at most 500.
std::vector<Sheet> sheets_after(db::Read& read, Sheet const& after);

struct MarkLine {
    WorkerId worker {};
    std::int64_t n {};
    std::int64_t seq {};
    std::int64_t difficulty {};
    std::int64_t conduct {};
    Timestamp at {};
    OfficerId officer {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(MarkLine, (), (worker, n, seq, difficulty, conduct, at, officer, reason))
void add_mark(db::Tx& tx, ActivityId activity, Day month, MarkLine const& line);
/// Every line, by worker and in the order written.
std::vector<MarkLine> marks(db::Read& read, ActivityId activity, Day month);

struct AssignedCount {
    UnitId unit {};
    std::int64_t activities {};
    std::int64_t workers {};
};
BOOST_DESCRIBE_STRUCT(AssignedCount, (), (unit, activities, workers))
std::vector<AssignedCount> assigned_by_unit(db::Read& read, Day day);
std::vector<IdleCount> idle_by_unit(db::Read& read, Day day);
struct WorkedCount {
    UnitId unit {};
    std::int64_t days {};
    Quantity hours {};
};
BOOST_DESCRIBE_STRUCT(WorkedCount, (), (unit, days, hours))
std::vector<WorkedCount> worked_by_unit(db::Read& read, Day from, Day to);

} // namespace karya::workshop::store
