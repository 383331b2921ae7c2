#include "identity/totp.h"

#include <gtest/gtest.h>

namespace karya::identity {

namespace {

constexpr std::string_view secret = "12345678901234567890"; // of RFC 6238, appendix B

Timestamp at_second(std::int64_t second) { return Timestamp { std::chrono::seconds { second } }; }

} // namespace

TEST(Base32, RefusesWhatIsNotCanonical)
{
    // A letter alone, trailing bits, impossible lengths, other alphabets, padding.
    for (auto const* bad : { "M", "MZ", "MZX", "MZXW6Y", "M1", "M0", "M8", "MY======", "M_Y" })
        EXPECT_FALSE(from_base32(bad).has_value()) << bad;
}

TEST(Base32, RoundTripsTheVectorsOfTheStandard)
{
    constexpr std::pair<std::string_view, std::string_view> vectors[] = {
        { "", "" },
        { "f", "MY" },
        { "fo", "MZXQ" },
        { "foo", "MZXW6" },
        { "foob", "MZXW6YQ" },
        { "fooba", "MZXW6YTB" },
        { "foobar", "MZXW6YTBOI" },
    };
    for (auto const& [bytes, text] : vectors) {
        EXPECT_EQ(text, base32(bytes));
        EXPECT_EQ(bytes, from_base32(text).value());
    }
    EXPECT_EQ("foobar", from_base32("mzxw-6ytb oi").value());
}

TEST(Totp, GivesTheVectorsOfTheStandard)
{
    constexpr std::pair<std::int64_t, std::string_view> vectors[] = {
        { 59, "287082" },         { 1111111109, "081804" }, { 1111111111, "050471" },
        { 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" }
    };
    for (auto const& [second, code] : vectors)
        EXPECT_EQ(code, code_at(secret, step_at(at_second(second))));
}

TEST(Totp, AcceptsOneStepAround)
{
    auto const now = at_second(1111111111);
    auto const step = step_at(now);
    EXPECT_FALSE(step_of(secret, code_at(secret, step - 2), now).has_value());
    EXPECT_FALSE(step_of(secret, code_at(secret, step + 2), now).has_value());
    for (auto const* bad : { "", "05047", "0504710", "05047x", "      ", "-50471" })
        EXPECT_FALSE(step_of(secret, bad, now).has_value()) << bad;
    for (auto const near : { step - 1, step, step + 1 })
        EXPECT_EQ(near, step_of(secret, code_at(secret, near), now).value());
}

TEST(Totp, WritesWhatAnAppReads)
{
    EXPECT_EQ("otpauth://totp/Karya:sari%40karya?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
              "&issuer=Karya",
              key_uri("sari@karya", secret));
}

} // namespace karya::identity
