#include "payments/secret.h"
#include "base/base64.h"
#include "base/json.h"
#include "base/seal.h"
#include "payments/store.h"

namespace karya::payments {

namespace {

Keys& kept()
{
    constexpr std::size_t key_bytes = 32;
    static Keys keys { std::string(key_bytes, '\0'), std::string(key_bytes, '\0') };
    return keys;
}

std::string bound(char const* what, PaymentId id)
{
    return std::string { "payments." } + what + ":" + id.text();
}

} // namespace

void keep_keys(Keys keys) { kept() = std::move(keys); }

std::string_view page_key() { return kept().page; }

std::string sealed_payer(PaymentId id, PayerFacts const& facts)
{
    return sealed(json_text(facts), { kept().payer, bound("payer", id) });
}

std::optional<PayerFacts> opened_payer(PaymentId id, std::optional<std::string> const& sealed)
{
    if (!sealed) return {};
    auto const plain = karya::opened(*sealed, { kept().payer, bound("payer", id) });
    if (!plain) return {};
    return from_json_text<PayerFacts>(*plain).take(); // we sealed it
}

std::string sealed_proof(PaymentId id, std::string_view webp)
{
    return sealed(webp, { kept().payer, bound("proof", id) });
}

std::optional<std::string> opened_proof(PaymentId id, std::optional<std::string> const& sealed)
{
    if (!sealed) return {};
    return karya::opened(*sealed, { kept().payer, bound("proof", id) });
}

namespace {

/// Whether there was something to seal.
bool seal_some(db::Tx& tx)
{
    auto const payers = store::plain_payers(tx);
    for (auto const& one : payers) {
        store::put_payer(tx, one.payment,
                         { one.name, one.email, one.phone, one.bank, one.number, one.holder });
        store::drop_plain_payer(tx, one.payment);
    }
    auto const proofs = store::plain_proofs(tx);
    for (auto const& proof : proofs) {
        auto const webp = from_base64(proof.webp);
        CHECK(webp.has_value());
        store::put_proof(tx, proof.payment, proof.at, *webp);
        store::drop_plain_proof(tx, proof.payment);
    }
    return !payers.empty() || !proofs.empty();
}

} // namespace

Result<void> seal_payers(db::Engine& engine)
{
    // Asked first: a start on a full disk writes nothing.
    auto const left = [](db::Read& read) -> Result<bool> {
        return !store::plain_payers(read).empty() || !store::plain_proofs(read).empty();
    };
    for (bool more = TRY(engine.get<bool>(left)); more;)
        more = TRY(engine.put<bool>([](db::Tx& tx) -> Result<bool> { return seal_some(tx); }));
    return {};
}

} // namespace karya::payments
