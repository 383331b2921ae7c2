// The treasurer's side: accounts, what arrived, what goes back by hand, lists.

#include "payments/desk.h"
#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "payments/money.h"
#include "payments/state.h"
#include <algorithm>

namespace karya::payments {

namespace {

constexpr std::size_t words_max = 120;
constexpr int arrived_days_max = 60; ///< nobody looks further back on an account
constexpr int account_days_max = 365;

/// One line, trimmed. Fails: `code` at that field.
Result<std::string> line(std::string const& text, ErrorCode code, char const* field)
{
    std::string plain { trimmed(text) };
    bool const good = code_points(plain) <= words_max && is_clean_utf8(plain)
        && plain.find_first_of("\r\n\t") == std::string::npos;
    if (!good) return Error { code }.at(field, "payments.too_long");
    return plain;
}

std::string digits_of(std::string_view typed)
{
    std::string digits;
    for (char const c : typed)
        if (c != ' ' && c != '-' && c != '.') digits += c;
    return digits;
}

} // namespace

Result<BankAccount> whole_account(BankAccount account)
{
    account.bank = TRY(line(account.bank, bad_account, "bank"));
    account.holder = TRY(line(account.holder, bad_account, "holder"));
    account.number = digits_of(account.number);
    if (account.bank.empty()) return Error { bad_account }.at("bank", "base.required");
    if (!is_account_number(account.number))
        return Error { bad_account }.at("number", "payments.account_form");
    if (account.holder.empty()) return Error { bad_account }.at("holder", "base.required");
    return account;
}

Result<Collector> collector(View const& view)
{
    Collector own;
    if (!view.actor.signed_in() || view.actor.level() == Level::kanwil) return not_found;
    if (view.actor.level() == Level::nation) return own;
    auto const scope = TRY(org::own(view));
    own.m_unit = scope.unit();
    own.m_zone = scope.zone();
    return own;
}

std::optional<BankAccount> account_on(db::Read& read, UnitId unit, Day day)
{
    auto account = store::account_on(read, unit, day);
    if (account && account->number.empty()) account.reset();
    return account;
}

std::vector<BankAccount> accounts(View const& view, Collector const& own)
{
    return store::accounts(view.read, own.unit());
}

Result<void> set_account(Call& call, Collector const& own, BankAccount const& account)
{
    auto const today = own.day(call.now);
    if (account.valid_from < today || account.valid_from > today.next(account_days_max))
        return Error { bad_account }.at("valid_from", "payments.bad_begin");
    bool const none = account.bank.empty() && account.number.empty() && account.holder.empty();
    auto next = none ? account : TRY(whole_account(account));
    next.id = Uuid::make(call.now).text();
    store::insert_account(call.tx, own.unit(), next, call.now, call.actor.officer);
    core::audit(call,
                { .what = "payments.set_account",
                  .object = next.id,
                  .after = json_text(next),
                  .unit = own.unit() });
    return {};
}

Result<Payment> own_payment(View const& view, Collector const& own, PaymentId id)
{
    auto const row = store::payment(view.read, id);
    if (!row || row->unit != own.unit()) return not_found;
    return seen(*row);
}

Result<MoneyReturn> own_return(View const& view, Collector const& own, MoneyReturnId id)
{
    auto back = store::money_return(view.read, id);
    if (!back) return not_found;
    TRY(own_payment(view, own, back->payment));
    return std::move(*back);
}

// ---- What arrived ----

std::vector<Receipt> receipts(View const& view, PaymentId id)
{
    return store::receipts(view.read, id);
}

namespace {

Result<Receipt> checked(Call& call, Collector const& own, ReceiptDraft const& draft)
{
    auto const today = own.day(call.now);
    Receipt receipt { .amount = draft.amount,
                      .arrived_on = draft.arrived_on,
                      .officer = call.actor.officer };
    if (draft.amount <= Rupiah {} || draft.amount > Rupiah { Rupiah::amount_max })
        return Error { bad_receipt }.at("amount", "base.bad_amount");
    if (draft.arrived_on > today) return Error { bad_receipt }.at("arrived_on", "payments.future");
    if (draft.arrived_on < today.next(-arrived_days_max))
        return Error { bad_receipt }.at("arrived_on", "payments.long_ago");
    receipt.note = TRY(line(draft.note, bad_receipt, "note"));
    return receipt;
}

/// It may be that one transfer is being recorded twice; twins do happen too.
Result<void> check_twin(Call& call, store::Row const& row, ReceiptDraft const& draft)
{
    if (draft.sure) return {};
    for (auto const& there : store::receipts(call.tx, row.id))
        if (there.amount == draft.amount && there.arrived_on == draft.arrived_on)
            return Error { bad_receipt }.at("sure", "payments.twin");
    if (row.state == State::settled)
        return Error { bad_receipt }.at("sure", "payments.paid_already");
    return {};
}

} // namespace

Result<Payment> receive(Call& call, Collector const& own, ReceiptDraft const& draft)
{
    auto row = store::payment_locked(call.tx, draft.payment);
    if (!row || row->unit != own.unit()) return not_found;
    if (row->way != Way::transfer) return wrong_state;
    auto receipt = TRY(checked(call, own, draft));
    TRY(check_twin(call, *row, draft));
    book(call, *row, std::move(receipt), row->amount - row->to_pay);
    return seen(*row);
}

// ---- What goes back ----

std::vector<MoneyReturn> returns(View const& view, PaymentId id)
{
    return store::returns(view.read, id);
}

Result<MoneyReturn> return_surplus(Call& call, Collector const& own, PaymentId id)
{
    auto row = store::payment_locked(call.tx, id);
    if (!row || row->unit != own.unit()) return not_found;
    auto const surplus = seen(*row).surplus;
    if (surplus == Rupiah {}) return return_too_much;
    MoneyReturn const back { .id = MoneyReturnId::make(call.now),
                             .payment = id,
                             .amount = surplus,
                             .cause = ReturnCause::surplus,
                             .asked_at = call.now };
    TRY(note_return(call, *row, back));
    return back;
}

namespace {

/// A return and its payment, locked.
struct Held {
    store::Row row {};
    MoneyReturn back {};
};
Result<Held> held(Call& call, Collector const& own, MoneyReturnId id)
{
    auto const back = store::money_return(call.tx, id);
    if (!back) return not_found;
    auto row = store::payment_locked(call.tx, back->payment);
    if (!row || row->unit != own.unit()) return not_found;
    // Read again: somebody may have ended it meanwhile.
    return Held { std::move(*row), *store::money_return(call.tx, id) };
}

} // namespace

Result<void> end_return(Call& call, Collector const& own, ReturnEnd const& end)
{
    auto [row, back] = TRY(held(call, own, end.id));
    if (back.state != ReturnState::asked || row.way != Way::transfer) return wrong_state;
    back.reference = TRY(line(end.reference, bad_return, "reference"));
    back.trouble = TRY(line(end.trouble, bad_return, "trouble"));
    if (back.reference.empty() == back.trouble.empty())
        return Error { bad_return }.at(back.trouble.empty() ? "reference" : "trouble",
                                       "base.required");
    back.state = back.trouble.empty() ? ReturnState::done : ReturnState::failed;
    back.ended_at = call.now;
    end_return_of(call, row, back);
    return {};
}

Result<void> retry_return(Call& call, Collector const& own, MoneyReturnId id)
{
    auto [row, back] = TRY(held(call, own, id));
    if (back.state != ReturnState::failed) return wrong_state;
    return try_again(call, row, back);
}

// ---- What providers cost ----

std::vector<ProviderFee> fees(View const& view) { return store::fees(view.read); }

Result<void> set_fee(Call& call, ProviderFee const& fee)
{
    constexpr std::int64_t whole = 10'000;
    constexpr std::int64_t fixed_max = 100'000;
    auto const today = day_in(Zone::wib, call.now);
    if (fee.way == Way::transfer) return Error { bad_fee }.at("way", "base.bad_choice");
    if (fee.valid_from < today || fee.valid_from > today.next(account_days_max))
        return Error { bad_fee }.at("valid_from", "payments.bad_begin");
    if (fee.share.value < 0 || fee.share.value > whole)
        return Error { bad_fee }.at("share", "payments.bad_share");
    if (fee.fixed < Rupiah {} || fee.fixed > Rupiah { fixed_max })
        return Error { bad_fee }.at("fixed", "base.bad_amount");
    auto checked = fee;
    checked.channel = TRY(line(fee.channel, bad_fee, "channel"));
    checked.source = TRY(line(fee.source, bad_fee, "source"));
    if (checked.source.empty()) return Error { bad_fee }.at("source", "base.required");
    store::put_fee(call.tx, checked);
    core::audit(call,
                { .what = "payments.set_fee",
                  .object = std::string { enum_text(fee.way) } + " " + checked.channel,
                  .after = json_text(checked) });
    return {};
}

// ---- Lists ----

std::vector<DeskRow> desk_list(View const& view, Collector const& own, DeskList list)
{
    switch (list) {
    case DeskList::told: return store::told(view.read, own.unit());
    case DeskList::awaiting: return store::awaiting(view.read, own.unit());
    case DeskList::returns: return store::with_returns(view.read, own.unit());
    case DeskList::surplus: return store::with_surplus(view.read, own.unit());
    case DeskList::ended: return store::ended(view.read, own.unit());
    }
    CHECK(false);
}

std::vector<DeskRow> found(View const& view, Collector const& own, std::string_view typed)
{
    auto rows = store::by_code(view.read, own.unit(), code_form(trimmed(typed)));
    if (auto const sum = Rupiah::parse(trimmed(typed)); rows.empty() && sum.ok())
        rows = store::by_sum(view.read, own.unit(), sum.value(), view.now - sum_reserved);
    return rows;
}

} // namespace karya::payments
