#include "base/embedded.h"
#include "base/text.h"
#include "search/search.h"
#include <gtest/gtest.h>
#include <set>

namespace karya::search {

namespace {

TEST(Words, AreFoldedAndCounted)
{
    using Words = std::vector<std::string>;
    EXPECT_EQ(words_of(""), Words {});
    EXPECT_EQ(words_of(" \t-!?"), Words {});
    EXPECT_EQ(words_of("Keset  SABUT, kelapa!"), (Words { "keset", "sabut", "kelapa" }));
    EXPECT_EQ(words_of("Kopi Gayo 007 ½"), (Words { "kopi", "gayo", "7" }));
    EXPECT_EQ(words_of(std::string(90, 'a')).front().size(), 40U);
}

struct Stemming {
    std::string_view word;
    std::string_view stem;
};

TEST(Stem, TakesOffWhatIsAnAffixOnly)
{
    constexpr Stemming cases[] = {
        // Not affixes, but the word itself.
        { "kemeja", "kemeja" },
        { "keranjang", "keranjang" },
        { "kerupuk", "kerupuk" },
        { "ikan", "ikan" },
        { "roti", "roti" },
        { "papan", "papan" },
        { "meja", "meja" },
        { "beras", "bera" },
        { "x", "x" },
        { "", "" },
        // Affixes.
        { "kerajinan", "rajin" },
        { "anyaman", "anyam" },
        { "menganyam", "anyam" },
        { "menenun", "tenun" },
        { "tenunan", "tenun" },
        { "penjahit", "jahit" },
        { "jahitannya", "jahit" },
        { "ukirannya", "ukir" },
        { "penyulam", "sulam" },
        { "dianyam", "anyam" },
        { "pemahat", "pahat" },
        { "lukisan", "lukis" },
        { "bags", "bag" },
        { "boxes", "box" },
        { "berries", "berry" },
        { "glass", "glass" },
    };
    for (auto const& each : cases) EXPECT_EQ(stem(each.word), each.stem) << each.word;
}

TEST(IndexText, HoldsWordsStemsAndMarkedTitles)
{
    EXPECT_EQ(index_text("", ""), "");
    EXPECT_EQ(index_text("Anyaman", "dan rotan"), "0anyam 0anyaman anyam anyaman dan rotan");
}

TEST(Wish, NeedsEveryWordThatTells)
{
    EXPECT_TRUE(wish_of(" ?! ").empty());
    EXPECT_EQ(wish_of("a b c d e f g h i j k").needs.size(), 7U)
        << "eight words, one without meaning";
    EXPECT_EQ(wish_of("di").needs.size(), 1U) << "nothing else was typed";
    EXPECT_EQ(wish_of("keset dari bambu").needs.size(), 2U);
}

/// True when one alternative of the need is that phrase.
bool offers(Need const& need, Alternative const& phrase)
{
    return std::ranges::find(need, phrase) != need.end();
}

TEST(Wish, TakesSynonymsOfWordsAndPhrases)
{
    auto const one = wish_of("keset");
    ASSERT_EQ(one.needs.size(), 1U);
    EXPECT_TRUE(offers(one.needs[0], { "keset" }));
    EXPECT_TRUE(offers(one.needs[0], { "ala", "kaki" })) << "stems of the phrase";
    auto const two = wish_of("alas kaki bambu");
    ASSERT_EQ(two.needs.size(), 2U);
    EXPECT_TRUE(offers(two.needs[0], { "keset" }));
}

TEST(Wish, IsWrittenAsAnExpression)
{
    auto const wish = Wish { { { { "keset" }, { "ala", "kaki" } }, { { "bamb*" } } } };
    EXPECT_EQ(expression({}), "");
    EXPECT_EQ(expression(wish), R"((("keset" OR ("ala" AND "kaki")) AND "bamb"*))");
    EXPECT_EQ(expression(wish, Where::title),
              R"((("0keset" OR ("0ala" AND "0kaki")) AND "0bamb"*))");
}

TEST(Wish, OfAWordStillBeingTypedGoesOn)
{
    EXPECT_TRUE(beginning_of(" ").empty());
    EXPECT_TRUE(offers(beginning_of("keset bam").needs.at(1), { "bam*" }));
}

TEST(Spelling, KnowsItsLimits)
{
    std::vector<std::string> const known { "keset", "kursi", "kertas", "meja", "tas" };
    EXPECT_TRUE(nearest("ta", known).empty()) << "too short to guess";
    EXPECT_TRUE(nearest("keset", known).empty()) << "nothing is wrong with it";
    EXPECT_TRUE(nearest("xylofon", known).empty());
    using Words = std::vector<std::string>;
    EXPECT_EQ(nearest("kesset", known), Words { "keset" });
    EXPECT_EQ(nearest("kseet", known), Words { "keset" }) << "letters that changed places";
    EXPECT_EQ(nearest("kurssi", known), Words { "kursi" });
    EXPECT_EQ(slips("abc", "xyz", 2), 3U);
}

TEST(Spelling, TellsWhatWasMeant)
{
    std::vector<std::string> const known { "bambu", "keset", "rotan" };
    EXPECT_FALSE(correction_of("keset bambu", known)) << "every word is known";
    EXPECT_FALSE(correction_of("xylofon", known)) << "nothing is near";
    auto const meant = correction_of("kesset dari bambu", known);
    ASSERT_TRUE(meant);
    EXPECT_EQ(meant->text, "keset bambu");
    EXPECT_TRUE(offers(meant->wish.needs.at(0), { "keset" }));
}

TEST(Seed, HasKnownKindsOfLinesOnly)
{
    std::set<std::string_view> kinds;
    for (auto const line : fields_of(embedded::seed("search/words.tsv"), '\n'))
        if (!line.empty()) kinds.insert(fields_of(line, '\t').front());
    EXPECT_EQ(kinds, (std::set<std::string_view> { "root", "stop", "same" }));
}

} // namespace

} // namespace karya::search
