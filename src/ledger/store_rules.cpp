#include "db/proven.h"
#include "ledger/store.h"

namespace karya::ledger::store {

namespace {

struct RuleRow {
    RuleId id {};
    std::int64_t version {};
    std::optional<UnitId> unit {};
    std::optional<ActivityId> activity {};
    std::optional<org::ContractType> contract {};
    Day valid_from {};
    std::optional<Day> valid_to {};
    Base base {};
    BasisPoints premi {};
    BasisPoints pnbp {};
    BasisPoints working_fund {};
    BasisPoints other {};
    Rupiah wage_per_piece {};
    std::string source {};
    std::string key {};
};
BOOST_DESCRIBE_STRUCT(RuleRow, (),
                      (id, version, unit, activity, contract, valid_from, valid_to, base, premi,
                       pnbp, working_fund, other, wage_per_piece, source, key))

db::Query const next_version { "ledger.take_version", R"sql(
    INSERT INTO ledger_rule_key (key, versions) VALUES ($1, 1)
    ON CONFLICT (key) DO UPDATE SET versions = ledger_rule_key.versions + 1
    RETURNING versions
)sql" };
db::Query const add_rule { "ledger.insert_rule", R"sql(
    INSERT INTO ledger_rule (id, key, version, unit, activity, contract, valid_from, valid_to, base,
                             premi, pnbp, working_fund, other, wage_per_piece, source)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
)sql" };
db::Query const select_overlap { "ledger.overlapping_rule", R"sql(
    SELECT id, version, unit, activity, contract, valid_from, valid_to, base, premi, pnbp,
           working_fund, other, wage_per_piece, source, key
    FROM ledger_rule
    WHERE key = $1 AND (CAST($3 AS BIGINT) IS NULL OR valid_from <= $3)
      AND (valid_to IS NULL OR valid_to >= $2)
    ORDER BY valid_from LIMIT 1
)sql" };
db::Query const select_valid { "ledger.valid_rule", R"sql(
    SELECT id, version, unit, activity, contract, valid_from, valid_to, base, premi, pnbp,
           working_fund, other, wage_per_piece, source, key
    FROM ledger_rule
    WHERE key IN ($1, $2, $3, $4, $5) AND valid_from <= $6 AND (valid_to IS NULL OR valid_to >= $6)
    ORDER BY CASE key WHEN $1 THEN 1 WHEN $2 THEN 2 WHEN $3 THEN 3 WHEN $4 THEN 4 ELSE 5 END
    LIMIT 1
)sql" };
db::Query const select_rule { "ledger.rule", R"sql(
    SELECT id, version, unit, activity, contract, valid_from, valid_to, base, premi, pnbp,
           working_fund, other, wage_per_piece, source, key
    FROM ledger_rule WHERE id = $1
)sql" };
db::Query const lock_one { "ledger.lock_rule", R"sql(
    SELECT id FROM ledger_rule WHERE id = $1
)sql",
                           R"sql(
    SELECT id FROM ledger_rule WHERE id = $1 FOR UPDATE
)sql" };
db::Query const set_last_day { "ledger.end_rule", R"sql(
    UPDATE ledger_rule SET valid_to = $2 WHERE id = $1
)sql" };
db::Query const select_rules { "ledger.rules", R"sql(
    SELECT id, version, unit, activity, contract, valid_from, valid_to, base, premi, pnbp,
           working_fund, other, wage_per_piece, source, key
    FROM ledger_rule
    ORDER BY CASE key WHEN 'nation' THEN 0 ELSE 1 END, key, valid_from, version
)sql" };
db::Query const select_rules_after { "ledger.rules_after", R"sql(
    SELECT id, version, unit, activity, contract, valid_from, valid_to, base, premi, pnbp,
           working_fund, other, wage_per_piece, source, key
    FROM ledger_rule WHERE id > $1 ORDER BY id LIMIT 500
)sql" };

SplitRule rule_of(RuleRow const& row)
{
    return { .id = row.id,
             .version = row.version,
             .key = { row.unit, row.activity, row.contract },
             .valid_from = row.valid_from,
             .valid_to = row.valid_to,
             .base = row.base,
             .premi = row.premi,
             .pnbp = row.pnbp,
             .working_fund = row.working_fund,
             .other = row.other,
             .wage_per_piece = row.wage_per_piece,
             .source = row.source,
             .active = row.key != template_key };
}

std::optional<SplitRule> rule_of(std::optional<RuleRow> const& row)
{
    if (!row) return {};
    return rule_of(*row);
}

} // namespace

std::int64_t take_version(db::Tx& tx, std::string const& key)
{
    return tx.value<std::int64_t>(next_version, key);
}

void insert_rule(db::Tx& tx, std::string const& key, SplitRule const& rule)
{
    tx.run(add_rule, rule.id, key, rule.version, rule.key.unit, rule.key.activity,
           rule.key.contract, rule.valid_from, rule.valid_to, rule.base, rule.premi, rule.pnbp,
           rule.working_fund, rule.other, rule.wage_per_piece, rule.source);
}

std::optional<SplitRule> overlapping(db::Read& read, std::string const& key, SplitRule const& rule)
{
    return rule_of(read.one<RuleRow>(select_overlap, key, rule.valid_from, rule.valid_to));
}

std::optional<SplitRule> valid_rule(db::Read& read, std::array<std::string, 5> const& keys, Day day)
{
    return rule_of(
        read.one<RuleRow>(select_valid, keys[0], keys[1], keys[2], keys[3], keys[4], day));
}

std::optional<SplitRule> rule(db::Read& read, RuleId id)
{
    return rule_of(read.one<RuleRow>(select_rule, id));
}

std::optional<SplitRule> locked_rule(db::Tx& tx, RuleId id)
{
    // Two statements: the second sees what whoever held the lock has left.
    if (!tx.one<RuleId>(lock_one, id)) return {};
    return rule(tx, id);
}

void end_rule(db::Tx& tx, RuleId id, Day last_day)
{
    CHECK(tx.run(set_last_day, id, last_day) == 1);
}

std::vector<SplitRule> rules(db::Read& read)
{
    std::vector<SplitRule> rules;
    read.each<RuleRow>(select_rules, [&](RuleRow&& row) { rules.push_back(rule_of(row)); });
    return rules;
}

Result<std::vector<SplitRule>> proven_rules(db::Read& read)
{
    std::vector<SplitRule> rules;
    for (RuleId after;;) {
        auto const page = TRY(db::proven<RuleRow>(read, "ledger_rule", select_rules_after, after));
        if (page.empty()) return rules;
        for (auto const& row : page) rules.push_back(rule_of(row));
        after = page.back().id;
    }
}

} // namespace karya::ledger::store
