// The spelling of labels: each way of getting it wrong has its own reason.

#include "base/signature.h"
#include "labels/token.h"
#include <gtest/gtest.h>
#include <random>

namespace karya::labels {
namespace {

std::string seed_of_paper()
{
    std::string seed;
    for (char byte = 0; byte < 32; ++byte) seed += byte;
    return seed;
}

class TokenTest : public testing::Test {
protected:
    static std::string_view why(std::string_view token)
    {
        auto const read = read_token(token);
        return read.ok() ? "ok" : read.error().code().id;
    }
    std::string spelled(Claims const& said) const
    {
        return make_token(said, pair.kid(),
                          [&](std::string_view bytes) { return pair.signature_of(bytes); });
    }
    KeyPair pair { seed_of_paper() };
    Claims claims { .unit = "PTK",
                    .article = "0001",
                    .serial = 1234,
                    .day = Day::from(2021, 4, 26),
                    .lot = "PTK-L210426-1" };
    std::string token = spelled(claims);
};

TEST_F(TokenTest, other_alphabets_are_refused)
{
    EXPECT_EQ(why(token + "="), wrong_letters.id);
    EXPECT_EQ(why("0" + token.substr(1)), wrong_letters.id);
    EXPECT_EQ(why(token.substr(1) + "-"), wrong_letters.id);
    EXPECT_EQ(why(" " + token), wrong_letters.id);
    auto small = token;
    small[40] = static_cast<char>(small[40] | 0x20);
    EXPECT_TRUE(why(small) == small_letters.id || token[40] < 'A') << small;
    EXPECT_EQ(why("abc"), small_letters.id);
}

TEST_F(TokenTest, what_is_cut_off_anywhere_is_refused)
{
    for (std::size_t length = 0; length < token.size(); ++length)
        EXPECT_EQ(why(std::string_view { token }.substr(0, length)), cut_off.id) << length;
}

TEST_F(TokenTest, what_stands_behind_is_refused)
{
    EXPECT_EQ(why(token + "AAAAAAAA"), too_much.id);
    EXPECT_EQ(why(std::string(token_length_max + 1, 'A')), too_much.id);
}

TEST_F(TokenTest, spare_bits_must_be_zero)
{
    claims.lot.clear();
    for (auto const* article : { "1", "12", "123", "1234", "12345" }) {
        claims.article = article;
        auto twin = spelled(claims);
        bool const adds_a_byte = twin.size() * 5 % 8 >= 3;
        EXPECT_EQ(why(twin + "A"), adds_a_byte ? too_much.id : other_spelling.id) << article;
        if (twin.size() % 8 == 0) continue; // no spare bits
        auto const at = std::string_view { "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" }.find(twin.back());
        twin.back() = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[at + 1];
        EXPECT_EQ(why(twin), other_spelling.id) << article;
    }
}

TEST_F(TokenTest, another_version_and_other_papers_are_told_apart)
{
    auto const swapped = [&](std::string const& from, std::string const& to) {
        std::string bytes;
        std::uint64_t bits = 0;
        unsigned count = 0;
        for (char const letter : token) {
            bits = bits << 5 | std::string_view { "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" }.find(letter);
            count += 5;
            if (count < 8) continue;
            count -= 8;
            bytes += static_cast<char>(bits >> count & 0xff);
        }
        auto const at = bytes.find(from);
        EXPECT_NE(at, bytes.npos) << from;
        bytes.replace(at, from.size(), to);
        return to_base32(bytes);
    };
    EXPECT_EQ(why(swapped("kl1", "kl2")), unknown_version.id);
    EXPECT_EQ(why(swapped("kl1", "jwt")), not_a_label.id);
    EXPECT_EQ(why(swapped("PTK-L", "AMB-L")), not_a_label.id);
    EXPECT_EQ(why(swapped("210426-1", "210426-0")), not_a_label.id);
    EXPECT_EQ(why(swapped("cPTK", "cpTK")), not_a_label.id);
    // Altered but well spelled: the signature is what tells.
    EXPECT_EQ(why(swapped("d0001", "d0002")), "ok");
    EXPECT_EQ(why(to_base32("a PDF, perhaps")), not_a_label.id);
}

TEST_F(TokenTest, what_was_written_is_read)
{
    auto const read = read_token(token).take();
    EXPECT_EQ(read.claims, claims);
    EXPECT_EQ(read.kid, pair.kid());
    EXPECT_TRUE(is_signed(read.to_sign, read.signature, pair.public_bytes()));
    EXPECT_LE(token.size(), 215U);
    for (std::int64_t const serial : { 1LL, 255LL, 256LL, 65'536LL, 4'294'967'295LL }) {
        claims.serial = serial;
        claims.lot.clear();
        EXPECT_EQ(read_token(spelled(claims)).take().claims, claims);
    }
}

TEST_F(TokenTest, one_changed_letter_never_passes)
{
    std::mt19937 dice { 20210426 };
    std::string_view const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    for (int turn = 0; turn < 2'000; ++turn) {
        auto changed = token;
        auto& letter = changed[dice() % changed.size()];
        auto const before = letter;
        letter = alphabet[dice() % alphabet.size()];
        if (letter == before) continue;
        auto const read = read_token(changed);
        if (!read.ok()) continue;
        auto const& said = read.value();
        EXPECT_FALSE(said.kid == pair.kid()
                     && is_signed(said.to_sign, said.signature, pair.public_bytes()))
            << changed;
    }
}

/// docs/reference/labels.md shows the same letters.
TEST_F(TokenTest, the_example_of_the_reference_stays)
{
    EXPECT_EQ(token,
              "2KCE5IYBE4CEIVSHLKTRAY3LNQY2AWBJUUAWGUCUJMBGIMBQGAYQMGTAQYBIAB2CATJDUAABCFYG2UCU"
              "JMWUYMRRGA2DENRNGFMEA7P5SRPV5XX7QRQ6XHDGUYDELMOCN7B7TTDGXFNDDCBSHSR6QFDO7J2KFQA4"
              "ILLVNKOEMVBLCDCWEGJSBXG6G4CMSDBSRKF2M3SDBADA");
}

} // namespace
} // namespace karya::labels
