#include "tlog/keys.h"
#include "base/base64.h"
#include "base/hash.h"
#include "core/audit.h"
#include "tlog/store.h"
#include <sodium.h>

namespace karya::tlog {

namespace {

constexpr std::size_t salt_size = 32;

Settings& kept()
{
    static Settings settings { std::string(32, '\0'), "karya.lokal/tlog" };
    return settings;
}

KeyPair pair_from(Purpose purpose, std::string const& salt)
{
    auto const words = "tlog " + std::string { enum_text(purpose) } + " key " + salt;
    auto const hex = hmac_hex(kept().secret, words);
    std::string seed(hash_size, '\0');
    CHECK(sodium_hex2bin(reinterpret_cast<unsigned char*>(seed.data()), seed.size(), hex.data(),
                         hex.size(), nullptr, nullptr, nullptr)
          == 0);
    KeyPair pair { seed };
    sodium_memzero(seed.data(), seed.size());
    return pair;
}

Key made_now(Call& call, Purpose purpose, std::string const& before)
{
    Key key { .purpose = purpose, .salt = random_hex(salt_size), .made_at = call.now };
    key.public_half = to_base64(pair_from(purpose, key.salt).public_bytes());
    if (store::insert_key(call.tx, key))
        core::audit(call,
                    { .what = "tlog.make_key",
                      .object = std::string { enum_text(purpose) },
                      .before = before,
                      .after = key.public_half });
    auto const found = store::signing_key(call.tx, purpose); // ours, or that of who was faster
    CHECK(found.has_value());
    return *found;
}

} // namespace

void keep_settings(Settings settings)
{
    CHECK(settings.secret.size() == hash_size && is_key_name(settings.origin));
    kept() = std::move(settings);
}

Settings const& settings() { return kept(); }

KeyPair pair_of(Key const& key)
{
    auto pair = pair_from(key.purpose, key.salt);
    // else the key folder is not the one of this database
    CHECK(to_base64(pair.public_bytes()) == key.public_half);
    return pair;
}

std::vector<Key> keys(View const& view) { return store::keys(view.read); }

Verifier verifier_of(std::string_view name, Key const& key)
{
    auto const signing = key.purpose == Purpose::log ? Signing::note : Signing::cosignature;
    return { std::string { name }, signing, from_base64(key.public_half).value_or("") };
}

Key signing_key(Call& call, Purpose purpose)
{
    if (auto const found = store::signing_key(call.tx, purpose)) return *found;
    return made_now(call, purpose, "");
}

Result<Note> signed_words(View const& view, std::string words)
{
    auto const known = store::log(view.read);
    auto const key = store::signing_key(view.read, Purpose::log);
    if (!known || !key) return no_key;
    CHECK(!words.starts_with(known->origin + "\n") && words.ends_with("\n"));
    Note note { .text = std::move(words) };
    note.signatures.push_back(signed_by(pair_of(*key), known->origin, note.text));
    return note;
}

Key rotate(Call& call)
{
    auto const before = signing_key(call, Purpose::log);
    store::retire_key(call.tx, Purpose::log, call.now);
    return made_now(call, Purpose::log, before.public_half);
}

} // namespace karya::tlog
