#include "cash/state.h"
#include <array>

namespace karya::cash {

namespace {

using ledger::Account;

struct Meaning {
    MoveKind kind {};
    std::optional<Account> from {}; ///< none: cash or bank, as it was paid
    Account to {};
};
/// Material is held against what sales recovered on an account of its own, so that what a
/// sale cost stays readable; whatever else keeps the work going is the unit's own.
constexpr std::array meanings {
    Meaning { MoveKind::material, {}, Account::material },
    Meaning { MoveKind::tools, {}, Account::working_fund },
    Meaning { MoveKind::transport, {}, Account::working_fund },
    Meaning { MoveKind::other, {}, Account::working_fund },
    Meaning { MoveKind::to_bank, Account::cash, Account::bank },
    Meaning { MoveKind::to_cash, Account::bank, Account::cash },
    Meaning { MoveKind::settled, Account::qris_clearing, Account::bank },
};

Meaning const& meaning_of(MoveKind kind)
{
    for (auto const& one : meanings)
        if (one.kind == kind) return one;
    CHECK(false);
}

} // namespace

bool is_spent(MoveKind kind) { return !meaning_of(kind).from; }

ledger::Account source_of(MoveKind kind)
{
    CHECK(!is_spent(kind));
    return *meaning_of(kind).from;
}

std::string number_of(std::string_view unit_code, std::int64_t n)
{
    return std::string { unit_code } + "-KAS-" + std::to_string(n);
}

ledger::EntryDraft entry_of(std::string const& number, Move const& move)
{
    using ledger::EntryKind;
    ledger::EntryDraft entry { .kind = is_spent(move.kind) ? EntryKind::spent : EntryKind::moved,
                               .day = move.day,
                               .source = move.id.text(),
                               .memo = number + (move.about.empty() ? "" : ": " + move.about) };
    entry.postings = { { meaning_of(move.kind).to, move.amount - move.fee } };
    if (move.fee != Rupiah {}) entry.postings.push_back({ Account::working_fund, move.fee });
    entry.postings.push_back({ move.from, -move.amount });
    return entry;
}

} // namespace karya::cash
