// Batches, their cost and stock, the way of a lot, and the proof of it all.

#include "labels/labels.h"
#include "production/state.h"
#include "support/cast.h"
#include <algorithm>
#include <deque>
#include <gtest/gtest.h>
#include <map>
#include <random>

namespace karya::production {
namespace {

using catalogue::Shortage;
using test::noon;

class Kitchen : public testing::Test {
protected:
    org::UnitScope const& unit() { return market.pontianak(); }
    Day today() { return unit().day(noon); }
    template<class Work>
    auto run(Work&& work)
    {
        return market.call(market.cast.wayan, noon, work);
    }
    template<class Work>
    auto look(Work&& work)
    {
        return market.view(market.cast.wayan, noon, work);
    }
    Result<Batch> try_record(BatchDraft draft)
    {
        if (draft.variant.empty()) draft.variant = bread;
        if (draft.day == Day {}) draft.day = today();
        return run([&](Call& call) { return record(call, unit(), draft); });
    }
    /// All of it for sale.
    Batch baked(std::int64_t pieces)
    {
        auto const all = Quantity::pieces(pieces);
        return try_record({ .output = all, .uses = { .for_sale = all } }).take();
    }
    void sell(std::string const& sale, std::int64_t pieces)
    {
        run([&](Call& call) {
            return catalogue::take(call, unit(), bread, Quantity::pieces(pieces), sale);
        }).take();
    }
    void give_back(std::string const& sale, std::int64_t pieces)
    {
        run([&](Call& call) -> Result<int> {
            TRY(catalogue::put_back(call, unit(), { { bread, Quantity::pieces(pieces) } }, sale));
            return 1;
        }).take();
    }
    Trace way_of(Batch const& batch)
    {
        return look([&](View& view) { return trace_of(view, unit(), batch); });
    }
    Quantity on_hand()
    {
        return look(
            [&](View& view) { return catalogue::movements(view, unit(), bread).front().on_hand; });
    }
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
    VariantId bread { market.product({ .name = "Roti", .stock = Quantity::pieces(3) }) };
};

TEST(LotState, R14_cost_for_one_is_half_up_of_what_did_not_spoil)
{
    auto const cost = [](std::int64_t amount, std::int64_t output, std::int64_t spoiled) {
        return unit_cost_of(Rupiah { amount }, Quantity { output }, Quantity { spoiled });
    };
    EXPECT_EQ(cost(10'000, 3'000, 0), Rupiah { 3'333 });
    EXPECT_EQ(cost(10'001, 2'000, 0), Rupiah { 5'001 }); // a half goes up
    EXPECT_EQ(cost(10'000, 3'000, 1'000), Rupiah { 5'000 });
    EXPECT_EQ(cost(0, 1'000, 0), Rupiah {});
    EXPECT_EQ(cost(7'000, 500, 0), Rupiah { 14'000 }); // of half a kilogram
    EXPECT_FALSE(cost(10'000, 1'000, 1'000));
    EXPECT_EQ(lot_of("PTK", Day::from(2021, 4, 6), 12), "PTK-L210406-12");
}

TEST_F(Kitchen, uses_that_are_not_the_output_are_refused_with_the_difference)
{
    auto const less = try_record(
        { .output = Quantity::pieces(10), .uses = { .for_sale = Quantity::pieces(7) } });
    ASSERT_EQ(code_of(less), "production.bad_batch");
    EXPECT_EQ(less.error().fields[0].reason, "production.uses_missing");
    EXPECT_EQ(less.error().fields[0].args[0].second, "3");
    auto const more = try_record(
        { .output = Quantity::pieces(1),
          .uses = { .for_sale = Quantity::pieces(1), .kitchen = Quantity::pieces(1) } });
    EXPECT_EQ(more.error().fields[0].reason, "production.uses_too_many");
    EXPECT_EQ(on_hand(), Quantity::pieces(3));
}

TEST_F(Kitchen, what_cannot_be_is_refused_field_by_field)
{
    EXPECT_EQ(code_of(try_record({})), "production.bad_batch"); // nothing made
    auto const wrong = try_record(
        { .day = today().next(),
          .output = Quantity { 1'500 },
          .uses = { .for_sale = Quantity { -500 } },
          .costs = { { .quantity = Quantity {}, .amount = Rupiah { -1 } } } });
    ASSERT_EQ(code_of(wrong), "production.bad_batch");
    std::vector<std::string> fields;
    for (auto const& field : wrong.error().fields) fields.push_back(field.field);
    EXPECT_EQ(fields,
              (std::vector<std::string> { "day", "for_sale", "output", "costs.0.name",
                                          "costs.0.quantity", "costs.0.amount" }));
    auto const elsewhere = market.call(market.cast.admin, noon, [&](Call& call) {
        return record(call, market.ambon(), { .variant = bread, .day = today() });
    });
    EXPECT_EQ(code_of(elsewhere), "core.not_found");
    EXPECT_EQ(broken(), "");
}

TEST_F(Kitchen, a_batch_is_numbered_costed_and_on_the_shelf)
{
    auto const made = try_record(
                          { .output = Quantity::pieces(20),
                            .uses = { .for_sale = Quantity::pieces(15),
                                      .kitchen = Quantity::pieces(3),
                                      .spoiled = Quantity::pieces(2) },
                            .costs = { { .name = "Tepung",
                                         .quantity = Quantity { 2'500 },
                                         .measure = "kg",
                                         .amount = Rupiah { 30'000 } },
                                       { CostKind::other, "Gas", {}, {}, Rupiah { 10'005 } } } })
                          .take();
    EXPECT_EQ(made.lot, "PTK-L210426-1");
    EXPECT_EQ(made.cost, Rupiah { 40'005 });
    EXPECT_EQ(made.unit_cost, Rupiah { 2'223 });
    EXPECT_EQ(on_hand(), Quantity::pieces(18));
    EXPECT_EQ(baked(1).lot, "PTK-L210426-2");
    EXPECT_EQ(code_of(try_record({ .output = Quantity::pieces(1) })), "production.bad_batch");
    EXPECT_EQ(baked(1).lot, "PTK-L210426-3"); // a refused one leaves no gap
    EXPECT_EQ(look([&](View& view) { return costs(view, made.id); }).size(), 2U);
    EXPECT_EQ(broken(), "");
}

TEST_F(Kitchen, its_cost_becomes_the_goods_cost_when_asked)
{
    auto const all = Quantity::pieces(4);
    auto const made = try_record({ .output = all,
                                   .uses = { .for_sale = all },
                                   .costs = { { .name = "Tepung", .amount = Rupiah { 10'000 } } } })
                          .take();
    auto const cost = [&] {
        return look([&](View& view) { return catalogue::price_at(view, unit(), bread, noon); })
            .take()
            .cost;
    };
    EXPECT_EQ(cost(), Rupiah { 20'000 });
    ASSERT_TRUE(run([&](Call& call) { return use_cost(call, unit(), made.id); }).ok());
    EXPECT_EQ(cost(), Rupiah { 2'500 });
    auto const lost = try_record({ .output = all, .uses = { .spoiled = all } }).take();
    EXPECT_EQ(code_of(run([&](Call& call) { return use_cost(call, unit(), lost.id); })),
              "production.no_unit_cost");
}

TEST_F(Kitchen, the_oldest_goods_are_sold_first_and_what_comes_back_is_not_sold)
{
    auto const first = baked(5);
    auto const second = baked(5);
    sell("one", 4); // three of before, one of the first
    sell("two", 6); // four of the first, two of the second
    auto way = way_of(first);
    EXPECT_EQ(way.shelved, Quantity::pieces(5));
    EXPECT_EQ(way.sold, Quantity::pieces(5));
    ASSERT_EQ(way.sales.size(), 2U);
    EXPECT_EQ(way.sales[0].quantity, Quantity::pieces(1));
    EXPECT_EQ(way.sales[1].quantity, Quantity::pieces(4));
    give_back("two", 3); // both of the second, one of the first
    EXPECT_EQ(way_of(first).left, Quantity::pieces(1));
    EXPECT_EQ(way_of(second).left, Quantity::pieces(5));
    EXPECT_TRUE(way_of(second).sales.empty());
}

Step move(std::string sale, std::string note, std::int64_t pieces)
{
    return { std::move(sale), std::move(note), noon, Quantity { pieces * 1'000 } };
}

TEST(WayOfALot, is_told_by_labels_where_they_were_read)
{
    // Ten of each lot; what was scanned is of the younger one.
    std::vector<Step> const steps { move("", "A", 10), move("", "B", 10), move("s1", "", -4),
                                    move("s2", "", -9), move("s3", "", -2) };
    LabelledBySale const labels { { "s1", { { "B", Quantity::pieces(3) } } },
                                  { "s3", { { "B", Quantity::pieces(2) } } } };
    auto const b = first_in_first_out(steps, "B", labels);
    ASSERT_EQ(b.sales.size(), 2U) << "s2 is served by the older lot";
    EXPECT_EQ(b.sales[0].source, "s1");
    EXPECT_EQ(b.sales[0].quantity, Quantity::pieces(3));
    EXPECT_TRUE(b.sales[0].labelled);
    EXPECT_EQ(b.sales[1].quantity, Quantity::pieces(2));
    EXPECT_TRUE(b.sales[1].labelled);
    EXPECT_EQ(b.left, Quantity::pieces(5));
    auto const a = first_in_first_out(steps, "A", labels);
    EXPECT_EQ(a.sold, Quantity::pieces(10));
    ASSERT_EQ(a.sales.size(), 2U);
    EXPECT_FALSE(a.sales[0].labelled) << "one of four was without a label";
    EXPECT_EQ(a.sales[0].quantity, Quantity::pieces(1));
    EXPECT_EQ(a.other, Quantity {});
}

TEST(WayOfALot, a_label_counts_no_more_than_was_sold_and_comes_back_with_it)
{
    LabelledBySale const labels { { "s1", { { "B", Quantity::pieces(9) } } } };
    std::vector<Step> steps { move("", "A", 2), move("", "B", 3), move("s1", "", -4) };
    auto b = first_in_first_out(steps, "B", labels);
    EXPECT_EQ(b.sold, Quantity::pieces(3)) << "of four one must be another";
    EXPECT_EQ(b.left, Quantity {});
    steps.push_back(move("s1", "", 4));
    b = first_in_first_out(steps, "B", labels);
    EXPECT_EQ(b.sold, Quantity {});
    EXPECT_EQ(b.left, Quantity::pieces(3));
    EXPECT_TRUE(b.sales.empty());
}

TEST_F(Kitchen, labels_of_a_withdrawn_lot_are_called_back)
{
    labels::keep_key(std::string(32, 'k'));
    labels::tell_lots_by(lots_for_labels);
    auto const batch = baked(3);
    auto const draft = [&](std::string lot) {
        return labels::RunDraft {
            .variant = bread, .count = 2, .day = today(), .lot = std::move(lot)
        };
    };
    auto const made = run([&](Call& call) {
                          return labels::issue(call, unit(), draft(batch.lot));
                      }).take();
    auto const offered = [&] {
        return look([&](View& view) { return labels::lots(view, unit()).size(); });
    };
    EXPECT_EQ(offered(), 1U);
    ASSERT_TRUE(run([&](Call& call) { return withdraw(call, unit(), batch.id, "berjamur"); }).ok());
    EXPECT_EQ(offered(), 0U);
    auto const gone = look([&](View& view) { return labels::withdrawals(view, made); });
    ASSERT_EQ(gone.size(), 1U);
    EXPECT_EQ(gone[0].reason, "berjamur");
    EXPECT_EQ(
        code_of(run([&](Call& call) { return labels::issue(call, unit(), draft(batch.lot)); })),
        "labels.bad_run");
    EXPECT_EQ(look([&](View& view) { return withdrawn_lots(view, unit()); }),
              std::vector { batch.id });
    EXPECT_EQ(look([&](View& view) { return batches_of(view, unit(), "ptk-l210426-1").size(); }),
              1U);
}

TEST_F(Kitchen, lots_stand_by_their_day_also_those_written_late)
{
    auto const on = [&](Day day) {
        auto const all = Quantity::pieces(1);
        return try_record({ .day = day, .output = all, .uses = { .kitchen = all } }).take();
    };
    auto const today_first = on(today());
    auto const late = on(today().next(-2));
    auto const today_second = on(today());
    auto const listed = [&](std::optional<BatchId> before) {
        std::vector<std::string> lots;
        look([&](View& view) {
            for (auto const& batch : batches(view, unit(), before)) lots.push_back(batch.lot);
            return 0;
        });
        return lots;
    };
    EXPECT_EQ(listed({}), (std::vector { today_second.lot, today_first.lot, late.lot }));
    EXPECT_EQ(listed(today_second.id), (std::vector { today_first.lot, late.lot }));
    EXPECT_TRUE(listed(late.id).empty());
}

TEST_F(Kitchen, a_withdrawal_needs_a_reason_and_takes_its_own_lot)
{
    auto const first = baked(5);
    auto const second = baked(5);
    sell("one", 4);
    auto const try_withdraw = [&](Batch const& batch, std::string const& reason) {
        return run([&](Call& call) { return withdraw(call, unit(), batch.id, reason); });
    };
    EXPECT_EQ(code_of(try_withdraw(second, "  ")), "production.reason_missing");
    EXPECT_EQ(try_withdraw(second, "berjamur").take().quantity, Quantity::pieces(5));
    EXPECT_EQ(code_of(try_withdraw(second, "berjamur")), "production.withdrawn_already");
    EXPECT_EQ(on_hand(), Quantity::pieces(4));
    EXPECT_EQ(way_of(second).left, Quantity {});
    EXPECT_EQ(way_of(second).other, Quantity::pieces(5));
    EXPECT_EQ(way_of(first).left, Quantity::pieces(4));
    EXPECT_EQ(broken(), "");
}

TEST_F(Kitchen, what_a_buyer_holds_is_withdrawn_once_he_has_given_it_up)
{
    auto const batch = baked(2);
    auto const try_withdraw = [&](std::string const& reason) {
        return run([&](Call& call) { return withdraw(call, unit(), batch.id, reason); });
    };
    ASSERT_TRUE(run([&](Call& call) {
                    return catalogue::hold_for(call,
                                               { "pesanan", { { bread, Quantity::pieces(4) } } });
                }).ok());
    EXPECT_EQ(try_withdraw("uji").take().quantity, Quantity::pieces(1)) << "one of five is free";
    EXPECT_EQ(on_hand(), Quantity::pieces(4));
    EXPECT_EQ(way_of(batch).left, Quantity::pieces(1));
    EXPECT_EQ(code_of(try_withdraw("")), "production.held");
    EXPECT_EQ(broken(), "");
    ASSERT_TRUE(run([&](Call& call) -> Result<int> {
                    catalogue::drop_hold(call, "pesanan");
                    return 1;
                }).ok());
    auto const all = try_withdraw("").take();
    EXPECT_EQ(all.quantity, Quantity::pieces(2));
    EXPECT_EQ(all.reason, "uji");
    EXPECT_EQ(on_hand(), Quantity::pieces(3));
    EXPECT_EQ(code_of(try_withdraw("")), "production.withdrawn_already");
    EXPECT_EQ(broken(), "");
}

TEST_F(Kitchen, verify_sees_what_was_changed_past_the_program)
{
    static db::Query const cost { "production_test.cost",
                                  "UPDATE production_cost SET amount = amount + 1" };
    static db::Query const back { "production_test.cost_back",
                                  "UPDATE production_cost SET amount = amount - 1" };
    static db::Query const uses { "production_test.uses", R"sql(
UPDATE production_batch SET for_sale = for_sale - 1000, kitchen = kitchen + 1000
)sql" };
    static db::Query const uses_back { "production_test.uses_back", R"sql(
UPDATE production_batch SET for_sale = for_sale + 1000, kitchen = kitchen - 1000
)sql" };
    static db::Query const grade { "production_test.grade",
                                   "UPDATE production_batch SET grade = 'second'" };
    static db::Query const number { "production_test.number",
                                    "UPDATE production_number SET last = last + 1" };
    auto const all = Quantity::pieces(4);
    try_record({ .output = all,
                 .uses = { .for_sale = all },
                 .costs = { { .name = "Tepung", .amount = Rupiah { 10'000 } } } })
        .take();
    auto const change = [&](db::Query const& query) {
        run([&](Call& call) -> Result<int> { return call.tx.run(query), 1; }).take();
        return broken();
    };
    EXPECT_NE(change(cost).find("sum of its lines"), std::string::npos);
    EXPECT_EQ(change(back), "");
    EXPECT_NE(change(uses).find("came into stock"), std::string::npos);
    EXPECT_EQ(change(uses_back), "");
    EXPECT_NE(change(number).find("numbered"), std::string::npos);
    EXPECT_NE(change(grade).find("trail"), std::string::npos);
}

/// Every piece by itself, in a queue.
struct Model {
    std::deque<std::string> shelf { "", "", "" }; ///< the lot of each piece
    std::map<std::string, std::vector<std::string>> sold {};

    void bake(std::string const& lot, std::int64_t pieces)
    {
        shelf.insert(shelf.end(), static_cast<std::size_t>(pieces), lot);
    }
    void sell(std::string const& sale, std::int64_t pieces)
    {
        for (; pieces > 0; --pieces) {
            sold[sale].push_back(shelf.front());
            shelf.pop_front();
        }
    }
    void give_back(std::string const& sale, std::int64_t pieces)
    {
        for (; pieces > 0; --pieces) {
            shelf.push_front(sold[sale].back());
            sold[sale].pop_back();
        }
    }
    void withdraw(std::string const& lot) { std::erase(shelf, lot); }
};

TEST_F(Kitchen, any_history_follows_each_piece)
{
    auto const seed = std::random_device {}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 engine { seed };
    auto const chance = [&](std::size_t below) {
        return static_cast<std::size_t>(engine()) % below;
    };
    Model model;
    std::vector<Batch> made;
    std::vector<std::string> sales;
    for (int i = 0; i < 80; ++i) {
        auto const deed = chance(10);
        if (deed < 4) {
            made.push_back(baked(1 + static_cast<std::int64_t>(chance(6))));
            model.bake(made.back().lot, made.back().output.thousandths() / 1'000);
        } else if (deed < 7 && !model.shelf.empty()) {
            sales.push_back("sale " + std::to_string(i));
            auto const pieces = 1
                + static_cast<std::int64_t>(chance(std::min<std::size_t>(4, model.shelf.size())));
            sell(sales.back(), pieces);
            model.sell(sales.back(), pieces);
        } else if (deed < 9 && !sales.empty()) {
            auto const& sale = sales[chance(sales.size())];
            if (model.sold[sale].empty()) continue;
            auto const pieces = 1 + static_cast<std::int64_t>(chance(model.sold[sale].size()));
            give_back(sale, pieces);
            model.give_back(sale, pieces);
        } else if (deed == 9 && !made.empty()) {
            auto const& batch = made[chance(made.size())];
            auto const done = run(
                [&](Call& call) { return withdraw(call, unit(), batch.id, "uji"); });
            if (done.ok()) model.withdraw(batch.lot);
        }
    }
    for (auto const& batch : made) {
        auto const way = way_of(batch);
        EXPECT_EQ(way.left, Quantity::pieces(std::ranges::count(model.shelf, batch.lot)));
        std::int64_t sold = 0;
        for (auto const& [sale, pieces] : model.sold) sold += std::ranges::count(pieces, batch.lot);
        EXPECT_EQ(way.sold, Quantity::pieces(sold)) << batch.lot;
    }
    EXPECT_EQ(on_hand(), Quantity::pieces(static_cast<std::int64_t>(model.shelf.size())));
    EXPECT_EQ(broken(), "");
}

} // namespace
} // namespace karya::production
