// What comes back of an order that was paid ahead: taken back whole, refunded or exchanged at the
// counter. The order knows what is left of its goods, and the buyer's money goes by the way it
// came.

#include "base/lang.h"
#include "core/audit.h"
#include "counter/counter.h"
#include "orders/ahead.h"
#include "orders/state.h"
#include "orders/store.h"
#include "orders/store_parcel.h"
#include "sales/events.h"
#include <algorithm>

namespace karya::orders {

Rupiah shipping_taken_off(Order const& order, payments::Way way)
{
    return std::max(Rupiah {}, taken_off(way, order.fee) - order.total);
}

Result<void> give_back(Call& call, Order const& order, Rupiah amount)
{
    auto const payment = TRY(payments::payment(call.view(), payment_of(order.group)));
    auto const left = payment.received - payment.given_back;
    if (amount > left)
        core::audit(call,
                    { .what = "orders.give_back_short",
                      .object = order.id.text(),
                      .before = std::to_string(amount.amount()),
                      .after = std::to_string(left.amount()),
                      .unit = order.unit });
    amount = std::min(amount, left);
    if (amount <= Rupiah {}) return {};
    return payments::give_back(call,
                               { .id = MoneyReturnId::make(call.now),
                                 .payment = payment.id,
                                 .amount = amount,
                                 .reason = order.number });
}

namespace {

Result<payments::Way> way_of(View const& view, Order const& order)
{
    return TRY(payments::payment(view, payment_of(order.group))).way;
}

/// The courier's fee, once, when the order ends without him. What of it is the buyer's.
Result<Rupiah> free_shipping(Call& call, org::UnitScope const& scope, Order const& order)
{
    auto const sale = TRY(sales::sale(call.view(), scope, *order.sale));
    auto const off = shipping_taken_off(order, TRY(way_of(call.view(), order)));
    TRY(book_fee(call, scope, order, { -off, sale.payment, "shipping back" }));
    TRY(book_shipping(call, scope, order, { -order.shipping(), sale.payment, "back" }));
    return order.shipping() - off;
}

// ---- Taken back whole ----

/// The order's own sale, and those of goods that were taken instead.
std::vector<SaleId> sales_of(Order const& order)
{
    std::vector<SaleId> all { *order.sale };
    for (auto const& line : order.swaps)
        if (std::ranges::find(all, *line.sale) == all.end()) all.push_back(*line.sale);
    return all;
}

/// What was paid for a difference at the till goes back there: no buyer can do that by himself.
Result<void> add_till(Call& call, org::UnitScope const& scope, sales::Sale const& sale,
                      Mover const& mover, sales::RefundDraft& draft)
{
    auto const ahead = sales::ahead_of(call.view(), sale.id);
    if (ahead && ahead->amount == sale.total - sale.refunded) return {};
    if (mover.cause == Cause::buyer) return cancel_at_unit;
    auto const shift = sales::open_shift_of(call.view(), scope, counter::desk_series);
    if (!shift) return sales::no_shift;
    draft.shift = shift->id;
    return {};
}

Result<std::vector<sales::RefundDraft>> refunds_of_rest(Call& call, org::UnitScope const& scope,
                                                        Order const& order, Mover const& mover)
{
    std::vector<sales::RefundDraft> drafts;
    for (auto const id : sales_of(order)) {
        auto const sale = TRY(sales::sale(call.view(), scope, id));
        // The first has the order's id, by which the courier's fee goes back with it.
        sales::RefundDraft draft { .id = drafts.empty() ? RefundId { order.id.uuid }
                                                        : RefundId::make(call.now),
                                   .sale = id,
                                   .reason = mover.note.empty() ? order.number : mover.note };
        for (auto const& line : sale.lines)
            if (line.left > Quantity {} && sales::parts_left(call.view(), line).total() > Rupiah {})
                draft.lines.push_back({ line.n, line.left, {} });
        if (draft.lines.empty()) continue;
        TRY(add_till(call, scope, sale, mover, draft));
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

} // namespace

Result<void> take_back(Call& call, org::UnitScope const& scope, Order const& order,
                       Mover const& mover)
{
    std::vector<VariantId> variants;
    for (auto const& line : order.goods()) variants.push_back(line.variant);
    catalogue::hold(call, scope, std::move(variants)); // stock before the book
    auto const drafts = TRY(refunds_of_rest(call, scope, order, mover));
    TRY(move(call, order, OrderState::cancelled, mover));
    auto const shipping = TRY(free_shipping(call, scope, order));
    for (auto const& draft : drafts) TRY(sales::refund(call, scope, draft));
    return drafts.empty() ? give_back(call, order, shipping) : Result<void> {};
}

// ---- Refunded or exchanged at its receipt ----

namespace {

/// Lines of a sale that came back, and how much.
Result<std::vector<PartLine>> lines_back(View const& view, org::UnitScope const& scope,
                                         sales::SaleReversed const& event)
{
    std::vector<PartLine> lines;
    if (event.refund) {
        if (auto const back = sales::whole_refund(view, scope, *event.refund))
            for (auto const& [n, quantity, amount] : back->lines) lines.push_back({ n, quantity });
    } else if (event.whole) {
        for (auto const& line : TRY(sales::sale(view, scope, event.sale)).lines)
            lines.push_back({ line.n, line.quantity });
    }
    return lines;
}

/// The order's line that became this line of a sale, if it has it still.
std::optional<std::int64_t> line_that_became(Order const& order, SaleId sale, std::int64_t n)
{
    if (sale == order.sale) return n;
    for (auto const& line : order.swaps)
        if (line.sale == sale && line.sale_line == n) return line.n;
    return {};
}

/// Not handed over, nor all of it with a courier.
bool is_here(Order const& order)
{
    return is_open(order.state) && order.state != OrderState::shipped;
}

/// Goods taken instead go with an order that is still here; else the buyer has them.
void add_swaps(Call& call, Order const& order, sales::Sale const& sale)
{
    auto n = static_cast<std::int64_t>(order.lines.size() + order.swaps.size());
    for (auto const& line : sale.lines)
        store::insert_swap(call.tx, order.id,
                           { .n = ++n,
                             .variant = line.variant,
                             .product = line.product,
                             .name = line.name,
                             .measure = line.measure,
                             .quantity = line.quantity,
                             .price = line.price,
                             .amount = line.amount,
                             .discount = line.discount,
                             .sale = sale.id,
                             .sale_line = line.n });
}

std::string words_of_goods(sales::Sale const& sale)
{
    std::string words;
    for (auto const& line : sale.lines)
        words += (words.empty() ? "" : ", ") + show(Lang::id, line.quantity) + " × " + line.name;
    return words;
}

/// Takes what came back off the order's lines. What was taken instead, in words.
Result<std::string> note_goods(Call& call, org::UnitScope const& scope, Order const& order,
                               sales::SaleReversed const& event)
{
    for (auto const& [n, quantity] : TRY(lines_back(call.view(), scope, event)))
        if (auto const line = line_that_became(order, event.sale, n))
            store::add_back(call.tx, order.id, { *line, quantity });
    if (!event.refund) return std::string {};
    auto const instead = sales::taken_instead(call.view(), scope, *event.refund);
    if (!instead) return std::string {};
    if (is_here(order)) add_swaps(call, order, *instead);
    return words_of_goods(*instead);
}

bool nothing_to_send(Order const& order)
{
    return std::ranges::all_of(order.goods(),
                               [&](Line const& line) { return order.left(line) <= Quantity {}; });
}

/// The courier has what is left of it.
Result<void> send_off(Call& call, Order const& order)
{
    auto const& last = order.consignments.back();
    store::set_shipped(call.tx, { order.id, last.courier, last.tracking, {} }, call.now);
    return move(call, order, OrderState::shipped, { .cause = Cause::unit, .note = last.tracking });
}

struct Back {
    Rupiah amount {};
    std::string instead {};
};

void note_step(Call& call, Order const& order, Back const& back)
{
    store::note(call.tx, order.id,
                { .at = call.now,
                  .state = order.state,
                  .cause = Cause::unit,
                  .back = back.amount,
                  .instead = back.instead });
}

} // namespace

Result<void> hear_back(db::Tx& tx, core::Stored const& stored)
{
    auto const event = core::event_of<sales::SaleReversed>(stored);
    auto const sold = event.origin.value_or(event.sale);
    auto const found = store::order(tx, event.unit, OrderId { sold.uuid });
    if (!found || found->pay != PayTime::ahead) return {};
    auto call = call_at(tx, stored);
    coupons::hold(call, found->group.text()); // as whoever cancels
    store::hold_group(tx, found->group);
    auto const scope = TRY(org::seller(call.view(), found->unit));
    auto const before = *store::order(tx, event.unit, found->id);
    Back back { .amount = event.owed.value_or(event.turnover),
                .instead = TRY(note_goods(call, scope, before, event)) };
    auto const order = *store::order(tx, event.unit, found->id);
    bool const emptied = is_here(order) && nothing_to_send(order);
    bool const ends = emptied && order.consignments.empty();
    if (ends)
        back.amount += TRY(free_shipping(call, scope, order));
    else if (event.refund == RefundId { order.id.uuid }) // it was cancelled, and that is booked
        back.amount += order.shipping()
            - shipping_taken_off(order, TRY(way_of(call.view(), order)));
    note_step(call, order, back);
    if (ends) TRY(move(call, order, OrderState::cancelled, { .cause = Cause::unit }));
    if (emptied && !ends) TRY(send_off(call, order));
    return give_back(call, order, back.amount);
}

} // namespace karya::orders
