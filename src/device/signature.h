#pragma once
// A device's proof of itself: ECDSA on P-256 with SHA-256, as browsers make it (r‖s, 64 bytes); and
// what it seals for us alone, by ECDH on the same curve.

#include "device/device.h"
#include <memory>
#include <optional>

struct evp_pkey_st;

namespace karya::device {

/// The public half of the key that a device keeps to itself.
class PublicKey {
public:
    /// From base64url of the uncompressed point (65 bytes). Fails: device.bad_key (also a point
    /// that is not on the curve).
    static Result<PublicKey> read(std::string_view text);
    /// All that libcrypto knows to ask of a key, once, when it comes from outside.
    bool is_sound() const;
    /// `signature` is base64url without padding.
    bool signed_this(std::string_view bytes, std::string_view signature) const;

private:
    friend class OwnKey;
    struct Free {
        void operator()(evp_pkey_st* key) const;
    };
    using Handle = std::unique_ptr<evp_pkey_st, Free>;
    explicit PublicKey(Handle handle) : m_handle(std::move(handle)) { }
    Handle m_handle;
};

/// A key of the server's own, always the same from the same 32 bytes: by one a device knows that a
/// price list is ours, to another it seals what a thief of the device must not read.
class OwnKey {
public:
    explicit OwnKey(std::string_view seed);
    /// As PublicKey::read takes it.
    std::string public_text() const;
    /// As PublicKey::signed_this takes it.
    std::string signature_of(std::string_view bytes) const;
    /// What was sealed to the public half: base64url of the sealer's own point for this once (65
    /// bytes), then AES-256-GCM under SHA-256 of shared secret ‖ point, with 12 zero bytes as nonce
    /// (a key seals once). Nothing when it is not so.
    std::optional<std::string> opened(std::string_view text) const;

private:
    std::string m_point {};
    std::shared_ptr<evp_pkey_st> m_handle {}; // shared: its copies are the same key
};

} // namespace karya::device
