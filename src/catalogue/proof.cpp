// What `karya verify` asks of stock: every movement is read again and added up.

#include "catalogue/state.h"
#include "catalogue/store_proof.h"
#include "db/proven.h"
#include <functional>

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
        return {};
    }
    bool equals(LevelRow const& row) const
    {
        return levels.on_hand == row.on_hand && levels.ordered == row.ordered && seq == row.moves;
    }
};

Result<Finding> broken_stock(db::Read& read, LevelRow const& row)
{
    auto const where = "variant " + row.id.text();
    Sum sum;
    Finding found;
    TRY(each_move(read, row.id, [&](MoveRow const& move) {
        if (found) return;
        found = sum.add(move);
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

Result<Finding> first_broken(db::Read& read)
{
    for (VariantId after;;) {
        auto const rows = TRY(store::levels_after(read, after));
        if (rows.empty()) break;
        for (auto const& row : rows)
            if (auto found = TRY(added_up(row, [&] { return broken_stock(read, row); })))
                return found;
        after = rows.back().id;
    }
    auto const stray = store::stray_move(read);
    return stray ? Finding { "catalogue_movement " + *stray + ": no such variant" } : Finding {};
}

Result<StockTale> tale_of(db::Read& read, LevelRow const& row)
{
    StockTale tale { .variant = row.id, .service = row.supply == Supply::service };
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
