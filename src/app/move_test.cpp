// A SQLite installation with everything that an export leaves out moves into PostgreSQL.

#include "app/move.h"
#include "app/wiring.h"
#include "base/json.h"
#include "db/postgres.h"
#include "device/device.h"
#include "device/test_device.h"
#include "exchange/exchange.h"
#include "pnbp/pnbp.h"
#include "support/cast.h"
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

namespace karya::app {

namespace {

namespace fs = std::filesystem;
using test::noon;

char const* server()
{
    auto const* const found = std::getenv("KARYA_TEST_POSTGRES");
    return found && *found ? found : nullptr;
}

class Move : public testing::Test {
protected:
    void SetUp() override
    {
        if (!server()) GTEST_SKIP() << "there is no PostgreSQL to move to";
        run_there("DROP SCHEMA IF EXISTS " + schema + " CASCADE; CREATE SCHEMA " + schema);
        house = House::open(sqlite, Folder::may_be_new).take();
        lay();
        deliver(*house);
    }
    void TearDown() override
    {
        house.reset();
        fs::remove_all(folder);
        if (server()) run_there("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }
    static void run_there(std::string const& sql)
    {
        db::PostgresConnection::connect(server())->script(sql);
    }
    static void deliver(House& at)
    {
        for (auto const& listener : subscribers())
            while (core::deliver(at.engine(), listener).take()) { }
    }

    template<class Work>
    static auto run(House& at, Timestamp now, Work&& work)
    {
        using Answer = std::invoke_result_t<Work, Call&, org::UnitScope const&>;
        std::optional<Answer> answer;
        auto const done = at.engine().write([&](db::Tx& tx) -> Result<void> {
            Call call { tx, test::Cast {}.wayan, now, Lang::id, "test" };
            auto const scope = TRY(org::reach(call.view(), test::Cast {}.pontianak_id));
            answer.emplace(work(call, scope));
            if (!answer->ok()) return Error { answer->error() };
            return {};
        });
        EXPECT_TRUE(done.ok()) << done.error().code().id << done.error().why();
        return answer->take();
    }

    sales::Sale sell(House& at, Timestamp now, std::optional<ShiftId> shift = {})
    {
        return run(at, now, [&](Call& call, org::UnitScope const& scope) {
            return sales::record(call, scope,
                                 { .id = SaleId::make(now),
                                   .shift = shift,
                                   .sold_at = now,
                                   .lines = { { goods, Quantity::pieces(2) } },
                                   .note = "kembalian\t\\N \"dua\"\nbaris" });
        });
    }
    void add_rule_and_goods()
    {
        run(*house, noon, [&](Call& call, org::UnitScope const& scope) {
            return ledger::add_rule(call,
                                    { .key = { .unit = scope.unit() },
                                      .valid_from = Day::from(2021, 4, 1),
                                      .base = ledger::Base::gross,
                                      .premi = { 4'000 },
                                      .pnbp = { 1'000 },
                                      .working_fund = { 5'000 },
                                      .source = "SK Kalapas 1/2021" });
        });
        goods = run(
            *house, noon, [&](Call& call, org::UnitScope const& scope) -> Result<VariantId> {
                auto const product = TRY(
                    catalogue::add_product(call, scope, { .name_id = "Keset" }));
                auto const variant = TRY(catalogue::add_variant(
                    call, scope, product,
                    { .price = Rupiah { 45'000 }, .opening = Quantity::pieces(100) }));
                TRY(catalogue::set_state(call, scope, product, catalogue::ProductState::published));
                return variant;
            });
    }
    void deposit()
    {
        auto const day = Day::from(2021, 4, 26);
        run(*house, noon, [&](Call& call, org::UnitScope const& scope) -> Result<int> {
            TRY(pnbp::set_payer(call, scope,
                                { "123", "04", "654321", "Uji", "425999", "Lapas", "Hasil" }));
            auto const made = TRY(pnbp::make(call, scope));
            TRY(pnbp::bill(call, scope, { made.id, "820210426100001", day, day.next(7) }));
            TRY(pnbp::pay(call, scope,
                          { .deposit = made.id,
                            .ntpn = "0A1B2C3D41000001",
                            .ntb = "000123",
                            .channel = "BRI",
                            .paid_on = day,
                            .money = pnbp::MoneySource::cash }));
            return 1;
        });
    }
    void enrol()
    {
        run(*house, noon, [&](Call& call, org::UnitScope const& scope) -> Result<int> {
            auto const made = TRY(device::invite(call, scope));
            auto const token = made.path.substr(made.path.find('#') + 1);
            TRY(device::enrol(call, { token, "Tablet", device::test::SecretKey {}.public_text() }));
            return 1;
        });
    }
    void lay()
    {
        add_rule_and_goods();
        auto const shift = run(*house, noon, [&](Call& call, org::UnitScope const& scope) {
            return sales::open_shift(call, scope, "W", Rupiah { 50'000 });
        });
        auto const sold = sell(*house, noon, shift.id);
        run(*house, noon, [&](Call& call, org::UnitScope const& scope) {
            return sales::close_shift(call, scope, shift.id, Rupiah { 135'000 }, "kurang");
        });
        deposit();
        run(*house, noon, [&](Call& call, org::UnitScope const& scope) {
            return sales::refund(call, scope,
                                 { .id = RefundId::make(noon),
                                   .sale = sold.id,
                                   .lines = { { 1, Quantity::pieces(1), {} } },
                                   .reason = "rusak" });
        });
        enrol();
    }

    /// All that an export tells, the rules and what is owed to the state.
    static std::string told(House& at)
    {
        std::ostringstream text;
        for (auto const kind : { exchange::Kind::units, exchange::Kind::products,
                                 exchange::Kind::sales, exchange::Kind::ledger }) {
            auto const file = at.config().directory / "told.csv";
            EXPECT_TRUE(exchange::export_file(at.engine(), exchange::console_actor(), noon,
                                              { .kind = kind, .file = file })
                            .ok());
            text << std::ifstream { file, std::ios::binary }.rdbuf();
        }
        text << run(at, noon, [&](Call& call, org::UnitScope const& scope) -> Result<std::string> {
            return json_text(ledger::active_rules(call.view()))
                + json_text(pnbp::due(call.view(), scope))
                + json_text(sales::shifts_of(call.view(), scope))
                + json_text(catalogue::shelf(call.view(), { .words = "kesed" }).cards);
        });
        return text.str();
    }
    std::string moved()
    {
        auto const done = move_to_postgres(*house, postgres.postgres, {});
        if (!done.ok()) return std::string { done.error().code().id } + " " + done.error().why();
        for (auto const& check : done.value().proof.checks)
            EXPECT_TRUE(check.sound) << check.name << ": " << check.detail;
        return done.value().rows > 0 ? "moved" : "no rows";
    }

    std::string const schema = "move" + std::to_string(::getpid());
    fs::path const folder = fs::temp_directory_path() / ("karya-move-" + random_hex(6));
    Config const sqlite { .directory = folder, .postgres = {} };
    Config const postgres { .directory = folder,
                            .postgres = std::string { server() ? server() : "" }
                                + " options='-c search_path=" + schema + "'" };
    std::unique_ptr<House> house {};
    VariantId goods {};
};

TEST_F(Move, AFullDatabaseIsRefusedAndLeftAlone)
{
    run_there("SET search_path = " + schema
              + "; CREATE TABLE theirs(name TEXT); "
                "INSERT INTO theirs VALUES ('kept')");
    EXPECT_EQ(moved(), "db.not_empty ");
    auto const again = House::open(sqlite, Folder::must_be_made);
    EXPECT_TRUE(again.ok()) << "the folder is SQLite's as before";
    run_there("SET search_path = " + schema + "; DROP TABLE theirs");
    EXPECT_EQ(moved(), "moved");
}

TEST_F(Move, WhatBreaksOffLeavesNothingAndIsSimplyDoneAgain)
{
    // A row that PostgreSQL does not take: the copy is well under way when it comes.
    static db::Query const bend { db::Query::Unlisted {}, "test.bend",
                                  "UPDATE sales_shift SET note = CAST(x'ff' AS TEXT)" };
    static db::Query const mend { db::Query::Unlisted {}, "test.mend",
                                  "UPDATE sales_shift SET note = 'kurang'" };
    auto const change = [&](db::Query const& query) {
        ASSERT_TRUE(house->engine()
                        .write([&](db::Tx& tx) -> Result<void> {
                            tx.run(query);
                            return {};
                        })
                        .ok());
    };
    change(bend);
    EXPECT_NE(moved(), "moved");
    change(mend);
    EXPECT_EQ(moved(), "moved");
}

TEST_F(Move, EverythingIsThereAndWorkGoesOn)
{
    auto const before = told(*house);
    ASSERT_NE(before.find("Selisih sif"), std::string::npos);
    ASSERT_NE(before.find("\"keset-ptk\""), std::string::npos) << "found in the shop";
    ASSERT_EQ(moved(), "moved");
    house.reset();
    auto const refused = House::open(sqlite, Folder::must_be_made);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code(), needs_postgres);

    auto const there = House::open(postgres, Folder::must_be_made).take();
    EXPECT_EQ(told(*there), before);
    EXPECT_EQ(sell(*there, noon + std::chrono::hours { 1 }).number.substr(3), "-W-2");
    deliver(*there);
    auto const proof = verify(there->engine());
    ASSERT_TRUE(proof.ok());
    for (auto const& check : proof.value().checks)
        EXPECT_TRUE(check.sound) << check.name << ": " << check.detail;
    auto const guarded = there->engine().write([](db::Tx& tx) -> Result<void> {
        static db::Query const forge { db::Query::Unlisted {}, "test.forge",
                                       "DELETE FROM ledger_posting" };
        tx.run(forge);
        return {};
    });
    EXPECT_FALSE(guarded.ok()) << "the guards stand again";
}

} // namespace

} // namespace karya::app
