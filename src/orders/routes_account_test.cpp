// The account's orders and the checkout that is filled from it, behind the real pipeline.

#include "orders/test_account.h"
#include "support/front.h"
#include "web/page.h"

namespace karya::orders {
namespace {

using test::header;
using test::holds;

class AccountPages : public AccountShop {
protected:
    void SetUp() override
    {
        AccountShop::SetUp();
        add_routes(routes);
        front.emplace(market.engine(), routes, [this](std::string_view who) {
            return test::in_role(who, market.cast.wayan, units[0], market.cast.kalbar);
        });
    }
    struct Wish {
        std::string path {};
        std::string form {};
        std::string buyer {};
        std::string who {};
        std::string basket {};
        bool json { false };
    };
    web::Response ask(Wish const& wish) { return front->ask(wish, now); }

    /// A basket that goes to the village of `home_address`.
    std::string travelling()
    {
        EXPECT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                        return shipping::set_rate(call, scope,
                                                  { .courier = shipping::Courier::jne,
                                                    .service = "Reguler",
                                                    .distance = shipping::Distance::regency,
                                                    .valid_from = scope.day(now),
                                                    .first_kg = Rupiah { 9'000 },
                                                    .further_kg = Rupiah { 4'000 },
                                                    .days_min = 1,
                                                    .days_max = 2 });
                    }).ok());
        std::string token;
        EXPECT_TRUE(put(token, goods(units[0], 45'000, 5, 800), 1).ok());
        EXPECT_TRUE(buyer([&](Call& call) {
                        return send_to(call, token, buyers::home_address.village);
                    }).ok());
        auto const shown = seen(token);
        auto const rate = visit([&](View& view) {
                              return sendings(view, shown, shown.parts.front());
                          })
                              .offers.at(0)
                              .rate;
        EXPECT_TRUE(buyer([&](Call& call) {
                        return choose_sending(call, token, { { units[0], rate } });
                    }).ok());
        return token;
    }
    std::vector<buyers::Address> book_of(std::string const& session)
    {
        auto const id = account(session).id;
        return visit([&](View& view) { return buyers::addresses(view, id); });
    }
    void add(std::string const& session, buyers::AddressDraft const& draft)
    {
        now += seconds { 1 };
        ASSERT_TRUE(as(session, [&](Call& call) { return buyers::add_address(call, draft); }).ok());
    }

    web::Routes routes;
    std::optional<test::Front> front;
};

TEST_F(AccountPages, the_checkout_is_filled_for_who_is_signed_in_and_for_nobody_else)
{
    auto const basket = travelling();
    auto const session = enter("sri@example.id");
    auto far = buyers::home_address;
    far.label = "Jauh";
    far.name = "Ani";
    far.village = "31.71.01.1001";
    add(session, far);
    add(session, buyers::home_address);
    auto office = buyers::home_address;
    office.label = "Kantor";
    office.street = "Jalan Gajah Mada 1";
    add(session, office);
    auto const filled = ask({ .path = "/pemesanan", .buyer = session, .basket = basket });
    EXPECT_TRUE(holds(filled, "value=\"Sri Wahyuni\""));
    EXPECT_TRUE(holds(filled, "value=\"sri@example.id\""));
    EXPECT_TRUE(holds(filled, "value=\"Jalan Ampera 12\"")) << "of those in that village";
    EXPECT_FALSE(holds(filled, "Jauh"));
    EXPECT_TRUE(holds(filled, "name=\"keep\""));
    EXPECT_EQ(header(filled, "Cache-Control"), "no-store");
    auto const book = book_of(session);
    auto const chosen = ask({ .path = "/pemesanan?address=" + book.back().id.text(),
                              .buyer = session,
                              .basket = basket });
    EXPECT_TRUE(holds(chosen, "value=\"Jalan Gajah Mada 1\""));
    EXPECT_TRUE(holds(ask({ .path = "/pemesanan/pengiriman", .buyer = session, .basket = basket }),
                      "Jauh"));
    for (auto const& other : { std::string {}, enter("budi@example.id") }) {
        auto const page = ask({ .path = "/pemesanan?address=" + book.back().id.text(),
                                .buyer = other,
                                .basket = basket });
        EXPECT_EQ(page.status, 200);
        EXPECT_FALSE(holds(page, "Jalan Gajah Mada")) << "another's address";
        EXPECT_FALSE(holds(page, "Sri Wahyuni"));
        EXPECT_EQ(holds(page, "name=\"keep\""), !other.empty());
    }
}

TEST_F(AccountPages, an_address_is_kept_when_it_is_asked_for)
{
    auto const session = enter("sri@example.id");
    auto const place_from = [&](std::string const& keep) {
        auto const basket = travelling();
        auto const shown = seen(basket);
        return ask({ .path = "/pemesanan",
                     .form = "basket=" + shown.id.text()
                         + "&seen_total=" + std::to_string(shown.charged().amount())
                         + "&name=Sri&phone=081234567890&street=Jalan+3&way=transfer" + keep,
                     .buyer = session,
                     .basket = basket });
    };
    EXPECT_EQ(place_from("").status, 303);
    EXPECT_TRUE(book_of(session).empty());
    auto const wrong = place_from("&keep=true&keep_as=" + std::string(41, 'r'));
    EXPECT_EQ(wrong.status, 422) << wrong.bytes();
    EXPECT_TRUE(holds(wrong, "id=\"keep_as_error\""));
    EXPECT_EQ(history_of(session).size(), 1U) << "nothing was ordered";
    EXPECT_EQ(place_from("&keep=true&keep_as=Rumah").status, 303);
    ASSERT_EQ(book_of(session).size(), 1U);
    EXPECT_EQ(book_of(session)[0].label, "Rumah");
    EXPECT_EQ(book_of(session)[0].street, "Jalan 3");
}

TEST_F(AccountPages, every_marker_and_word_is_there)
{
    for (auto const& problem : web::page_problems(routes, embedded::pages()))
        if (problem.find("orders/") != std::string::npos) ADD_FAILURE() << problem;
}

TEST_F(AccountPages, the_list_is_for_its_buyer_alone)
{
    auto const session = enter("sri@example.id");
    auto const link = order_by(session, std::nullopt);
    auto const page = ask({ .path = "/pembeli/pesanan", .buyer = session });
    EXPECT_TRUE(holds(page, "/pesanan/" + link));
    EXPECT_TRUE(holds(page, order_at(link, units[0]).number));
    EXPECT_EQ(header(page, "Cache-Control"), "no-store");
    EXPECT_FALSE(holds(ask({ .path = "/pembeli/pesanan", .buyer = enter("budi@example.id") }),
                       "/pesanan/" + link));
    auto const own = ask({ .path = "/pesanan/" + link });
    EXPECT_EQ(header(own, "Cache-Control"), "no-store") << "the link alone opens it";
    EXPECT_TRUE(holds(own, "noindex"));
    EXPECT_EQ(header(ask({ .path = "/pembeli/pesanan" }), "Location"),
              "/pembeli?ke=%2Fpembeli%2Fpesanan");
    EXPECT_EQ(ask({ .path = "/pembeli/pesanan", .who = "head", .json = true }).status, 401);
    EXPECT_EQ(ask({ .path = "/meja/pesanan", .buyer = session, .json = true }).status, 401)
        << "a buyer is no officer";
}

} // namespace
} // namespace karya::orders
