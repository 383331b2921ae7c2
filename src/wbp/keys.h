#pragma once
// What seals a person: a key of his own, itself sealed by the install's. For wbp/ only.

#include "wbp/wbp.h"

namespace karya::wbp {

/// What the database holds of an identity.
struct Sealed {
    std::string register_mark {};
    std::string sealed_register {};
    std::string sealed_name {};
};

/// A fresh key, sealed.
std::string new_key(WorkerId worker);
Sealed sealed(WorkerId worker, std::string_view sealed_key, Identity const& identity);
/// Nothing when the key does not fit: it was destroyed, or another install's.
std::optional<Identity> opened(WorkerId worker, std::string_view sealed_key, Sealed const& box);
/// The same for one number however it is spaced or capitalised; cannot be guessed without the
/// install's key.
std::string mark_of(std::string_view register_number);

} // namespace karya::wbp
