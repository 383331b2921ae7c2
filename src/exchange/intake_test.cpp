#include "exchange/exchange_test.h"
#include "exchange/intake.h"

namespace karya::exchange {

using test::Market;

TEST(Intake, ARowThatMeetsAMistakeOfOursIsRefusedAndTheOthersComeIn)
{
    Market market;
    std::vector<std::string> refused;
    Import const import { .now = test::evening,
                          .lang = Lang::en,
                          .refused = [&](RefusedRow const& row) {
                              refused.push_back(std::to_string(row.row) + " "
                                                + std::string { row.reason });
                          } };
    sheet::Header const header {};
    Intake intake { market.engine(), import, header };
    for (int row = 1; row <= 5; ++row)
        ASSERT_TRUE(intake
                        .take({ .kind = store::RowKind::unit,
                                .key = std::to_string(row),
                                .rows = { { row, {} } },
                                .apply = [row](Call&) -> Result<Applied> {
                                    CHECK(row != 3);
                                    return Applied { "object " + std::to_string(row) };
                                } })
                        .ok());
    auto const done = intake.finish();
    ASSERT_TRUE(done.ok()) << done.error().why();
    EXPECT_EQ(4, done.value().taken);
    EXPECT_EQ(1, done.value().refused);
    ASSERT_EQ(1U, refused.size());
    EXPECT_EQ(0U, refused[0].find("3 This row met a mistake on our side")) << refused[0];
}

} // namespace karya::exchange
