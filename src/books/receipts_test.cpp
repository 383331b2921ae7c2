// The book of receipts adds up: to the board, to each row of a report, and page by page.

#include "books/cash_book.h"
#include "books/receipt_book.h"
#include "books/test_unit.h"
#include <algorithm>
#include <random>
#include <set>

namespace karya::books {
namespace {

using sales::BuyerKind;

class ReceiptsTest : public Unit {
protected:
    void SetUp() override
    {
        Unit::SetUp();
        bread = market.product({ .name = "Roti", .stock = Quantity::pieces(1'000'000) });
        paint(bread, catalogue::ProductKind::agribisnis);
    }
    void paint(VariantId variant, catalogue::ProductKind kind)
    {
        auto const done = run([&](Call& call) -> Result<void> {
            auto const product =
                TRY(catalogue::goods_name(call.view(), unit(), variant.text())).product;
            return catalogue::edit_product(call, unit(), product,
                                           { .name_id = "Roti", .kind = kind });
        });
        ASSERT_TRUE(done.ok()) << done.error().why();
    }
    /// Both goods on one receipt, by a seeded die; some of it comes back.
    void trade(int count)
    {
        std::mt19937 dice { 11 };
        for (int i = 0; i < count; ++i) {
            sales::SaleDraft const draft {
                .id = test::numbered<SaleTag>(1000 + static_cast<unsigned>(i)),
                .channel = dice() % 2 == 0 ? sales::Channel::counter : sales::Channel::shop,
                .sold_at = now,
                .lines = { { .variant = goods, .quantity = pieces(dice) },
                           { .variant = bread, .quantity = pieces(dice) } },
                .buyer = dice() % 2 == 0 ? BuyerKind::family : BuyerKind::officer,
                .payment = sales::Payment::transfer
            };
            auto const sale = run([&](Call& call) { return sales::record(call, unit(), draft); });
            ASSERT_TRUE(sale.ok()) << sale.error().code().id << sale.error().why();
            if (dice() % 3 == 0) give_one_back(sale.value(), 1 + i % 2);
            now += std::chrono::hours { dice() % 30 };
        }
        deliver();
    }
    void give_one_back(sales::Sale const& sale, std::int64_t line)
    {
        sales::RefundDraft const draft { .id = RefundId { sale.id.uuid },
                                         .sale = sale.id,
                                         .lines = { { line, Quantity::pieces(1), {} } },
                                         .reason = "rusak" };
        auto const done = run([&](Call& call) { return sales::refund(call, unit(), draft); });
        ASSERT_TRUE(done.ok()) << done.error().code().id << done.error().why();
    }
    static Quantity pieces(std::mt19937& dice)
    {
        return Quantity::pieces(1 + static_cast<std::int64_t>(dice() % 4));
    }
    Result<ReceiptBook> book(ReceiptsAsked const& asked)
    {
        return look([&](View& view) { return receipt_book(view, unit(), asked); });
    }
    ReceiptsAsked these_days() { return { today().next(-40), today() }; }

    VariantId bread {};
};

TEST_F(ReceiptsTest, days_out_of_order_are_refused)
{
    EXPECT_EQ(reason_of(book({ today(), today().next(-1) }), "last"), "books.bad_days");
}

TEST_F(ReceiptsTest, they_add_up_to_the_turnover_of_the_board)
{
    trade(20);
    for (int from = -25; from <= 0; from += 5) {
        auto const found = book({ today().next(from), today() }).take();
        auto const board = look([&](View& view) {
            return board::unit_sums(view, unit().unit(), { today().next(from), today() });
        });
        EXPECT_EQ(found.sums.sold - found.sums.given_back, board.turnover) << from;
        EXPECT_EQ(found.sums.receipts, board.sales) << from;
    }
}

TEST_F(ReceiptsTest, each_row_of_a_report_has_the_receipts_that_make_it)
{
    trade(30);
    auto const rows = look([&](View& view) {
        return shares(view, { unit().unit() }, { these_days().first, today() });
    });
    ASSERT_EQ(rows.size(), 6U) << "two of each facet";
    for (auto const& row : rows) {
        auto asked = these_days();
        if (row.facet == Facet::buyer) asked.buyer = enum_from<BuyerKind>(row.what);
        if (row.facet == Facet::channel) asked.channel = enum_from<sales::Channel>(row.what);
        if (row.facet == Facet::goods) asked.goods = enum_from<catalogue::ProductKind>(row.what);
        auto const found = book(asked).take();
        EXPECT_EQ(found.sums.sold - found.sums.given_back, row.turnover) << row.what;
        EXPECT_EQ(found.sums.receipts, row.sales) << row.what;
        EXPECT_GT(found.sums.given_back, Rupiah {}) << row.what;
        EXPECT_EQ(found.folio.facts.size(), 4U) << row.what;
    }
}

TEST_F(ReceiptsTest, goods_of_another_kind_by_now_are_told_apart)
{
    trade(10);
    auto asked = these_days();
    asked.goods = catalogue::ProductKind::agribisnis;
    auto const before = book(asked).take();
    paint(bread, catalogue::ProductKind::manufaktur);
    auto const after = book(asked).take();
    EXPECT_EQ(after.sums.sold, Rupiah {});
    ASSERT_EQ(after.folio.facts.size(), 5U);
    EXPECT_EQ(after.folio.facts[4].cell.number,
              (before.sums.sold - before.sums.given_back).amount());
}

TEST_F(ReceiptsTest, pages_hold_every_line_once)
{
    trade(30);
    auto asked = these_days();
    asked.goods = catalogue::ProductKind::agribisnis;
    for (auto const& one : { these_days(), asked }) {
        auto const found = book(one).take();
        Rupiah sold, back;
        std::vector<SaleId> seen;
        look([&](View& view) {
            for (sales::DayPlace after;;) {
                auto const page = sales::receipts_wished(view, unit(), found.wish, after, 7);
                EXPECT_LE(page.size(), 7U);
                for (auto const& line : page) {
                    sold += line.total;
                    seen.push_back(line.id);
                }
                if (page.empty()) break;
                after = { page.back().day, page.back().id };
            }
            for (sales::RefundPlace after;;) {
                auto const page = sales::refunds_wished(view, unit(), found.wish, after, 2);
                for (auto const& line : page) back += line.total;
                if (page.empty()) break;
                after = { page.back().day, page.back().id };
            }
            return 0;
        });
        EXPECT_EQ(seen.size(), 30U);
        EXPECT_EQ(std::set<SaleId>(seen.begin(), seen.end()).size(), seen.size());
        EXPECT_EQ(sold, found.sums.sold);
        EXPECT_EQ(back, found.sums.given_back);
        auto const whole = look([&](View& view) { return whole_book(view, unit(), found); }).take();
        EXPECT_EQ(whole.tables.front().rows.size(), 31U) << "and their sum";
        EXPECT_EQ(whole.tables.front().rows.back().cells.back().number, sold.amount());
    }
}

TEST_F(ReceiptsTest, the_rules_of_a_document_are_those_of_its_lines)
{
    auto const sale = sell({ 2 });
    give_back(sale);
    look([&](View& view) {
        auto const refund = sales::refunds(view, unit(), sale.id).front();
        std::vector const rules { sale.lines.front().rule };
        EXPECT_EQ(sales::rules_of(view.read, sale.id.text()), rules);
        EXPECT_EQ(sales::rules_of(view.read, refund.id.text()), rules);
        EXPECT_TRUE(sales::rules_of(view.read, "opening").empty());
        return 0;
    });
}

TEST_F(ReceiptsTest, a_receipt_is_found_by_its_number_or_that_of_its_refund)
{
    auto const sale = sell({ 2 });
    give_back(sale);
    auto const found = [&](org::UnitScope const& scope, std::string_view number) {
        return look([&](View& view) { return receipt_numbered(view, scope, number); });
    };
    auto const refund = look([&](View& view) { return sales::refunds(view, unit(), sale.id); });
    for (auto const& number :
         { std::string { "1" }, std::string { " ptk-w-1 " }, sale.number, refund.front().number })
        EXPECT_EQ(found(unit(), number).ok() ? found(unit(), number).value() : SaleId {}, sale.id)
            << number;
    EXPECT_EQ(code_of(found(unit(), "PTK-W-2")), "core.not_found");
    EXPECT_EQ(code_of(found(market.ambon(), sale.number)), "core.not_found");
}

} // namespace
} // namespace karya::books
