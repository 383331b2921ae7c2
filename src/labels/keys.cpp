#include "labels/keys.h"
#include "base/base64.h"
#include "base/hash.h"
#include "base/json.h"
#include "core/audit.h"
#include "labels/book.h"
#include "labels/store.h"
#include <sodium.h>

namespace karya::labels {

namespace {

constexpr std::size_t salt_size = 32;

std::string& kept_key()
{
    static std::string key(32, '\0');
    return key;
}

std::string bytes_of_hex(std::string const& hex)
{
    std::string bytes(hex.size() / 2, '\0');
    CHECK(sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), hex.data(),
                         hex.size(), nullptr, nullptr, nullptr)
          == 0);
    return bytes;
}

KeyPair pair_from(std::string const& salt)
{
    auto seed = bytes_of_hex(hmac_hex(kept_key(), "label key " + salt));
    KeyPair pair { seed };
    sodium_memzero(seed.data(), seed.size());
    return pair;
}

Key made_now(Call& call)
{
    Key key { .secret_salt = random_hex(salt_size), .made_at = call.now };
    auto const pair = pair_from(key.secret_salt);
    key.kid = pair.kid();
    key.public_half = to_base64url(pair.public_bytes());
    return key;
}

void note_key(Call& call, std::string const& before, Key const& key)
{
    call.tx.touch(std::string { book_tag });
    core::audit(call,
                { .what = "labels.make_key",
                  .object = key.kid,
                  .before = before,
                  .after = key.public_half });
}

/// One of those that JWK Sets hold; the members in this order.
struct Jwk {
    std::string kty { "OKP" };
    std::string crv { "Ed25519" };
    std::string alg { "EdDSA" };
    std::string use { "sig" };
    std::string kid {};
    std::string x {};
};
BOOST_DESCRIBE_STRUCT(Jwk, (), (kty, crv, alg, use, kid, x))
struct JwkSet {
    std::vector<Jwk> keys {};
};
BOOST_DESCRIBE_STRUCT(JwkSet, (), (keys))

} // namespace

void keep_key(std::string key)
{
    CHECK(key.size() == 32);
    kept_key() = std::move(key);
}

KeyPair pair_of(Key const& key)
{
    auto pair = pair_from(key.secret_salt);
    CHECK(pair.kid() == key.kid); // else the key folder is not the one of this database
    return pair;
}

std::vector<Key> keys(View const& view) { return store::keys(view.read); }

Key signing_key(Call& call)
{
    if (auto const found = store::signing_key(call.tx)) return *found;
    auto const made = made_now(call);
    if (store::insert_key(call.tx, made)) note_key(call, "", made);
    auto const found = store::signing_key(call.tx); // ours, or that of who was faster
    CHECK(found.has_value());
    return *found;
}

Key rotate(Call& call)
{
    auto const before = signing_key(call);
    store::retire_keys(call.tx, call.now);
    auto const made = made_now(call);
    if (store::insert_key(call.tx, made)) note_key(call, before.public_half, made);
    auto const found = store::signing_key(call.tx);
    CHECK(found.has_value());
    return *found;
}

std::string key_document(View const& view)
{
    JwkSet set;
    for (auto const& key : keys(view)) {
        Jwk jwk;
        jwk.kid = key.kid;
        jwk.x = key.public_half;
        set.keys.push_back(jwk);
    }
    return json_text(set);
}

} // namespace karya::labels
