// A payment as the module above knows it: asked for, looked at, cancelled, given back, ended.

#include "payments/payments.h"
#include "base/json.h"
#include "base/text.h"
#include "core/keyed_hash.h"
#include "payments/money.h"
#include "payments/provider.h"
#include "payments/state.h"
#include <algorithm>

namespace karya::payments {

namespace {

constexpr std::size_t items_max = 500;
constexpr std::size_t reason_max = 200;
constexpr std::int64_t ended_at_once = 50;

bool is_line(std::string_view text)
{
    return code_points(text) <= reason_max && is_clean_utf8(text)
        && text.find_first_of("\r\n\t") == std::string_view::npos;
}

/// At a rupiah's exactness; nothing for an item that is out of bounds.
std::optional<Rupiah> sum_of(std::vector<AskItem> const& items)
{
    constexpr std::int64_t quantity_max = 100'000;
    Rupiah sum;
    for (auto const& item : items) {
        auto const price = item.price < Rupiah {} ? -item.price : item.price;
        if (item.quantity < 1 || item.quantity > quantity_max || !is_line(item.name)) return {};
        if (price > Rupiah { Rupiah::amount_max / item.quantity }) return {};
        auto const all = scaled(price, item.quantity, 1);
        sum += item.price < Rupiah {} ? -all : all;
    }
    return sum;
}

Result<void> check(Ask const& ask, Timestamp now)
{
    if (ask.id.empty() || ask.subject.empty() || !is_line(ask.subject)) return bad_ask;
    if (ask.amount <= Rupiah {} || ask.amount > Rupiah { Rupiah::amount_max })
        return Error { bad_ask }.at("amount", "base.bad_amount");
    if (ask.due_at <= now) return Error { bad_ask }.at("due_at", "base.bad_time");
    for (auto const* text : { &ask.payer.name, &ask.payer.email, &ask.payer.phone })
        if (!is_line(*text)) return Error { bad_ask }.at("payer", "payments.too_long");
    bool const ours = ask.return_path.starts_with('/') && !ask.return_path.starts_with("//")
        && is_line(ask.return_path);
    if (!ours) return Error { bad_ask }.at("return_path", "base.bad_text");
    if (ask.items.empty() || ask.items.size() > items_max) return bad_ask;
    if (sum_of(ask.items) != ask.amount) return Error { bad_ask }.at("items", "base.bad_amount");
    return {};
}

/// What the id stands for. When it is due is not part of it: a repeat may count from another now.
std::string content_of(Ask ask)
{
    ask.due_at = {};
    return core::keyed_hash(json_text(ask));
}

/// Of the unit, when it alone sells and has one; else of the nation.
struct Place {
    UnitId unit {};
    std::optional<BankAccount> account {};
};
Place place_of(View const& view, std::optional<UnitId> unit)
{
    if (unit && !unit->empty())
        if (auto const found = org::unit(view, *unit); found.ok()) {
            auto const today = day_in(found.value().zone, view.now);
            if (auto account = account_on(view.read, *unit, today)) return { *unit, account };
        }
    return { {}, account_on(view.read, {}, day_in(Zone::wib, view.now)) };
}

std::string free_code(Call& call, PaymentId id)
{
    for (int attempt = 0;; ++attempt) {
        auto code = code_of(id, attempt);
        if (!store::code_is_taken(call.tx, code)) return code;
    }
}

/// Draws the sum of a transfer, alone with its account.
Result<void> draw_sum(Call& call, store::Row& row, BankAccount const& account)
{
    store::lock_account(call.tx, account.id);
    Rupiah const least { row.amount.amount() - offset_max(row.amount) };
    auto const taken = store::sums_taken(call.tx, account.id, least, row.amount);
    auto const sum = free_sum(row.amount, taken, seed_of(row.id));
    if (!sum) return no_amount_left;
    row.to_pay = *sum;
    row.account = account.id;
    return {};
}

} // namespace

std::vector<Way> ways(View const& view, std::optional<UnitId> unit)
{
    std::vector<Way> offered;
    if (place_of(view, unit).account) offered.push_back(Way::transfer);
    if (providers().midtrans) offered.push_back(Way::midtrans);
    if (providers().xendit) offered.push_back(Way::xendit);
    return offered;
}

Result<Payment> ask(Call& call, Ask const& ask)
{
    auto content = content_of(ask);
    if (auto const before = store::payment(call.tx, ask.id)) {
        if (before->content != content) return id_taken;
        return seen(*before);
    }
    TRY(check(ask, call.now));
    auto const offered = ways(call.view(), ask.unit);
    if (!std::ranges::count(offered, ask.way)) return way_not_offered;
    store::Row row { .id = ask.id,
                     .subject = ask.subject,
                     .content = std::move(content),
                     .code = free_code(call, ask.id),
                     .way = ask.way,
                     .amount = ask.amount,
                     .to_pay = ask.amount,
                     .lang = ask.lang,
                     .items = json_text(ask.items),
                     .return_path = ask.return_path,
                     .asked_at = call.now,
                     .due_at = ask.due_at };
    if (ask.way == Way::transfer) {
        auto const place = place_of(call.view(), ask.unit);
        row.unit = place.unit;
        TRY(draw_sum(call, row, *place.account));
    }
    store::insert(call.tx, row);
    store::put_payer(
        call.tx, ask.id,
        { .name = ask.payer.name, .email = ask.payer.email, .phone = ask.payer.phone });
    if (ask.way != Way::transfer) store::want(call.tx, ask.id, store::Verb::open, "", call.now);
    auto const made = store::payment(call.tx, ask.id);
    note(call, "payments.ask", *made, {}, json_text(seen(*made)));
    return seen(*made);
}

Result<Payment> payment(View const& view, PaymentId id)
{
    auto const row = store::payment(view.read, id);
    if (!row) return not_found;
    return seen(*row);
}

Result<void> cancel(Call& call, PaymentId id, std::string const& reason)
{
    auto row = store::payment_locked(call.tx, id);
    if (!row) return not_found;
    if (row->state == State::cancelled) return {};
    if (!may_become(row->state, State::cancelled)) return already_settled;
    note(call, "payments.cancel", *row, {}, reason);
    end(call, *row, State::cancelled);
    if (row->way != Way::transfer) store::want(call.tx, id, store::Verb::close, "", call.now);
    return {};
}

namespace {

bool same(MoneyReturn const& there, GiveBack const& back)
{
    return there.payment == back.payment && there.amount == back.amount
        && there.cause == ReturnCause::goods;
}

} // namespace

Result<void> give_back(Call& call, GiveBack const& back)
{
    auto row = store::payment_locked(call.tx, back.payment);
    if (!row) return not_found;
    if (back.id.empty() || back.amount <= Rupiah {} || trimmed(back.reason).empty()
        || !is_line(back.reason))
        return bad_return;
    if (auto const there = store::money_return(call.tx, back.id)) {
        if (!same(*there, back)) return id_taken;
        if (there->state != ReturnState::failed) return {};
        return try_again(call, *row, *there);
    }
    return note_return(call, *row,
                       { .id = back.id,
                         .payment = back.payment,
                         .amount = back.amount,
                         .cause = ReturnCause::goods,
                         .reason = back.reason,
                         .asked_at = call.now });
}

Result<void> forget_payer(Call& call, PaymentId id)
{
    auto const row = store::payment(call.tx, id);
    if (!row) return not_found;
    store::forget(call.tx, id);
    note(call, "payments.forget_payer", *row);
    return {};
}

bool owes_back(View const& view, PaymentId id)
{
    auto const found = payment(view, id);
    if (!found.ok()) return false;
    auto const open = [](MoneyReturn const& back) { return back.state != ReturnState::done; };
    return found.value().surplus > Rupiah {}
    || std::ranges::any_of(store::returns(view.read, id), open);
}

Rupiah returned_for_goods(db::Read& read, PaymentId id)
{
    Rupiah sum;
    for (auto const& back : store::returns(read, id))
        if (back.cause == ReturnCause::goods) sum += back.amount;
    return sum;
}

bool has_due(View const& view)
{
    return !store::due(view.read, view.now, view.now - provider_grace, 1).empty()
        || store::has_sums_to_free(view.read, view.now - sum_reserved);
}

Result<bool> end_due(Call& call)
{
    store::free_sums(call.tx, call.now - sum_reserved);
    auto const due = store::due(call.tx, call.now, call.now - provider_grace, ended_at_once);
    for (auto const id : due) {
        auto row = store::payment_locked(call.tx, id);
        bool const over = row && is_open(row->state) && row->ends_at < call.now;
        if (over) end(call, *row, State::expired); // else another node was faster, or money came
    }
    return static_cast<std::int64_t>(due.size()) == ended_at_once;
}

Result<Named> named(View const& view, std::string_view id)
{
    auto const row = store::payment(view.read, TRY(PaymentId::parse(id)));
    if (!row) return not_found;
    return Named { row->code, row->unit };
}

std::optional<std::string> first_broken_payment(db::Read& read)
{
    auto const wrong = store::first_wrong_sum(read);
    if (!wrong) return {};
    return wrong->payment.text();
}

} // namespace karya::payments
