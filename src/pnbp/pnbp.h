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
inline constexpr ErrorCode matched_first { "pnbp.matched_first", Fault::conflict };
inline constexpr ErrorCode nothing_corrected { "pnbp.nothing_corrected", Fault::conflict };
inline constexpr ErrorCode correction_open { "pnbp.correction_open", Fault::conflict };
inline constexpr ErrorCode correction_gone { "pnbp.correction_gone", Fault::conflict };
inline constexpr ErrorCode own_proposal { "pnbp.own_proposal", Fault::conflict };
inline constexpr ErrorCode bad_target { "pnbp.bad_target", Fault::invalid };
inline constexpr ErrorCode bad_mapping { "pnbp.bad_mapping", Fault::invalid };
inline constexpr ErrorCode file_too_large { "pnbp.file_too_large", Fault::too_large };
inline constexpr ErrorCode too_many_rows { "pnbp.too_many_rows", Fault::too_large };

/// Make, bill, pay, drop and match; propose corrections; payer and targets.
inline constexpr Permission write_right { allow("pnbp.write", { Role::treasurer }) };
/// Confirm what the treasurer proposes to correct.
inline constexpr Permission confirm_right { allow("pnbp.confirm", { Role::head }) };
/// Take a proposal back, or refuse it.
inline constexpr Permission refuse_right { allow("pnbp.refuse", { Role::treasurer, Role::head }) };
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

/// Takes the match back: the list was another one, or what is recorded has to be corrected.
/// Audited. Fails: core.not_found, pnbp.wrong_state (not matched).
Result<Deposit> unmatch(Call& call, org::UnitScope const& scope, DepositId id);

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

// ---- Corrections of what a paid deposit says of its payment ----

enum class CorrectionState : std::uint8_t { proposed, confirmed, refused };
BOOST_DESCRIBE_ENUM(CorrectionState, proposed, confirmed, refused)

/// What it should say, and what stood before. Refused by who proposed it: taken back.
struct Correction {
    DepositId deposit {};
    std::int64_t n {}; ///< counts those of its deposit
    UnitId unit {};
    CorrectionState state {};
    std::string ntpn {};
    std::string ntb {};
    std::string channel {};
    Day paid_on {};
    MoneySource money {};
    std::string why {};
    Timestamp proposed_at {};
    OfficerId proposed_by {};
    std::optional<Timestamp> decided_at {};
    std::optional<OfficerId> decided_by {};
    std::string was_ntpn {};
    std::string was_ntb {};
    std::string was_channel {};
    Day was_paid_on {};
    MoneySource was_money {};
    Day was_booked_on {};
    std::int64_t was_booked_as {};
    std::optional<Day> mirrored_on {}; ///< of a confirmed one by which day or money changed
    std::optional<std::int64_t> mirrored_as {};
};
BOOST_DESCRIBE_STRUCT(Correction, (),
                      (deposit, n, unit, state, ntpn, ntb, channel, paid_on, money, why,
                       proposed_at, proposed_by, decided_at, decided_by, was_ntpn, was_ntb,
                       was_channel, was_paid_on, was_money, was_booked_on, was_booked_as,
                       mirrored_on, mirrored_as))

/// Nothing changes until another person confirms it. Audited.
/// Fails: core.not_found, pnbp.wrong_state (not paid), matched_first, correction_open,
/// nothing_corrected, bad_payment (fields, as `pay`; also `why` from 1 to 200 characters),
/// ntpn_taken.
Result<Correction> propose(Call& call, org::UnitScope const& scope, PaymentDraft const& payment,
                           std::string const& why);
/// A proposal as somebody sees it.
struct CorrectionKey {
    DepositId deposit {};
    std::int64_t n {};
};
/// The deposit then says what was proposed; its former NTPN is free again. Where day or money
/// change, its entry is mirrored on the day it was booked on and booked anew. Audited.
/// Fails: core.not_found, pnbp.wrong_state, matched_first, correction_gone, own_proposal,
/// ntpn_taken, ledger.too_little_money.
Result<Deposit> confirm(Call& call, org::UnitScope const& scope, CorrectionKey const& key);
/// Audited. Fails: core.not_found, pnbp.correction_gone.
Result<Correction> refuse(Call& call, org::UnitScope const& scope, CorrectionKey const& key);
/// Oldest first.
std::vector<Correction> corrections(View const& view, org::UnitScope const& scope, DepositId id);
/// Of all deposits of the unit, by deposit and n.
std::vector<Correction> all_corrections(View const& view, org::UnitScope const& scope);

/// Those with a proposal that waits.
std::vector<DepositId> waiting_corrections(View const& view, org::UnitScope const& scope);

/// An entry of a deposit: booked, or taken back by its mirror.
struct Booking {
    Deposit deposit {}; ///< its payment as it stood then
    Rupiah amount {};   ///< below zero: taken back
    Day booked_on {};
    std::int64_t booked_as {};
    std::string source {}; ///< of its entry; empty: the mirror of the one before
    bool first { false };  ///< of its deposit
};
/// All of the unit, by deposit, in the order of the book.
std::vector<Booking> bookings(View const& view, org::UnitScope const& scope);

// ---- Overview ----

struct MonthLine {
    Day month {};                  ///< its first day
    Day last {};                   ///< its last day
    std::string name {};           ///< "April"
    Rupiah accrued {};             ///< of the month's sales and refunds
    Rupiah deposited {};           ///< booked in that month
    Rupiah outstanding {};         ///< at its end; below zero: deposited too much
    std::optional<Rupiah> over {}; ///< how much too much
    std::optional<Rupiah> target {};
    bool begun { false };
    bool current { false };
    bool nihil { false };  ///< over, and nothing accrued
    bool before { false }; ///< over before the unit booked anything: nobody says nihil of it
};
BOOST_DESCRIBE_STRUCT(MonthLine, (),
                      (month, last, name, accrued, deposited, outstanding, over, target, begun,
                       current, nihil, before))
/// The twelve months of a year.
std::vector<MonthLine> months_of(View const& view, org::UnitScope const& scope, int year);

struct UnitLine {
    UnitId unit {};
    std::string name {};
    std::string code {};
    Rupiah accrued {};             ///< in the year
    Rupiah deposited {};           ///< in the year
    Rupiah outstanding {};         ///< now; below zero: deposited too much
    std::optional<Rupiah> over {}; ///< how much too much
    std::optional<Day> since {};   ///< day of the oldest sale that was not deposited
    bool late { false };           ///< longer than the next working day (R-13)
    std::optional<Rupiah> target {};
    KanwilId kanwil {};
};
BOOST_DESCRIBE_STRUCT(UnitLine, (),
                      (unit, name, code, kanwil, accrued, deposited, outstanding, over, since, late,
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
