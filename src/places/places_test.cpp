#include "base/embedded.h"
#include "places/places.h"
#include <gtest/gtest.h>
#include <set>

namespace karya::places {
namespace {

TEST(Places, are_all_there_and_read_back_by_their_code)
{
    EXPECT_FALSE(place(""));
    EXPECT_FALSE(place("61.71"));
    EXPECT_FALSE(place("61.71.03.9999"));
    EXPECT_FALSE(place("00.71.03.1002"));
    std::set<char> islands;
    std::size_t villages = 0;
    for (auto const* const word : { "11.01.01.2001", "96.71.01.1001" }) {
        auto const found = place(word);
        ASSERT_TRUE(found) << word;
        EXPECT_EQ(found->code, word);
        EXPECT_EQ(found->postcode.size(), 5U);
        islands.insert(found->code.front());
        ++villages;
    }
    EXPECT_EQ(islands.size(), villages);
}

TEST(Places, a_line_that_leaves_out_number_and_postcode_follows_the_one_before)
{
    auto const third = place("11.01.01.2003");
    ASSERT_TRUE(third);
    EXPECT_EQ(third->words(), "Ujong Padang, Bakongan, Kabupaten Aceh Selatan, Aceh 23773");
    EXPECT_EQ(third->province_code(), "11");
}

TEST(Places, are_not_found_by_too_little)
{
    for (auto const* const typed : { "", "  ", "be", "kel", "'-'", "zzzzqq", "78122 gambir" })
        EXPECT_TRUE(find(typed).places.empty()) << typed;
}

TEST(Places, are_found_by_village_district_regency_and_postcode)
{
    for (auto const* const typed :
         { "benuamelayu darat", "Kel. Benua Melayu Darat, Kec. Pontianak Selatan",
           "benuamel dar kota pontianak", "BENUA MELAYU DARAT 78122" }) {
        auto const found = find(typed).places;
        ASSERT_FALSE(found.empty()) << typed;
        EXPECT_EQ(found.front().village, "Benuamelayu Darat") << typed;
        EXPECT_EQ(found.front().regency, "Kota Pontianak");
    }
    for (auto const& one : find("78122").places) EXPECT_EQ(one.postcode, "78122");
}

TEST(Places, called_as_typed_come_first_and_many_are_cut)
{
    auto const found = find("sukamaju");
    EXPECT_TRUE(found.more);
    ASSERT_EQ(found.places.size(), 20U);
    for (auto const& one : found.places)
        EXPECT_TRUE(one.village == "Sukamaju" || one.village == "Suka Maju") << one.village;
}

TEST(Places, an_island_is_told_by_its_provinces)
{
    EXPECT_EQ(island_of("31"), Island::java);
    EXPECT_EQ(island_of("21"), Island::sumatra);
    EXPECT_EQ(island_of("61"), Island::borneo);
    EXPECT_EQ(island_of("91"), Island::papua);
    EXPECT_NE(island_of("51"), island_of("31")); // Bali is across the strait
}

} // namespace
} // namespace karya::places
