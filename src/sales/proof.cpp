// What `karya verify` asks of sales: what each says of itself, then the book, then stock.

#include "sales/proof.h"
#include <algorithm>

namespace karya::sales {

namespace {

using proof::Finding;
using proof::Home;

/// One unit's sales, told page by page.
struct UnitProof {
    Home home;
    proof::Rules& rules;
    proof::Entries entries {};
    proof::Goods goods {};

    Finding take(proof::ToldSale& told)
    {
        proof::TakenParts taken;
        if (auto found = broken_sale(home, rules, told, taken)) return found;
        entries.expect(told, taken);
        goods.expect(told);
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
};

Result<Finding> broken_unit(db::Read& read, proof::Rules& rules, UnitId id)
{
    auto const found = org::unit_on({ read, {}, {} }, id, {});
    if (!found.ok()) return Finding { "unit " + id.text() + ": it has books, but does not exist" };
    auto const& unit = found.value();
    UnitProof proof { { unit.id, unit.code, unit.zone }, rules };
    for (SaleId after;;) {
        auto page = TRY(store::told_after(read, id, after));
        if (page.empty()) break;
        for (auto& told : page)
            if (auto broken = proof.checked(told)) return broken;
        after = page.back().sale.id;
    }
    if (auto broken = proof.entries.compare(read, id)) return broken;
    return proof.goods.compare(read, id);
}

/// Those that sold, and those that booked or moved what nothing explains.
Result<std::vector<UnitId>> units_to_prove(db::Read& read)
{
    auto units = TRY(store::units_with_sales(read));
    std::ranges::copy(TRY(ledger::units_with_books(read)), std::back_inserter(units));
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
    if (auto const shift = store::wrong_drawer(read))
        return Finding { "shift " + *shift
                         + ": what it expected is not what went through its drawer" };
    proof::Rules rules { read };
    for (auto const unit : TRY(units_to_prove(read)))
        if (auto broken = TRY(broken_unit(read, rules, unit))) return broken;
    return Finding {};
}

} // namespace

std::optional<std::string> first_broken_sale(db::Read& read)
{
    auto const found = first_broken(read);
    return found.ok() ? found.value() : found.error().why();
}

} // namespace karya::sales
