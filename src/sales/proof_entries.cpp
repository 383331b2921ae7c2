// Sales against the book: one key, one effect. Nothing sold without its entry, no entry without
// what was sold, and each says what the sale's own lines and payment say.

#include "sales/proof.h"
#include "sales/state.h"

namespace karya::sales::proof {

void Entries::expect(ToldSale const& told, TakenParts const& taken)
{
    auto const& sale = told.sale;
    expect(sale.number, sale.late, entry_of(sale));
    if (sale.state == SaleState::voided) expect(sale.number, {}, entry_of_void(sale));
    for (auto const& back : told.refunds)
        expect(back.refund.number, {}, entry_of(sale, back.refund, taken.at(back.refund.id)));
}

void Entries::expect(std::string number, std::optional<bool> late, ledger::EntryDraft const& draft)
{
    m_expected[{ draft.source, std::string { enum_text(draft.kind) } }] = {
        std::move(number), late, ledger::words_of(draft)
    };
}

Finding Entries::compare(ledger::Booked const& booked)
{
    auto const known = m_expected.find({ booked.source, booked.kind });
    if (known == m_expected.end())
        return "an entry of " + booked.kind + " " + booked.source + " that nothing explains";
    auto const expected = std::move(known->second);
    m_expected.erase(known);
    if (booked.words != expected.words)
        return expected.number + ": its entry says \"" + booked.words + "\" instead of \""
            + expected.words + "\"";
    if (expected.late && *expected.late != booked.late)
        return expected.number + ": it and its entry differ in whether it is late";
    return {};
}

Finding Entries::compare(db::Read& read, UnitId unit)
{
    auto const where = "unit " + unit.text() + ": ";
    Finding found;
    ledger::each_booked(read, unit, [&](ledger::Booked const& booked) {
        if (!found) found = compare(booked);
    });
    if (found) return where + *found;
    if (m_expected.empty()) return {};
    auto const& [source, kind] = m_expected.begin()->first;
    return where + "no such entry of " + kind + " " + source;
}

} // namespace karya::sales::proof
