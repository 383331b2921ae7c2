// The invoice: of what is paid alone, and as its reader sees it.

#include "base/lang.h"
#include "orders/invoice.h"
#include "orders/test_ahead.h"
#include "support/poppler.h"

namespace karya::orders {
namespace {

class Invoice : public Ahead {
protected:
    Result<std::string> drawn(std::string const& link, Lang lang = Lang::id)
    {
        return visit([&](View& view) -> Result<std::string> {
            view.lang = lang;
            auto const found = TRY(group(view, link));
            return invoice_pdf(view, found.orders.front(), found.buyer);
        });
    }
    std::string read(std::string const& link, Lang lang = Lang::id)
    {
        auto const pdf = drawn(link, lang);
        EXPECT_TRUE(pdf.ok());
        if (!pdf.ok()) return {};
        return test::read_by("pdftotext", pdf.value(), market.directory());
    }
};

TEST_F(Invoice, there_is_none_before_the_money_is_here_or_once_it_is_back)
{
    auto const link = ordered({ units[0] });
    EXPECT_EQ(drawn(link).error().code(), not_paid);
    pay(link);
    EXPECT_TRUE(drawn(link).ok());
    auto const id = order_at(link, units[0]).id;
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, id); }).ok());
    EXPECT_EQ(drawn(link).error().code(), not_paid);
}

TEST_F(Invoice, of_money_ahead_it_tells_seller_goods_and_way_and_is_the_same_each_time)
{
    auto const link = ordered({ units[0] });
    pay(link);
    auto const text = read(link);
    for (auto const* words : { "Lapas Kelas IIA Pontianak", "Nota penjualan PTK-T-1", "PTK-P-1",
                               "Sri Wahyuni", "Rp 45.001", "Rp 90.002", "Transfer bank" })
        EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
    EXPECT_EQ(text.find("0812"), std::string::npos) << "no more of him than it needs";
    EXPECT_EQ(drawn(link).value(), drawn(link).value());
    EXPECT_NE(read(link, Lang::en).find("Rp 90,002"), std::string::npos);
}

TEST_F(Invoice, of_money_at_the_till_it_tells_how_it_was_paid_and_what_went_back)
{
    auto const link = placed({ goods(units[0], 45'000, 3) });
    auto const order = order_at(link, units[0]);
    EXPECT_EQ(drawn(link).error().code(), not_paid);
    open_till(units[0]);
    ASSERT_TRUE(hand(units[0], order.id).ok());
    EXPECT_NE(read(link).find("Dibayar lewat Tunai"), std::string::npos);
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    auto const shift = sales::open_shift_of(call.view(), scope,
                                                            counter::desk_series);
                    return sales::refund(call, scope,
                                         { .id = RefundId::make(call.now),
                                           .sale = SaleId { order.id.uuid },
                                           .lines = { { 1, {}, Rupiah { 5'000 } } },
                                           .reason = "sobek",
                                           .shift = shift->id });
                }).ok());
    auto const text = read(link);
    EXPECT_NE(text.find("Sudah dikembalikan"), std::string::npos) << text;
    EXPECT_NE(text.find("Rp 5.000"), std::string::npos) << text;
}

} // namespace
} // namespace karya::orders
