// The buyer's side: his link, his proof, and where money may go back to.

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "payments/money.h"
#include "payments/secret.h"
#include "payments/state.h"

namespace karya::payments {

namespace {

constexpr std::size_t id_digits = 32;
constexpr std::size_t seal_digits = 32;

std::string seal_of(std::string_view id)
{
    return hmac_hex(page_key(), "payments page " + std::string { id }).substr(0, seal_digits);
}

} // namespace

std::string link_of(PaymentId id)
{
    auto digits = id.text();
    std::erase(digits, '-');
    return digits + seal_of(digits);
}

Result<PaymentId> by_link(std::string_view token)
{
    if (token.size() != id_digits + seal_digits) return not_found;
    auto const digits = token.substr(0, id_digits);
    if (!same_secret(seal_of(digits), token.substr(id_digits))) return not_found;
    std::string text { digits };
    for (auto const at : { 8U, 13U, 18U, 23U }) text.insert(at, 1, '-');
    auto id = PaymentId::parse(text);
    if (!id.ok()) return not_found;
    return id;
}

std::optional<PayerFacts> payer_facts(View const& view, PaymentId id)
{
    return store::payer(view.read, id);
}

bool takes_proof(Payment const& payment)
{
    return payment.way == Way::transfer
        && (is_open(payment.state) || payment.state == State::expired);
}

Result<void> put_proof(Call& call, PaymentId id, std::string const& webp)
{
    auto row = store::payment_locked(call.tx, id);
    if (!row) return not_found;
    if (!takes_proof(seen(*row))) return wrong_state;
    store::put_proof(call.tx, id, call.now, webp);
    if (is_open(row->state)) {
        row->ends_at = std::max(row->ends_at, row->due_at + Timestamp::duration { proof_grace });
        store::update(call.tx, *row);
    }
    note(call, "payments.add_proof", *row, {}, webp);
    return {};
}

Result<std::string> proof(View const& view, PaymentId id)
{
    auto bytes = store::proof(view.read, id);
    if (!bytes) return not_found;
    return std::move(*bytes);
}

std::optional<Timestamp> proof_at(View const& view, PaymentId id)
{
    return store::proof_at(view.read, id);
}

Result<void> name_return_account(Call& call, PaymentId id, BankAccount const& account)
{
    auto const row = store::payment_locked(call.tx, id);
    auto facts = store::payer(call.tx, id);
    if (!row || !facts) return not_found;
    auto const whole = TRY(whole_account(account));
    facts->bank = whole.bank;
    facts->number = whole.number;
    facts->holder = whole.holder;
    store::put_payer(call.tx, id, *facts);
    note(call, "payments.name_return_account", *row, {}, json_text(whole));
    return {};
}

} // namespace karya::payments
