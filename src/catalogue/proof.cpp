// What `karya verify` asks of goods: every movement is read again, added up and looked for in the
// audit trail; each variant has its product and the last of its prices.

#include "catalogue/proof_shortage.h"
#include "catalogue/state.h"
#include "catalogue/store_proof.h"
#include "core/audit.h"
#include "db/proven.h"
#include <functional>
#include <set>

namespace karya::catalogue {

namespace {

using store::LevelRow;
using store::MoveRow;
using Finding = std::optional<std::string>;

Result<void> each_move(db::Read& read, VariantId variant,
                       std::function<void(MoveRow const&)> const& visit)
{
    for (std::int64_t after = 0;;) {
        auto const rows = TRY(store::moves_after(read, variant, after));
        if (rows.empty()) return {};
        for (auto const& row : rows) visit(row);
        after = rows.back().seq;
    }
}

/// What the movements up to here add up to.
struct Sum {
    Levels levels {};
    std::int64_t seq { 0 };

    Finding add(MoveRow const& row)
    {
        if (row.seq != seq + 1) return "the one before is missing";
        levels.on_hand = levels.on_hand + row.delta;
        levels.ordered = levels.ordered + row.ordered_delta;
        seq = row.seq;
        if (levels.on_hand != row.on_hand) return "on hand is not what they add up to";
        if (levels.ordered < Quantity {}) return "more was made than ordered";
        if (!goes(row.reason, row.delta, row.ordered_delta))
            return "stock does not go that way for " + std::string { enum_text(row.reason) };
        return {};
    }
    bool equals(LevelRow const& row) const
    {
        return levels.on_hand == row.on_hand && levels.ordered == row.ordered && seq == row.moves;
    }
};

/// What the audit trail keeps of a unit's changes of stock.
class Deeds {
public:
    Deeds(db::Read& read, UnitId unit, Shortages& shortages)
    {
        core::each_trace(read, unit, "catalogue", [&](core::Trace const& trace) {
            if (trace.what != "catalogue.stock") return;
            m_known.emplace(trace.object, trace.after_hash);
            shortages.see_set(trace.object, trace.at);
        });
    }
    /// Documents prove their own movements. Until reasons were kept the trail told levels alone.
    bool know(MoveRow const& row) const
    {
        return !row.source.empty() || has(row, stock_words(row.on_hand, row.reason, row.note))
            || has(row, row.on_hand.plain());
    }

private:
    bool has(MoveRow const& row, std::string const& state) const
    {
        return m_known.contains({ row.variant.text(), core::trace_of(state) });
    }
    std::set<std::pair<std::string, std::string>> m_known {};
};

Result<Finding> broken_stock(db::Read& read, Deeds const& deeds, Shortages& shortages,
                             LevelRow const& row)
{
    auto const where = "variant " + row.id.text();
    Sum sum;
    Finding found;
    TRY(each_move(read, row.id, [&](MoveRow const& move) {
        if (found) return;
        shortages.see(move);
        found = sum.add(move);
        if (!found && !deeds.know(move)) found = "the audit trail knows it otherwise";
        if (found) found = where + ", movement " + std::to_string(move.seq) + ": " + *found;
    }));
    if (!found && !sum.equals(row)) found = where + ": its stock is not the sum of its movements";
    return found;
}

/// What `work` finds, though a number may lie beyond all sums.
template<class Work>
auto added_up(LevelRow const& row, Work const& work) -> decltype(work())
{
    try {
        return work();
    } catch (Bug const&) {
        return Error { db::unreadable,
                       "variant " + row.id.text() + ": its numbers cannot be added up" };
    }
}

Result<Finding> broken_unit(db::Read& read, UnitId unit)
{
    Shortages shortages;
    Deeds const deeds { read, unit, shortages };
    for (VariantId after;;) {
        auto const rows = TRY(store::levels_of_unit_after(read, unit, after));
        if (rows.empty()) return shortages.first_broken(read, unit);
        for (auto const& row : rows)
            if (auto found = TRY(
                    added_up(row, [&] { return broken_stock(read, deeds, shortages, row); })))
                return found;
        after = rows.back().id;
    }
}

Result<Finding> first_broken(db::Read& read)
{
    for (auto const unit : TRY(store::units_with_variants(read)))
        if (auto found = TRY(broken_unit(read, unit))) return found;
    if (auto const stray = store::stray_move(read))
        return Finding { "catalogue_movement " + *stray + ": no such variant" };
    if (auto const stray = store::stray_variant(read))
        return Finding { "variant " + *stray + ": its product is not there, or another's" };
    if (auto const wrong = store::wrong_price(read))
        return Finding { "variant " + *wrong + ": its price is not the last of its prices" };
    if (auto const wrong = store::wrong_held(read))
        return Finding { "variant " + *wrong + ": what is kept for buyers is not the sum of it" };
    if (auto const wrong = store::wrong_card(read))
        return Finding { "product " + *wrong + ": its card says otherwise than its variants" };
    if (auto const stray = store::stray_shortage(read))
        return Finding { "catalogue_shortage " + *stray + ": no such variant in its unit" };
    if (auto const stray = store::stray_price(read))
        return Finding { "catalogue_price " + *stray + ": no such variant" };
    return Finding {};
}

Result<StockTale> tale_of(db::Read& read, LevelRow const& row)
{
    StockTale tale { .variant = row.id,
                     .product = row.product,
                     .service = row.supply == Supply::service };
    Levels levels;
    bool empty = true;
    TRY(each_move(read, row.id, [&](MoveRow const& move) {
        if (empty) tale.empty_until = move.at;
        levels.on_hand = move.on_hand;
        levels.ordered = levels.ordered + move.ordered_delta;
        empty = levels == Levels {};
        if (!move.source.empty())
            tale.moves.push_back({ move.source, move.reason, move.delta, move.ordered_delta });
    }));
    if (empty) tale.empty_until = Timestamp::max();
    return tale;
}

} // namespace

std::optional<std::string> first_broken_stock(db::Read& read)
{
    auto const found = first_broken(read);
    return found.ok() ? found.value() : found.error().why();
}

Result<void> each_movement(db::Read& read, VariantId variant,
                           std::function<void(StockMove const&)> const& visit)
{
    return each_move(read, variant, [&](MoveRow const& row) {
        visit({ row.seq, row.at, row.reason, row.delta, row.ordered_delta, row.source, row.note });
    });
}

Result<void> each_stock_tale(db::Read& read, UnitId unit,
                             std::function<void(StockTale const&)> const& visit)
{
    for (VariantId after;;) {
        auto const rows = TRY(store::levels_of_unit_after(read, unit, after));
        if (rows.empty()) return {};
        for (auto const& row : rows) visit(TRY(added_up(row, [&] { return tale_of(read, row); })));
        after = rows.back().id;
    }
}

} // namespace karya::catalogue
