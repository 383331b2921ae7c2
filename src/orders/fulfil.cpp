// An order as it lives: seen, made ready, handed over; or cancelled, or forgotten.

#include "base/embedded.h"
#include "base/text.h"
#include "core/audit.h"
#include "counter/counter.h"
#include "orders/letters.h"
#include "orders/move.h"
#include "orders/routes.h"
#include "orders/secret.h"
#include "orders/slot.h"
#include "orders/state.h"
#include "orders/store.h"
#include "orders/store_basket.h"
#include <algorithm>
#include <chrono>

namespace karya::orders {

namespace {

using std::chrono::days;

constexpr days buyer_kept { 90 };
constexpr days basket_kept { 30 };
constexpr std::int64_t tidied_at_once = 50;
/// One a transaction: stock is locked before the trail, and that before the next one's stock.
constexpr std::int64_t ended_at_once = 1;
constexpr std::size_t reason_max = 300;
constexpr std::string_view series = "T"; ///< toko: receipts of the shop

Result<Order> own(db::Read& read, org::UnitScope const& scope, OrderId id)
{
    auto found = store::order(read, scope.unit(), id);
    if (!found) return not_found;
    return std::move(*found);
}

/// A courier has some of it, but not all.
bool is_begun(Order const& order)
{
    return order.state < OrderState::shipped && !order.consignments.empty();
}

} // namespace

Rupiah Order::discount() const
{
    Rupiah sum;
    for (auto const& line : lines) sum += line.coupon_off();
    return sum;
}

Rupiah Order::kits_off() const
{
    Rupiah sum;
    for (auto const& line : lines) sum += line.kit_off;
    return sum;
}

Error moved_to(Call const& call, Delivery delivery, OrderState state)
{
    return Error { moved_on }.with("state", state_words(call.lang, delivery, state));
}

Result<void> move(Call& call, Order const& order, OrderState to, Mover const& mover)
{
    if (!may_become(terms_of(order), order.state, to))
        return moved_to(call, order.delivery, order.state);
    Step const step { .at = call.now,
                      .state = to,
                      .cause = mover.cause,
                      .officer = call.actor.signed_in() ? std::optional { call.actor.officer }
                                                        : std::nullopt,
                      .note = mover.note };
    if (to == OrderState::cancelled) coupons::hold(call, order.group.text()); // before the trail
    store::hold_group(call.tx, order.group); // of two last ones at once, one is the last
    if (!store::move(call.tx, order.id, { order.state, to, mover.sale, mover.fee }, step))
        return moved_to(call, order.delivery, to);
    if (!store::has_open_orders(call.tx, order.group))
        store::set_erase_at(call.tx, order.group, call.now + buyer_kept);
    if (!store::has_standing_orders(call.tx, order.group))
        coupons::give_back(call, order.group.text());
    if (to == OrderState::cancelled) // it may have been put off since it was read
        free_slot(call, *store::order(call.tx, order.unit, order.id));
    core::audit(call,
                { .what = "orders.move",
                  .object = order.id.text(),
                  .before = std::string { enum_text(order.state) },
                  .after = std::string { enum_text(to) },
                  .unit = order.unit });
    tell_moved(call, order, to, mover);
    return {};
}

Result<void> end(Call& call, Order const& order, Mover const& mover)
{
    catalogue::lock_held(call, order.group.text());
    TRY(move(call, order, OrderState::cancelled, mover));
    catalogue::drop_hold(call, order.group.text(), order.unit);
    return {};
}

sales::SaleDraft sale_of(Call const& call, Order const& order, std::optional<ShiftId> shift,
                         sales::Payment payment)
{
    sales::SaleDraft draft { .id = SaleId { order.id.uuid },
                             .series = std::string { series },
                             .channel = sales::Channel::shop,
                             .shift = shift,
                             .sold_at = call.now,
                             .payment = payment,
                             .seen_total = order.total,
                             // What was promised stands, whatever is for sale by now.
                             .shortage = catalogue::Shortage::gone,
                             .note = order.number };
    for (auto const& line : order.lines)
        draft.lines.push_back({ .variant = line.variant,
                                .quantity = line.quantity,
                                .price = line.price,
                                .discount = line.discount });
    return draft;
}

namespace {

std::optional<payments::Payment> payment_if_ahead(View const& view, GroupId id)
{
    auto payment = payments::payment(view, payment_of(id));
    if (!payment.ok()) return {};
    return payment.take();
}

/// While nothing is paid, one payment stands for all of them.
Result<void> end_group(Call& call, Order const& order)
{
    for (auto const& other : store::orders_of(call.tx, order.group))
        if (other.state == OrderState::placed) TRY(end(call, other, { .cause = Cause::buyer }));
    return payments::cancel(call, payment_of(order.group), order.number);
}

} // namespace

Result<Group> group(View const& view, std::string_view link)
{
    if (!looks_secret(link)) return not_found;
    auto const row = store::group_by_link(view.read, hash_of(link));
    if (!row) return not_found;
    return Group { .id = row->id,
                   .placed_at = row->placed_at,
                   .total = row->total,
                   .buyer = opened_buyer(row->id, row->buyer),
                   .orders = store::orders_of(view.read, row->id),
                   .payment = payment_if_ahead(view, row->id),
                   .erase_at = row->erase_at };
}

Result<std::string> link_of_basket(View const& view, std::string_view token)
{
    if (!looks_secret(token)) return not_found;
    auto const basket = store::basket(view.read, hash_of(token));
    if (!basket || !basket->placed) return not_found;
    return link_of(basket->id);
}

Result<void> cancel_as_buyer(Call& call, std::string_view link, OrderId id)
{
    auto const found = TRY(group(call.view(), link));
    auto const order = store::order_of_group(call.tx, found.id, id);
    if (!order) return not_found;
    if (is_begun(*order)) return part_is_sent;
    if (order->state == OrderState::paid) {
        auto const scope = TRY(org::seller(call.view(), order->unit));
        auto done = take_back(call, scope, *order, { .cause = Cause::buyer });
        bool const poor = !done.ok() && done.error().code() == ledger::too_little_money;
        return poor ? Result<void> { cancel_at_unit } : std::move(done); // books are not his
    }
    if (order->state != OrderState::placed) return moved_to(call, order->delivery, order->state);
    if (order->pay == PayTime::ahead) return end_group(call, *order);
    return end(call, *order, { .cause = Cause::buyer });
}

Result<Order> order(View const& view, org::UnitScope const& scope, OrderId id)
{
    return own(view.read, scope, id);
}

std::optional<Buyer> buyer(View const& view, org::UnitScope const& scope, GroupId group)
{
    return opened_buyer(group, store::buyer(view.read, scope.unit(), group));
}

bool till_open(View const& view, org::UnitScope const& scope)
{
    return sales::open_shift_of(view, scope, counter::desk_series).has_value();
}

std::vector<OrderRow> open_orders(View const& view, org::UnitScope const& scope)
{
    return store::open_orders(view.read, scope.unit());
}

std::vector<OrderRow> ended_orders(View const& view, org::UnitScope const& scope, OrderId before)
{
    return store::ended_orders(view.read, scope.unit(), before);
}

std::vector<PickLine> pick_list(View const& view, org::UnitScope const& scope)
{
    return store::pick_list(view.read, scope.unit());
}

Result<void> make_ready(Call& call, org::UnitScope const& scope, OrderId id)
{
    auto const order = TRY(own(call.tx, scope, id));
    bool const sent = order.delivery == Delivery::sent;
    return move(call, order, sent ? OrderState::packed : OrderState::ready,
                { .cause = Cause::unit });
}

Result<sales::Sale> hand_over(Call& call, org::UnitScope const& scope, HandOver const& draft)
{
    auto const order = TRY(own(call.tx, scope, draft.order));
    if (order.delivery == Delivery::sent) return moved_to(call, order.delivery, order.state);
    if (!draft.without_code && draft.code != pick_code(order.id))
        return Error { wrong_code }.at("code", "orders.wrong_code");
    if (order.pay == PayTime::ahead) {
        TRY(move(call, order, OrderState::handed_over, { .cause = Cause::unit }));
        return sales::sale(call.view(), scope, *order.sale);
    }
    // It is paid here and now: nobody collects it for the unit.
    if (draft.payment == sales::Payment::collected)
        return Error { sales::bad_payment }.at("payment", "sales.bad_payment");
    auto const shift = sales::open_shift_of(call.view(), scope, counter::desk_series);
    if (!shift) return sales::no_shift;
    auto const wanted = sale_of(call, order, shift->id, draft.payment);
    catalogue::lock_held(call, order.group.text());
    TRY(move(call, order, OrderState::handed_over, { .cause = Cause::unit, .sale = wanted.id }));
    catalogue::drop_hold(call, order.group.text(), order.unit);
    return sales::record(call, scope, wanted);
}

Result<void> cancel(Call& call, org::UnitScope const& scope, OrderId id, std::string const& reason)
{
    std::string const why { trimmed(reason) };
    if (why.empty() || code_points(why) > reason_max || !is_clean_utf8(why))
        return Error { reason_missing }.at("reason", "orders.reason_missing");
    auto const order = TRY(own(call.tx, scope, id));
    if (is_begun(order)) return part_is_sent;
    Mover const mover { .cause = Cause::unit, .note = why };
    return order.sale ? take_back(call, scope, order, mover) : end(call, order, mover);
}

namespace {

UnitLoad with_name(org::Unit const& unit, store::LoadRow const& row)
{
    return { row.unit, unit.name, row.open, row.late, row.oldest };
}

} // namespace

Result<std::vector<UnitLoad>> loads(View const& view)
{
    auto const reach = TRY(org::range(view));
    std::vector<UnitLoad> found;
    for (auto const& row : store::loads(view.read, day_in(Zone::wib, view.now))) {
        auto const unit = TRY(org::unit(view, row.unit));
        if (reach.covers(unit)) found.push_back(with_name(unit, row));
    }
    std::ranges::stable_sort(found, [](UnitLoad const& a, UnitLoad const& b) {
        return std::pair { b.late, b.open } < std::pair { a.late, a.open };
    });
    return found;
}

UnitLoad load(View const& view, org::UnitScope const& scope)
{
    auto const row = store::load(view.read, scope.unit(), scope.day(view.now));
    if (!row) return { .unit = scope.unit() };
    return { row->unit, {}, row->open, row->late, row->oldest };
}

namespace {

/// The account whose order it is, also by its mailbox alone.
std::optional<BuyerId> owner_of(Call& call, GroupId id)
{
    auto const whose = store::belongs(call.tx, id);
    if (whose.account || !whose.mailbox) return whose.account;
    return buyers::owner(call.tx, *whose.mailbox);
}

void forget(Call& call, GroupId id, std::optional<BuyerId> account)
{
    store::erase_buyer(call.tx, id, account);
    coupons::forget_buyer(call, id.text());
    auto const forgotten = payments::forget_payer(call, payment_of(id));
    CHECK(forgotten.ok() || forgotten.error().code() == not_found); // paid at the till
}

/// `account` goes on listing it.
Result<void> forget_now(Call& call, GroupId id, Order const& first, std::optional<BuyerId> account)
{
    store::hold_group(call.tx, id); // nothing begins meanwhile
    if (store::has_open_orders(call.tx, id)) return still_open;
    if (payments::owes_back(call.view(), payment_of(id))) return still_open;
    forget(call, id, account);
    core::audit(call,
                { .what = "orders.forget_buyer", .object = first.id.text(), .unit = first.unit });
    return {};
}

} // namespace

Result<void> forget_as_buyer(Call& call, std::string_view link)
{
    auto const found = TRY(group(call.view(), link));
    if (!found.buyer) return {};
    return forget_now(call, found.id, found.orders.front(), {});
}

std::vector<Placing> history(View const& view, buyers::Account const& account, GroupId before)
{
    std::vector<Placing> all;
    for (auto const& head : store::groups_of(view.read, account, before))
        all.push_back({ head.id, link_of(head.id), head.placed_at, head.total,
                        store::orders_of(view.read, head.id) });
    return all;
}

void adopt(Call& call, BuyerId account, std::string_view mailbox)
{
    store::adopt(call.tx, account, mailbox);
}

std::vector<OrderId> forget_account(Call& call, buyers::Account const& account)
{
    std::vector<OrderId> orders;
    // Each pass takes its groups off the account.
    for (auto some = history(call.view(), account); !some.empty();
         some = history(call.view(), account)) {
        std::ranges::sort(some, {}, &Placing::group); // as all who lock several
        for (auto const& placing : some) {
            for (auto const& order : placing.orders) orders.push_back(order.id);
            // Ordered by somebody else who is signed in, with this mailbox: it stays in his list.
            auto other = store::belongs(call.tx, placing.group).account;
            if (other == account.id) other.reset();
            if (!forget_now(call, placing.group, placing.orders.front(), other).ok())
                store::detach(call.tx, placing.group, other);
        }
    }
    return orders;
}

bool tidy_up(Call& call)
{
    auto const late = store::overdue(call.tx, call.now, ended_at_once);
    for (auto const& order : late) {
        auto const ended = end(call, order, { .cause = Cause::overdue });
        CHECK(ended.ok() || ended.error().code() == moved_on); // somebody was faster
    }
    close_forgotten(call);
    for (auto const id : store::groups_to_erase(call.tx, call.now, tidied_at_once))
        forget(call, id, owner_of(call, id));
    auto const old = store::forget_baskets(call.tx, call.now - basket_kept, tidied_at_once);
    return old == tidied_at_once || !late.empty();
}

} // namespace karya::orders
