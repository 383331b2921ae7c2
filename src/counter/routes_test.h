#pragma once
// The till of Lapas Pontianak behind the real pipeline: Sari sells, Wayan takes back, Rina keeps
// the books, Ambon looks from outside.

#include "counter/counter.h"
#include "counter/till.h"
#include "identity/identity.h"
#include "support/cast.h"
#include "support/front.h"
#include <gtest/gtest.h>

namespace karya::counter {

using test::header;
using test::holds;

class TillTest : public testing::Test {
protected:
    TillTest()
    {
        sales::keep_nip_key(std::string(32, 'k'));
        add_officer("sari", market.cast.sari);
        add_officer("wayan", market.cast.wayan);
        auto rina = market.cast.wayan;
        rina.name = "Rina";
        rina.role = Role::treasurer;
        add_officer("rina", rina);
        auto ambon = market.cast.wayan;
        ambon.name = "Yosef";
        ambon.unit = market.cast.ambon_id;
        ambon.kanwil = market.scope(ambon.unit).kanwil();
        add_officer("ambon", ambon);
        actors["admin"] = market.cast.admin;
        add_routes(m_routes);
        open_site({});
    }
    void open_site(web::PipelineSettings settings)
    {
        front.reset();
        front.emplace(
            market.engine(), m_routes,
            [this](std::string_view who) {
                auto const found = actors.find(who);
                return found == actors.end() ? std::nullopt : std::optional { found->second };
            },
            std::move(settings));
    }

    void add_officer(std::string const& login, Actor actor)
    {
        auto const account = market.call(market.cast.admin, test::noon, [&](Call& call) {
            return identity::add_account(call,
                                         { .login = login,
                                           .name = actor.name,
                                           .role = actor.role,
                                           .unit = actor.unit,
                                           .mfa_required = false },
                                         { .encoded = "none", .strong_alone = true });
        });
        CHECK(account.ok());
        actor.officer = account.value().id;
        actors[login] = actor;
    }

    struct Wish {
        std::string path {};
        std::string who { "sari" };
        std::string query {};
        std::string form {}; ///< not empty: POST
        std::string body {}; ///< not empty: POST of JSON
        std::string key {};
        bool json { false };
        Lang lang { Lang::id };
        Timestamp at { test::noon };
    };
    web::Response ask(Wish const& wish) { return front->ask(wish, wish.at); }

    /// Runs a command as one of the officers.
    template<class Work>
    auto run(std::string const& who, Work&& work, Timestamp now = test::noon)
    {
        return market.call(actors.at(who), now, std::forward<Work>(work));
    }
    template<class Work>
    auto look(std::string const& who, Work&& work)
    {
        return market.view(actors.at(who), test::noon, std::forward<Work>(work));
    }
    sales::Shift open_shift(Rupiah float_cash = Rupiah { 100'000 })
    {
        return run("sari",
                   [&](Call& call) {
                       return sales::open_shift(call, market.pontianak(), desk_series, float_cash);
                   })
            .take();
    }
    static SaleInput basket(VariantId variant, Quantity quantity, unsigned number = 1)
    {
        return { .id = test::numbered<SaleTag>(number), .lines = { { variant, quantity } } };
    }
    Result<sales::Sale> sell_one(SaleInput const& input, Timestamp now = test::noon)
    {
        return run("sari", [&](Call& call) { return sell(call, input); }, now);
    }
    sales::Sale sold(std::int64_t pieces = 2)
    {
        open_shift();
        return sell_one(basket(market.product({}), Quantity::pieces(pieces))).take();
    }
    std::int64_t sales_today()
    {
        return look("sari", [&](View& view) {
            return sales::day_total(view, market.pontianak(), market.pontianak().day(test::noon))
                .sales;
        });
    }
    static std::string_view code_of(auto const& result)
    {
        return result.ok() ? std::string_view {} : result.error().code().id;
    }

    test::Market market;
    std::map<std::string, Actor, std::less<>> actors;
    std::optional<test::Front> front;

private:
    web::Routes m_routes;
};

} // namespace karya::counter
