// Orders of buyers with an account: found, apart from others', and forgotten.

#include "orders/test_account.h"

namespace karya::orders {
namespace {

TEST_F(AccountShop, lists_what_was_ordered_with_the_mailbox_or_while_signed_in)
{
    auto const before = order_by("", "Sri@Example.id");
    auto const session = enter("sri@example.id");
    auto const within = order_by(session, std::nullopt);
    auto const meanwhile = order_by("", "sri@example.id");
    (void)order_by("", "budi@example.id");
    (void)order_by("", std::nullopt);
    EXPECT_EQ(links_of(session), (Links { meanwhile, within, before }));
    EXPECT_TRUE(links_of(enter("ani@example.id")).empty());
}

TEST_F(AccountShop, older_ones_come_page_by_page)
{
    auto const session = enter("sri@example.id");
    for (int n = 0; n < 23; ++n) (void)order_by(session, std::nullopt);
    auto const first = history_of(session);
    ASSERT_EQ(first.size(), 20U);
    auto const second = history_of(session, first.back().group);
    ASSERT_EQ(second.size(), 3U);
    EXPECT_LT(second.front().placed_at, first.back().placed_at);
}

TEST_F(AccountShop, keeps_its_list_when_who_bought_is_forgotten_by_time)
{
    auto const before = order_by("", "sri@example.id");
    (void)enter("sri@example.id");
    auto const after = order_by("", "sri@example.id"); // and she does not sign in meanwhile
    auto const nobodys = order_by("", "budi@example.id");
    for (auto const& link : { before, after, nobodys }) {
        auto const id = order_at(link, units[0]).id;
        ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, id); }).ok());
    }
    now += days { 91 };
    tidy();
    for (auto const& link : { before, after, nobodys })
        EXPECT_EQ(group_at(link).buyer, std::nullopt);
    EXPECT_EQ(links_of(enter("sri@example.id")), (Links { after, before }));
    EXPECT_TRUE(links_of(enter("budi@example.id")).empty()) << "he had none in time";
}

TEST_F(AccountShop, what_he_ordered_with_his_mailbox_of_before_stays_his)
{
    auto const session = enter("sri@example.id");
    auto const guest = order_by("", "sri@example.id");
    now += seconds { 1 };
    ASSERT_TRUE(as(session, [](Call& call) {
                    call.caller.address = "10.8.1.1";
                    return buyers::ask_change(call, "baru@example.id");
                }).ok());
    auto const token = buyers::token_in(buyers::letters_to(market, "baru@example.id").back());
    ASSERT_TRUE(as(session, [&](Call& call) { return buyers::use_link(call, token); }).ok());
    EXPECT_EQ(links_of(session), Links { guest });
}

TEST_F(AccountShop, who_asks_by_the_link_to_be_forgotten_is_in_no_list)
{
    auto const session = enter("sri@example.id");
    auto const link = order_by(session, "sri@example.id");
    auto const id = order_at(link, units[0]).id;
    ASSERT_TRUE(buyer([&](Call& call) { return cancel_as_buyer(call, link, id); }).ok());
    ASSERT_TRUE(buyer([&](Call& call) { return forget_as_buyer(call, link); }).ok());
    EXPECT_TRUE(links_of(session).empty());
}

TEST_F(AccountShop, erasing_leaves_orders_and_books_but_nobody_in_them)
{
    auto const session = enter("sri@example.id");
    open_till(units[0]);
    auto const fetched = order_by(session, "sri@example.id");
    auto const open = order_by("", "sri@example.id");
    auto const other = order_by("", "budi@example.id");
    ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                    return make_ready(call, scope, order_at(fetched, units[0]).id);
                }).ok());
    ASSERT_TRUE(hand(units[0], order_at(fetched, units[0]).id).ok());
    auto const forgotten = as(session, [&](Call& call) -> Result<std::vector<OrderId>> {
        auto const mine = TRY(buyers::account_locked(call));
        auto ids = forget_account(call, mine);
        buyers::erase(call, mine.id);
        return ids;
    });
    ASSERT_TRUE(forgotten.ok());
    EXPECT_EQ(forgotten.value().size(), 2U);
    EXPECT_EQ(group_at(fetched).buyer, std::nullopt);
    EXPECT_EQ(order_at(fetched, units[0]).state, OrderState::handed_over);
    EXPECT_NE(group_at(open).buyer, std::nullopt) << "its unit still needs him";
    EXPECT_NE(group_at(other).buyer, std::nullopt);
    EXPECT_TRUE(links_of(enter("sri@example.id")).empty()) << "nor does a new account find them";
    expect_books_sound();
    static db::Query const traces { db::Query::Unlisted {}, "test.orders_traces", R"sql(
SELECT COUNT(*) FROM orders_group WHERE account IS NOT NULL OR mailbox IS NOT NULL
)sql" };
    EXPECT_EQ(visit([&](View& view) { return view.read.value<std::int64_t>(traces); }), 1)
        << "the other buyer's";
}

TEST_F(AccountShop, an_order_by_another_account_stays_in_its_list)
{
    auto const budi = enter("budi@example.id");
    auto const gift = order_by(budi, "sri@example.id");
    auto const sri = enter("sri@example.id");
    EXPECT_EQ(links_of(sri), Links { gift }) << "her mailbox has its link anyway";
    auto const mine = account(sri);
    ASSERT_TRUE(as(sri, [&](Call& call) -> Result<void> {
                    forget_account(call, mine);
                    return {};
                }).ok());
    EXPECT_TRUE(links_of(sri).empty());
    EXPECT_EQ(links_of(budi), Links { gift });
}

} // namespace
} // namespace karya::orders
