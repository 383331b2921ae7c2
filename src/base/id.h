#pragma once
// Opaque identifiers: UUIDv7 (RFC 9562), made by the server or by a till.

#include "base/result.h"
#include "base/time.h"
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace karya {

inline constexpr ErrorCode bad_id { "base.bad_id", Fault::invalid };

/// 16 bytes of a UUID.
struct Uuid {
    std::array<std::uint8_t, 16> bytes {};

    /// A fresh UUIDv7: 48 bits of milliseconds, the rest from the kernel's generator.
    static Uuid make(Timestamp now);
    /// The lower-case 8-4-4-4-12 form only (upper case is folded). Fails: base.bad_id.
    static Result<Uuid> parse(std::string_view text);
    std::string text() const;
    bool empty() const { return *this == Uuid {}; }
    friend auto operator<=>(Uuid const&, Uuid const&) = default;
};

/// The tag makes UnitId and SaleId different types.
template<class Tag>
struct Id {
    Uuid uuid;

    static Id make(Timestamp now) { return { Uuid::make(now) }; }
    static Result<Id> parse(std::string_view text) { return Id { TRY(Uuid::parse(text)) }; }
    std::string text() const { return uuid.text(); }
    bool empty() const { return uuid.empty(); }
    friend auto operator<=>(Id const&, Id const&) = default;
};

/// `size` bytes from the kernel's generator, as lower-case hex (two characters a byte).
std::string random_hex(std::size_t size);

} // namespace karya
