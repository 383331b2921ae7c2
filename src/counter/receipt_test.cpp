#include "counter/receipt.h"
#include "counter/receipt_pdf.h"
#include "counter/routes_test.h"
#include "support/poppler.h"

namespace karya::counter {

using test::read_by;

class ReceiptTest : public TillTest {
protected:
    Receipt receipt(SaleId id)
    {
        return look("sari", [&](View& view) { return receipt_of(view, market.pontianak(), id); })
            .take();
    }
};

TEST_F(ReceiptTest, TheTextIsWhatAChatShows)
{
    open_shift();
    auto input = basket(market.product({}), Quantity::pieces(2));
    input.received = Rupiah { 100'000 };
    auto const sale = sell_one(input).take();
    EXPECT_EQ("*Lapas Kelas IIA Pontianak*\n"
              "Struk PTK-W-1\n"
              "26 April 2021 14.05 WIB\n"
              "\n"
              "Keset sabut kelapa\n"
              "2 \u00d7 Rp\u00a045.000 = Rp\u00a090.000\n"
              "\n"
              "Total Rp\u00a090.000\n"
              "Tunai Rp\u00a0100.000, kembali Rp\u00a010.000\n"
              "\n"
              "Dari Rp\u00a090.000 ini:\n"
              "Premi pembuat Rp\u00a025.000\n"
              "PNBP (kas negara) Rp\u00a07.500\n"
              "Modal kerja Rp\u00a017.500\n"
              "Bahan dan biaya Rp\u00a040.000\n"
              "\n"
              "Terima kasih sudah membeli karya warga binaan.",
              share_text(Lang::id, receipt(sale.id)));
}

TEST_F(ReceiptTest, PaperSaysTheSameAndIsTheSameEveryTime)
{
    open_shift();
    auto const rice = market.product(
        { .name = "Beras organik pandan wangi kemasan karung lima kilo",
          .price = Rupiah { 30'000 },
          .whole_only = false });
    auto const mat = market.product({});
    auto input = basket(rice, Quantity { 1250 });
    input.lines.push_back({ mat, Quantity::pieces(2) });
    input.received = Rupiah { 150'000 };
    auto const sale = sell_one(input).take();
    for (auto const paper : { Paper::roll_58, Paper::roll_80, Paper::a4 }) {
        auto const pdf = receipt_pdf(Lang::id, receipt(sale.id), paper);
        EXPECT_TRUE(pdf.starts_with("%PDF-"));
        EXPECT_EQ(pdf, receipt_pdf(Lang::id, receipt(sale.id), paper));
        auto const text = read_by("pdftotext", pdf, market.directory());
        for (auto const* words :
             { "Lapas Kelas IIA", "PTK-W-1", "26 April 2021 14.05 WIB", "Beras organik", "1,25",
               "Rp 30.000", "Rp 37.500", "Keset sabut kelapa", "Rp 127.500", "Rp 150.000",
               "Kembali", "Rp 22.500", "Premi pembuat", "PNBP", "Terima kasih" })
            EXPECT_NE(std::string::npos, text.find(words))
                << words << " on " << static_cast<int>(paper) << ":\n"
                << text;
    }
}

TEST_F(ReceiptTest, ARollIsAsWideAsItsPrinterAndALongReceiptBreaksOnA4)
{
    open_shift();
    SaleInput input { .id = test::numbered<SaleTag>(1) };
    for (int i = 0; i < 60; ++i)
        input.lines.push_back(
            { market.product({ .name = "Barang " + std::to_string(i) }), Quantity::pieces(1) });
    auto const sale = sell_one(input).take();
    auto const roll = read_by("pdfinfo", receipt_pdf(Lang::en, receipt(sale.id), Paper::roll_58),
                              market.directory());
    EXPECT_NE(std::string::npos, roll.find("Pages:           1")) << roll;
    EXPECT_NE(std::string::npos, roll.find("Page size:       164.")) << roll; // 58 mm
    auto const sheets = read_by("pdfinfo", receipt_pdf(Lang::en, receipt(sale.id), Paper::a4),
                                market.directory());
    EXPECT_NE(std::string::npos, sheets.find("Pages:           2")) << sheets;
    EXPECT_NE(std::string::npos, sheets.find("(A4)")) << sheets;
}

TEST_F(ReceiptTest, InADemonstrationEveryPageSaysSo)
{
    open_shift();
    SaleInput input { .id = test::numbered<SaleTag>(1) };
    for (int i = 0; i < 60; ++i)
        input.lines.push_back(
            { market.product({ .name = "Barang " + std::to_string(i) }), Quantity::pieces(1) });
    auto const sale = sell_one(input).take();
    EXPECT_EQ(std::string::npos, share_text(Lang::id, receipt(sale.id)).find("PERAGAAN"));
    auto const shown = look("sari", [&](View& view) {
                           view.demo = true;
                           return receipt_of(view, market.pontianak(), sale.id);
                       }).take();
    for (auto const& [lang, words] : { std::pair { Lang::id, "PERAGAAN – bukan struk sah" },
                                       std::pair { Lang::en, "DEMO – not a valid receipt" } }) {
        EXPECT_TRUE(share_text(lang, shown).starts_with(words));
        for (auto const paper : { Paper::roll_58, Paper::roll_80, Paper::a4 }) {
            auto const text = read_by("pdftotext", receipt_pdf(lang, shown, paper),
                                      market.directory());
            int marks = 0;
            for (std::size_t at = 0; (at = text.find(words, at)) != std::string::npos; ++at)
                ++marks;
            EXPECT_EQ(paper == Paper::a4 ? 4 : 2, marks) << text; // two a page
        }
    }
}

} // namespace karya::counter
