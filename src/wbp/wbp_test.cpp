// A person's stay, what is sealed, who reads it, and what erasing leaves.

#include "core/audit.h"
#include "support/cast.h"
#include "wbp/keys.h"
#include "wbp/wbp.h"
#include <gtest/gtest.h>

namespace karya::wbp {
namespace {

using test::noon;

/// The real units, and nobody there yet.
class Units : public test::Database {
public:
    Units() : Database(lay) { }
    org::UnitScope scope(UnitId unit)
    {
        return view(cast.admin, noon, [&](View& view) { return org::reach(view, unit); }).take();
    }
    test::Cast cast;

private:
    static void lay(Database& database)
    {
        database
            .call(test::Cast {}.admin, noon,
                  [](Call& call) -> Result<void> {
                      org::load_seed(call);
                      return {};
                  })
            .take();
    }
};

class WbpTest : public testing::Test {
protected:
    void SetUp() override { keep_key(std::string(32, 'k')); }
    org::UnitScope const& unit() { return pontianak; }
    Day today() { return unit().day(noon); }
    template<class Work>
    auto run(Work&& work, Timestamp when = noon)
    {
        return house.call(house.cast.wayan, when, work);
    }
    template<class Work>
    auto look(Work&& work, Timestamp when = noon)
    {
        return house.view(house.cast.wayan, when, work);
    }
    Result<Worker> try_add(Identity const& identity)
    {
        return run([&](Call& call) { return add(call, unit(), { identity, today() }); });
    }
    Worker added(std::string const& number = "BI 12/2020", std::string const& name = "Contoh Satu")
    {
        return try_add({ number, name }).take();
    }
    Result<ReadingId> try_read(ReadingWish const& wish)
    {
        return run([&](Call& call) { return read(call, unit(), wish); });
    }
    std::vector<Named> named_in(ReadingId reading, Timestamp when = noon)
    {
        return look([&](View& view) { return named(view, unit(), reading); }, when);
    }
    void let_go(Worker const& worker)
    {
        ASSERT_TRUE(run([&](Call& call) { return leave(call, unit(), worker.id, today()); }).ok());
    }
    template<class Answer>
    static std::string code_of(Answer const& answer)
    {
        return answer.ok() ? "ok" : std::string { answer.error().code().id };
    }
    /// Every text that stands in the tables of this module.
    std::string all_text()
    {
        static db::Query const workers { "wbp_test.workers", R"sql(
SELECT register_mark || sealed_register || sealed_name FROM wbp_worker WHERE erased_at IS NULL
)sql" };
        static db::Query const keys { "wbp_test.keys", "SELECT sealed_key FROM wbp_key" };
        return look([](View& view) {
            std::string all;
            for (auto const& text : view.read.all<std::string>(workers)) all += text;
            for (auto const& text : view.read.all<std::string>(keys)) all += text;
            return all;
        });
    }

    Units house;
    org::UnitScope pontianak { house.scope(house.cast.pontianak_id) };
};

TEST_F(WbpTest, what_is_empty_or_ahead_is_refused)
{
    auto const refused = try_add({ "  ", "" });
    ASSERT_EQ(code_of(refused), "wbp.bad_worker");
    EXPECT_EQ(refused.error().fields.size(), 2U);
    EXPECT_EQ(code_of(run([&](Call& call) {
                  return add(call, unit(), { { "A 1", "Contoh" }, today().next() });
              })),
              "wbp.bad_day");
    EXPECT_TRUE(look([&](View& view) { return workers(view, unit(), Who::everybody); }).empty());
}

TEST_F(WbpTest, one_register_number_is_one_person_however_it_is_spaced)
{
    auto const first = added("BI 12/2020");
    EXPECT_EQ(first.n, 1);
    EXPECT_EQ(number_of(unit(), first.n), "PTK-WBP-1");
    auto const again = try_add({ "bi12/2020", "Orang Lain" });
    ASSERT_EQ(code_of(again), "wbp.register_taken");
    EXPECT_EQ(again.error().args.front().second, "PTK-WBP-1");
    EXPECT_EQ(added("BI 13/2020").n, 2); // a refused one leaves no gap
}

TEST_F(WbpTest, neither_name_nor_number_stands_in_the_database)
{
    added("BI 12/2020", "Contoh Satu");
    auto const all = all_text();
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(all.find("Contoh"), std::string::npos);
    EXPECT_EQ(all.find("12/2020"), std::string::npos);
}

TEST_F(WbpTest, two_of_one_name_are_sealed_apart_and_boxes_cannot_be_swapped)
{
    auto const one = added("A 1", "Contoh");
    auto const two = added("A 2", "Contoh");
    auto const key = new_key(one.id);
    auto const box = sealed(one.id, key, { "A 1", "Contoh" });
    EXPECT_NE(box.sealed_name, sealed(one.id, key, { "A 1", "Contoh" }).sealed_name);
    EXPECT_EQ(opened(one.id, key, box)->name, "Contoh");
    EXPECT_FALSE(opened(two.id, key, box));
    EXPECT_FALSE(opened(one.id, new_key(one.id), box));
}

TEST_F(WbpTest, reading_needs_a_purpose_is_noted_by_person_and_ends)
{
    auto const one = added("A 1", "Contoh Satu");
    auto const two = added("A 2", "Contoh Dua");
    EXPECT_EQ(code_of(try_read({ .purpose = "  " })), "wbp.purpose_missing");
    EXPECT_EQ(code_of(try_read({ .register_number = "Z 9", .purpose = "uji" })), "wbp.nobody");
    EXPECT_EQ(code_of(try_read({ .workers = std::vector<WorkerId> {}, .purpose = "uji" })),
              "wbp.nobody")
        << "an empty sheet is not everybody";
    auto const reading = try_read({ .purpose = "daftar hadir" }).take();
    auto const names = named_in(reading);
    ASSERT_EQ(names.size(), 2U);
    EXPECT_EQ(names[0].identity.name, "Contoh Satu");
    EXPECT_EQ(names[1].worker, two.id);

    auto const deeds = look(
        [&](View& view) { return core::trail_of(view.read, unit().unit(), {}, 10); });
    EXPECT_EQ(std::ranges::count(deeds, "wbp.read", &core::NotedDeed::what), 2);
    auto const lines = look([&](View& view) { return readers_of(view, unit(), one.id); });
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].purpose, "daftar hadir");
    EXPECT_EQ(lines[0].at, noon) << "when it was opened, not when it closes again";

    EXPECT_TRUE(named_in(reading, noon + std::chrono::minutes { 15 }).empty());
    auto const others = house.view(house.cast.sari, noon,
                                   [&](View& view) { return named(view, unit(), reading); });
    EXPECT_TRUE(others.empty()); // it was not he who asked
}

TEST_F(WbpTest, one_is_found_by_his_register_number_alone)
{
    added("A 1", "Contoh Satu");
    added("A 2", "Contoh Dua");
    auto const reading = try_read({ .register_number = " a2 ", .purpose = "cari" }).take();
    auto const names = named_in(reading);
    ASSERT_EQ(names.size(), 1U);
    EXPECT_EQ(names[0].identity.name, "Contoh Dua");
}

TEST_F(WbpTest, erasing_destroys_the_key_and_keeps_the_number)
{
    auto const worker = added("A 1", "Contoh Satu");
    auto const reading = try_read({ .purpose = "uji" }).take();
    auto const try_erase = [&] {
        return run([&](Call& call) { return erase(call, unit(), worker.id); });
    };
    EXPECT_EQ(code_of(try_erase()), "wbp.is_here");
    let_go(worker);
    ASSERT_EQ(code_of(try_erase()), "ok");
    EXPECT_EQ(code_of(try_erase()), "wbp.is_erased");
    EXPECT_TRUE(named_in(reading).empty());
    EXPECT_EQ(all_text(), "");
    auto const left = look([&](View& view) { return wbp::worker(view, unit(), worker.id); }).take();
    EXPECT_EQ(left.n, 1);
    EXPECT_TRUE(left.erased_at);
    EXPECT_EQ(code_of(try_read({ .workers = std::vector { worker.id }, .purpose = "uji" })),
              "wbp.is_erased");
    EXPECT_EQ(added("A 1").n, 2); // nobody can tell that it is the same
}

TEST_F(WbpTest, who_left_returns_under_his_number)
{
    auto const worker = added("A 1");
    auto const back = [&] {
        return run([&](Call& call) { return come_back(call, unit(), worker.id); });
    };
    EXPECT_EQ(code_of(back()), "wbp.is_here");
    EXPECT_EQ(
        code_of(run([&](Call& call) { return leave(call, unit(), worker.id, today().next(-1)); })),
        "wbp.bad_day");
    let_go(worker);
    EXPECT_TRUE(look([&](View& view) { return workers(view, unit(), Who::here); }).empty());
    EXPECT_EQ(code_of(back()), "ok");
    EXPECT_EQ(look([&](View& view) { return workers(view, unit(), Who::here); }).size(), 1U);
}

TEST_F(WbpTest, a_consent_stands_once_until_it_is_taken_back)
{
    auto const worker = added("A 1");
    NewConsent const wanted { worker.id, Purpose::story, "SP-7", today() };
    auto const give = [&](NewConsent const& what) {
        return run([&](Call& call) { return give_consent(call, unit(), what); });
    };
    auto const revoke = [&] {
        return run(
            [&](Call& call) { return revoke_consent(call, unit(), worker.id, Purpose::story); });
    };
    auto const stands = [&](Purpose purpose) {
        return look([&](View& view) { return agrees(view, unit(), worker.id, purpose); });
    };
    EXPECT_EQ(code_of(give({ worker.id, Purpose::story, " ", today() })), "wbp.bad_consent");
    EXPECT_EQ(code_of(revoke()), "wbp.no_consent");
    ASSERT_EQ(code_of(give(wanted)), "ok");
    EXPECT_EQ(code_of(give(wanted)), "wbp.consent_open");
    EXPECT_TRUE(stands(Purpose::story));
    EXPECT_FALSE(stands(Purpose::photo));
    ASSERT_EQ(code_of(revoke()), "ok");
    EXPECT_FALSE(stands(Purpose::story));
    EXPECT_EQ(code_of(give(wanted)), "ok");
    EXPECT_EQ(look([&](View& view) { return consents(view, unit(), worker.id); }).size(), 2U);
}

TEST_F(WbpTest, for_children_of_an_lpka_there_is_no_consent)
{
    auto const lpka = look([](View& view) -> std::optional<UnitId> {
        for (auto const& unit : org::all_units(view))
            if (unit.kind == org::UnitKind::lpka) return unit.id;
        return {};
    });
    ASSERT_TRUE(lpka);
    auto const there = house.scope(*lpka);
    auto const worker = house
                            .call(house.cast.admin, noon,
                                  [&](Call& call) {
                                      return add(call, there,
                                                 { { "A 1", "Contoh" }, there.day(noon) });
                                  })
                            .take();
    EXPECT_TRUE(worker.child);
    auto const given = house.call(house.cast.admin, noon, [&](Call& call) {
        return give_consent(call, there, { worker.id, Purpose::story, "SP-1", there.day(noon) });
    });
    EXPECT_EQ(code_of(given), "wbp.child");
}

TEST_F(WbpTest, another_units_person_does_not_exist)
{
    auto const worker = added("A 1");
    auto const ambon = house.scope(house.cast.ambon_id);
    EXPECT_EQ(code_of(house.call(house.cast.admin, noon,
                                 [&](Call& call) {
                                     return read(call, ambon,
                                                 { .workers = std::vector { worker.id },
                                                   .purpose = "uji" });
                                 })),
              "core.not_found");
    EXPECT_EQ(code_of(look([&](View& view) { return wbp::worker(view, ambon, worker.id); })),
              "core.not_found");
    auto const reading = try_read({ .purpose = "uji" }).take();
    EXPECT_TRUE(look([&](View& view) { return named(view, ambon, reading); }).empty());
}

} // namespace
} // namespace karya::wbp
