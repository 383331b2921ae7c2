// Kits: who may make them of what, when they can be bought, and that all of one is kept or nothing.

#include "catalogue/shop_test.h"
#include <atomic>
#include <numeric>
#include <thread>

namespace karya::catalogue {
namespace {

class Kits : public Shop {
protected:
    VariantId goods(std::string const& name, std::int64_t price, std::int64_t pieces)
    {
        auto const product = draft(pontianak, name);
        auto const made = variant(
            pontianak, product, { .price = Rupiah { price }, .opening = Quantity::pieces(pieces) });
        EXPECT_TRUE(move(product, ProductState::published).ok());
        return made;
    }
    Result<KitId> add(KitDraft const& draft)
    {
        auto const owner = home();
        return run([&](Call& call) { return add_kit(call, owner, draft); });
    }
    Result<void> set(KitId kit, ProductState state)
    {
        auto const owner = home();
        return run([&](Call& call) { return set_kit_state(call, owner, kit, state); });
    }
    KitId shown(KitDraft const& draft)
    {
        auto const made = add(draft).value();
        EXPECT_TRUE(set(made, ProductState::published).ok());
        return made;
    }
    Kit desk(KitId id)
    {
        auto const owner = home();
        return look([&](View& view) { return kit(view, owner, id); }).take();
    }
    std::optional<Kit> offered(KitId id)
    {
        return look([&](View& view) { return kit_offer(view, id); });
    }
    void withdraw(VariantId id)
    {
        ASSERT_TRUE(move(stock_of(id).product, ProductState::withdrawn).ok());
    }
    void price(VariantId id, std::int64_t rupiah)
    {
        auto const owner = home();
        ASSERT_TRUE(run([&](Call& call) {
                        return set_price(call, owner, id, { Rupiah { rupiah }, {} });
                    }).ok());
    }
    /// The reason beside a field; empty when there is none.
    static std::string beside(Error const& error, std::string_view field)
    {
        for (auto const& bad : error.fields)
            if (bad.field == field) return bad.reason;
        return {};
    }
    Quantity held(VariantId id) { return stock_of(id).held; }
};

TEST_F(Kits, are_refused_with_the_reason_beside_each_row)
{
    auto const mat = goods("Keset", 45'000, 5);
    auto const broom = goods("Sapu", 15'000, 5);
    auto const why = [&](std::vector<KitPartDraft> parts, std::int64_t price,
                         std::string_view field) {
        auto const done = add(
            { .name_id = "Paket", .price = Rupiah { price }, .parts = std::move(parts) });
        return done.ok() ? std::string { "taken" } : beside(done.error(), field);
    };
    auto const wash = variant(pontianak, draft(pontianak, "Cuci mobil", ProductKind::jasa),
                              { .supply = Supply::service, .price = Rupiah { 50'000 } });
    EXPECT_EQ(why({ { mat, 1 }, { wash, 1 } }, 40'000, "parts.1.variant"),
              "catalogue.kit_no_service");
    EXPECT_EQ(why({ { mat, 1 } }, 40'000, "parts"), "catalogue.kit_parts");
    EXPECT_EQ(why({}, 40'000, "parts"), "catalogue.kit_parts");
    EXPECT_EQ(why({ { mat, 1 }, { mat, 1 } }, 40'000, "parts.1.variant"), "catalogue.kit_twice");
    for (std::int64_t const pieces :
         { std::int64_t { 0 }, std::int64_t { -1 }, std::int64_t { 101 },
           std::int64_t { 1'000'000'000'000'000'000 } })
        EXPECT_EQ(why({ { mat, 1 }, { broom, pieces } }, 40'000, "parts.1.pieces"),
                  "catalogue.kit_pieces");
    EXPECT_EQ(why({ { mat, 1 }, { broom, 1 } }, 60'001, "price"), "catalogue.kit_too_dear");
    EXPECT_EQ(why({ { mat, 1 }, { broom, 1 } }, 1, "price"), "catalogue.kit_too_cheap");
    for (std::int64_t const price :
         { std::int64_t { 0 }, std::int64_t { -5 }, std::int64_t { 100'000'000'001 } })
        EXPECT_EQ(why({ { mat, 1 }, { broom, 1 } }, price, "price"), "catalogue.bad_price");
    auto const nameless = add({ .price = Rupiah { 1'000 }, .parts = { { mat, 1 }, { broom, 1 } } });
    EXPECT_EQ(beside(nameless.error(), "name_id"), reason::required);
}

TEST_F(Kits, of_another_unit_are_neither_made_nor_touched)
{
    auto const mat = goods("Keset", 45'000, 5);
    auto const foreign = variant(ambon, draft(ambon, "Sapu"), { .price = Rupiah { 15'000 } });
    EXPECT_EQ(code_of(add({ .name_id = "Paket",
                            .price = Rupiah { 50'000 },
                            .parts = { { mat, 1 }, { foreign, 1 } } })),
              not_found.id);
    auto const made = add({ .name_id = "Paket",
                            .price = Rupiah { 50'000 },
                            .parts = { { mat, 1 }, { goods("Sapu", 15'000, 5), 1 } } })
                          .value();
    auto const other = scope(ambon);
    EXPECT_EQ(code_of(look([&](View& view) { return kit(view, other, made); })), not_found.id);
    EXPECT_EQ(code_of(run([&](Call& call) {
                  return set_kit_state(call, other, made, ProductState::published);
              })),
              not_found.id);
    EXPECT_EQ(code_of(run([&](Call& call) { return edit_kit(call, other, made, {}); })),
              not_found.id);
}

TEST_F(Kits, cost_what_was_asked_and_never_more_than_their_parts)
{
    auto const mat = goods("Keset", 45'000, 5);
    auto const broom = goods("Sapu", 15'000, 9);
    auto const id = shown({ .name_id = "Paket bersih",
                            .price = Rupiah { 70'000 },
                            .parts = { { mat, 1 }, { broom, 2 } } });
    auto const kit = offered(id).value();
    EXPECT_EQ(kit.slug, "paket-bersih-ptk");
    EXPECT_EQ(kit.worth(), Rupiah { 75'000 });
    EXPECT_EQ(kit.price(), Rupiah { 70'000 });
    EXPECT_EQ(kit.saved(), Rupiah { 5'000 });
    EXPECT_EQ(kit.left(), 4) << "nine brooms are enough for four";
    price(mat, 30'000);
    EXPECT_EQ(offered(id)->price(), Rupiah { 60'000 }) << "not dearer than one by one";
    EXPECT_EQ(offered(id)->saved(), Rupiah {});
    price(mat, 100'000);
    EXPECT_EQ(offered(id)->saved(), Rupiah { 60'000 });
}

TEST_F(Kits, share_what_they_save_to_the_rupiah_R01)
{
    auto const a = goods("A", 10'001, 50);
    auto const b = goods("B", 10'001, 50);
    auto const c = goods("C", 3, 50);
    auto const kit = offered(shown({ .name_id = "Paket ganjil",
                                     .price = Rupiah { 19'998 },
                                     .parts = { { a, 1 }, { b, 1 }, { c, 1 } } }))
                         .value();
    EXPECT_EQ(kit.saved(), Rupiah { 7 });
    EXPECT_EQ(kit.shares(1), (std::vector<Rupiah> { Rupiah { 4 }, Rupiah { 3 }, Rupiah {} }));
    for (std::int64_t pieces = 1; pieces <= 20; ++pieces) {
        auto const shares = kit.shares(pieces).value();
        auto const sum = std::accumulate(shares.begin(), shares.end(), Rupiah {});
        EXPECT_EQ(sum, Rupiah { 7 * pieces });
    }
    EXPECT_FALSE(kit.shares(0));
    EXPECT_FALSE(kit.shares(-1));
    EXPECT_FALSE(kit.shares(1'000'000'000'000'000'000));
}

TEST_F(Kits, are_gone_at_once_with_one_of_their_parts_and_the_desk_sees_which)
{
    auto const mat = goods("Keset", 45'000, 5);
    auto const broom = goods("Sapu", 15'000, 1);
    auto const id = add({ .name_id = "Paket",
                          .price = Rupiah { 50'000 },
                          .parts = { { mat, 1 }, { broom, 1 } } })
                        .value();
    EXPECT_FALSE(offered(id)) << "a draft";
    ASSERT_TRUE(set(id, ProductState::published).ok());
    EXPECT_EQ(code_of(set(id, ProductState::published)), bad_move.id);
    ASSERT_TRUE(sell(broom, Quantity::pieces(1)).ok());
    EXPECT_EQ(offered(id)->left(), 0);
    EXPECT_EQ(desk(id).parts[1].enough(), 0);
    EXPECT_EQ(desk(id).parts[0].enough(), 5);
    withdraw(mat);
    EXPECT_FALSE(offered(id));
    EXPECT_FALSE(desk(id).parts[0].on_shelf);
    EXPECT_TRUE(desk(id).parts[1].on_shelf);
    EXPECT_EQ(code_of(look([&](View& view) { return public_kit(view, "paket-ptk"); })),
              not_found.id);
    EXPECT_TRUE(look([&](View& view) { return public_kits(view, pontianak); }).empty());
    ASSERT_TRUE(set(id, ProductState::withdrawn).ok());
    EXPECT_EQ(code_of(set(id, ProductState::published)), kit_unready.id);
}

TEST_F(Kits, are_of_another_edition_with_other_parts_alone)
{
    auto const mat = goods("Keset", 45'000, 5);
    auto const broom = goods("Sapu", 15'000, 5);
    KitDraft draft { .name_id = "Paket",
                     .price = Rupiah { 50'000 },
                     .parts = { { mat, 1 }, { broom, 1 } } };
    auto const id = shown(draft);
    auto const edit = [&] {
        auto const owner = home();
        ASSERT_TRUE(run([&](Call& call) { return edit_kit(call, owner, id, draft); }).ok());
    };
    draft.name_id = "Paket rumah";
    draft.price = Rupiah { 48'000 };
    edit();
    EXPECT_EQ(desk(id).edition, 1);
    EXPECT_EQ(desk(id).slug, "paket-ptk") << "an address does not change";
    draft.parts[1].pieces = 2;
    edit();
    EXPECT_EQ(desk(id).edition, 2);
    EXPECT_EQ(desk(id).price(), Rupiah { 48'000 });
}

TEST_F(Kits, are_kept_whole_or_not_at_all_by_forty_at_once)
{
    auto const mat = goods("Keset", 45'000, 9);
    auto const broom = goods("Sapu", 15'000, 5);
    auto const kit = offered(shown({ .name_id = "Paket",
                                     .price = Rupiah { 50'000 },
                                     .parts = { { mat, 2 }, { broom, 1 } } }))
                         .value();
    std::vector<Want> wants;
    for (auto const& part : kit.parts) wants.push_back({ part.variant, part.quantity });
    std::atomic<int> got { 0 };
    std::atomic<int> refused { 0 };
    std::vector<std::thread> buyers;
    for (int buyer = 0; buyer < 40; ++buyer)
        buyers.emplace_back([&, buyer] {
            auto mine = wants; // half of them name the parts the other way round
            if (buyer % 2) std::ranges::reverse(mine);
            for (;;) {
                auto const kept = run([&](Call& call) {
                    return hold_for(call, { "buyer-" + std::to_string(buyer), mine, {} });
                });
                if (!kept.ok() && kept.error().code().fault == Fault::unavailable) continue;
                if (kept.ok())
                    ++got;
                else if (kept.error().code() == not_enough_stock)
                    ++refused;
                return;
            }
        });
    for (auto& buyer : buyers) buyer.join();
    EXPECT_EQ(got, 4) << "nine mats, two in each";
    EXPECT_EQ(refused, 36);
    EXPECT_EQ(held(mat), Quantity::pieces(8));
    EXPECT_EQ(held(broom), Quantity::pieces(4)) << "nobody keeps half of one";
    EXPECT_EQ(offered(kit.id)->left(), 0);
    expect_sound();
}

} // namespace
} // namespace karya::catalogue
