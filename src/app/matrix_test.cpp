#include "app/test_matrix.h"
#include "app/test_world.h"
#include "web/openapi.h"
#include "web/page.h"
#include "web/problem.h"
#include <set>

namespace karya::app {
namespace {

constexpr std::string_view nothing_id = "01900000-0000-7000-8000-0000000000ff";

Grant const* grant_of(web::Route const& route)
{
    auto const method = route.method == web::Method::post ? "POST" : "GET";
    for (auto const& grant : grants)
        if (grant.method == method && grant.pattern == route.pattern) return &grant;
    return nullptr;
}

bool may(Grant const& grant, Person const& person)
{
    if (grant.who == "*") return true;
    if (grant.who == "@") return !person.buyer.empty();
    if (person.letter == ' ') return false;
    return grant.who == "+" || grant.who.find(person.letter) != std::string_view::npos;
}

/// Whether Pontianak's `thing` exists for somebody who has the right.
bool reaches(std::string_view thing, Person const& person, test::Cast const& cast)
{
    if (thing == "address") return person.login == "pembeli";
    if (thing == "invite") return person.login == "giatja.ptk"; // who made it
    if (thing == "session") return person.login == "kasir.ptk";
    if (thing == "upload") return person.login == "giatja.ptk";
    if (thing == "account")
        return person.letter == 'a' || (person.letter == 'h' && person.unit == cast.pontianak_id);
    if (thing == "payment" || thing == "money_return" || thing == "own_report")
        return person.unit == cast.pontianak_id;
    static std::set<std::string_view> const of_unit { "product",
                                                      "variant",
                                                      "service",
                                                      "photo",
                                                      "sale",
                                                      "shift",
                                                      "evidence",
                                                      "entry",
                                                      "unit",
                                                      "deposit",
                                                      "paid_deposit",
                                                      "device",
                                                      "kept",
                                                      "device_officer",
                                                      "alarm",
                                                      "device_shift",
                                                      "treasury_file",
                                                      "worker",
                                                      "gone_worker",
                                                      "agreeing_worker",
                                                      "order",
                                                      "activity",
                                                      "decree",
                                                      "label_run",
                                                      "batch",
                                                      "recalled_batch",
                                                      "premium",
                                                      "authorised_premium",
                                                      "paid_premium",
                                                      "report",
                                                      "discount",
                                                      "doubt",
                                                      "sample",
                                                      "coupon",
                                                      "review",
                                                      "waiting_review",
                                                      "batch_photo",
                                                      "activity_photo",
                                                      "kit",
                                                      "cash",
                                                      "cash_photo",
                                                      "proposed_deposit",
                                                      "matched_deposit" };
    if (!of_unit.contains(thing)) return true;
    if (person.letter == 'w') return person.kanwil == cast.kalbar;
    return person.unit.empty() || person.unit == cast.pontianak_id;
}

std::string filled(std::string path, World::Things const& things)
{
    for (auto const& [name, value] : things)
        if (auto const at = path.find("{" + name + "}"); at != std::string::npos)
            path.replace(at, name.size() + 2, value);
    return path;
}

class Matrix : public testing::Test {
protected:
    /// The request for that grant by that person, with these values in the braces.
    World::Wish wish_for(Grant const& grant, Person const& person, World::Things const& things)
    {
        World::Wish wish { .method = std::string { grant.method },
                           .path = filled(std::string { grant.pattern }, things),
                           .form = std::string { grant.form },
                           .token = person.token,
                           .csrf = person.csrf,
                           .buyer = person.buyer };
        if (wish.method == "GET") wish.query = std::exchange(wish.form, {});
        bool const above = person.letter != ' ' && person.unit.empty();
        if (grant.thing == "entry" && above)
            wish.query = "unit=" + world.market.cast.pontianak_id.text();
        if (wish.form.starts_with("[photo]")) put_photo(wish);
        return wish;
    }
    static void put_photo(World::Wish& wish)
    {
        wish.type = "multipart/form-data; boundary=batas";
        auto const alt = wish.form.find("&alt_id=");
        wish.form = "--batas\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n"
                    "Content-Type: image/jpeg\r\n\r\nnot a picture\r\n";
        if (alt != std::string::npos)
            wish.form += "--batas\r\nContent-Disposition: form-data; name=\"alt_id\"\r\n\r\n"
                         "Keset\r\n";
        wish.form += "--batas--\r\n";
    }
    /// A command may use its thing up; what is only read, and what is refused, leaves it for the
    /// next one.
    World::Things things_of(Grant const& grant, Person const& person)
    {
        if (grant.thing.empty()) return {};
        bool const used = grant.method == "POST" && may(grant, person)
            && reaches(grant.thing, person, world.market.cast);
        // Of uploads an account keeps five: those made for others push the kept one out.
        if (used || grant.thing == "upload") return world.fresh(grant.thing);
        return kept(grant);
    }
    World::Things kept(Grant const& grant)
    {
        if (grant.thing.empty()) return {};
        auto const [found, first] = m_kept.try_emplace(grant.thing);
        if (first) found->second = world.fresh(grant.thing);
        return found->second;
    }
    /// Some requests end the session they come with, as they should.
    void keep_signed_in(Person& person)
    {
        if (person.letter != ' ' && !world.live(person)) world.sign_in(person);
        if (!person.buyer.empty() && !world.accounts.is_live(person.buyer))
            person.buyer = world.accounts.enter(person.login);
    }
    template<class Try>
    void each(Try&& attempt)
    {
        for (auto const& route : world.table.all()) {
            auto const* grant = grant_of(route);
            if (!grant) continue; // told by every_route_is_in_the_table
            for (auto& person : world.people) {
                keep_signed_in(person);
                SCOPED_TRACE(std::string { grant->method } + " " + route.pattern + " by "
                             + person.login);
                attempt(*grant, person);
            }
        }
    }
    World world;

private:
    std::map<std::string_view, World::Things> m_kept {};
};

std::string told(web::Response const& response)
{
    return std::to_string(response.status) + " " + std::string { response.bytes().substr(0, 300) };
}

TEST_F(Matrix, every_route_is_in_the_table_and_the_table_has_no_other)
{
    std::set<std::string> known;
    for (auto const& route : world.table.all()) {
        EXPECT_NE(grant_of(route), nullptr) << route.pattern << " has nobody's word on who may";
        known.insert((route.method == web::Method::post ? "POST " : "GET ") + route.pattern);
    }
    for (auto const& grant : grants)
        EXPECT_TRUE(
            known.contains(std::string { grant.method } + " " + std::string { grant.pattern }))
            << grant.pattern << " is no route";
}

TEST_F(Matrix, everybody_gets_what_is_granted_and_nothing_else)
{
    each([&](Grant const& grant, Person const& person) {
        auto const answer = world.ask(wish_for(grant, person, things_of(grant, person)));
        auto const status = answer.status;
        if (grant.half_session != 0)
            EXPECT_EQ(status, person.letter == ' ' ? 401 : grant.half_session) << told(answer);
        else if (!may(grant, person))
            EXPECT_EQ(status, person.letter == ' ' || grant.who == "@" ? 401 : 403) << told(answer);
        else if (!reaches(grant.thing, person, world.market.cast))
            EXPECT_EQ(status, 404) << told(answer);
        else
            EXPECT_TRUE(status < 500 && status != 401 && status != 403
                        && (status != 404 || grant.thing.empty()))
                << told(answer);
    });
}

TEST_F(Matrix, what_does_not_exist_is_404_and_no_id_is_a_fault)
{
    std::string const broken[] = { "bukan-id",
                                   "..",
                                   "%",
                                   "'",
                                   "\xc3\xa9",
                                   std::string(900, 'a'),
                                   "01900000-0000-7000-8000-00000000000G" };
    each([&](Grant const& grant, Person const& person) {
        if (grant.thing.empty() || !may(grant, person)) return;
        auto things = kept(grant);
        for (auto& [name, value] : things) value = std::string { nothing_id };
        auto const none = world.ask(wish_for(grant, person, things));
        // A cloth is drawn for any name; a forged label is told and may be reported; a link that is
        // no more is gone, unless its form is wrong; what is not on a list is off it.
        std::set<int> const expected = grant.thing == "cloth" ? std::set { 200, 404 }
            : grant.thing == "label_token"                    ? std::set { 200, 303, 422, 429 }
            : grant.thing == "link"                           ? std::set { 410, 422 }
            : grant.thing == "buyer_link"                     ? std::set { 410 }
            : grant.thing == "wish" ? std::set { grant.method == "GET" ? 200 : 201 }
                                    : std::set { 404 };
        EXPECT_TRUE(expected.contains(none.status)) << told(none);
        if (person.letter != 'a' && person.letter != 'h' && person.letter != ' ') return;
        for (auto const& text : broken) {
            for (auto& [name, value] : things) value = text;
            auto const odd = world.ask(wish_for(grant, person, things));
            bool const told_of = grant.thing == "label_token" && odd.status < 400;
            EXPECT_TRUE(told_of || (odd.status >= 400 && odd.status < 500))
                << text << ": " << told(odd);
        }
    });
}

TEST_F(Matrix, visitors_who_look_for_a_page_are_led_to_sign_in)
{
    for (auto const& grant : grants) {
        if (grant.who == "*" || grant.method != "GET") continue;
        auto wish = wish_for(grant, world.people.front(), kept(grant));
        wish.accept = "text/html";
        auto const answer = world.ask(wish);
        EXPECT_EQ(answer.status, 303) << grant.pattern;
        auto const door = grant.who == "@" ? "/pembeli?ke=" : "/masuk?ke=";
        EXPECT_TRUE(World::header(answer, "Location").starts_with(door)) << grant.pattern;
    }
}

TEST_F(Matrix, no_command_comes_from_elsewhere_or_without_its_token)
{
    each([&](Grant const& grant, Person const& person) {
        if (grant.method != "POST" || !may(grant, person)) return;
        auto const wish = wish_for(grant, person, things_of(grant, person));
        for (auto const origin : { "https://jahat.example", "null", "http://karya.test:81" }) {
            auto foreign = wish;
            foreign.origin = origin;
            auto const answer = world.ask(foreign);
            EXPECT_EQ(answer.status, 403) << origin << told(answer);
            EXPECT_NE(answer.bytes().find(web::cross_site.id), std::string_view::npos);
        }
        if (person.letter == ' ') return;
        for (auto const& csrf : { std::string {}, std::string(32, '0'), person.csrf + "0" }) {
            auto bare = wish;
            bare.csrf = csrf;
            auto const answer = world.ask(bare);
            EXPECT_EQ(answer.status, 403) << csrf << told(answer);
            EXPECT_NE(answer.bytes().find(web::stale_form.id), std::string_view::npos);
        }
    });
}

/// Ids that come in a form and not in the path.
TEST_F(Matrix, goods_of_another_unit_are_neither_sold_nor_chosen)
{
    auto const goods = world.fresh("product");
    auto const& boss = world.person("kepala.amb");
    auto const post = [&](std::string path, std::string form) {
        return world.ask({ .method = "POST",
                           .path = std::move(path),
                           .form = std::move(form),
                           .token = boss.token,
                           .csrf = boss.csrf });
    };
    ASSERT_EQ(post("/kasir/sif", "float_cash=100000").status, 201);
    auto const sale = post("/kasir/penjualan",
                           "id=01790cfe-dd60-7000-8000-00000000bbbb&lines.0.variant="
                               + goods.at("variant")
                               + "&lines.0.quantity=1&buyer=public_buyer&payment=transfer");
    EXPECT_EQ(sale.status, 404) << told(sale);
    auto const choice = post("/papan/pilihan", "product=" + goods.at("product"));
    EXPECT_EQ(choice.status, 404) << told(choice);
    for (auto const* const path : { "/meja/buku", "/meja/produk" }) {
        auto const answer = world.ask({ .path = path,
                                        .query = "unit=" + world.market.cast.pontianak_id.text(),
                                        .token = boss.token });
        EXPECT_EQ(answer.status, 404) << path << told(answer);
    }
}

TEST(Api, says_of_each_route_what_it_does)
{
    auto const made = routes();
    for (auto const& route : made.all())
        for (auto const lang : { Lang::id, Lang::en })
            EXPECT_NE(web::words_of(lang, route), "") << route.pattern;
}

TEST(Api, tells_structs_of_one_name_in_two_sources_apart)
{
    auto const api = parse_json(web::openapi_json(routes(), "")).take();
    auto const& schemas = api.at("components").at("schemas");
    auto const form_of = [&](std::string_view path) {
        auto const target = [&](boost::json::value const& value) {
            std::string_view const ref { value.at("$ref").get_string() };
            return schemas.at(ref.substr(ref.rfind('/') + 1)).at("properties");
        };
        auto const& get = api.at("paths").at(path).at("get").at("responses").at("200");
        auto const& page = get.at("content").at("application/json").at("schema");
        return target(target(page).at("form")).get_object();
    };
    EXPECT_TRUE(form_of("/api/v1/meja/rekening").contains("valid_from"));
    EXPECT_FALSE(form_of("/api/v1/bayar/{token}").contains("valid_from"));
}

TEST(AllRoutes, every_page_and_word_is_there)
{
    for (auto const& problem : web::page_problems(routes(), embedded::pages()))
        ADD_FAILURE() << problem;
}

} // namespace
} // namespace karya::app
