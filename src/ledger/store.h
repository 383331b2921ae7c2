#pragma once
// SQL of ledger_*. For ledger/ only.

#include "ledger/ledger.h"

namespace karya::ledger::store {

// ---- Books and entries (store.cpp) ----

/// The head of a unit's chain, and whether `source` was posted before under the same kind.
struct Book {
    std::int64_t seq {};
    std::string hash {};
    std::optional<Day> closed_through {};
    bool posted { false };
};
BOOST_DESCRIBE_STRUCT(Book, (), (seq, hash, closed_through, posted))

/// Locked for this transaction; made, with `genesis` as its hash, if it is not there.
Book lock_book(db::Tx& tx, UnitId unit, EntryDraft const& draft, std::string const& genesis);
/// Without a lock; nothing when the unit never posted.
std::optional<Book> book(db::Read& read, UnitId unit);

/// An entry as its bytes stand in the database; verify trusts no enum.
struct EntryRow {
    std::string id {};
    std::int64_t seq {};
    std::string kind {};
    std::int64_t day {};
    std::int64_t business_day {};
    std::int64_t late {};
    std::string source {};
    std::string memo {};
    std::optional<std::string> officer {};
    std::int64_t at {};
    std::string hash {};
};
BOOST_DESCRIBE_STRUCT(EntryRow, (),
                      (id, seq, kind, day, business_day, late, source, memo, officer, at, hash))

struct PostingRow {
    std::string entry {};
    std::string account {};
    std::int64_t amount {};
};
BOOST_DESCRIBE_STRUCT(PostingRow, (), (entry, account, amount))

/// Postings first, then the entry that seals them, then the head of the chain and the balances.
void insert_entry(db::Tx& tx, UnitId unit, EntryRow const& row,
                  std::vector<Posting> const& postings);

Rupiah balance(db::Read& read, UnitId unit, Account account);
std::vector<AccountBalance> balances(db::Read& read, UnitId unit, Day from, Day to);
std::optional<Day> first_day(db::Read& read, UnitId unit);

std::vector<Entry> entries(db::Read& read, UnitId unit, std::int64_t before, std::int64_t count);
/// What the unit's entries from one number to another moved on its money accounts.
std::vector<MoneyMoved> money_moved(db::Read& read, UnitId unit, std::int64_t first,
                                    std::int64_t last);
std::vector<Entry> entries_wished(db::Read& read, UnitId unit, EntryWish const& wish,
                                  std::int64_t count);
std::vector<MoneyMoved> moved_on(db::Read& read, UnitId unit, Account account, BookSpan span);
std::optional<Entry> entry(db::Read& read, UnitId unit, EntryId id);
std::vector<Entry> entries_of(db::Read& read, UnitId unit, std::string_view source);
std::vector<Posting> postings(db::Read& read, EntryId id);

std::vector<UnitAmount> movements_of_all(db::Read& read, Account account, Day from, Day to);
std::vector<UnitDay> first_credits(db::Read& read, Account account,
                                   std::vector<BookPlace> const& after);
Rupiah taken_back(db::Read& read, UnitId unit, Account account, BookSpan span, Timestamp since);
Rupiah moved(db::Read& read, UnitId unit, Account account, BookSpan span);

// ---- Locks (store_lock.cpp) ----

/// A new version of the lock, which begins after the entry `since`.
void insert_lock(db::Tx& tx, UnitId unit, Lock const& lock, std::int64_t since);
void end_lock(db::Tx& tx, UnitId unit, Account account, std::string_view source,
              std::int64_t last_entry);
/// What a lock that lives at `now` covers of the sale's entry.
std::vector<LockedPart> locked_parts(db::Read& read, UnitId unit, std::string_view source,
                                     Timestamp now);
std::vector<LockRow> lock_rows(db::Read& read, UnitId unit);
std::vector<SalePlace> sales_between(db::Read& read, UnitId unit, LockReach const& from,
                                     LockReach const& to);
/// A lock that says what cannot be, of the unit whose book ends with `last`.
std::optional<std::string> odd_lock(db::Read& read, UnitId unit, std::int64_t last);

/// Entries of money held when the book began, and those of them that were mirrored.
struct Openings {
    std::int64_t made {};
    std::int64_t mirrored {};
};
BOOST_DESCRIBE_STRUCT(Openings, (), (made, mirrored))
Openings openings(db::Read& read, UnitId unit);

// ---- Periods (store.cpp) ----

void insert_period(db::Tx& tx, UnitId unit, Period const& period, Day closed_through);
std::vector<Period> periods(db::Read& read, UnitId unit);

// ---- For verify (store_verify.cpp) ----

struct Head {
    std::string unit {};
    std::int64_t seq {};
    std::string hash {};
    std::optional<Day> closed_through {};
};
BOOST_DESCRIBE_STRUCT(Head, (), (unit, seq, hash, closed_through))
/// Fails: db.unreadable.
Result<std::vector<Head>> heads_after(db::Read& read, std::string const& unit, std::int64_t count);
/// Calls `visit` for each entry of the unit after number `after` with its postings, in order, until
/// it answers false.
using EntryVisit = std::function<bool(EntryRow const&, std::span<PostingRow const>)>;
void each_entry(db::Read& read, std::string const& unit, EntryVisit const& visit,
                std::int64_t after = 0);
/// The first and the last entry booked on these days; 0 without one.
struct Ends {
    std::int64_t first {};
    std::int64_t last {};
};
BOOST_DESCRIBE_STRUCT(Ends, (), (first, last))
Ends ends_on(db::Read& read, UnitId unit, Day first, Day last);
std::optional<std::string> hash_of(db::Read& read, UnitId unit, std::int64_t seq);
std::vector<BookEnd> book_ends(db::Read& read);
std::optional<Day> first_booked(db::Read& read);
struct BalanceRow {
    std::string account {};
    std::int64_t day {};
    std::int64_t amount {};
};
BOOST_DESCRIBE_STRUCT(BalanceRow, (), (account, day, amount))
std::vector<BalanceRow> balance_rows(db::Read& read, std::string const& unit);
/// Fails: db.unreadable.
Result<std::vector<Day>> closed_months(db::Read& read, std::string const& unit);
std::optional<std::string> orphan_posting(db::Read& read);
std::optional<std::string> orphan_balance(db::Read& read);
std::int64_t entry_count(db::Read& read);
/// Fails: db.unreadable.
Result<std::vector<UnitId>> units_with_books(db::Read& read);
Rupiah imbalance(db::Read& read);

// ---- Rules (store_rules.cpp) ----

/// Takes the next version of a key and locks the key for this transaction.
std::int64_t take_version(db::Tx& tx, std::string const& key);
void insert_rule(db::Tx& tx, std::string const& key, SplitRule const& rule);
/// The first version of the key that shares a day with `rule`.
std::optional<SplitRule> overlapping(db::Read& read, std::string const& key, SplitRule const& rule);
/// Keys from the most specific to the least; the first that has a version valid on `day`.
std::optional<SplitRule> valid_rule(db::Read& read, std::array<std::string, 5> const& keys,
                                    Day day);
std::optional<SplitRule> rule(db::Read& read, RuleId id);
/// The same, its row locked for this transaction.
std::optional<SplitRule> locked_rule(db::Tx& tx, RuleId id);
void end_rule(db::Tx& tx, RuleId id, Day last_day);
std::vector<SplitRule> rules(db::Read& read);
/// Every version, by id, as a proof reads them. Fails: db.unreadable.
Result<std::vector<SplitRule>> proven_rules(db::Read& read);

/// The key of the rules that split nothing.
inline constexpr std::string_view template_key = "template";

} // namespace karya::ledger::store
