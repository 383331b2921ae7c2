#include "core/outbox.h"
#include "org/events.h"
#include "org/org.h"
#include "support/database.h"
#include "support/scopes.h"
#include <atomic>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <thread>

namespace karya::org {

namespace {

Actor ditjen() { return { OfficerId::make(test::noon), "Ditjen", Role::ditjen, {}, {} }; }

Actor at_unit(UnitId unit, KanwilId kanwil = {})
{
    return { OfficerId::make(test::noon), "Sari", Role::kasi, unit, kanwil };
}

Actor at_kanwil(KanwilId kanwil)
{
    return { OfficerId::make(test::noon), "Kalbar", Role::kanwil, {}, kanwil };
}

KanwilId const kalbar = seed_kanwil_id("kalimantan-barat");
KanwilId const papua = seed_kanwil_id("papua");
UnitId const pontianak = seed_unit_id("lapas-kelas-iia-pontianak");
UnitId const ketapang = seed_unit_id("lapas-kelas-iib-ketapang");
UnitId const abepura = seed_unit_id("lapas-kelas-iia-abepura");

class Org : public testing::Test {
protected:
    test::Database db;
};

class SeededOrg : public Org {
protected:
    template<class Work>
    auto run(Work&& work, Timestamp now = test::noon)
    {
        return db.call(ditjen(), now, work);
    }
    template<class Work>
    auto look(Work&& work, Timestamp now = test::noon)
    {
        return db.view(ditjen(), now, work);
    }
    void SetUp() override
    {
        auto const added = run([](Call& call) -> Result<std::int64_t> { return load_seed(call); });
        ASSERT_TRUE(added.ok());
        ASSERT_EQ(612, added.value());
    }
    static std::string_view code_of(auto const& result)
    {
        return result.ok() ? std::string_view { "ok" } : result.error().code().id;
    }
};

// A unit as it may be added to Kalimantan Barat; each test spoils one thing.
Unit new_unit()
{
    Unit unit;
    unit.kanwil = kalbar;
    unit.name = "Lapas Kelas III Entikong";
    unit.unit_class = "III";
    unit.place = "Entikong";
    unit.regency = "Kabupaten Sanggau";
    unit.province = "61";
    unit.lat = 268'680;
    unit.lng = 110'430'730;
    unit.code = "ENT";
    unit.valid_from = Day::from(2021, 4, 1);
    return unit;
}

} // namespace

// ---- Seed ----

TEST_F(SeededOrg, LoadingTheSeedAgainAddsNothing)
{
    auto const again = run([](Call& call) -> Result<std::int64_t> { return load_seed(call); });
    EXPECT_EQ(0, again.value());
    EXPECT_EQ(612U, look([](View& view) { return all_units(view); }).size());
}

TEST_F(SeededOrg, HoldsTheRealProgramme)
{
    EXPECT_EQ(33U, look([](View& view) { return all_kanwil(view); }).size());
    auto const units = look([](View& view) { return all_units(view); });
    std::map<UnitKind, int> kinds;
    std::map<Zone, int> zones;
    for (auto const& unit : units) {
        ++kinds[unit.kind];
        ++zones[unit.zone];
    }
    EXPECT_EQ(337, kinds[UnitKind::lapas]);
    EXPECT_EQ(162, kinds[UnitKind::rutan]);
    EXPECT_EQ(32, kinds[UnitKind::lpka]);
    EXPECT_EQ(80, kinds[UnitKind::bapas]);
    EXPECT_EQ(1, kinds[UnitKind::rs]);
    EXPECT_EQ(404, zones[Zone::wib]);
    EXPECT_EQ(157, zones[Zone::wita]);
    EXPECT_EQ(51, zones[Zone::wit]);
    EXPECT_EQ(531U, look([](View& view) { return holders(view); }).size());
}

TEST_F(SeededOrg, CodesAndSlugsAreUniqueAndWellFormed)
{
    std::set<std::string> codes;
    std::set<std::string> slugs;
    for (auto const& unit : look([](View& view) { return all_units(view); })) {
        EXPECT_TRUE(codes.insert(unit.code).second) << unit.code;
        EXPECT_TRUE(slugs.insert(unit.slug).second) << unit.slug;
        EXPECT_TRUE(unit.code.size() >= 2 && unit.code.size() <= 6) << unit.code;
        EXPECT_EQ(unit.id, seed_unit_id(unit.slug));
    }
    EXPECT_EQ("PTK", look([](View& view) { return unit(view, pontianak); }).value().code);
}

TEST_F(SeededOrg, EachZoneFollowsTheProvince)
{
    auto const zone = [&](std::string_view slug) {
        return look([&](View& view) { return unit_by_slug(view, slug); }).value().zone;
    };
    EXPECT_EQ(Zone::wib, zone("lapas-kelas-iia-banda-aceh"));
    EXPECT_EQ(Zone::wib, zone("lapas-kelas-iia-pontianak"));
    EXPECT_EQ(Zone::wib, zone("lapas-kelas-iia-palangkaraya"));
    EXPECT_EQ(Zone::wita, zone("lapas-kelas-iia-banjarmasin"));
    EXPECT_EQ(Zone::wita, zone("lapas-kelas-iib-nunukan"));
    EXPECT_EQ(Zone::wita, zone("lapas-kelas-iia-kerobokan"));
    EXPECT_EQ(Zone::wita, zone("lapas-kelas-iia-kupang"));
    EXPECT_EQ(Zone::wit, zone("lapas-kelas-iia-ambon"));
    EXPECT_EQ(Zone::wit, zone("lapas-kelas-iia-abepura"));
}

TEST_F(SeededOrg, EveryUnitStandsInItsKanwilAndInIndonesia)
{
    std::size_t counted = 0;
    for (auto const& office : look([](View& view) { return all_kanwil(view); }))
        for (auto const& unit : look([&](View& view) { return units_of(view, office.id); })) {
            EXPECT_EQ(office.id, unit.kanwil);
            EXPECT_TRUE(unit.lat > -11'500'000 && unit.lat < 6'500'000) << unit.slug;
            EXPECT_TRUE(unit.lng > 94'500'000 && unit.lng < 141'500'000) << unit.slug;
            ++counted;
        }
    EXPECT_EQ(612U, counted);
    EXPECT_TRUE(look([](View& view) { return units_of(view, {}); }).empty());
}

TEST_F(SeededOrg, IdsAreTheSameOnEveryInstall)
{
    // Reckoned with another program: SHA-256 of "karya.unit.<slug>" as a UUIDv8.
    EXPECT_EQ("a9ea7810-4bf2-8dca-af25-b7b8193fdd61", pontianak.text());
}

// ---- Scope ----

TEST_F(SeededOrg, NobodyReachesWhatIsNotHis)
{
    auto const reached = [&](Actor const& actor, UnitId id) {
        return std::string { code_of(
            db.view(actor, test::noon, [&](View& view) { return reach(view, id); })) };
    };
    auto const nowhere = UnitId::make(test::noon);
    EXPECT_EQ("core.not_found", reached({}, pontianak)) << "the public";
    EXPECT_EQ("core.not_found", reached(at_unit(pontianak, kalbar), ketapang)) << "another unit";
    EXPECT_EQ("core.not_found", reached(at_unit(pontianak, kalbar), nowhere));
    EXPECT_EQ("core.not_found", reached(at_unit({}, kalbar), pontianak)) << "a unit level of none";
    EXPECT_EQ("core.not_found", reached(at_unit({}), {}));
    EXPECT_EQ("core.not_found", reached(at_unit(nowhere), nowhere)) << "a unit that is not there";
    EXPECT_EQ("core.not_found", reached(at_kanwil(kalbar), abepura)) << "another Kanwil's unit";
    EXPECT_EQ("core.not_found", reached(at_kanwil({}), abepura)) << "a Kanwil level of none";
    EXPECT_EQ("core.not_found", reached(ditjen(), nowhere));
    EXPECT_EQ("ok", reached(at_unit(pontianak, kalbar), pontianak));
    EXPECT_EQ("ok", reached(at_unit(pontianak, papua), pontianak)) << "the row's Kanwil counts";
    EXPECT_EQ("ok", reached(at_kanwil(kalbar), pontianak));
    EXPECT_EQ("ok", reached(at_kanwil(kalbar), ketapang));
    EXPECT_EQ("ok", reached(ditjen(), abepura));
}

TEST_F(SeededOrg, EveryRoleHasExactlyItsReach)
{
    for (auto const role : enum_values<Role>()) {
        auto const level = level_of(role);
        Actor const actor { OfficerId::make(test::noon), "x", role,
                            level == Level::unit ? pontianak : UnitId {},
                            level == Level::nation ? KanwilId {} : kalbar };
        auto const may = [&](UnitId id) {
            return db.view(actor, test::noon, [&](View& view) { return reach(view, id).ok(); });
        };
        EXPECT_TRUE(may(pontianak)) << enum_text(role);
        EXPECT_EQ(level != Level::unit, may(ketapang)) << enum_text(role);
        EXPECT_EQ(level == Level::nation, may(abepura)) << enum_text(role);
    }
}

TEST_F(SeededOrg, OnlyUnitLevelHasAUnitOfItsOwn)
{
    auto const home = [&](Actor const& actor) {
        return db.view(actor, test::noon, [](View& view) { return own(view); });
    };
    EXPECT_EQ("core.not_found", code_of(home({})));
    EXPECT_EQ("core.not_found", code_of(home(ditjen())));
    EXPECT_EQ("core.not_found", code_of(home(at_kanwil(kalbar))));
    EXPECT_EQ("core.not_found", code_of(home(at_unit({}))));
    auto const scope = home(at_unit(pontianak)).take();
    EXPECT_EQ(pontianak, scope.unit());
    EXPECT_EQ(kalbar, scope.kanwil());
    EXPECT_EQ("PTK", scope.code());
    EXPECT_EQ(Zone::wib, scope.zone());
}

TEST_F(SeededOrg, RangeGrowsWithTheLevel)
{
    auto const ranged = [&](Actor const& actor) {
        return db.view(actor, test::noon, [](View& view) { return range(view); });
    };
    EXPECT_EQ("core.not_found", code_of(ranged({})));
    EXPECT_EQ("core.not_found", code_of(ranged(at_unit({}))));
    EXPECT_EQ("core.not_found", code_of(ranged(at_kanwil({}))));
    auto const covered = [&](Actor const& actor) {
        auto const range = ranged(actor).take();
        int count = 0;
        for (auto const& unit : look([](View& view) { return all_units(view); }))
            count += range.covers(unit) ? 1 : 0;
        return count;
    };
    EXPECT_EQ(1, covered(at_unit(pontianak)));
    EXPECT_EQ(15, covered(at_kanwil(kalbar)));
    EXPECT_EQ(612, covered(ditjen()));
}

// ---- Units over time ----

TEST_F(SeededOrg, BadUnitsAreRefused)
{
    auto const add = [&](auto spoil) {
        auto unit = new_unit();
        spoil(unit);
        auto const done = run([&](Call& call) { return add_unit(call, unit); });
        return std::string { code_of(done) };
    };
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.name = ""; }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.name = "???"; }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.name = "Lapas\nBaru"; }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.name = std::string(121, 'x'); }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.name = "Lapas \xff"; }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.place = " "; }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.unit_class = "IV"; }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.code = "e1"; }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.code = "E"; }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.code = "ENTIKON"; }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.lat = 90'000'001; }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.lng = -180'000'001; }));
    EXPECT_EQ("org.code_taken", add([](Unit& unit) { unit.code = "PTK"; }));
    EXPECT_EQ("org.name_taken", add([](Unit& unit) { unit.name = "Lapas Kelas IIA Pontianak"; }));
    EXPECT_EQ("core.not_found", add([](Unit& unit) { unit.kanwil = KanwilId {}; }));
    EXPECT_EQ("ok", add([](Unit&) { }));
}

TEST_F(SeededOrg, OldReportsKeepTheOldName)
{
    auto const rename = [&](std::string_view name, Day from) {
        Renaming const renaming { pontianak, std::string { name }, "I", from };
        return std::string { code_of(
            run([&](Call& call) { return rename_unit(call, renaming); })) };
    };
    auto const name_on = [&](Day day) {
        return look([&](View& view) { return unit_on(view, pontianak, day); }).value().name;
    };
    EXPECT_EQ("core.not_found", code_of(run([](Call& call) {
                  return rename_unit(call, { UnitId::make(test::noon), "X", "", {} });
              })));
    EXPECT_EQ("org.bad_unit", rename("", Day::from(2021, 6, 1)));
    EXPECT_EQ("ok", rename("Lapas Kelas I Pontianak", Day::from(2021, 6, 1)));
    EXPECT_EQ("org.change_too_early", rename("Lapas Lain", Day::from(2021, 5, 31)));
    EXPECT_EQ("ok", rename("Lapas Khatulistiwa", Day::from(2022, 1, 1)));
    EXPECT_EQ("Lapas Kelas IIA Pontianak", name_on(Day::from(1969, 12, 31)));
    EXPECT_EQ("Lapas Kelas IIA Pontianak", name_on(Day::from(2021, 5, 31)));
    EXPECT_EQ("Lapas Kelas I Pontianak", name_on(Day::from(2021, 6, 1)));
    EXPECT_EQ("Lapas Kelas I Pontianak", name_on(Day::from(2021, 12, 31)));
    EXPECT_EQ("Lapas Khatulistiwa", name_on(Day::from(2022, 1, 1)));
    // The slug and the code, which receipts carry, never change.
    auto const now = look([](View& view) { return unit(view, pontianak); }).take();
    EXPECT_EQ("lapas-kelas-iia-pontianak", now.slug);
    EXPECT_EQ("Lapas Kelas IIA Pontianak", now.name) << "not before its day has come";
    EXPECT_EQ(612U, look([](View& view) { return all_units(view); }).size());
}

TEST_F(SeededOrg, TwoChangesOnOneDayAreOne)
{
    auto const day = Day::from(2021, 6, 1);
    for (auto const name : { "Lapas Satu", "Lapas Dua" }) {
        Renaming const renaming { pontianak, name, "IIA", day };
        ASSERT_TRUE(run([&](Call& call) { return rename_unit(call, renaming); }).ok());
    }
    ASSERT_TRUE(run([&](Call& call) { return move_unit(call, pontianak, papua, day); }).ok());
    auto const after = look([&](View& view) { return unit_on(view, pontianak, day); }).take();
    EXPECT_EQ("Lapas Dua", after.name);
    EXPECT_EQ(papua, after.kanwil);
}

TEST_F(SeededOrg, AMovedUnitIsReachedFromItsNewKanwilOnly)
{
    auto const day = Day::from(2021, 6, 1);
    EXPECT_EQ("core.not_found", code_of(run([&](Call& call) {
                  return move_unit(call, pontianak, KanwilId::make(test::noon), day);
              })));
    ASSERT_TRUE(run([&](Call& call) { return move_unit(call, pontianak, papua, day); }).ok());
    auto const may = [&](KanwilId kanwil, Timestamp now) {
        return db.view(at_kanwil(kanwil), now,
                       [](View& view) { return reach(view, pontianak).ok(); });
    };
    auto const eve = start_of(day, Zone::wib) - std::chrono::seconds { 1 };
    EXPECT_TRUE(may(kalbar, eve));
    EXPECT_FALSE(may(papua, eve));
    EXPECT_FALSE(may(kalbar, start_of(day, Zone::wib)));
    EXPECT_TRUE(may(papua, start_of(day, Zone::wib)));
    EXPECT_EQ(
        14U,
        look([](View& view) { return units_of(view, kalbar); }, start_of(day, Zone::wib)).size());
}

TEST_F(SeededOrg, AClosedUnitSellsNoMoreButItsBooksStay)
{
    auto const last = Day::from(2021, 5, 31);
    auto const close = [&](UnitId id, Day day) {
        return std::string { code_of(run([&](Call& call) { return close_unit(call, id, day); })) };
    };
    EXPECT_EQ("core.not_found", close(UnitId::make(test::noon), last));
    EXPECT_EQ("org.change_too_early", close(pontianak, Day::from(1969, 12, 31)));
    EXPECT_EQ("ok", close(pontianak, last));
    EXPECT_EQ("org.unit_closed", close(pontianak, last));
    EXPECT_EQ("org.unit_closed", code_of(run([&](Call& call) {
                  return move_unit(call, pontianak, papua, Day::from(2022, 1, 1));
              })));
    auto const later = start_of(last.next(), Zone::wib);
    auto const scope = db.view(at_unit(pontianak), later, [](View& view) { return own(view); });
    ASSERT_TRUE(scope.ok());
    EXPECT_TRUE(scope.value().open_on(last).ok());
    EXPECT_EQ("org.unit_closed", code_of(scope.value().open_on(last.next())));
    EXPECT_EQ(611U, look([](View& view) { return all_units(view); }, later).size());
    EXPECT_TRUE(look([](View& view) { return unit(view, pontianak); }, later).ok());
}

TEST_F(SeededOrg, ADayBeginsWhenItBeginsAtTheUnit)
{
    // 26 April 2021, 23.59 in Jayapura: 21.59 in Pontianak, still the same date in both.
    auto const late_east = parse_time("2021-04-26T23:59:00+09:00").take();
    // A minute later Jayapura has the 27th while Pontianak keeps the 26th for two hours.
    auto const midnight_east = parse_time("2021-04-27T00:00:00+09:00").take();
    auto const late_west = parse_time("2021-04-26T23:59:00+07:00").take();
    auto const scope = [&](UnitId id) {
        return look([&](View& view) { return reach(view, id); }).take();
    };
    auto const east = scope(abepura);
    auto const west = scope(pontianak);
    EXPECT_EQ("2021-04-26", east.day(late_east).text());
    EXPECT_EQ("2021-04-27", east.day(midnight_east).text());
    EXPECT_EQ("2021-04-26", west.day(midnight_east).text());
    EXPECT_EQ("2021-04-27", east.day(late_west).text());
    EXPECT_EQ("2021-04-26", west.day(late_west).text());

    // A name that holds from the 27th is there in the east first.
    for (auto const id : { abepura, pontianak }) {
        Renaming const renaming { id, "Nama Baru " + id.text(), "IIA", Day::from(2021, 4, 27) };
        ASSERT_TRUE(run([&](Call& call) { return rename_unit(call, renaming); }).ok());
    }
    auto const renamed = [&](UnitId id) {
        return look([&](View& view) { return unit(view, id); }, midnight_east)
            .value()
            .name.starts_with("Nama Baru");
    };
    EXPECT_TRUE(renamed(abepura));
    EXPECT_FALSE(renamed(pontianak));
}

TEST_F(SeededOrg, ChangesAreAnnouncedAndListedByKanwil)
{
    std::vector<UnitChanged> heard;
    core::Subscriber const ear { "test.ear", [&](db::Tx&, std::vector<core::Stored> const& batch) {
                                    for (auto const& stored : batch)
                                        if (stored.event_name == UnitChanged::event_name)
                                            heard.push_back(core::event_of<UnitChanged>(stored));
                                    return Result<void> {};
                                } };
    auto const unit = run([](Call& call) { return add_unit(call, new_unit()); }).take();
    ASSERT_TRUE(
        run([&](Call& call) { return close_unit(call, unit.id, Day::from(2021, 12, 31)); }).ok());
    for (bool more = true; more;) more = core::deliver(db.engine(), ear).take();
    ASSERT_EQ(614U, heard.size());
    EXPECT_EQ(unit.id, heard[612].unit);
    EXPECT_EQ(Change::added, heard[612].change);
    EXPECT_EQ(Change::closed, heard[613].change);
    EXPECT_EQ(kalbar, heard[613].kanwil);
}

TEST_F(SeededOrg, FreeCodesAreFreeAndReadable)
{
    auto const code = [&](std::string_view name) {
        auto const found = look([&](View& view) { return free_code(view, name); });
        return found.ok() ? found.value() : std::string { code_of(found) };
    };
    EXPECT_EQ("org.bad_unit", code(""));
    EXPECT_EQ("org.bad_unit", code("1"));
    EXPECT_EQ("ENT", code("Entikong"));
    auto const pontianak_code = code("Pontianak");
    EXPECT_NE("PTK", pontianak_code);
    EXPECT_EQ('P', pontianak_code.front());
}

TEST_F(SeededOrg, ChangesAtOnceAllCountAndLeaveOneHistory)
{
    std::atomic<int> answered { 0 };
    constexpr int tries = 8;
    for (int i = 0; i < tries; ++i)
        db.engine().write_soon(
            [i](db::Tx& tx) -> Result<void> {
                Call call { tx, ditjen(), test::noon, Lang::id, "test" };
                auto const day = Day::from(2021, 6, 1);
                if (i % 2 == 0) return move_unit(call, pontianak, papua, day);
                return rename_unit(call, { pontianak, "Lapas Bersama", "IIA", day });
            },
            [&](Result<void> done) {
                EXPECT_TRUE(done.ok());
                ++answered;
            });
    while (answered < tries) std::this_thread::yield();
    auto const after = look([](View& view) {
                           return unit_on(view, pontianak, Day::from(2021, 6, 1));
                       }).take();
    EXPECT_EQ("Lapas Bersama", after.name) << "a move must not undo the renaming";
    EXPECT_EQ(papua, after.kanwil) << "nor a renaming the move";
    auto const before = look([](View& view) {
                            return unit_on(view, pontianak, Day::from(2021, 5, 31));
                        }).take();
    EXPECT_EQ("Lapas Kelas IIA Pontianak", before.name);
    EXPECT_EQ(kalbar, before.kanwil);
}

// ---- Activities ----

TEST_F(SeededOrg, AUnitHasOneStandardActivityAField)
{
    auto const standard = [&](UnitId id, Field field) {
        return run([&](Call& call) -> Result<Activity> {
                   return default_activity(call, TRY(reach(call.view(), id)), field);
               })
            .take();
    };
    auto const first = standard(pontianak, Field::manufaktur);
    EXPECT_EQ(first.id, standard(pontianak, Field::manufaktur).id);
    EXPECT_NE(first.id, standard(pontianak, Field::agribisnis).id);
    EXPECT_NE(first.id, standard(ketapang, Field::manufaktur).id);
    EXPECT_EQ(ContractType::own, first.contract);
    EXPECT_EQ("Manufaktur", first.name);
}

TEST_F(SeededOrg, AnActivityIsFoundByItsUnitOnly)
{
    auto const scope = [&](UnitId id) {
        return look([&](View& view) { return reach(view, id); }).take();
    };
    auto const here = scope(pontianak);
    auto const there = scope(ketapang);
    auto const add = [&](std::string name) {
        return run([&](Call& call) {
            Activity const wanted { {}, {}, name, Field::jasa, ContractType::partner_labour };
            return add_activity(call, here, wanted);
        });
    };
    EXPECT_EQ("org.bad_activity", code_of(add("")));
    auto const activity = add("Menjahit untuk mitra").take();
    EXPECT_EQ(pontianak, activity.unit);
    EXPECT_EQ("core.not_found",
              code_of(look([&](View& view) { return org::activity(view, there, activity.id); })));
    auto const seen = look([&](View& view) { return org::activity(view, here, activity.id); });
    EXPECT_EQ(ContractType::partner_labour, seen.value().contract);
    EXPECT_EQ(1U, look([&](View& view) { return activities(view, here); }).size());
}

// ---- Campaign ----

TEST_F(SeededOrg, CampaignsDoNotOverlap)
{
    auto const add = [&](std::string name, Day first, Day last) {
        Campaign const campaign { {}, name, first, last };
        return std::string { code_of(
            run([&](Call& call) { return add_campaign(call, campaign); })) };
    };
    auto const april = [](unsigned day) { return Day::from(2021, 4, day); };
    EXPECT_EQ("org.bad_campaign", add("", april(1), april(30)));
    EXPECT_EQ("org.bad_campaign", add("Kampanye", april(2), april(1)));
    EXPECT_EQ("org.bad_campaign", add("Kampanye", Day::from(1999, 1, 1), april(1)));
    EXPECT_EQ("ok", add("Kampanye 2021", april(5), april(27)));
    EXPECT_EQ("org.campaign_overlap", add("Lain", april(27), april(30)));
    EXPECT_EQ("org.campaign_overlap", add("Lain", april(1), april(5)));
    EXPECT_EQ("org.campaign_overlap", add("Lain", april(10), april(10)));
    EXPECT_EQ("org.campaign_overlap", add("Lain", april(1), april(30)));
    EXPECT_EQ("ok", add("Sehari sesudahnya", april(28), april(28)));
    EXPECT_EQ("ok", add("Sehari sebelumnya", april(4), april(4)));
    EXPECT_EQ(3U, look([](View& view) { return campaigns(view); }).size());
}

TEST_F(SeededOrg, ACampaignHoldsBothItsEdgeDays)
{
    Campaign const campaign { {}, "Kampanye 2021", Day::from(2021, 4, 5), Day::from(2021, 4, 27) };
    ASSERT_TRUE(run([&](Call& call) { return add_campaign(call, campaign); }).ok());
    auto const on = [&](Day day) {
        return look([&](View& view) { return current_campaign(view, day); }).has_value();
    };
    EXPECT_FALSE(on(Day::from(2021, 4, 4)));
    EXPECT_TRUE(on(Day::from(2021, 4, 5)));
    EXPECT_TRUE(on(Day::from(2021, 4, 27)));
    EXPECT_FALSE(on(Day::from(2021, 4, 28)));

    // 00.30 on the first day in Jayapura is the eve in Pontianak: each unit asks with its own day.
    auto const at = parse_time("2021-04-05T00:30:00+09:00").take();
    EXPECT_TRUE(on(day_in(Zone::wit, at)));
    EXPECT_FALSE(on(day_in(Zone::wita, at)));
    EXPECT_FALSE(on(day_in(Zone::wib, at)));
}

TEST_F(SeededOrg, OfManyAtOnceOneCampaignGetsTheDays)
{
    std::atomic<int> added { 0 };
    std::atomic<int> answered { 0 };
    constexpr int tries = 12;
    for (int i = 0; i < tries; ++i)
        db.engine().write_soon(
            [](db::Tx& tx) -> Result<void> {
                Call call { tx, ditjen(), test::noon, Lang::id, "test" };
                TRY(add_campaign(
                    call, { {}, "Kampanye", Day::from(2021, 4, 5), Day::from(2021, 4, 27) }));
                return {};
            },
            [&](Result<void> done) {
                added += done.ok() ? 1 : 0;
                ++answered;
            });
    while (answered < tries) std::this_thread::yield();
    EXPECT_EQ(1, added);
    EXPECT_EQ(1U, look([](View& view) { return campaigns(view); }).size());
}

} // namespace karya::org
