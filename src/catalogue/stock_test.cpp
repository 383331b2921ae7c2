#include "catalogue/shop_test.h"
#include "core/outbox.h"
#include <atomic>
#include <random>
#include <thread>

namespace karya::catalogue {

db::Query promise { "catalogue_test.promise", R"sql(
UPDATE catalogue_variant SET held = $2 WHERE id = $1
)sql" };

db::Query falsify { "catalogue_test.falsify", R"sql(
UPDATE catalogue_variant SET on_hand = on_hand + 1 WHERE id = $1
)sql" };
// Two movements swap a part of what they did: the sum stays.
db::Query bend_level { "catalogue_test.bend_level", R"sql(
UPDATE catalogue_movement SET delta = CASE seq WHEN 2 THEN delta - 1 ELSE delta + 1 END
WHERE variant = $1 AND seq IN (2, 3)
)sql" };
db::Query drop_movement { "catalogue_test.drop_movement", R"sql(
DELETE FROM catalogue_movement WHERE variant = $1 AND seq = 2
)sql" };
db::Query bend_beyond { "catalogue_test.bend_beyond", R"sql(
UPDATE catalogue_movement SET seq = 2, delta = 9223372036854775807 WHERE variant = $1 AND seq = 3
)sql" };
db::Query bend_time { "catalogue_test.bend_time", R"sql(
UPDATE catalogue_movement SET seq = 3, at = 9223372036854775807 WHERE variant = $1 AND seq = 2
)sql" };

db::Query shortage_gone { "catalogue_test.shortage_gone", R"sql(
DELETE FROM catalogue_shortage WHERE variant = $1
)sql" };
db::Query shortage_less { "catalogue_test.shortage_less", R"sql(
UPDATE catalogue_shortage SET quantity = quantity - 1000 WHERE variant = $1
)sql" };
db::Query shortage_resolved { "catalogue_test.shortage_resolved", R"sql(
UPDATE catalogue_shortage SET resolved_at = at + 1 WHERE variant = $1
)sql" };
db::Query card_cheaper { "catalogue_test.card_cheaper", R"sql(
UPDATE catalogue_product SET price_min = price_min - 1
WHERE id = (SELECT product FROM catalogue_variant WHERE id = $1)
)sql" };
db::Query card_ready { "catalogue_test.card_ready", R"sql(
UPDATE catalogue_product SET availability = 'ready'
WHERE id = (SELECT product FROM catalogue_variant WHERE id = $1)
)sql" };

namespace {

using std::string_view;

class Stock : public Shop {
protected:
    Result<void> set(VariantId variant, Quantity on_hand, StockReason reason = StockReason::count)
    {
        auto const owner = home();
        return run([&](Call& call) {
            return set_stock(call, owner, { variant, on_hand, reason, "rak depan" });
        });
    }
    Result<void> change(VariantId variant, Quantity quantity, StockReason reason)
    {
        auto const owner = home();
        return run([&](Call& call) {
            return change_stock(call, owner, { variant, quantity, reason, "" });
        });
    }
    Result<void> back(VariantId variant, Quantity quantity)
    {
        auto const owner = home();
        return run([&](Call& call) {
            return put_back(call, owner, { { variant, quantity } }, "refund-1");
        });
    }
    void hold(VariantId variant, Quantity quantity)
    {
        ASSERT_TRUE(run([&](Call& call) {
                        return hold_for(
                            call, { .holder = "basket-1", .wants = { { variant, quantity } } });
                    }).ok());
    }
    std::vector<OpenShortage> tasks()
    {
        auto const owner = home();
        return look([&](View& view) { return open_shortages(view, owner); });
    }
};

TEST_F(Stock, RefusesWhatCannotBeTaken)
{
    auto const mat = keset(pieces(3));
    EXPECT_EQ(code_of(sell(mat, Quantity {})), "catalogue.bad_stock");
    EXPECT_EQ(code_of(sell(mat, Quantity { -1000 })), "catalogue.bad_stock");
    EXPECT_EQ(code_of(sell(mat, Quantity { Quantity::thousandths_max })), "catalogue.bad_stock");
    EXPECT_EQ(code_of(sell(mat, Quantity { 1500 })), "catalogue.whole_only");
    EXPECT_EQ(code_of(sell(mat, pieces(4))), "catalogue.not_enough_stock");
    EXPECT_EQ(code_of(sell(VariantId::make(test::noon), pieces(1))), "core.not_found");

    auto const stranger = scope(ambon);
    auto const foreign = run([&](Call& call) { return take(call, stranger, mat, pieces(1), "x"); });
    EXPECT_EQ(code_of(foreign), "core.not_found");
    EXPECT_EQ(stock_of(mat).on_hand, pieces(3));
    EXPECT_EQ(moved(mat).size(), 1U);
    expect_sound();
}

TEST_F(Stock, WithdrawnGoodsCannotBeTaken)
{
    auto const mat = keset(pieces(3));
    ASSERT_TRUE(move(stock_of(mat).product, ProductState::withdrawn).ok());
    EXPECT_EQ(code_of(sell(mat, pieces(1))), "catalogue.not_for_sale");
    ASSERT_TRUE(move(stock_of(mat).product, ProductState::published).ok());
    EXPECT_TRUE(sell(mat, pieces(1)).ok());
}

TEST_F(Stock, TakingFreezesWhatASaleNeeds)
{
    auto const mat = keset(pieces(3));
    auto const taken = sell(mat, pieces(2)).take();
    EXPECT_EQ(taken.name, "Keset sabut kelapa");
    EXPECT_EQ(taken.code, "001");
    EXPECT_EQ(taken.price, Rupiah { 45'000 });
    EXPECT_EQ(taken.cost, std::nullopt);
    EXPECT_EQ(taken.contract, org::ContractType::own);
    EXPECT_FALSE(taken.activity.empty());
    EXPECT_EQ(taken.short_by, Quantity {});
    EXPECT_EQ(stock_of(mat).on_hand, pieces(1));
    auto const last = moved(mat).front();
    EXPECT_EQ(last.reason, StockReason::sale);
    EXPECT_EQ(last.delta, pieces(-2));
    EXPECT_EQ(last.on_hand, pieces(1));
    EXPECT_EQ(last.officer, wayan.officer);
    expect_sound();
}

TEST_F(Stock, TwoLinesOfOneProductCannotExceedStockTogether)
{
    auto const mat = keset(pieces(3));
    auto const owner = home();
    auto const both = run([&](Call& call) {
        return take(call, owner, { { mat, pieces(2) }, { mat, pieces(2) } }, "sale-1");
    });
    EXPECT_EQ(code_of(both), "catalogue.not_enough_stock");
    EXPECT_EQ(stock_of(mat).on_hand, pieces(3));
}

TEST_F(Stock, AnswersStandInTheOrderAskedFor)
{
    auto const mat = keset(pieces(5));
    auto const rice = variant(pontianak, draft(pontianak, "Beras organik"),
                              { .measure = Measure::kg,
                                .whole_only = false,
                                .price = Rupiah { 15'000 },
                                .opening = Quantity { 2500 } });
    auto const owner = home();
    for (auto const& wants :
         { std::vector<Want> { { rice, Quantity { 700 } }, { mat, pieces(1) } },
           std::vector<Want> { { mat, pieces(1) }, { rice, Quantity { 700 } } } }) {
        auto const taken = run([&](Call& call) { return take(call, owner, wants, "sale"); }).take();
        EXPECT_EQ(taken[0].variant, wants[0].variant);
        EXPECT_EQ(taken[1].variant, wants[1].variant);
    }
    EXPECT_EQ(stock_of(rice).on_hand, Quantity { 1100 });
}

TEST_F(Stock, AConfirmedShortageIsBookedAndResolvedByACount)
{
    auto const mat = keset(pieces(1));
    auto const taken = sell(mat, pieces(3), Shortage::booked).take();
    EXPECT_EQ(taken.short_by, pieces(2));
    EXPECT_EQ(stock_of(mat).on_hand, Quantity {});
    auto const rows = moved(mat);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].reason, StockReason::sale);
    EXPECT_EQ(rows[0].delta, pieces(-3));
    EXPECT_EQ(rows[1].reason, StockReason::shortage);
    EXPECT_EQ(rows[1].delta, pieces(2));
    ASSERT_EQ(tasks().size(), 1U);
    EXPECT_EQ(tasks()[0].quantity, pieces(2));
    expect_sound();

    ASSERT_TRUE(set(mat, Quantity {}, StockReason::correction).ok());
    EXPECT_EQ(tasks().size(), 1U) << "only a count resolves";
    ASSERT_TRUE(set(mat, Quantity {}).ok());
    EXPECT_TRUE(tasks().empty());
    EXPECT_EQ(moved(mat).size(), 3U) << "a count that agrees moves nothing";
    expect_sound();
}

TEST_F(Stock, AShortageThatNobodyBookedOrCountedIsFound)
{
    auto const mat = keset(pieces(1));
    (void)sell(mat, pieces(3), Shortage::booked).take();
    auto const bent = [&](db::Query const& query) {
        Result<std::string> found { std::string {} };
        (void)run([&](Call& call) -> Result<void> {
            call.tx.run(query, mat);
            found = first_broken_stock(call.tx).value_or("nothing");
            return bad_stock; // undone
        });
        return found.take();
    };
    EXPECT_NE(bent(shortage_gone).find("is not what its shortages say"), std::string::npos);
    EXPECT_NE(bent(shortage_less).find("is not what its shortages say"), std::string::npos);
    EXPECT_NE(bent(shortage_resolved).find("nobody counted when it went"), std::string::npos);
    EXPECT_NE(bent(card_cheaper).find("its card says otherwise"), std::string::npos);
    EXPECT_NE(bent(card_ready).find("its card says otherwise"), std::string::npos);
    expect_sound();
}

TEST_F(Stock, AShortageLeavesWhatIsHeld)
{
    auto const mat = keset(pieces(2));
    hold(mat, pieces(2));
    EXPECT_EQ(code_of(sell(mat, pieces(1))), "catalogue.not_enough_stock");
    EXPECT_EQ(sell(mat, pieces(1), Shortage::booked).take().short_by, pieces(1));
    EXPECT_EQ(stock_of(mat).on_hand, pieces(2));
    EXPECT_EQ(code_of(set(mat, pieces(1))), "catalogue.below_held");
    EXPECT_TRUE(set(mat, pieces(2)).ok());
    expect_sound();
    ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                    call.tx.run(promise, mat, pieces(1));
                    return {};
                }).ok());
    auto const broken = look([](View& view) { return first_broken_stock(view.read); });
    EXPECT_NE(broken.value_or("").find("kept for buyers"), std::string::npos);
}

TEST_F(Stock, EveryChangeWritesOneMovementAndTheSameQuantityNone)
{
    auto const mat = keset(pieces(5));
    EXPECT_EQ(moved(mat).size(), 1U);
    EXPECT_TRUE(set(mat, pieces(5)).ok());
    EXPECT_EQ(moved(mat).size(), 1U);
    EXPECT_TRUE(set(mat, pieces(4)).ok());
    EXPECT_EQ(moved(mat).size(), 2U);
    EXPECT_EQ(moved(mat)[0].delta, pieces(-1));
    EXPECT_EQ(moved(mat)[0].note, "rak depan");
    EXPECT_TRUE(change(mat, pieces(6), StockReason::production).ok());
    EXPECT_TRUE(change(mat, pieces(3), StockReason::spoiled).ok());
    EXPECT_EQ(moved(mat).size(), 4U);
    EXPECT_EQ(stock_of(mat).on_hand, pieces(7));

    EXPECT_EQ(code_of(change(mat, pieces(8), StockReason::social_aid)),
              "catalogue.not_enough_stock");
    EXPECT_EQ(code_of(change(mat, pieces(1), StockReason::sale)), "catalogue.bad_stock");
    EXPECT_EQ(code_of(change(mat, Quantity {}, StockReason::production)), "catalogue.bad_stock");
    EXPECT_EQ(code_of(set(mat, pieces(1), StockReason::sale)), "catalogue.bad_stock");
    EXPECT_EQ(code_of(set(mat, Quantity { -1000 })), "catalogue.bad_stock");
    EXPECT_EQ(code_of(set(mat, Quantity { 1 })), "catalogue.whole_only");
    EXPECT_EQ(moved(mat).size(), 4U);
    expect_sound();
}

TEST_F(Stock, GoodsMadeToOrderAreSoldAheadByACounterOfTheirOwn)
{
    auto const chair = variant(pontianak, draft(pontianak, "Kursi jati"),
                               { .supply = Supply::to_order,
                                 .lead_days = 14,
                                 .price = Rupiah { 900'000 },
                                 .opening = pieces(1) });
    auto const taken = sell(chair, pieces(3)).take();
    EXPECT_EQ(taken.ordered, pieces(2));
    EXPECT_EQ(taken.short_by, Quantity {});
    EXPECT_EQ(stock_of(chair).on_hand, Quantity {});
    EXPECT_EQ(stock_of(chair).ordered, pieces(2));

    EXPECT_TRUE(back(chair, pieces(1)).ok());
    EXPECT_EQ(stock_of(chair).ordered, pieces(1));
    EXPECT_TRUE(change(chair, pieces(3), StockReason::production).ok());
    EXPECT_EQ(stock_of(chair).ordered, Quantity {});
    EXPECT_EQ(stock_of(chair).on_hand, pieces(2));
    expect_sound();
}

TEST_F(Stock, ServicesHaveNoStock)
{
    auto const wash = variant(
        pontianak, draft(pontianak, "Cuci mobil", ProductKind::jasa),
        { .measure = Measure::kendaraan, .supply = Supply::service, .price = Rupiah { 35'000 } });
    EXPECT_TRUE(sell(wash, pieces(20)).ok());
    EXPECT_TRUE(back(wash, pieces(1)).ok());
    EXPECT_TRUE(moved(wash).empty());
    EXPECT_EQ(code_of(set(wash, pieces(1))), "catalogue.uncounted");
    EXPECT_EQ(code_of(change(wash, pieces(1), StockReason::production)), "catalogue.uncounted");
    expect_sound();
}

TEST_F(Stock, RefundedGoodsReturnOnce)
{
    auto const mat = keset(pieces(3));
    ASSERT_TRUE(sell(mat, pieces(2)).ok());
    EXPECT_TRUE(back(mat, pieces(2)).ok());
    EXPECT_EQ(stock_of(mat).on_hand, pieces(3));
    EXPECT_EQ(moved(mat)[0].reason, StockReason::refund);
    expect_sound();
}

TEST_F(Stock, TheLastPieceGoesToOneOfSixtyFour)
{
    auto const mat = keset(pieces(1));
    auto const owner = home();
    std::atomic<int> sold { 0 };
    std::atomic<int> refused { 0 };
    std::vector<std::thread> buyers;
    for (int i = 0; i < 64; ++i) {
        buyers.emplace_back([&] {
            auto const done = db.engine().write([&](db::Tx& tx) -> Result<void> {
                Call call { tx, wayan, test::noon };
                TRY(take(call, owner, mat, pieces(1), "race"));
                return {};
            });
            if (done.ok())
                ++sold;
            else if (done.error().code() == not_enough_stock)
                ++refused;
        });
    }
    for (auto& buyer : buyers) buyer.join();
    EXPECT_EQ(sold.load(), 1);
    EXPECT_EQ(refused.load(), 63);
    EXPECT_EQ(stock_of(mat).on_hand, Quantity {});
    expect_sound();
}

TEST_F(Stock, CrossedBasketsNeitherLoseNorHang)
{
    auto const mat = keset(pieces(40));
    auto const owner = home();
    auto const bag = variant(pontianak, draft(pontianak, "Tas"),
                             { .price = Rupiah { 90'000 }, .opening = pieces(40) });
    std::atomic<int> sold { 0 };
    std::vector<std::thread> tills;
    for (int till = 0; till < 8; ++till) {
        tills.emplace_back([&, till] {
            for (int i = 0; i < 6; ++i) {
                std::vector<Want> wants { { mat, pieces(1) }, { bag, pieces(1) } };
                if (till % 2 == 0) std::swap(wants[0], wants[1]);
                auto const done = db.engine().write([&](db::Tx& tx) -> Result<void> {
                    Call call { tx, wayan, test::noon };
                    TRY(take(call, owner, wants, "race"));
                    return {};
                });
                if (done.ok())
                    ++sold;
                else
                    EXPECT_EQ(done.error().code().id, not_enough_stock.id) << done.error().why();
            }
        });
    }
    for (auto& till : tills) till.join();
    EXPECT_EQ(sold.load(), 40);
    EXPECT_EQ(stock_of(mat).on_hand, Quantity {});
    EXPECT_EQ(stock_of(bag).on_hand, Quantity {});
    expect_sound();
}

TEST_F(Stock, RandomHistoriesAddUp)
{
    auto const mat = keset(pieces(20));
    auto const seed = std::random_device {}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random { seed };
    auto const any = [&](std::uint32_t below) {
        return static_cast<std::int64_t>(random() % below);
    };
    for (int step = 0; step < 60; ++step) {
        auto const quantity = pieces(any(6));
        switch (any(5)) {
        case 0: (void)sell(mat, quantity).ok(); break;
        case 1: (void)sell(mat, quantity, Shortage::booked).ok(); break;
        case 2: (void)back(mat, quantity).ok(); break;
        case 3: (void)change(mat, quantity, StockReason::kitchen).ok(); break;
        default: (void)set(mat, quantity).ok();
        }
    }
    EXPECT_GE(stock_of(mat).on_hand, Quantity {});
    expect_sound();
}

TEST_F(Stock, AFalsifiedStockIsNamed)
{
    auto const mat = keset(pieces(2));
    ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                    call.tx.run(falsify, mat);
                    return {};
                }).ok());
    auto const broken = look([](View& view) { return first_broken_stock(view.read); });
    EXPECT_EQ(broken, "variant " + mat.text() + ": its stock is not the sum of its movements");
}

TEST_F(Stock, AMovementThatDoesNotFollowIsNamed)
{
    auto const mat = keset(pieces(9));
    ASSERT_TRUE(sell(mat, pieces(1)).ok());
    ASSERT_TRUE(sell(mat, pieces(2)).ok());
    expect_sound();
    auto const broken_by = [&](db::Query const& query) {
        EXPECT_TRUE(run([&](Call& call) -> Result<void> {
                        call.tx.run(query, mat);
                        return {};
                    }).ok());
        return look([](View& view) { return first_broken_stock(view.read); }).value_or("nothing");
    };
    auto const movement = "variant " + mat.text() + ", movement ";
    EXPECT_EQ(broken_by(bend_level), movement + "2: on hand is not what they add up to");
    EXPECT_EQ(broken_by(drop_movement), movement + "3: the one before is missing");
    EXPECT_EQ(broken_by(bend_beyond), "variant " + mat.text() + ": its numbers cannot be added up");
    EXPECT_EQ(broken_by(bend_time), "catalogue_movement " + mat.text() + " 3: unreadable");
}

/// Past the program; each is a database of its own.
struct Bent {
    db::Query query;
    std::string_view found;
};
Bent const bents[] {
    { { db::Query::Unlisted {}, "test.other_reason", R"sql(
UPDATE catalogue_movement SET reason = 'social_aid' WHERE reason = 'production'
)sql" },
      "stock does not go that way for social_aid" },
    { { db::Query::Unlisted {}, "test.near_reason", R"sql(
UPDATE catalogue_movement SET reason = 'count' WHERE reason = 'production'
)sql" },
      "the audit trail knows it otherwise" },
    { { db::Query::Unlisted {}, "test.eaten", R"sql(
UPDATE catalogue_movement SET reason = 'own_use' WHERE reason = 'kitchen'
)sql" },
      "the audit trail knows it otherwise" },
    { { db::Query::Unlisted {}, "test.other_note", "UPDATE catalogue_movement SET note = 'x'" },
      "the audit trail knows it otherwise" },
    { { db::Query::Unlisted {}, "test.no_prices", "DELETE FROM catalogue_price" },
      "its price is not the last of its prices" },
    { { db::Query::Unlisted {}, "test.other_price", "UPDATE catalogue_variant SET price = 1" },
      "its price is not the last of its prices" },
    { { db::Query::Unlisted {}, "test.other_cost", "UPDATE catalogue_price SET cost = 1" },
      "its price is not the last of its prices" },
    { { db::Query::Unlisted {}, "test.other_activity", R"sql(
UPDATE catalogue_variant SET activity = product
)sql" },
      "its product is not there, or another's" },
};

class BentStock : public Stock, public testing::WithParamInterface<std::size_t> { };

TEST_P(BentStock, IsNamed)
{
    auto const mat = keset(pieces(9));
    ASSERT_TRUE(change(mat, pieces(3), StockReason::production).ok());
    ASSERT_TRUE(change(mat, pieces(1), StockReason::kitchen).ok());
    expect_sound();
    auto const& [query, found] = bents[GetParam()];
    ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                    EXPECT_GT(call.tx.run(query), 0);
                    return {};
                }).ok());
    auto const broken = look([](View& view) { return first_broken_stock(view.read); });
    EXPECT_NE(broken.value_or("nothing").find(found), std::string::npos)
        << broken.value_or("nothing");
}

INSTANTIATE_TEST_SUITE_P(Proof, BentStock, testing::Range(std::size_t { 0 }, std::size(bents)),
                         [](auto const& one) {
                             return std::string { bents[one.param].query.name.substr(5) };
                         });

TEST_F(Stock, ASaleDropsTheListingOnlyWhenAvailabilityFlips)
{
    auto const mat = keset(pieces(2));
    auto const owner = home();
    auto const page = "product:" + stock_of(mat).product.text();
    auto const touched = [&](auto&& work) {
        bool shelf = false;
        bool product = false;
        auto const done = run([&](Call& call) -> Result<void> {
            TRY(work(call));
            shelf = product = false;
            for (auto const& tag : call.tx.touched()) {
                shelf = shelf || tag == "shelf";
                product = product || tag == page;
            }
            return {};
        });
        EXPECT_TRUE(done.ok());
        return std::pair { product, shelf };
    };
    auto const sale = [&](Call& call) -> Result<void> {
        TRY(take(call, owner, mat, pieces(1), "sale"));
        return {};
    };
    EXPECT_EQ(touched(sale), (std::pair { true, false }));
    EXPECT_EQ(touched(sale), (std::pair { true, true })) << "the last one was sold";
    auto const refund = [&](Call& call) {
        return put_back(call, owner, { { mat, pieces(1) } }, "refund");
    };
    EXPECT_EQ(touched(refund), (std::pair { true, true })) << "there is one again";
    EXPECT_EQ(touched(refund), (std::pair { true, false }));
}

} // namespace

} // namespace karya::catalogue
