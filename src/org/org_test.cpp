#include "org/test_seeded.h"
#include <atomic>
#include <map>
#include <set>
#include <thread>

namespace karya::org {

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
    for (auto const& unit : look([](View& view) { return all_units(view); })) {
        auto const* province = province_of(unit.province);
        ASSERT_NE(nullptr, province) << unit.slug;
        EXPECT_EQ(province->zone, unit.zone) << unit.slug;
    }
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
    EXPECT_EQ("org.bad_activity", code_of(add("Menjahit untuk  Mitra"))) << "the same once more";
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
    auto const add = [&](std::string const& name, Day first, Day last) {
        Campaign const campaign { {}, name, first, last };
        return std::string { code_of(
            run([&](Call& call) { return add_campaign(call, campaign); })) };
    };
    auto const may = [](unsigned day) { return Day::from(2021, 5, day); };
    EXPECT_EQ("org.bad_campaign", add("", may(1), may(30)));
    EXPECT_EQ("org.bad_campaign", add("Kampanye", may(2), may(1)));
    EXPECT_EQ("org.bad_campaign", add("Kampanye", Day::from(1999, 1, 1), may(1)));
    EXPECT_EQ("ok", add("Kampanye 2021", may(5), may(27)));
    EXPECT_EQ("org.campaign_overlap", add("Lain", may(27), may(30)));
    EXPECT_EQ("org.campaign_overlap", add("Lain", may(1), may(5)));
    EXPECT_EQ("org.campaign_overlap", add("Lain", may(10), may(10)));
    EXPECT_EQ("org.campaign_overlap", add("Lain", may(1), may(30)));
    EXPECT_EQ("ok", add("Sehari sesudahnya", may(28), may(28)));
    EXPECT_EQ("ok", add("Sehari sebelumnya", may(4), may(4)));
    EXPECT_EQ(3U, look([](View& view) { return campaigns(view); }).size());
}

TEST_F(SeededOrg, ASlipInACampaignsYearIsRefused)
{
    auto const why = [&](Day first, Day last) {
        auto const added = run(
            [&](Call& call) { return add_campaign(call, { {}, "Kampanye", first, last }); });
        return added.ok() ? "ok" : added.error().fields.at(0).reason;
    };
    EXPECT_EQ("org.campaign_past", why(Day::from(2020, 12, 1), Day::from(2020, 12, 10)));
    EXPECT_EQ("org.campaign_far", why(Day::from(2062, 12, 1), Day::from(2062, 12, 10)));
    EXPECT_EQ("org.campaign_long", why(Day::from(2021, 12, 1), Day::from(2022, 12, 10)));
    EXPECT_EQ("ok", why(Day::from(2021, 4, 1), Day::from(2021, 4, 26)))
        << "one that runs already is written down late";
}

TEST_F(SeededOrg, ACampaignIsCorrectedUntilItIsOverAndDroppedUntilItBegins)
{
    // Of the country's days the one in Jayapura begins first: noon is 26 April everywhere.
    auto const day = [](unsigned month, unsigned d) { return Day::from(2021, month, d); };
    auto const add = [&](std::string const& name, Day first, Day last) {
        return run([&](Call& call) { return add_campaign(call, { {}, name, first, last }); })
            .take();
    };
    auto const correct = [&](Campaign const& now, Timestamp when = test::noon) {
        return std::string { code_of(
            run([&](Call& call) { return correct_campaign(call, now); }, when)) };
    };
    auto const drop = [&](CampaignId id) {
        return std::string { code_of(run([&](Call& call) { return drop_campaign(call, id); })) };
    };
    auto running = add("Pekan Kary", day(4, 20), day(4, 30));
    running.name = "Pekan Karya";
    running.last_day = day(5, 2);
    EXPECT_EQ("ok", correct(running));
    auto moved = running;
    moved.first_day = day(4, 21);
    EXPECT_EQ("org.bad_campaign", correct(moved)) << "its first days are counted already";
    EXPECT_EQ("org.campaign_began", drop(running.id));
    EXPECT_EQ("org.campaign_ended", correct(running, test::noon + std::chrono::hours { 24 * 30 }));

    auto ahead = add("Desember", day(12, 1), day(12, 10));
    ahead.first_day = day(5, 2);
    EXPECT_EQ("org.campaign_overlap", correct(ahead));
    ahead.first_day = day(4, 26);
    EXPECT_EQ("org.bad_campaign", correct(ahead)) << "today cannot be begun afterwards";
    ahead.first_day = day(11, 30);
    EXPECT_EQ("ok", correct(ahead));
    auto const kept = look([&](View& view) { return campaign(view, ahead.id); }).take();
    EXPECT_EQ(day(11, 30), kept.first_day);
    EXPECT_EQ("Pekan Karya",
              look([&](View& view) { return campaign(view, running.id); }).take().name);
    EXPECT_EQ("ok", drop(ahead.id));
    EXPECT_EQ("core.not_found", drop(ahead.id));
    EXPECT_EQ("core.not_found", correct(ahead));
    EXPECT_EQ(1U, look([](View& view) { return campaigns(view); }).size());
}

TEST_F(SeededOrg, ACampaignHoldsBothItsEdgeDays)
{
    Campaign const campaign { {}, "Kampanye 2021", Day::from(2021, 5, 5), Day::from(2021, 5, 27) };
    ASSERT_TRUE(run([&](Call& call) { return add_campaign(call, campaign); }).ok());
    auto const on = [&](Day day) {
        return look([&](View& view) { return current_campaign(view, day); }).has_value();
    };
    EXPECT_FALSE(on(Day::from(2021, 5, 4)));
    EXPECT_TRUE(on(Day::from(2021, 5, 5)));
    EXPECT_TRUE(on(Day::from(2021, 5, 27)));
    EXPECT_FALSE(on(Day::from(2021, 5, 28)));

    // 00.30 on the first day in Jayapura is the eve in Pontianak: each unit asks with its own day.
    auto const at = parse_time("2021-05-05T00:30:00+09:00").take();
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
                    call, { {}, "Kampanye", Day::from(2021, 5, 5), Day::from(2021, 5, 27) }));
                return {};
            },
            [&](Result<void> const& done) {
                added += done.ok() ? 1 : 0;
                ++answered;
            });
    while (answered < tries) std::this_thread::yield();
    EXPECT_EQ(1, added);
    EXPECT_EQ(1U, look([](View& view) { return campaigns(view); }).size());
}

} // namespace karya::org
