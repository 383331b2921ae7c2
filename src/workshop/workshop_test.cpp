// Facts, decrees, days, months, and the proof of them.

#include "core/audit.h"
#include "workshop/test_bench.h"
#include <algorithm>
#include <map>
#include <random>

namespace karya::workshop {
namespace {

using enum Presence;
Quantity const eight { 8'000 };

TEST_F(Bench, facts_that_cannot_be_are_refused_field_by_field)
{
    auto const known = run([&](Call& call) {
        return describe(call, unit(), activity,
                        { { .area = Quantity {}, .agreement = "PKS 1" }, { { "", 0 } } });
    });
    ASSERT_EQ(code_of(known), "workshop.bad_facts");
    EXPECT_EQ(known.error().fields.size(), 4U); // area, partner, name and count of the tool
    EXPECT_EQ(code_of(market.call(
                  market.cast.admin, noon,
                  [&](Call& call) { return describe(call, market.ambon(), activity, {}); })),
              "core.not_found");
}

TEST_F(Bench, facts_and_tools_are_replaced)
{
    Known const wanted { { .kind = "Roti",
                           .place = "Bengkel B",
                           .area = Quantity { 42'500 },
                           .capacity = 12,
                           .partner = "CV Contoh",
                           .agreement = "PKS 1",
                           .agreed_from = today(),
                           .agreed_to = today().next(365) },
                         { { "Oven", 2, ToolState::worn } } };
    for (auto const& known : { wanted, Known {}, wanted })
        ASSERT_TRUE(run([&](Call& call) { return describe(call, unit(), activity, known); }).ok());
    auto const found = look([&](View& view) { return known_of(view, unit(), activity); });
    EXPECT_EQ(found.facts.area, Quantity { 42'500 });
    EXPECT_EQ(found.facts.agreed_to, today().next(365));
    ASSERT_EQ(found.tools.size(), 1U);
    EXPECT_EQ(found.tools[0].state, ToolState::worn);
}

TEST_F(Bench, a_decree_needs_number_days_and_people)
{
    auto const refused = try_assign(
        { .number = " ", .dated = today().next(), .since = today(), .until = today().next(-1) });
    ASSERT_EQ(code_of(refused), "workshop.bad_decree");
    EXPECT_EQ(refused.error().fields.size(), 4U);
    auto const one = worker();
    NewDecree const wanted {
        .number = "SK 1", .dated = today(), .since = today(), .workers = { one }
    };
    ASSERT_EQ(code_of(try_assign(wanted)), "ok");
    EXPECT_EQ(code_of(try_assign(wanted)), "workshop.decree_taken");
    auto const left = worker();
    ASSERT_TRUE(run([&](Call& call) { return wbp::leave(call, unit(), left, today()); }).ok());
    auto gone = wanted;
    gone.number = "SK 2";
    gone.workers = { one, left };
    EXPECT_EQ(code_of(try_assign(gone)), "wbp.has_left");
}

TEST_F(Bench, a_decree_holds_from_its_first_to_its_last_day_which_only_comes_nearer)
{
    auto const one = worker();
    auto const decree = try_assign({ .number = "SK 1",
                                     .dated = today(),
                                     .since = today(),
                                     .until = today().next(5),
                                     .workers = { one, one } })
                            .take();
    EXPECT_EQ(decree.workers, 1);
    auto const there = [&](Day day) {
        return look([&](View& view) { return assigned_on(view, unit(), activity, day).size(); });
    };
    auto const end = [&](Day last) {
        return code_of(run([&](Call& call) { return end_decree(call, unit(), decree.id, last); }));
    };
    EXPECT_EQ(there(today().next(-1)), 0U);
    EXPECT_EQ(there(today().next(5)), 1U);
    EXPECT_EQ(there(today().next(6)), 0U);
    EXPECT_EQ(end(today().next(6)), "workshop.decree_over");
    EXPECT_EQ(end(today().next(-1)), "workshop.bad_decree");
    EXPECT_EQ(end(today()), "ok");
    EXPECT_EQ(there(today().next()), 0U);
}

TEST_F(Bench, who_left_is_on_no_later_sheet)
{
    auto const who = team(2);
    ASSERT_TRUE(
        run([&](Call& call) { return wbp::leave(call, unit(), who[0], today().next(-1)); }).ok());
    EXPECT_EQ(code_of(try_day({ .day = today(), .entries = { { who[0], present } } })),
              "workshop.not_assigned");
    EXPECT_EQ(code_of(try_day({ .day = today().next(-1), .entries = { { who[0], present } } })),
              "ok");
}

TEST_F(Bench, a_day_ahead_and_people_of_elsewhere_are_refused)
{
    auto const who = team(1);
    EXPECT_EQ(code_of(try_day({ .day = today().next(), .entries = { { who[0], present } } })),
              "workshop.bad_day");
    EXPECT_EQ(
        code_of(try_day({ .day = today(), .entries = { { who[0], present }, { worker() } } })),
        "workshop.not_assigned");
    EXPECT_TRUE(lines(today()).empty());
}

TEST_F(Bench, hours_and_pieces_are_for_who_was_there)
{
    auto const who = team(2);
    auto const refused = try_day({ .day = today(),
                                   .hours = Quantity { 25'000 },
                                   .entries = { { who[0], sick, eight, Quantity { 1 } },
                                                { who[1], present, {}, Quantity { -1 } } } });
    ASSERT_EQ(code_of(refused), "workshop.bad_line");
    EXPECT_EQ(refused.error().fields.size(), 4U);
    EXPECT_EQ(refused.error().fields[1].field, "entries.0.hours");
}

TEST_F(Bench, a_correction_is_a_new_line_with_its_reason)
{
    auto const who = team(2);
    DaySheet sheet { .day = today(),
                     .hours = eight,
                     .rate = Rupiah { 1'500 },
                     .entries = { { who[0], present, {}, Quantity { 10'500 } },
                                  { who[1], sick } } };
    EXPECT_EQ(try_day(sheet).take(), 2);
    EXPECT_EQ(try_day(sheet).take(), 0); // nothing changed: nothing written
    sheet.entries[1].presence = absent;
    EXPECT_EQ(code_of(try_day(sheet)), "workshop.reason_missing");
    sheet.reason = "salah ketuk";
    EXPECT_EQ(try_day(sheet).take(), 1);
    auto const all = lines(today());
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[1].presence, sick);
    EXPECT_EQ(all[2].presence, absent);
    EXPECT_EQ(all[2].reason, "salah ketuk");
    auto const last = last_of_each(all);
    ASSERT_EQ(last.size(), 2U);
    EXPECT_EQ(last[0].hours, eight);
    EXPECT_EQ(last[0].rate, Rupiah { 1'500 });
    EXPECT_EQ(last[1].rate, Rupiah {});
}

TEST_F(Bench, a_day_is_closed_after_a_week_but_for_the_head_with_a_reason)
{
    auto const who = team(1);
    DaySheet sheet { .day = today().next(-days_open), .entries = { { who[0], present } } };
    EXPECT_EQ(code_of(try_day(sheet)), "ok");
    sheet.day = today().next(-days_open - 1);
    EXPECT_EQ(code_of(try_day(sheet)), "workshop.day_closed");
    EXPECT_EQ(code_of(try_day(sheet, Hand::head)), "workshop.reason_missing");
    sheet.reason = "buku absen terlambat datang";
    EXPECT_EQ(code_of(try_day(sheet, Hand::head)), "ok");
}

TEST_F(Bench, marks_go_from_one_to_five_for_who_worked_in_that_month)
{
    auto const who = team(2);
    try_day({ .day = today(), .entries = { { who[0], present } } }).take();
    auto const first = Day::from(2021, 4, 1);
    auto const try_mark = [&](MarkSheet sheet) {
        sheet.activity = activity;
        return code_of(run([&](Call& call) { return mark(call, unit(), sheet); }));
    };
    EXPECT_EQ(try_mark({ {}, first.next(), {}, {} }), "workshop.bad_marks");
    EXPECT_EQ(try_mark({ {}, first, {}, { { who[0], 0, 6 } } }), "workshop.bad_marks");
    EXPECT_EQ(try_mark({ {}, first, {}, { { who[1], 3, 3 } } }), "workshop.not_assigned");
    EXPECT_EQ(try_mark({ {}, first, {}, { { who[0], 3, 4 } } }), "ok");
    EXPECT_EQ(try_mark({ {}, first, {}, { { who[0], 3, 5 } } }), "workshop.reason_missing");
    EXPECT_EQ(try_mark({ {}, first, "lebih rajin", { { who[0], 3, 5 } } }), "ok");
    auto const month = look([&](View& view) { return month_of(view, unit(), activity, today()); });
    ASSERT_EQ(month.size(), 1U);
    EXPECT_EQ(month[0].conduct, 5);
}

/// Random sheets beside a plain map of what each worker's day is by then.
TEST_F(Bench, any_history_adds_up_to_what_was_written_last)
{
    auto const seed = std::random_device {}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 engine { seed };
    auto const chance = [&](std::int64_t below) {
        return static_cast<std::int64_t>(engine()) % below;
    };
    auto const who = team(4);
    std::map<std::pair<Day, WorkerId>, DayLine> model;
    for (int i = 0; i < 60; ++i) {
        auto const day = today().next(-static_cast<int>(chance(5)));
        DaySheet sheet { .day = day,
                         .hours = Quantity { chance(9) * 1'000 },
                         .rate = Rupiah { chance(3) * 777 },
                         .reason = "uji" };
        for (auto const& one : who) {
            if (chance(2) == 0) continue;
            DayEntry entry { one, enum_values<Presence>().at(static_cast<std::size_t>(chance(4))) };
            if (entry.presence == present) entry.pieces = Quantity { chance(5) * 500 };
            sheet.entries.push_back(entry);
            DayLine line { .presence = entry.presence };
            if (entry.presence == present) {
                line.hours = sheet.hours;
                line.pieces = *entry.pieces;
                line.rate = line.pieces > Quantity {} ? sheet.rate : Rupiah {};
            }
            model[{ day, one }] = line;
        }
        ASSERT_EQ(code_of(try_day(sheet)), "ok");
    }
    auto const months = look([&](View& view) { return month_of(view, unit(), activity, today()); });
    auto const sums = look([&](View& view) { return sums_until(view, unit(), activity, today()); });
    for (auto const& one : who) {
        WorkerMonth sum;
        for (auto const& [key, line] : model) {
            if (key.second != one) continue;
            sum.present += line.presence == present ? 1 : 0;
            sum.hours = sum.hours + line.hours;
            sum.pieces = sum.pieces + line.pieces;
            sum.earned += amount_of(line.rate, line.pieces);
        }
        auto const found = std::ranges::find(months, one, &WorkerMonth::worker);
        ASSERT_NE(found, months.end());
        EXPECT_EQ(found->present, sum.present);
        EXPECT_EQ(found->hours, sum.hours);
        EXPECT_EQ(found->pieces, sum.pieces);
        EXPECT_EQ(found->earned, sum.earned);
        auto const until = std::ranges::find(sums, one, &WorkerMonth::worker);
        if (sum.present == 0) {
            EXPECT_EQ(until, sums.end());
            continue;
        }
        ASSERT_NE(until, sums.end());
        EXPECT_EQ(until->present, sum.present);
        EXPECT_EQ(until->hours, sum.hours);
        EXPECT_EQ(until->pieces, sum.pieces);
        EXPECT_EQ(until->earned, sum.earned);
    }
    EXPECT_EQ(look([](View& view) { return first_broken_day(view.read); }), std::nullopt);
}

TEST_F(Bench, the_most_that_days_earned_is_by_their_best_lines)
{
    auto const who = team(1);
    for (auto const pieces : { 3, 5, 2 })
        try_day({ .day = today(),
                  .rate = Rupiah { 1'000 },
                  .reason = "hitung ulang",
                  .entries = { { who[0], present, {}, Quantity::pieces(pieces) } } })
            .take();
    auto const most = [&](Day last) {
        return look(
            [&](View& view) { return most_earned(view.read, unit().unit(), activity, last); });
    };
    ASSERT_EQ(most(today()).size(), 1U);
    EXPECT_EQ(most(today())[0].amount, Rupiah { 5'000 });
    EXPECT_TRUE(most(today().next(-1)).empty());
}

TEST_F(Bench, verify_sees_a_day_that_was_changed_or_lost)
{
    static db::Query const change { "workshop_test.change",
                                    "UPDATE workshop_line SET hours = 1000 WHERE seq = 1" };
    static db::Query const drop { "workshop_test.drop", "DELETE FROM workshop_line" };
    auto const who = team(1);
    try_day({ .day = today(), .hours = eight, .entries = { { who[0], present } } }).take();
    auto const broken = [&] {
        return look([](View& view) { return first_broken_day(view.read); }).value_or("");
    };
    EXPECT_EQ(broken(), "");
    run([](Call& call) -> Result<int> { return call.tx.run(change), 1; }).take();
    EXPECT_NE(broken().find("knows it otherwise"), std::string::npos);
    run([](Call& call) -> Result<int> { return call.tx.run(drop), 1; }).take();
    EXPECT_NE(broken().find("is not there"), std::string::npos);
}

TEST_F(Bench, those_above_count_units_within_their_reach)
{
    team(3);
    auto const counted = [&](Role role, KanwilId kanwil) {
        Actor const actor { market.cast.admin.officer, "Uji", role, {}, kanwil };
        return market.view(actor, noon, [](View& view) { return counts(view); }).take();
    };
    auto const found = counted(Role::kanwil, market.cast.kalbar);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].assigned, 3);
    EXPECT_TRUE(counted(Role::kanwil, org::seed_kanwil_id("bali")).empty());
    EXPECT_EQ(counted(Role::ditjen, {}).size(), 1U);
}

TEST_F(Bench, tools_and_land_stand_idle_while_nobody_is_assigned)
{
    auto const idle = [&](Day day) {
        return look([&](View& view) { return idle_counts(view, day); });
    };
    EXPECT_TRUE(idle(today()).empty()) << "nothing is known of the activity";
    auto const known = run([&](Call& call) {
        return describe(call, unit(), activity,
                        { { .area = Quantity { 42'500 } }, { { "Oven", 2 }, { "Meja", 3 } } });
    });
    ASSERT_TRUE(known.ok());
    auto const found = idle(today());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].unit, unit().unit());
    EXPECT_EQ(found[0].activities, 1);
    EXPECT_EQ(found[0].tools, 5);
    EXPECT_EQ(found[0].area, Quantity { 42'500 });
    team(1);
    EXPECT_TRUE(idle(today()).empty());
    EXPECT_EQ(idle(today().next(-400)).size(), 1U) << "before the decree";
}

} // namespace
} // namespace karya::workshop
