#include "wbp/keys.h"
#include "base/check.h"
#include "base/hash.h"
#include "base/seal.h"
#include <sodium.h>

namespace karya::wbp {

namespace {

constexpr std::size_t key_bytes = 32;

std::string& install_key()
{
    static std::string key(key_bytes, '\0');
    return key;
}

std::string words(std::string_view what, WorkerId worker)
{
    return "wbp " + std::string { what } + " " + worker.text();
}

std::optional<std::string> key_of(WorkerId worker, std::string_view sealed_key)
{
    return karya::opened(sealed_key, { install_key(), words("key", worker) });
}

} // namespace

void keep_key(std::string key)
{
    CHECK(key.size() == key_bytes);
    install_key() = std::move(key);
}

std::string new_key(WorkerId worker)
{
    std::string key(key_bytes, '\0');
    randombytes_buf(key.data(), key.size());
    return karya::sealed(key, { install_key(), words("key", worker) });
}

std::string mark_of(std::string_view register_number)
{
    std::string bare;
    for (char const c : register_number) {
        if (c == ' ') continue;
        bare += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return hmac_hex(install_key(), "wbp register " + bare);
}

Sealed sealed(WorkerId worker, std::string_view sealed_key, Identity const& identity)
{
    auto const key = key_of(worker, sealed_key);
    CHECK(key.has_value()); // made here, under this install's key
    return { mark_of(identity.register_number),
             karya::sealed(identity.register_number, { *key, words("register", worker) }),
             karya::sealed(identity.name, { *key, words("name", worker) }) };
}

std::optional<Identity> opened(WorkerId worker, std::string_view sealed_key, Sealed const& box)
{
    auto const key = key_of(worker, sealed_key);
    if (!key) return {};
    auto const number = karya::opened(box.sealed_register, { *key, words("register", worker) });
    auto const name = karya::opened(box.sealed_name, { *key, words("name", worker) });
    if (!number || !name) return {};
    return Identity { *number, *name };
}

} // namespace karya::wbp
