// Kits as the public finds them: by their names and what they hold, at once, and only whole ones.

#include "catalogue/shop_test.h"

namespace karya::catalogue {
namespace {

class KitFinding : public Shop {
protected:
    struct Goods {
        std::string name {};
        std::int64_t price {};
        ProductKind kind { ProductKind::kerajinan };
        Reach reach { Reach::local };
        std::int64_t pieces { 5 };
    };
    VariantId goods(UnitId unit, Goods const& goods)
    {
        auto const owner = scope(unit);
        return run([&](Call& call) -> Result<VariantId> {
                   auto const product = TRY(add_product(
                       call, owner,
                       { .name_id = goods.name, .kind = goods.kind, .reach = goods.reach }));
                   auto const made = TRY(add_variant(
                       call, owner, product,
                       { .price = Rupiah { goods.price }, .opening = pieces(goods.pieces) }));
                   TRY(set_state(call, owner, product, ProductState::published));
                   return made;
               })
            .take();
    }
    KitId kit(UnitId unit, std::string const& name, std::int64_t price,
              std::vector<KitPartDraft> const& parts)
    {
        auto const owner = scope(unit);
        later += std::chrono::seconds { 1 };
        auto const draft = KitDraft { .name_id = name, .price = Rupiah { price }, .parts = parts };
        auto const made =
            run([&](Call& call) { return add_kit(call, owner, draft); }, later).take();
        EXPECT_TRUE(set(unit, made, ProductState::published).ok());
        return made;
    }
    Result<void> set(UnitId unit, KitId id, ProductState state)
    {
        auto const owner = scope(unit);
        return run([&](Call& call) { return set_kit_state(call, owner, id, state); });
    }
    using Names = std::vector<std::string>;
    Names names(ShelfFilter const& filter)
    {
        Names all;
        for (auto const& each : look([&](View& view) { return found_kits(view, filter); }))
            all.push_back(each.name(Lang::id));
        return all;
    }
    Names names(std::string const& words) { return names(ShelfFilter { .words = words }); }

    VariantId mat {};
    VariantId coffee {};
    KitId welcome {};
    Timestamp later { test::noon };

    void SetUp() override
    {
        Shop::SetUp();
        mat = goods(pontianak, { "Keset sabut kelapa", 45'000 });
        coffee = goods(pontianak,
                       { "Kopi arabika", 60'000, ProductKind::agribisnis, Reach::national });
        welcome = kit(pontianak, "Selamat datang", 95'000, { { mat, 1 }, { coffee, 2 } });
    }
};

TEST_F(KitFinding, ByNameAndByWhatTheyHoldAndAtOnce)
{
    Names const one { "Selamat datang" };
    EXPECT_EQ(names("selamat datang"), one);
    EXPECT_EQ(names("keset"), one);
    EXPECT_EQ(names("alas kaki"), one) << "by a synonym of what it holds";
    EXPECT_EQ(names("kopi pontianak"), one);
    EXPECT_EQ(names("paket"), one);
    EXPECT_EQ(names(""), one);
    EXPECT_EQ(names("bakpia"), Names {});
    EXPECT_EQ(names("dan"), Names {}) << "a word without meaning asks for nothing";
    ASSERT_TRUE(set(pontianak, welcome, ProductState::withdrawn).ok());
    EXPECT_EQ(names("keset"), Names {});
    EXPECT_EQ(names(""), Names {});
    ASSERT_TRUE(set(pontianak, welcome, ProductState::published).ok());
    EXPECT_EQ(names("keset"), one);
}

TEST_F(KitFinding, ANewNameOfItsGoodsIsFound)
{
    auto const owner = home();
    auto const product = stock_of(mat).product;
    ASSERT_TRUE(run([&](Call& call) {
                    return edit_product(call, owner, product, { .name_id = "Permadani" });
                }).ok());
    EXPECT_EQ(names("permadani"), Names { "Selamat datang" });
    EXPECT_EQ(names("keset"), Names {});
}

TEST_F(KitFinding, NothingOfThoseThatAreNotWhole)
{
    ASSERT_TRUE(move(stock_of(coffee).product, ProductState::withdrawn).ok());
    EXPECT_EQ(names("keset"), Names {});
    EXPECT_EQ(names(""), Names {});
    EXPECT_TRUE(look([](View& view) { return offered_kits(view); }).empty());
}

TEST_F(KitFinding, TheFilterNarrowsThemDown)
{
    auto const bread = goods(ambon, { "Roti sagu", 20'000, ProductKind::agribisnis });
    auto const jam = goods(ambon, { "Selai pala", 25'000, ProductKind::agribisnis });
    kit(ambon, "Sarapan Ambon", 40'000, { { bread, 1 }, { jam, 1 } });
    Names const west { "Selamat datang" };
    Names const east { "Sarapan Ambon" };
    Names const both { "Sarapan Ambon", "Selamat datang" };
    EXPECT_EQ(names(""), both) << "the newest first";
    EXPECT_EQ(names({ .unit = pontianak }), west);
    EXPECT_EQ(names({ .kanwil = scope(ambon).kanwil() }), east);
    EXPECT_EQ(names({ .kind = ProductKind::kerajinan }), west);
    EXPECT_EQ(names({ .kind = ProductKind::agribisnis }), both);
    EXPECT_EQ(names({ .reach = Reach::local }), east) << "the coffee of the other goes further";
    EXPECT_EQ(names({ .band = PriceBand::up_to_50k }), east);
    EXPECT_EQ(names({ .availability = Availability::ready }), both);
    EXPECT_EQ(names({ .availability = Availability::sold_out }), Names {});
    EXPECT_EQ(names({ .unit = ambon, .words = "keset" }), Names {});
    EXPECT_EQ(look([](View& view) { return offered_kits(view); }).size(), 2U);
}

TEST_F(KitFinding, SoldOutOnceThereIsTooLittleForOne)
{
    ASSERT_TRUE(sell(coffee, pieces(4)).ok());
    EXPECT_EQ(names({ .availability = Availability::sold_out }), Names { "Selamat datang" })
        << "one coffee is left of the two it takes";
    EXPECT_EQ(names({ .availability = Availability::ready }), Names {});
}

TEST_F(KitFinding, NoMoreThanSixAndThoseNamedSoFirst)
{
    for (int i = 0; i < 7; ++i)
        kit(pontianak, "Hadiah " + std::to_string(i), 95'000, { { mat, 1 }, { coffee, 1 } });
    EXPECT_EQ(names("").size(), 6U);
    kit(pontianak, "Keset berdua", 80'000, { { coffee, 1 }, { mat, 1 } });
    kit(pontianak, "Kiriman", 80'000, { { coffee, 1 }, { mat, 1 } });
    EXPECT_EQ(names("keset").front(), "Keset berdua");
}

TEST_F(KitFinding, IsSuggestedWhileItIsTyped)
{
    auto const suggested = [&](std::string_view typed) {
        return look([&](View& view) { return suggestions(view, typed); });
    };
    EXPECT_EQ(suggested("selam"), Names { "Selamat datang" });
    EXPECT_EQ(suggested("kes"), (Names { "Selamat datang", "Keset sabut kelapa" }));
    EXPECT_EQ(suggested(""), Names {});
}

TEST_F(KitFinding, ATypingErrorLeadsToItAndNoneIsSoughtWhereAKitIsFound)
{
    auto const found = [&](std::string const& words) {
        return look([&](View& view) { return shelf(view, { .words = words }); });
    };
    EXPECT_EQ(found("selamat").meant, std::nullopt) << "no goods are called so, but a kit is";
    EXPECT_EQ(found("seIamet").meant, "selamat");
}

TEST_F(KitFinding, WhatWasThereBeforeIsIndexedAtTheStart)
{
    static db::Query const gone { db::Query::Unlisted {}, "test.no_kits_found",
                                  "DELETE FROM catalogue_kit_find" };
    ASSERT_TRUE(db.engine()
                    .put<int>([&](db::Tx& tx) -> Result<int> {
                        tx.run(gone);
                        return 0;
                    })
                    .ok());
    EXPECT_EQ(names("keset"), Names {});
    ASSERT_TRUE(index_all(db.engine()).ok());
    EXPECT_EQ(names("keset"), Names { "Selamat datang" });
}

} // namespace
} // namespace karya::catalogue
