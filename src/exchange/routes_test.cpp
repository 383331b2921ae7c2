// Taking data out at the desk.

#include "exchange/routes_test.h"
#include "exchange/columns.h"
#include "sheet/sheet.h"

namespace karya::exchange {

namespace {

using namespace test;

TEST_F(ExchangeRoutes, EveryMarkerOfEveryPageIsKnown)
{
    std::string problems;
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.starts_with("exchange/")) problems += problem + "\n";
    EXPECT_EQ(problems, "");
}

// ---- Out ----

TEST_F(ExchangeRoutes, OnlyWhoMayReadATableTakesItOut)
{
    auto const unit = "unit=" + market.cast.pontianak_id.text();
    for (auto const role : enum_values<Role>()) {
        auto const who = std::string { enum_text(role) };
        bool const cashier = role == Role::cashier;
        for (auto const* name : { "products.csv", "units.xlsx" })
            EXPECT_EQ(ask({ .path = "/meja/ekspor/" + std::string { name }, .who = who }).status,
                      200)
                << who << name;
        for (auto const* name : { "sales.csv", "ledger.xlsx" })
            EXPECT_EQ(
                ask({ .path = "/meja/ekspor/" + std::string { name }, .who = who, .query = unit })
                    .status,
                cashier ? 403 : 200)
                << who << name;
        EXPECT_EQ(ask({ .path = "/meja/ekspor", .who = who, .query = "kind=ledger" }).status,
                  cashier ? 403 : 200);
        EXPECT_EQ(ask({ .path = "/meja/ekspor", .who = who }).status, 200);
    }
    EXPECT_EQ(ask({ .path = "/meja/ekspor/products.csv" }).status, 303) << "a visitor signs in";
    for (auto const* name : { "products", "products.pdf", "accounts.csv", ".csv", "..%2fx.csv" })
        EXPECT_EQ(ask({ .path = "/meja/ekspor/" + std::string { name }, .who = "head" }).status,
                  404)
            << name;
}

TEST_F(ExchangeRoutes, AFileHoldsNothingOfAnotherUnit)
{
    market.product({ .name = "Keset sini" });
    market.product(market.cast.ambon_id, { .name = "Kerang sana" });
    auto const products = [&](std::string const& who, std::string const& query = {}) {
        return body({ .path = "/meja/ekspor/products.csv", .who = who, .query = query });
    };
    for (auto const* who : { "cashier", "kasi", "kanwil" }) {
        EXPECT_TRUE(holds(products(who), "Keset sini")) << who;
        EXPECT_FALSE(holds(products(who), "Kerang sana")) << who;
    }
    auto const all = products("auditor");
    EXPECT_TRUE(holds(all, "Keset sini") && holds(all, "Kerang sana"));
    auto const there = "unit=" + market.cast.ambon_id.text();
    EXPECT_FALSE(holds(products("ditjen", there), "Keset sini"));
    for (auto const* who : { "cashier", "kasi", "head", "kanwil" })
        for (auto const* name : { "products.csv", "units.csv" })
            EXPECT_EQ(
                ask({ .path = "/meja/ekspor/" + std::string { name }, .who = who, .query = there })
                    .status,
                404)
                << who << name;
    for (auto const* name : { "sales.csv", "ledger.csv" })
        EXPECT_EQ(ask({ .path = "/meja/ekspor/" + std::string { name },
                        .who = "treasurer",
                        .query = there })
                      .status,
                  404)
            << name;
}

TEST_F(ExchangeRoutes, AFileIsSavedUnderItsNameAndKeptNowhere)
{
    market.product({ .name = "=1+1" });
    auto const csv = ask({ .path = "/meja/ekspor/products.csv", .who = "kasi" });
    EXPECT_EQ(header(csv, "Cache-Control"), "no-store");
    EXPECT_EQ(header(csv, "Content-Disposition"),
              "attachment; filename*=UTF-8''products-" + code + "-2021-04-26.csv");
    EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8");
    open_site({ .demo = true });
    EXPECT_EQ(
        header(ask({ .path = "/meja/ekspor/products.csv", .who = "kasi" }), "Content-Disposition"),
        "attachment; filename*=UTF-8''demo-products-" + code + "-2021-04-26.csv");
    EXPECT_TRUE(holds(csv.bytes(), ",'=1+1,")) << csv.bytes();
    auto const xlsx = ask({ .path = "/meja/ekspor/products.xlsx", .who = "kasi" });
    auto reader = sheet::Reader::open(sheet::from_memory(std::string { xlsx.bytes() }),
                                      columns_of(Kind::products));
    ASSERT_TRUE(reader.ok());
    auto table = reader.take();
    sheet::Row row;
    ASSERT_TRUE(table.next(row).value());
    EXPECT_EQ(row["name"], "=1+1");
}

TEST_F(ExchangeRoutes, DaysAreChosenAndAUnitIsNeededForBooks)
{
    market.product({ .name = "Keset" });
    auto const known = market.view(market.cast.admin, evening, [&](View& view) {
        return catalogue::sellables(view, market.pontianak());
    });
    auto const sell = [&](Timestamp when) {
        auto const sold = market.call(market.cast.admin, when, [&](Call& call) {
            sales::SaleDraft draft { .id = SaleId::make(when), .sold_at = when };
            draft.lines = { { .variant = known.at(0).variant, .quantity = Quantity::pieces(1) } };
            return sales::record(call, market.pontianak(), draft);
        });
        ASSERT_TRUE(sold.ok());
    };
    sell(at("2021-04-24T23:30:00+07:00"));
    sell(at("2021-04-25T00:30:00+07:00"));
    sell(at("2021-04-26T10:00:00+07:00"));
    for (auto const* name : { "sales.csv", "ledger.csv" }) {
        auto const rows = [&](std::string const& query) {
            auto const csv = body(
                { .path = "/meja/ekspor/" + std::string { name }, .who = "head", .query = query });
            return std::ranges::count(csv, '\n') - 1;
        };
        auto const all = rows("");
        EXPECT_EQ(all % 3, 0) << name;
        EXPECT_EQ(rows("first=2021-04-25&last=2021-04-25"), all / 3) << name;
        EXPECT_EQ(rows("first=2021-04-25"), all / 3 * 2) << name;
        EXPECT_EQ(rows("last=2021-04-24&unit="), all / 3) << name;
        EXPECT_EQ(rows("first=2021-05-01"), 0) << name;
    }
    Wish wish { .path = "/meja/ekspor/sales.csv", .who = "head" };
    wish.query = "first=2021-04-25&last=2021-04-24";
    EXPECT_EQ(ask(wish).status, 422);
    wish.query = "first=kemarin";
    EXPECT_EQ(ask(wish).status, 422);
    auto const books = ask({ .path = "/meja/ekspor/ledger.csv", .who = "ditjen" });
    EXPECT_EQ(books.status, 422);
    EXPECT_TRUE(holds(books.bytes(), "Choose one unit"));
}

} // namespace

} // namespace karya::exchange
