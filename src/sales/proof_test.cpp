// What `karya verify` finds when somebody has had the file in his hands.

#include "base/hash.h"
#include "sales/sales.h"
#include "sales/state.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::sales {
namespace {

using test::noon;

using Unlisted = db::Query::Unlisted;
db::Query const forget_lines { Unlisted {}, "test.forget_lines",
                               "DELETE FROM sales_line WHERE sale = $1" };
db::Query const forget_sale { Unlisted {}, "test.forget_sale",
                              "DELETE FROM sales_sale WHERE id = $1" };
db::Query const kept_content { Unlisted {}, "test.kept_content", R"sql(
SELECT content_hash FROM sales_sale WHERE id = $1
)sql" };
db::Query const turn_back { Unlisted {}, "test.turn_back", R"sql(
UPDATE sales_series SET last = last - 1 WHERE kind = 'sale'
)sql" };
db::Query const say_voided { Unlisted {}, "test.say_voided", R"sql(
UPDATE sales_sale SET state = 'voided' WHERE id = $1
)sql" };
db::Query const skip_refund { Unlisted {}, "test.skip_refund", R"sql(
INSERT INTO sales_series(unit, series, kind, last) VALUES ($1, 'W', 'refund', 1)
)sql" };

class ProofTest : public testing::Test {
protected:
    void SetUp() override { keep_nip_key(std::string(32, 'k')); }

    SaleDraft draft(VariantId variant, std::int64_t pieces)
    {
        return { .id = test::numbered<SaleTag>(1),
                 .sold_at = noon,
                 .lines = { { .variant = variant, .quantity = Quantity::pieces(pieces) } } };
    }
    Result<Sale> sell(SaleDraft const& wanted)
    {
        return market.call(market.cast.sari, noon,
                           [&](Call& call) { return record(call, market.pontianak(), wanted); });
    }
    std::optional<std::string> broken()
    {
        return market.engine()
            .get<std::optional<std::string>>(
                [](db::Read& read) -> Result<std::optional<std::string>> {
                    return first_broken_sale(read);
                })
            .take();
    }
    /// Past the program, as somebody with the file in his hands.
    template<class... Values>
    void tamper(db::Query const& query, Values const&... values)
    {
        ASSERT_TRUE(market.engine()
                        .write([&](db::Tx& tx) -> Result<void> {
                            tx.run(query, values...);
                            return {};
                        })
                        .ok());
    }

    test::Market market;
};

TEST_F(ProofTest, names_an_entry_whose_sale_is_gone)
{
    auto const sold = sell(draft(market.product({}), 1)).take();
    ASSERT_EQ(broken(), std::nullopt);
    tamper(forget_lines, sold.id);
    tamper(forget_sale, sold.id);
    EXPECT_NE(broken().value_or("").find("gap in receipt numbers"), std::string::npos);
    tamper(turn_back);
    EXPECT_EQ(broken(),
              "unit " + sold.unit.text() + ": an entry of sale " + sold.id.text()
                  + " that nothing explains");
}

TEST_F(ProofTest, names_a_void_without_its_entry)
{
    auto const sold = sell(draft(market.product({}), 1)).take();
    tamper(say_voided, sold.id);
    EXPECT_EQ(broken(), "unit " + sold.unit.text() + ": no such entry of voided " + sold.id.text());
}

TEST_F(ProofTest, names_a_refund_number_without_its_refund)
{
    auto const sold = sell(draft(market.product({}), 1)).take();
    tamper(skip_refund, sold.unit);
    EXPECT_EQ(broken(), sold.unit.text() + ": gap in refund numbers");
}

TEST_F(ProofTest, two_sales_alike_but_for_the_buyers_number_clash_and_no_plain_hash_tells_it)
{
    auto wanted = draft(market.product({}), 1);
    wanted.buyer = BuyerKind::officer;
    wanted.nip = "198501012010011001";
    ASSERT_TRUE(sell(wanted).ok());
    EXPECT_TRUE(sell(wanted).ok());
    auto const kept = market.engine()
                          .get<std::string>([&](db::Read& read) -> Result<std::string> {
                              return read.value<std::string>(kept_content, wanted.id);
                          })
                          .take();
    EXPECT_NE(kept, sha256_hex(content_of(wanted)));
    wanted.nip = "198501012010011002";
    EXPECT_EQ(sell(wanted).error().code(), id_taken);
}

} // namespace
} // namespace karya::sales
