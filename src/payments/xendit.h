#pragma once
// Xendit: its invoice page, which offers QRIS, virtual accounts and wallets. For payments/ only.

#include "payments/provider.h"

namespace karya::payments {

class Xendit : public Provider {
public:
    explicit Xendit(XenditKeys keys) : m_keys(std::move(keys)) { }
    Result<Opened> open(Opening const& opening) override;
    Result<Told> look(std::string const& reference) override;
    Result<void> close(std::string const& reference) override;
    Result<Refunded> refund(RefundAsk const& ask) override;

private:
    XenditKeys m_keys;
};

/// What a webhook is about: a payment by our name, or a refund by our key.
struct XenditNotice {
    std::string order {};
    std::string refund_key {};
};
/// Fails: payments.bad_signature (also what cannot be read).
Result<XenditNotice> xendit_notice(XenditKeys const& keys, std::string_view token,
                                   std::string_view body);

} // namespace karya::payments
