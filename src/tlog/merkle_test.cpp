#include "base/base64.h"
#include "tlog/test_grove.h"
#include <gtest/gtest.h>

namespace karya::tlog {
namespace {

Hash bent(Hash hash)
{
    hash[3] = static_cast<char>(hash[3] ^ 1);
    return hash;
}

std::string bytes(std::string_view hex)
{
    std::string text;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        text += static_cast<char>(std::stoi(std::string { hex.substr(i, 2) }, nullptr, 16));
    return text;
}

TEST(Merkle, known_trees_of_rfc_6962_have_their_known_roots)
{
    GrowingTree tree;
    EXPECT_EQ(to_base64(tree.root()), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    for (auto const* entry : { "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                               "606162636465666768696a6b6c6d6e6f" }) {
        tree.add(leaf_hash(bytes(entry)));
        if (tree.size() > 1) continue;
        EXPECT_EQ(tree.root(),
                  bytes("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"));
    }
    EXPECT_EQ(tree.root(),
              bytes("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"));
}

TEST(Merkle, every_path_of_small_trees_holds_and_no_bent_one_does)
{
    Grove const grove { 40 };
    for (std::int64_t size = 1; size <= 40; ++size) {
        auto const head = grove.head(size);
        for (std::int64_t n = 0; n < size; ++n) {
            auto path = inclusion_of(n, size, grove.at());
            EXPECT_TRUE(is_included(grove.leaf(n), n, head, path)) << n << " of " << size;
            EXPECT_FALSE(is_included(bent(grove.leaf(n)), n, head, path));
            EXPECT_FALSE(is_included(grove.leaf(n), n + 1, head, path)) << n << " of " << size;
            path.push_back(grove.leaf(0));
            EXPECT_FALSE(is_included(grove.leaf(n), n, head, path));
        }
        EXPECT_FALSE(is_included(grove.leaf(0), -1, head, {}));
    }
}

TEST(Merkle, every_growth_of_small_trees_holds_and_no_other_past_does)
{
    Grove const grove { 40 };
    for (std::int64_t size = 1; size <= 40; ++size)
        for (std::int64_t older = 1; older <= size; ++older) {
            auto const path = consistency_of(older, size, grove.at());
            auto const before = grove.head(older);
            auto const now = grove.head(size);
            EXPECT_TRUE(is_consistent(before, now, path)) << older << " of " << size;
            EXPECT_FALSE(is_consistent({ older, bent(before.root) }, now, path));
            EXPECT_FALSE(is_consistent(before, { size, bent(now.root) }, path));
            if (path.empty()) continue;
            EXPECT_FALSE(is_consistent(before, now, {}));
            auto wrong = path;
            wrong.back() = bent(wrong.back());
            EXPECT_FALSE(is_consistent(before, now, wrong));
        }
    EXPECT_FALSE(is_consistent({}, grove.head(3), {}));
    EXPECT_FALSE(is_consistent(grove.head(3), grove.head(2), {}));
}

TEST(Merkle, tiles_make_the_same_tree_as_entries_one_by_one)
{
    constexpr std::int64_t size = 66'000; // three levels
    Grove const grove { size };
    GrowingTree tree;
    for (std::int64_t n = 0; n < size; ++n) {
        tree.add(grove.leaf(n));
        if ((n + 1) % tile_width > 1 && n + 1 < size) continue;
        EXPECT_EQ(tree.root(), root_of(n + 1, grove.at())) << n + 1;
    }
    for (auto const n : { std::int64_t { 0 }, std::int64_t { 255 }, std::int64_t { 65'536 } })
        EXPECT_TRUE(
            is_included(grove.leaf(n), n, grove.head(size), inclusion_of(n, size, grove.at())));
    EXPECT_TRUE(
        is_consistent(grove.head(300), grove.head(size), consistency_of(300, size, grove.at())));
}

} // namespace
} // namespace karya::tlog
