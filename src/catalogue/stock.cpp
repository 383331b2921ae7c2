// Goods in, goods out. Levels change only under the row's lock, each change with its movement.

#include "base/lang.h"
#include "base/leaf.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/events.h"
#include "catalogue/shelf_facts.h"
#include "catalogue/state.h"
#include "catalogue/store_stock.h"
#include "core/audit.h"
#include <algorithm>
#include <numeric>

namespace karya::catalogue {

namespace {

using store::StockRow;

/// One sale's or refund's work on the stock of a unit.
struct StockWork {
    Call& call;
    UnitId unit;
    std::string_view source;
    Shortage shortage { Shortage::refused };
};

Taken frozen(StockRow const& row, Want const& want)
{
    return { .variant = want.variant,
             .product = row.product,
             .name = row.label,
             .code = row.code,
             .measure = row.measure,
             .price = row.price,
             .cost = row.cost,
             .activity = row.activity,
             .contract = row.contract,
             .quantity = want.quantity };
}

Result<void> check_quantity(Quantity quantity, bool only_whole)
{
    if (!is_countable(quantity)) return bad_stock;
    if (only_whole && !is_whole(quantity)) return whole_only;
    return {};
}

Error too_few(Call const& call, StockRow const& row)
{
    return Error { not_enough_stock }
        .with("name", row.label)
        .with("left", show(call.lang, row.levels().left()));
}

/// The same on the desk, where nothing can be confirmed: count first, then correct the stock.
Error too_few_there(Call const& call, StockRow const& row)
{
    auto error = too_few(call, row).at("quantity", "catalogue.only_left");
    error.fields.back().args = error.args;
    return error;
}

/// Drops the cached pages that a change of stock made stale.
void tell_pages(Call& call, StockRow const& row, Levels const& before, Levels const& after)
{
    bool const had = before.left() > Quantity {};
    bool const has = after.left() > Quantity {};
    if (had != has) refresh_facts(call.tx, row.product);
    touch_stock(call.tx, row.product);
}

/// The usual way: enough is left, one statement takes it.
void note_taken(StockWork const& work, Want const& want, StockRow const& row)
{
    if (row.supply == Supply::service) return;
    store::insert_movement(work.call,
                           { .variant = want.variant,
                             .seq = row.moves,
                             .reason = StockReason::sale,
                             .delta = -want.quantity,
                             .on_hand = row.on_hand,
                             .source = work.source });
    auto before = row.levels();
    before.on_hand = before.on_hand + want.quantity;
    tell_pages(work.call, row, before, row.levels());
}

/// Books what is missing as a shortage: stock is raised by it, then taken, and somebody must count.
void book_shortage(StockWork const& work, Want const& want, StockRow& row, Quantity missing)
{
    row.on_hand = row.on_hand + missing;
    row.moves += 1;
    store::insert_movement(work.call,
                           { .variant = want.variant,
                             .seq = row.moves,
                             .reason = StockReason::shortage,
                             .delta = missing,
                             .on_hand = row.on_hand,
                             .source = work.source });
    auto const id = store::insert_shortage(work.call, work.unit, { want.variant, missing },
                                           work.source);
    core::announce(work.call, ShortageBooked { id, work.unit, want.variant, missing });
}

/// The other way: the row is locked, and the rest is made later or booked as a shortage.
Result<Taken> take_beyond(StockWork const& work, Want const& want)
{
    auto found = store::locked(work.call.tx, work.unit, want.variant);
    if (!found) return not_found;
    auto& row = *found;
    if (!row.sellable && work.shortage != Shortage::gone)
        return Error { not_for_sale }.with("name", row.label);
    TRY(check_quantity(want.quantity, row.whole_only));

    auto const before = row.levels();
    auto const meeting = meet(before, row.supply, want.quantity);
    if (meeting.missing > Quantity {}) {
        if (work.shortage == Shortage::refused) return too_few(work.call, row);
        book_shortage(work, want, row, meeting.missing);
    }
    auto after = row.levels();
    auto const taken = meeting.from_hand + meeting.missing;
    after.on_hand = after.on_hand - taken;
    after.ordered = after.ordered + meeting.to_make;
    store::set_levels(work.call, want.variant, after, row.moves + 1);
    store::insert_movement(work.call,
                           { .variant = want.variant,
                             .seq = row.moves + 1,
                             .reason = StockReason::sale,
                             .delta = -taken,
                             .ordered_delta = meeting.to_make,
                             .on_hand = after.on_hand,
                             .source = work.source });
    tell_pages(work.call, row, before, after);

    auto answer = frozen(row, want);
    answer.short_by = meeting.missing;
    answer.ordered = meeting.to_make;
    return answer;
}

Result<Taken> take_one(StockWork const& work, Want const& want)
{
    if (!is_countable(want.quantity)) return bad_stock;
    auto const row = store::take(work.call, work.unit, want);
    if (!row) return take_beyond(work, want);
    TRY(check_quantity(want.quantity, row->whole_only));
    note_taken(work, want, *row);
    return frozen(*row, want);
}

/// Positions of `wants` in the order of their keys, so that two sales never wait for each other.
std::vector<std::size_t> in_key_order(std::vector<Want> const& wants)
{
    std::vector<std::size_t> order(wants.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return wants[a].variant < wants[b].variant;
    });
    return order;
}

} // namespace

Result<std::vector<Taken>> take(Call& call, org::UnitScope const& scope,
                                std::vector<Want> const& wants, std::string_view source,
                                Shortage shortage)
{
    StockWork const work { call, scope.unit(), source, shortage };
    std::vector<Taken> taken(wants.size());
    for (auto const position : in_key_order(wants))
        taken[position] = TRY(take_one(work, wants[position]));
    return taken;
}

Result<Taken> take(Call& call, org::UnitScope const& scope, VariantId variant, Quantity quantity,
                   std::string_view source, Shortage shortage)
{
    return take_one({ call, scope.unit(), source, shortage }, { variant, quantity });
}

void hold(Call& call, org::UnitScope const& scope, std::vector<VariantId> variants)
{
    std::ranges::sort(variants);
    auto const twins = std::ranges::unique(variants);
    variants.erase(twins.begin(), twins.end());
    for (auto const variant : variants) store::hold(call.tx, scope.unit(), variant);
}

namespace {

struct Change {
    StockReason reason { StockReason::correction };
    std::string_view source {};
    std::string_view note {};
};

/// Writes the new levels with their one movement; nothing when they are the same.
void move(Call& call, VariantId variant, StockRow const& row, Levels const& after,
          Change const& change)
{
    auto const before = row.levels();
    if (after == before) return;
    store::set_levels(call, variant, after, row.moves + 1);
    store::insert_movement(call,
                           { .variant = variant,
                             .seq = row.moves + 1,
                             .reason = change.reason,
                             .delta = after.on_hand - before.on_hand,
                             .ordered_delta = after.ordered - before.ordered,
                             .on_hand = after.on_hand,
                             .source = change.source,
                             .note = change.note });
    tell_pages(call, row, before, after);
}

Result<void> put_back_one(StockWork const& work, Want const& want)
{
    auto const row = store::locked(work.call.tx, work.unit, want.variant);
    if (!row) return not_found;
    // In parts or whole, as it was sold then; today's rule for selling does not matter.
    if (!is_countable(want.quantity)) return bad_stock;
    move(work.call, want.variant, *row, with_goods(row->levels(), row->supply, want.quantity),
         { .reason = StockReason::refund, .source = work.source });
    return {};
}

Result<void> check_note(std::string_view note)
{
    constexpr std::size_t length_max = 200;
    if (!is_clean_utf8(note)) return Error { invalid }.at("note", std::string { reason::bad_text });
    if (code_points(note) > length_max)
        return Error { invalid }.at("note", std::string { reason::too_long });
    return {};
}

/// The locked row of a variant whose stock is counted.
Result<StockRow> counted_row(Call& call, org::UnitScope const& scope, VariantId variant)
{
    auto row = store::locked(call.tx, scope.unit(), variant);
    if (!row) return not_found;
    if (row->supply == Supply::service) return uncounted;
    return std::move(*row);
}

void audit_stock(Call& call, org::UnitScope const& scope, VariantId variant, StockRow const& before,
                 Levels const& after, Change const& change)
{
    core::audit(call,
                { .what = "catalogue.stock",
                  .object = variant.text(),
                  .before = before.on_hand.plain(),
                  .after = stock_words(after.on_hand, change.reason, change.note),
                  .unit = scope.unit() });
}

} // namespace

Result<void> put_back(Call& call, org::UnitScope const& scope, std::vector<Want> const& wants,
                      std::string_view source)
{
    StockWork const work { call, scope.unit(), source };
    for (auto const position : in_key_order(wants)) TRY(put_back_one(work, wants[position]));
    return {};
}

Result<void> undo(Call& call, org::UnitScope const& scope, std::vector<Want> const& wants,
                  std::string_view source)
{
    TRY(put_back(call, scope, wants, source));
    for (auto const& [variant, quantity] : store::shortages_of(call.tx, scope.unit(), source)) {
        auto const row = store::locked(call.tx, scope.unit(), variant);
        if (!row || row->levels().left() < quantity) continue; // somebody must count
        auto after = row->levels();
        after.on_hand = after.on_hand - quantity;
        move(call, variant, *row, after, { .reason = StockReason::shortage, .source = source });
        store::turn_shortages(call, variant, source);
    }
    return {};
}

namespace {

Result<void> check_still(Call const& call, StockRow const& row, std::optional<Quantity> recorded)
{
    if (!recorded || *recorded == row.on_hand) return {};
    return Error { moved_since }
        .with("before", measured(call.lang, *recorded, row.measure))
        .with("now", measured(call.lang, row.on_hand, row.measure));
}

} // namespace

Result<void> set_stock(Call& call, org::UnitScope const& scope, StockLevel const& level)
{
    if (!may_set(level.reason)) return bad_stock;
    TRY(check_note(level.note));
    if (level.on_hand != Quantity {} && !is_level(level.on_hand))
        return Error { bad_stock }.at("on_hand", "catalogue.bad_level");
    auto const row = TRY(counted_row(call, scope, level.variant));
    TRY(check_still(call, row, level.recorded));
    if (row.whole_only && !is_whole(level.on_hand)) return whole_only;
    if (level.on_hand < row.held)
        return Error { below_held }.with("held", show(call.lang, row.held));
    auto after = row.levels();
    after.on_hand = level.on_hand;
    Change const change { .reason = level.reason, .note = level.note };
    move(call, level.variant, row, after, change);
    if (level.reason == StockReason::count) store::resolve_shortages(call, level.variant);
    audit_stock(call, scope, level.variant, row, after, change);
    return {};
}

Result<void> change_stock(Call& call, org::UnitScope const& scope, StockChange const& change)
{
    if (!may_change(change.reason)) return bad_stock;
    TRY(check_note(change.note));
    auto const row = TRY(counted_row(call, scope, change.variant));
    if (!is_countable(change.quantity))
        return Error { bad_stock }.at("quantity", "catalogue.bad_change");
    TRY(check_quantity(change.quantity, row.whole_only));
    auto after = row.levels();
    if (adds(change.reason)) {
        after = with_goods(after, row.supply, change.quantity);
        if (after.on_hand > level_max)
            return Error { bad_stock }.at("quantity", "catalogue.bad_level");
    } else {
        if (after.left() < change.quantity) return too_few_there(call, row);
        after.on_hand = after.on_hand - change.quantity;
    }
    Change const noted { .reason = change.reason, .note = change.note };
    move(call, change.variant, row, after, noted);
    audit_stock(call, scope, change.variant, row, after, noted);
    return {};
}

std::vector<Movement> movements(View const& view, org::UnitScope const& scope, VariantId variant)
{
    return store::movements(view.read, scope.unit(), variant);
}

std::vector<OpenShortage> open_shortages(View const& view, org::UnitScope const& scope)
{
    return store::open_shortages(view.read, scope.unit());
}

} // namespace karya::catalogue
