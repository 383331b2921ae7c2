#pragma once
// Deposits of state revenue (PNBP): what a unit owes the state becomes a billing, is paid with a
// receipt number of the treasury (NTPN) and matched with the treasury's own list. Rules.

#include "ledger/ledger.h"
#include "org/org.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {
using DepositId = Id<struct DepositTag>;

namespace web {
class Routes;
}
} // namespace karya

namespace karya::pnbp {

inline constexpr ErrorCode nothing_to_deposit { "pnbp.nothing_to_deposit", Fault::conflict };
inline constexpr ErrorCode deposit_open { "pnbp.deposit_open", Fault::conflict };
inline constexpr ErrorCode wrong_state { "pnbp.wrong_state", Fault::conflict };
inline constexpr ErrorCode superseded { "pnbp.superseded", Fault::conflict };
inline constexpr ErrorCode payer_unknown { "pnbp.payer_unknown", Fault::conflict };
inline constexpr ErrorCode bad_payer { "pnbp.bad_payer", Fault::invalid };
inline constexpr ErrorCode bad_billing { "pnbp.bad_billing", Fault::invalid };
inline constexpr ErrorCode bad_payment { "pnbp.bad_payment", Fault::invalid };
inline constexpr ErrorCode code_taken { "pnbp.code_taken", Fault::conflict };
inline constexpr ErrorCode ntpn_taken { "pnbp.ntpn_taken", Fault::conflict };
inline constexpr ErrorCode bad_target { "pnbp.bad_target", Fault::invalid };
inline constexpr ErrorCode bad_mapping { "pnbp.bad_mapping", Fault::invalid };
inline constexpr ErrorCode file_too_large { "pnbp.file_too_large", Fault::too_large };
inline constexpr ErrorCode too_many_rows { "pnbp.too_many_rows", Fault::too_large };

/// Make, bill, pay, drop and match; payer and targets.
inline constexpr Permission write_right { allow("pnbp.write", { Role::treasurer }) };
/// See the deposits of the own unit, or of all below.
inline constexpr Permission read_right { allow(
    "pnbp.read",
    { Role::kasi, Role::treasurer, Role::head, Role::kanwil, Role::ditjen, Role::auditor }) };

// ---- Payer: what SIMPONI asks, filled in once by the treasurer ----

/// An empty text is not known yet. Nothing has a default: no account code was seen in a source.
struct Payer {
    std::string ministry {}; ///< K/L, 3 digits
    std::string echelon {};  ///< eselon I, 2 digits
    std::string satker {};   ///< 6 digits
    std::string kind {};     ///< jenis setoran
    std::string account {};  ///< kode akun, 6 digits
    std::string payer {};    ///< wajib setor
    std::string note {};     ///< keterangan
};
BOOST_DESCRIBE_STRUCT(Payer, (), (ministry, echelon, satker, kind, account, payer, note))

/// What is missing in it, none when a billing can be made of it.
bool is_whole(Payer const& payer);
std::optional<Payer> payer(View const& view, org::UnitScope const& scope);
/// Audited. Fails: pnbp.bad_payer (codes of another length or not of digits, texts over 200).
Result<void> set_payer(Call& call, org::UnitScope const& scope, Payer const& payer);

// ---- Deposits ----

/// `expired` is what a billed one is once its last day is over; it is never stored.
enum class DepositState : std::uint8_t { made, billed, expired, paid, matched, dropped };
BOOST_DESCRIBE_ENUM(DepositState, made, billed, expired, paid, matched, dropped)

/// From where money may be paid to the state.
enum class MoneySource : std::uint8_t { cash, bank };
BOOST_DESCRIBE_ENUM(MoneySource, cash, bank)

struct Deposit {
    DepositId id {};
    UnitId unit {};
    std::int64_t n {}; ///< the unit's own count, without gaps
    DepositState state {};
    std::int64_t covers {}; ///< everything booked up to this entry
    Rupiah accrued {};      ///< owed to the state by then
    Rupiah claimed {};      ///< of it, deposited too much before
    Rupiah amount {};       ///< accrued less claimed: what is paid
    Timestamp made_at {};
    OfficerId made_by {};
    std::optional<std::string> payer {}; ///< JSON of Payer as billed
    std::optional<std::string> code {};  ///< kode billing
    std::optional<Day> billed_on {};
    std::optional<Day> expires_on {}; ///< the last day on which it can be paid
    std::optional<std::string> ntpn {};
    std::string ntb {};
    std::string channel {}; ///< bank and way
    std::optional<Day> paid_on {};
    std::optional<MoneySource> money {};
    Rupiah over {}; ///< paid though refunds had taken it since: it stands as claim
    std::optional<Day> booked_on {};
    std::optional<std::int64_t> booked_as {}; ///< number of its entry
    std::optional<Timestamp> matched_at {};
};
BOOST_DESCRIBE_STRUCT(Deposit, (),
                      (id, unit, n, state, covers, accrued, claimed, amount, made_at, made_by,
                       payer, code, billed_on, expires_on, ntpn, ntb, channel, paid_on, money, over,
                       booked_on, booked_as, matched_at))

/// "PTK-PNBP-3"
std::string number_of(org::UnitScope const& scope, Deposit const& deposit);

/// What a deposit made now would be; `amount` is zero when there is nothing to deposit.
struct Due {
    Rupiah accrued {};
    Rupiah claimed {};
    Rupiah amount {};
    Rupiah carried {}; ///< claim that is left for the next one
};
BOOST_DESCRIBE_STRUCT(Due, (), (accrued, claimed, amount, carried))
Due due(View const& view, org::UnitScope const& scope);

/// Takes everything booked so far; its parts are locked from now on. Audited.
/// Fails: pnbp.deposit_open (one a unit, naming it), pnbp.nothing_to_deposit.
Result<Deposit> make(Call& call, org::UnitScope const& scope);

struct BillingDraft {
    DepositId deposit {};
    std::string code {}; ///< 15 digits, spaces are taken off
    Day billed_on {};
    Day expires_on {};
    bool sure { false }; ///< the code looks odd, but is what SIMPONI gave
};
/// The lock now ends with the billing. Audited.
/// Fails: core.not_found, pnbp.wrong_state, payer_unknown, bad_billing (fields; also a code that
/// looks odd until `sure`), code_taken (by one in the nation that was not dropped).
Result<Deposit> bill(Call& call, org::UnitScope const& scope, BillingDraft const& draft);

struct PaymentDraft {
    DepositId deposit {};
    std::string ntpn {}; ///< letters and digits
    std::string ntb {};
    std::string channel {};
    Day paid_on {};
    MoneySource money { MoneySource::bank };
    bool sure { false }; ///< the NTPN is not 16 long, but is what the receipt says
};
/// Books the deposit and locks its parts for ever. One that has expired is taken too, if it was
/// paid in time and no later one stands for the same parts. Audited..
/// Fails: core.not_found, pnbp.wrong_state, superseded, bad_payment (fields; also an NTPN that
/// looks odd until `sure`), ntpn_taken (in the whole nation), ledger.too_little_money.
Result<Deposit> pay(Call& call, org::UnitScope const& scope, PaymentDraft const& draft);

/// Gives up one that is not paid; its parts are free again. Audited.
/// Fails: core.not_found, pnbp.wrong_state.
Result<Deposit> drop(Call& call, org::UnitScope const& scope, DepositId id);
/// The treasury's list holds it with the same amount. Others stay as they are; how many changed.
/// Audited each.
std::int64_t mark_matched(Call& call, org::UnitScope const& scope,
                          std::vector<DepositId> const& ids);

/// A picture of the bank's paper, re-encoded; a later one takes its place. Audited.
/// Fails: core.not_found, pnbp.wrong_state (not paid).
Result<void> put_proof(Call& call, org::UnitScope const& scope, DepositId id,
                       std::string const& webp);
/// Fails: core.not_found.
Result<std::string> proof(View const& view, org::UnitScope const& scope, DepositId id);
bool has_proof(View const& view, org::UnitScope const& scope, DepositId id);

/// Fails: core.not_found, also for another unit's.
Result<Deposit> deposit(View const& view, org::UnitScope const& scope, DepositId id);
/// The unit that made it, for org::reach. Fails: core.not_found.
Result<UnitId> unit_of(View const& view, DepositId id);
/// Newest first, at most 100.
std::vector<Deposit> deposits(View const& view, org::UnitScope const& scope);
/// By number, every one.
std::vector<Deposit> all_deposits(View const& view, org::UnitScope const& scope);
/// Made or billed and not expired.
std::optional<Deposit> open_deposit(View const& view, org::UnitScope const& scope);

// ---- Overview ----

struct MonthLine {
    Day month {};          ///< its first day
    Day last {};           ///< its last day
    std::string name {};   ///< "April"
    Rupiah accrued {};     ///< of the month's sales and refunds
    Rupiah deposited {};   ///< booked in that month
    Rupiah outstanding {}; ///< at its end
    std::optional<Rupiah> target {};
    bool begun { false };
    bool current { false };
    bool nihil { false };  ///< over, and nothing accrued
    bool before { false }; ///< over before the unit booked anything: nobody says nihil of it
};
BOOST_DESCRIBE_STRUCT(MonthLine, (),
                      (month, last, name, accrued, deposited, outstanding, target, begun, current,
                       nihil, before))
/// The twelve months of a year.
std::vector<MonthLine> months_of(View const& view, org::UnitScope const& scope, int year);

struct UnitLine {
    UnitId unit {};
    std::string name {};
    std::string code {};
    Rupiah accrued {};           ///< in the year
    Rupiah deposited {};         ///< in the year
    Rupiah outstanding {};       ///< now; below zero: deposited too much
    std::optional<Day> since {}; ///< day of the oldest sale that was not deposited
    bool late { false };         ///< longer than the next working day (R-13)
    std::optional<Rupiah> target {};
    KanwilId kanwil {};
};
BOOST_DESCRIBE_STRUCT(UnitLine, (),
                      (unit, name, code, kanwil, accrued, deposited, outstanding, since, late,
                       target))
/// All units within the reader's reach, the late ones first, then by what is outstanding.
Result<std::vector<UnitLine>> units(View const& view, int year);
/// The same of one unit.
UnitLine unit_line(View const& view, org::UnitScope const& scope, int year);

struct Target {
    Day month {};
    Rupiah amount {};
};
/// The same of one unit among all.
struct UnitTarget {
    UnitId unit {};
    Day month {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(UnitTarget, (), (unit, month, amount))
/// Of every unit, of the months that begin on these days.
std::vector<UnitTarget> targets(View const& view, Day first, Day last);
/// Audited. Fails: pnbp.bad_target (not the first day of a month, below zero).
Result<void> set_target(Call& call, org::UnitScope const& scope, Target const& target);

void add_routes(web::Routes& routes);
/// The first deposit that does not follow from the book, or whose entry or locks are others, for
/// `karya verify`.
std::optional<std::string> first_broken_deposit(db::Read& read);

} // namespace karya::pnbp
