#pragma once
// Who pays, as it lies in the database. For payments/ only.

#include "payments/desk.h"

namespace karya::payments {

/// Of buyers' links.
std::string_view page_key();

std::string sealed_payer(PaymentId id, PayerFacts const& facts);
/// Nothing of nothing, nor of what a key sealed that is lost.
std::optional<PayerFacts> opened_payer(PaymentId id, std::optional<std::string> const& sealed);
std::string sealed_proof(PaymentId id, std::string_view webp);
std::optional<std::string> opened_proof(PaymentId id, std::optional<std::string> const& sealed);

} // namespace karya::payments
