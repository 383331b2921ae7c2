#include "identity/accounts.h"

#include "base/hash.h"
#include "core/audit.h"
#include "identity/password.h"
#include "identity/test_staff.h"
#include <thread>

namespace karya::identity {

namespace {

using namespace std::chrono_literals;

class Accounts : public Staff {
protected:
    template<class Work>
    auto as(Account const& account, Work&& work)
    {
        return db.call(actor_of(account), now, std::forward<Work>(work));
    }
    Account admin()
    {
        return add({ .login = "pusat", .role = Role::admin, .mfa_required = false });
    }
    Account office()
    {
        return add({ .login = "kanwil.kalbar",
                     .role = Role::kanwil,
                     .kanwil = kalbar,
                     .mfa_required = false });
    }
    std::string invited_path(Account const& by, OfficerId id)
    {
        return db
            .view(actor_of(by), now,
                  [&](View& view) -> Result<std::string> {
                      auto const link = open_link(view, id);
                      return link ? link->path : "";
                  })
            .take();
    }
    static std::string token_in(std::string const& path)
    {
        return path.substr(std::string { "/undangan/" }.size());
    }
    Result<Account> joined(std::string const& token, std::string name = "Sari Dewi")
    {
        Joining const joining { token, std::move(name), "lima gajah putih susu" };
        auto hash = look([&](View& view) { return check_joining(view, joining); });
        if (!hash.ok()) return hash.take_error();
        auto const made = hash.take();
        return run([&](Call& call) { return join(call, joining, made); });
    }
};

} // namespace

// ---- Rights ----

TEST_F(Accounts, WhatIsNotTheActorsToManageDoesNotExist)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const other_boss = head(ketapang, "kepala.ktp");
    auto const far_boss = head(ambon, "kepala.amb");
    auto const root = admin();
    auto const kanwil = office();
    auto const sari = cashier();
    struct Row {
        Account who;
        Account whom;
        std::string_view code;
    };
    Row const rows[] = {
        { sari, boss, "core.not_found" },
        { sari, sari, "core.not_found" },
        { other_boss, sari, "core.not_found" },
        { boss, other_boss, "core.not_found" },
        { boss, root, "core.not_found" },
        { boss, boss, "core.not_found" },
        { kanwil, sari, "core.not_found" },
        { kanwil, far_boss, "core.not_found" },
        { kanwil, kanwil, "core.not_found" },
        { kanwil, root, "core.not_found" },
        { root, root, "identity.own_account" },
        { boss, sari, "ok" },
        { kanwil, boss, "ok" },
        { kanwil, other_boss, "ok" },
        { root, far_boss, "ok" },
    };
    for (auto const& row : rows) {
        auto const label = row.who.login + " -> " + row.whom.login;
        auto const code = [&](auto work) { return std::string { code_of(as(row.who, work)) }; };
        auto const whom = row.whom.id;
        EXPECT_EQ(row.code, code([&](Call& call) { return renew_link(call, whom); })) << label;
        EXPECT_EQ(row.code, code([&](Call& call) { return reset_second_factor(call, whom); }))
            << label;
        EXPECT_EQ(row.code, code([&](Call& call) { return disable(call, row.whom.id); })) << label;
        EXPECT_EQ(row.code, code([&](Call& call) { return enable(call, row.whom.id); })) << label;
        EXPECT_EQ(row.code, code([&](Call& call) {
                      return change_role(call, { row.whom.id, row.whom.role });
                  }))
            << label;
    }
    EXPECT_EQ("core.not_found",
              code_of(as(root, [&](Call& call) { return disable(call, OfficerId::make(now)); })));
}

TEST_F(Accounts, NobodyGivesMoreThanHeMay)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const kanwil = office();
    auto const root = admin();
    auto const invites = [&](Account const& who, Invitation const& invitation) {
        auto const done = as(who, [&](Call& call) { return invite(call, invitation); });
        return std::string { code_of(done) };
    };
    EXPECT_EQ("core.not_found", invites(boss, { .login = "a.satu", .role = Role::head }));
    EXPECT_EQ("core.not_found", invites(boss, { .login = "a.dua", .role = Role::admin }));
    EXPECT_EQ("core.not_found",
              invites(boss, { .login = "a.tiga", .role = Role::cashier, .unit = ketapang }));
    EXPECT_EQ("core.not_found",
              invites(kanwil, { .login = "a.empat", .role = Role::cashier, .unit = pontianak }));
    EXPECT_EQ("core.not_found",
              invites(kanwil, { .login = "a.lima", .role = Role::head, .unit = ambon }));
    EXPECT_EQ("core.not_found", invites(kanwil, { .login = "a.enam", .role = Role::kanwil }));
    EXPECT_EQ("identity.bad_place", invites(root, { .login = "a.tujuh", .role = Role::kanwil }));
    EXPECT_EQ("identity.bad_place", invites(root, { .login = "a.delapan", .role = Role::cashier }));
    EXPECT_EQ(
        "core.not_found",
        invites(root, { .login = "a.sembilan", .role = Role::cashier, .unit = UnitId::make(now) }));
    EXPECT_EQ("ok", invites(boss, { .login = "b.satu", .role = Role::cashier }));
    EXPECT_EQ("ok", invites(kanwil, { .login = "b.dua", .role = Role::head, .unit = ketapang }));
    EXPECT_EQ("ok", invites(root, { .login = "b.tiga", .role = Role::auditor }));
    EXPECT_EQ("ok", invites(root, { .login = "b.empat", .role = Role::kanwil, .kanwil = maluku }));
}

TEST_F(Accounts, ARoleStaysInItsPlace)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const root = admin();
    auto const sari = cashier();
    auto const change = [&](Account const& who, Role role) {
        return std::string { code_of(
            as(who, [&](Call& call) { return change_role(call, { sari.id, role }); })) };
    };
    EXPECT_EQ("core.not_found", change(boss, Role::head));
    EXPECT_EQ("core.not_found", change(boss, Role::admin));
    EXPECT_EQ("identity.bad_place", change(root, Role::admin));
    EXPECT_EQ("identity.bad_place", change(root, Role::kanwil));
    EXPECT_EQ("ok", change(boss, Role::treasurer));
    EXPECT_EQ(Role::treasurer, account_of(sari.id).role);
    EXPECT_TRUE(account_of(sari.id).mfa_required) << "a higher role without a second factor";
}

TEST_F(Accounts, ListsHoldOnlyWhatOneMayManage)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const other = head(ketapang, "kepala.ktp");
    auto const far = head(ambon, "kepala.amb");
    auto const sari = cashier();
    auto const kanwil = office();
    auto const root = admin();
    auto const logins = [&](Account const& who, store::Page const& page) {
        return db
            .view(actor_of(who), now,
                  [&](View& view) -> Result<std::vector<std::string>> {
                      std::vector<std::string> found;
                      for (auto const& account : managed_accounts(view, page))
                          found.push_back(account.login);
                      return found;
                  })
            .take();
    };
    using Logins = std::vector<std::string>;
    EXPECT_EQ(Logins {}, logins(sari, { "", 50 }));
    EXPECT_EQ(Logins { "sari.ptk" }, logins(boss, { "", 50 }));
    EXPECT_EQ(Logins { "sari.ptk" }, logins(boss, { "", 1 })) << "the head himself fills no page";
    EXPECT_EQ((Logins { "kepala.ktp", "kepala.ptk" }), logins(kanwil, { "", 50 }));
    EXPECT_EQ(Logins { "kepala.ktp" }, logins(kanwil, { "", 1 })) << "nor the head of another";
    EXPECT_EQ(Logins { "kepala.ptk" }, logins(kanwil, { "kepala.ktp", 1 }));
    EXPECT_EQ(6U, logins(root, { "", 50 }).size());
    EXPECT_EQ((Logins { "kanwil.kalbar", "kepala.amb" }), logins(root, { "", 2 }));
    EXPECT_EQ((Logins { "kepala.ktp", "kepala.ptk" }), logins(root, { "kepala.amb", 2 }));
}

// ---- Invitations ----

TEST_F(Accounts, ALinkOpensOnceAndOnlyAsLongAsItHolds)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const account = as(boss, [](Call& call) {
                             return invite(call, { .login = "Tono.PTK", .role = Role::cashier });
                         }).take();
    EXPECT_EQ("tono.ptk", account.login);
    auto const token = token_in(invited_path(boss, account.id));
    ASSERT_EQ(64U, token.size());

    EXPECT_EQ("identity.link_gone", code_of(joined("")));
    EXPECT_EQ("identity.link_gone", code_of(joined(std::string(64, '0'))));
    EXPECT_EQ("identity.link_gone", code_of(joined(sha256_hex(token))));
    EXPECT_EQ("identity.bad_name", code_of(joined(token, "  ")));
    now += 72h;
    EXPECT_EQ("identity.link_gone", code_of(joined(token)));
    EXPECT_EQ("", invited_path(boss, account.id));
    now -= 1us;
    EXPECT_EQ("ok", code_of(joined(token, "Tono")));
    EXPECT_EQ("identity.link_gone", code_of(joined(token)));
    EXPECT_EQ(AccountState::active, account_of(account.id).state);
    EXPECT_EQ("Tono", account_of(account.id).name);
    EXPECT_EQ(Verdict::full, sign_in_as("tono.ptk", "lima gajah putih susu").verdict);
}

TEST_F(Accounts, ALinkOpenedTwiceAtOnceIsUsedOnce)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const account = as(boss, [](Call& call) {
                             return invite(call, { .login = "tono.ptk", .role = Role::cashier });
                         }).take();
    auto const token = token_in(invited_path(boss, account.id));
    std::atomic<int> won { 0 };
    {
        std::vector<std::jthread> running;
        for (int i = 0; i < 6; ++i)
            running.emplace_back([&, i] {
                Joining const joining { token, "Tono " + std::to_string(i), "" };
                auto const done = run([&](Call& call) { return join(call, joining, good_hash()); });
                won += done.ok() ? 1 : 0;
            });
    }
    EXPECT_EQ(1, won);
}

TEST_F(Accounts, ANewLinkEndsTheOldOne)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const account = as(boss, [](Call& call) {
                             return invite(call, { .login = "tono.ptk", .role = Role::cashier });
                         }).take();
    auto const first = token_in(invited_path(boss, account.id));
    ASSERT_TRUE(as(boss, [&](Call& call) { return renew_link(call, account.id); }).ok());
    auto const second = token_in(invited_path(boss, account.id));
    EXPECT_NE(first, second);
    EXPECT_EQ("identity.link_gone", code_of(joined(first)));
    EXPECT_EQ("ok", code_of(joined(second)));
}

TEST_F(Accounts, ALinkIsShownOnlyToWhoMayManage)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const other = head(ketapang, "kepala.ktp");
    auto const account = as(boss, [](Call& call) {
                             return invite(call, { .login = "tono.ptk", .role = Role::cashier });
                         }).take();
    EXPECT_EQ("", invited_path(other, account.id));
    EXPECT_EQ("", invited_path(cashier(), account.id));
    EXPECT_NE("", invited_path(boss, account.id));
}

TEST_F(Accounts, DisablingTakesTheLinkAway)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const account = as(boss, [](Call& call) {
                             return invite(call, { .login = "tono.ptk", .role = Role::cashier });
                         }).take();
    auto const token = token_in(invited_path(boss, account.id));
    ASSERT_TRUE(as(boss, [&](Call& call) { return disable(call, account.id); }).ok());
    EXPECT_EQ("identity.bad_state",
              code_of(as(boss, [&](Call& call) { return disable(call, account.id); })));
    EXPECT_EQ("identity.bad_state",
              code_of(as(boss, [&](Call& call) { return renew_link(call, account.id); })));
    ASSERT_TRUE(as(boss, [&](Call& call) { return enable(call, account.id); }).ok());
    EXPECT_EQ("identity.link_gone", code_of(joined(token)));
    EXPECT_EQ(AccountState::invited, account_of(account.id).state);
}

TEST_F(Accounts, APasswordLinkKeepsTheSecondFactorAndEndsSessions)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const sari = cashier();
    auto const old = sign_in_as("sari.ptk").token;
    ASSERT_TRUE(as(boss, [&](Call& call) { return renew_link(call, sari.id); }).ok());
    EXPECT_EQ("ok", code_of(joined(token_in(invited_path(boss, sari.id)))));
    EXPECT_FALSE(session(old).has_value());
    EXPECT_EQ(Verdict::refused, sign_in_as("sari.ptk").verdict);
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk", "lima gajah putih susu").verdict);
}

TEST_F(Accounts, LoginsAreUnique)
{
    cashier();
    auto const boss = head(pontianak, "kepala.ptk");
    auto const again = as(boss, [](Call& call) {
        return invite(call, { .login = " SARI.ptk", .role = Role::cashier });
    });
    EXPECT_EQ("identity.login_taken", code_of(again));
    EXPECT_EQ("login", again.error().fields.at(0).field);
}

TEST_F(Accounts, EveryChangeIsAudited)
{
    auto const boss = head(pontianak, "kepala.ptk");
    auto const account = as(boss, [](Call& call) {
                             return invite(call, { .login = "tono.ptk", .role = Role::cashier });
                         }).take();
    as(boss, [&](Call& call) { return change_role(call, { account.id, Role::kasi }); }).take();
    as(boss, [&](Call& call) { return reset_second_factor(call, account.id); }).take();
    as(boss, [&](Call& call) { return disable(call, account.id); }).take();
    as(boss, [&](Call& call) { return enable(call, account.id); }).take();
    auto const deeds = look([&](View& view) -> Result<std::vector<core::NotedDeed>> {
                           return core::trail_of(view.read, pontianak, {}, 6);
                       }).take();
    std::vector<std::string> found;
    for (auto const& deed : deeds) {
        EXPECT_EQ(boss.id.text(), deed.officer);
        EXPECT_EQ(account.id.text(), deed.object);
        found.push_back(deed.what);
    }
    EXPECT_EQ((std::vector<std::string> { "identity.enable", "identity.disable",
                                          "identity.reset_second_factor", "identity.change_role",
                                          "identity.make_link", "identity.invite" }),
              found);
    EXPECT_FALSE(look([](View& view) -> Result<std::optional<std::string>> {
                     return core::broken_audit(view.read);
                 })
                     .take()
                     .has_value());
}

TEST_F(Accounts, TheTrailPagesWithoutGapsOrRepeats)
{
    auto const root = admin();
    for (int i = 0; i < 7; ++i) {
        cashier("kasir." + std::to_string(i));
        now += 1s;
    }
    std::vector<std::string> seen;
    std::optional<core::TrailPlace> place;
    for (;;) {
        auto const deeds = look([&](View& view) -> Result<std::vector<core::NotedDeed>> {
                               return core::trail(view.read, place, 3);
                           }).take();
        for (auto const& deed : deeds) seen.push_back(deed.unit + " " + std::to_string(deed.seq));
        if (deeds.size() < 3) break;
        place = core::TrailPlace { deeds.back().at, deeds.back().unit, deeds.back().seq };
    }
    auto const whole = look([](View& view) -> Result<std::vector<core::NotedDeed>> {
                           return core::trail(view.read, {}, 1000);
                       }).take();
    ASSERT_EQ(whole.size(), seen.size());
    for (std::size_t i = 0; i < seen.size(); ++i)
        EXPECT_EQ(whole[i].unit + " " + std::to_string(whole[i].seq), seen[i]);
    EXPECT_EQ("identity.add_account", whole.front().what);
}

// ---- The console ----

TEST_F(Accounts, TheConsoleAddsInvitesDisablesAndResets)
{
    Console const console { db.engine(), now };
    NewAccount const wanted { .login = "pusat", .name = "Pusat", .role = Role::admin };
    EXPECT_EQ("identity.weak_password", code_of(user_add(console, wanted, "pusat2026")));
    EXPECT_EQ("identity.weak_password", code_of(user_add(console, wanted, "\xff\xfe\xfd\xfc")));
    EXPECT_EQ("core.not_found", code_of(user_disable(console, "pusat")));
    EXPECT_EQ("identity.bad_place",
              code_of(user_add(console, { .login = "x.y", .name = "X", .role = Role::head }, {})));

    auto const added = user_add(console, wanted, {}).take();
    EXPECT_EQ(23U, added.password.size());
    EXPECT_EQ("identity.login_taken", code_of(user_add(console, wanted, {})));
    EXPECT_EQ(Verdict::enrol, sign_in_as("pusat", added.password).verdict);
    EXPECT_EQ("",
              user_add(console, { .login = "auditor.satu", .name = "A", .role = Role::auditor },
                       std::string { good_password })
                  .take()
                  .password);

    EXPECT_EQ("ok", code_of(user_disable(console, "PUSAT")));
    EXPECT_EQ("identity.bad_state", code_of(user_disable(console, "pusat")));
    EXPECT_EQ("identity.bad_state", code_of(user_invite(console, wanted)));
    EXPECT_EQ(Verdict::refused, sign_in_as("pusat", added.password).verdict);
    EXPECT_EQ("ok", code_of(user_enable(console, "pusat")));
    EXPECT_EQ("ok", code_of(user_reset_mfa(console, "pusat")));

    auto const path = user_invite(console, wanted).take(); // it exists: a new password
    EXPECT_EQ("ok", code_of(joined(token_in(path), "Pusat Baru")));
    auto const fresh =
        user_invite(console, { .login = "budi.ptk", .role = Role::cashier, .unit = pontianak })
            .take();
    EXPECT_EQ("ok", code_of(joined(token_in(fresh), "Budi")));
    auto const list = user_list(console).take();
    ASSERT_EQ(3U, list.size());
    EXPECT_EQ("auditor.satu", list[0].login);
    EXPECT_EQ(2U, user_list(console, "auditor.satu").take().size());
}

} // namespace karya::identity
