// Goods sold by their label at the desk's till, with and without script.

#include "counter/routes_test.h"
#include "labels/labels.h"
#include <chrono>

namespace karya::counter {
namespace {

using test::noon;

class LabelAtTill : public TillTest {
protected:
    LabelAtTill()
    {
        labels::keep_key(std::string(32, 'k'));
        s_lots = { { "PTK-L210426-1", m_goods, market.pontianak().day(noon), "" } };
        labels::tell_lots_by(
            [](View const&, org::UnitScope const&, std::string_view) { return s_lots; });
        m_printed = run("wayan", [&](Call& call) {
                        return labels::issue(call, market.pontianak(),
                                             { .variant = m_goods,
                                               .count = 2,
                                               .day = market.pontianak().day(noon) });
                    }).take();
    }
    std::string address(std::int64_t serial)
    {
        return look("wayan", [&](View& view) {
            return labels::label_address(view, m_printed, serial, "https://karya.test");
        });
    }
    SaleInput labelled(std::vector<std::string> tokens, unsigned number = 1)
    {
        auto input = basket(m_goods, Quantity::pieces(1), number);
        input.lines[0].labels = std::move(tokens);
        return input;
    }
    std::string token(std::int64_t serial) { return labels::token_in(address(serial)).value(); }
    bool is_sold(std::int64_t serial)
    {
        return look("wayan", [&](View& view) {
            return labels::sale_with(view, market.pontianak(), serial).has_value();
        });
    }
    std::int64_t doubts()
    {
        return look("wayan",
                    [&](View& view) { return labels::doubt_count(view, market.pontianak()); });
    }

    void withdraw(std::int64_t serial, Timestamp now = noon)
    {
        ASSERT_TRUE(run(
                        "wayan",
                        [&](Call& call) {
                            return labels::withdraw(
                                call, market.pontianak(),
                                { m_printed.id, { serial, serial }, "Tercemar minyak" });
                        },
                        now)
                        .ok());
    }

    inline static std::vector<labels::Lot> s_lots {};
    VariantId m_goods { market.product({}) };
    labels::PrintRun m_printed {};
};

} // namespace

TEST_F(LabelAtTill, MoreLabelsThanPiecesAreRefused)
{
    open_shift();
    auto const more = sell_one(labelled({ token(1), token(2) }));
    ASSERT_EQ("core.invalid", code_of(more));
    ASSERT_EQ(1U, more.error().fields.size());
    EXPECT_EQ("lines.0.quantity", more.error().fields[0].field);
    EXPECT_EQ("counter.labels_more", more.error().fields[0].reason);
    EXPECT_EQ("2", more.error().fields[0].args.at(0).second);
    auto const unread = sell_one(labelled({ std::string(401, 'A') }));
    ASSERT_EQ("core.invalid", code_of(unread));
    EXPECT_EQ("lines.0.labels.0", unread.error().fields.at(0).field);
    EXPECT_FALSE(is_sold(1));
}

TEST_F(LabelAtTill, WhatIsCalledBackIsNotSoldAndTheLineSaysWhy)
{
    open_shift();
    withdraw(2);
    auto input = basket(m_goods, Quantity::pieces(2));
    input.lines[0].labels = { token(1), token(2) };
    auto const refused = sell_one(input);
    ASSERT_EQ("counter.called_back", code_of(refused));
    ASSERT_EQ(1U, refused.error().fields.size());
    EXPECT_EQ("lines.0.labels.1", refused.error().fields[0].field);
    EXPECT_EQ("PTK 2", refused.error().args.at(0).second);
    EXPECT_EQ("Tercemar minyak", refused.error().args.at(1).second);
    EXPECT_EQ(0, sales_today());
    EXPECT_FALSE(is_sold(1)) << "none of it is kept";
    EXPECT_EQ(0, doubts());
    EXPECT_TRUE(sell_one(labelled({ token(1) })).ok()) << "the rest of the basket is";
}

TEST_F(LabelAtTill, OfALotThatIsCalledBackNoLabelIsSold)
{
    open_shift();
    auto const lot = run("wayan", [&](Call& call) {
                         return labels::issue(call, market.pontianak(),
                                              { .variant = m_goods,
                                                .count = 1,
                                                .day = market.pontianak().day(noon),
                                                .lot = "PTK-L210426-1" });
                     }).take();
    auto const address_of_lot = look("wayan", [&](View& view) {
        return labels::label_address(view, lot, lot.first, "https://karya.test");
    });
    run("wayan", [&](Call& call) -> Result<void> {
        labels::recall(call, market.pontianak(), "PTK-L210426-1", "Jangan dimakan");
        return {};
    }).take();
    auto const code = labels::token_in(address_of_lot).value();
    auto const seen = ask({ .path = "/kasir/label/" + code, .json = true });
    EXPECT_TRUE(holds(seen, "Jangan dimakan")) << seen.bytes();
    EXPECT_EQ("counter.called_back", code_of(sell_one(labelled({ code }))));
    auto const good = ask({ .path = "/kasir/label/" + token(1), .json = true });
    EXPECT_EQ(200, good.status);
    EXPECT_FALSE(holds(good, "Jangan dimakan"));
}

TEST_F(LabelAtTill, WhatWasSoldBeforeItWasCalledBackIsBookedAndAPersonLooks)
{
    open_shift();
    withdraw(1, noon + std::chrono::minutes { 1 });
    auto late = labelled({ token(1) });
    late.sold_at = noon;
    EXPECT_TRUE(sell_one(late, noon + std::chrono::minutes { 2 }).ok());
    EXPECT_TRUE(is_sold(1));
    EXPECT_EQ(1, doubts());
}

TEST_F(LabelAtTill, WithoutScriptItLeavesTheBasketInWords)
{
    open_shift();
    withdraw(2);
    auto const scanned = ask({ .path = "/kasir", .query = "q=" + address(2) });
    EXPECT_TRUE(holds(scanned, "Label PTK 2 sudah ditarik: Tercemar minyak")) << scanned.bytes();
    auto const kept = "value=\"" + token(2);
    EXPECT_FALSE(holds(scanned, kept));
    auto const line = "lines.0.variant=" + m_goods.text()
        + "&lines.0.quantity=2&lines.0.labels.0=" + token(2) + "&lines.0.labels.1=" + token(1);
    auto const form = "id=" + test::numbered<SaleTag>(9).text() + "&" + line
        + "&payment=cash&buyer=public_buyer&note=buru-buru";
    auto const refused = ask({ .path = "/kasir/penjualan", .query = line, .form = form });
    EXPECT_EQ(422, refused.status);
    EXPECT_TRUE(holds(refused, "Label PTK 2 sudah ditarik: Tercemar minyak"));
    EXPECT_TRUE(holds(refused, token(1))) << "the rest stays";
    EXPECT_FALSE(holds(refused, kept));
    EXPECT_TRUE(holds(refused, "buru-buru"));
    EXPECT_TRUE(holds(refused, "name=\"lines.0.quantity\" value=\"1\""));
}

TEST_F(LabelAtTill, ASaleMarksItAndTakingBackFreesIt)
{
    open_shift();
    auto const sale = sell_one(labelled({ token(1) })).take();
    EXPECT_TRUE(is_sold(1));
    EXPECT_TRUE(sell_one(labelled({ token(1) }, 2)).ok()) << "sold all the same";
    EXPECT_EQ(1, doubts());
    EXPECT_EQ(303,
              ask({ .path = "/kasir/struk/" + sale.id.text() + "/batal",
                    .who = "wayan",
                    .form = "reason=salah" })
                  .status);
    EXPECT_FALSE(is_sold(1));
}

TEST_F(LabelAtTill, TheReceiptLeadsToTheLabelsThatWentWithIt)
{
    open_shift();
    auto input = basket(m_goods, Quantity::pieces(2));
    input.lines[0].labels = { token(2), token(1) };
    auto const path = "/kasir/struk/" + sell_one(input).take().id.text();
    auto const link = "/meja/label/" + m_printed.id.text() + "\">PTK 1</a>";
    auto const seen = ask({ .path = path, .who = "wayan" });
    EXPECT_TRUE(holds(seen, link)) << seen.bytes();
    EXPECT_TRUE(holds(seen, "PTK 2"));
    EXPECT_FALSE(holds(ask({ .path = path }), link)) << "a cashier may not open it";
    EXPECT_TRUE(holds(ask({ .path = path }), "PTK 1"));
}

TEST_F(LabelAtTill, WithoutScriptTheScannedAddressPutsItsGoodsIntoTheBasket)
{
    open_shift();
    auto const page = ask({ .path = "/kasir", .query = "q=" + address(2) });
    EXPECT_TRUE(holds(page, token(2))) << page.bytes();
    EXPECT_TRUE(holds(page, m_goods.text()));
    auto const form = "id=" + test::numbered<SaleTag>(9).text()
        + "&lines.0.variant=" + m_goods.text() + "&lines.0.quantity=1&lines.0.labels.0=" + token(2)
        + "&payment=cash&buyer=public_buyer";
    EXPECT_EQ(303, ask({ .path = "/kasir/penjualan", .form = form }).status);
    EXPECT_TRUE(is_sold(2));
    EXPECT_EQ(0, doubts());
}

} // namespace karya::counter
