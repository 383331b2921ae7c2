#pragma once
// Ed25519 (RFC 8032) by libsodium.

#include <string>
#include <string_view>

namespace karya {

class KeyPair {
public:
    /// Always the same pair from the same 32 bytes.
    explicit KeyPair(std::string_view seed);
    ~KeyPair();
    KeyPair(KeyPair const&) = default;
    KeyPair& operator=(KeyPair const&) = default;

    std::string const& public_bytes() const { return m_public; } ///< 32 bytes
    /// 8 hex digits: the beginning of the public half's SHA-256.
    std::string kid() const;
    std::string signature_of(std::string_view bytes) const; ///< 64 bytes

private:
    std::string m_public {};
    std::string m_secret {};
};

bool is_signed(std::string_view bytes, std::string_view signature, std::string_view public_bytes);

} // namespace karya
