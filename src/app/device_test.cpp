// A till without a network, through the whole program: what it sold is in the books and on the
// board, and the installation proves sound.

#include "app/test_world.h"
#include "app/verify.h"
#include "board/board.h"

namespace karya::app {
namespace {

class TillDevice : public testing::Test {
protected:
    std::string text(boost::json::value const& value) { return std::string { value.as_string() }; }

    boost::json::value post(std::string const& path, boost::json::object const& body,
                            Person const& who = {})
    {
        auto const answer = world.ask({ .method = "POST",
                                        .path = path,
                                        .form = boost::json::serialize(body),
                                        .type = "application/json",
                                        .token = who.token,
                                        .csrf = who.csrf });
        CHECK(answer.status == 201);
        return boost::json::parse(answer.bytes());
    }
    device::test::Till joined()
    {
        auto const& kasi = world.person("giatja.ptk");
        auto const& cashier = world.person("kasir.ptk");
        auto const invite = text(post("/meja/perangkat/undangan", {}, kasi).at("invite"));
        auto const page = world.ask(
            { .path = "/meja/perangkat/undangan/" + invite, .token = kasi.token });
        auto const link = text(boost::json::parse(page.bytes()).at("link"));
        device::test::Till till { {}, test::noon };
        auto const made = post("/kasir/perangkat",
                               { { "token", link.substr(link.find('#') + 1) },
                                 { "name", "Tablet" },
                                 { "public_key", till.key.public_text() } });
        till.id = DeviceId::parse(text(made.at("device"))).take();
        auto const officer = post("/kasir/perangkat/petugas", { { "device", till.id.text() } },
                                  cashier);
        till.officer = OfficerId::parse(text(officer.at("officer"))).take();
        return till;
    }
    boost::json::value send(device::test::Till& till)
    {
        till.clock = test::noon; // the world's clock stands still
        auto const stamp = till.stamp();
        boost::json::array events;
        for (auto const& event : till.outbox)
            events.push_back(
                boost::json::object { { "body", event.body }, { "signature", event.signature } });
        return post("/kasir/sinkron",
                    { { "device", till.id.text() },
                      { "stamp", stamp },
                      { "signature", till.key.signature_of(stamp) },
                      { "events", events } });
    }
    void expect_all(boost::json::value const& told, std::string_view outcome)
    {
        for (auto const& one : told.at("results").as_array())
            EXPECT_EQ(one.at("outcome").as_string(), outcome) << boost::json::serialize(one);
    }

    World world;
};

TEST_F(TillDevice, what_it_sold_is_in_the_books_and_on_the_board)
{
    auto const goods = world.market.product({ .stock = Quantity::pieces(5) });
    auto till = joined();
    till.opened(0);
    for (int i = 0; i < 12; ++i) till.sold(goods);
    till.closed(45'000 * 12);
    expect_all(send(till), "accepted");
    expect_all(send(till), "duplicate");

    auto const proof = verify(world.market.engine());
    ASSERT_TRUE(proof.ok());
    for (auto const& check : proof.value().checks)
        EXPECT_TRUE(check.sound) << check.name << ": " << check.detail;
    for (auto const& listener : subscribers())
        while (core::deliver(world.market.engine(), listener).take()) { }
    auto const sums = world.market.view({}, test::noon, [&](View& view) {
        auto const today = board::nation_day(view.now);
        return board::nation_sums(view, { today, today });
    });
    EXPECT_EQ(sums.turnover, Rupiah { 45'000 * 12 });
    EXPECT_EQ(sums.sales, 12);
}

TEST_F(TillDevice, the_trail_calls_it_by_its_name)
{
    auto const till = joined();
    auto const trail = world.ask({ .path = "/meja/jejak",
                                   .token = world.person("kepala.ptk").token,
                                   .accept = "text/html" });
    auto const link = "<a href=\"/meja/perangkat/" + till.id.text() + "\">Tablet</a>";
    EXPECT_NE(trail.bytes().find(link), std::string::npos) << trail.bytes();
}

} // namespace
} // namespace karya::app
