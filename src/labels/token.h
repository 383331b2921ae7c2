#pragma once
// The text in a label's code: a CBOR Web Token (RFC 8392) in COSE_Sign1 (RFC 9052), signed with
// Ed25519, in base32 (RFC 4648, section 6) without padding. One label has one spelling: whatever
// else means the same is refused. Pure: no database, no clock. docs/reference/labels.md.

#include "base/result.h"
#include "base/time.h"
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace karya::labels {

// Why a token is not one of ours, in the order in which it is looked at.
inline constexpr ErrorCode wrong_letters { "labels.wrong_letters", Fault::invalid };
inline constexpr ErrorCode small_letters { "labels.small_letters", Fault::invalid };
inline constexpr ErrorCode cut_off { "labels.cut_off", Fault::invalid };
inline constexpr ErrorCode not_a_label { "labels.not_a_label", Fault::invalid };
inline constexpr ErrorCode unknown_version { "labels.unknown_version", Fault::invalid };
inline constexpr ErrorCode too_much { "labels.too_much", Fault::invalid };
inline constexpr ErrorCode other_spelling { "labels.other_spelling", Fault::invalid };
inline constexpr ErrorCode unknown_key { "labels.unknown_key", Fault::invalid };
inline constexpr ErrorCode wrong_signature { "labels.wrong_signature", Fault::invalid };

inline constexpr std::size_t token_length_max = 400;
inline constexpr std::size_t article_length_max = 40; ///< bytes, as variants' codes
inline constexpr std::size_t lot_length_max = 30;
inline constexpr std::int64_t serial_max = UINT32_MAX;

/// What a label says of the thing it is on. Never who made it.
struct Claims {
    std::string unit {};    ///< its code: "PTK"
    std::string article {}; ///< the variant's code in the unit
    std::int64_t serial {}; ///< 1, 2, 3, … in the unit
    Day day {};             ///< made on
    std::string lot {};     ///< empty: none
    friend bool operator==(Claims const&, Claims const&) = default;
};

/// "PTK-L210426-1", of that unit.
bool is_lot(std::string_view unit, std::string_view text);

/// A token taken apart; nothing is proven by it yet.
struct Read {
    Claims claims {};
    std::string kid {};       ///< 8 hex digits
    std::string to_sign {};   ///< the bytes that the signature is over
    std::string signature {}; ///< 64 bytes
};

/// Signs bytes: 64 bytes of Ed25519.
using Sign = std::function<std::string(std::string_view to_sign)>;

/// The claims must be such as `read_token` takes.
std::string make_token(Claims const& claims, std::string_view kid, Sign const& sign);
/// Fails: one of the codes above, but unknown_key and wrong_signature, which are for who has keys.
Result<Read> read_token(std::string_view token);

/// RFC 4648, section 6: "A" to "Z" and "2" to "7", no padding.
std::string to_base32(std::string_view bytes);

} // namespace karya::labels
