#pragma once
// What each worker earned: a sheet of an activity and a period, shared out by a written formula,
// approved step by step, paid, and proven. Rules.

#include "ledger/ledger.h"
#include "workshop/workshop.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
using PremiumId = Id<struct PremiumTag>;
using PayoutId = Id<struct PayoutTag>;
} // namespace karya

namespace karya::premium {

inline constexpr ErrorCode bad_period { "premium.bad_period", Fault::invalid };
inline constexpr ErrorCode period_taken { "premium.period_taken", Fault::conflict };
inline constexpr ErrorCode sheet_open { "premium.sheet_open", Fault::conflict };
inline constexpr ErrorCode nothing_to_share { "premium.nothing_to_share", Fault::conflict };
inline constexpr ErrorCode nobody_worked { "premium.nobody_worked", Fault::conflict };
inline constexpr ErrorCode wrong_state { "premium.wrong_state", Fault::conflict };
inline constexpr ErrorCode stale { "premium.stale", Fault::conflict };
inline constexpr ErrorCode changed { "premium.changed", Fault::conflict };
inline constexpr ErrorCode own_step { "premium.own_step", Fault::conflict };
inline constexpr ErrorCode reason_missing { "premium.reason_missing", Fault::invalid };
inline constexpr ErrorCode bad_factors { "premium.bad_factors", Fault::invalid };
inline constexpr ErrorCode bad_payout { "premium.bad_payout", Fault::invalid };
inline constexpr ErrorCode already_paid { "premium.already_paid", Fault::conflict };
inline constexpr ErrorCode nothing_to_pay { "premium.nothing_to_pay", Fault::conflict };
inline constexpr ErrorCode not_paid { "premium.not_paid", Fault::conflict };
inline constexpr ErrorCode bad_wage { "premium.bad_wage", Fault::invalid };
inline constexpr ErrorCode bad_columns { "premium.bad_columns", Fault::invalid };

/// Sums of the own unit, or of all below.
inline constexpr Permission read_right { allow("premium.read",
                                               { Role::cashier, Role::kasi, Role::treasurer,
                                                 Role::head, Role::kanwil, Role::ditjen,
                                                 Role::auditor }) };
/// Single workers by number, in the own unit alone.
inline constexpr Permission see_right { allow(
    "premium.see", { Role::cashier, Role::kasi, Role::treasurer, Role::head }) };
/// The operator: makes sheets, sends and drops them.
inline constexpr Permission make_right { allow("premium.make",
                                               { Role::cashier, Role::kasi, Role::treasurer }) };
inline constexpr Permission verify_right { allow("premium.verify", { Role::kasi }) };
inline constexpr Permission authorise_right { allow("premium.authorise", { Role::head }) };
/// Send back with a reason: the one whose turn it is.
inline constexpr Permission return_right { allow("premium.return", { Role::kasi, Role::head }) };
inline constexpr Permission pay_right { allow("premium.pay", { Role::treasurer }) };
/// Factors of marks, minimum wages.
inline constexpr Permission rules_right { allow("premium.rules", { Role::kasi, Role::head }) };

// ---- The formula: how marks weigh, dated ----

/// What marks 1 to 5 multiply by, in hundredths; without a row all are 100.
struct Factors {
    std::int64_t version {};
    Day since {};
    std::vector<std::int64_t> difficulty {};
    std::vector<std::int64_t> conduct {};
};
BOOST_DESCRIBE_STRUCT(Factors, (), (version, since, difficulty, conduct))
/// Those of the day.
Factors factors_on(View const& view, org::UnitScope const& scope, Day day);
/// A new version; sheets that are there keep theirs until they are computed again. Audited.
/// Fails: premium.bad_factors (fields: not five numbers from 0 to 500, a day before the last
/// version's).
Result<Factors> set_factors(Call& call, org::UnitScope const& scope, Factors const& wanted);

/// What a worker's part is measured by.
enum class Basis : std::uint8_t { days, hours, pieces };
BOOST_DESCRIBE_ENUM(Basis, days, hours, pieces)

/// As frozen in a sheet.
struct Formula {
    Basis basis { Basis::days };
    Factors factors {};
    std::optional<catalogue::Measure> measure {}; ///< of the pieces; absent: nobody had said it
};
BOOST_DESCRIBE_STRUCT(Formula, (), (basis, factors, measure))

// ---- Sheets ----

/// Out of which payable it is paid: premi is shared out; upah is piece by piece.
enum class Fund : std::uint8_t { premi, upah };
BOOST_DESCRIBE_ENUM(Fund, premi, upah)

/// `paid`: authorised, and nothing of it is left to pay; never stored.
enum class SheetState : std::uint8_t { draft, sent, verified, authorised, paid, dropped };
BOOST_DESCRIBE_ENUM(SheetState, draft, sent, verified, authorised, paid, dropped)

struct Sheet {
    PremiumId id {};
    UnitId unit {};
    ActivityId activity {};
    std::int64_t n {}; ///< the unit's own count, without gaps
    Fund fund {};
    Day first_day {};
    Day last_day {};
    SheetState state {};
    std::int64_t version {}; ///< counts the steps: two people at once see each other
    std::string formula {};  ///< JSON of Formula
    std::int64_t covers {};  ///< everything booked up to this entry was seen
    Rupiah accrued {};       ///< parts of sales by the last day that no sheet held yet
    Rupiah carried_in {};    ///< upah: left over by the sheet before
    Rupiah claimed {};       ///< deducted, for what was refunded after it was authorised (R-10)
    Rupiah topped_up {};     ///< upah: owed by the working fund (R-06)
    Rupiah amount {};        ///< what the workers get
    Rupiah carried_out {};
    std::string hash {}; ///< of all of it, with lines and parts
    Timestamp made_at {};
    OfficerId made_by {};
    std::optional<std::int64_t> booked_as {}; ///< number of its entry, if it needed one
    Rupiah paid {};
};
BOOST_DESCRIBE_STRUCT(Sheet, (),
                      (id, unit, activity, n, fund, first_day, last_day, state, version, formula,
                       covers, accrued, carried_in, claimed, topped_up, amount, carried_out, hash,
                       made_at, made_by, booked_as, paid))

struct Line {
    WorkerId worker {};
    std::int64_t n {}; ///< his number in the unit
    std::int64_t present {};
    Quantity hours {};
    Quantity pieces {};
    Rupiah earned {};                          ///< pieces by the rate of their day
    std::optional<std::int64_t> difficulty {}; ///< of the last month in the period
    std::optional<std::int64_t> conduct {};
    std::int64_t weight {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (worker, n, present, hours, pieces, earned, difficulty, conduct, weight,
                       amount))

/// What a line counts of days before the sheet's own: written or corrected after the sheet that
/// held them, or in none. Less than nothing: corrected down.
struct Late {
    WorkerId worker {};
    std::int64_t present {};
    Quantity hours {};
    Quantity pieces {};
    Rupiah earned {};
};
BOOST_DESCRIBE_STRUCT(Late, (), (worker, present, hours, pieces, earned))

/// What a sheet takes of one sale.
struct Part {
    std::string sale {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(Part, (), (sale, amount))

enum class Step : std::uint8_t { made, computed, sent, verified, authorised, sent_back, dropped };
BOOST_DESCRIBE_ENUM(Step, made, computed, sent, verified, authorised, sent_back, dropped)
struct Approval {
    std::int64_t n {};
    Step step {};
    Timestamp at {};
    OfficerId officer {};
    std::string hash {}; ///< of the sheet as it was approved
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(Approval, (), (n, step, at, officer, hash, reason))

/// "PTK-PREMI-3"
std::string number_of(org::UnitScope const& scope, Sheet const& sheet);

struct NewSheet {
    ActivityId activity {};
    Fund fund {};
    Day first_day {};
    Day last_day {};
    Basis basis { Basis::days };
};
/// A draft. Audited. Fails: core.not_found, premium.bad_period (fields; ahead, over 92 days),
/// premium.sheet_open (one of the activity is not authorised yet), premium.period_taken (not after
/// the last one's days), premium.nothing_to_share.
Result<Sheet> make(Call& call, org::UnitScope const& scope, NewSheet const& wanted);

/// Which sheet, as the person saw it.
struct Seen {
    PremiumId sheet {};
    std::int64_t version {};
};
// All of these are audited, and fail with core.not_found, premium.wrong_state, premium.stale.

/// Reads attendance, marks, factors and book anew.
Result<Sheet> compute(Call& call, org::UnitScope const& scope, Seen const& seen, Basis basis);
/// Fails also: premium.nobody_worked, premium.changed (compute it first).
Result<Sheet> send(Call& call, org::UnitScope const& scope, Seen const& seen);
/// Fails also: premium.own_step (who made or sent it), premium.changed.
Result<Sheet> verify(Call& call, org::UnitScope const& scope, Seen const& seen);
/// Locks its parts and books what is claimed or topped up. Fails as verify.
Result<Sheet> authorise(Call& call, org::UnitScope const& scope, Seen const& seen);
/// A sent or verified one is a draft again. Fails also: premium.reason_missing.
Result<Sheet> send_back(Call& call, org::UnitScope const& scope, Seen const& seen,
                        std::string const& reason);
/// A draft is given up; its parts are free.
Result<Sheet> drop(Call& call, org::UnitScope const& scope, Seen const& seen);

/// Fails: core.not_found, also for another unit's.
Result<Sheet> sheet(View const& view, org::UnitScope const& scope, PremiumId id);
/// The unit that made it, for org::reach. Fails: core.not_found.
Result<UnitId> unit_of(View const& view, PremiumId id);
/// Newest first, at most 100.
std::vector<Sheet> sheets(View const& view, org::UnitScope const& scope);
/// By number, every one.
std::vector<Sheet> all_sheets(View const& view, org::UnitScope const& scope);
/// For everybody who holds its paper: nothing of it but state and hash may be shown.
/// Fails: core.not_found.
Result<Sheet> sheet_of_paper(View const& view, PremiumId id);
std::vector<Approval> approvals_of_paper(View const& view, PremiumId id);
/// By the workers' numbers.
std::vector<Line> lines(View const& view, org::UnitScope const& scope, PremiumId id);
/// Of the lines that have some.
std::vector<Late> lates(View const& view, org::UnitScope const& scope, PremiumId id);
/// The authorised sheets that were the first to count that day, one of a fund at most.
std::vector<Sheet> holding(View const& view, org::UnitScope const& scope, ActivityId activity,
                           Day day);
std::vector<Part> parts(View const& view, org::UnitScope const& scope, PremiumId id);
std::vector<Approval> approvals(View const& view, org::UnitScope const& scope, PremiumId id);
/// Whether it says what it said when it was computed.
bool is_current(View const& view, org::UnitScope const& scope, Sheet const& sheet);

/// What could be shared out now, of one activity and fund.
struct Waiting {
    ActivityId activity {};
    std::string name {};
    Fund fund {};
    Rupiah accrued {};
    std::optional<Day> after {}; ///< the last day of its last sheet
    std::string open_sheet {};   ///< id of the one that is not authorised yet, or empty
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (activity, name, fund, accrued, after, open_sheet))
std::vector<Waiting> waiting(View const& view, org::UnitScope const& scope);

// ---- Paying ----

/// By card top-up, into savings, or into his hand.
enum class Channel : std::uint8_t { card, savings, hand };
BOOST_DESCRIBE_ENUM(Channel, card, savings, hand)
enum class MoneySource : std::uint8_t { cash, bank };
BOOST_DESCRIBE_ENUM(MoneySource, cash, bank)

struct Payout {
    PayoutId id {};
    PremiumId sheet {};
    std::int64_t n {}; ///< counted within the sheet
    Channel channel {};
    MoneySource money {};
    Day paid_on {};
    Rupiah amount {};
    Timestamp at {};
    OfficerId officer {};
    std::int64_t booked_as {}; ///< number of its entry
};
BOOST_DESCRIBE_STRUCT(Payout, (),
                      (id, sheet, n, channel, money, paid_on, amount, at, officer, booked_as))
struct PayoutLine {
    PayoutId payout {};
    WorkerId worker {};
    Rupiah amount {};
    std::optional<Timestamp> came_back_at {};
    std::optional<OfficerId> came_back_by {};
    std::string reason {};
    std::optional<std::int64_t> back_as {};
};
BOOST_DESCRIBE_STRUCT(PayoutLine, (),
                      (payout, worker, amount, came_back_at, came_back_by, reason, back_as))

struct PayoutDraft {
    PremiumId sheet {};
    Channel channel {};
    MoneySource money {};
    Day paid_on {};
    std::vector<WorkerId> workers {}; ///< each gets what the sheet says, whole
};
/// Books one entry. Audited. Fails: core.not_found, premium.wrong_state (not authorised),
/// premium.bad_payout (fields: a day ahead or before it was authorised, somebody who is not on the
/// sheet or twice), premium.nothing_to_pay, premium.already_paid (naming the number),
/// ledger.too_little_money.
Result<Payout> pay(Call& call, org::UnitScope const& scope, PayoutDraft const& draft);
struct CameBack {
    PayoutId payout {};
    WorkerId worker {};
    std::string reason {};
};
/// It could not be handed over: the money is the unit's again, and still owed to him. Audited.
/// Fails: core.not_found, premium.not_paid, premium.reason_missing.
Result<void> give_back(Call& call, org::UnitScope const& scope, CameBack const& back);
/// Fails: core.not_found, also for another unit's.
Result<Payout> payout(View const& view, org::UnitScope const& scope, PayoutId id);
/// Of all sheets of an activity, sorted.
std::vector<PayoutId> payouts_for(View const& view, org::UnitScope const& scope,
                                  ActivityId activity);
/// In the order they were made.
std::vector<Payout> payouts(View const& view, org::UnitScope const& scope, PremiumId id);
std::vector<PayoutLine> payout_lines(View const& view, org::UnitScope const& scope, PremiumId id);

/// A worker's own: what he earned and what of it is paid, newest first, at most 100.
struct Earned {
    PremiumId sheet {};
    ActivityId activity {};
    Fund fund {};
    Day first_day {};
    Day last_day {};
    std::int64_t present {};
    Quantity hours {};
    Quantity pieces {};
    Rupiah amount {};
    Rupiah paid {};
    std::string formula {}; ///< JSON of Formula
};
BOOST_DESCRIBE_STRUCT(Earned, (),
                      (sheet, activity, fund, first_day, last_day, present, hours, pieces, amount,
                       paid, formula))
std::vector<Earned> earned_by(View const& view, org::UnitScope const& scope, WorkerId worker);

// ---- Minimum wage ----

enum class WageKind : std::uint8_t { ump, umk };
BOOST_DESCRIBE_ENUM(WageKind, ump, umk)
struct Wage {
    std::int64_t version {};
    Day since {};
    WageKind kind {};
    Rupiah month {};      ///< for a whole month
    std::int64_t days {}; ///< of work in it
    std::string source {};
};
BOOST_DESCRIBE_STRUCT(Wage, (), (version, since, kind, month, days, source))
/// Newest first, at most 50.
std::vector<Wage> wages(View const& view, org::UnitScope const& scope);
/// Nothing: not known.
std::optional<Wage> wage_on(View const& view, org::UnitScope const& scope, Day day);
/// Audited. Fails: premium.bad_wage (fields).
Result<void> set_wage(Call& call, org::UnitScope const& scope, Wage const& wanted);

// ---- The card file ----

enum class CardField : std::uint8_t {
    number,
    name,
    register_number,
    amount,
    sheet,
    period,
    nothing
};
BOOST_DESCRIBE_ENUM(CardField, number, name, register_number, amount, sheet, period, nothing)
/// A column of the file: what stands in it, under which heading.
struct CardColumn {
    CardField field {};
    std::string heading {};
};
BOOST_DESCRIBE_STRUCT(CardColumn, (), (field, heading))
inline constexpr std::size_t columns_max = 10;
/// As chosen last; empty: never.
std::vector<CardColumn> card_columns(View const& view, org::UnitScope const& scope);
/// Audited. Fails: premium.bad_columns (fields: none, no amount, a heading missing, twice or over
/// 60 characters).
Result<void> set_card_columns(Call& call, org::UnitScope const& scope,
                              std::vector<CardColumn> const& wanted);

// ---- For those above ----

struct UnitSum {
    UnitId unit {};
    KanwilId kanwil {};
    std::string name {};
    std::string code {};
    Rupiah authorised {}; ///< of sheets whose last day lies in the year
    Rupiah paid {};
    Rupiah claim {};      ///< still to be deducted
    std::int64_t open {}; ///< sheets that are not authorised
};
BOOST_DESCRIBE_STRUCT(UnitSum, (), (unit, kanwil, name, code, authorised, paid, claim, open))
/// Units within the reader's reach that ever made a sheet.
Result<std::vector<UnitSum>> units(View const& view, int year);

void add_routes(web::Routes& routes);
/// The first sheet that does not follow from its lines, parts, book and trail, for `karya verify`.
std::optional<std::string> first_broken_sheet(db::Read& read);

} // namespace karya::premium
