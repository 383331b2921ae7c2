#include "counter/routes_test.h"
#include "counter/store.h"
#include <thread>

namespace karya::counter {
namespace {

using test::at;
using test::noon;

} // namespace

TEST_F(TillTest, NothingIsSoldBeforeAShiftIsOpen)
{
    auto const variant = market.product({});
    EXPECT_EQ("sales.no_shift", code_of(sell_one(basket(variant, Quantity::pieces(1)))));
    EXPECT_EQ(0, sales_today());
}

TEST_F(TillTest, WhoHasNoUnitSellsNothing)
{
    open_shift();
    auto const variant = market.product({});
    auto const sale = market.call(market.cast.admin, noon, [&](Call& call) {
        return sell(call, basket(variant, Quantity::pieces(1)));
    });
    EXPECT_EQ("core.not_found", code_of(sale));
}

TEST_F(TillTest, GoodsOfAnotherUnitAreNotThere)
{
    open_shift();
    auto const far = market.product(market.cast.ambon_id, {});
    EXPECT_EQ("core.not_found", code_of(sell_one(basket(far, Quantity::pieces(1)))));
}

TEST_F(TillTest, RefusesWhatTheBuyerWasNotTold)
{
    open_shift();
    auto input = basket(market.product({}), Quantity::pieces(2));
    input.seen_total = Rupiah { 80'000 };
    EXPECT_EQ("sales.total_changed", code_of(sell_one(input)));
    input.seen_total = Rupiah { 90'000 };
    input.received = Rupiah { 50'000 };
    EXPECT_EQ("sales.too_little_cash", code_of(sell_one(input)));
    input.received = Rupiah { 100'000 };
    auto const sale = sell_one(input);
    ASSERT_TRUE(sale.ok());
    EXPECT_EQ(Rupiah { 90'000 }, sale.value().total);
    EXPECT_EQ(Rupiah { 100'000 }, sale.value().received);
    EXPECT_EQ("PTK-W-1", sale.value().number);
}

TEST_F(TillTest, RefusesPaymentsThatNobodyMeans)
{
    open_shift();
    auto const input = basket(market.product({}), Quantity::pieces(2));
    auto wrong = input;
    wrong.also = sales::Payment::qris;
    EXPECT_EQ("core.invalid", code_of(sell_one(wrong))) << "how much of it?";
    wrong.also_amount = Rupiah { 1'000 };
    wrong.also.reset();
    EXPECT_EQ("core.invalid", code_of(sell_one(wrong))) << "in which way?";
    wrong.also = sales::Payment::collected;
    EXPECT_EQ("sales.bad_payment", code_of(sell_one(wrong)));
    wrong = input;
    wrong.received = Rupiah { 1'090'000 };
    EXPECT_EQ("counter.much_change", code_of(sell_one(wrong)));
    wrong.received = Rupiah { 1'089'999 };
    EXPECT_TRUE(sell_one(wrong).ok());
}

TEST_F(TillTest, RefusesIdsThatWouldHideInTheLists)
{
    open_shift();
    auto input = basket(market.product({}), Quantity::pieces(2));
    for (auto const& [id, code] : std::initializer_list<std::pair<char const*, char const*>> {
             { "01790cfe-dd60-4000-8000-000000000001", "base.bad_id" }, // no UUIDv7
             { "01790cfe-dd60-7000-c000-000000000001", "base.bad_id" },
             { "ffffffff-ffff-7fff-bfff-ffffffffffff", "sales.bad_instant" },
             { "00000000-0001-7000-8000-000000000001", "sales.bad_instant" } }) {
        input.id = SaleId::parse(id).take();
        EXPECT_EQ(code, code_of(sell_one(input))) << id;
    }
    for (auto const age : { -std::chrono::hours { 23 }, std::chrono::hours { 24 * 59 } }) {
        input.id = SaleId::make(noon - age);
        EXPECT_TRUE(sell_one(input).ok());
    }
}

TEST_F(TillTest, TheTrailKeepsEveryCount)
{
    auto const shift = open_shift();
    ASSERT_TRUE(run("sari", [&](Call& call) {
                    return count_drawer(call, { shift.id, Rupiah { 100'000 }, {} });
                }).ok());
    auto const broken = [&] {
        return look("sari", [](View& view) { return first_broken_count(view.read); });
    };
    EXPECT_EQ(std::nullopt, broken());
    auto const tamper = [&](db::Query const& query) {
        EXPECT_TRUE(market.engine()
                        .write([&](db::Tx& tx) -> Result<void> {
                            tx.run(query);
                            return {};
                        })
                        .ok());
    };
    static db::Query const bend { db::Query::Unlisted {}, "test.bend_count",
                                  "UPDATE counter_count SET expected = expected + 1" };
    tamper(bend);
    EXPECT_NE(std::string::npos, broken().value_or("").find("knows it otherwise"));
    static db::Query const drop { db::Query::Unlisted {}, "test.drop_count",
                                  "DELETE FROM counter_count" };
    tamper(drop);
    EXPECT_NE(std::string::npos, broken().value_or("").find("which is not there"));
}

TEST_F(TillTest, ASaleMadeBeforeItsShiftOrInTheFutureIsRefused)
{
    open_shift();
    auto input = basket(market.product({}), Quantity::pieces(1));
    input.sold_at = noon - std::chrono::hours { 1 };
    EXPECT_EQ("counter.sale_before_shift", code_of(sell_one(input)));
    input.sold_at = noon + std::chrono::hours { 1 };
    EXPECT_EQ("sales.bad_instant", code_of(sell_one(input)));
    input.sold_at = noon + std::chrono::minutes { 1 };
    EXPECT_TRUE(sell_one(input).ok());
}

TEST_F(TillTest, ASaleOfTheDayBeforeYesterdayIsRecordedAnewAndARepeatIsNot)
{
    open_shift();
    auto input = basket(market.product({}), Quantity::pieces(1));
    input.sold_at = noon;
    ASSERT_TRUE(sell_one(input).ok());
    auto const late = noon + std::chrono::hours { 25 };
    EXPECT_TRUE(sell_one(input, late).ok()) << "it is there already";
    auto other = basket(market.product({ .name = "Lain" }), Quantity::pieces(1));
    other.id = SaleId::make(late);
    other.sold_at = noon;
    EXPECT_EQ("counter.sale_too_old", code_of(sell_one(other, late)));
    other.sold_at = late - std::chrono::hours { 23 };
    EXPECT_TRUE(sell_one(other, late).ok());
}

TEST_F(TillTest, AShiftOpenedByAClockThatRanAheadSaysSo)
{
    open_shift();
    auto const input = basket(market.product({}), Quantity::pieces(1));
    auto const before = sell_one(input, noon - std::chrono::hours { 10 });
    EXPECT_EQ("counter.shift_ahead", code_of(before));
    EXPECT_NE(std::string::npos, before.error().args.at(0).second.find("26 April 2021"));
}

TEST_F(TillTest, TheSameSaleSentTwiceIsOne)
{
    open_shift();
    auto input = basket(market.product({}), Quantity::pieces(2));
    input.sold_at = noon;
    auto const first = sell_one(input);
    auto const again = sell_one(input, noon + std::chrono::minutes { 5 });
    ASSERT_TRUE(first.ok() && again.ok());
    EXPECT_EQ(first.value().number, again.value().number);
    EXPECT_EQ(1, sales_today());
    input.lines[0].quantity = Quantity::pieces(3);
    EXPECT_EQ("sales.id_taken", code_of(sell_one(input)));
}

TEST_F(TillTest, GoodsInHandAreSoldAndTheShortageIsBooked)
{
    open_shift();
    auto const variant = market.product({ .stock = Quantity::pieces(1) });
    auto input = basket(variant, Quantity::pieces(3));
    EXPECT_EQ("catalogue.not_enough_stock", code_of(sell_one(input)));
    input.in_hand = true;
    auto const sale = sell_one(input);
    ASSERT_TRUE(sale.ok());
    EXPECT_EQ(Quantity::pieces(2), sale.value().lines[0].short_by);
    auto const open = look("wayan", [&](View& view) {
        return catalogue::open_shortages(view, market.pontianak()).size();
    });
    EXPECT_EQ(1U, open);
}

TEST_F(TillTest, OnlyAnOfficersNumberIsKept)
{
    open_shift();
    auto const variant = market.product({});
    auto input = basket(variant, Quantity::pieces(1));
    input.nip = "198503122009011002";
    EXPECT_EQ("", sell_one(input).take().nip_tail) << "the public has no NIP";
    input = basket(variant, Quantity::pieces(1), 2);
    input.buyer = sales::BuyerKind::officer;
    input.nip = "12345";
    EXPECT_EQ("sales.bad_nip", code_of(sell_one(input)));
    input.nip = "198503122009011002";
    EXPECT_EQ("002", sell_one(input).take().nip_tail);
}

TEST_F(TillTest, TheDrawerIsCountedBlindAndADifferenceIsExplained)
{
    auto const shift = open_shift(Rupiah { 100'000 });
    ASSERT_TRUE(sell_one(basket(market.product({}), Quantity::pieces(2))).ok());
    auto const count = [&](Rupiah counted, std::optional<std::string> note = {}) {
        return run("sari", [&](Call& call) {
            return count_drawer(call, { shift.id, counted, std::move(note) });
        });
    };
    EXPECT_EQ("base.bad_amount", code_of(count(Rupiah { -1 })));

    auto const first = count(Rupiah { 185'000 });
    ASSERT_TRUE(first.ok() && first.value().differs);
    EXPECT_EQ("counter.count_differs", first.value().differs->code().id);
    auto const words = karya::text::find(Lang::id, "counter.count_differs",
                                         first.value().differs->args);
    EXPECT_NE(std::string::npos, words.find("berbeda")) << words;
    EXPECT_EQ(std::string::npos, words.find("Rp")) << "the second count is blind too: " << words;

    auto const closed = count(Rupiah { 185'000 }, "Kembalian keliru");
    ASSERT_TRUE(closed.ok() && !closed.value().differs);
    EXPECT_FALSE(count(Rupiah { 185'000 }, "Kembalian keliru").take().differs) << "a repeat";
    EXPECT_EQ("sales.no_shift", code_of(count(Rupiah { 190'000 })));
    auto const counts = look("sari", [&](View& view) {
        return store::counts(view.read, market.cast.pontianak_id, shift.id);
    });
    ASSERT_EQ(2U, counts.size()) << "also the first one, made blind";
    EXPECT_EQ(Rupiah { 190'000 }, counts[0].expected);
    EXPECT_EQ("sales.no_shift",
              code_of(sell_one(basket(market.product({}), Quantity::pieces(1), 2))));
}

TEST_F(TillTest, AShiftOfAnotherUnitIsNotThere)
{
    auto const shift = open_shift();
    auto const counted = run("ambon", [&](Call& call) {
        return count_drawer(call, { shift.id, Rupiah { 100'000 }, {} });
    });
    EXPECT_EQ("core.not_found", code_of(counted));
}

TEST_F(TillTest, ACountWaitsForASaleUnderWay)
{
    auto const shift = open_shift();
    auto const goods = market.product({});
    std::promise<void> selling;
    std::promise<void> go_on;
    auto const released = go_on.get_future().share();
    std::thread till { [&] {
        EXPECT_TRUE(run("sari", [&, told = false](Call& call) mutable -> Result<sales::Sale> {
                        auto sale = TRY(sell(call, basket(goods, Quantity::pieces(2))));
                        if (!std::exchange(told, true)) selling.set_value();
                        released.wait();
                        return sale;
                    }).ok());
    } };
    selling.get_future().wait();
    auto counted = std::async(std::launch::async, [&] {
        return run("sari", [&](Call& call) {
            return count_drawer(call, { shift.id, Rupiah { 190'000 }, {} });
        });
    });
    // As long as it can take to read past the lock; without one the sale would be missed here.
    counted.wait_for(std::chrono::milliseconds { 200 });
    go_on.set_value();
    till.join();
    auto const done = counted.get();
    ASSERT_TRUE(done.ok()) << done.error().why();
    EXPECT_FALSE(done.value().differs) << "the sale was under way and is in the drawer";
}

TEST_F(TillTest, TheFirstKeysAreWhatSellsOften)
{
    open_shift();
    auto const apron = market.product({ .name = "Apron" });
    auto const sandal = market.product({ .name = "Sandal" });
    auto const first = [&] {
        return look("sari", [&](View& view) { return first_goods(view, market.pontianak(), 12); });
    };
    ASSERT_EQ(2U, first().size());
    EXPECT_EQ(apron, first()[0].variant) << "by name as long as nothing was sold";
    ASSERT_TRUE(sell_one(basket(sandal, Quantity::pieces(1))).ok());
    while (core::deliver(market.engine(), favourite_subscriber()).take()) { }
    EXPECT_EQ(sandal, first()[0].variant);
}

TEST_F(TillTest, EvidenceStaysInItsUnit)
{
    auto const sale = sold();
    std::string const bytes { "webp\0\xff\x01", 7 };
    auto const id = test::numbered<EvidenceTag>(7);
    auto const kept = run("sari", [&](Call& call) -> Result<void> {
        store::insert_photo(call.tx, market.cast.pontianak_id,
                            { id, sale.id, noon, call.actor.officer }, bytes);
        return {};
    });
    ASSERT_TRUE(kept.ok());
    auto const path = "/kasir/foto/" + id.text();
    EXPECT_EQ(404, ask({ .path = path, .who = "ambon" }).status);
    EXPECT_EQ(200, ask({ .path = path, .who = "admin" }).status);
    EXPECT_EQ(303, ask({ .path = path, .who = "" }).status);
    auto const photo = ask({ .path = path });
    EXPECT_EQ(200, photo.status);
    EXPECT_EQ(bytes, photo.bytes());
    EXPECT_EQ("no-store", header(photo, "Cache-Control"));
}

} // namespace karya::counter
