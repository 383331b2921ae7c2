// What was typed wrong is corrected in sight; closed months stay as they are.

#include "ledger/ledger.h"
#include "production/production.h"
#include "production/state.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::production {
namespace {

using test::noon;

Timestamp const in_may { noon + std::chrono::days { 10 } };

class Correction : public testing::Test {
protected:
    org::UnitScope const& unit() { return market.pontianak(); }
    Day today() { return unit().day(noon); }
    template<class Work>
    auto run(Work&& work)
    {
        return market.call(market.cast.wayan, now, work);
    }
    template<class Work>
    auto look(Work&& work)
    {
        return market.view(market.cast.wayan, now, work);
    }
    /// Flour for the pieces, all of them for sale.
    BatchDraft draft_of(std::int64_t pieces, std::int64_t cost)
    {
        auto const all = Quantity::pieces(pieces);
        return { .variant = bread,
                 .day = today(),
                 .output = all,
                 .uses = { .for_sale = all },
                 .costs = { { .name = "Tepung", .amount = Rupiah { cost } } } };
    }
    Batch baked(std::int64_t pieces, std::int64_t cost)
    {
        return run([&](Call& call) { return record(call, unit(), draft_of(pieces, cost)); }).take();
    }
    Result<Line> try_correct(Batch const& batch, BatchDraft const& draft,
                             std::string const& reason = "salah ketik", std::int64_t seen = 0)
    {
        return run([&](Call& call) {
            return correct(
                call, unit(),
                { batch.id, seen ? seen : lines(call.view(), batch.id).back().seq, draft, reason });
        });
    }
    Batch now_of(Batch const& batch)
    {
        return look([&](View& view) { return production::batch(view, unit(), batch.id); }).take();
    }
    Quantity on_hand()
    {
        return look(
            [&](View& view) { return catalogue::movements(view, unit(), bread).front().on_hand; });
    }
    void sell(std::int64_t pieces)
    {
        sales::SaleDraft draft { .id = test::numbered<SaleTag>(++sold), .sold_at = noon };
        draft.lines = { { .variant = bread, .quantity = Quantity::pieces(pieces) } };
        run([&](Call& call) { return sales::record(call, unit(), draft); }).take();
    }
    /// April is closed, in May.
    void close_april()
    {
        sell(1);
        now = in_may;
        auto const done = run(
            [&](Call& call) { return ledger::close_period(call, unit(), Day::from(2021, 4, 1)); });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }
    /// Output and cost that a report of these days has.
    std::pair<Quantity, Rupiah> reported(Day first, Day last)
    {
        std::pair<Quantity, Rupiah> sums;
        for (auto const& line :
             look([&](View& view) { return lines_on(view, unit(), first, last); })) {
            sums.first = sums.first + line.output;
            sums.second += line.cost;
        }
        return sums;
    }
    std::pair<Quantity, Rupiah> in_april() { return reported(april, april.next(29)); }
    std::pair<Quantity, Rupiah> in_month_of_may() { return reported(may, may.next(30)); }
    std::string broken()
    {
        return look([](View& view) { return first_broken_batch(view.read); }).value_or("");
    }
    template<class Answer>
    static std::string code_of(Answer const& answer)
    {
        return answer.ok() ? "ok" : std::string { answer.error().code().id };
    }

    test::Market market;
    Timestamp now { noon };
    unsigned sold {};
    Day april { Day::from(2021, 4, 1) };
    Day may { Day::from(2021, 5, 1) };
    VariantId bread { market.product({ .name = "Roti", .stock = Quantity::pieces(3) }) };
};

TEST_F(Correction, is_refused_without_a_reason_a_change_or_the_last_line)
{
    auto const batch = baked(300, 30'000);
    EXPECT_EQ(code_of(try_correct(batch, draft_of(30, 30'000), " ")), "production.reason_missing");
    EXPECT_EQ(code_of(try_correct(batch, draft_of(300, 30'000))), "production.unchanged");
    auto wrong = draft_of(30, 30'000);
    wrong.uses.kitchen = Quantity::pieces(1);
    EXPECT_EQ(code_of(try_correct(batch, wrong)), "production.bad_batch");
    ASSERT_EQ(code_of(try_correct(batch, draft_of(30, 30'000))), "ok");
    EXPECT_EQ(code_of(try_correct(batch, draft_of(31, 30'000), "lagi", 1)),
              "production.corrected_since");
    auto const elsewhere = market.call(market.cast.admin, noon, [&](Call& call) {
        return correct(call, market.ambon(), { batch.id, 3, draft_of(31, 30'000), "lagi" });
    });
    EXPECT_EQ(code_of(elsewhere), "core.not_found");
    EXPECT_EQ(on_hand(), Quantity::pieces(33));
    EXPECT_EQ(broken(), "");
}

TEST_F(Correction, three_hundred_for_thirty_moves_stock_cost_and_report_under_the_same_lot)
{
    auto const batch = baked(300, 300'000);
    auto const later = baked(50, 50'000);
    sell(60);
    auto draft = draft_of(30, 30'000);
    draft.grade = Grade::second;
    draft.uses.for_sale = Quantity::pieces(25);
    draft.uses.spoiled = Quantity::pieces(5);
    ASSERT_EQ(code_of(try_correct(batch, draft)), "ok");
    auto const corrected = now_of(batch);
    EXPECT_EQ(corrected.lot, batch.lot);
    EXPECT_EQ(corrected.output, Quantity::pieces(30));
    EXPECT_EQ(corrected.grade, Grade::second);
    EXPECT_EQ(corrected.unit_cost, Rupiah { 1'200 });
    EXPECT_EQ(on_hand(), Quantity::pieces(3 + 25 + 50 - 60));
    auto const way = look([&](View& view) { return trace_of(view, unit(), corrected); });
    EXPECT_EQ(way.shelved, Quantity::pieces(25)) << "as if it had been so from the start";
    EXPECT_EQ(way.left + way.other, Quantity {});
    EXPECT_EQ(look([&](View& view) { return trace_of(view, unit(), later); }).left,
              Quantity::pieces(18));
    EXPECT_EQ(in_april(), std::pair(Quantity::pieces(80), Rupiah { 80'000 }));
    EXPECT_EQ(reported(today(), today()), in_april());
    EXPECT_EQ(reported(today().next(), may), std::pair(Quantity {}, Rupiah {}));
    EXPECT_EQ(reported(april, today().next(-1)), std::pair(Quantity {}, Rupiah {}));
    EXPECT_EQ(baked(1, 0).lot, "PTK-L210426-3") << "numbers run on";
    EXPECT_EQ(broken(), "");
}

TEST_F(Correction, keeps_what_stood_with_reason_hand_and_time)
{
    auto const batch = baked(10, 1'000);
    ASSERT_EQ(code_of(try_correct(batch, draft_of(12, 2'000))), "ok");
    ASSERT_EQ(code_of(try_correct(batch, draft_of(11, 1'500), "dihitung lagi")), "ok");
    auto const all = look([&](View& view) { return lines(view, batch.id); });
    ASSERT_EQ(all.size(), 5U);
    EXPECT_EQ(all[1].sign, -1);
    EXPECT_EQ(all[1].output, Quantity::pieces(10));
    EXPECT_EQ(all[2].reason, "salah ketik");
    EXPECT_EQ(all[4].reason, "dihitung lagi");
    EXPECT_EQ(all[4].hand, market.cast.wayan.name);
    EXPECT_EQ(all[4].at, noon);
    auto const now = look([&](View& view) { return costs(view, batch.id); });
    ASSERT_EQ(now.size(), 1U);
    EXPECT_EQ(now[0].amount, Rupiah { 1'500 });
    EXPECT_EQ(on_hand(), Quantity::pieces(14));
    EXPECT_EQ(
        look([&](View& view) { return made_between(view, april, april.next(29)); })[0].batches, 1);
    EXPECT_EQ(broken(), "");
}

TEST_F(Correction, takes_no_more_than_is_there_and_says_so)
{
    auto const batch = baked(10, 1'000);
    sell(9);
    auto const refused = try_correct(batch, draft_of(5, 1'000));
    ASSERT_EQ(code_of(refused), "production.gone");
    EXPECT_EQ(refused.error().args[0].second.substr(0, 1), "4");
    EXPECT_EQ(refused.error().args[1].second.substr(0, 1), "5");
    EXPECT_EQ(code_of(try_correct(batch, draft_of(6, 1'000))), "ok");
    EXPECT_EQ(on_hand(), Quantity {});
    EXPECT_EQ(broken(), "");
}

TEST_F(Correction, leaves_what_was_for_sale_of_a_withdrawn_lot)
{
    auto const batch = baked(10, 1'000);
    ASSERT_TRUE(run([&](Call& call) { return withdraw(call, unit(), batch.id, "berjamur"); }).ok());
    EXPECT_EQ(code_of(try_correct(batch, draft_of(11, 1'000))), "production.withdrawn_stock");
    EXPECT_EQ(code_of(try_correct(batch, draft_of(10, 900))), "ok");
    EXPECT_EQ(on_hand(), Quantity::pieces(3));
    EXPECT_EQ(broken(), "");
}

TEST_F(Correction, R04_the_goods_cost_follows_only_when_asked)
{
    auto const batch = baked(10, 100'000);
    run([&](Call& call) { return use_cost(call, unit(), batch.id); }).take();
    auto const cost = [&] {
        return look([&](View& view) { return catalogue::price_at(view, unit(), bread, now); })
            .take()
            .cost;
    };
    ASSERT_EQ(code_of(try_correct(batch, draft_of(10, 10'000))), "ok");
    EXPECT_EQ(cost(), Rupiah { 10'000 });
    now += std::chrono::hours { 1 };
    run([&](Call& call) { return use_cost(call, unit(), batch.id); }).take();
    EXPECT_EQ(cost(), Rupiah { 1'000 });
}

TEST_F(Correction, of_what_was_never_made_leaves_no_batch)
{
    auto const batch = baked(10, 1'000);
    BatchDraft const none { .day = today() };
    ASSERT_EQ(code_of(try_correct(batch, none, "tercatat dua kali")), "ok");
    EXPECT_EQ(on_hand(), Quantity::pieces(3));
    EXPECT_EQ(in_april(), std::pair(Quantity {}, Rupiah {}));
    EXPECT_EQ(
        look([&](View& view) { return made_between(view, april, april.next(29)); })[0].batches, 0);
    EXPECT_EQ(broken(), "");
}

TEST_F(Correction, R12_a_batch_of_a_closed_month_is_booked_on_the_first_open_day)
{
    close_april();
    auto const batch = baked(7, 700);
    EXPECT_EQ(batch.lot, "PTK-L210426-1");
    EXPECT_EQ(in_april(), std::pair(Quantity {}, Rupiah {}));
    EXPECT_EQ(in_month_of_may(), std::pair(Quantity::pieces(7), Rupiah { 700 }));
    auto const line = look([&](View& view) { return lines(view, batch.id); })[0];
    EXPECT_TRUE(is_late(line));
    EXPECT_EQ(line.booked_on, may);
    EXPECT_EQ(broken(), "");
}

TEST_F(Correction, R12_a_closed_month_stays_when_its_batch_is_corrected)
{
    auto const batch = baked(10, 1'000);
    close_april();
    ASSERT_EQ(code_of(try_correct(batch, draft_of(8, 900))), "ok");
    EXPECT_EQ(in_april(), std::pair(Quantity::pieces(10), Rupiah { 1'000 }));
    EXPECT_EQ(in_month_of_may(), std::pair(Quantity::pieces(-2), Rupiah { -100 }));
    EXPECT_EQ(broken(), "");
}

TEST_F(Correction, verify_sees_what_was_changed_past_the_program)
{
    static db::Query const later { "correct_test.later",
                                   "UPDATE production_line SET note = 'x' WHERE seq = 3" };
    static db::Query const mirror { "correct_test.mirror",
                                    "UPDATE production_line SET note = 'x' WHERE seq = 2" };
    static db::Query const mirror_back { "correct_test.mirror_back",
                                         "UPDATE production_line SET note = '' WHERE seq = 2" };
    static db::Query const booked { "correct_test.booked",
                                    "UPDATE production_line SET booked_on = day + 1" };
    auto const batch = baked(10, 1'000);
    ASSERT_EQ(code_of(try_correct(batch, draft_of(8, 900))), "ok");
    auto const change = [&](db::Query const& query) {
        run([&](Call& call) -> Result<int> { return call.tx.run(query), 1; }).take();
        return broken();
    };
    EXPECT_NE(change(mirror).find("does not mirror"), std::string::npos);
    EXPECT_EQ(change(mirror_back), "");
    EXPECT_NE(change(later).find("knows it otherwise"), std::string::npos);
    EXPECT_NE(change(booked), "");
}

} // namespace
} // namespace karya::production
