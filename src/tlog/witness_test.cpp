// Another log asks us to vouch for it: what is refused, and what we then have said.

#include "base/base64.h"
#include "tlog/test_days.h"
#include "tlog/test_grove.h"

namespace karya::tlog {
namespace {

class WitnessTest : public Days {
protected:
    static constexpr std::string_view origin = "kanwil.example/tlog";
    Grove const grove { 600 };
    KeyPair const pair { std::string(32, '\5') };
    Verifier const theirs { std::string { origin }, Signing::note, pair.public_bytes() };

    void SetUp() override
    {
        Days::SetUp();
        ASSERT_EQ(code_of(add(spelled(theirs))), "ok");
    }
    Result<void> add(std::string const& verifier)
    {
        return database.call({}, test::noon, [&](Call& call) { return watch(call, verifier); });
    }
    template<class T>
    static std::string code_of(Result<T> const& result)
    {
        return result.ok() ? "ok" : std::string { result.error().code().id };
    }
    Submission asked(std::int64_t older, std::int64_t size)
    {
        Submission made { .older = older };
        if (older > 0) made.path = consistency_of(older, size, grove.at());
        made.note.text = text_of(Checkpoint { std::string { origin }, grove.head(size) });
        made.note.signatures.push_back(signed_by(pair, origin, made.note.text));
        return made;
    }
    Result<Witnessed> ask(std::string const& text)
    {
        return database.call({}, test::noon, [&](Call& call) { return witness(call, text); });
    }
    Result<Witnessed> ask(Submission const& submission) { return ask(spelled(submission)); }
};

TEST_F(WitnessTest, keys_that_cannot_be_and_known_logs_are_refused)
{
    EXPECT_EQ(code_of(add("x")), "tlog.bad_key");
    EXPECT_EQ(code_of(add(spelled(theirs))), "tlog.log_known");
    auto cosigner = theirs;
    cosigner.signing = Signing::cosignature;
    EXPECT_EQ(code_of(add(spelled(cosigner))), "tlog.bad_key");
}

TEST_F(WitnessTest, what_does_not_hold_is_refused_and_nothing_is_said)
{
    EXPECT_EQ(code_of(ask("old 0\n")), "tlog.bad_submission");
    auto other = asked(0, 5);
    other.note.text.replace(0, 6, "kanwix");
    EXPECT_EQ(code_of(ask(other)), "tlog.unknown_log");
    auto bent = asked(0, 5);
    bent.note.signatures[0].bytes[9] = static_cast<char>(bent.note.signatures[0].bytes[9] ^ 1);
    EXPECT_EQ(code_of(ask(bent)), "tlog.not_signed");
    auto foreign = asked(0, 5);
    foreign.note.signatures = { signed_by(KeyPair { std::string(32, '\6') }, origin,
                                          foreign.note.text) };
    EXPECT_EQ(code_of(ask(foreign)), "tlog.not_signed");
    auto proven = asked(0, 5);
    proven.path = { sha256("x") };
    EXPECT_EQ(code_of(ask(proven)), "tlog.not_consistent");
    auto backwards = asked(3, 5);
    backwards.older = 6;
    EXPECT_EQ(code_of(ask(backwards)), "tlog.bad_submission");
    look([&](View& view) {
        EXPECT_EQ(watched_log(view, origin).value().size, 0);
        return 0;
    });
}

TEST_F(WitnessTest, a_log_that_grows_is_cosigned_and_one_that_changed_is_not)
{
    auto const first = ask(asked(0, 300));
    ASSERT_TRUE(first.ok());
    auto note = asked(0, 300).note;
    note.signatures = read_signatures(first.value().text).take();
    look([&](View& view) {
        for (auto const& key : keys(view))
            EXPECT_EQ(how_signed(note, verifier_of(witness_name(), key)), Signed::rightly);
        return 0;
    });
    EXPECT_EQ(ask(asked(0, 300)).value().text, "300\n"); // it must say from where
    EXPECT_TRUE(ask(asked(0, 300)).value().stale);
    EXPECT_FALSE(ask(asked(300, 300)).value().stale);
    auto another = asked(300, 600);
    another.path.back() = sha256("another past");
    EXPECT_EQ(code_of(ask(another)), "tlog.not_consistent");
    auto swapped = asked(300, 300);
    swapped.note.text = text_of(Checkpoint { std::string { origin }, { 300, sha256("other") } });
    swapped.note.signatures = { signed_by(pair, origin, swapped.note.text) };
    EXPECT_EQ(code_of(ask(swapped)), "tlog.not_consistent");
    EXPECT_FALSE(ask(asked(300, 600)).value().stale);
    look([&](View& view) {
        auto const kept = watched_log(view, origin).value();
        EXPECT_EQ(kept.size, 600);
        EXPECT_EQ(how_signed(read_note(kept.note).value(), theirs), Signed::rightly);
        return 0;
    });
}

} // namespace
} // namespace karya::tlog
