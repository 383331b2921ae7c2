// Other goods for those that come back: a sale and a refund whose money is the same. What the buyer
// had paid stays where it is; only a difference moves.

#include "core/audit.h"
#include "sales/posting.h"
#include "sales/sales.h"
#include "sales/state.h"
#include "sales/store.h"

namespace karya::sales {

namespace {

/// Prices in force, without any discount. Fails: sales.nothing_sold, bad_line, core.not_found.
Result<Rupiah> worth_of(View const& view, org::UnitScope const& scope,
                        std::vector<LineDraft> const& lines)
{
    if (lines.empty()) return nothing_sold;
    Rupiah worth;
    for (auto const& line : lines) {
        auto const tag = TRY(catalogue::price_at(view, scope, line.variant, view.now));
        worth += TRY(line_amount(tag.price, line.quantity, {}));
    }
    if (worth > total_max)
        return Error { total_too_large }.with("most", show(view.lang, total_max));
    return worth;
}

/// The money that stays, drawn from all of it: what is not cash first, so that a rest is paid out
/// of the drawer when it can be.
std::vector<Tender> kept_of(std::vector<Tender> const& all, Rupiah wanted)
{
    std::vector<Tender> kept;
    for (auto way = all.rbegin(); way != all.rend() && wanted > Rupiah {}; ++way) {
        kept.insert(kept.begin(), { way->payment, std::min(way->amount, wanted) });
        wanted -= kept.front().amount;
    }
    return kept;
}

SaleDraft sale_of(Call const& call, Sale const& first, ExchangeDraft const& draft,
                  Terms const& terms)
{
    auto ways = terms.kept;
    if (terms.more > Rupiah {}) ways = ways_left(ways, { { draft.more, -terms.more } });
    auto const channel = first.channel == Channel::shop ? Channel::shop : Channel::counter;
    return { .id = draft.id,
             .channel = channel,
             .shift = draft.back.shift,
             .sold_at = call.now,
             .lines = draft.lines,
             .discount = terms.discount,
             .buyer = first.buyer,
             .payment = ways.back().payment,
             .also = { ways.begin(), ways.end() - 1 },
             .seen_total = terms.total,
             .note = first.number };
}

Result<Sale> repeated(Call& call, org::UnitScope const& scope, ExchangeDraft const& draft,
                      SaleId known)
{
    if (known != draft.id) return id_taken;
    TRY(refund(call, scope, draft.back)); // the same, or sales.id_taken
    return sale(call.view(), scope, known);
}

Result<void> check_seen(Lang lang, ExchangeDraft const& draft, Terms const& terms)
{
    if (draft.seen_back.value_or(terms.back) == terms.back
        && draft.seen_total.value_or(terms.total) == terms.total)
        return {};
    return Error { exchange_changed }.with("total", show(lang, terms.total));
}

/// Goods of both sides, in key order: taking the new ones before the old ones in any other would
/// wait for whoever orders both.
void hold_goods(Call& call, org::UnitScope const& scope, Sale const& first,
                ExchangeDraft const& draft)
{
    std::vector<VariantId> variants;
    for (auto const& line : first.lines) variants.push_back(line.variant);
    for (auto const& line : draft.lines) variants.push_back(line.variant);
    catalogue::hold(call, scope, std::move(variants));
}

/// A difference is paid here and now: nobody collects it for the unit.
Result<void> check_more(ExchangeDraft const& draft, Terms const& terms)
{
    if (terms.more == Rupiah {} || draft.more != Payment::collected) return {};
    return Error { bad_payment }.at("payment", "sales.bad_payment");
}

} // namespace

Result<Terms> terms_of(View const& view, org::UnitScope const& scope, ExchangeDraft const& draft)
{
    auto const first = TRY(sale(view, scope, draft.back.sale));
    if (first.state == SaleState::voided) return already_void;
    auto const back = TRY(worth_back(view, first, draft.back));
    auto const worth = TRY(worth_of(view, scope, draft.lines));
    auto const all = back.money + back.discount;
    Terms terms { .back = back.money, .discount = std::min(back.discount, worth) };
    if (worth < all) terms.discount = scaled(back.discount, worth.amount(), all.amount());
    terms.total = worth - terms.discount;
    if (terms.total <= Rupiah {})
        return bad_discount; // a share is rounded, and a rupiah is a price
    terms.kept = kept_of(back.ways, terms.total);
    terms.returned = ways_left(back.ways, terms.kept);
    auto const kept = std::min(terms.total, terms.back);
    terms.more = terms.total - kept;
    terms.rest = terms.back - kept;
    return terms;
}

Result<Sale> exchange(Call& call, org::UnitScope const& scope, ExchangeDraft const& draft)
{
    store::hold_sale(call.tx, draft.back.sale);
    if (auto const known = store::sale_for_refund(call.tx, scope.unit(), draft.back.id))
        return repeated(call, scope, draft, *known);
    if (!draft.back.shift) return no_shift;
    auto const terms = TRY(terms_of(call.view(), scope, draft));
    TRY(check_seen(call.lang, draft, terms));
    TRY(check_more(draft, terms));
    auto const first = TRY(sale(call.view(), scope, draft.back.sale));
    hold_goods(call, scope, first, draft);
    // The new goods first: the drawer has their money before it pays the old ones back.
    auto made = TRY(record(call, scope, sale_of(call, first, draft, terms)));
    auto const back = TRY(refund_but(call, scope, draft.back, terms.kept));
    CHECK(back.total == terms.back);
    auto const origin = store::origin(call.tx, first.id).value_or(first.id);
    store::insert_exchange(call.tx, scope.unit(), { made.id, back.id, origin });
    if (auto const& ahead = back.ahead; ahead && ahead->kept > Rupiah {}) {
        auto const way = store::ahead_left(call.tx, first.id)->payment;
        store::insert_ahead(call.tx, scope.unit(), made.id,
                            { origin, way, ahead->kept, ahead->kept_waived });
    }
    core::audit(call,
                { .what = "sales.exchange",
                  .object = made.id.text(),
                  .before = back.id.text(),
                  .after = origin.text(),
                  .unit = scope.unit() });
    return made;
}

std::optional<Sale> taken_instead(View const& view, org::UnitScope const& scope, RefundId refund)
{
    auto const id = store::sale_for_refund(view.read, scope.unit(), refund);
    if (!id) return {};
    return sale(view, scope, *id).take();
}

} // namespace karya::sales
