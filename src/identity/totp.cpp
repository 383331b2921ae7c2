#include "identity/totp.h"

#include "base/check.h"
#include "base/hash.h"
#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace karya::identity {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

int value_of(char letter)
{
    if (letter >= 'a' && letter <= 'z') return letter - 'a';
    if (letter >= 'A' && letter <= 'Z') return letter - 'A';
    if (letter >= '2' && letter <= '7') return letter - '2' + 26;
    return -1;
}

} // namespace

std::string base32(std::string_view bytes)
{
    std::string text;
    std::uint32_t bits = 0;
    int held = 0;
    for (char const byte : bytes) {
        bits = (bits << 8) | static_cast<unsigned char>(byte);
        for (held += 8; held >= 5; held -= 5) text += alphabet[(bits >> (held - 5)) & 31];
    }
    if (held > 0) text += alphabet[(bits << (5 - held)) & 31];
    return text;
}

std::optional<std::string> from_base32(std::string_view text)
{
    std::string bytes;
    std::uint32_t bits = 0;
    int held = 0;
    for (char const letter : text) {
        if (letter == ' ' || letter == '-') continue;
        auto const value = value_of(letter);
        if (value < 0) return {};
        bits = (bits << 5) | static_cast<std::uint32_t>(value);
        held += 5;
        if (held < 8) continue;
        held -= 8;
        bytes += static_cast<char>((bits >> held) & 255);
    }
    // What is left over must be padding of less than a letter, and zero.
    if (held >= 5 || (bits & ((1U << held) - 1)) != 0) return {};
    return bytes;
}

std::int64_t step_at(Timestamp at)
{
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count() / 30;
}

std::string code_at(std::string_view secret, std::int64_t step)
{
    std::array<unsigned char, 8> counter {};
    auto const unsigned_step = static_cast<std::uint64_t>(step);
    for (std::size_t i = 0; i < counter.size(); ++i)
        counter[7 - i] = static_cast<unsigned char>(unsigned_step >> (8 * i));
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac {};
    unsigned int size = 0;
    CHECK(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
               counter.size(), mac.data(), &size)
              != nullptr
          && size == 20);
    std::size_t const offset = mac[19] & 15;
    std::uint32_t const word = (static_cast<std::uint32_t>(mac[offset] & 127) << 24)
        | (static_cast<std::uint32_t>(mac[offset + 1]) << 16)
        | (static_cast<std::uint32_t>(mac[offset + 2]) << 8) | mac[offset + 3];
    auto digits = std::to_string(word % 1'000'000);
    return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> step_of(std::string_view secret, std::string_view code, Timestamp now)
{
    std::optional<std::int64_t> found;
    // All three are always computed, so the time taken tells nothing.
    for (auto step = step_at(now) - 1; step <= step_at(now) + 1; ++step)
        if (same_secret(code_at(secret, step), code)) found = step;
    return found;
}

std::string key_uri(std::string_view login, std::string_view secret)
{
    std::string name;
    for (char const c : login) name += c == '@' ? std::string { "%40" } : std::string { c };
    return "otpauth://totp/Karya:" + name + "?secret=" + base32(secret) + "&issuer=Karya";
}

} // namespace karya::identity
