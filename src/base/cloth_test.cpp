#include "base/check.h"
#include "base/cloth.h"
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>

namespace karya {
namespace {

std::string seed_number(int number) { return "unit-" + std::to_string(number); }

std::set<std::string> all_ids(std::string const& svg)
{
    std::set<std::string> ids;
    std::regex const id { R"re(\bid='([^']*)')re" };
    for (std::sregex_iterator found { svg.begin(), svg.end(), id }, end; found != end; ++found) {
        EXPECT_TRUE(ids.insert((*found)[1]).second) << (*found)[1] << " twice in " << svg;
    }
    return ids;
}

/// Every element is closed in its order, and no attribute may run or load anything.
void expect_well_formed(std::string const& svg)
{
    std::vector<std::string> open;
    std::regex const tag { R"re(<(/?)([a-z]+)((?: [a-zA-Z-]+='[^'"<>&]*')*) ?(/?)>)re" };
    std::size_t covered = 0;
    for (std::sregex_iterator found { svg.begin(), svg.end(), tag }, end; found != end; ++found) {
        ASSERT_EQ(static_cast<std::size_t>(found->position()), covered) << svg.substr(covered, 80);
        covered += static_cast<std::size_t>(found->length());
        if ((*found)[1].length() > 0) {
            ASSERT_FALSE(open.empty());
            ASSERT_EQ(open.back(), (*found)[2]);
            open.pop_back();
        } else if ((*found)[4].length() == 0) {
            open.push_back((*found)[2]);
        }
    }
    EXPECT_EQ(covered, svg.size());
    EXPECT_TRUE(open.empty());
    for (auto word : { "script", "style", "onload", "foreignObject", "http:", "$" }) {
        auto const at = svg.find(word);
        auto const found = at != std::string::npos;
        EXPECT_TRUE(!found || svg.compare(at, 11, "http://www.") == 0) << word;
    }
}

TEST(Cloth, RefusesSizesThatAreNoCloth)
{
    EXPECT_THROW(cloth_svg("a", 0, 1), Bug);
    EXPECT_THROW(cloth_svg("a", 1, 41), Bug);
}

TEST(Cloth, IsTheSameForTheSameSeed)
{
    EXPECT_EQ(cloth_svg("ptk", 8, 8), cloth_svg("ptk", 8, 8));
    EXPECT_EQ(cloth_band_svg("ptk"), cloth_band_svg("ptk"));
}

TEST(Cloth, IsSmallWellFormedAndCarriesNoStyleOrScript)
{
    for (int number = 0; number < 200; ++number) {
        auto const seed = seed_number(number);
        for (auto const& svg : { cloth_svg(seed, 40, 40), cloth_band_svg(seed) }) {
            EXPECT_LT(svg.size(), 6U * 1024);
            expect_well_formed(svg);
        }
    }
}

TEST(Cloth, EveryReferenceNamesAnIdOfTheSameCloth)
{
    std::regex const reference { R"re((?:href='#|url\(#)([^')]*))re" };
    for (int number = 0; number < 200; ++number) {
        auto const svg = cloth_svg(seed_number(number), 4, 4);
        auto const ids = all_ids(svg);
        std::sregex_iterator found { svg.begin(), svg.end(), reference };
        ASSERT_NE(found, std::sregex_iterator {});
        for (; found != std::sregex_iterator {}; ++found) {
            EXPECT_TRUE(ids.contains((*found)[1])) << (*found)[1];
        }
    }
}

TEST(Cloth, TwoClothsAndAnEdgeMayStandInOnePage)
{
    auto const first = all_ids(cloth_svg("a", 4, 4));
    for (auto const& other : { all_ids(cloth_svg("b", 4, 4)), all_ids(cloth_band_svg("a")) }) {
        for (auto const& id : other) EXPECT_FALSE(first.contains(id)) << id;
    }
}

TEST(Cloth, UnitsSpreadOverAllMotifsAndRarelyLookAlike)
{
    std::map<std::string_view, int> motifs;
    std::set<std::string> drawings;
    std::regex const ids { R"re([ke][0-9a-f]{8})re" };
    constexpr int units = 531;
    for (int number = 0; number < units; ++number) {
        ++motifs[cloth_motif(seed_number(number))];
        drawings.insert(std::regex_replace(cloth_svg(seed_number(number), 4, 4), ids, "k"));
    }
    EXPECT_EQ(motifs.size(), 6U);
    for (auto const& [name, count] : motifs) EXPECT_GT(count, units / 12) << name;
    EXPECT_GT(drawings.size(), static_cast<std::size_t>(units * 3 / 4));
}

} // namespace
} // namespace karya
