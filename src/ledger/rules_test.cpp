// Split rules as dated data: R-03 and R-04.
#include "ledger/ledger.h"
#include "support/database.h"
#include <atomic>
#include <gtest/gtest.h>
#include <thread>

namespace karya::ledger {

namespace {

using org::ContractType;

Day const rule_day = Day::from(2021, 4, 26);
UnitId const ruled_unit = org::seed_unit_id("lapas-kelas-iia-pontianak");

SplitRule gross_rule(RuleKey key, Day from, std::optional<Day> to = {})
{
    return { .key = std::move(key),
             .valid_from = from,
             .valid_to = to,
             .base = Base::gross,
             .premi = { 4000 },
             .pnbp = { 1000 },
             .working_fund = { 5000 },
             .source = "SK Kalapas 1/2021" };
}

class Rules : public testing::Test {
protected:
    test::Database db;
    Actor const ditjen { OfficerId::make(test::noon), "Ditjen", Role::ditjen, {}, {} };
    org::Activity bakery;

    template<class Work>
    auto run(Work&& work)
    {
        return db.call(ditjen, test::noon, work);
    }
    void SetUp() override
    {
        auto const done = run([&](Call& call) -> Result<int> {
            org::load_seed(call);
            auto const scope = TRY(org::reach(call.view(), ruled_unit));
            bakery = org::default_activity(call, scope, org::Field::manufaktur);
            return 1;
        });
        ASSERT_TRUE(done.ok());
    }
    void seed()
    {
        ASSERT_TRUE(run([](Call& call) -> Result<int> {
                        TRY(load_seed(call));
                        return 1;
                    }).ok());
    }
    Result<SplitRule> add(SplitRule const& rule)
    {
        return run([&](Call& call) { return add_rule(call, rule); });
    }
    std::string end(RuleId id, Day last_day, Timestamp at = test::noon)
    {
        auto const done = db.call(ditjen, at, [&](Call& call) -> Result<int> {
            TRY(end_rule(call, id, last_day));
            return 1;
        });
        return done.ok() ? "" : std::string { done.error().code().id };
    }
    Result<SplitRule> in_force(Day day = rule_day, ContractType contract = ContractType::own)
    {
        return db.view(ditjen, test::noon, [&](View& view) -> Result<SplitRule> {
            auto const scope = TRY(org::reach(view, ruled_unit));
            return rule_in_force(view, scope, { bakery.id, contract, day });
        });
    }
    std::vector<SplitRule> active()
    {
        return db.view(ditjen, test::noon, [](View& view) { return active_rules(view); });
    }
};

} // namespace

TEST_F(Rules, R03_no_rule_names_the_key)
{
    auto const found = in_force();
    ASSERT_FALSE(found.ok());
    EXPECT_EQ(no_rule, found.error().code());
    EXPECT_EQ((std::pair<std::string, std::string> { "day", "26 April 2021" }),
              found.error().args.at(2));
    EXPECT_FALSE(found.error().args.at(0).second.empty());
}

TEST_F(Rules, Bad_rules_name_their_fields)
{
    struct Case {
        std::string field;
        std::function<void(SplitRule&)> spoil;
    };
    Case const cases[] {
        { "premi", [](SplitRule& rule) { rule.premi = { 4001 }; } },
        { "premi", [](SplitRule& rule) { rule.premi = { -1000 }, rule.pnbp = { 6000 }; } },
        { "premi", [](SplitRule& rule) { rule.premi = { INT64_MAX }; } },
        { "premi",
          [](SplitRule& rule) { rule.base = Base::wage, rule.wage_per_piece = Rupiah { 1 }; } },
        { "wage_per_piece", [](SplitRule& rule) { rule.wage_per_piece = Rupiah { 5 }; } },
        { "valid_to", [](SplitRule& rule) { rule.valid_to = rule_day.next(-1); } },
        { "source", [](SplitRule& rule) { rule.source = "  "; } },
        { "source", [](SplitRule& rule) { rule.source = std::string(501, 'a'); } },
        { "activity", [](SplitRule& rule) { rule.key.activity = ActivityId::make(test::noon); } },
    };
    for (auto const& [field, spoil] : cases) {
        auto rule = gross_rule({}, rule_day);
        spoil(rule);
        auto const added = add(rule);
        ASSERT_FALSE(added.ok()) << field;
        EXPECT_EQ(bad_rule, added.error().code());
        EXPECT_EQ(field, added.error().fields.at(0).field);
    }
    EXPECT_TRUE(active().empty());
}

TEST_F(Rules, A_rule_for_a_unit_or_activity_that_is_not_there_is_refused)
{
    EXPECT_EQ(not_found, add(gross_rule({ UnitId::make(test::noon) }, rule_day)).error().code());
    EXPECT_EQ(
        not_found,
        add(gross_rule({ ruled_unit, ActivityId::make(test::noon) }, rule_day)).error().code());
}

TEST_F(Rules, R03_two_rules_of_one_key_never_overlap)
{
    ASSERT_TRUE(add(gross_rule({}, rule_day, rule_day.next(9))).ok());
    std::pair<Day, std::optional<Day>> const overlapping[] {
        { rule_day.next(-5), {} },
        { rule_day.next(-5), rule_day },
        { rule_day.next(9), rule_day.next(20) },
        { rule_day.next(3), rule_day.next(4) },
    };
    for (auto const& [from, to] : overlapping) {
        auto const added = add(gross_rule({}, from, to));
        ASSERT_FALSE(added.ok());
        EXPECT_EQ(rule_overlap, added.error().code());
    }
    EXPECT_TRUE(add(gross_rule({}, rule_day.next(-5), rule_day.next(-1))).ok());
    EXPECT_EQ(3, add(gross_rule({}, rule_day.next(10))).value().version);
    EXPECT_TRUE(add(gross_rule({ ruled_unit }, rule_day)).ok()); // another key
}

TEST_F(Rules, R03_of_racing_rules_for_one_key_one_stands)
{
    std::atomic<int> added { 0 };
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t)
        threads.emplace_back([&] {
            if (add(gross_rule({}, rule_day)).ok()) ++added;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(1, added);
    EXPECT_EQ(1U, active().size());
}

TEST_F(Rules, R03_the_database_itself_refuses_an_overlap_and_a_changed_share)
{
    static db::Query const twin { db::Query::Unlisted {}, "test.twin", R"sql(
        INSERT INTO ledger_rule (id, key, version, valid_from, base, premi, pnbp, working_fund,
                                 other, wage_per_piece, source)
        SELECT $1, key, version + 1, valid_from + $2, base, premi, pnbp, working_fund, other,
               wage_per_piece, source FROM ledger_rule
    )sql" };
    static db::Query const change { db::Query::Unlisted {}, "test.change", R"sql(
        UPDATE ledger_rule SET premi = premi - 1, pnbp = pnbp + 1
    )sql" };
    auto const raw = [&](auto const& query, auto const&... args) {
        return db.engine()
            .write([&](db::Tx& tx) -> Result<void> {
                tx.run(query, args...);
                return {};
            })
            .ok();
    };
    ASSERT_TRUE(add(gross_rule({}, rule_day, rule_day.next(9))).ok());
    EXPECT_FALSE(raw(twin, "x", 9));
    EXPECT_FALSE(raw(change));
    EXPECT_TRUE(raw(twin, "x", 10)); // one day later it fits
}

TEST_F(Rules, R03_one_that_somebody_ended_by_hand_is_found)
{
    static db::Query const end { db::Query::Unlisted {}, "test.end", R"sql(
        UPDATE ledger_rule SET valid_to = $1
    )sql" };
    auto const found = [&] {
        auto const proof = [](db::Read& read) { return ledger::verify(read); };
        return db.engine().get<Verdict>(proof).take().first_broken;
    };
    auto const rule = add(gross_rule({}, rule_day)).value();
    EXPECT_EQ(found(), "");
    ASSERT_TRUE(db.engine()
                    .write([&](db::Tx& tx) -> Result<void> {
                        tx.run(end, rule_day);
                        return {};
                    })
                    .ok());
    EXPECT_EQ(found(), "ledger_rule " + rule.id.text() + ": the audit trail knows it otherwise");
}

TEST_F(Rules, R03_the_most_specific_rule_wins)
{
    auto const version = [&](RuleKey key) { return add(gross_rule(key, rule_day)).value().id; };
    auto const nation = version({});
    EXPECT_EQ(nation, in_force().value().id);
    auto const contract = version({ .contract = ContractType::own });
    EXPECT_EQ(contract, in_force().value().id);
    auto const unit = version({ .unit = ruled_unit });
    EXPECT_EQ(unit, in_force().value().id);
    auto const unit_contract = version({ .unit = ruled_unit, .contract = ContractType::own });
    EXPECT_EQ(unit_contract, in_force().value().id);
    auto const activity = version({ .unit = ruled_unit, .activity = bakery.id });
    EXPECT_EQ(activity, in_force().value().id);
    EXPECT_EQ(activity, in_force(rule_day, ContractType::service).value().id);
    EXPECT_FALSE(in_force(rule_day.next(-1)).ok());
}

TEST_F(Rules, R12_the_business_day_picks_the_version)
{
    auto const old = add(gross_rule({}, rule_day.next(-30), rule_day)).value();
    auto const fresh = add(gross_rule({}, rule_day.next())).value();
    EXPECT_EQ(old.id, in_force(rule_day).value().id);
    EXPECT_EQ(fresh.id, in_force(rule_day.next()).value().id);
    EXPECT_EQ(2, in_force(rule_day.next()).value().version);
}

TEST_F(Rules, R04_an_ended_rule_keeps_the_days_that_may_have_sold)
{
    auto const id = add(gross_rule({}, rule_day.next(-30))).value().id;
    EXPECT_EQ("ledger.rule_in_use", end(id, rule_day.next(-1)));
    EXPECT_EQ("", end(id, rule_day.next(4)));
    EXPECT_EQ("ledger.rule_in_use", end(id, rule_day.next(5))); // it may not grow again
    EXPECT_EQ("", end(id, rule_day));
    EXPECT_TRUE(in_force(rule_day).ok());
    EXPECT_FALSE(in_force(rule_day.next()).ok());
    EXPECT_EQ("core.not_found", end(RuleId::make(test::noon), rule_day));
}

TEST_F(Rules, R04_of_racing_last_days_each_is_earlier_than_the_one_before)
{
    constexpr int racing = 12;
    auto const id = add(gross_rule({}, rule_day.next(-30))).value().id;
    std::vector<std::string> said(racing);
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < racing; ++t)
            threads.emplace_back(
                [&, t] { said[static_cast<std::size_t>(t)] = end(id, rule_day.next(racing - t)); });
    }
    for (auto const& words : said)
        EXPECT_TRUE(words.empty() || words == "ledger.rule_in_use") << words;
    EXPECT_EQ("", said.back()) << "nobody sets an earlier day";
    EXPECT_EQ(rule_day.next(), active().at(0).valid_to);
}

TEST_F(Rules, R04_a_sale_under_way_at_midnight_keeps_its_rule)
{
    auto const id = add(gross_rule({}, rule_day.next(-30))).value().id;
    auto const midnight = start_of(rule_day.next(), Zone::wit);
    EXPECT_EQ("ledger.rule_in_use", end(id, rule_day, midnight - std::chrono::minutes { 10 }));
    EXPECT_EQ("", end(id, rule_day, midnight - std::chrono::minutes { 16 }));
}

TEST_F(Rules, The_seed_is_loaded_once_and_its_templates_split_nothing)
{
    seed();
    seed();
    auto const rule = in_force().value();
    EXPECT_EQ(Base::profit, rule.base);
    EXPECT_EQ(5000, rule.premi.value);
    EXPECT_EQ(1500, rule.pnbp.value);
    EXPECT_EQ(3500, rule.working_fund.value);
    EXPECT_EQ(1, rule.version);
    EXPECT_EQ(1U, active().size());
    auto const templates = db.view(ditjen, test::noon,
                                   [](View& view) { return rule_templates(view); });
    EXPECT_EQ(6U, templates.size());
    for (auto const& one : templates) EXPECT_EQ("core.not_found", end(one.id, rule_day));
}

TEST_F(Rules, R04_a_frozen_version_is_found_by_its_id_for_ever)
{
    auto const added = add(gross_rule({}, rule_day.next(-30))).value();
    ASSERT_EQ("", end(added.id, rule_day));
    auto const found = db.view(ditjen, test::noon,
                               [&](View& view) { return ledger::rule(view, added.id); });
    EXPECT_EQ(added.premi, found.value().premi);
    EXPECT_EQ(added.source, found.value().source);
}

} // namespace karya::ledger
