// Goods kept for a buyer, as they are kept: taken hold of, changed, dropped, ended. What a variant
// holds is the sum of its rows; each row changes under its variant's lock, in key order.

#include "base/lang.h"
#include "catalogue/catalogue.h"
#include "catalogue/shelf_facts.h"
#include "catalogue/store_hold.h"
#include <map>

namespace karya::catalogue {

namespace {

using store::HeldRow;

constexpr std::int64_t ended_at_once = 200;

/// Changes what a variant holds by `more`; false when so much is not left.
bool change_held(Call& call, VariantId variant, Quantity more)
{
    if (more == Quantity {}) return true;
    auto const row = store::hold_more(call, variant, more);
    if (!row) return false;
    bool const has = row->levels().left() > Quantity {};
    bool const had = row->levels().left() + more > Quantity {};
    if (has != had) refresh_facts(call.tx, row->product);
    touch_stock(call.tx, row->product);
    return true;
}

void release(Call& call, HeldRow const& row)
{
    store::delete_hold(call.tx, row.holder, row.variant);
    CHECK(change_held(call, row.variant, -row.quantity));
}

Result<void> keep_one(Call& call, HoldDraft const& draft, VariantId variant, Quantity wanted)
{
    auto const open = store::locked_of_any(call.tx, variant);
    if (!open) return not_found;
    if (!open->sellable) return Error { not_for_sale }.with("name", open->label);
    if (!is_countable(wanted)) return bad_stock;
    if (open->whole_only && !is_whole(wanted)) return whole_only;
    if (!open->counted) return {};
    auto const own = store::held(call.tx, draft.holder, variant).value_or(Quantity {});
    if (!change_held(call, variant, wanted - own))
        return Error { not_enough_stock }
            .with("name", open->label)
            .with("left", show(call.lang, store::left(call.tx, variant) + own));
    store::put_hold(call.tx, { draft.holder, variant, open->unit, wanted }, draft.until);
    return {};
}

} // namespace

Result<void> hold_for(Call& call, HoldDraft const& draft)
{
    CHECK(!draft.holder.empty());
    // What is wanted, and what is kept and not wanted any more, in one order.
    std::map<VariantId, Quantity> wanted;
    for (auto const& row : store::held_by(call.tx, draft.holder)) wanted[row.variant] = {};
    for (auto const& want : draft.wants) {
        if (!is_countable(want.quantity)) return bad_stock;
        wanted[want.variant] = wanted[want.variant] + want.quantity;
    }
    for (auto const& [variant, quantity] : wanted) {
        if (quantity > Quantity {}) {
            TRY(keep_one(call, draft, variant, quantity));
            continue;
        }
        CHECK(store::locked_of_any(call.tx, variant).has_value());
        auto const own = store::held(call.tx, draft.holder, variant);
        if (own) release(call, { draft.holder, variant, {}, *own });
    }
    return {};
}

void drop_hold(Call& call, std::string_view holder, std::optional<UnitId> unit)
{
    for (auto row : store::held_by(call.tx, holder)) {
        if (unit && row.unit != *unit) continue;
        CHECK(store::locked_of_any(call.tx, row.variant).has_value());
        auto const own = store::held(call.tx, holder, row.variant); // now that nobody else can
        if (!own) continue;
        row.quantity = *own;
        release(call, row);
    }
}

void lock_held(Call& call, std::string_view holder)
{
    for (auto const& row : store::held_by(call.tx, holder))
        CHECK(store::locked_of_any(call.tx, row.variant).has_value());
}

std::vector<Want> held_for(View const& view, std::string_view holder)
{
    std::vector<Want> wants;
    for (auto const& row : store::held_by(view.read, holder))
        wants.push_back({ row.variant, row.quantity });
    return wants;
}

bool expire_holds(Call& call)
{
    auto const ended = store::ended_holds(call.tx, call.now, ended_at_once);
    for (auto const& row : ended) {
        CHECK(store::locked_of_any(call.tx, row.variant).has_value());
        // Renewed or dropped meanwhile: nothing to give back.
        if (!store::delete_ended(call.tx, row, call.now)) continue;
        CHECK(change_held(call, row.variant, -row.quantity));
    }
    return static_cast<std::int64_t>(ended.size()) == ended_at_once;
}

} // namespace karya::catalogue
