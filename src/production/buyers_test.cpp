// Who is told of a recall: seen by whoever opened it himself, for an hour, and noted.

#include "core/audit.h"
#include "production/production.h"
#include "support/cast.h"
#include <chrono>
#include <gtest/gtest.h>

namespace karya::production {
namespace {

using test::noon;

class BuyersOfLot : public testing::Test {
protected:
    void SetUp() override
    {
        s_ordered = {};
        tell_contacts_by(
            [](View const&, org::UnitScope const&, std::vector<SaleId> const& sales) {
                EXPECT_EQ(sales, std::vector { s_ordered }) << "the counter asks nobody";
                return std::map<SaleId, Contact> {
                    { s_ordered, { "o1", "PTK-P-1", "Budi", "+628123", "budi@surat.id" } }
                };
            },
            [](View const&, org::UnitScope const&, VariantId) {
                return std::vector<Waiting> {
                    { { "o2", "PTK-P-2", "Ani", "+628999", "" }, noon, Quantity::pieces(2) }
                };
            });
        lot = baked();
        s_ordered = sold(1, sales::Channel::shop);
        at_counter = sold(2);
    }
    org::UnitScope const& unit() { return market.pontianak(); }
    template<class Work>
    auto run(Work&& work)
    {
        return market.call(market.cast.wayan, noon, work);
    }
    Batch baked()
    {
        auto const all = Quantity::pieces(5);
        return run([&](Call& call) {
                   return record(call, unit(),
                                 { .variant = bread,
                                   .day = unit().day(noon),
                                   .output = all,
                                   .uses = { .for_sale = all } });
               })
            .take();
    }
    SaleId sold(unsigned number, sales::Channel channel = sales::Channel::counter)
    {
        sales::SaleDraft draft { .id = test::numbered<SaleTag>(number),
                                 .channel = channel,
                                 .sold_at = noon };
        draft.lines = { { .variant = bread, .quantity = Quantity::pieces(1) } };
        return run([&](Call& call) { return sales::record(call, unit(), draft); }).take().id;
    }
    Result<BuyersReadingId> open(org::UnitScope const& scope)
    {
        return run([&](Call& call) { return read_buyers(call, scope, lot.id); });
    }
    void call_back()
    {
        auto const done = run(
            [&](Call& call) { return withdraw(call, unit(), lot.id, "berjamur"); });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }
    std::vector<Holder> seen(std::optional<BuyersReadingId> reading, Timestamp now = noon)
    {
        return seen_by(market.cast.wayan, lot, reading, now);
    }
    std::vector<Holder> seen_by(Actor const& who, Batch const& batch,
                                std::optional<BuyersReadingId> reading, Timestamp now = noon)
    {
        return market.view(who, now,
                           [&](View& view) { return holders(view, unit(), batch, reading); });
    }
    std::string broken()
    {
        return market
            .view(market.cast.wayan, noon, [](View& view) { return first_broken_batch(view.read); })
            .value_or("");
    }

    inline static SaleId s_ordered {};
    test::Market market;
    VariantId bread { market.product({ .name = "Roti", .stock = Quantity {} }) };
    Batch lot {};
    SaleId at_counter {};
};

TEST_F(BuyersOfLot, without_a_reading_receipts_and_orders_stand_there_alone)
{
    auto const all = seen({});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].sale, s_ordered);
    ASSERT_TRUE(all[0].contact);
    EXPECT_EQ(all[0].contact->number, "PTK-P-1");
    EXPECT_EQ(all[0].contact->name + all[0].contact->phone + all[0].contact->email, "");
    EXPECT_EQ(all[1].sale, at_counter);
    EXPECT_FALSE(all[1].contact);
    EXPECT_EQ(all[1].quantity, Quantity::pieces(1));
    EXPECT_TRUE(all[2].waiting) << "two of the lot may be his";
    EXPECT_EQ(all[2].contact->number + all[2].contact->name, "PTK-P-2");
}

TEST_F(BuyersOfLot, contacts_stay_closed_until_something_is_called_back)
{
    EXPECT_EQ(open(unit()).error().code(), not_called_back);
    call_back();
    EXPECT_EQ(seen(open(unit()).take())[0].contact->phone, "+628123");
}

TEST_F(BuyersOfLot, a_torn_label_opens_no_contacts)
{
    labels::keep_key(std::string(32, 'k'));
    labels::tell_lots_by(lots_for_labels);
    auto const printed = run([&](Call& call) -> Result<labels::PrintRun> {
        return labels::issue(call, unit(),
                             { .variant = bread, .count = 3, .day = lot.day, .lot = lot.lot });
    });
    ASSERT_TRUE(printed.ok()) << printed.error().code().id;
    EXPECT_EQ(open(unit()).error().code(), not_called_back);
    auto const& made = printed.value();
    ASSERT_TRUE(run([&](Call& call) {
                    return labels::withdraw(call, unit(),
                                            { .run = made.id,
                                              .serials = { made.first, made.first },
                                              .reason = "sobek" });
                }).ok());
    EXPECT_EQ(open(unit()).error().code(), not_called_back);
}

TEST_F(BuyersOfLot, what_came_back_is_not_his_any_more)
{
    ASSERT_TRUE(run([&](Call& call) {
                    return sales::refund(call, unit(),
                                         { .id = test::numbered<RefundTag>(9),
                                           .sale = at_counter,
                                           .lines = { { 1, Quantity::pieces(1), {} } },
                                           .reason = "berjamur" });
                }).ok());
    auto const all = seen({});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].sale, s_ordered);
    EXPECT_TRUE(all[1].waiting);
}

TEST_F(BuyersOfLot, nobody_waits_for_a_lot_of_which_nothing_is_left)
{
    ASSERT_TRUE(run([&](Call& call) {
                    return catalogue::hold_for(call,
                                               { "pesanan", { { bread, Quantity::pieces(2) } } });
                }).ok());
    call_back();
    EXPECT_EQ(seen(open(unit()).take())[2].contact->phone, "+628999");
    ASSERT_TRUE(run([&](Call& call) -> Result<int> {
                    catalogue::drop_hold(call, "pesanan");
                    return 1;
                }).ok());
    call_back();
    EXPECT_EQ(seen({}).size(), 2U);
}

TEST_F(BuyersOfLot, a_reading_is_for_its_lot_its_reader_and_an_hour)
{
    EXPECT_EQ(open(market.ambon()).error().code().id, not_found.id);
    call_back();
    auto const reading = open(unit()).take();
    EXPECT_EQ(seen(reading)[0].contact->phone, "+628123");
    EXPECT_EQ(seen(reading)[0].contact->email, "budi@surat.id");
    EXPECT_EQ(seen(reading, noon + std::chrono::minutes { 59 })[0].contact->name, "Budi");
    EXPECT_EQ(seen(reading, noon + std::chrono::hours { 1 })[0].contact->name, "");
    auto other = market.cast.wayan;
    other.officer = OfficerId::make(noon);
    EXPECT_EQ(seen_by(other, lot, reading)[0].contact->name, "");
    auto const next = baked();
    EXPECT_FALSE(market.view(market.cast.wayan, noon,
                             [&](View& view) { return is_open(view, next, reading); }));
    EXPECT_EQ(seen(BuyersReadingId::make(noon))[0].contact->name, "");
}

TEST_F(BuyersOfLot, each_reading_is_noted_and_verify_misses_none)
{
    call_back();
    open(unit()).take();
    open(unit()).take();
    std::int64_t noted = 0;
    market.view(market.cast.wayan, noon, [&](View& view) {
        core::each_trace(view.read, unit().unit(), "production", [&](core::Trace const& trace) {
            noted += trace.what == "production.read_buyers";
        });
        return 0;
    });
    EXPECT_EQ(noted, 2);
    EXPECT_EQ(broken(), "");
    static db::Query const forget { "production_test.forget_reading", R"sql(
DELETE FROM production_reading WHERE id = (SELECT MIN(id) FROM production_reading)
)sql" };
    run([&](Call& call) -> Result<int> { return call.tx.run(forget), 1; }).take();
    EXPECT_NE(broken().find("read_buyers"), std::string::npos) << "a reading was wiped out";
}

} // namespace
} // namespace karya::production
