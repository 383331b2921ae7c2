#pragma once
// Double-entry books of every unit, and the dated rules by which a sale's money is split.

#include "ledger/account.h"
#include "ledger/lock.h"
#include "ledger/proof.h"
#include "ledger/split.h"
#include "ledger/threads.h"
#include "org/org.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace karya::web {
class Routes;
}

namespace karya::ledger {

inline constexpr ErrorCode no_rule { "ledger.no_rule", Fault::conflict };
inline constexpr ErrorCode rule_overlap { "ledger.rule_overlap", Fault::conflict };
inline constexpr ErrorCode bad_rule { "ledger.bad_rule", Fault::invalid };
inline constexpr ErrorCode rule_in_use { "ledger.rule_in_use", Fault::conflict };
inline constexpr ErrorCode unbalanced { "ledger.unbalanced", Fault::invalid };
inline constexpr ErrorCode already_posted { "ledger.already_posted", Fault::conflict };
inline constexpr ErrorCode nothing_to_open { "ledger.nothing_to_open", Fault::invalid };
inline constexpr ErrorCode too_little_money { "ledger.too_little_money", Fault::conflict };
inline constexpr ErrorCode period_not_over { "ledger.period_not_over", Fault::conflict };
inline constexpr ErrorCode period_closed { "ledger.period_closed", Fault::conflict };
inline constexpr ErrorCode period_out_of_order { "ledger.period_out_of_order", Fault::conflict };
inline constexpr ErrorCode not_correctable { "ledger.not_correctable", Fault::conflict };
inline constexpr ErrorCode memo_missing { "ledger.memo_missing", Fault::invalid };
inline constexpr ErrorCode nothing_to_close { "ledger.nothing_to_close", Fault::conflict };

inline constexpr Permission read_books { allow("ledger.read",
                                               { Role::kasi, Role::treasurer, Role::head,
                                                 Role::kanwil, Role::ditjen, Role::auditor,
                                                 Role::admin }) };
inline constexpr Permission close_periods { allow("ledger.close",
                                                  { Role::treasurer, Role::head }) };
/// Mirror what no document of its own can take back.
inline constexpr Permission correct_right { allow("ledger.correct", { Role::head }) };
inline constexpr Permission open_right { allow("ledger.open", { Role::treasurer, Role::head }) };
inline constexpr Permission set_rules { allow("ledger.rules", { Role::ditjen, Role::admin }) };

// ---- Split rules (R-03, R-04) ----

/// Where a line is sold: the most specific rule valid on the unit's business day is looked for.
struct RuleQuestion {
    ActivityId activity {};
    org::ContractType contract { org::ContractType::own };
    Day day {};
};

/// The rule in force: unit + activity, unit + contract type, unit, contract type, nation.
/// Fails: ledger.no_rule, naming unit, contract type and day.
Result<SplitRule> rule_in_force(View const& view, org::UnitScope const& scope,
                                RuleQuestion const& question);
/// The same for everybody, signed in or not: how a unit's prices are split is no secret.
Result<SplitRule> public_rule(View const& view, org::Unit const& unit,
                              RuleQuestion const& question);
/// Touched by every change of a rule: pages that tell how money is split carry it.
inline constexpr std::string_view rules_tag = "rules";

/// The decree or letter behind a rule. People cite it in Indonesian; what the installation brings
/// with it has English words as well.
struct Source {
    std::string words {};
    Lang lang { Lang::id }; ///< of the words
};
BOOST_DESCRIBE_STRUCT(Source, (), (words, lang))
Source source_of(Lang lang, SplitRule const& rule);

/// A rule version by its id, for lines that froze it. Fails: core.not_found.
Result<SplitRule> rule(View const& view, RuleId id);
/// Active rules, the nation's first, then by key and day; at most 500.
std::vector<SplitRule> active_rules(View const& view);
/// Templates: other units' practice as seen in public sources; they split nothing.
std::vector<SplitRule> rule_templates(View const& view);

/// Adds a rule version; its id, version and `active` are made here. Ditjen and admin (route).
/// Fails: ledger.bad_rule (field errors: shares not 10,000 together, a premium beside a wage, days
/// in the wrong order, no source), ledger.rule_overlap (naming the other's first day).
Result<SplitRule> add_rule(Call& call, SplitRule const& rule);
/// Sets the last day of an open rule, not before the day in the nation's last zone a quarter of an
/// hour after `call.now`, so that no sale loses its rule, nor one that is being written. Of several
/// at once each is judged on what the one before it left. Fails: core.not_found,
/// ledger.rule_in_use.
Result<void> end_rule(Call& call, RuleId id, Day last_day);

/// Loads seed/rules.tsv: the national default and the templates. May run again.
Result<void> load_seed(Call& call);

// ---- Entries ----

/// `fee`: what a way of paying costs the seller. `passed_on`: money that another account
/// collected for the unit has come to its own. `shipping`: what a buyer paid for the courier,
/// comes, is handed on or goes back; the document names its order and which of them. `premium`:
/// what an authorised premium sheet takes off for claims or gets from the working fund; `payout`
/// and `payout_back`: it is paid to workers, or some of it could not be handed over. `spent`: paid
/// for material, tools and the like; `moved`: between cash, qris_clearing and bank.
enum class EntryKind : std::uint8_t {
    sale,
    refund,
    voided,
    shift_difference,
    correction,
    opening,
    deposit,
    fee,
    passed_on,
    shipping,
    premium,
    payout,
    payout_back,
    spent,
    moved
};
BOOST_DESCRIBE_ENUM(EntryKind, sale, refund, voided, shift_difference, correction, opening, deposit,
                    fee, passed_on, shipping, premium, payout, payout_back, spent, moved)

/// What a caller wants booked. Each `source` posts once per kind and unit.
struct EntryDraft {
    EntryKind kind { EntryKind::sale };
    Day day {};            ///< the unit's business day
    std::string source {}; ///< id of the document behind it: sale, refund, shift
    std::string memo {};   ///< for people, may be empty; no personal data
    std::vector<Posting> postings {};
};

/// Where the entry came to stand.
struct Posted {
    EntryId id {};
    std::int64_t seq {}; ///< the unit's own count of entries, without gaps
    Day day {};          ///< the day it is booked on
    bool late { false }; ///< its business day lies in a closed period (R-12)
};
BOOST_DESCRIBE_STRUCT(Posted, (), (id, seq, day, late))

/// Books one entry in the unit's chain, all or none, append-only. A business day in a closed period
/// is booked on the first open day and flagged late.
/// Fails: ledger.unbalanced (fewer than two postings, a zero one, a sum that is not zero),
/// ledger.already_posted, ledger.too_little_money (a refund, void, correction, deposit, shipping,
/// payout, what is passed on, spent or moved would take more than the money account holds;
/// `missing` says how much, R-11; the cash of a void lies in the drawer that is still open).
Result<Posted> post(Call& call, org::UnitScope const& scope, EntryDraft const& draft);
/// Keeps the unit's book until the transaction ends, for a command that posts more than once. Locks
/// are taken in the order stock, book, audit; who comes back to an earlier one takes it first.
/// The number of its last entry; 0 when nothing was booked yet.
std::int64_t hold_book(Call& call, org::UnitScope const& scope);
/// Books the mirror of an entry as a correction on `day`; once. Audited.
/// Fails: core.not_found, ledger.already_posted, ledger.too_little_money.
Result<Posted> reverse(Call& call, org::UnitScope const& scope, EntryId id, Day day,
                       std::string const& memo);

/// Whether a person may mirror it: sales, refunds, voids and deposits are taken back through their
/// own documents, a correction not at all.
constexpr bool is_correctable(EntryKind kind)
{
    return kind == EntryKind::shift_difference || kind == EntryKind::opening;
}
/// The same as `reverse`, by a person: today, with the reason as its memo.
/// Fails: as reverse, and ledger.not_correctable, ledger.memo_missing (or over 200 characters).
Result<Posted> correct(Call& call, org::UnitScope const& scope, EntryId id, std::string const& why);

/// Money that the unit holds and the book does not know: the float of its drawers, above all. What
/// it owes from before (premi, PNBP) is settled outside and left out.
struct Opening {
    Rupiah cash {};
    Rupiah qris_clearing {};
    Rupiah bank {};
    std::string memo {}; ///< where it came from
};
BOOST_DESCRIBE_STRUCT(Opening, (), (cash, qris_clearing, bank, memo))
/// Books it today as the unit's working fund; once, until the head mirrors it. Audited.
/// Fails: ledger.already_posted, ledger.nothing_to_open (all are zero), base.bad_amount (field),
/// ledger.memo_missing (or over 200 characters).
Result<Posted> open_book(Call& call, org::UnitScope const& scope, Opening const& opening);
/// Whether one stands.
bool is_opened(View const& view, org::UnitScope const& scope);

/// What the account holds now, debit positive; zero when nothing was ever booked.
Rupiah balance(View const& view, org::UnitScope const& scope, Account account);

struct AccountBalance {
    Account account {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(AccountBalance, (), (account, amount))
/// Every account with a balance row, in the chart's order.
std::vector<AccountBalance> balances(View const& view, org::UnitScope const& scope);
/// The movements of the days `from` to `to`, both included, in the chart's order.
std::vector<AccountBalance> movements(View const& view, org::UnitScope const& scope, Day from,
                                      Day to);

/// An entry as stored.
struct Entry {
    EntryId id {};
    std::int64_t seq {};
    EntryKind kind {};
    Day day {};
    Day business_day {};
    bool late { false };
    std::string source {};
    std::string memo {};
    std::optional<OfficerId> officer {}; ///< who caused it; empty for imports and jobs
    Timestamp at {};
    std::string hash {};
};
BOOST_DESCRIBE_STRUCT(Entry, (),
                      (id, seq, kind, day, business_day, late, source, memo, officer, at, hash))

/// Newest first, `count` at most (≤ 100), those with a seq below `before` (0: from the newest).
std::vector<Entry> entries(View const& view, org::UnitScope const& scope, std::int64_t before,
                           std::int64_t count);
/// Which entries of a book are looked for: those booked on some days, or that moved one account.
struct EntryWish {
    std::int64_t before {}; ///< a seq below it; 0: from the newest
    Day first { Day::numbered(-10'000'000) };
    Day last { Day::numbered(10'000'000) };
    std::optional<Account> account {};
};
/// The same of those alone.
std::vector<Entry> entries_wished(View const& view, org::UnitScope const& scope,
                                  EntryWish const& wish, std::int64_t count);
/// What an entry moved on the unit's money accounts; out of them: below zero.
struct MoneyMoved {
    EntryId entry {};
    Rupiah money {};
};
BOOST_DESCRIBE_STRUCT(MoneyMoved, (), (entry, money))
/// Of the entries numbered `first` to `last`, in no order; those that moved none may be missing.
std::vector<MoneyMoved> money_moved(View const& view, org::UnitScope const& scope,
                                    std::int64_t first, std::int64_t last);
/// The same on one account, debit positive.
std::vector<MoneyMoved> moved_on(View const& view, org::UnitScope const& scope, Account account,
                                 BookSpan span);
/// The first day that anything is booked on: before it the unit kept no books here.
std::optional<Day> first_day(View const& view, org::UnitScope const& scope);
/// Fails: core.not_found, also for another unit's.
Result<Entry> entry(View const& view, org::UnitScope const& scope, EntryId id);
std::vector<Posting> postings(View const& view, org::UnitScope const& scope, EntryId id);
/// Every entry behind one document (a sale and its void, say), oldest first; at most 100.
std::vector<Entry> entries_of(View const& view, org::UnitScope const& scope,
                              std::string_view source);

/// A number of one unit: money on a day, or a day.
struct UnitAmount {
    UnitId unit {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(UnitAmount, (), (unit, amount))
/// What `account` moved on the days `from` to `to`, of every unit where it moved.
std::vector<UnitAmount> movements_of_all(View const& view, Account account, Day from, Day to);

/// A place in a unit's book.
struct BookPlace {
    UnitId unit {};
    std::int64_t seq {};
};
struct UnitDay {
    UnitId unit {};
    Day day {};
};
BOOST_DESCRIBE_STRUCT(UnitDay, (), (unit, day))
/// The business day of the first entry after each place that credits `account`; those that have
/// none are missing.
std::vector<UnitDay> first_credits(View const& view, Account account,
                                   std::vector<BookPlace> const& after);
/// What refunds and voids of the span, made at `since` or later, took from `account`.
Rupiah taken_back(db::Read& read, UnitId unit, Account account, BookSpan span, Timestamp since);
/// What the span's entries moved on `account`, debit positive: read from the postings.
Rupiah moved(db::Read& read, UnitId unit, Account account, BookSpan span);

// ---- For cash books and reports ----

/// What one entry moved on one money account; out of it: below zero.
struct MoneyLine {
    EntryId entry {};
    std::int64_t seq {};
    Day day {};
    Day business_day {};
    EntryKind kind {};
    std::string source {};
    std::string memo {};
    Account account {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(MoneyLine, (),
                      (entry, seq, day, business_day, kind, source, memo, account, amount))

/// Days of a book, both included.
struct BookDays {
    Day first {};
    Day last {};
};
/// Calls `visit` for what was moved on cash, qris_clearing and bank, in the order of the book (by
/// number, and within an entry by account), which is not that of days.
void each_money_line(View const& view, org::UnitScope const& scope, BookDays days,
                     std::function<void(MoneyLine const&)> const& visit);

/// What the entries of one kind moved on one account, debit positive.
struct KindSum {
    EntryKind kind {};
    Account account {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(KindSum, (), (kind, account, amount))
std::vector<KindSum> sums_by_kind(View const& view, org::UnitScope const& scope, BookDays days);

// ---- Periods: calendar months of a unit ----

struct Period {
    Day month {}; ///< its first day
    OfficerId closed_by {};
    Timestamp closed_at {};
};
BOOST_DESCRIBE_STRUCT(Period, (), (month, closed_by, closed_at))

/// "April 2021"
std::string month_name(Lang lang, Day day);
/// Newest first, at most 120.
std::vector<Period> closed_periods(View const& view, org::UnitScope const& scope);
/// The month that may be closed next: after the last closed one, else that of the first entry.
std::optional<Day> next_period(View const& view, org::UnitScope const& scope);
/// Closes the month that begins on `month`. From then on it takes no entries. Audited.
/// Fails: ledger.period_not_over, ledger.period_closed (already), ledger.period_out_of_order,
/// ledger.nothing_to_close (the unit never booked anything).
Result<void> close_period(Call& call, org::UnitScope const& scope, Day month);

/// The words of the entry that `draft` makes.
std::string words_of(EntryDraft const& draft);

void add_routes(web::Routes& routes);

} // namespace karya::ledger
