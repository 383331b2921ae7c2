#pragma once
// Buyers who sign in by the letters that wait for them: for the tests of buyers/ and above.

#include "buyers/buyers.h"
#include "mail/mail.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::buyers {

/// A mail server is set, yet nothing is handed over: what waits is read.
inline void letters_wait(std::string site = "https://karya.test")
{
    mail::keep_sender(mail::Sender { .server = { .url = "smtp://127.0.0.1:1" },
                                     .from = "karya@example.id",
                                     .site = std::move(site) });
}

/// The contents of all letters that wait for this address, the latest last, as JSON.
inline std::vector<std::string> letters_to(test::Database& database, std::string_view address)
{
    static db::Query const all { db::Query::Unlisted {}, "test.buyers_letters",
                                 "SELECT content FROM mail_letter WHERE recipient = $1 "
                                 "ORDER BY asked_at, once" };
    return database.view({}, test::noon, [&](View& view) {
        return view.read.all<std::string>(all, std::string { address });
    });
}

/// The secret in the last letter's link.
inline std::string token_in(std::string const& letter)
{
    constexpr std::string_view path = "/pembeli/tautan/";
    auto const at = letter.find(path);
    return at == std::string::npos ? "" : letter.substr(at + path.size(), 64);
}

class Buyers : public testing::Test {
protected:
    test::Market market;
    Timestamp now { test::noon };

    void SetUp() override
    {
        keep_key(std::string(32, 'a'));
        letters_wait();
        static int tests { 0 }; // what an address asked for is counted over all tests of an hour
        address = "10.1." + std::to_string(++tests) + ".1";
    }
    void TearDown() override { mail::keep_sender({}); }

    /// A command by whoever holds this session.
    template<class Work>
    auto as(std::string const& session, Work&& work)
    {
        return market.call({}, now, [&](Call& call) {
            call.caller.buyer_token = session;
            call.caller.address = address;
            return work(call);
        });
    }
    template<class Work>
    auto see(std::string const& session, Work&& work)
    {
        return market.view({}, now, [&](View& view) {
            view.caller.buyer_token = session;
            return work(view);
        });
    }
    Result<void> ask(std::string const& email, std::string slug = {})
    {
        now += std::chrono::seconds { 1 }; // letters in their order
        return as("", [&](Call& call) { return ask_link(call, { email, "", slug }); });
    }
    std::string last_token(std::string_view email)
    {
        auto const letters = letters_to(market, email);
        return letters.empty() ? "" : token_in(letters.back());
    }
    Result<Entry> use(std::string const& token, std::string const& session = {})
    {
        return as(session, [&](Call& call) { return use_link(call, token); });
    }
    /// A new session of the owner of that mailbox.
    std::string enter(std::string const& email)
    {
        EXPECT_TRUE(ask(email).ok());
        auto entry = use(last_token(email));
        EXPECT_TRUE(entry.ok());
        return entry.ok() ? entry.take().token : "";
    }
    std::optional<Account> who(std::string const& session)
    {
        return see(session, [](View& view) { return signed_in(view); });
    }
    void tidy()
    {
        EXPECT_TRUE(as("", [](Call& call) -> Result<void> {
                        tidy_up(call);
                        return {};
                    }).ok());
    }
    std::optional<std::string> broken()
    {
        return market.view({}, now, [](View& view) { return first_broken_account(view.read); });
    }
    std::string slug_of(VariantId variant)
    {
        return market
            .view({}, now, [&](View& view) { return catalogue::public_offer(view, variant); })
            ->slug;
    }

    std::string address {};
};

inline AddressDraft const home_address { .label = "Rumah",
                                         .name = "Sri Wahyuni",
                                         .phone = "0812 3456 7890",
                                         .street = "Jalan Ampera 12",
                                         .village = "61.71.03.1002" };

} // namespace karya::buyers
