#pragma once
// The books and reports a unit owes: the report of a day and who has not sent it, cash and stock
// books, month and year reports with their approvals. Nobody who works there is named in any.

#include "board/board.h"
#include "books/folio.h"
#include "core/outbox.h"
#include "org/org.h"
#include "sales/sales.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
namespace web {
class Routes;
}
} // namespace karya

namespace karya::books {

inline constexpr ErrorCode day_ahead { "books.day_ahead", Fault::invalid };
inline constexpr ErrorCode still_counting { "books.still_counting", Fault::conflict };
inline constexpr ErrorCode nothing_new { "books.nothing_new", Fault::conflict };
inline constexpr ErrorCode note_missing { "books.note_missing", Fault::invalid };
inline constexpr ErrorCode bad_cutoff { "books.bad_cutoff", Fault::invalid };
inline constexpr ErrorCode bad_period { "books.bad_period", Fault::invalid };
inline constexpr ErrorCode too_long { "books.too_long", Fault::too_large };

/// Books and reports of the own unit, or of all below.
inline constexpr Permission read_right { allow(
    "books.read",
    { Role::kasi, Role::treasurer, Role::head, Role::kanwil, Role::ditjen, Role::auditor }) };
/// Send the report of a day.
inline constexpr Permission send_right { allow("books.send", { Role::kasi, Role::head }) };
/// See who has reported.
inline constexpr Permission watch_right { allow("books.watch",
                                                { Role::kanwil, Role::ditjen, Role::auditor }) };
/// Say until when a day must be reported.
inline constexpr Permission cutoff_right { allow("books.cutoff", { Role::ditjen }) };

// ---- What was sold, told apart: a projection of sales events (sold.cpp) ----

enum class Facet : std::uint8_t { buyer, channel, goods };
BOOST_DESCRIBE_ENUM(Facet, buyer, channel, goods)

/// What is left of what was sold to one kind of buyer, say; `sales` counts those that were not
/// voided, for goods each sale that holds some.
struct Share {
    Facet facet {};
    std::string what {}; ///< as the enum of the facet spells it
    std::int64_t sales {};
    Rupiah turnover {};
};
BOOST_DESCRIBE_STRUCT(Share, (), (facet, what, sales, turnover))

/// Of some units, or (empty) of all; by facet, the largest first.
std::vector<Share> shares(View const& view, std::vector<UnitId> const& units,
                          board::Window const& window);
core::Subscriber subscriber();

// ---- The report of a day (day.cpp) ----

/// A place among those that stand in one ranking.
struct Rank {
    std::int64_t place {};
    std::int64_t of {};
    friend bool operator==(Rank const&, Rank const&) = default;
};
BOOST_DESCRIBE_STRUCT(Rank, (), (place, of))

/// A campaign up to the day.
struct CampaignSoFar {
    std::string name {};
    Day first {};
    Day last {};
    std::int64_t day_number {}; ///< of the campaign: 1, 2, …
    Rupiah turnover {};
    Rupiah premi {};
    Rupiah pnbp {};
    std::int64_t sales {};
};
BOOST_DESCRIBE_STRUCT(CampaignSoFar, (),
                      (name, first, last, day_number, turnover, premi, pnbp, sales))

/// What a unit reports of a day. Ranks are by the campaign up to then, else by the day; those that
/// sold nothing have none.
struct DayFigures {
    Day day {};
    std::string unit_name {};
    std::string unit_code {};
    std::string kanwil_name {};
    Rupiah turnover {};
    Rupiah premi {};
    Rupiah pnbp {};
    std::int64_t sales {};
    std::vector<Share> shares {};
    std::optional<CampaignSoFar> campaign {};
    std::optional<Rank> in_kanwil {};
    std::optional<Rank> in_nation {};
};
BOOST_DESCRIBE_STRUCT(DayFigures, (),
                      (day, unit_name, unit_code, kanwil_name, turnover, premi, pnbp, sales, shares,
                       campaign, in_kanwil, in_nation))

DayFigures day_figures(View const& view, org::UnitScope const& scope, Day day);
/// Ready to be pasted into a message.
std::string day_text(Lang lang, DayFigures const& figures);

/// A report as it was sent.
struct SentDay {
    UnitId unit {};
    Day day {};
    std::int64_t version {};
    Timestamp at {};
    OfficerId officer {};
    std::string name {}; ///< of the officer, as it was then
    std::string note {}; ///< why it was sent again
    std::string figures {};
    std::string hash {}; ///< SHA-256 of `figures`
};
BOOST_DESCRIBE_STRUCT(SentDay, (), (unit, day, version, at, officer, name, note, figures, hash))

/// Freezes the figures of the day and sends them; nothing sold is reported as nihil. The day may be
/// today's or an earlier one, but for the last 31 not one before the unit began. Once more after a
/// correction: the next version, with its reason. Audited. Fails: books.day_ahead,
/// books.not_begun, books.still_counting (a sale of these moments is not in the sums yet),
/// books.nothing_new (the figures are those sent last), books.note_missing.
Result<SentDay> send_day(Call& call, org::UnitScope const& scope, Day day, std::string const& note);
/// The newest version first.
std::vector<SentDay> sent_versions(View const& view, org::UnitScope const& scope, Day day);
/// What a sent report holds.
DayFigures figures_of(SentDay const& sent);
/// Whether the day's own sums (not its ranks) are still those.
bool same_sums(DayFigures const& sent, DayFigures const& now);

// ---- Who has reported (watch.cpp) ----

/// Until when a day must be reported, from `since` on: minutes after the day's beginning.
struct Cutoff {
    Zone zone {};
    Day since {};
    std::int64_t minutes {};
};
BOOST_DESCRIBE_STRUCT(Cutoff, (), (zone, since, minutes))
/// As long as nobody said otherwise: the day's own end.
inline constexpr std::int64_t minutes_usual = 24 * 60;
inline constexpr std::int64_t minutes_most = 72 * 60;

/// Newest first, at most 100.
std::vector<Cutoff> cutoffs(View const& view);
/// The instant until which that day must be reported there.
Timestamp due_at(View const& view, Zone zone, Day day);
/// From today (at that zone) or later. Audited. Fails: books.bad_cutoff (fields).
Result<void> set_cutoff(Call& call, Cutoff const& cutoff);

/// `awaited`: there is still time. `missing`: there is none any more.
enum class Reported : std::uint8_t { missing, late, awaited, in_time };
BOOST_DESCRIBE_ENUM(Reported, missing, late, awaited, in_time)

struct UnitReport {
    UnitId unit {};
    std::string name {};
    std::string code {};
    std::string kanwil_name {};
    Reported state {};
    LocalTime due {};
    std::optional<LocalTime> at {}; ///< of the first version
    std::int64_t versions {};
    bool corrected { false };
    std::optional<Rupiah> turnover {}; ///< as last reported
    bool nihil { false };
    Rupiah counted {}; ///< as the board counts it now
};
BOOST_DESCRIBE_STRUCT(UnitReport, (),
                      (unit, name, code, kanwil_name, state, due, at, versions, corrected, turnover,
                       nihil, counted))
/// Of all that hold prisoners on that day and are within the reader's reach; the missing first,
/// then by name. Fails: core.not_found for the public.
Result<std::vector<UnitReport>> reports_of(View const& view, Day day);

/// The day of an office or the nation as text, with its units.
Result<std::string> reach_text(View const& view, Day day);

void add_routes(web::Routes& routes);
/// The first row of the projection that does not add up to the board's sums, report whose figures
/// are not those of its hash or of the audit trail, or version that is missing; for `karya verify`.
std::optional<std::string> first_broken_report(db::Read& read);

} // namespace karya::books

#include "books/report.h" // the second half of the door
