#pragma once
// What only the buyer holds: links and codes, made by the installation's key and kept nowhere; and
// what only the unit reads of him.

#include "orders/orders.h"

namespace karya::orders {

/// The secret of a group's link: 64 hex characters, the same each time.
std::string link_of(GroupId id);
/// As it is looked up.
std::string hash_of(std::string_view secret);
/// 64 lower-case hex characters: what a link or a basket's token looks like.
bool looks_secret(std::string_view text);

std::string sealed_buyer(GroupId id, Buyer const& buyer);
/// Nothing when it was erased.
std::optional<Buyer> opened_buyer(GroupId id, std::optional<std::string> const& sealed);

/// Trimmed, the phone as "+62…". Fails: orders.bad_buyer (fields).
Result<Buyer> checked_buyer(Buyer const& buyer);

} // namespace karya::orders
