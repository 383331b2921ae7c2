// What the public finds: words, slips, synonyms, facets, orders; at once, and nothing that is not
// public.

#include "catalogue/shop_test.h"
#include "catalogue/traits.h"
#include <algorithm>

namespace karya::catalogue {

namespace {

class Finding : public Shop {
protected:
    struct Goods {
        std::string name {};
        ProductKind kind { ProductKind::kerajinan };
        std::int64_t price { 40'000 };
        std::string story {};
        std::string name_en {};
        bool in_stock { true };
        Reach reach { Reach::local };
    };
    ProductId offer(UnitId unit, Goods const& goods)
    {
        auto const owner = scope(unit);
        auto const made = run([&](Call& call) {
            return add_product(call, owner,
                               { .name_id = goods.name,
                                 .name_en = goods.name_en,
                                 .story_id = goods.story,
                                 .kind = goods.kind,
                                 .reach = goods.reach });
        });
        EXPECT_TRUE(made.ok());
        auto const id = made.value();
        auto const opening = goods.in_stock ? std::optional { Quantity::pieces(5) } : std::nullopt;
        variant(unit, id, { .price = Rupiah { goods.price }, .opening = opening });
        publish(unit, id);
        return id;
    }
    void publish(UnitId unit, ProductId id, ProductState state = ProductState::published)
    {
        auto const owner = scope(unit);
        EXPECT_TRUE(run([&](Call& call) { return set_state(call, owner, id, state); }).ok());
    }
    Shelf found(ShelfFilter const& filter, Timestamp now = test::noon)
    {
        return look([&](View& view) { return shelf(view, filter); }, now);
    }
    std::vector<std::string> names(std::string const& words)
    {
        std::vector<std::string> all;
        for (auto const& card : found({ .words = words }).cards) all.push_back(card.name);
        return all;
    }
    void deliver()
    {
        while (core::deliver(db.engine(), unit_subscriber()).take()) { }
    }
    using Names = std::vector<std::string>;
};

TEST_F(Finding, WhatIsNotPublicIsNeverFound)
{
    auto const id = draft(pontianak, "Keset rahasia");
    variant(pontianak, id, { .price = Rupiah { 1'000 } });
    EXPECT_EQ(names("rahasia"), Names {});
    EXPECT_EQ(found({}).count, 0);
    publish(pontianak, id);
    EXPECT_EQ(names("rahasia"), Names { "Keset rahasia" }) << "found at once";
    publish(pontianak, id, ProductState::withdrawn);
    EXPECT_EQ(names("rahasia"), Names {}) << "gone at once";
    EXPECT_EQ(found({}).count, 0);
    publish(pontianak, id);
    EXPECT_EQ(names("rahasia").size(), 1U);
    auto const last_day = day_in(Zone::wib, test::noon);
    ASSERT_TRUE(db.call(admin, test::noon, [&](Call& call) {
                      return org::close_unit(call, pontianak, last_day);
                  }).ok());
    deliver();
    auto const later = test::noon + std::chrono::hours { 48 };
    EXPECT_EQ(found({ .words = "rahasia" }, later).count, 0) << "its unit is closed";
    EXPECT_EQ(found({}, later).count, 0);
    EXPECT_TRUE(found({}, later).cards.empty());
}

TEST_F(Finding, NothingIsFoundByNoWords)
{
    offer(pontianak, { .name = "Keset" });
    EXPECT_EQ(names("?!"), Names {});
    EXPECT_EQ(names("\" OR *"), Names {});
    EXPECT_EQ(names("keset NOT x"), Names {}) << "words like any other";
    EXPECT_EQ(names("'); DROP TABLE catalogue_find; --"), Names {});
    EXPECT_EQ(names("  ").size(), 1U) << "everything";
}

TEST_F(Finding, ByWordStemSynonymPlaceAndStory)
{
    auto const factory = ProductKind::manufaktur; // a kind is found by its name too
    offer(pontianak, { .name = "Keset sabut kelapa", .kind = factory, .name_en = "Coir doormat" });
    offer(ambon, { .name = "Kerajinan anyaman rotan", .story = "Dianyam tangan, kuat." });
    offer(ambon, { .name = "Kemeja batik", .kind = factory });
    offer(ambon, { .name = "Meja jati", .kind = factory });
    for (auto const* words : { "keset", "KESET", "sabut keset", "alas kaki", "doormats",
                               "serabut kelapa", "keset pontianak", "keset dari kalimantan barat" })
        EXPECT_EQ(names(words), Names { "Keset sabut kelapa" }) << words;
    for (auto const* words : { "rajin", "menganyam", "kuat", "wicker ambon" })
        EXPECT_EQ(names(words), Names { "Kerajinan anyaman rotan" }) << words;
    EXPECT_EQ(names("meja"), Names { "Meja jati" }) << "a shirt is no table";
    EXPECT_EQ(names("keset jati"), Names {}) << "every word must be there";
}

TEST_F(Finding, SlipsAreForgivenWhenNothingElseIsFound)
{
    offer(pontianak, { .name = "Keset sabut kelapa" });
    auto const slipped = found({ .words = "kesset kelpaa" });
    ASSERT_EQ(slipped.count, 1);
    EXPECT_EQ(slipped.meant, "keset kelapa");
    EXPECT_EQ(found({ .words = "keset" }).meant, std::nullopt);
    EXPECT_EQ(found({ .words = "xylofon" }).meant, std::nullopt);
}

TEST_F(Finding, AnEditIsFoundAtOnce)
{
    auto const id = offer(pontianak, { .name = "Keset" });
    auto const owner = home();
    ASSERT_TRUE(run([&](Call& call) {
                    return edit_product(call, owner, id, { .name_id = "Sapu ijuk" });
                }).ok());
    EXPECT_EQ(names("keset"), Names {});
    EXPECT_EQ(names("sapu"), Names { "Sapu ijuk" });
    ASSERT_TRUE(db.call(admin, test::noon, [&](Call& call) {
                      return org::rename_unit(
                          call,
                          { pontianak, "Lapas Singkawang", "", day_in(Zone::wib, test::noon) });
                  }).ok());
    deliver();
    EXPECT_EQ(names("sapu singkawang").size(), 1U);
}

TEST_F(Finding, ALongStoryIsIndexed)
{
    std::string story;
    while (story.size() < 100'000) story += "kata" + std::to_string(story.size()) + " ";
    offer(pontianak, { .name = "Buku tebal", .story = story.substr(0, 99'990) + " penutup" });
    EXPECT_EQ(names("penutup"), Names { "Buku tebal" });
}

TEST_F(Finding, NamesComeBeforeStoriesAndWhatCanBeHadFirst)
{
    offer(pontianak, { .name = "Rak", .story = "Untuk keset." });
    offer(pontianak, { .name = "Keset habis", .in_stock = false });
    offer(pontianak, { .name = "Keset ada" });
    EXPECT_EQ(names("keset"), (Names { "Keset ada", "Keset habis", "Rak" }));
}

TEST_F(Finding, OrdersAndPagesLoseAndRepeatNothing)
{
    for (int i = 0; i < 60; ++i)
        offer(i % 2 ? ambon : pontianak,
              { .name = "Barang " + std::to_string(i), .price = 10'000 + 1'000 * (i % 7) });
    for (std::string const words : { "", "barang" }) {
        for (auto const sorting : enum_values<Sorting>()) {
            ShelfFilter filter { .words = words, .sorting = sorting };
            std::vector<Card> seen;
            for (int page = 0; page < 4; ++page) {
                auto const list = found(filter);
                EXPECT_EQ(list.count, 60);
                seen.insert(seen.end(), list.cards.begin(), list.cards.end());
                if (!list.next) break;
                filter.after = ShelfPlace::parse(list.next->text()).value();
            }
            ASSERT_EQ(seen.size(), 60U) << words << enum_text(sorting);
            auto const by_price = [](Card const& card) { return card.price_min; };
            EXPECT_TRUE(sorting != Sorting::cheapest || std::ranges::is_sorted(seen, {}, by_price));
            EXPECT_TRUE(sorting != Sorting::dearest
                        || std::ranges::is_sorted(seen, std::greater {}, by_price));
            std::ranges::sort(seen, {}, &Card::product);
            EXPECT_EQ(std::ranges::adjacent_find(seen, {}, &Card::product), seen.end());
        }
    }
    EXPECT_FALSE(ShelfPlace::parse("").ok());
    EXPECT_FALSE(ShelfPlace::parse("12").ok());
    EXPECT_FALSE(ShelfPlace::parse("a-b").ok());
}

TEST_F(Finding, EachTraitIsCountedAsIfChosenAnew)
{
    offer(pontianak, { .name = "Keset", .price = 40'000 });
    offer(pontianak, { .name = "Keset besar", .price = 90'000, .in_stock = false });
    offer(ambon,
          { .name = "Keset jasa cuci",
            .kind = ProductKind::jasa,
            .price = 2'000'000,
            .reach = Reach::national });
    for (std::string const words : { "", "keset" }) {
        auto const all = found({ .words = words });
        EXPECT_EQ(all.count, 3);
        ASSERT_EQ(all.facets.kinds.size(), 2U);
        EXPECT_EQ(all.facets.kinds[0].count, 2);
        EXPECT_EQ(all.facets.bands.size(), 3U);
        EXPECT_EQ(all.facets.kanwils.size(), 2U);

        auto const service = found({ .kind = ProductKind::jasa, .words = words });
        EXPECT_EQ(service.count, 1);
        EXPECT_EQ(service.facets.kinds.size(), 2U) << "the other kind can still be chosen";
        EXPECT_EQ(service.facets.kanwils.size(), 1U);
        ASSERT_EQ(service.facets.units.size(), 1U);
        EXPECT_EQ(service.facets.units[0].unit, ambon);

        EXPECT_EQ(found({ .availability = Availability::sold_out, .words = words }).count, 1);
        EXPECT_EQ(found({ .reach = Reach::national, .words = words }).count, 1);
        EXPECT_EQ(found({ .band = PriceBand::up_to_100k, .words = words }).cards.at(0).name,
                  "Keset besar");
        EXPECT_EQ(found({ .unit = pontianak, .words = words }).count, 2);
        EXPECT_EQ(found({ .kind = ProductKind::jasa, .unit = pontianak, .words = words }).count, 0);
    }
}

TEST_F(Finding, ASaleThatEmptiesTheShelfIsCounted)
{
    auto const mat = keset(Quantity::pieces(1));
    EXPECT_EQ(found({ .availability = Availability::ready }).count, 1);
    ASSERT_TRUE(sell(mat, Quantity::pieces(1)).ok());
    EXPECT_EQ(found({ .availability = Availability::ready }).count, 0);
    EXPECT_EQ(found({ .availability = Availability::sold_out, .words = "keset" }).count, 1);
}

TEST_F(Finding, WhatSellsComesFirst)
{
    auto const first = offer(pontianak, { .name = "Keset satu" });
    auto const second = offer(ambon, { .name = "Keset dua" });
    auto const sell = [&](std::vector<Sold> const& sold) {
        EXPECT_FALSE(
            run([&](Call& call) -> Result<bool> { return note_sold(call.tx, sold); }).value());
    };
    auto const best = [&](std::string const& words) {
        return found({ .words = words, .sorting = Sorting::most_sold }).cards.at(0).product;
    };
    sell({ { first, Quantity::pieces(3) }, { second, Quantity::pieces(2) } });
    EXPECT_EQ(best(""), first);
    EXPECT_EQ(best("keset"), first);
    sell({ { second, Quantity::pieces(2) } });
    EXPECT_EQ(best(""), second) << "who is not named sold nothing";
    EXPECT_EQ(names("keset").at(0), "Keset dua");
}

TEST_F(Finding, SuggestsNamesOfWhatIsBeingTyped)
{
    offer(pontianak, { .name = "Keset sabut" });
    offer(ambon, { .name = "Keset sabut" });
    offer(ambon, { .name = "Kursi rotan" });
    auto const suggested = [&](std::string_view typed) {
        return look([&](View& view) { return suggestions(view, typed); });
    };
    EXPECT_EQ(suggested(""), Names {});
    EXPECT_EQ(suggested("kes"), Names { "Keset sabut" }) << "a name once";
    EXPECT_EQ(suggested("keset sab"), Names { "Keset sabut" });
    EXPECT_EQ(suggested("ku"), Names { "Kursi rotan" });
}

TEST_F(Finding, OlderRulesAreIndexedAnew)
{
    offer(pontianak, { .name = "Keset" });
    static db::Query const forget { db::Query::Unlisted {}, "test.forget_words",
                                    "DELETE FROM catalogue_words" };
    static db::Query const age { db::Query::Unlisted {}, "test.age_find",
                                 "UPDATE catalogue_find SET edition = 0" };
    ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                    call.tx.run(forget);
                    call.tx.run(age);
                    return {};
                }).ok());
    EXPECT_EQ(names("keset"), Names {});
    ASSERT_TRUE(index_all(db.engine()).ok());
    EXPECT_EQ(names("keset"), Names { "Keset" });
}

TEST(Traits, ArePackedAndReadBack)
{
    Traits const traits { ProductKind::karya_seni, Reach::abroad, Availability::sold_out,
                          PriceBand::over_1m, 531 };
    auto const back = unpacked(packed(traits));
    EXPECT_EQ(back.kind, traits.kind);
    EXPECT_EQ(back.reach, traits.reach);
    EXPECT_EQ(back.availability, traits.availability);
    EXPECT_EQ(back.band, traits.band);
    EXPECT_EQ(back.unit, 531);
    EXPECT_EQ(packed(traits) >> unit_shift, 531);
    EXPECT_EQ(band_of(Rupiah { 50'000 }), PriceBand::up_to_50k);
    EXPECT_EQ(band_of(Rupiah { 50'001 }), PriceBand::up_to_100k);
}

} // namespace

} // namespace karya::catalogue
