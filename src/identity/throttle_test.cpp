// Who waits after wrong passwords: docs/decisions/0010-who-waits.md.

#include "identity/known_browser.h"
#include "identity/sign_in.h"
#include "identity/test_staff.h"
#include "identity/throttle.h"

namespace karya::identity {

namespace {

using namespace std::chrono_literals;

class Throttle : public Staff { };

} // namespace

TEST_F(Throttle, WaitingHoldsForTheRightPasswordToo)
{
    cashier();
    Credentials const right { "sari.ptk", std::string { good_password } };
    auto const found = checked(right);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(Verdict::refused, sign_in_as("SARI.ptk", "salah sama sekali").verdict);
    auto const early = enter(right, found);
    EXPECT_EQ(Verdict::wait, early.verdict);
    EXPECT_EQ(now + 15s, early.wait_until);
    EXPECT_FALSE(checked(right).matches); // not even hashed
    now += 15s;
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk").verdict);
    EXPECT_EQ(Verdict::refused, sign_in_as("sari.ptk", "salah sama sekali").verdict);
}

TEST_F(Throttle, AClockThatWasAheadKeepsNobodyOut)
{
    cashier();
    now += 10h;
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk").verdict);
    for (int i = 0; i < 5; ++i) sign_in_as("sari.ptk", "salah sama sekali");
    EXPECT_EQ(Verdict::wait, sign_in_as("sari.ptk").verdict);
    now -= 10h;
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk").verdict);
}

TEST_F(Throttle, UnknownNamesWaitLikeKnownOnes)
{
    for (int i = 0; i < 5; ++i) EXPECT_EQ(Verdict::refused, sign_in_as("siapa.saja", "x").verdict);
    EXPECT_EQ(Verdict::wait, sign_in_as("siapa.saja", "x").verdict);
}

TEST_F(Throttle, AnAddressThatTriesManyNamesWaits)
{
    cashier();
    for (int i = 0; i < 30; ++i) {
        Browser const browser { .address = "2001:db8:1:2::" + std::to_string(i + 1) };
        EXPECT_EQ(Verdict::refused,
                  enter({ "nama." + std::to_string(i), "x" }, {}, browser).verdict);
    }
    // The same network by another address, with the right password: it waits; another network: in.
    EXPECT_EQ(Verdict::wait,
              sign_in_as("sari.ptk", good_password, { .address = "2001:db8:1:2:ffff::1" }).verdict);
    EXPECT_EQ(Verdict::full,
              sign_in_as("sari.ptk", good_password, { .address = "2001:db8:1:3::1" }).verdict);
}

TEST_F(Throttle, AGoodSignInDoesNotClearTheAddress)
{
    cashier();
    Browser const browser { .address = "10.9.9.9" };
    for (int i = 0; i < 29; ++i) enter({ "nama." + std::to_string(i), "x" }, {}, browser);
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk", good_password, browser).verdict);
    EXPECT_EQ(Verdict::refused, enter({ "nama.lain", "x" }, {}, browser).verdict);
    EXPECT_EQ(Verdict::wait, enter({ "nama.lagi", "x" }, {}, browser).verdict);
}

TEST_F(Throttle, AStrangerElsewhereLocksNobodyOut)
{
    cashier();
    for (int i = 0; i < 40; ++i)
        sign_in_as("sari.ptk", "salah sama sekali", { .address = "192.0.2.66" });
    EXPECT_EQ(Verdict::wait,
              sign_in_as("sari.ptk", good_password, { .address = "192.0.2.66" }).verdict);
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk").verdict);
}

TEST_F(Throttle, OneNetworkIsOnePlace)
{
    cashier();
    for (int i = 1; i <= 5; ++i)
        sign_in_as("sari.ptk", "salah", { .address = "2001:db8:1:2::" + std::to_string(i) });
    EXPECT_EQ(Verdict::wait,
              sign_in_as("sari.ptk", good_password, { .address = "2001:db8:1:2:a::9" }).verdict);
    EXPECT_EQ(Verdict::full,
              sign_in_as("sari.ptk", good_password, { .address = "2001:db8:1:3::9" }).verdict);
}

TEST_F(Throttle, ManyPlacesTogetherAreSlowedDown)
{
    cashier();
    for (auto const* login : { "sari.ptk", "siapa.saja" }) {
        for (int i = 0; i < 100; ++i)
            ASSERT_EQ(Verdict::refused, enter({ login, "salah" }, {}, place(i)).verdict) << i;
        auto const late = enter({ login, "salah" }, {}, place(100));
        EXPECT_EQ(Verdict::wait, late.verdict) << login;
        EXPECT_EQ(now + 10s, late.wait_until) << login;
    }
    EXPECT_FALSE(checked({ "sari.ptk", std::string { good_password } }).matches) << "not hashed";
    now += 10s;
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk").verdict);
}

TEST_F(Throttle, AKnownBrowserIsNotLockedOutByOthers)
{
    cashier();
    Browser const own { .known = sign_in_as("sari.ptk").known };
    ASSERT_FALSE(own.known.empty());
    for (int i = 0; i < 101; ++i) enter({ "sari.ptk", "salah" }, {}, place(i));
    for (int i = 0; i < 31; ++i) enter({ "nama." + std::to_string(i), "salah" }, {}, Browser {});
    EXPECT_EQ(Verdict::wait, sign_in_as("sari.ptk").verdict) << "same address, another browser";
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk", good_password, own).verdict);
}

TEST_F(Throttle, AKnownBrowserWaitsForItsOwnTries)
{
    cashier();
    Browser own { .known = sign_in_as("sari.ptk").known };
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(Verdict::refused, enter({ "sari.ptk", "salah" }, {}, own).verdict);
    own.address = "192.0.2.77"; // it takes its count along
    EXPECT_EQ(Verdict::wait, sign_in_as("sari.ptk", good_password, own).verdict);
}

TEST_F(Throttle, ABrowserIsKnownForItsOwnPeopleAndAWhile)
{
    cashier();
    cashier("budi.ptk");
    auto const sari = sign_in_as("sari.ptk").known;
    for (int i = 0; i < 5; ++i) sign_in_as("budi.ptk", "salah");
    auto forged = sari;
    forged.back() = forged.back() == '0' ? '1' : '0';
    auto const budi_by = [&](std::string known) {
        return sign_in_as("budi.ptk", good_password, { .known = std::move(known) }).verdict;
    };
    for (auto const& bad : { sari, forged, std::string { "x" }, std::string { "1.a.b~~.." } })
        EXPECT_EQ(Verdict::wait, budi_by(bad)) << bad;

    now += 1h;
    Browser shared { .known = sari }; // a till of many
    for (auto const* login : { "budi.ptk", "sari.ptk", "budi.ptk" })
        shared.known = sign_in_as(login, good_password, shared).known;
    for (int i = 0; i < 101; ++i)
        for (auto const* login : { "sari.ptk", "budi.ptk" })
            enter({ login, "salah" }, {}, place(i));
    EXPECT_EQ(Verdict::full, sign_in_as("sari.ptk", good_password, shared).verdict);
    EXPECT_EQ(Verdict::full, sign_in_as("budi.ptk", good_password, shared).verdict);

    auto const later = now + known_for;
    EXPECT_TRUE(known_by(shared.caller(), "budi.ptk", later - 25h).has_value());
    EXPECT_FALSE(known_by(shared.caller(), "budi.ptk", later).has_value());
}

TEST_F(Throttle, ABrowserCarriesFivePeopleAtMost)
{
    Browser browser {};
    auto const name = [](int i) { return "kasir." + std::to_string(i); };
    for (int i = 0; i < 6; ++i) browser.known = made_known(browser.caller(), name(i), now);
    EXPECT_FALSE(known_by(browser.caller(), name(0), now).has_value());
    for (int i = 1; i < 6; ++i) EXPECT_TRUE(known_by(browser.caller(), name(i), now)) << i;
    EXPECT_LT(browser.known.size(), 400U);
}

} // namespace karya::identity
