#include "base/base64.h"
#include "tlog/note.h"
#include <gtest/gtest.h>

namespace karya::tlog {
namespace {

KeyPair const pair { std::string(32, '\7') };
Verifier const ours { "karya.example/tlog", Signing::note, pair.public_bytes() };

Note signed_note()
{
    Note note { .text = text_of(Checkpoint { ours.name, { 3, sha256("root") } }) };
    note.signatures.push_back(signed_by(pair, ours.name, note.text));
    return note;
}

TEST(Note, what_is_no_note_is_refused)
{
    auto const good = spelled(signed_note());
    EXPECT_TRUE(read_note(good).ok());
    for (auto const& bad :
         { std::string {}, good.substr(0, good.size() - 1), good + "x", good + "\n",
           good.substr(good.find("\n\n")), std::string { "text\n\nno signature\n" },
           std::string { "text\n\n\u2014 name\n" },
           std::string { "text\n\n\u2014 na+me QUJDREVG\n" },
           std::string { "te\txt\n\n\u2014 name QUJDREVG\n" },
           std::string { "text\n\n\u2014 name QUJDREVGA\n" },
           std::string { "text\n\n\u2014 name QUJD\n" } })
        EXPECT_FALSE(read_note(bad).ok()) << bad;
}

TEST(Note, a_checkpoint_has_one_spelling)
{
    auto const root = to_base64(sha256("root"));
    EXPECT_TRUE(read_checkpoint("a.example\n12\n" + root + "\n").ok());
    for (auto const& bad : { "a.example\n012\n" + root + "\n", "a.example\n-1\n" + root + "\n",
                             "a.example\n12\n" + root, "a b\n12\n" + root + "\n",
                             "a.example\n12\n" + root + "\nmore\n", "\n12\n" + root + "\n",
                             std::string { "a.example\n12\nQUJD\n" } })
        EXPECT_FALSE(read_checkpoint(bad).ok()) << bad;
}

TEST(Note, a_signature_of_others_or_over_another_text_is_none)
{
    auto note = signed_note();
    EXPECT_EQ(how_signed(note, ours), Signed::rightly);
    KeyPair const other { std::string(32, '\10') };
    EXPECT_EQ(how_signed(note, { ours.name, Signing::note, other.public_bytes() }),
              Signed::not_at_all);
    EXPECT_EQ(how_signed(note, { "b.example", Signing::note, pair.public_bytes() }),
              Signed::not_at_all);
    note.text[0] = 'K';
    EXPECT_EQ(how_signed(note, ours), Signed::wrongly);
}

TEST(Note, a_cosignature_binds_its_time)
{
    auto note = signed_note();
    KeyPair const witness { std::string(32, '\11') };
    Verifier const by { "kanwil.example/saksi", Signing::cosignature, witness.public_bytes() };
    note.signatures.push_back(cosigned_by(witness, by.name, note.text, 1'795'485'600));
    EXPECT_EQ(how_signed(note, by), Signed::rightly);
    EXPECT_EQ(how_signed(note, ours), Signed::rightly);
    auto const again = read_note(spelled(note));
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(how_signed(again.value(), by), Signed::rightly);
    note.signatures[1].bytes[7] = static_cast<char>(note.signatures[1].bytes[7] ^ 1);
    EXPECT_EQ(how_signed(note, by), Signed::wrongly);
}

TEST(Note, a_key_has_one_spelling)
{
    auto const text = spelled(ours);
    auto const read = read_verifier(text);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value().public_bytes, ours.public_bytes);
    for (auto const& bad : { text + "A", text.substr(1), "x" + text, std::string { "a+b" },
                             std::string { "a+00000000+QUJD" } })
        EXPECT_FALSE(read_verifier(bad).ok()) << bad;
}

TEST(Note, a_receipt_and_a_submission_come_back_as_they_were)
{
    Receipt const receipt { "entry", 7, { sha256("a"), sha256("b") }, signed_note() };
    auto const text = spelled(receipt);
    ASSERT_TRUE(read_receipt(text).ok());
    EXPECT_EQ(spelled(read_receipt(text).value()), text);
    for (std::size_t cut = 0; cut < text.size(); ++cut)
        EXPECT_FALSE(read_receipt(text.substr(0, cut)).ok()) << cut;
    Submission const submission { 2, { sha256("a") }, signed_note() };
    auto const asked = spelled(submission);
    ASSERT_TRUE(read_submission(asked).ok());
    EXPECT_EQ(spelled(read_submission(asked).value()), asked);
    for (std::size_t cut = 0; cut < asked.size(); ++cut)
        EXPECT_FALSE(read_submission(asked.substr(0, cut)).ok()) << cut;
}

} // namespace
} // namespace karya::tlog
