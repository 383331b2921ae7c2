// The pages that app composes from several modules, and what it answers for modules below.

#include "app/test_world.h"
#include "ledger/ledger.h"
#include "sales/sales.h"

namespace karya::app {
namespace {

class Composed : public testing::Test {
protected:
    std::string page(std::string const& path, std::string const& who = "pengunjung",
                     Lang lang = Lang::id, Timestamp at = test::noon)
    {
        auto const [plain, query] = split(path);
        auto const answer = world.ask({ .path = plain,
                                        .query = query,
                                        .token = world.person(who).token,
                                        .accept = "text/html",
                                        .lang = lang,
                                        .at = at });
        EXPECT_EQ(answer.status, 200) << path << " by " << who;
        return std::string { answer.bytes() };
    }
    static std::pair<std::string, std::string> split(std::string const& path)
    {
        auto const mark = path.find('?');
        if (mark == std::string::npos) return { path, "" };
        return { path.substr(0, mark), path.substr(mark + 1) };
    }
    static bool holds(std::string const& page, std::string_view words)
    {
        return page.find(words) != std::string::npos;
    }
    /// The board hears of what was sold.
    void tell()
    {
        for (auto const& listener : subscribers())
            while (core::deliver(world.market.engine(), listener).take()) { }
    }
    void set_price(VariantId variant, catalogue::PriceTag const& price)
    {
        ASSERT_TRUE(world.market
                        .call(world.market.cast.wayan, test::noon,
                              [&](Call& call) {
                                  return catalogue::set_price(call, world.market.pontianak(),
                                                              variant, price);
                              })
                        .ok());
    }
    World world;
};

constexpr auto mat_page = "/produk/keset-sabut-kelapa-ptk";
constexpr auto unit_page = "/unit/lapas-kelas-iia-pontianak";

TEST_F(Composed, a_product_tells_where_the_money_goes_by_the_rule_of_today)
{
    auto const mat = world.market.product({});
    auto const shown = page(mat_page);
    for (auto const* words :
         { "Ke mana uang Anda pergi", "Rp\u00a045.000 per buah", "Premi pembuat", "Rp\u00a012.500",
           "Rp\u00a03.750", "Rp\u00a08.750", "Bahan dan biaya", "Rp\u00a020.000",
           "Aturan nasional, versi 1", "M.01-PP.02.01/1990", R"(viewBox="0 0 45000 1")" })
        EXPECT_TRUE(holds(shown, words)) << words;
    auto const english = page(mat_page, "pengunjung", Lang::en);
    EXPECT_TRUE(holds(english, "Where your money goes"));
    EXPECT_TRUE(holds(english, "<span lang=\"en\">Decree of the Minister of Justice"));

    set_price(mat, { Rupiah { 50'000 }, Rupiah { 20'000 } });
    EXPECT_TRUE(holds(page(mat_page), "Rp\u00a015.000")) << "another price";
    set_price(mat, { Rupiah { 50'000 }, Rupiah { 30'000 } });
    EXPECT_TRUE(holds(page(mat_page), "Rp\u00a010.000")) << "another cost";
    EXPECT_FALSE(holds(page(mat_page), "belum dicatat"));
    set_price(mat, { Rupiah { 50'000 }, {} });
    EXPECT_TRUE(holds(page(mat_page), "dihitung dari seluruh harga"));
    EXPECT_TRUE(holds(page(mat_page), "Rp\u00a025.000"));
}

TEST_F(Composed, a_kept_product_page_is_dropped_when_a_rule_changes_or_its_day_comes)
{
    world.market.product({});
    EXPECT_TRUE(holds(page(mat_page), "Aturan nasional"));
    auto const add = [&](Day from) {
        ledger::SplitRule rule;
        rule.key.unit = world.market.cast.pontianak_id;
        rule.valid_from = from;
        rule.valid_to = from;
        rule.base = ledger::Base::gross;
        rule.premi = BasisPoints { 6'000 };
        rule.pnbp = BasisPoints { 4'000 };
        rule.source = "SK Kalapas 7";
        return world.market.call(world.market.cast.admin, test::noon,
                                 [&](Call& call) { return ledger::add_rule(call, rule); });
    };
    ASSERT_TRUE(add(Day::from(2021, 4, 26)).ok());
    auto const ours = page(mat_page);
    EXPECT_TRUE(holds(ours, "Aturan unit ini"));
    EXPECT_TRUE(holds(ours, "Rp\u00a027.000"));
    EXPECT_TRUE(holds(ours, "<span lang=\"id\">SK Kalapas 7</span>"));
    auto const tomorrow = test::noon + std::chrono::hours { 24 };
    // On PostgreSQL a node hears of its own commit once more, which may drop the page again.
    if (!test::Database::on_postgres()) {
        EXPECT_TRUE(holds(page(mat_page, "pengunjung", Lang::id, tomorrow), "Aturan unit ini"))
            << "kept until the day turns";
    }
    ASSERT_TRUE(world.market.engine()
                    .write([](db::Tx& tx) -> Result<void> {
                        tx.touch(std::string { org::day_tag });
                        return {};
                    })
                    .ok());
    EXPECT_TRUE(holds(page(mat_page, "pengunjung", Lang::id, tomorrow), "Aturan nasional"));
}

TEST_F(Composed, a_unit_shows_its_goods_and_what_it_sold)
{
    EXPECT_EQ(404, world.ask({ .path = "/unit/lapas-kelas-iia-atlantis" }).status);
    EXPECT_TRUE(holds(page(unit_page), "Belum ada karya"));
    world.fresh("sale");
    tell();
    auto const shown = page(unit_page);
    for (auto const* words :
         { "Lapas Kelas IIA Pontianak", "Kantor wilayah", "WIB", "Keset sabut kelapa",
           "Rp\u00a090.000", "/papan/unit/lapas-kelas-iia-pontianak", "/produk/keset" })
        EXPECT_TRUE(holds(shown, words)) << words;
    EXPECT_FALSE(holds(shown, "anak-anak"));
    EXPECT_TRUE(holds(page(unit_page, "pengunjung", Lang::en), "Everything from this unit"));
    EXPECT_TRUE(holds(page("/unit/lpka-kelas-ii-sungai-raya"), "anak-anak"))
        << "a youth unit says that nothing is shown about the children";
    EXPECT_FALSE(holds(page("/unit/lapas-kelas-iia-ambon"), "Keset"));
}

TEST_F(Composed, those_above_a_unit_see_how_their_reach_sells)
{
    world.fresh("sale");
    tell();
    auto const office = page("/meja", "kanwil.kalbar");
    EXPECT_TRUE(holds(office, "Rp\u00a090.000"));
    EXPECT_TRUE(holds(office, "Belum berjualan hari ini"));
    EXPECT_TRUE(holds(office, R"(class="button large" href="/papan/kanwil/kalimantan-barat")"));
    auto const far = page("/meja", "kanwil.maluku");
    EXPECT_FALSE(holds(far, "Rp\u00a090.000"));
    for (auto const* who : { "ditjen", "auditor", "admin" }) {
        auto const nation = page("/meja", who);
        EXPECT_TRUE(holds(nation, "Rp\u00a090.000")) << who;
        EXPECT_TRUE(holds(nation, R"(class="button large" href="/papan")")) << who;
    }
    EXPECT_TRUE(holds(page("/meja", "ditjen", Lang::en), R"(href="/en/papan")"));
    EXPECT_FALSE(holds(page("/meja", "kepala.ptk"), "Belum berjualan hari ini"));
}

TEST_F(Composed, the_desk_leads_only_where_its_reader_may_go)
{
    auto const cashier = page("/meja", "kasir.ptk");
    EXPECT_TRUE(holds(cashier, R"(href="/kasir/nota")"));
    for (auto const* path : { "/meja/potongan", "/meja/akun", "/meja/aturan" })
        EXPECT_FALSE(holds(cashier, std::string { "href=\"" } + path + '"')) << path;
    EXPECT_FALSE(holds(cashier, "ways-money")) << "no heading over nothing";
    auto const head = page("/meja", "kepala.ptk");
    EXPECT_TRUE(holds(head, R"(href="/meja/potongan")")) << "he says who may";
    EXPECT_LT(head.find("ways-selling"), head.find("ways-office"));
}

TEST_F(Composed, the_trail_and_the_book_name_things_as_people_know_them)
{
    auto const things = world.fresh("sale");
    auto const trail = page("/meja/jejak", "auditor");
    EXPECT_TRUE(holds(trail, "<a href=\"/kasir/struk/" + things.at("sale") + "\">PTK-W-1</a>"));
    EXPECT_TRUE(holds(trail, ">Keset sabut kelapa</a>"));
    EXPECT_TRUE(holds(trail, "Sif sejak 26 April 2021"));
    EXPECT_TRUE(holds(trail, "/kasir/sif/" + things.at("shift"))) << "an auditor may trace it";
    EXPECT_TRUE(holds(trail, "kasir.amb")) << "an account by its name";
    EXPECT_FALSE(holds(trail, ">" + things.at("sale") + "<"));
    auto const own = page("/meja/jejak", "kepala.ptk", Lang::en);
    EXPECT_TRUE(holds(own, "\"/en/kasir/sif/" + things.at("shift") + "\""));
    auto const entry = page("/meja/buku/" + things.at("id"), "kepala.ptk");
    EXPECT_TRUE(holds(entry, "<a href=\"/kasir/struk/" + things.at("sale") + "\">PTK-W-1</a>"));
    // Both lead to the very version that split it.
    auto const to_rule = entry.substr(entry.find("href=\"/meja/aturan/") + 6, 49);
    auto const rule = page(to_rule, "auditor");
    EXPECT_TRUE(holds(rule, "Premi")) << to_rule;
    EXPECT_TRUE(holds(rule, "Nasional")) << to_rule;
    EXPECT_TRUE(
        holds(page("/kasir/struk/" + things.at("sale"), "kepala.ptk"), "href=\"" + to_rule + "\""));
    EXPECT_TRUE(
        holds(page("/meja/buku/" + things.at("id"), "kepala.ptk", Lang::en), "/en" + to_rule));
}

} // namespace
} // namespace karya::app
