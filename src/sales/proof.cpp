// What `karya verify` asks of sales: what each says of itself, then book, stock, drawers, the audit
// trail and what was announced.

#include "sales/proof.h"
#include <algorithm>

namespace karya::sales {

namespace {

using proof::Finding;
using proof::Home;

/// What is known of all units.
struct Nation {
    proof::Rules rules;
    proof::Announced announced {};
};

/// One unit's sales, told page by page.
struct UnitProof {
    Home home;
    Nation& nation;
    proof::Entries entries {};
    proof::Goods goods {};
    proof::Trail trail {};
    Finding otherwise {}; ///< what the trail knows otherwise, when nothing else is wrong

    Finding take(proof::ToldSale& told)
    {
        proof::TakenParts taken;
        if (auto found = broken_sale(home, nation.rules, told, taken)) return found;
        entries.expect(told, taken);
        goods.expect(told);
        nation.announced.expect(told, taken);
        if (!otherwise) otherwise = trail.broken(told);
        return {};
    }

    /// The same, though a number lies beyond all sums.
    Finding checked(proof::ToldSale& told)
    {
        try {
            return take(told);
        } catch (Bug const&) {
            return told.sale.number + ": its numbers cannot be computed with";
        }
    }

    /// When all sales are told.
    Result<Finding> compare(db::Read& read)
    {
        if (auto found = entries.compare(read, home.unit)) return found;
        if (auto found = TRY(goods.compare(read, home.unit))) return found;
        proof::Drawers drawers { home };
        if (auto found = TRY(drawers.compare(read, trail, entries.differences()))) return found;
        if (!otherwise) otherwise = trail.left();
        return otherwise;
    }
};

Result<Finding> broken_unit(db::Read& read, Nation& nation, UnitId id)
{
    auto const found = org::unit_on({ read, {}, {} }, id, {});
    if (!found.ok()) return Finding { "unit " + id.text() + ": it has books, but does not exist" };
    auto const& unit = found.value();
    UnitProof proof { { unit.id, unit.code, unit.zone }, nation };
    if (auto broken = proof.trail.load(read, id)) return broken;
    for (SaleId after;;) {
        auto page = TRY(store::told_after(read, id, after));
        if (page.empty()) break;
        for (auto& told : page)
            if (auto broken = proof.checked(told)) return broken;
        after = page.back().sale.id;
    }
    return proof.compare(read);
}

/// Those that sold, and those that booked, moved or did what nothing explains.
Result<std::vector<UnitId>> units_to_prove(db::Read& read)
{
    auto units = TRY(store::units_with_sales(read));
    std::ranges::copy(TRY(ledger::units_with_books(read)), std::back_inserter(units));
    std::ranges::copy(TRY(core::audited_units(read)), std::back_inserter(units));
    std::ranges::sort(units);
    auto const twins = std::ranges::unique(units);
    units.erase(twins.begin(), twins.end());
    return units;
}

Result<Finding> first_broken(db::Read& read)
{
    if (auto const gap = store::gap_in_series(read))
        return Finding { *gap + ": gap in receipt numbers" };
    if (auto const gap = store::gap_in_refunds(read))
        return Finding { *gap + ": gap in refund numbers" };
    if (auto const stray = store::stray(read)) return Finding { *stray + ": belongs to nothing" };
    if (auto wrong = store::wrong_exchange(read)) return Finding { wrong };
    if (auto wrong = store::wrong_ahead(read)) return Finding { wrong };
    if (auto const shift = store::wrong_drawer(read))
        return Finding { "shift " + *shift
                         + ": what it expected is not what went through its drawer" };
    Nation nation { proof::Rules { read } };
    for (auto const unit : TRY(units_to_prove(read)))
        if (auto broken = TRY(broken_unit(read, nation, unit))) return broken;
    return nation.announced.compare(read);
}

} // namespace

std::optional<std::string> first_broken_sale(db::Read& read)
{
    auto const found = first_broken(read);
    return found.ok() ? found.value() : found.error().why();
}

} // namespace karya::sales
