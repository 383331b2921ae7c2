#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/events.h"
#include "catalogue/shop_test.h"
#include "catalogue/state.h"
#include <algorithm>
#include <mutex>

namespace karya::catalogue {

namespace {

class Catalogue : public Shop {
protected:
    Product read(UnitId unit, ProductId id)
    {
        auto const owner = scope(unit);
        return look([&](View& view) { return product(view, owner, id); }).take();
    }
    std::vector<std::string> found(std::string_view text)
    {
        auto const owner = home();
        return look([&](View& view) {
            std::vector<std::string> names;
            for (auto const& item : find(view, owner, text)) names.push_back(item.name);
            return names;
        });
    }
    Shelf shelf_now(ShelfFilter const& filter = {}, Timestamp now = test::noon)
    {
        return look([&](View& view) { return shelf(view, filter); }, now);
    }
    bool is_public(ProductId id, Timestamp now = test::noon)
    {
        auto const slug = read(pontianak, id).slug;
        return look(
            [&](View& view) {
                auto const listed = shelf(view, {}).cards;
                bool const on_shelf = std::ranges::find(listed, id, &Card::product) != listed.end();
                bool const by_slug = public_product(view, slug).ok();
                bool const by_id = card(view, id).has_value();
                EXPECT_EQ(on_shelf, by_slug);
                EXPECT_EQ(on_shelf, by_id);
                return on_shelf;
            },
            now);
    }
    std::vector<std::string> fields_of(auto const& result)
    {
        std::vector<std::string> names;
        for (auto const& field : result.error().fields) names.push_back(field.field);
        return names;
    }
};

TEST_F(Catalogue, MovesOfStateFollowTheTable)
{
    using enum ProductState;
    EXPECT_FALSE(may_move(draft, draft));
    EXPECT_FALSE(may_move(draft, withdrawn));
    EXPECT_FALSE(may_move(published, draft));
    EXPECT_FALSE(may_move(published, published));
    EXPECT_FALSE(may_move(withdrawn, draft));
    EXPECT_TRUE(may_move(draft, published));
    EXPECT_TRUE(may_move(published, withdrawn));
    EXPECT_TRUE(may_move(withdrawn, published));
}

TEST_F(Catalogue, BadFieldsAreNamed)
{
    auto const owner = home();
    auto const nameless = run([&](Call& call) {
        return add_product(call, owner, { .name_id = "  ", .name_en = std::string(121, 'a') });
    });
    EXPECT_EQ(code_of(nameless), "core.invalid");
    EXPECT_EQ(fields_of(nameless), (std::vector<std::string> { "name_id", "name_en" }));

    auto const product = draft(pontianak, "Roti");
    auto const add = [&](VariantDraft const& wanted) {
        return run([&](Call& call) { return add_variant(call, owner, product, wanted); });
    };
    EXPECT_EQ(fields_of(add({ .price = Rupiah { 0 } })), (std::vector<std::string> { "price" }));
    EXPECT_EQ(fields_of(add({ .price = Rupiah { 1 }, .cost = Rupiah { -1 } })),
              (std::vector<std::string> { "cost" }));
    EXPECT_EQ(fields_of(add({ .supply = Supply::to_order, .price = Rupiah { 1 } })),
              (std::vector<std::string> { "lead_days" }));
    EXPECT_EQ(fields_of(add({ .price = Rupiah { 1 }, .opening = Quantity { 1 } })),
              (std::vector<std::string> { "opening" }));
    EXPECT_EQ(
        fields_of(add({ .supply = Supply::service, .price = Rupiah { 1 }, .opening = pieces(1) })),
        (std::vector<std::string> { "opening" }));
    EXPECT_TRUE(read(pontianak, product).variants.empty());
}

TEST_F(Catalogue, AnotherUnitsProductDoesNotExist)
{
    auto const mat = keset(pieces(3));
    auto const product_id = stock_of(mat).product;
    auto const stranger = scope(ambon);
    auto const try_all = run([&](Call& call) -> Result<void> {
        EXPECT_EQ(code_of(product(call.view(), stranger, product_id)), "core.not_found");
        EXPECT_EQ(code_of(edit_product(call, stranger, product_id, { .name_id = "Direbut" })),
                  "core.not_found");
        EXPECT_EQ(code_of(set_state(call, stranger, product_id, ProductState::withdrawn)),
                  "core.not_found");
        EXPECT_EQ(code_of(add_variant(call, stranger, product_id, { .price = Rupiah { 1 } })),
                  "core.not_found");
        EXPECT_EQ(code_of(edit_variant(call, stranger, mat, {})), "core.not_found");
        EXPECT_EQ(code_of(set_price(call, stranger, mat, { Rupiah { 1 }, {} })), "core.not_found");
        EXPECT_EQ(code_of(set_stock(call, stranger, { mat, pieces(1) })), "core.not_found");
        EXPECT_EQ(code_of(put_back(call, stranger, { { mat, pieces(1) } }, "x")), "core.not_found");
        EXPECT_EQ(code_of(set_papers(call, stranger, product_id, {})), "core.not_found");
        EXPECT_EQ(code_of(add_photo(call, stranger, product_id, { "a", 1, 1 }, { "Keset", {} })),
                  "core.not_found");
        EXPECT_EQ(code_of(price_at(call.view(), stranger, mat, call.now)), "core.not_found");
        EXPECT_TRUE(movements(call.view(), stranger, mat).empty());
        EXPECT_TRUE(price_history(call.view(), stranger, mat).empty());
        EXPECT_TRUE(find(call.view(), stranger, "keset").empty());
        EXPECT_TRUE(products(call.view(), stranger).empty());
        return {};
    });
    EXPECT_TRUE(try_all.ok());
    EXPECT_EQ(read(pontianak, product_id).name_id, "Keset sabut kelapa");
}

TEST_F(Catalogue, OnlyPublishedProductsOfOpenUnitsArePublic)
{
    auto const product = draft(pontianak, "Batik Rajawali");
    EXPECT_FALSE(is_public(product));
    EXPECT_EQ(code_of(move(product, ProductState::published)), "catalogue.not_ready");
    variant(pontianak, product, { .price = Rupiah { 550'000 }, .opening = pieces(1) });
    EXPECT_FALSE(is_public(product));
    ASSERT_TRUE(move(product, ProductState::published).ok());
    EXPECT_TRUE(is_public(product));
    EXPECT_EQ(code_of(move(product, ProductState::published)), "catalogue.bad_move");
    ASSERT_TRUE(move(product, ProductState::withdrawn).ok());
    EXPECT_FALSE(is_public(product));
    ASSERT_TRUE(move(product, ProductState::published).ok());

    auto const last_day = day_in(Zone::wib, test::noon);
    ASSERT_TRUE(db.call(admin, test::noon, [&](Call& call) {
                      return org::close_unit(call, pontianak, last_day);
                  }).ok());
    while (core::deliver(db.engine(), unit_subscriber()).take()) { }
    EXPECT_TRUE(is_public(product)) << "through its last day";
    EXPECT_TRUE(
        is_public(product, start_of(last_day.next(), Zone::wib) - std::chrono::seconds { 1 }));
    EXPECT_FALSE(is_public(product, start_of(last_day.next(), Zone::wib)));
}

TEST_F(Catalogue, AChangeOfTheUnitShowsOnItsDayAndNotBefore)
{
    auto const product = draft(pontianak, "Batik Rajawali");
    variant(pontianak, product, { .price = Rupiah { 550'000 }, .opening = pieces(1) });
    ASSERT_TRUE(move(product, ProductState::published).ok());
    auto const today = day_in(Zone::wib, test::noon);
    auto const tomorrow = start_of(today.next(), Zone::wib);
    auto const maluku = db.view(admin, test::noon, [](View& view) {
                              return org::kanwil_by_slug(view, "maluku");
                          }).take();
    auto const decided = db.call(admin, test::noon, [&](Call& call) -> Result<void> {
        TRY(org::rename_unit(call, { pontianak, "Lapas Khatulistiwa", "", today.next() }));
        return org::move_unit(call, pontianak, maluku.id, today.next());
    });
    ASSERT_TRUE(decided.ok());
    auto const card_at = [&](Timestamp now) {
        return look([&](View& view) { return card(view, product); }, now).value();
    };
    auto const of_maluku = [&](Timestamp now) {
        return shelf_now({ .kanwil = maluku.id }, now).cards.size();
    };
    auto const deliver = [&] {
        while (core::deliver(db.engine(), unit_subscriber()).take()) { }
    };
    auto const turn = [&](Timestamp now) {
        EXPECT_TRUE(db.call({}, now, [](Call& call) { return org::tell_due_changes(call); }).ok());
        deliver();
    };
    deliver();
    turn(tomorrow - std::chrono::seconds { 1 });
    EXPECT_EQ("Lapas Kelas IIA Pontianak", card_at(test::noon).unit_name);
    EXPECT_EQ(0U, of_maluku(test::noon));
    turn(tomorrow);
    EXPECT_EQ("Lapas Khatulistiwa", card_at(tomorrow).unit_name);
    EXPECT_EQ(1U, of_maluku(tomorrow));

    auto const close = db.call(admin, tomorrow, [&](Call& call) {
        return org::close_unit(call, pontianak, today.next(2));
    });
    ASSERT_TRUE(close.ok());
    deliver();
    EXPECT_TRUE(is_public(product, tomorrow));
    std::mutex guard; // on PostgreSQL the listener tells of other connections' commits
    std::vector<std::string> touched;
    db.engine().on_commit([&](std::vector<std::string> const& tags) {
        std::scoped_lock const lock { guard };
        touched.insert(touched.end(), tags.begin(), tags.end());
    });
    auto const after = start_of(today.next(3), Zone::wib);
    turn(after);
    db.engine().on_commit({});
    std::scoped_lock const lock { guard };
    EXPECT_FALSE(is_public(product, after));
    EXPECT_NE(std::ranges::find(touched, "shelf"), touched.end()) << "kept listings show it still";
    EXPECT_NE(std::ranges::find(touched, "product:" + product.text()), touched.end());
}

TEST_F(Catalogue, ThePublishedKeepOneVariantForSale)
{
    auto const mat = keset(pieces(1));
    auto const owner = home();
    auto const retire = [&](VariantId id) {
        return run(
            [&](Call& call) { return edit_variant(call, owner, id, { .for_sale = false }); });
    };
    EXPECT_EQ(code_of(retire(mat)), "catalogue.not_ready");
    auto const large = variant(pontianak, stock_of(mat).product,
                               { .name = "besar", .price = Rupiah { 60'000 } });
    EXPECT_TRUE(retire(mat).ok());
    EXPECT_EQ(code_of(sell(mat, pieces(1))), "catalogue.not_for_sale");
    EXPECT_EQ(code_of(retire(large)), "catalogue.not_ready");
    EXPECT_EQ(shelf_now().cards[0].price_min, Rupiah { 60'000 });
    EXPECT_EQ(shelf_now().cards[0].availability, Availability::sold_out);
}

TEST_F(Catalogue, SlugsAreUniqueAndStay)
{
    auto const unit_code = lowered(home().code());
    auto const first = draft(pontianak, "Keset & Sapu!");
    auto const second = draft(pontianak, "Keset Sapu");
    auto const foreign = draft(ambon, "Keset Sapu");
    auto const wordless = draft(pontianak, "織物");
    EXPECT_EQ(read(pontianak, first).slug, "keset-sapu-" + unit_code);
    EXPECT_EQ(read(pontianak, second).slug, "keset-sapu-" + unit_code + "-2");
    EXPECT_NE(read(ambon, foreign).slug, read(pontianak, first).slug);
    EXPECT_EQ(read(pontianak, wordless).slug, "produk-" + unit_code);

    auto const owner = home();
    ASSERT_TRUE(run([&](Call& call) {
                    return edit_product(call, owner, first, { .name_id = "Sapu ijuk" });
                }).ok());
    EXPECT_EQ(read(pontianak, first).slug, "keset-sapu-" + unit_code);
    std::vector<std::string> slugs;
    for (int i = 0; i < 15; ++i) slugs.push_back(read(pontianak, draft(pontianak, "Topi")).slug);
    std::ranges::sort(slugs);
    EXPECT_EQ(std::ranges::adjacent_find(slugs), slugs.end());
}

TEST_F(Catalogue, CodesAreUniqueInAUnitAndKeptAsWritten)
{
    auto const product = draft(pontianak, "Roti");
    variant(pontianak, product, { .name = "manis", .code = "85123A", .price = Rupiah { 2'000 } });
    variant(pontianak, product, { .name = "tawar", .code = "85123a", .price = Rupiah { 2'000 } });
    auto const owner = home();
    auto const twice = run([&](Call& call) {
        return add_variant(call, owner, product, { .code = "85123A", .price = Rupiah { 1 } });
    });
    EXPECT_EQ(code_of(twice), "catalogue.code_taken");
    variant(pontianak, product, { .name = "asin", .code = "001", .price = Rupiah { 2'000 } });
    variant(pontianak, product, { .name = "gandum", .price = Rupiah { 2'000 } });
    EXPECT_EQ(read(pontianak, product).variants[3].code, "002")
        << "a number that is taken is passed";
    variant(ambon, draft(ambon, "Roti"), { .code = "85123A", .price = Rupiah { 2'000 } });
    EXPECT_EQ(look([&](View& view) { return sellable_by_code(view, owner, "85123a"); })->name,
              "Roti, tawar");

    variant(pontianak, product, { .barcode = "8991", .price = Rupiah { 2'000 } });
    auto const again = run([&](Call& call) {
        return add_variant(call, owner, product, { .barcode = "8991", .price = Rupiah { 1 } });
    });
    EXPECT_EQ(code_of(again), "catalogue.barcode_taken");
}

TEST_F(Catalogue, PricesHaveAHistoryThatStays)
{
    auto const mat = keset(pieces(9));
    auto const owner = home();
    auto const before = sell(mat, pieces(1)).take();
    auto const later = test::noon + std::chrono::hours { 1 };
    auto const raise = [&](PriceTag const& tag) {
        return run([&](Call& call) { return set_price(call, owner, mat, tag); }, later);
    };
    EXPECT_EQ(code_of(raise({ Rupiah { -5 }, {} })), "core.invalid");
    ASSERT_TRUE(raise({ Rupiah { 50'000 }, Rupiah { 20'000 } }).ok());
    ASSERT_TRUE(raise({ Rupiah { 50'000 }, Rupiah { 20'000 } }).ok());

    EXPECT_EQ(before.price, Rupiah { 45'000 }) << "R-04: what was frozen stays";
    EXPECT_EQ(sell(mat, pieces(1)).take().price, Rupiah { 50'000 });
    auto const at = [&](Timestamp when) {
        return look([&](View& view) { return price_at(view, owner, mat, when); }).take().price;
    };
    EXPECT_EQ(at(later - std::chrono::seconds { 1 }), Rupiah { 45'000 });
    EXPECT_EQ(at(later), Rupiah { 50'000 });
    EXPECT_EQ(at(test::noon - std::chrono::hours { 9 }), Rupiah { 45'000 }) << "before its first";
    auto const history = look([&](View& view) { return price_history(view, owner, mat); });
    ASSERT_EQ(history.size(), 2U) << "the same price is no change";
    EXPECT_EQ(history[0].cost, Rupiah { 20'000 });
    EXPECT_EQ(history[1].cost, std::nullopt);
}

TEST_F(Catalogue, FindsByWordsCodeAndBarcode)
{
    auto const product = draft(pontianak, "Keset sabut kelapa");
    variant(pontianak, product,
            { .name = "besar", .code = "KS-1", .barcode = "899100", .price = Rupiah { 45'000 } });
    variant(pontianak, draft(pontianak, "Sapu 100% ijuk"), { .price = Rupiah { 20'000 } });
    auto const old = draft(pontianak, "Kelapa muda");
    variant(pontianak, old, { .price = Rupiah { 8'000 } });

    using Names = std::vector<std::string>;
    EXPECT_EQ(found(""), Names {});
    EXPECT_EQ(found("tidak ada"), Names {});
    EXPECT_EQ(found("kelapa KESET"), Names { "Keset sabut kelapa, besar" });
    EXPECT_EQ(found("besar"), Names { "Keset sabut kelapa, besar" });
    EXPECT_EQ(found("ks-1"), Names { "Keset sabut kelapa, besar" });
    EXPECT_EQ(found("899100"), Names { "Keset sabut kelapa, besar" });
    EXPECT_EQ(found("100%"), Names { "Sapu 100% ijuk" });
    EXPECT_EQ(found("%"), Names { "Sapu 100% ijuk" }) << "a wildcard is a letter";
    EXPECT_EQ(found("_"), Names {});
    EXPECT_EQ(found("kelapa").size(), 2U);
    EXPECT_EQ(found("\xff\xfe"), Names {});

    auto const owner = home();
    ASSERT_TRUE(run([&](Call& call) {
                    return edit_product(call, owner, product, { .name_id = "Alas kaki" });
                }).ok());
    EXPECT_EQ(found("alas"), Names { "Alas kaki, besar" }) << "an edit is found at once";
    EXPECT_EQ(found("sabut"), Names {});
}

TEST_F(Catalogue, HostileNamesAreOnlyNames)
{
    for (std::string const name :
         { "'; DROP TABLE catalogue_product; --", "<script>alert(1)</script>", "$1 {{name}} %s",
           "=HYPERLINK(\"x\")" }) {
        auto const id = draft(pontianak, name);
        variant(pontianak, id, { .price = Rupiah { 1'000 } });
        EXPECT_EQ(read(pontianak, id).name_id, name);
    }
    EXPECT_EQ(found("drop table").size(), 1U);
    auto const owner = home();
    for (auto const& name : { std::string { "a\0b", 3 }, std::string { "\u202eterbalik" },
                              std::string { "\u2066terbalik" } }) {
        auto const broken = run(
            [&](Call& call) { return add_product(call, owner, { .name_id = name }); });
        EXPECT_EQ(code_of(broken), "core.invalid") << name;
    }
}

TEST_F(Catalogue, TheShelfPagesByKeyAndFilters)
{
    for (int i = 0; i < 30; ++i) {
        auto const unit = i % 3 == 0 ? ambon : pontianak;
        auto const owner = scope(unit);
        auto const kind = i % 2 == 0 ? ProductKind::kerajinan : ProductKind::agribisnis;
        auto const id = draft(unit, "Barang " + std::to_string(i), kind);
        variant(unit, id,
                { .price = Rupiah { 1'000 + i },
                  .opening = i == 7 ? std::optional { pieces(1) } : std::nullopt });
        ASSERT_TRUE(run([&](Call& call) {
                        return set_state(call, owner, id, ProductState::published);
                    }).ok());
    }
    auto const first = shelf_now();
    ASSERT_EQ(first.cards.size(), 24U);
    ASSERT_TRUE(first.next.has_value());
    auto const again = ShelfPlace::parse(first.next->text()).take();
    auto const second = shelf_now({ .after = again });
    EXPECT_EQ(second.cards.size(), 6U);
    EXPECT_FALSE(second.next.has_value());
    std::vector<ProductId> seen;
    for (auto const& page : { first, second })
        for (auto const& card : page.cards) seen.push_back(card.product);
    std::ranges::sort(seen);
    EXPECT_EQ(std::ranges::adjacent_find(seen), seen.end());

    EXPECT_EQ(shelf_now({ .unit = ambon }).cards.size(), 10U);
    EXPECT_EQ(shelf_now({ .kanwil = wayan.kanwil }).cards.size(), 20U);
    EXPECT_EQ(shelf_now({ .kind = ProductKind::agribisnis, .unit = ambon }).cards.size(), 5U);
    EXPECT_EQ(shelf_now({ .availability = Availability::ready }).cards.size(), 1U);
    EXPECT_EQ(shelf_now({ .words = "barang 29" }).cards.size(), 1U);
    EXPECT_EQ(look([](View& view) { return cards(view, {}, 5).size(); }), 5U);
    EXPECT_FALSE(Position::parse("0").ok());
    EXPECT_FALSE(Position::parse("x-" + seen[0].text()).ok());
}

TEST_F(Catalogue, WritesAnnounceAndPapersAreReplaced)
{
    auto const id = draft(pontianak, "Kopi");
    auto const owner = home();
    ASSERT_TRUE(run([&](Call& call) {
                    return set_papers(call, owner, id,
                                      { { PaperKind::halal, "ID123", Day::from(2021, 5, 1) },
                                        { PaperKind::pirt, " P-1 ", {} } });
                }).ok());
    auto const kept = read(pontianak, id).papers;
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].valid_to, Day::from(2021, 5, 1));
    EXPECT_EQ(kept[1].number, "P-1");
    auto const empty = run(
        [&](Call& call) { return set_papers(call, owner, id, { { PaperKind::halal, "", {} } }); });
    EXPECT_EQ(fields_of(empty), (std::vector<std::string> { "papers.0.number" }));
    ASSERT_TRUE(run([&](Call& call) { return set_papers(call, owner, id, {}); }).ok());
    EXPECT_TRUE(read(pontianak, id).papers.empty());

    int announced = 0;
    core::Subscriber const listener { "catalogue_test",
                                      [&](db::Tx&, std::vector<core::Stored> const& events) {
                                          for (auto const& event : events)
                                              if (event.event_name == ProductChanged::event_name)
                                                  ++announced;
                                          return Result<void> {};
                                      } };
    while (core::deliver(db.engine(), listener).take()) { }
    EXPECT_EQ(announced, 3);
}

TEST_F(Catalogue, EveryQueryIsSoundOnThisEngine)
{
    for (auto const& broken : db.engine().broken_queries())
        EXPECT_EQ(broken.find("catalogue."), std::string::npos) << broken;
}

} // namespace

} // namespace karya::catalogue
