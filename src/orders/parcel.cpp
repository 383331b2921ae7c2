// What is sent: handed to a courier, paid to him, and there.

#include "base/text.h"
#include "core/audit.h"
#include "orders/letters.h"
#include "orders/move.h"
#include "orders/state.h"
#include "orders/store.h"
#include "orders/store_parcel.h"
#include <algorithm>
#include <chrono>

namespace karya::orders {

namespace {

using std::chrono::days;

/// From then on the desk may take it as arrived, and later it is, so that the buyer is forgotten.
constexpr days desk_waits { 7 };
constexpr days all_wait { 21 };
constexpr std::int64_t closed_at_once = 20;
constexpr std::size_t tracking_max = 40;

Result<Order> sent_order(Call& call, org::UnitScope const& scope, OrderId id)
{
    auto found = store::order(call.tx, scope.unit(), id);
    if (!found) return not_found;
    if (!found->parcel) return moved_to(call, found->delivery, found->state);
    return std::move(*found);
}

Error refused(std::string_view field, std::string_view why)
{
    return Error { bad_parcel }.at(std::string { field }, std::string { why });
}

/// Letters, digits and dashes, as couriers print them.
Result<std::string> checked_tracking(Dispatch const& draft)
{
    std::string const tracking { trimmed(draft.tracking) };
    bool const known = std::ranges::all_of(tracking, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || c == '-' || c == '/' || c == '.';
    });
    if (tracking.empty() && draft.courier != shipping::Courier::unit_itself)
        return refused("tracking", reason::required);
    if (!known) return refused("tracking", "orders.tracking_form");
    if (tracking.size() > tracking_max) return refused("tracking", reason::too_long);
    return tracking;
}

ledger::Account account_of(PaidFrom from)
{
    return from == PaidFrom::bank ? ledger::Account::bank : ledger::Account::cash;
}

/// Held for the courier, against what he asked; the rest is the working fund's.
std::vector<ledger::Posting> postings_of(Rupiah fee, CourierBill const& bill)
{
    std::vector<ledger::Posting> postings { { ledger::Account::courier_payable, fee },
                                            { ledger::Account::working_fund, bill.cost - fee },
                                            { account_of(bill.from), -bill.cost } };
    std::erase_if(postings, [](auto const& posting) { return posting.amount == Rupiah {}; });
    return postings;
}

/// What of each line goes now: as it is wanted, or all that is left.
Result<std::vector<PartLine>> lines_of_part(Order const& order, Dispatch const& draft)
{
    std::vector<PartLine> lines;
    for (auto const& line : order.goods()) {
        auto const named = std::ranges::find(draft.lines, line.n, &PartLine::n);
        auto const left = order.left(line);
        auto const wanted = draft.lines.empty() ? left
            : named == draft.lines.end()        ? Quantity {}
                                                : named->quantity;
        bool const in_pieces = line.quantity.thousandths() % 1000 == 0;
        bool const whole = !in_pieces || wanted.thousandths() % 1000 == 0;
        if (wanted < Quantity {} || wanted > left || !whole)
            return refused("lines", "orders.part_too_much");
        if (wanted > Quantity {}) lines.push_back({ line.n, wanted });
    }
    if (lines.empty()) return refused("lines", "orders.part_empty");
    return lines;
}

bool is_all(Order const& order, std::vector<PartLine> const& part)
{
    auto const goods = order.goods();
    return std::ranges::all_of(goods, [&](Line const& line) {
        auto const found = std::ranges::find(part, line.n, &PartLine::n);
        return order.left(line) == (found == part.end() ? Quantity {} : found->quantity);
    });
}

} // namespace

Quantity Order::left(Line const& line) const
{
    auto left = line.quantity - line.back;
    for (auto const& part : consignments)
        for (auto const& inside : part.lines)
            if (inside.n == line.n) left = left - inside.quantity;
    return std::max(left, Quantity {}); // what a courier has may have come back
}

std::vector<Line> Order::goods() const
{
    std::vector<Line> all;
    for (auto const* part : { &lines, &swaps })
        for (auto const& line : *part) {
            if (line.quantity == line.back) continue;
            all.push_back(line);
            all.back().quantity = line.quantity - line.back;
            all.back().back = {};
        }
    return all;
}

Line const& Order::line(std::int64_t n) const
{
    for (auto const* part : { &lines, &swaps })
        if (auto const found = std::ranges::find(*part, n, &Line::n); found != part->end())
            return *found;
    CHECK(false); // it is of this order
}

Result<void> dispatch(Call& call, org::UnitScope const& scope, Dispatch const& draft)
{
    store::hold_group(call.tx, TRY(sent_order(call, scope, draft.order)).group);
    auto order = TRY(sent_order(call, scope, draft.order)); // as the one before us left it
    if (!may_become(terms_of(order), order.state, OrderState::shipped))
        return moved_to(call, order.delivery, order.state);
    auto wanted = draft;
    wanted.tracking = TRY(checked_tracking(draft));
    Consignment part { .n = static_cast<std::int64_t>(order.consignments.size() + 1),
                       .courier = wanted.courier,
                       .tracking = wanted.tracking,
                       .at = call.now,
                       .lines = TRY(lines_of_part(order, draft)) };
    bool const last = is_all(order, part.lines);
    store::insert_consignment(call.tx, order.id, part, call.actor.officer);
    if (last) {
        store::set_shipped(call.tx, wanted, call.now); // first: the letter names it
        return move(call, order, OrderState::shipped,
                    { .cause = Cause::unit, .note = wanted.tracking });
    }
    order.consignments.push_back(std::move(part));
    core::audit(call,
                { .what = "orders.send_part",
                  .object = order.id.text(),
                  .after = std::to_string(order.consignments.size()) + " " + wanted.tracking,
                  .unit = order.unit });
    tell_part_sent(call, order);
    return {};
}

Result<void> pay_courier(Call& call, org::UnitScope const& scope, CourierBill const& bill)
{
    constexpr Rupiah most { 100'000'000 };
    auto const order = TRY(sent_order(call, scope, bill.order));
    if (order.state != OrderState::shipped && order.state != OrderState::handed_over)
        return moved_to(call, order.delivery, order.state);
    if (bill.cost < Rupiah {} || bill.cost > most) return refused("cost", bad_amount.id);
    if (!store::set_cost(call.tx, order.id, bill.cost)) return courier_paid;
    auto postings = postings_of(order.shipping(), bill);
    if (!postings.empty())
        TRY(ledger::post(call, scope,
                         { .kind = ledger::EntryKind::shipping,
                           .day = scope.day(call.now),
                           .source = order.id.text() + " paid",
                           .memo = order.number,
                           .postings = std::move(postings) }));
    core::audit(call,
                { .what = "orders.pay_courier",
                  .object = order.id.text(),
                  .after = std::to_string(bill.cost.amount()),
                  .unit = scope.unit() });
    return {};
}

Result<void> receive_as_buyer(Call& call, std::string_view link, OrderId id)
{
    auto const found = TRY(group(call.view(), link));
    auto const order = store::order_of_group(call.tx, found.id, id);
    if (!order) return not_found;
    if (!order->parcel) return moved_to(call, order->delivery, order->state);
    return move(call, *order, OrderState::handed_over, { .cause = Cause::buyer });
}

Result<void> close_sent(Call& call, org::UnitScope const& scope, OrderId id)
{
    auto const order = TRY(sent_order(call, scope, id));
    if (order.state == OrderState::shipped && call.now < *order.parcel->shipped_at + desk_waits)
        return too_early;
    return move(call, order, OrderState::handed_over, { .cause = Cause::unit });
}

void close_forgotten(Call& call)
{
    for (auto const& one : store::travelling(call.tx, call.now - all_wait, closed_at_once)) {
        auto const order = store::order(call.tx, one.unit, one.order);
        auto const closed = move(call, *order, OrderState::handed_over,
                                 { .cause = Cause::overdue });
        CHECK(closed.ok() || closed.error().code() == moved_on); // somebody was faster
    }
}

std::optional<std::string> first_broken_parcel(db::Read& read)
{
    for (auto const& [unit, amount] : store::owed(read)) {
        auto const held = -ledger::moved(read, unit, ledger::Account::courier_payable, {});
        if (held != amount)
            return "orders_parcel of " + unit.text() + ": " + std::to_string(amount.amount())
                + " owed to couriers, " + std::to_string(held.amount()) + " in the books";
    }
    return {};
}

} // namespace karya::orders
