#pragma once
// Buyers with an account, for whoever knocks.

#include "app/test_work.h"
#include "buyers/test_buyers.h"

namespace karya::app {

class BuyerThings {
public:
    explicit BuyerThings(test::Market& market) : m_market(market)
    {
        buyers::keep_key(std::string(32, 'a'));
        buyers::letters_wait();
    }
    ~BuyerThings() { mail::keep_sender({}); }
    BuyerThings(BuyerThings const&) = delete;
    BuyerThings& operator=(BuyerThings const&) = delete;

    /// A link that nobody has used; asked for from an address of its own, for that is counted.
    std::string link(std::string email = {})
    {
        auto const n = std::to_string(++m_links);
        if (email.empty()) email = "tamu" + n + "@example.id";
        auto const from = "10.3." + n + ".1";
        auto const later = test::noon + std::chrono::milliseconds { m_links };
        auto const asked = m_market.call({}, later, [&](Call& call) {
            call.caller.address = from;
            return buyers::ask_link(call, { email, "", "" });
        });
        CHECK(asked.ok());
        return buyers::token_in(buyers::letters_to(m_market, email).back());
    }
    /// A new session of that name's account.
    std::string enter(std::string const& name)
    {
        auto const token = link(name + "@example.id");
        return m_market
            .call({}, test::noon, [&](Call& call) { return buyers::use_link(call, token); })
            .take()
            .token;
    }
    bool is_live(std::string const& session)
    {
        return m_market.view({}, test::noon, [&](View& view) {
            view.caller.buyer_token = session;
            return buyers::signed_in(view).has_value();
        });
    }
    Things address(std::string const& session)
    {
        auto draft = buyers::home_address;
        draft.street = "Jalan " + std::to_string(++m_addresses);
        return m_market
            .call({}, test::noon,
                  [&](Call& call) -> Result<Things> {
                      call.caller.buyer_token = session;
                      TRY(buyers::add_address(call, draft));
                      auto const account = TRY(buyers::account(call.view()));
                      for (auto const& one : buyers::addresses(call.view(), account.id))
                          if (one.street == draft.street)
                              return Things { { "address", one.id.text() } };
                      return not_found;
                  })
            .take();
    }

private:
    test::Market& m_market;
    int m_links { 0 };
    int m_addresses { 0 };
};

} // namespace karya::app
