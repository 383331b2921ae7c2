#pragma once
// For tests of identity: two units of Kanwil Kalbar, one far away, and accounts that share one
// password, hashed once.

#include "identity/accounts.h"
#include "identity/second_factor.h"
#include "org/org.h"
#include "support/database.h"
#include <gtest/gtest.h>

namespace karya::identity {

inline constexpr std::string_view good_password = "empat kuda biru laut";

inline PasswordHash const& good_hash()
{
    static PasswordHash const hash = hashed(good_password);
    return hash;
}

/// A request of a browser: its address, device and session cookie.
struct Browser {
    std::string address { "10.0.0.7" };
    std::string device { "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36" };
    std::string token {};
    std::string known {};
    Caller caller() const { return { address, device, token, known }; }
};

class Staff : public testing::Test {
protected:
    /// As the console, which is nobody.
    template<class Work>
    auto run(Work&& work)
    {
        return db.call({}, now, std::forward<Work>(work));
    }
    template<class Work>
    auto look(Work&& work)
    {
        return db.view({}, now, std::forward<Work>(work));
    }

    void SetUp() override
    {
        ASSERT_TRUE(start({ db.directory() / "keys" }).ok());
        auto const made = run([&](Call& call) -> Result<void> {
            kalbar = TRY(org::add_kanwil(call, "Kalimantan Barat"));
            maluku = TRY(org::add_kanwil(call, "Maluku"));
            pontianak = TRY(org::add_unit(call, unit(kalbar, "Pontianak", "PTK"))).id;
            ketapang = TRY(org::add_unit(call, unit(kalbar, "Ketapang", "KTP"))).id;
            ambon = TRY(org::add_unit(call, unit(maluku, "Ambon", "AMB"))).id;
            return {};
        });
        ASSERT_TRUE(made.ok());
    }

    static org::Unit unit(KanwilId kanwil, std::string const& place, std::string const& code)
    {
        org::Unit made;
        made.kanwil = kanwil;
        made.name = "Lapas Kelas IIA " + place;
        made.unit_class = "IIA";
        made.place = place;
        made.regency = "Kota " + place;
        made.province = "61";
        made.code = code;
        made.valid_from = Day::from(2000, 1, 1);
        return made;
    }

    Account add(NewAccount wanted, PasswordHash const& hash = good_hash())
    {
        wanted.name = wanted.login;
        wanted.mfa_required = wanted.mfa_required && needs_second_factor(wanted.role);
        return run([&](Call& call) { return add_account(call, wanted, hash); }).take();
    }
    Account cashier(std::string login = "sari.ptk")
    {
        return add({ .login = std::move(login), .role = Role::cashier, .unit = pontianak });
    }
    Account head(UnitId at, std::string login)
    {
        return add(
            { .login = std::move(login), .role = Role::head, .unit = at, .mfa_required = false });
    }

    /// One of many places from which strangers guess.
    static Browser place(int number)
    {
        return { .address = "198.51." + std::to_string(number / 200) + "."
                     + std::to_string(number % 200) };
    }
    Checked checked(Credentials const& credentials, Browser const& browser = {})
    {
        return look([&](View& view) -> Result<Checked> {
                   view.caller = browser.caller();
                   return check(view, credentials);
               })
            .take();
    }
    Entry enter(Credentials const& credentials, Checked const& found, Browser const& browser = {})
    {
        return run([&](Call& call) -> Result<Entry> {
                   call.caller = browser.caller();
                   return sign_in(call, credentials, found);
               })
            .take();
    }
    Entry sign_in_as(std::string const& login, std::string_view password = good_password,
                     Browser const& browser = {})
    {
        Credentials const credentials { login, std::string { password } };
        return enter(credentials, checked(credentials, browser), browser);
    }
    std::optional<LiveSession> session(std::string_view token)
    {
        return look([&](View& view) -> Result<std::optional<LiveSession>> {
                   return live_session(view.read, token, view.now);
               })
            .take();
    }
    /// Runs a command in the session of that token, as the web layer would.
    template<class Work>
    auto in_session(std::string token, Work&& work)
    {
        auto const live = session(token);
        Browser const browser { .token = std::move(token) };
        return db.call(live ? live->actor : Actor {}, now, [&](Call& call) {
            call.caller = browser.caller();
            return work(call);
        });
    }
    Account account_of(OfficerId id)
    {
        return look([&](View& view) { return account(view, id); }).take();
    }
    Actor actor_of(Account const& account)
    {
        Actor actor { .officer = account.id, .name = account.name, .role = account.role };
        if (account.unit) {
            actor.unit = *account.unit;
            actor.kanwil = *account.unit == ambon ? maluku : kalbar;
        }
        if (account.kanwil) actor.kanwil = *account.kanwil;
        return actor;
    }
    static std::string_view code_of(auto const& result)
    {
        return result.ok() ? std::string_view { "ok" } : result.error().code().id;
    }

    test::Database db;
    Timestamp now { test::noon };
    KanwilId kalbar {};
    KanwilId maluku {};
    UnitId pontianak {};
    UnitId ketapang {};
    UnitId ambon {};
};

} // namespace karya::identity
