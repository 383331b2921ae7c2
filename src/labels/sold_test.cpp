// Labels that went with a sale: what is amiss first. Goods are sold whatever their label says.

#include "labels/test_printer.h"
#include "sales/sales.h"
#include <algorithm>

namespace karya::labels {
namespace {

class SoldTest : public Printer {
protected:
    void SetUp() override
    {
        Printer::SetUp();
        run = issued(5);
    }
    struct Sold {
        sales::Sale sale {};
        std::vector<ErrorCode> reasons {};
    };
    Sold sell(std::vector<std::string> const& tokens, VariantId variant)
    {
        ++m_sales;
        return run_as(market.cast.wayan,
                      [&](Call& call) -> Result<Sold> {
                          sales::SaleDraft draft { .id = test::numbered<SaleTag>(m_sales),
                                                   .sold_at = now };
                          draft.lines = { { variant, Quantity::pieces(std::ssize(tokens)) } };
                          Sold sold { TRY(sales::record(call, unit(), draft)) };
                          std::vector<AtTill> scanned;
                          for (auto const& token : tokens) scanned.push_back({ 1, token });
                          sold.reasons = mark_sold(call, unit(), sold.sale, scanned);
                          return sold;
                      })
            .take();
    }
    Sold sell(std::vector<std::string> const& tokens) { return sell(tokens, goods); }
    std::string token(std::int64_t serial) { return token_of(run, serial); }
    bool is_sold(std::string const& code)
    {
        return look(
            [&](View& view) { return sold_on(view, look_up(view, code).value()).has_value(); });
    }
    bool is_sold(std::int64_t serial) { return is_sold(token(serial)); }
    std::vector<Doubt> open()
    {
        return look([&](View& view) { return doubts(view, unit()); });
    }
    void give_back(sales::Sale const& sale, std::int64_t pieces)
    {
        ++m_refunds;
        auto const done = run_as(market.cast.wayan, [&](Call& call) -> Result<void> {
            TRY(sales::refund(call, unit(),
                              { .id = test::numbered<RefundTag>(m_refunds),
                                .sale = sale.id,
                                .lines = { { 1, Quantity::pieces(pieces), {} } },
                                .reason = "cacat" }));
            mark_returned(call, unit(), sale.id);
            return {};
        });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }

    PrintRun run {};

private:
    unsigned m_sales { 0 };
    unsigned m_refunds { 0 };
};

TEST_F(SoldTest, what_is_no_label_of_ours_is_told)
{
    auto altered = token(1);
    altered[altered.size() - 10] = altered[altered.size() - 10] == 'A' ? 'B' : 'A';
    auto const sold = sell({ altered, "AAAA", token(1).substr(0, 60), "bukan label" });
    ASSERT_EQ(sold.reasons.size(), 4U);
    EXPECT_EQ(sold.reasons[0], wrong_signature);
    ASSERT_EQ(open().size(), 4U);
    EXPECT_EQ(open()[0].number, sold.sale.number);
    auto const readable = [](Doubt const& doubt) { return doubt.serial == 1; };
    EXPECT_EQ(std::ranges::count_if(open(), readable), 1) << "the others cannot be read";
    EXPECT_FALSE(is_sold(1)) << "a forged label marks nothing";
}

TEST_F(SoldTest, one_label_is_sold_once)
{
    EXPECT_TRUE(sell({ token(1), token(2) }).reasons.empty());
    EXPECT_TRUE(is_sold(1) && is_sold(2));
    EXPECT_FALSE(is_sold(3));
    EXPECT_EQ(sell({ token(2) }).reasons, std::vector { sold_before });
    EXPECT_EQ(sell({ token(3), token(3) }).reasons, std::vector { sold_before })
        << "twice in one sale";
}

TEST_F(SoldTest, a_repeat_of_the_same_sale_marks_nothing)
{
    auto const code = token(1);
    auto const first = sell({ code, "AAAA" });
    auto const again = [&] {
        return run_as(
                   market.cast.wayan,
                   [&](Call& call) -> Result<std::size_t> {
                       auto const sale = TRY(sales::sale(call.view(), unit(), first.sale.id));
                       return mark_sold(call, unit(), sale, { { 1, code }, { 1, "AAAA" } }).size();
                   })
            .take();
    };
    EXPECT_EQ(again(), 0U);
    EXPECT_EQ(open().size(), 1U);
    give_back(first.sale, 2);
    EXPECT_EQ(again(), 0U);
    EXPECT_FALSE(is_sold(1)) << "it came back";
}

TEST_F(SoldTest, withdrawn_ones_and_other_goods_are_sold_and_told)
{
    ASSERT_TRUE(try_withdraw(run, { 4, 4 }).ok());
    EXPECT_EQ(sell({ token(4) }).reasons, std::vector { sold_withdrawn });
    EXPECT_TRUE(is_sold(4));
    auto const other = market.product({ .name = "Sapu" });
    EXPECT_EQ(sell({ token(5) }, other).reasons, std::vector { other_goods });
}

TEST_F(SoldTest, another_units_label_marks_nothing)
{
    auto yosef = market.cast.wayan;
    yosef.unit = market.cast.ambon_id;
    auto const far_goods = market.product(market.cast.ambon_id, {});
    auto const far = market
                         .call(yosef, now,
                               [&](Call& call) {
                                   return issue(
                                       call, market.ambon(),
                                       { .variant = far_goods, .count = 1, .day = today() });
                               })
                         .take();
    EXPECT_EQ(sell({ token_of(far, far.first) }).reasons, std::vector { other_unit });
    EXPECT_FALSE(is_sold(token_of(far, far.first)));
}

TEST_F(SoldTest, what_comes_back_is_unsold)
{
    auto const sold = sell({ token(1) });
    give_back(sold.sale, 1);
    EXPECT_FALSE(is_sold(1));
    EXPECT_TRUE(sell({ token(1) }).reasons.empty()) << "and may be sold again";
}

TEST_F(SoldTest, of_what_came_back_in_part_one_may_be_sold_again)
{
    auto const sold = sell({ token(1), token(2), token(3) });
    give_back(sold.sale, 1);
    EXPECT_TRUE(is_sold(1) && is_sold(2) && is_sold(3)) << "nobody knows which";
    EXPECT_TRUE(sell({ token(2) }).reasons.empty()) << "this is the one that came back";
    EXPECT_EQ(sell({ token(1) }).reasons, std::vector { sold_before }) << "the others did not";
    EXPECT_EQ(sell({ token(2) }).reasons, std::vector { sold_before });
}

TEST_F(SoldTest, a_doubt_is_looked_into_once_by_its_own_unit)
{
    sell({ "AAAA" });
    auto const id = open().at(0).id;
    auto const settle = [&](org::UnitScope const& scope, std::string const& note) {
        return code_of(run_as(market.cast.wayan,
                              [&](Call& call) { return settle_doubt(call, scope, id, note); }));
    };
    EXPECT_EQ(settle(unit(), "  "), bad_note.id);
    EXPECT_EQ(settle(unit(), std::string(201, 'a')), bad_note.id);
    EXPECT_EQ(settle(market.ambon(), "lihat"), not_found.id);
    EXPECT_EQ(settle(unit(), "Kertas robek, barangnya asli"), "ok");
    EXPECT_EQ(settle(unit(), "lagi"), not_found.id);
    EXPECT_TRUE(open().empty());
}

TEST_F(SoldTest, sales_are_known_by_the_lots_of_their_labels)
{
    auto of_lot = draft(5);
    of_lot.lot = "PTK-L210426-1";
    auto const lot = try_issue(of_lot).take();
    auto const first = sell({ token_of(lot, lot.first), token_of(lot, lot.first + 1) });
    sell({ token(1) });
    auto const last = sell({ token_of(lot, lot.last) });
    auto const known = look([&](View& view) { return labelled_sales(view, unit(), goods); });
    ASSERT_EQ(known.size(), 2U) << "labels without a lot tell none";
    EXPECT_EQ(known[0].sale, first.sale.id);
    EXPECT_EQ(known[0].labels, 2);
    EXPECT_EQ(known[1].sale, last.sale.id);
    EXPECT_EQ(known[1].lot, of_lot.lot);
}

} // namespace
} // namespace karya::labels
