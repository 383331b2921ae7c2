// Labels that were read on a device: sold in the sale's own transaction, free again when it is
// taken back, and never a reason to refuse goods that are gone.

#include "device/list.h"
#include "device/test_house.h"
#include "labels/labels.h"
#include <algorithm>

namespace karya::device {
namespace {

using test::noon;

class LabelOnDevice : public test::House {
protected:
    void SetUp() override
    {
        labels::keep_key(std::string(32, 'k'));
        printed = run("wayan", [&](Call& call) {
                      return labels::issue(
                          call, market.pontianak(),
                          { .variant = keset, .count = 3, .day = market.pontianak().day(noon) });
                  }).take();
    }
    std::string token(std::int64_t serial)
    {
        return look("wayan", [&](View& view) {
            auto const address = labels::label_address(view, printed, serial, "https://k");
            return labels::token_in(address).value_or("");
        });
    }
    test::Sold labelled(std::vector<std::string> const& tokens)
    {
        auto const pieces = std::ssize(tokens);
        return {
            .lines = { { .variant = keset, .quantity = std::to_string(pieces), .labels = tokens } },
            .total = 45'000 * pieces
        };
    }
    std::optional<SaleId> sold_with(std::int64_t serial)
    {
        return look("wayan", [&](View& view) {
            return labels::sale_with(view, market.pontianak(), serial);
        });
    }
    std::vector<labels::Doubt> doubts()
    {
        return look("wayan", [&](View& view) { return labels::doubts(view, market.pontianak()); });
    }

    VariantId keset { market.product({ .name = "Keset" }) };
    labels::PrintRun printed {};
};

TEST_F(LabelOnDevice, a_token_that_is_no_text_of_a_code_is_unreadable)
{
    auto till = enrolled();
    till.opened();
    till.sold(labelled({ std::string(401, 'A') }));
    EXPECT_EQ(send(till).answers[1].reason, ReviewReason::unreadable);
}

TEST_F(LabelOnDevice, whatever_it_says_the_sale_is_booked_and_told)
{
    auto till = enrolled();
    auto other = enrolled();
    till.opened();
    other.opened();
    auto const first = till.sold(labelled({ token(1), token(2) })).id;
    other.sold(labelled({ token(2) }));
    other.sold(labelled({ "BUKANLABEL" }));
    for (auto* each : { &till, &other })
        for (auto const& answer : send(*each).answers) EXPECT_EQ(answer.outcome, Outcome::accepted);
    ASSERT_EQ(doubts().size(), 2U);
    auto const all = doubts();
    auto const twice = std::ranges::find(all, std::string { labels::sold_before.id },
                                         &labels::Doubt::reason);
    ASSERT_NE(twice, all.end());
    EXPECT_EQ(twice->serial, 2);
    EXPECT_EQ(sold_with(2)->text(), first) << "it stays with the first";
    EXPECT_EQ(day().sales, 3);
    expect_sound();
}

TEST_F(LabelOnDevice, what_is_called_back_is_told_with_the_list_and_booked_if_it_was_sold)
{
    auto till = enrolled();
    till.opened();
    auto const told = [&] {
        auto const stamp = till.stamp();
        ListAsk const wanted { till.id, { stamp, till.key.signature_of(stamp) }, {}, {} };
        return anybody([&](Call& call) { return price_list(call.view(), wanted); })
            .take()
            .called_back;
    };
    EXPECT_TRUE(told().empty());
    ASSERT_TRUE(run("wayan", [&](Call& call) {
                    return labels::withdraw(call, market.pontianak(),
                                            { printed.id, { 2, 3 }, "Tercemar" });
                }).ok());
    ASSERT_EQ(told().size(), 1U);
    EXPECT_EQ(told()[0].first, 2);
    EXPECT_EQ(told()[0].last, 3);
    EXPECT_EQ(told()[0].reason, "Tercemar");
    auto const sale = till.sold(labelled({ token(2) })).id;
    for (auto const& answer : send(till).answers) EXPECT_EQ(answer.outcome, Outcome::accepted);
    EXPECT_EQ(sold_with(2)->text(), sale);
    ASSERT_EQ(doubts().size(), 1U);
    EXPECT_EQ(doubts()[0].reason, labels::sold_withdrawn.id);
    expect_sound();
}

TEST_F(LabelOnDevice, sold_taken_back_and_sold_again_within_one_letter)
{
    auto till = enrolled("wayan");
    till.opened();
    auto const first = till.sold(labelled({ token(1) })).id;
    till.voided(first);
    auto const again = till.sold(labelled({ token(1) })).id;
    till.refunded("PTK-K1-2", R"({"n":1,"quantity":"1"})");
    auto const third = till.sold(labelled({ token(1) })).id;
    for (auto const& answer : send(till).answers) EXPECT_EQ(answer.outcome, Outcome::accepted);
    EXPECT_TRUE(doubts().empty());
    EXPECT_EQ(sold_with(1)->text(), third);
    EXPECT_NE(again, third);
    send(till);
    expect_sound();
}

} // namespace
} // namespace karya::device
