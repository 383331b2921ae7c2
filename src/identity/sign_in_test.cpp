#include "identity/sign_in.h"

#include "base/hash.h"
#include "core/audit.h"
#include "identity/known_browser.h"
#include "identity/test_staff.h"
#include "identity/totp.h"
#include <map>
#include <sodium.h>
#include <thread>

namespace karya::identity {

namespace {

using namespace std::chrono_literals;

class SignIn : public Staff {
protected:
    /// Runs the same work on many threads at once and counts the verdicts.
    template<class Work>
    std::map<Verdict, int> at_once(int threads, Work const& work)
    {
        std::vector<Verdict> verdicts(static_cast<std::size_t>(threads));
        std::vector<std::jthread> running;
        for (auto& verdict : verdicts) running.emplace_back([&] { verdict = work().verdict; });
        running.clear();
        std::map<Verdict, int> counts;
        for (auto const verdict : verdicts) ++counts[verdict];
        return counts;
    }
    Entry code(std::string token, std::string const& text)
    {
        auto entry = in_session(std::move(token),
                                [&](Call& call) { return enter_code(call, text); });
        return entry.ok() ? entry.take() : Entry {};
    }
    /// Enrols the account and gives its secret and recovery codes.
    struct Factor {
        std::string secret;
        std::vector<std::string> recovery_codes;
    };
    Factor enrol(Account const& account)
    {
        auto const token = run([&](Call& call) -> Result<std::string> {
                               begin_enrolment(call, account);
                               return begin_session(call, account, Stage::full);
                           }).take();
        auto const page = shown(token).take();
        auto const secret = from_base32(page.secret).value();
        auto const text = code_at(secret, step_at(now));
        auto const done = in_session(token,
                                     [&](Call& call) { return confirm_enrolment(call, text); });
        CHECK(done.ok() && done.value().verdict == Verdict::full);
        now += 2min; // so that the step used here is over
        return { secret, page.recovery_codes };
    }
    void disable(Account const& account)
    {
        ASSERT_TRUE(
            run([&](Call& call) { return set_state(call, account, AccountState::disabled); }).ok());
    }
    Result<Enrolling> shown(std::string const& token)
    {
        return look([&](View& view) {
            view.caller.session_token = token;
            return enrolling(view);
        });
    }
};

} // namespace

// ---- Passwords ----

TEST_F(SignIn, UnknownAndWrongGiveTheSameAnswer)
{
    cashier();
    auto const disabled = cashier("budi.ptk");
    disable(disabled);
    auto const invited = run([&](Call& call) {
        return add_invited(call, { .login = "tono.ptk", .role = Role::cashier, .unit = pontianak });
    });
    ASSERT_TRUE(invited.ok());
    Credentials const tries[] = { { "siapa.saja", "empat kuda biru laut" },
                                  { "sari.ptk", "empat kuda biru" },
                                  { "budi.ptk", "empat kuda biru laut" },
                                  { "tono.ptk", "empat kuda biru laut" },
                                  { "' OR 1=1 --", "x" },
                                  { "", "" } };
    for (auto const& credentials : tries) {
        auto const entry = sign_in_as(credentials.login, credentials.password);
        EXPECT_EQ(Verdict::refused, entry.verdict) << credentials.login;
        EXPECT_TRUE(entry.token.empty());
    }
}

TEST_F(SignIn, TheRightPasswordBeginsASession)
{
    auto const account = cashier();
    auto const entry = sign_in_as(" Sari.PTK ");
    ASSERT_EQ(Verdict::full, entry.verdict);
    EXPECT_EQ(64U, entry.token.size());
    auto const live = session(entry.token);
    ASSERT_TRUE(live.has_value());
    EXPECT_EQ(account.id, live->actor.officer);
    EXPECT_EQ(pontianak, live->actor.unit);
    EXPECT_EQ(kalbar, live->actor.kanwil);
    EXPECT_EQ(32U, live->csrf.size());
    EXPECT_EQ(now, account_of(account.id).signed_in_at);
}

TEST_F(SignIn, ManyWrongTriesAtOnceCountAsMany)
{
    cashier();
    Credentials const wrong { "sari.ptk", "empat kuda biru" };
    auto const found = checked(wrong);
    auto const counts = at_once(24, [&] { return enter(wrong, found); });
    EXPECT_EQ(5, counts.at(Verdict::refused));
    EXPECT_EQ(19, counts.at(Verdict::wait));
}

TEST_F(SignIn, APasswordChangedWhileHashingIsRefused)
{
    auto const account = cashier();
    Credentials const credentials { "sari.ptk", std::string { good_password } };
    auto const found = checked(credentials);
    ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                    store::set_password(call.tx, account.id, hashed("sandi lain yang baru"));
                    return {};
                }).ok());
    EXPECT_EQ(Verdict::refused, enter(credentials, found).verdict);
}

TEST_F(SignIn, OlderHashesAreReplaced)
{
    std::string weaker(crypto_pwhash_STRBYTES, '\0');
    ASSERT_EQ(0,
              crypto_pwhash_str_alg(weaker.data(), good_password.data(), good_password.size(), 1,
                                    8U * 1024 * 1024, crypto_pwhash_ALG_ARGON2ID13));
    weaker.resize(weaker.find('\0'));
    auto const account = add({ .login = "sari.ptk", .role = Role::cashier, .unit = pontianak },
                             { weaker, true });
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk").verdict);
    auto const hash = look([&](View& view) -> Result<PasswordHash> {
                          return store::password_of(view.read, account.id);
                      }).take();
    EXPECT_NE(weaker, hash.encoded);
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk").verdict);
}

// ---- Sessions ----

TEST_F(SignIn, UnknownTokensOpenNothing)
{
    cashier();
    auto const token = sign_in_as("sari.ptk").token;
    for (auto const& bad : { std::string {}, std::string(64, '0'), token.substr(1), token + "0",
                             std::string { "' OR '1'='1" } })
        EXPECT_FALSE(session(bad).has_value()) << bad;
    EXPECT_FALSE(session(sha256_hex(token)).has_value()); // the stored form is not a token
}

TEST_F(SignIn, ATokenGivenBeforehandIsNotKept)
{
    cashier();
    Browser browser { .token = std::string(64, 'a') };
    auto const first = sign_in_as("sari.ptk", good_password, browser).token;
    EXPECT_NE(browser.token, first);
    EXPECT_FALSE(session(browser.token).has_value());
    browser.token = first;
    auto const second = sign_in_as("sari.ptk", good_password, browser).token;
    EXPECT_FALSE(session(first).has_value());
    EXPECT_TRUE(session(second).has_value());
    EXPECT_NE(session(second)->csrf, "");
}

TEST_F(SignIn, SessionsEndByIdlenessAndAge)
{
    head(pontianak, "kepala.ptk");
    auto const token = sign_in_as("kepala.ptk").token;
    now += 30min - 1us;
    ASSERT_TRUE(session(token).has_value());
    EXPECT_TRUE(session(token)->due_seen);
    ASSERT_TRUE(run([&](Call& call) { return note_seen(call, token); }).ok());
    EXPECT_FALSE(session(token)->due_seen);
    now += 30min;
    EXPECT_FALSE(session(token).has_value());

    auto const another = sign_in_as("kepala.ptk").token;
    auto const begun = now;
    while (now + 29min < begun + 12h) {
        now += 29min;
        ASSERT_TRUE(session(another).has_value());
        ASSERT_TRUE(run([&](Call& call) { return note_seen(call, another); }).ok());
    }
    now = begun + 12h;
    EXPECT_FALSE(session(another).has_value());
}

TEST_F(SignIn, DisablingEndsSessionsAtOnce)
{
    auto const account = cashier();
    auto const token = sign_in_as("sari.ptk").token;
    disable(account);
    EXPECT_FALSE(session(token).has_value());
    ASSERT_TRUE(run([&](Call& call) {
                    return set_state(call, account_of(account.id), AccountState::active);
                }).ok());
    EXPECT_FALSE(session(token).has_value()) << "an ended session came back";
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk").verdict);
}

TEST_F(SignIn, ARoleChangeEndsTheSessionThatBeganWithoutItsFactor)
{
    auto const account = cashier();
    auto const token = sign_in_as("sari.ptk").token;
    auto const boss = head(pontianak, "kepala.ptk");
    ASSERT_TRUE(db.call(actor_of(boss), now, [&](Call& call) {
                      return change_role(call, { account.id, Role::kasi });
                  }).ok());
    EXPECT_FALSE(session(token).has_value());
    EXPECT_EQ(Verdict::enrol, sign_in_as("sari.ptk").verdict) << "a kasi needs a second factor";
}

TEST_F(SignIn, AMovedUnitChangesTheKanwilFromTheNextRequest)
{
    cashier();
    auto const token = sign_in_as("sari.ptk").token;
    ASSERT_TRUE(run([&](Call& call) {
                    return org::move_unit(call, pontianak, maluku, Day::from(2021, 4, 26));
                }).ok());
    EXPECT_EQ(maluku, session(token)->actor.kanwil);
}

TEST_F(SignIn, SigningOutKillsTheSessionAtTheServer)
{
    cashier();
    auto const token = sign_in_as("sari.ptk").token;
    ASSERT_TRUE(in_session(token, [](Call& call) -> Result<void> {
                    sign_out(call);
                    return {};
                }).ok());
    EXPECT_FALSE(session(token).has_value());
}

TEST_F(SignIn, OneSeesAndEndsOnlyTheOwnSessions)
{
    auto const sari = cashier();
    auto const budi = cashier("budi.ptk");
    auto const first = sign_in_as("sari.ptk").token;
    auto const second = sign_in_as("sari.ptk").token;
    auto const third = sign_in_as("sari.ptk").token;
    auto const foreign = sign_in_as("budi.ptk").token;
    auto const ids = [&](OfficerId of) {
        return look([&](View& view) -> Result<std::vector<store::Session>> {
                   return store::sessions_of(view.read, of);
               })
            .take();
    };
    ASSERT_EQ(3U, ids(sari.id).size());
    EXPECT_EQ("Chrome · Android", ids(sari.id).front().device);

    auto const foreign_id = ids(budi.id).front().id;
    EXPECT_EQ("core.not_found", code_of(in_session(first, [&](Call& call) {
                  return end_session(call, foreign_id);
              })));
    EXPECT_TRUE(session(foreign).has_value());
    EXPECT_EQ("identity.sign_in_first",
              code_of(in_session("", [&](Call& call) { return end_other_sessions(call); })));

    auto const second_id = look([&](View& view) -> Result<std::string> {
                               return store::session(view.read, sha256_hex(second))->id;
                           }).take();
    ASSERT_TRUE(in_session(first, [&](Call& call) { return end_session(call, second_id); }).ok());
    EXPECT_FALSE(session(second).has_value());
    ASSERT_TRUE(in_session(first, [](Call& call) { return end_other_sessions(call); }).ok());
    EXPECT_FALSE(session(third).has_value());
    EXPECT_TRUE(session(first).has_value());
    EXPECT_TRUE(session(foreign).has_value());
}

// ---- The own password ----

TEST_F(SignIn, ChangingThePasswordNeedsTheCurrentOne)
{
    cashier();
    auto const token = sign_in_as("sari.ptk").token;
    auto const other = sign_in_as("sari.ptk").token;
    auto const prepared = [&](PasswordChange const& change) {
        return look([&](View& view) {
            view.caller.session_token = token;
            return check_change(view, change);
        });
    };
    EXPECT_EQ("identity.weak_password",
              code_of(prepared({ std::string { good_password }, "Pontianak2026" })));
    auto const wrong = prepared({ "salah", "lima gajah putih susu" }).take();
    EXPECT_EQ(
        Verdict::refused,
        in_session(token, [&](Call& call) { return change_password(call, wrong); }).take().verdict);
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk").verdict);

    auto const right = prepared({ std::string { good_password }, "lima gajah putih susu" }).take();
    EXPECT_EQ(
        Verdict::full,
        in_session(token, [&](Call& call) { return change_password(call, right); }).take().verdict);
    EXPECT_TRUE(session(token).has_value());
    EXPECT_FALSE(session(other).has_value());
    EXPECT_EQ(Verdict::refused, sign_in_as("sari.ptk").verdict);
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk", "lima gajah putih susu").verdict);
}

TEST_F(SignIn, GuessingTheCurrentPasswordIsSlowedDown)
{
    cashier();
    auto const token = sign_in_as("sari.ptk").token;
    auto const wrong = look([&](View& view) {
                           view.caller.session_token = token;
                           return check_own(view, "salah");
                       }).take();
    auto const counts = at_once(12, [&] {
        return in_session(token, [&](Call& call) { return confirm_password(call, wrong); }).take();
    });
    EXPECT_EQ(5, counts.at(Verdict::refused));
    EXPECT_EQ(7, counts.at(Verdict::wait));
}

// ---- Second factor ----

TEST_F(SignIn, WhoMustEnrolIsNobodyUntilThen)
{
    add({ .login = "kepala.ptk", .role = Role::head, .unit = pontianak });
    auto const entry = sign_in_as("kepala.ptk");
    ASSERT_EQ(Verdict::enrol, entry.verdict);
    EXPECT_FALSE(session(entry.token).has_value());
    auto const page = shown(entry.token).take();
    ASSERT_EQ(10U, page.recovery_codes.size());
    auto const confirm = [&](std::string const& text) {
        return in_session(entry.token, [&](Call& call) { return confirm_enrolment(call, text); });
    };
    EXPECT_EQ(Verdict::refused, confirm("000000").take().verdict);
    auto const secret = from_base32(page.secret).value();
    auto const done = confirm(code_at(secret, step_at(now))).take();
    ASSERT_EQ(Verdict::full, done.verdict);
    EXPECT_NE(entry.token, done.token);
    EXPECT_TRUE(session(done.token).has_value());
    EXPECT_FALSE(session(entry.token).has_value());
    EXPECT_EQ("identity.sign_in_first", code_of(confirm(code_at(secret, step_at(now)))));
    EXPECT_EQ(Verdict::code, sign_in_as("kepala.ptk").verdict);
}

TEST_F(SignIn, AShortPasswordAloneIsNotEnough)
{
    add({ .login = "sari.ptk", .role = Role::cashier, .unit = pontianak }, hashed("tx4-kopling"));
    EXPECT_EQ(Verdict::enrol, sign_in_as("sari.ptk", "tx4-kopling").verdict);
}

TEST_F(SignIn, EnrolmentIsAdvisedOnceWhereItIsNotRequired)
{
    head(pontianak, "kepala.ptk");
    EXPECT_TRUE(sign_in_as("kepala.ptk").advise_second_factor);
    EXPECT_FALSE(sign_in_as("kepala.ptk").advise_second_factor);
    cashier();
    EXPECT_FALSE(sign_in_as("sari.ptk").advise_second_factor);
}

TEST_F(SignIn, TheSecondStepIsNeeded)
{
    auto const factor = enrol(head(pontianak, "kepala.ptk"));
    auto const entry = sign_in_as("kepala.ptk");
    ASSERT_EQ(Verdict::code, entry.verdict);
    EXPECT_FALSE(session(entry.token).has_value());
    EXPECT_EQ("identity.sign_in_first", code_of(shown(entry.token)));
    EXPECT_EQ(Verdict::refused, code(entry.token, "").verdict);
    auto const later = code_at(factor.secret, step_at(now) + 2);
    EXPECT_EQ(Verdict::refused, code(entry.token, later).verdict);
    auto const done = code(entry.token, " " + code_at(factor.secret, step_at(now)) + " ");
    ASSERT_EQ(Verdict::full, done.verdict);
    EXPECT_NE(entry.token, done.token);
    EXPECT_TRUE(session(done.token).has_value());
    EXPECT_TRUE(known_by({ .known_token = done.known }, "kepala.ptk", now).has_value());
}

TEST_F(SignIn, TheSecondStepMustComeSoon)
{
    auto const factor = enrol(head(pontianak, "kepala.ptk"));
    auto const entry = sign_in_as("kepala.ptk");
    now += 10min;
    EXPECT_EQ(Verdict::refused, code(entry.token, code_at(factor.secret, step_at(now))).verdict);
}

TEST_F(SignIn, OneCodeOpensOneSessionEvenAtOnce)
{
    auto const factor = enrol(head(pontianak, "kepala.ptk"));
    std::vector<std::string> tokens;
    for (int i = 0; i < 4; ++i) tokens.push_back(sign_in_as("kepala.ptk").token);
    auto const text = code_at(factor.secret, step_at(now));
    std::atomic<std::size_t> next { 0 };
    auto const counts = at_once(4, [&] { return code(tokens[next++], text); });
    EXPECT_EQ(1, counts.at(Verdict::full));
    EXPECT_EQ(3, counts.at(Verdict::refused));
    // Nor does an older step after a later one.
    auto const older = code_at(factor.secret, step_at(now) - 1);
    EXPECT_EQ(Verdict::refused, code(sign_in_as("kepala.ptk").token, older).verdict);
}

TEST_F(SignIn, GuessingCodesIsSlowedDown)
{
    auto const factor = enrol(head(pontianak, "kepala.ptk"));
    auto const token = sign_in_as("kepala.ptk").token;
    auto const counts = at_once(12, [&] { return code(token, "000000"); });
    EXPECT_EQ(5, counts.at(Verdict::refused));
    EXPECT_EQ(7, counts.at(Verdict::wait));
    EXPECT_EQ(Verdict::wait, code(token, code_at(factor.secret, step_at(now))).verdict);
}

TEST_F(SignIn, GuessesAtCodesCountTogetherWhereverTheyComeFrom)
{
    enrol(head(pontianak, "kepala.ptk"));
    for (int i = 0; i < 6; ++i) {
        auto browser = place(i);
        auto const entry = sign_in_as("kepala.ptk", good_password, browser);
        ASSERT_EQ(Verdict::code, entry.verdict);
        EXPECT_TRUE(entry.known.empty()) << "half a sign-in makes no browser known";
        browser.token = entry.token;
        auto const guess = run([&](Call& call) {
            call.caller = browser.caller();
            return enter_code(call, "000000");
        });
        EXPECT_EQ(i < 5 ? Verdict::refused : Verdict::wait, guess.value().verdict) << i;
    }
}

TEST_F(SignIn, ARecoveryCodeWorksOnceEvenAtOnce)
{
    auto const account = head(pontianak, "kepala.ptk");
    auto const factor = enrol(account);
    auto const& recovery = factor.recovery_codes.at(3);
    std::vector<std::string> tokens;
    for (int i = 0; i < 4; ++i) tokens.push_back(sign_in_as("kepala.ptk").token);
    std::atomic<std::size_t> next { 0 };
    auto const counts = at_once(4, [&] { return code(tokens[next++], recovery); });
    EXPECT_EQ(1, counts.at(Verdict::full));
    EXPECT_EQ(3, counts.at(Verdict::refused));
    auto const left = look([&](View& view) -> Result<std::int64_t> {
        return store::recovery_codes_left(view.read, account.id);
    });
    EXPECT_EQ(9, left.value());
}

TEST_F(SignIn, RecoveryCodesAreThePersonsOwn)
{
    auto const mine = enrol(head(pontianak, "kepala.ptk"));
    enrol(head(ketapang, "kepala.ktp"));
    EXPECT_EQ(Verdict::refused,
              code(sign_in_as("kepala.ktp").token, mine.recovery_codes.at(0)).verdict);
}

TEST_F(SignIn, ARequiredSecondFactorStays)
{
    auto const account = head(pontianak, "kepala.ptk");
    enrol(account);
    auto const token = run([&](Call& call) -> Result<std::string> {
                           return begin_session(call, account, Stage::full);
                       }).take();
    auto const remove = [](Call& call) { return remove_second_factor(call); };
    auto must = account;
    must.mfa_required = true;
    auto const set = [&](Account const& to) {
        ASSERT_TRUE(run([&](Call& call) -> Result<void> {
                        store::set_post(call.tx, to);
                        return {};
                    }).ok());
    };
    set(must);
    EXPECT_EQ("identity.second_factor_kept", code_of(in_session(token, remove)));
    set(account);
    EXPECT_EQ("ok", code_of(in_session(token, remove)));
    EXPECT_FALSE(account_of(account.id).mfa_on);
}

TEST_F(SignIn, NothingSecretIsStoredPlainly)
{
    auto const account = head(pontianak, "kepala.ptk");
    auto const factor = enrol(account);
    auto const kept = look([&](View& view) -> Result<std::string> {
                          return store::totp(view.read, account.id).value();
                      }).take();
    EXPECT_EQ(std::string::npos, kept.find(base32(factor.secret)));
    EXPECT_EQ(std::string::npos, kept.find(factor.secret));
}

TEST_F(SignIn, WhatMattersIsAudited)
{
    auto const account = head(pontianak, "kepala.ptk");
    enrol(account);
    sign_in_as("kepala.ptk");
    auto const deeds = look([&](View& view) -> Result<std::vector<core::NotedDeed>> {
                           return core::trail_of(view.read, pontianak, {}, 10);
                       }).take();
    ASSERT_FALSE(deeds.empty());
    EXPECT_EQ("identity.enrol_second_factor", deeds.front().what);
    EXPECT_EQ(account.id.text(), deeds.front().officer);
    EXPECT_EQ("head", deeds.front().role);
}

} // namespace karya::identity
