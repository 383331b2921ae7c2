#pragma once
// What the page of the unit's books asks for and shows. For ledger/ only.

#include "base/face.h"
#include "ledger/ledger.h"

namespace karya::ledger {

struct BookInput {
    std::optional<UnitId> unit {}; ///< needed above unit level
    std::int64_t before {};        ///< entries older than this one
    std::optional<Day> first {};   ///< entries booked on these days
    std::optional<Day> last {};
    std::optional<Account> account {};    ///< entries that moved it
    std::optional<std::string> q {};      ///< words of the unit looked for
    std::optional<std::string> kanwil {}; ///< slug of its office
};
BOOST_DESCRIBE_STRUCT(BookInput, (), (unit, before, first, last, account, q, kanwil))

struct UnitChoice {
    UnitId id {};
    std::string name {};
    std::string code {};
    std::string regency {};
};
BOOST_DESCRIBE_STRUCT(UnitChoice, (), (id, name, code, regency))

struct OfficeChoice {
    std::string slug {};
    std::string name {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(OfficeChoice, (), (slug, name, chosen))

struct EntryLine {
    EntryId id {};
    std::int64_t seq {};
    EntryKind kind {};
    Day day {};
    bool late { false };
    std::string memo {};
    std::optional<Rupiah> in {};
    std::optional<Rupiah> out {};
};
BOOST_DESCRIBE_STRUCT(EntryLine, (), (id, seq, kind, day, late, memo, in, out))

/// Balances as people read them: what the unit holds, and whose that is. Both sums are the same.
struct Standing {
    std::vector<AccountBalance> held {};
    std::vector<AccountBalance> owed {}; ///< credit positive
    Rupiah held_total {};
    Rupiah owed_total {};
};
BOOST_DESCRIBE_STRUCT(Standing, (), (held, owed, held_total, owed_total))

/// The month that may be closed now, with what it moved.
struct Closable {
    Day month {};
    std::string name {};
    Standing moved {};
};
BOOST_DESCRIBE_STRUCT(Closable, (), (month, name, moved))

/// The month that will be next, and from which day on it can be closed.
struct Coming {
    Day month {};
    std::string name {};
    Day from {};
};
BOOST_DESCRIBE_STRUCT(Coming, (), (month, name, from))

struct PeriodLine {
    Day month {};
    std::string name {};
    LocalTime closed_at {};
};
BOOST_DESCRIBE_STRUCT(PeriodLine, (), (month, name, closed_at))

struct AccountChoice {
    Account account {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(AccountChoice, (), (account, chosen))

/// What entries of one kind moved on the account, as its side is read.
struct KindMoved {
    EntryKind kind {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(KindMoved, (), (kind, amount))

/// What a book is narrowed down to, kept in the addresses of its pages.
struct BookFilter {
    bool narrowed { false };
    std::string first {};
    std::string last {};
    std::string account {};
    std::vector<AccountChoice> accounts {};
    std::optional<Rupiah> moved {}; ///< on the account in those days, as its side is read
    std::vector<KindMoved> kinds {};
};
BOOST_DESCRIBE_STRUCT(BookFilter, (), (narrowed, first, last, account, accounts, moved, kinds))

struct Book {
    bool choosing { false };              ///< a unit must be chosen; the rest is empty
    std::vector<UnitChoice> choices {};   ///< those that were found
    std::vector<OfficeChoice> kanwils {}; ///< to choose from, for readers of the whole nation
    std::string q {};                     ///< what was looked for
    bool searched { false };
    UnitId unit {};
    std::string unit_name {};
    std::optional<Standing> balances {};
    BookFilter filter {};
    std::string in_label {}; ///< money in, or what an account is debited
    std::string out_label {};
    std::vector<EntryLine> entries {};
    std::optional<std::int64_t> older {}; ///< `before` of the next page
    std::optional<Closable> closable {};
    std::optional<Coming> coming {}; ///< instead, while it is not over
    std::vector<PeriodLine> periods {};
    bool opened { true };      ///< the money it began with is told, or it is another's book
    bool cash_below { false }; ///< less than nothing: a float was lost that nobody told of
};
BOOST_DESCRIBE_STRUCT(Book, (),
                      (choosing, choices, kanwils, q, searched, unit, unit_name, balances, filter,
                       in_label, out_label, entries, older, closable, coming, periods, opened,
                       cash_below))

} // namespace karya::ledger
