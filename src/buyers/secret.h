#pragma once
// What is kept of buyers: hashes of their secrets, and sealed what only they read. For buyers/
// only.

#include "buyers/store.h"

namespace karya::buyers {

/// As a secret is looked up.
std::string hash_of_secret(std::string_view secret);
/// 64 lower-case hex characters.
bool is_secret(std::string_view text);

std::string sealed_email(std::string_view email, std::string_view mailbox);
/// Nothing when it was sealed by a key that is lost.
std::optional<std::string> opened_email(std::string_view text, std::string_view mailbox);
std::string sealed_address(AddressId id, AddressDraft const& draft);
AddressDraft opened_address(AddressId id, std::string_view text);
/// The same, or nothing: for proofs.
bool opens_email(store::AccountRow const& row);
bool opens_address(store::AddressRow const& row);

/// Fails: core.not_found (not for sale), buyers.too_many_wishes; then nothing was written.
Result<void> keep_wish_of(Call& call, BuyerId id, std::string_view slug);

} // namespace karya::buyers
