// Kits at the till: found as goods, sold as what they hold, told on the receipt, given back in
// part.

#include "counter/discount.h"
#include "counter/kit.h"
#include "counter/receipt.h"
#include "counter/receipt_pdf.h"
#include "counter/routes_test.h"
#include "counter/store.h"
#include "support/poppler.h"

namespace karya::counter {
namespace {

class KitTest : public TillTest {
protected:
    KitTest()
    {
        kit = run("wayan", [&](Call& call) -> Result<KitId> {
                  auto const& home = market.pontianak();
                  auto const made = TRY(
                      catalogue::add_kit(call, home,
                                         { .name_id = "Paket pagi",
                                           .price = Rupiah { 95'000 },
                                           .parts = { { mat, 1 }, { coffee, 1 } } }));
                  TRY(catalogue::set_kit_state(call, home, made,
                                               catalogue::ProductState::published));
                  return made;
              }).take();
        open_shift();
    }
    VariantId as_goods() const { return VariantId { kit.uuid }; }
    Quantity left(VariantId variant)
    {
        return look("sari", [&](View& view) {
            return catalogue::sellable(view, market.pontianak(), variant).value().left;
        });
    }
    std::string slug()
    {
        return look("sari",
                    [&](View& view) { return kit_goods(view, market.pontianak()).front().code; });
    }
    Receipt receipt(SaleId id)
    {
        return look("sari", [&](View& view) { return receipt_of(view, market.pontianak(), id); })
            .take();
    }

    VariantId mat { market.product(
        { .name = "Keset", .price = Rupiah { 45'000 }, .stock = Quantity::pieces(5) }) };
    VariantId coffee { market.product(
        { .name = "Kopi", .price = Rupiah { 60'000 }, .stock = Quantity::pieces(5) }) };
    KitId kit {};
};

TEST_F(KitTest, IsRefusedInPartsAndWhenItIsNotSold)
{
    EXPECT_EQ("catalogue.whole_only",
              code_of(sell_one(basket(as_goods(), Quantity::parse("1,5").take()))));
    EXPECT_EQ("catalogue.not_enough_stock",
              code_of(sell_one(basket(as_goods(), Quantity::pieces(6)))));
    ASSERT_TRUE(run("wayan", [&](Call& call) {
                    return catalogue::set_kit_state(call, market.pontianak(), kit,
                                                    catalogue::ProductState::withdrawn);
                }).ok());
    EXPECT_EQ("core.not_found", code_of(sell_one(basket(as_goods(), Quantity::pieces(1)))));
    EXPECT_EQ(0, sales_today());
    EXPECT_EQ(left(mat), Quantity::pieces(5)) << "all or nothing";
}

TEST_F(KitTest, TakesItsGoodsAndSharesWhatIsSaved)
{
    auto input = basket(as_goods(), Quantity::pieces(2));
    input.lines.push_back({ mat, Quantity::pieces(1), {} });
    input.seen_total = Rupiah { 2 * 95'000 + 45'000 };
    auto const sale = sell_one(input).take();
    ASSERT_EQ(sale.lines.size(), 3U);
    EXPECT_EQ(sale.total, Rupiah { 235'000 });
    EXPECT_EQ(sale.lines[0].discount, Rupiah { 8'571 }) << "of 20,000, largest remainder (R-01)";
    EXPECT_EQ(sale.lines[1].discount, Rupiah { 11'429 });
    EXPECT_EQ(left(mat), Quantity::pieces(2));
    EXPECT_EQ(left(coffee), Quantity::pieces(3));
}

TEST_F(KitTest, TheSeenTotalMustBeItsPrice)
{
    auto input = basket(as_goods(), Quantity::pieces(1));
    input.seen_total = Rupiah { 105'000 };
    EXPECT_EQ("sales.total_changed", code_of(sell_one(input)));
}

TEST_F(KitTest, WhatItSavesIsNoDiscountOfTheCashier)
{
    EXPECT_TRUE(sell_one(basket(as_goods(), Quantity::pieces(1))).ok())
        << "nobody has allowed any discount";
    auto input = basket(as_goods(), Quantity::pieces(1), 2);
    input.seen_total = Rupiah { 95'000 };
    input.discount = Rupiah { 1 };
    input.discount_reason = "Pelanggan tetap";
    EXPECT_EQ("counter.no_discount", code_of(sell_one(input)));
    EXPECT_TRUE(look("wayan", [&](View& view) {
                    return store::discounts(view.read, market.cast.pontianak_id);
                }).empty());
}

TEST_F(KitTest, ItsReceiptTellsIt)
{
    auto const id = sell_one(basket(as_goods(), Quantity::pieces(2))).take().id;
    auto const paper = receipt(id);
    ASSERT_EQ(paper.kits.size(), 1U);
    EXPECT_EQ(paper.kits[0].off, Rupiah { 20'000 });
    EXPECT_EQ(paper.given, Rupiah {});
    auto const text = share_text(Lang::id, paper);
    EXPECT_NE(text.find("Hemat Paket pagi × 2 −Rp"), std::string::npos) << text;
    EXPECT_EQ(text.find("Potongan"), std::string::npos) << text;
    auto const page = ask({ .path = "/kasir/struk/" + id.text() });
    EXPECT_TRUE(holds(page, "Hemat Paket pagi × 2"));
    auto const printed = test::read_by("pdftotext", receipt_pdf(Lang::id, paper, Paper::roll_80),
                                       market.directory());
    EXPECT_NE(printed.find("Hemat Paket pagi × 2"), std::string::npos) << printed;
}

TEST_F(KitTest, OneOfItsGoodsIsGivenBackAtWhatItCostInIt)
{
    auto const sale = sell_one(basket(as_goods(), Quantity::pieces(1))).take();
    auto const back = run("wayan", [&](Call& call) {
        return sales::refund(call, market.pontianak(),
                             { .id = test::numbered<RefundTag>(7),
                               .sale = sale.id,
                               .lines = { { 1, Quantity::pieces(1), {} } },
                               .reason = "Cacat",
                               .shift = sale.shift });
    });
    ASSERT_TRUE(back.ok()) << back.error().code().id;
    EXPECT_EQ(back.value().total, Rupiah { 45'000 - 4'286 });
    EXPECT_EQ(left(mat), Quantity::pieces(5));
    EXPECT_EQ(left(coffee), Quantity::pieces(4));
}

TEST_F(KitTest, WithoutScriptItIsFoundByNameAndByCode)
{
    auto const found = ask({ .path = "/kasir", .query = "q=paket%20pagi" });
    EXPECT_TRUE(holds(found, "name=\"add\" value=\"" + kit.text() + "\"")) << found.bytes();
    auto const put = ask({ .path = "/kasir", .query = "q=" + slug() });
    EXPECT_TRUE(holds(put, "name=\"lines.0.variant\" value=\"" + kit.text() + "\""));
    EXPECT_TRUE(holds(put, "name=\"seen_total\" value=\"95000\""));
    auto const list = ask({ .path = "/kasir/barang", .json = true });
    EXPECT_TRUE(holds(list, "\"variant\":\"" + kit.text() + "\""));
}

} // namespace
} // namespace karya::counter
