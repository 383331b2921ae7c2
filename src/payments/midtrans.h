#pragma once
// Midtrans: Snap (its page), or QRIS by its Core API. For payments/ only.

#include "payments/provider.h"

namespace karya::payments {

class Midtrans : public Provider {
public:
    explicit Midtrans(MidtransKeys keys) : m_keys(std::move(keys)) { }
    Result<Opened> open(Opening const& opening) override;
    Result<Told> look(std::string const& reference) override;
    Result<void> close(std::string const& reference) override;
    Result<Refunded> refund(RefundAsk const& ask) override;

private:
    Result<Opened> open_page(Opening const& opening);
    Result<Opened> open_qris(Opening const& opening);
    MidtransKeys m_keys;
};

/// The order that a notification is about. Fails: payments.bad_signature (also what cannot be
/// read).
Result<std::string> midtrans_notice(MidtransKeys const& keys, std::string_view body);

} // namespace karya::payments
