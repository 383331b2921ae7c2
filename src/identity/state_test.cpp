#include "identity/state.h"

#include <gtest/gtest.h>

namespace karya::identity {

namespace {

using namespace std::chrono_literals;

template<class IdType>
IdType id(char last)
{
    return IdType::parse("01900000-0000-7000-8000-00000000000" + std::string { last }).take();
}

UnitId const own_unit = id<UnitId>('1');
UnitId const other_unit = id<UnitId>('2');
KanwilId const own_kanwil = id<KanwilId>('3');
KanwilId const other_kanwil = id<KanwilId>('4');
OfficerId const somebody = id<OfficerId>('5');

Actor actor_with(Role role)
{
    Actor actor { .officer = somebody, .name = "Sari", .role = role };
    if (level_of(role) == Level::unit) actor.unit = own_unit;
    if (level_of(role) != Level::nation) actor.kanwil = own_kanwil;
    return actor;
}

Timestamp const noon = parse_time("2021-04-26T14:05:00+07:00").take();

} // namespace

TEST(Rights, NobodyManagesWithoutASession)
{
    Actor const stranger { .role = Role::admin };
    for (auto const role : enum_values<Role>())
        EXPECT_FALSE(may_manage(stranger, { role, own_unit, own_kanwil }));
}

TEST(Rights, TheWholeMatrix)
{
    // Rows: who; columns: cashier kasi treasurer head kanwil ditjen auditor admin, first in the own
    // unit and Kanwil, then elsewhere.
    struct Row {
        Role who;
        std::string_view near;
        std::string_view far;
    };
    constexpr Row rows[] = {
        { Role::cashier, "........", "........" },   { Role::kasi, "........", "........" },
        { Role::treasurer, "........", "........" }, { Role::ditjen, "........", "........" },
        { Role::auditor, "........", "........" },   { Role::kanwil, "...x....", "........" },
        { Role::head, "xxx.....", "........" },      { Role::admin, "xxxxxxxx", "xxxxxxxx" },
    };
    for (auto const& row : rows) {
        std::string near;
        std::string far;
        for (auto const role : enum_values<Role>()) {
            near += may_manage(actor_with(row.who), { role, own_unit, own_kanwil }) ? 'x' : '.';
            far += may_manage(actor_with(row.who), { role, other_unit, other_kanwil }) ? 'x' : '.';
        }
        EXPECT_EQ(row.near, near) << enum_text(row.who);
        EXPECT_EQ(row.far, far) << enum_text(row.who);
    }
}

TEST(Rights, AnActorWithoutAPlaceReachesNoEmptyPlace)
{
    Actor const head { .officer = somebody, .role = Role::head };
    EXPECT_FALSE(may_manage(head, { Role::cashier, UnitId {}, KanwilId {} }));
    Actor const kanwil { .officer = somebody, .role = Role::kanwil };
    EXPECT_FALSE(may_manage(kanwil, { Role::head, own_unit, KanwilId {} }));
}

TEST(Places, EachRoleHasExactlyItsPlace)
{
    for (auto const role : enum_values<Role>()) {
        EXPECT_FALSE(fits(role, true, true)) << enum_text(role);
        EXPECT_EQ(level_of(role) == Level::unit, fits(role, true, false));
        EXPECT_EQ(level_of(role) == Level::kanwil, fits(role, false, true));
        EXPECT_EQ(level_of(role) == Level::nation, fits(role, false, false));
    }
}

TEST(Sessions, DieFromIdlenessAgeOrWaiting)
{
    struct Row {
        Stage stage;
        Role role;
        std::chrono::minutes seen_after;
        std::chrono::minutes dead_after;
    };
    constexpr Row rows[] = {
        { Stage::code, Role::admin, 0min, 10min },      { Stage::enrol, Role::kasi, 9min, 10min },
        { Stage::full, Role::admin, 0min, 30min },      { Stage::full, Role::kasi, 100min, 130min },
        { Stage::full, Role::cashier, 0min, 240min },   { Stage::full, Role::kasi, 715min, 720min },
        { Stage::full, Role::cashier, 719min, 720min },
    };
    for (auto const& row : rows)
        EXPECT_EQ(noon + row.dead_after,
                  dead_from(row.stage, row.role, { noon, noon + row.seen_after }))
            << enum_text(row.stage) << " " << enum_text(row.role);
}

TEST(Patience, WaitsDoubleUpToALimit)
{
    auto const wait = [](std::int64_t failures) {
        return wait_after(patience_with_place, failures);
    };
    EXPECT_EQ(0s, wait(0));
    EXPECT_EQ(0s, wait(4));
    EXPECT_EQ(15s, wait(5));
    EXPECT_EQ(30s, wait(6));
    EXPECT_EQ(15min, wait(11));
    EXPECT_EQ(15min, wait(1'000'000'000));
    EXPECT_EQ(0s, wait_after(patience_with_address, 29));
    EXPECT_EQ(10s, wait_after(patience_with_address, 30));
    EXPECT_EQ(0s, wait_after(patience_with_name, 99));
    EXPECT_EQ(10s, wait_after(patience_with_name, 100));
    EXPECT_EQ(5min, wait_after(patience_with_name, 1'000));
}

TEST(Logins, AreFoldedOrRefused)
{
    for (auto const* bad :
         { "", "ab", ".sari", "-sari", "sari ptk", "sári", "sari/ptk", "sari'--" })
        EXPECT_FALSE(folded_login(bad).ok()) << bad;
    EXPECT_FALSE(folded_login(std::string(61, 'a')).ok());
    EXPECT_FALSE(folded_login(std::string { "sari\0x", 6 }).ok());
    EXPECT_EQ("identity.bad_login", folded_login("x").error().code().id);
    EXPECT_EQ("login", folded_login("x").error().fields.at(0).field);
    EXPECT_EQ("sari.ptk", folded_login("  Sari.PTK ").take());
    EXPECT_EQ("199001012020121001", folded_login("199001012020121001").take());
    EXPECT_EQ("sari@karya", folded_login("sari@karya").take());
}

TEST(Names, AreOneLineAndShort)
{
    EXPECT_FALSE(checked_name("", MayBeEmpty::no).ok());
    EXPECT_FALSE(checked_name("  ", MayBeEmpty::no).ok());
    EXPECT_FALSE(checked_name("Sari\nAdmin", MayBeEmpty::yes).ok());
    EXPECT_FALSE(checked_name("Sari \xff", MayBeEmpty::yes).ok());
    EXPECT_FALSE(checked_name(std::string(121, 'x'), MayBeEmpty::no).ok());
    EXPECT_EQ("", checked_name(" ", MayBeEmpty::yes).take());
    EXPECT_EQ("Sari Dewi", checked_name(" Sari Dewi ", MayBeEmpty::no).take());
}

TEST(Devices, AreNamedShortly)
{
    EXPECT_EQ("", device_name(""));
    EXPECT_EQ("", device_name("<script>alert(1)</script>"));
    std::string const engine = " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 ";
    EXPECT_EQ(
        "Chrome · Android",
        device_name("Mozilla/5.0 (Linux; Android 14; SM-A055F)" + engine + "Mobile Safari/537.36"));
    EXPECT_EQ("Edge · Windows",
              device_name("Mozilla/5.0 (Windows NT 10.0; Win64; x64)" + engine
                          + "Safari/537.36 Edg/130.0.0.0"));
    EXPECT_EQ("Safari · iPhone",
              device_name("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) "
                          "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/604.1"));
}

} // namespace karya::identity
