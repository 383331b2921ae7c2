#pragma once
// Buyers with an account who order: for the tests of orders/.

#include "buyers/test_buyers.h"
#include "orders/test_ahead.h"

namespace karya::orders {

class AccountShop : public Ahead {
protected:
    void SetUp() override
    {
        Ahead::SetUp();
        buyers::keep_key(std::string(32, 'a'));
        buyers::letters_wait();
        buyers::tell_proofs_to(adopt);
    }
    void TearDown() override
    {
        mail::keep_sender({});
        buyers::tell_proofs_to(nullptr);
    }
    template<class Work>
    auto as(std::string const& session, Work&& work)
    {
        return market.call({}, now, [&](Call& call) {
            call.caller.buyer_token = session;
            return work(call);
        });
    }
    std::string enter(std::string const& email)
    {
        static int doors { 0 };
        now += seconds { 1 };
        auto const door = "10.7." + std::to_string(++doors) + ".1";
        EXPECT_TRUE(as("", [&](Call& call) {
                        call.caller.address = door;
                        return buyers::ask_link(call, { email, "", "" });
                    }).ok());
        auto const token = buyers::token_in(buyers::letters_to(market, email).back());
        return as("", [&](Call& call) { return buyers::use_link(call, token); }).take().token;
    }
    buyers::Account account(std::string const& session)
    {
        return market.view({}, now, [&](View& view) {
            view.caller.buyer_token = session;
            return buyers::signed_in(view).value();
        });
    }
    std::vector<Placing> history_of(std::string const& session, GroupId before = {})
    {
        auto const who = account(session);
        return visit([&](View& view) { return history(view, who, before); });
    }
    /// One piece, ordered by whoever holds the session; the link.
    std::string order_by(std::string const& session, std::optional<std::string> email)
    {
        std::string token;
        EXPECT_TRUE(put(token, goods(units[0], 45'000, 5), 1).ok());
        auto draft = agreed(token);
        draft.buyer.email = std::move(email);
        return as(session, [&](Call& call) { return place(call, token, draft); }).take();
    }
    std::vector<std::string> links_of(std::string const& session)
    {
        std::vector<std::string> links;
        for (auto const& placing : history_of(session)) links.push_back(placing.link);
        return links;
    }
    using Links = std::vector<std::string>;
};

} // namespace karya::orders
