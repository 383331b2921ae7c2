#pragma once
// Lapas Pontianak with accounts: Sari sells, Wayan is head of work, Rina keeps the books; Yosef is
// head of work in Ambon. For tests of devices.

#include "core/keyed_hash.h"
#include "counter/counter.h"
#include "device/review.h"
#include "device/test_device.h"
#include "identity/identity.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::device::test {

using karya::test::at;
using karya::test::noon;

class House : public testing::Test {
protected:
    House()
    {
        sales::keep_nip_key(std::string(32, 'k'));
        keep_keys({ std::string(32, 'i'), std::string(32, 'e'), std::string(32, 'l'),
                    std::string(32, 's') });
        add_officer("sari", market.cast.sari);
        add_officer("wayan", market.cast.wayan);
        auto rina = market.cast.wayan;
        rina.name = "Rina";
        rina.role = Role::treasurer;
        add_officer("rina", rina);
        auto yosef = market.cast.wayan;
        yosef.name = "Yosef";
        yosef.unit = market.cast.ambon_id;
        yosef.kanwil = market.ambon().kanwil();
        add_officer("yosef", yosef);
    }
    void add_officer(std::string const& login, Actor actor)
    {
        auto const account = market.call(market.cast.admin, noon, [&](Call& call) {
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
    org::UnitScope scope_of(std::string const& who) { return market.scope(actors.at(who).unit); }

    template<class Work>
    auto run(std::string const& who, Work&& work, Timestamp now = noon)
    {
        return market.call(actors.at(who), now, std::forward<Work>(work));
    }
    template<class Work>
    auto look(std::string const& who, Work&& work, Timestamp now = noon)
    {
        return market.view(actors.at(who), now, std::forward<Work>(work));
    }
    /// Nobody is signed in: devices prove themselves.
    template<class Work>
    auto anybody(Work&& work, Timestamp now = noon)
    {
        return market.call({}, now, std::forward<Work>(work));
    }

    std::string token_of(Invitation const& made)
    {
        return made.path.substr(made.path.find('#') + 1);
    }
    Invitation invited(std::string const& who = "wayan", Timestamp now = noon)
    {
        return run(who, [&](Call& call) { return invite(call, scope_of(who)); }, now).take();
    }
    Result<Device> join(std::string const& token, std::string const& key,
                        std::string const& name = "Tablet galeri", Timestamp now = noon)
    {
        return anybody([&](Call& call) { return enrol(call, { token, name, key }); }, now);
    }
    /// A device of the unit of `head`, on which `cashier` works.
    Till enrolled(std::string const& cashier = "sari", std::string const& head = "wayan")
    {
        Till till { actors.at(cashier).officer, noon };
        till.id = join(token_of(invited(head)), till.key.public_text()).take().id;
        work_on(till, cashier);
        return till;
    }
    void work_on(Till const& till, std::string const& who)
    {
        auto const added = run(
            who, [&](Call& call) { return add_officer_to(call, scope_of(who), till.id); });
        CHECK(added.ok());
    }
    static Result<Device> add_officer_to(Call& call, org::UnitScope const& scope, DeviceId id)
    {
        return device::add_officer(call, scope, id);
    }

    Result<Taken> send(Envelope const& envelope, Timestamp now)
    {
        auto const checked = market.view({}, now,
                                         [&](View& view) { return check(view, envelope); });
        if (!checked.ok()) return Error { checked.error() };
        return market.call(
            {}, now,
            [&](Call& call) {
                return take_in(call, envelope.device, checked.value().stamp,
                               checked.value().letters);
            },
            checked.value().unit);
    }
    /// All that the till has, at its own time, if its clock is right.
    Taken send(Till& till, std::optional<Timestamp> now = {})
    {
        auto taken = send(till.envelope(), now.value_or(till.clock)).take();
        till.heard(taken);
        return taken;
    }
    /// The answer to the one event that is sent.
    Answered send_one(Till& till, std::optional<Timestamp> now = {})
    {
        auto const taken = send(till, now);
        CHECK(taken.answers.size() == 1);
        return taken.answers.front();
    }

    std::vector<Kept> waiting(std::string const& who = "wayan")
    {
        return look(who,
                    [&](View& view) { return store::waiting(view.read, actors.at(who).unit, {}); });
    }
    std::vector<Alarm> alarms(std::string const& who = "wayan")
    {
        return look(who,
                    [&](View& view) { return store::open_alarms(view.read, actors.at(who).unit); });
    }
    std::int64_t balance(ledger::Account account)
    {
        return look("wayan", [&](View& view) {
            return ledger::balance(view, market.pontianak(), account).amount();
        });
    }
    sales::DayTotal day(Timestamp when = noon)
    {
        return look("wayan", [&](View& view) {
            return sales::day_total(view, market.pontianak(), market.pontianak().day(when));
        });
    }
    Result<sales::Sale> sale_of(std::string const& id)
    {
        return look("wayan", [&](View& view) {
            return sales::sale(view, market.pontianak(), SaleId::parse(id).take());
        });
    }
    void expect_sound()
    {
        auto const broken = market.engine().get<std::string>([](db::Read& read) {
            auto found = sales::first_broken_sale(read);
            if (!found) found = catalogue::first_broken_stock(read);
            if (!found) found = first_broken_device(read);
            return Result<std::string> { found.value_or("") };
        });
        EXPECT_EQ(broken.value(), "");
        auto const books = market.engine().get<ledger::Verdict>(
            [](db::Read& read) { return ledger::verify(read); });
        EXPECT_TRUE(books.value().sound) << books.value().first_broken;
    }
    static std::string_view code_of(auto const& result)
    {
        return result.ok() ? std::string_view { "ok" } : result.error().code().id;
    }

    karya::test::Market market;
    std::map<std::string, Actor, std::less<>> actors;
};

} // namespace karya::device::test
