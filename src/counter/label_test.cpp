// Goods sold by their label at the desk's till, with and without script.

#include "counter/routes_test.h"
#include "labels/labels.h"

namespace karya::counter {
namespace {

using test::noon;

class LabelAtTill : public TillTest {
protected:
    LabelAtTill()
    {
        labels::keep_key(std::string(32, 'k'));
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

    VariantId m_goods { market.product({}) };
    labels::PrintRun m_printed {};
};

} // namespace

TEST_F(LabelAtTill, MoreLabelsThanPiecesAreRefused)
{
    open_shift();
    EXPECT_EQ("core.invalid", code_of(sell_one(labelled({ token(1), token(2) }))));
    EXPECT_EQ("core.invalid", code_of(sell_one(labelled({ std::string(401, 'A') }))));
    EXPECT_FALSE(is_sold(1));
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
