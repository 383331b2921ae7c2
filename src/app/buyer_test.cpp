// A buyer's account over all modules: what he takes along, and what is left when he goes.

#include "app/answers.h"
#include "app/test_guest.h"
#include "app/verify.h"
#include "app/wiring.h"
#include "buyers/test_buyers.h"
#include "counter/counter.h"
#include "orders/orders.h"
#include "reviews/reviews.h"
#include "support/front.h"

namespace karya::app {
namespace {

using test::header;
using test::holds;

class AccountData : public buyers::Buyers {
protected:
    void SetUp() override
    {
        Buyers::SetUp();
        sales::keep_nip_key(std::string(32, 'k'));
        orders::keep_keys({ std::string(32, 'o'), std::string(32, 'b') });
        payments::keep_keys({ std::string(32, 'p'), std::string(32, 'q') });
        answer_for_modules();
        front.emplace(market.engine(), table, [](std::string_view) { return std::nullopt; });
    }
    struct Wish {
        std::string path {};
        std::string form {};
        std::string buyer {};
        std::string accept { "text/html" };
    };
    web::Response see_page(Wish const& wish) { return front->ask(wish, now); }

    /// One piece, ordered and fetched by Sri, who said something of it in her name.
    std::string received(std::string const& session)
    {
        auto const goods = market.product({ .name = "Keset " + std::to_string(++m_goods) });
        auto const link = as(session, [&](Call& call) {
                              return order_goods(call, { goods, Quantity::pieces(1) }, sri);
                          }).take();
        auto const order = market
                               .view({}, now, [&](View& view) { return orders::group(view, link); })
                               .take()
                               .orders.front();
        auto const& scope = market.pontianak();
        EXPECT_TRUE(
            market
                .call(market.cast.wayan, now,
                      [&](Call& call) -> Result<void> {
                          if (!sales::open_shift_of(call.view(), scope, counter::desk_series))
                              TRY(sales::open_shift(call, scope, counter::desk_series,
                                                    Rupiah { 100'000 }));
                          TRY(orders::hand_over(call, scope,
                                                { .order = order.id, .without_code = true }));
                          auto const product = order.lines.front().product;
                          TRY(reviews::write(call, link,
                                             { .product = product,
                                               .stars = 4,
                                               .words = "Rapi sekali",
                                               .shown_as = "Sri, Jakarta" }));
                          return {};
                      })
                .ok());
        return link;
    }

    web::Routes table { routes() };
    std::optional<test::Front> front;

private:
    int m_goods { 0 };
};

TEST_F(AccountData, he_takes_along_all_of_his_and_nothing_of_others)
{
    auto const session = enter("sri@example.id");
    (void)received(session);
    ASSERT_TRUE(as(session, [](Call& call) {
                    return buyers::add_address(call, buyers::home_address);
                }).ok());
    auto const wished = slug_of(market.product({ .name = "Tikar pandan" }));
    ASSERT_TRUE(as(session, [&](Call& call) { return buyers::keep_wish(call, wished); }).ok());
    auto const file = see_page({ .path = "/pembeli/data/berkas", .buyer = session });
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(header(file, "Cache-Control"), "no-store");
    for (auto const* const word :
         { "sri@example.id", "Jalan Ampera 12", "Tikar pandan", "Sri Wahyuni", "Rapi sekali",
           "\"label\":\"Rumah\"", "\"begun_at\"", "PTK-P-1" })
        EXPECT_TRUE(holds(file, word)) << word << file.bytes();
    auto const page = see_page({ .path = "/pembeli/data", .buyer = session });
    EXPECT_TRUE(holds(page, "sri@example.id"));
    EXPECT_EQ(header(page, "Cache-Control"), "no-store");
    auto const other = see_page(
        { .path = "/pembeli/data/berkas", .buyer = enter("budi@example.id") });
    for (auto const* const word : { "sri@", "Jalan", "Tikar", "Rapi", "PTK-P-1" })
        EXPECT_FALSE(holds(other, word)) << word;
    for (auto const* const path : { "/pembeli/data", "/pembeli/data/berkas" })
        EXPECT_TRUE(header(see_page({ .path = path }), "Location").starts_with("/pembeli?ke="))
            << path;
}

TEST_F(AccountData, erased_he_is_nowhere_and_the_books_are_as_before)
{
    auto const session = enter("sri@example.id");
    auto const elsewhere = enter("sri@example.id");
    auto const link = received(session);
    auto const proof = [&] {
        auto made = verify(market.engine());
        EXPECT_TRUE(made.ok());
        for (auto const& check : made.value().checks)
            EXPECT_TRUE(check.sound || check.name == "storage") << check.name << check.detail;
    };
    proof();
    auto const gone = see_page(
        { .path = "/pembeli/data/penghapusan", .form = "&", .buyer = session });
    ASSERT_EQ(gone.status, 303) << gone.bytes();
    EXPECT_TRUE(header(gone, "Set-Cookie").ends_with("Max-Age=0"));
    for (auto const& token : { session, elsewhere })
        EXPECT_EQ(see_page({ .path = "/pembeli/data", .buyer = token }).status, 303);
    auto const order = see_page({ .path = "/pesanan/" + link });
    EXPECT_EQ(order.status, 200) << "the order stays";
    EXPECT_FALSE(holds(order, "Sri Wahyuni"));
    EXPECT_FALSE(holds(order, "sri@example.id"));
    EXPECT_FALSE(holds(see_page({ .path = "/pesanan/" + link + "/data/berkas" }), "Sri"));
    proof();
}

} // namespace
} // namespace karya::app
