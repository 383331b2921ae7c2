#include "identity/password.h"

#include <gtest/gtest.h>
#include <sodium.h>

namespace karya::identity {

namespace {

PasswordContext const alone { { "sari.ptk", "Sari Dewi", "Lapas Kelas IIA Pontianak", "Pontianak" },
                              false };
PasswordContext const paired { alone.words, true };

std::string reason(std::string_view password, PasswordContext const& context)
{
    auto const judged = judge_password(password, context);
    return judged.ok() ? "ok" : judged.error().fields.at(0).reason;
}

} // namespace

TEST(Passwords, TooShortOrTooLong)
{
    EXPECT_EQ("identity.password_short", reason("", alone));
    EXPECT_EQ("identity.password_short", reason("Lapas2026!", alone));
    EXPECT_EQ("identity.password_short", reason("empat kuda bir", alone));
    EXPECT_EQ("identity.password_short_paired", reason("kudabir", paired));
    EXPECT_EQ("identity.password_too_long", reason(std::string(201, 'x'), alone));
}

TEST(Passwords, EasyToGuess)
{
    for (auto const* bad : {
             "123456789012345678",     // a NIP
             "aaaaaaaaaaaaaaaaaaa",    // one letter
             "abcabcabcabcabcabc",     // three
             "passwordpassword",       // a common word, twice
             "P4ssw0rd!P4ssw0rd!",     // with the usual swaps
             "LapasPontianak2026!",    // unit and year
             "sari.ptk.2026.sari.ptk", // login
             "SariDewiSariDewi123"     // name
         })
        EXPECT_EQ("identity.password_common", reason(bad, alone)) << bad;
    EXPECT_EQ("identity.password_common", reason("Lapas2026!", paired));
    EXPECT_EQ("identity.password_common", reason("qwerty123", paired));
    EXPECT_EQ("identity.password_common", reason("indonesia45", paired));
}

TEST(Passwords, GoodEnough)
{
    for (auto const* good : { "empat kuda biru laut", "sate padang jam lima", "Ikan-Terbang-Rendah",
                              "x7Kq-92mv-Lp0z-aa3T", "kapal кит 鯨 hijau tua" })
        EXPECT_EQ("ok", reason(good, alone)) << good;
    EXPECT_EQ("ok", reason("tx4-kopling", paired));
    for (int i = 0; i < 200; ++i) EXPECT_EQ("ok", reason(generated_password(), alone));
}

TEST(Hashes, MatchOnlyTheirPassword)
{
    auto const hash = hashed("empat kuda biru laut");
    EXPECT_TRUE(hash.encoded.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash.encoded;
    EXPECT_TRUE(hash.strong_alone);
    EXPECT_FALSE(password_matches(hash.encoded, "empat kuda biru"));
    EXPECT_FALSE(password_matches(hash.encoded, ""));
    EXPECT_FALSE(password_matches("", ""));
    EXPECT_FALSE(password_matches("", "empat kuda biru laut"));
    EXPECT_FALSE(password_matches("not a hash", "empat kuda biru laut"));
    EXPECT_TRUE(password_matches(hash.encoded, "empat kuda biru laut"));
    EXPECT_FALSE(outdated(hash.encoded));
}

TEST(Hashes, OfOlderParametersAreOutdated)
{
    std::string weaker(crypto_pwhash_STRBYTES, '\0');
    constexpr std::string_view password = "empat kuda biru laut";
    ASSERT_EQ(0,
              crypto_pwhash_str_alg(weaker.data(), password.data(), password.size(), 1,
                                    8U * 1024 * 1024, crypto_pwhash_ALG_ARGON2ID13));
    weaker.resize(weaker.find('\0'));
    EXPECT_TRUE(password_matches(weaker, password));
    EXPECT_TRUE(outdated(weaker));
}

} // namespace karya::identity
