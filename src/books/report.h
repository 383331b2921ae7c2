#pragma once
// Month and year reports: frozen, approved step by step, corrected by another version. For books/
// and those who show its papers.

#include "books/books.h"

namespace karya {
using ReportId = Id<struct ReportTag>;
} // namespace karya

namespace karya::books {

inline constexpr ErrorCode period_running { "books.period_running", Fault::conflict };
inline constexpr ErrorCode report_open { "books.report_open", Fault::conflict };
inline constexpr ErrorCode wrong_step { "books.wrong_step", Fault::conflict };
inline constexpr ErrorCode same_hand { "books.same_hand", Fault::conflict };
inline constexpr ErrorCode units_missing { "books.units_missing", Fault::invalid };
inline constexpr ErrorCode not_begun { "books.not_begun", Fault::conflict };
inline constexpr ErrorCode unknown_report { "books.unknown_report", Fault::not_found };
inline constexpr ErrorCode reason_missing { "books.reason_missing", Fault::invalid };

inline constexpr ErrorCode drawer_blind { "books.drawer_blind", Fault::forbidden };

/// See reports and what they will hold: of cashiers, who count their drawers blind, once the period
/// is over.
inline constexpr Permission report_right { allow("books.report",
                                                 { Role::cashier, Role::kasi, Role::treasurer,
                                                   Role::head, Role::kanwil, Role::ditjen,
                                                   Role::auditor }) };
/// The operator, who may be anybody that neither verifies nor authorises it.
inline constexpr Permission make_right { allow(
    "books.make", { Role::cashier, Role::kasi, Role::treasurer, Role::kanwil, Role::ditjen }) };
inline constexpr Permission verify_right { allow("books.verify", { Role::kasi }) };
inline constexpr Permission authorise_right { allow("books.authorise",
                                                    { Role::head, Role::kanwil, Role::ditjen }) };
inline constexpr Permission return_right { allow(
    "books.return", { Role::kasi, Role::head, Role::kanwil, Role::ditjen }) };

/// Whose report of which month or year. `place`: id of the unit or office, empty for the nation.
struct ReportKey {
    Level level {};
    std::string place {};
    Day first {};
    Day last {};
};
BOOST_DESCRIBE_STRUCT(ReportKey, (), (level, place, first, last))

/// The month ("2021-04") or year ("2021") named. Fails: books.bad_period.
struct Period {
    Day first {};
    Day last {};
};
Result<Period> period_named(std::string_view name);
std::string name_of(Period const& period);

/// "1 April 2021 sampai 30 April 2021", or the month or year alone.
Words period_words(Day first, Day last);

Day month_of(Day day);     ///< its first day
Day end_of_month(Day day); ///< its last day

/// Who may look at reports of that place: own unit; own office and its units; all.
/// Fails: core.not_found.
Result<ReportKey> own_key(View const& view, Period const& period);
Result<ReportKey> unit_key(View const& view, UnitId unit, Period const& period);
Result<ReportKey> office_key(View const& view, KanwilId kanwil, Period const& period);
Result<void> check_reach(View const& view, ReportKey const& key);

enum class HandDeed : std::uint8_t { made, verified, authorised, returned };
BOOST_DESCRIBE_ENUM(HandDeed, made, verified, authorised, returned)

struct Hand {
    std::int64_t n {};
    HandDeed deed {};
    Timestamp at {};
    OfficerId officer {};
    std::string name {};
    Role role {};
    std::string hash {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(Hand, (), (n, deed, at, officer, name, role, hash, note))

struct Report {
    ReportId id {};
    Level level {};
    std::string place {};
    Day first {};
    Day last {};
    std::int64_t version {};
    std::string code {};
    std::string reason {};
    std::string content {};
    std::string hash {};

    ReportKey key() const { return { level, place, first, last }; }
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (id, level, place, first, last, version, code, reason, content, hash))

/// What a report made now would hold. Reads day sums, never single sales of many units.
Result<Folio> draft(View const& view, ReportKey const& key);
Folio folio_of(Report const& report);

/// The first day of which a place has something to report: it sold, or a unit booked anything.
std::optional<Day> first_day_of(View const& view, ReportKey const& key);

/// Whether a unit may report that day: it lies in its books, or it is one of the last 31, of which
/// it may say that nothing was sold.
bool is_reportable(View const& view, org::UnitScope const& scope, Day day);

/// Freezes the draft as the next version. Audited.
/// Fails: core.not_found, books.period_running, books.not_begun (it ended before the place began),
/// books.report_open (one of the period that is not authorised or returned), books.reason_missing
/// (after an authorised one), books.nothing_new.
Result<Report> make(Call& call, ReportKey const& key, std::string const& reason);

/// How many of the units below have an authorised report of the period, and who has none.
struct Reporting {
    std::int64_t authorised {};
    std::int64_t of {};
    std::vector<std::string> missing {}; ///< names
};
BOOST_DESCRIBE_STRUCT(Reporting, (), (authorised, of, missing))
/// Of an office or the nation. Fails: core.not_found.
Result<Reporting> reporting_of(View const& view, ReportKey const& key);

/// Whether units may be missing in what is authorised.
enum class Missing : std::uint8_t { refused, known };
/// The next step. Unit: made, verified by its section head, authorised by its head. Above: made and
/// authorised. No person does two of them. How many units had reported is kept with the deed.
/// Audited. Fails: core.not_found, books.wrong_step, books.same_hand, books.units_missing (above
/// units, unless it is known).
Result<void> verify(Call& call, ReportId id);
Result<void> authorise(Call& call, ReportId id, Missing missing = Missing::refused);
/// The parts of the newest version, authorised, that a draft made now would fill otherwise: what
/// was written late. What a unit owns and who is assigned is told as of today, and is none of them.
/// Of units alone: those above are corrected when their units are.
std::vector<Words> changed_since(View const& view, Report const& report);
/// Ends a version that is not authorised, with the reason. Audited.
/// Fails: core.not_found, books.wrong_step, books.reason_missing.
Result<void> give_back(Call& call, ReportId id, std::string const& why);

/// Fails: core.not_found, also for one out of reach.
Result<Report> report(View const& view, ReportId id);
/// For everybody who holds its paper.
std::optional<Report> report_by_code(View const& view, std::string_view code);
std::vector<Hand> hands(View const& view, ReportId id);
HandDeed state_of(std::vector<Hand> const& hands);

/// A report in lists, without its content.
struct ReportLine {
    ReportId id {};
    std::string place {};
    Day first {};
    Day last {};
    std::int64_t version {};
    HandDeed state {};
};
BOOST_DESCRIBE_STRUCT(ReportLine, (), (id, place, first, last, version, state))
/// All versions of one place whose period lies in these days, the newest first.
std::vector<ReportLine> reports_of_place(View const& view, Level level, std::string_view place,
                                         Period const& days);
/// The newest version of every unit for exactly that period.
std::vector<ReportLine> newest_of_units(View const& view, Period const& period);

} // namespace karya::books
