#include "core/outbox.h"
#include "org/test_seeded.h"
#include <atomic>
#include <thread>

namespace karya::org {

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
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.province = "60"; }));
    EXPECT_EQ("org.bad_unit", add([](Unit& unit) { unit.zone = Zone::wit; }))
        << "the zone is the province's";
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

TEST_F(SeededOrg, NothingRewritesThePast)
{
    auto const today = Day::from(2021, 4, 26);
    auto const rename = [&](UnitId id, Day from, Timestamp now = test::noon) {
        Renaming const renaming { id, "Lapas Lain", "", from };
        auto const work = [&](Call& call) { return rename_unit(call, renaming); };
        return std::string { code_of(run(work, now)) };
    };
    auto const yesterday = today.next(-1);
    EXPECT_EQ("org.change_too_early", rename(pontianak, yesterday));
    EXPECT_EQ("org.change_too_early", code_of(run([&](Call& call) {
                  return move_unit(call, pontianak, papua, yesterday);
              })));
    EXPECT_EQ("org.change_too_early",
              code_of(run([&](Call& call) { return close_unit(call, pontianak, yesterday); })));
    EXPECT_EQ("ok", rename(pontianak, today)) << "today is still to be told";
    // Half past midnight in Jayapura: there the 26th has passed, in Ketapang it has not.
    auto const night = parse_time("2021-04-27T00:30:00+09:00").take();
    EXPECT_EQ("org.change_too_early", rename(abepura, today, night));
    EXPECT_EQ("ok", rename(ketapang, today, night));
}

TEST_F(SeededOrg, WhatIsStillToComeMayBeTakenBack)
{
    auto const withdraw = [&](UnitId id, Timestamp now = test::noon) {
        auto const work = [&](Call& call) { return withdraw_coming(call, id); };
        return std::string { code_of(run(work, now)) };
    };
    EXPECT_EQ("core.not_found", withdraw(UnitId::make(test::noon)));
    EXPECT_EQ("org.nothing_coming", withdraw(pontianak)) << "the first version stays";
    auto const day = Day::from(2021, 6, 1);
    auto const rename = [&](std::string name, Day from) {
        Renaming const renaming { pontianak, std::move(name), "", from };
        return run([&](Call& call) { return rename_unit(call, renaming); }).ok();
    };
    ASSERT_TRUE(rename("Lapas Hari Ini", Day::from(2021, 4, 26)));
    EXPECT_EQ("org.nothing_coming", withdraw(pontianak)) << "it holds already";
    ASSERT_TRUE(rename("Lapas Juni", day));
    auto const later = start_of(day, Zone::wib);
    EXPECT_EQ("org.nothing_coming", withdraw(pontianak, later)) << "its day has come";
    EXPECT_EQ("ok", withdraw(pontianak));
    auto const name = look([&](View& view) { return unit_on(view, pontianak, day); }).take().name;
    EXPECT_EQ("Lapas Hari Ini", name);
    EXPECT_TRUE(look([](View& view) { return coming_changes(view); }).empty());

    ASSERT_TRUE(run([&](Call& call) { return close_unit(call, pontianak, day); }).ok());
    EXPECT_EQ("org.nothing_coming", withdraw(pontianak, start_of(day.next(), Zone::wib)));
    EXPECT_EQ("ok", withdraw(pontianak, later)) << "through its last day";
    auto const scope = db.view(at_unit(pontianak), later, [](View& view) { return own(view); });
    EXPECT_TRUE(scope.value().open_on(day.next()).ok());
    EXPECT_EQ("org.nothing_coming", withdraw(pontianak));
}

TEST_F(SeededOrg, TheHistoryTellsWhatWhenAndWho)
{
    auto const from = Day::from(2021, 6, 1);
    EXPECT_TRUE(look([](View& view) { return history(view, UnitId::make(test::noon)); }).empty());
    ASSERT_TRUE(run([&](Call& call) {
                    return rename_unit(call, { pontianak, "Lapas Khatulistiwa", "I", from });
                }).ok());
    ASSERT_TRUE(run([&](Call& call) { return close_unit(call, pontianak, from.next(30)); }).ok());
    auto const told = look([](View& view) { return history(view, pontianak); });
    ASSERT_EQ(2U, told.size());
    EXPECT_EQ("Lapas Khatulistiwa", told[0].name);
    EXPECT_EQ("I", told[0].unit_class);
    EXPECT_EQ(from, told[0].from);
    EXPECT_FALSE(told[0].until);
    EXPECT_EQ(test::noon, told[0].noted_at);
    EXPECT_EQ(Role::ditjen, told[0].noted_by);
    EXPECT_EQ("Lapas Kelas IIA Pontianak", told[1].name);
    EXPECT_EQ(from.next(-1), told[1].until);
    EXPECT_FALSE(told[1].noted_at) << "the seed was noted by nobody";
    EXPECT_EQ(Role::ditjen,
              look([](View& view) { return closing_note(view, pontianak); }).noted_by);

    auto const state = [&](Day day) {
        return state_on(look([](View& view) { return unit(view, pontianak); }).take(), day);
    };
    EXPECT_EQ(UnitState::coming, state(Day::from(1969, 12, 31)));
    EXPECT_EQ(UnitState::closing, state(from.next(30)));
    EXPECT_EQ(UnitState::closed, state(from.next(31)));
    EXPECT_EQ(612U,
              look([](View& view) { return every_unit(view); }, start_of(from.next(31), Zone::wib))
                  .size())
        << "the register keeps the closed ones";
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
    EXPECT_EQ("org.change_too_early", close(pontianak, Day::from(2021, 4, 25)));
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

    // When its last day is over, the closing is told once more, and only once.
    auto const over = start_of(Day::from(2022, 1, 1), Zone::wib);
    auto const tell_at = [&](Timestamp now) {
        EXPECT_TRUE(run([](Call& call) { return tell_due_changes(call); }, now).ok());
        for (bool more = true; more;) more = core::deliver(db.engine(), ear).take();
    };
    auto const eve = over - std::chrono::seconds { 1 };
    EXPECT_FALSE(look([](View& view) { return has_due_changes(view); }, eve));
    tell_at(eve);
    EXPECT_EQ(614U, heard.size());
    EXPECT_TRUE(look([](View& view) { return has_due_changes(view); }, over));
    tell_at(over);
    tell_at(over);
    ASSERT_EQ(615U, heard.size());
    EXPECT_EQ(Change::closed, heard[614].change);
    EXPECT_EQ("2021-12-31", heard[614].from.text());
}

TEST_F(SeededOrg, ANewUnitStandsWhereItsRegencyDoes)
{
    auto const placed = [&](std::string name, std::string regency, std::string code) {
        auto wanted = new_unit();
        wanted.name = std::move(name);
        wanted.regency = std::move(regency);
        wanted.code = std::move(code);
        wanted.lat = wanted.lng = 0;
        return run([&](Call& call) { return add_unit(call, wanted); }).take();
    };
    auto const home = look([](View& view) { return unit(view, pontianak); }).take();
    auto const near = placed("Lapas Kelas III Siantan", "Kota Pontianak", "STN");
    EXPECT_EQ(home.lat, near.lat);
    EXPECT_EQ(home.lng, near.lng);
    auto const far = placed("Lapas Kelas III Antah", "Kabupaten Antah Berantah", "ANT");
    EXPECT_NE(0, far.lng) << "somewhere in its province";
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

    auto const wished = [&](UnitKind kind, UnitCategory category) {
        return look([&](View& view) {
                   return free_code(view, CodeWish { "Entikong", kind, category });
               })
            .take();
    };
    EXPECT_EQ("ENT", wished(UnitKind::lapas, UnitCategory::umum));
    EXPECT_EQ("RENT", wished(UnitKind::rutan, UnitCategory::umum));
    EXPECT_EQ("WENT", wished(UnitKind::rutan, UnitCategory::perempuan));
    EXPECT_EQ("NENT", wished(UnitKind::lapas, UnitCategory::narkotika));
    EXPECT_EQ("AENT", wished(UnitKind::lpka, UnitCategory::anak));
    EXPECT_EQ("BENT", wished(UnitKind::bapas, UnitCategory::umum));
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
            [&](Result<void> const& done) {
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

} // namespace karya::org
