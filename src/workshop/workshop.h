#pragma once
// What happens in the work activities of a unit: place and tools, who works there by decree, every
// worker's day with hours and pieces, and marks of a month. Workers are numbers here; who they are
// is wbp's. Nothing of this module is public.

#include "catalogue/catalogue.h"
#include "org/org.h"
#include "wbp/wbp.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
using DecreeId = Id<struct DecreeTag>;
} // namespace karya

namespace karya::workshop {

inline constexpr ErrorCode bad_facts { "workshop.bad_facts", Fault::invalid };
inline constexpr ErrorCode bad_decree { "workshop.bad_decree", Fault::invalid };
inline constexpr ErrorCode decree_taken { "workshop.decree_taken", Fault::conflict };
inline constexpr ErrorCode decree_over { "workshop.decree_over", Fault::conflict };
inline constexpr ErrorCode bad_day { "workshop.bad_day", Fault::invalid };
inline constexpr ErrorCode day_closed { "workshop.day_closed", Fault::conflict };
inline constexpr ErrorCode not_assigned { "workshop.not_assigned", Fault::conflict };
inline constexpr ErrorCode bad_line { "workshop.bad_line", Fault::invalid };
inline constexpr ErrorCode reason_missing { "workshop.reason_missing", Fault::invalid };
inline constexpr ErrorCode bad_marks { "workshop.bad_marks", Fault::invalid };

/// The activities of the own unit, or counts of all below.
inline constexpr Permission read_right { allow(
    "workshop.read",
    { Role::kasi, Role::treasurer, Role::head, Role::kanwil, Role::ditjen, Role::auditor }) };
/// Decrees, days and marks of single workers, by number, in the own unit alone.
inline constexpr Permission see_right { allow("workshop.see",
                                              { Role::kasi, Role::treasurer, Role::head }) };
inline constexpr Permission add_right { allow("workshop.add", { Role::kasi, Role::head }) };
inline constexpr Permission write_right { allow("workshop.write", { Role::kasi }) };
/// Write a day that is closed to the section.
inline constexpr Permission late_right { allow("workshop.late", { Role::head }) };

// ---- The activity ----

/// What is known of it; an empty text is not known.
struct Facts {
    std::string kind {}; ///< jenis kegiatan, as the unit's books call it
    std::string place {};
    std::optional<Quantity> area {};         ///< square metres
    std::optional<std::int64_t> capacity {}; ///< persons
    std::string partner {};
    std::string agreement {}; ///< number of the agreement with the partner
    std::optional<Day> agreed_from {};
    std::optional<Day> agreed_to {};
    std::optional<catalogue::Measure> measure {}; ///< in which its pieces are counted
};
BOOST_DESCRIBE_STRUCT(Facts, (),
                      (kind, place, area, capacity, partner, agreement, agreed_from, agreed_to,
                       measure))

enum class ToolState : std::uint8_t { good, worn, broken };
BOOST_DESCRIBE_ENUM(ToolState, good, worn, broken)
struct Tool {
    std::string name {};
    std::int64_t count { 1 };
    ToolState state { ToolState::good };
};
BOOST_DESCRIBE_STRUCT(Tool, (), (name, count, state))
inline constexpr std::size_t tools_max = 60;

struct Known {
    Facts facts {};
    std::vector<Tool> tools {};
};
BOOST_DESCRIBE_STRUCT(Known, (), (facts, tools))

/// Replaces what was known. Audited. Fails: core.not_found, workshop.bad_facts (fields).
Result<void> describe(Call& call, org::UnitScope const& scope, ActivityId activity,
                      Known const& known);
Known known_of(View const& view, org::UnitScope const& scope, ActivityId activity);

// ---- Decrees: who works there (SK penempatan) ----

struct Decree {
    DecreeId id {};
    ActivityId activity {};
    std::string number {};
    Day dated {};
    Day since {};
    std::optional<Day> until {};
    std::int64_t workers {};
};
BOOST_DESCRIBE_STRUCT(Decree, (), (id, activity, number, dated, since, until, workers))

struct NewDecree {
    ActivityId activity {};
    std::string number {};
    Day dated {};
    Day since {};
    std::optional<Day> until {};
    std::vector<WorkerId> workers {};
};
/// Audited. Fails: core.not_found, workshop.bad_decree (fields), workshop.decree_taken,
/// wbp.has_left.
Result<Decree> assign(Call& call, org::UnitScope const& scope, NewDecree const& wanted);
/// Its last day is earlier than it was. Audited.
/// Fails: core.not_found, workshop.decree_over, workshop.bad_decree.
Result<Decree> end_decree(Call& call, org::UnitScope const& scope, DecreeId id, Day last_day);
/// Newest first, at most 100.
std::vector<Decree> decrees(View const& view, org::UnitScope const& scope, ActivityId activity);

struct Assigned {
    WorkerId worker {};
    std::int64_t n {}; ///< his number in the unit
};
BOOST_DESCRIBE_STRUCT(Assigned, (), (worker, n))
/// Who is assigned on that day and has not left before it, by number.
std::vector<Assigned> assigned_on(View const& view, org::UnitScope const& scope,
                                  ActivityId activity, Day day);

// ---- Days: attendance and pieces ----

enum class Presence : std::uint8_t { present, sick, leave, absent };
BOOST_DESCRIBE_ENUM(Presence, present, sick, leave, absent)

/// Until so many days later the section itself may write or correct a day.
inline constexpr int days_open = 7;

/// One worker's day as it counts, or as it was before a correction.
struct DayLine {
    WorkerId worker {};
    std::int64_t n {};
    std::int64_t seq {};
    Presence presence { Presence::present };
    Quantity hours {};
    Quantity pieces {};
    Rupiah rate {}; ///< for one piece on that day
    Timestamp at {};
    OfficerId officer {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(DayLine, (),
                      (worker, n, seq, presence, hours, pieces, rate, at, officer, reason))

struct DayEntry {
    WorkerId worker {};
    Presence presence { Presence::present };
    std::optional<Quantity> hours {}; ///< absent: those of the sheet, if he was there
    std::optional<Quantity> pieces {};
};
struct DaySheet {
    ActivityId activity {};
    Day day {};
    Quantity hours {}; ///< of everybody who was there
    Rupiah rate {};    ///< for one piece
    std::string reason {};
    std::vector<DayEntry> entries {}; ///< who is not named stays as he is
};
/// Who writes: the section, or the head when the day is closed to it.
enum class Hand : std::uint8_t { section, head };
/// A worker whose day changes gets a new line; the rest none. The number of lines written. Audited.
/// Fails: core.not_found, workshop.bad_day (ahead), workshop.day_closed, workshop.not_assigned,
/// workshop.bad_line (fields), workshop.reason_missing (a correction, or a closed day).
Result<std::int64_t> record_day(Call& call, org::UnitScope const& scope, DaySheet const& sheet,
                                Hand hand);
/// Every line of the day, by worker and in the order written; the last of a worker counts.
std::vector<DayLine> lines_of(View const& view, org::UnitScope const& scope, ActivityId activity,
                              Day day);
/// Only those that count.
std::vector<DayLine> last_of_each(std::vector<DayLine> const& lines);

/// Hours and rate as last written, to begin the next sheet with.
struct Usual {
    Quantity hours {};
    Rupiah rate {};
};
Usual usual(View const& view, org::UnitScope const& scope, ActivityId activity);

/// A month of one worker in one activity: what a premium sheet begins with.
struct WorkerMonth {
    WorkerId worker {};
    std::int64_t n {};
    std::int64_t present {};
    std::int64_t sick {};
    std::int64_t leave {};
    std::int64_t absent {};
    Quantity hours {};
    Quantity pieces {};
    Rupiah earned {}; ///< sum over days of rate × pieces, each half up
    std::optional<std::int64_t> difficulty {};
    std::optional<std::int64_t> conduct {};
};
BOOST_DESCRIBE_STRUCT(WorkerMonth, (),
                      (worker, n, present, sick, leave, absent, hours, pieces, earned, difficulty,
                       conduct))
/// By number; whoever has a line in the month that holds `day`.
std::vector<WorkerMonth> month_of(View const& view, org::UnitScope const& scope,
                                  ActivityId activity, Day day);
/// The same of the days `first` to `last`, which lie in one month.
std::vector<WorkerMonth> days_of(View const& view, org::UnitScope const& scope, ActivityId activity,
                                 Day first, Day last);

/// All days up to `last`, without marks: by number, whoever was present on one.
std::vector<WorkerMonth> sums_until(View const& view, org::UnitScope const& scope,
                                    ActivityId activity, Day last);

/// A sheet above this module that counts a day already, as its page tells it.
struct Holder {
    std::string words {};   ///< "Upah PTK-PREMI-3"
    std::string address {}; ///< in the reader's language
};
BOOST_DESCRIBE_STRUCT(Holder, (), (words, address))
using HoldersOf = std::vector<Holder> (*)(View const&, org::UnitScope const&, ActivityId, Day);
/// Before any request: who is asked for them. Nobody: a day is told as held by none.
void keep_holders(HoldersOf holders);

// ---- Marks ----

struct MarkEntry {
    WorkerId worker {};
    std::int64_t difficulty {}; ///< of the work, 1 to 5
    std::int64_t conduct {};
};
struct MarkSheet {
    ActivityId activity {};
    Day month {}; ///< its first day
    std::string reason {};
    std::vector<MarkEntry> entries {};
};
/// As record_day; a worker must have a day in that month. The number of marks written. Audited.
/// Fails: core.not_found, workshop.bad_marks (fields), workshop.not_assigned,
/// workshop.reason_missing.
Result<std::int64_t> mark(Call& call, org::UnitScope const& scope, MarkSheet const& sheet);

// ---- Counts, for those above ----

struct UnitCount {
    UnitId unit {};
    std::string name {};
    std::string code {};
    std::int64_t activities {}; ///< where somebody is assigned today
    std::int64_t assigned {};   ///< persons
    std::int64_t days {};       ///< worked, within the last thirty
    Quantity hours {};
};
BOOST_DESCRIBE_STRUCT(UnitCount, (), (unit, name, code, activities, assigned, days, hours))
/// Units within the reader's reach where somebody works, those with most first.
Result<std::vector<UnitCount>> counts(View const& view);

/// What stands idle in a unit: activities where nobody is assigned, with their tools and land.
struct IdleCount {
    UnitId unit {};
    std::int64_t activities {};
    std::int64_t tools {};
    Quantity area {}; ///< square metres
};
BOOST_DESCRIBE_STRUCT(IdleCount, (), (unit, activities, tools, area))
/// Of every unit that has some, on that day.
std::vector<IdleCount> idle_counts(View const& view, Day day);

void add_routes(web::Routes& routes);
/// What a worker's days were at the most said to have earned, each by its best line.
struct MostEarned {
    WorkerId worker {};
    Rupiah amount {};
};
/// Of the days up to `last`, for the proof of sheets above.
std::vector<MostEarned> most_earned(db::Read& read, UnitId unit, ActivityId activity, Day last);
/// The first day whose lines do not follow each other, or are not as the audit trail saw them last,
/// for `karya verify`.
std::optional<std::string> first_broken_day(db::Read& read);

} // namespace karya::workshop
