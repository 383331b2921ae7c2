// Links, sessions, mailboxes, addresses and wishes, as commands.

#include "buyers/test_buyers.h"
#include <algorithm>

namespace karya::buyers {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

template<class T>
ErrorCode code_of(Result<T> const& result)
{
    return result.ok() ? ErrorCode { "none", Fault::internal } : result.error().code();
}

TEST(BuyerPhone, is_read_as_people_write_it)
{
    for (auto const* const same :
         { "0812 3456 7890", "+62 812-3456-7890", "62812 3456 7890", "(0812) 3456.7890" })
        EXPECT_EQ(plain_phone(same), "+6281234567890") << same;
    EXPECT_EQ(plain_phone("+31 6 12345678"), "+31612345678");
    for (auto const* const wrong : { "", "0812", "12345678", "0812x4567890", "++62812345678",
                                     "+62 8123 4567 8901 2345", "' OR 1=1" })
        EXPECT_EQ(plain_phone(wrong), "") << wrong;
}

// ---- Links ----

TEST_F(Buyers, no_link_goes_to_what_is_no_address_or_without_letters)
{
    for (auto const* const wrong : { "", "sri", "sri@", "@example.id", "sri@example.id, a@b.c",
                                     "sri@example.id\r\nBcc: x@y.id" })
        EXPECT_EQ(code_of(ask(wrong)), bad_email) << wrong;
    letters_wait("http://karya.test"); // no link of ours can be trusted
    EXPECT_EQ(code_of(ask("sri@example.id")), no_letters);
    mail::keep_sender({});
    EXPECT_EQ(code_of(ask("sri@example.id")), no_letters);
}

TEST_F(Buyers, a_link_is_used_once)
{
    ASSERT_TRUE(ask("sri@example.id").ok());
    auto const token = last_token("sri@example.id");
    auto const looked = see("", [&](View& view) { return link(view, token); });
    ASSERT_TRUE(looked.ok());
    EXPECT_EQ(looked.value().email, "sri@example.id");
    EXPECT_TRUE(see("", [&](View& view) { return link(view, token); }).ok()) << "looking is free";
    auto const entry = use(token);
    ASSERT_TRUE(entry.ok());
    EXPECT_EQ(entry.value().next, "/pembeli");
    EXPECT_EQ(who(entry.value().token)->email, "sri@example.id");
    EXPECT_EQ(code_of(use(token)), link_gone);
    EXPECT_EQ(code_of(see("", [&](View& view) { return link(view, token); })), link_gone);
}

TEST_F(Buyers, a_link_lives_half_an_hour)
{
    ASSERT_TRUE(ask("sri@example.id").ok());
    auto const token = last_token("sri@example.id");
    now += 30min;
    EXPECT_EQ(code_of(use(token)), link_gone);
    now -= 1s;
    EXPECT_TRUE(use(token).ok());
    for (auto const& wrong :
         { std::string {}, std::string(64, 'g'), std::string(64, '0'), std::string(900, 'a') })
        EXPECT_EQ(code_of(use(wrong)), link_gone) << wrong;
}

TEST_F(Buyers, one_mailbox_is_one_account_however_it_is_written)
{
    auto const first = enter("sri@example.id");
    ASSERT_TRUE(ask("Sri@Example.ID").ok());
    auto const second = use(last_token("Sri@Example.ID")).take().token;
    EXPECT_EQ(who(first)->id, who(second)->id);
    EXPECT_NE(who(first)->id, who(enter("budi@example.id"))->id);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Buyers, to_one_mailbox_go_five_links_an_hour_and_nobody_learns_of_it)
{
    for (int n = 0; n < 9; ++n) EXPECT_TRUE(ask("sri@example.id").ok());
    EXPECT_EQ(letters_to(market, "sri@example.id").size(), 5U);
    EXPECT_TRUE(ask("budi@example.id").ok());
    EXPECT_EQ(letters_to(market, "budi@example.id").size(), 1U);
    now += 61min;
    tidy();
    EXPECT_TRUE(ask("sri@example.id").ok());
    EXPECT_EQ(letters_to(market, "sri@example.id").size(), 6U);
}

TEST_F(Buyers, one_address_asks_forty_times_an_hour)
{
    for (int n = 0; n < 40; ++n) EXPECT_TRUE(ask("orang" + std::to_string(n) + "@example.id").ok());
    EXPECT_EQ(code_of(ask("lagi@example.id")), too_many_asked);
    EXPECT_TRUE(letters_to(market, "lagi@example.id").empty());
    address = "10.2.1.1";
    EXPECT_TRUE(ask("lagi@example.id").ok());
}

TEST_F(Buyers, nothing_that_is_stored_opens_an_account)
{
    auto const session = enter("sri@example.id");
    ASSERT_TRUE(ask("sri@example.id").ok());
    auto const token = last_token("sri@example.id");
    static db::Query const kept { db::Query::Unlisted {}, "test.buyers_kept", R"sql(
SELECT hash || account FROM buyers_session
UNION ALL SELECT hash || mailbox || email FROM buyers_link
UNION ALL SELECT mailbox || email FROM buyers_account
)sql" };
    auto const all = see("", [](View& view) { return view.read.all<std::string>(kept); });
    EXPECT_EQ(all.size(), 4U);
    for (auto const& text : all)
        for (auto const& secret : { session, token, std::string { "example.id" } })
            EXPECT_EQ(text.find(secret), std::string::npos) << text;
}

TEST_F(Buyers, whose_key_is_lost_signs_in_anew)
{
    auto const session = enter("sri@example.id");
    ASSERT_TRUE(ask("sri@example.id").ok());
    auto const token = last_token("sri@example.id");
    keep_key(std::string(32, 'z'));
    EXPECT_FALSE(who(session).has_value());
    EXPECT_EQ(code_of(see("", [&](View& view) { return link(view, token); })), link_gone);
    EXPECT_EQ(code_of(use(token)), link_gone);
}

// ---- Sessions ----

TEST_F(Buyers, a_session_ends_after_thirty_days_without_use)
{
    auto const idle = enter("sri@example.id");
    auto const used = enter("sri@example.id");
    for (int n = 0; n < 3; ++n) {
        now += days { 20 };
        ASSERT_TRUE(who(used).has_value()) << n;
        EXPECT_TRUE(who(used)->due);
        tidy();
        EXPECT_FALSE(who(used)->due);
    }
    EXPECT_FALSE(who(idle).has_value());
    now += days { 30 };
    EXPECT_FALSE(who(used).has_value());
    EXPECT_EQ(code_of(see(used, [](View& view) { return account(view); })), sign_in_first);
}

TEST_F(Buyers, signing_out_ends_this_session_and_everywhere_all_of_them)
{
    auto const here = enter("sri@example.id");
    auto const there = enter("sri@example.id");
    auto const other = enter("budi@example.id");
    ASSERT_TRUE(as(here, [](Call& call) -> Result<void> {
                    sign_out(call);
                    return {};
                }).ok());
    EXPECT_FALSE(who(here).has_value());
    EXPECT_TRUE(who(there).has_value());
    auto const again = enter("sri@example.id");
    ASSERT_TRUE(as(there, [](Call& call) { return sign_out_everywhere(call); }).ok());
    EXPECT_FALSE(who(there).has_value());
    EXPECT_FALSE(who(again).has_value());
    EXPECT_TRUE(who(other).has_value());
    EXPECT_EQ(code_of(as(there, [](Call& call) { return sign_out_everywhere(call); })),
              sign_in_first);
}

TEST_F(Buyers, who_signs_in_anew_leaves_the_session_before)
{
    auto const before = enter("sri@example.id");
    ASSERT_TRUE(ask("budi@example.id").ok());
    auto const after = use(last_token("budi@example.id"), before).take().token;
    EXPECT_FALSE(who(before).has_value());
    EXPECT_EQ(who(after)->email, "budi@example.id");
}

// ---- Another mailbox ----

TEST_F(Buyers, the_mailbox_changes_once_the_new_one_was_proven_and_the_old_one_is_told)
{
    auto const session = enter("sri@example.id");
    auto const change = [&](std::string const& email) {
        now += 1s;
        return as(session, [&](Call& call) { return ask_change(call, email); });
    };
    EXPECT_EQ(code_of(as("", [](Call& call) { return ask_change(call, "a@b.id"); })),
              sign_in_first);
    ASSERT_TRUE(change("wahyuni@example.id").ok());
    auto const token = last_token("wahyuni@example.id");
    EXPECT_EQ(who(session)->email, "sri@example.id") << "nothing is proven yet";
    // Whoever else opens the letter must not give his mailbox to that account.
    EXPECT_EQ(code_of(use(token)), other_account);
    EXPECT_EQ(code_of(use(token, enter("budi@example.id"))), other_account);
    auto const entry = use(token, session);
    ASSERT_TRUE(entry.ok()) << "a refusal has not used it up";
    EXPECT_EQ(entry.value().token, "");
    EXPECT_EQ(who(session)->email, "wahyuni@example.id");
    auto const told = letters_to(market, "sri@example.id").back();
    EXPECT_NE(told.find("w…@example.id"), std::string::npos) << told;
    EXPECT_EQ(told.find("wahyuni"), std::string::npos);
    EXPECT_NE(who(enter("sri@example.id"))->id, who(session)->id) << "the old one is free";
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Buyers, a_mailbox_of_another_account_is_not_taken)
{
    auto const session = enter("sri@example.id");
    (void)enter("budi@example.id");
    now += 1s;
    ASSERT_TRUE(as(session, [](Call& call) { return ask_change(call, "budi@example.id"); }).ok())
        << "who asks learns nothing";
    EXPECT_EQ(code_of(use(last_token("budi@example.id"), session)), email_taken);
    EXPECT_EQ(who(session)->email, "sri@example.id");
}

TEST_F(Buyers, every_proof_of_a_mailbox_is_told)
{
    static std::vector<std::string> heard;
    heard.clear();
    tell_proofs_to([](Call&, BuyerId, std::string_view mailbox) { heard.emplace_back(mailbox); });
    auto const session = enter("Sri@example.id");
    now += 1s;
    ASSERT_TRUE(as(session, [](Call& call) { return ask_change(call, "baru@example.id"); }).ok());
    ASSERT_TRUE(use(last_token("baru@example.id"), session).ok());
    tell_proofs_to(nullptr);
    std::vector<std::string> const wanted { mailbox_of("sri@example.id"),
                                            mailbox_of("sri@example.id"),
                                            mailbox_of("baru@example.id") };
    EXPECT_EQ(heard, wanted);
}

// ---- Addresses ----

class BuyerBook : public Buyers {
protected:
    Result<void> add(std::string const& session, AddressDraft const& draft)
    {
        now += 1s;
        return as(session, [&](Call& call) { return add_address(call, draft); });
    }
    std::vector<Address> book(std::string const& session)
    {
        return see(session, [](View& view) { return addresses(view, account(view).value().id); });
    }
    std::vector<Wish> list(std::string const& session)
    {
        return see(session, [](View& view) { return wishes(view, account(view).value().id); });
    }
};

TEST_F(BuyerBook, what_the_checkout_would_refuse_is_refused)
{
    auto const session = enter("sri@example.id");
    std::pair<std::string, AddressDraft> const wrong[] {
        { "name", { "", "", "0812 3456 7890", "Jalan 1", "61.71.03.1002" } },
        { "phone", { "", "Sri", "12", "Jalan 1", "61.71.03.1002" } },
        { "street", { "", "Sri", "0812 3456 7890", " ", "61.71.03.1002" } },
        { "street", { "", "Sri", "0812 3456 7890", "Jalan\n1", "61.71.03.1002" } },
        { "village", { "", "Sri", "0812 3456 7890", "Jalan 1", "00.00.00.0000" } },
        { "label", { std::string(41, 'r'), "Sri", "0812 3456 7890", "Jalan 1", "61.71.03.1002" } }
    };
    for (auto const& [field, draft] : wrong) {
        auto const refused = add(session, draft);
        ASSERT_EQ(code_of(refused), bad_address) << field;
        EXPECT_EQ(refused.error().fields.front().field, field);
    }
    EXPECT_TRUE(book(session).empty());
    EXPECT_EQ(code_of(add("", home_address)), sign_in_first);
}

TEST_F(BuyerBook, one_address_is_preferred_whatever_is_added_and_removed)
{
    auto const session = enter("sri@example.id");
    ASSERT_TRUE(add(session, home_address).ok());
    ASSERT_TRUE(add(session, home_address).ok()) << "the same is no second one";
    auto office = home_address;
    office.label = "";
    office.street = "Jalan Gajah Mada 1";
    ASSERT_TRUE(add(session, office).ok());
    auto all = book(session);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_TRUE(all[0].preferred);
    EXPECT_EQ(all[0].label, "Rumah");
    EXPECT_EQ(all[0].phone, "+6281234567890");
    EXPECT_NE(all[0].place.find("Pontianak"), std::string::npos);
    EXPECT_NE(all[1].label, "") << "called like its village";
    auto const second = all[1].id;
    ASSERT_TRUE(as(session, [&](Call& call) { return prefer_address(call, second); }).ok());
    EXPECT_EQ(book(session)[0].id, second);
    EXPECT_EQ(broken(), std::nullopt);
    ASSERT_TRUE(as(session, [&](Call& call) { return remove_address(call, second); }).ok());
    all = book(session);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_TRUE(all[0].preferred);
    EXPECT_EQ(broken(), std::nullopt);
    EXPECT_EQ(code_of(as(session, [&](Call& call) { return remove_address(call, second); })),
              not_found);
    office.label = "Kantor";
    ASSERT_TRUE(
        as(session, [&](Call& call) { return change_address(call, all[0].id, office); }).ok());
    EXPECT_EQ(book(session)[0].label, "Kantor");
    EXPECT_EQ(book(session)[0].street, "Jalan Gajah Mada 1");
}

TEST_F(BuyerBook, ten_addresses_are_enough)
{
    auto const session = enter("sri@example.id");
    auto draft = home_address;
    for (int n = 0; n < 10; ++n) {
        draft.street = "Jalan " + std::to_string(n);
        ASSERT_TRUE(add(session, draft).ok());
    }
    draft.street = "Jalan 11";
    EXPECT_EQ(code_of(add(session, draft)), too_many_addresses);
}

TEST_F(BuyerBook, nobody_reaches_anothers)
{
    auto const sri = enter("sri@example.id");
    auto const budi = enter("budi@example.id");
    ASSERT_TRUE(add(sri, home_address).ok());
    auto const id = book(sri)[0].id;
    EXPECT_EQ(code_of(as(budi, [&](Call& call) { return change_address(call, id, home_address); })),
              not_found);
    EXPECT_EQ(code_of(as(budi, [&](Call& call) { return prefer_address(call, id); })), not_found);
    EXPECT_EQ(code_of(as(budi, [&](Call& call) { return remove_address(call, id); })), not_found);
    EXPECT_TRUE(book(budi).empty());
    ASSERT_EQ(book(sri).size(), 1U);
    EXPECT_TRUE(book(sri)[0].preferred);
}

// ---- Wishes ----

TEST_F(BuyerBook, a_wish_stays_when_its_goods_are_withdrawn)
{
    auto const session = enter("sri@example.id");
    auto const slug = slug_of(market.product({ .name = "Keset" }));
    auto const keep = [&](std::string const& token, std::string const& what) {
        return as(token, [&](Call& call) { return keep_wish(call, what); });
    };
    EXPECT_EQ(code_of(keep("", slug)), sign_in_first);
    EXPECT_EQ(code_of(keep(session, "tidak-ada")), not_found);
    ASSERT_TRUE(keep(session, slug).ok());
    ASSERT_TRUE(keep(session, slug).ok()) << "again is fine";
    ASSERT_EQ(list(session).size(), 1U);
    auto const product = list(session)[0].product;
    ASSERT_TRUE(market
                    .call(market.cast.wayan, now,
                          [&](Call& call) {
                              return catalogue::set_state(call, market.pontianak(), product,
                                                          catalogue::ProductState::withdrawn);
                          })
                    .ok());
    ASSERT_EQ(list(session).size(), 1U);
    EXPECT_EQ(list(session)[0].name, "Keset");
    ASSERT_TRUE(as(session, [&](Call& call) { return drop_wish(call, product); }).ok());
    ASSERT_TRUE(as(session, [&](Call& call) { return drop_wish(call, product); }).ok());
    EXPECT_TRUE(list(session).empty());
}

TEST_F(BuyerBook, what_a_visitor_wished_is_kept_once_he_signs_in)
{
    auto const slug = slug_of(market.product({ .name = "Keset" }));
    ASSERT_TRUE(ask("sri@example.id", slug).ok());
    auto const entry = use(last_token("sri@example.id")).take();
    EXPECT_EQ(entry.next, "/pembeli/keinginan");
    ASSERT_EQ(list(entry.token).size(), 1U);
    ASSERT_TRUE(ask("sri@example.id", "sudah-tidak-ada").ok());
    auto const again = use(last_token("sri@example.id"));
    ASSERT_TRUE(again.ok()) << "it went meanwhile, and he signs in all the same";
    EXPECT_EQ(list(again.value().token).size(), 1U);
}

TEST_F(BuyerBook, fifty_wishes_are_enough)
{
    auto const session = enter("sri@example.id");
    for (int n = 0; n <= 50; ++n) {
        auto const slug = slug_of(market.product({ .name = "Barang " + std::to_string(n) }));
        auto const kept = as(session, [&](Call& call) { return keep_wish(call, slug); });
        EXPECT_EQ(kept.ok(), n < 50) << n;
    }
    EXPECT_EQ(list(session).size(), 50U);
}

// ---- The end ----

TEST_F(BuyerBook, an_erased_account_leaves_nothing_and_its_sessions_end_at_once)
{
    auto const here = enter("sri@example.id");
    auto const there = enter("sri@example.id");
    auto const other = enter("budi@example.id");
    ASSERT_TRUE(add(here, home_address).ok());
    ASSERT_TRUE(add(other, home_address).ok());
    auto const slug = slug_of(market.product({ .name = "Keset" }));
    ASSERT_TRUE(as(here, [&](Call& call) { return keep_wish(call, slug); }).ok());
    ASSERT_TRUE(ask("sri@example.id").ok());
    auto const open_link = last_token("sri@example.id");
    auto const id = who(here)->id;
    ASSERT_TRUE(as(here, [&](Call& call) -> Result<void> {
                    erase(call, id);
                    return {};
                }).ok());
    EXPECT_FALSE(who(here).has_value());
    EXPECT_FALSE(who(there).has_value());
    EXPECT_EQ(code_of(add(there, home_address)), sign_in_first);
    EXPECT_EQ(code_of(use(open_link)), link_gone);
    static db::Query const left { db::Query::Unlisted {}, "test.buyers_left", R"sql(
SELECT (SELECT COUNT(*) FROM buyers_session) + (SELECT COUNT(*) FROM buyers_link)
    + (SELECT COUNT(*) FROM buyers_address) + (SELECT COUNT(*) FROM buyers_wish)
    + (SELECT COUNT(*) FROM buyers_account)
)sql" };
    tidy();
    // Of the other one: account, session, the link he used, an address.
    EXPECT_EQ(see("", [](View& view) { return view.read.value<std::int64_t>(left); }), 4);
    EXPECT_EQ(book(other).size(), 1U);
    EXPECT_TRUE(book(enter("sri@example.id")).empty()) << "a new account knows nothing";
}

TEST_F(BuyerBook, what_was_swapped_in_the_database_is_found)
{
    auto const sri = enter("sri@example.id");
    auto const budi = enter("budi@example.id");
    ASSERT_TRUE(add(sri, home_address).ok());
    EXPECT_EQ(broken(), std::nullopt);
    static db::Query const none { db::Query::Unlisted {}, "test.buyers_none",
                                  "UPDATE buyers_address SET preferred = 0" };
    static db::Query const swap { db::Query::Unlisted {}, "test.buyers_swap",
                                  "UPDATE buyers_account SET email = (SELECT other.email FROM "
                                  "buyers_account AS other WHERE other.id <> buyers_account.id)" };
    auto const change = [&](db::Query const& query) {
        return as("", [&](Call& call) -> Result<void> {
            call.tx.run(query);
            return {};
        });
    };
    ASSERT_TRUE(change(none).ok());
    EXPECT_NE(broken(), std::nullopt);
    auto const id = book(sri)[0].id;
    ASSERT_TRUE(as(sri, [&](Call& call) { return remove_address(call, id); }).ok());
    EXPECT_EQ(broken(), std::nullopt);
    EXPECT_TRUE(who(budi).has_value());
    ASSERT_TRUE(change(swap).ok());
    EXPECT_NE(broken(), std::nullopt);
}

} // namespace
} // namespace karya::buyers
