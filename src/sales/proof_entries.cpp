// Sales against the book: one key, one effect. Nothing sold without its entry, no entry without
// what was sold, and each says what the sale's own lines and payment say.

#include "sales/proof.h"
#include "sales/state.h"

namespace karya::sales::proof {

void Entries::expect(ToldSale const& told, TakenParts const& taken)
{
    auto const& sale = told.sale;
    auto const made = entry_of(sale);
    expect(made, { .number = sale.number, .late = sale.late, .words = ledger::words_of(made) });
    auto const back = [&](std::string number, ledger::EntryDraft const& entry,
                          ledger::PartsByActivity const& parts) {
        m_taken_back[made.source] = {};
        expect(entry,
               { .number = std::move(number),
                 .reversal = entry,
                 .sale = made.source,
                 .taken = parts });
    };
    if (sale.state == SaleState::voided)
        back(sale.number, entry_of_void(sale), parts_by_activity(sale.lines));
    for (auto const& told_back : told.refunds) {
        auto const& refund = told_back.refund;
        auto const& parts = taken.at(refund.id);
        back(refund.number, entry_of(sale, refund, ledger::sum_of(parts)), parts);
    }
}

void Entries::expect(ledger::EntryDraft const& draft, Expected expected)
{
    m_expected[{ draft.source, std::string { enum_text(draft.kind) } }] = std::move(expected);
}

/// A reversal's accounts follow from the locks it found: sale and reversal stand in one book.
std::string Entries::words_of(Expected const& expected, ledger::Booked const& booked) const
{
    if (!expected.reversal) return expected.words;
    auto entry = *expected.reversal;
    auto const& sold = m_taken_back.at(expected.sale);
    auto const locked = ledger::locked_for(m_locks, { sold.seq, booked.seq, booked.at, sold.day });
    entry.postings = ledger::with_claims(entry.postings,
                                         ledger::claimed_of(locked, expected.taken));
    return ledger::words_of(entry);
}

namespace {

/// Deposits, fees and what was passed on are told by those who booked them.
bool is_ours(std::string_view kind)
{
    using enum ledger::EntryKind;
    for (auto const mine : { sale, refund, voided, shift_difference })
        if (kind == enum_text(mine)) return true;
    return false;
}

} // namespace

Finding Entries::compare(ledger::Booked const& booked)
{
    if (booked.kind == enum_text(ledger::EntryKind::shift_difference)) {
        m_differences[booked.source] = booked;
        return {};
    }
    auto const known = m_expected.find({ booked.source, booked.kind });
    if (known == m_expected.end())
        return "an entry of " + booked.kind + " " + booked.source + " that nothing explains";
    auto const expected = std::move(known->second);
    m_expected.erase(known);
    bool const sold = booked.kind == enum_text(ledger::EntryKind::sale);
    if (auto const at = m_taken_back.find(booked.source); sold && at != m_taken_back.end())
        at->second = { booked.seq, booked.day };
    if (auto const words = words_of(expected, booked); booked.words != words)
        return expected.number + ": its entry says \"" + booked.words + "\" instead of \"" + words
            + "\"";
    if (expected.late && *expected.late != booked.late)
        return expected.number + ": it and its entry differ in whether it is late";
    return {};
}

Finding Entries::compare(db::Read& read, UnitId unit)
{
    auto const where = "unit " + unit.text() + ": ";
    m_locks = ledger::lock_rows(read, unit);
    Finding found;
    ledger::each_booked(read, unit, [&](ledger::Booked const& booked) {
        if (!found && is_ours(booked.kind)) found = compare(booked);
    });
    if (found) return where + *found;
    if (m_expected.empty()) return {};
    auto const& [source, kind] = m_expected.begin()->first;
    return where + "no such entry of " + kind + " " + source;
}

} // namespace karya::sales::proof
