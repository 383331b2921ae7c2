// Split rules as dated data.
#include "base/embedded.h"
#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "ledger/ledger.h"
#include "ledger/store.h"
#include <algorithm>
#include <map>

namespace karya::ledger {

namespace {

constexpr std::size_t source_length_max = 500;
/// A sale may be dated ten minutes ahead, and one under way may be written after a rule has ended.
constexpr std::chrono::minutes sold_ahead { 15 };

std::string unit_key(UnitId unit) { return "unit:" + unit.text(); }
std::string contract_key(org::ContractType contract)
{
    return "contract:" + std::string { enum_text(contract) };
}
std::string activity_key(ActivityId activity) { return "activity:" + activity.text(); }

std::string key_text(RuleKey const& key)
{
    if (key.unit && key.activity) return unit_key(*key.unit) + "/" + activity_key(*key.activity);
    if (key.unit && key.contract) return unit_key(*key.unit) + "/" + contract_key(*key.contract);
    if (key.unit) return unit_key(*key.unit);
    if (key.contract) return contract_key(*key.contract);
    return "nation";
}

/// Field errors of what can be said without the database.
std::vector<FieldError> faults_of(SplitRule const& rule)
{
    std::vector<FieldError> faults;
    auto const refuse = [&](std::string field, std::string reason) {
        faults.push_back({ std::move(field), std::move(reason) });
    };
    BasisPoints const shares[] { rule.premi, rule.pnbp, rule.working_fund, rule.other };
    constexpr BasisPoints none {};
    constexpr BasisPoints whole { 10'000 };
    auto const in_range = [&](BasisPoints share) { return share >= none && share <= whole; };
    if (!std::ranges::all_of(shares, in_range)
        || rule.premi.value + rule.pnbp.value + rule.working_fund.value + rule.other.value
            != whole.value)
        refuse("premi", "ledger.shares_not_whole");
    if (rule.base == Base::wage && rule.premi != none) refuse("premi", "ledger.premi_beside_wage");
    if ((rule.base == Base::wage) != (rule.wage_per_piece > Rupiah {})
        || rule.wage_per_piece > Rupiah { Rupiah::amount_max })
        refuse("wage_per_piece", "ledger.wage_and_base");
    if (rule.valid_to && *rule.valid_to < rule.valid_from)
        refuse("valid_to", "ledger.days_out_of_order");
    if (trimmed(rule.source).empty() || rule.source.size() > source_length_max
        || !is_clean_utf8(rule.source))
        refuse("source", "ledger.source_needed");
    if (rule.key.activity && (!rule.key.unit || rule.key.contract))
        refuse("activity", "ledger.activity_alone");
    return faults;
}

Result<void> check_key(Call& call, RuleKey const& key)
{
    if (!key.unit) return {};
    auto const scope = TRY(org::reach(call.view(), *key.unit));
    if (key.activity) TRY(org::activity(call.view(), scope, *key.activity));
    return {};
}

/// A row of seed/rules.tsv: id, key (nation | template), from, to, base, the four shares, wage,
/// source, source in English.
constexpr std::size_t seed_columns = 12;

SplitRule seed_rule(std::vector<std::string_view> const& fields)
{
    CHECK(fields.size() == seed_columns);
    auto const number = [&](std::size_t place) {
        std::int64_t value {};
        CHECK(parse_integer(fields[place], value));
        return value;
    };
    auto const base = enum_from<Base>(fields[4]);
    CHECK(base.has_value());
    SplitRule rule { .id = RuleId::parse(fields[0]).take(),
                     .valid_from = Day::parse(fields[2]).take(),
                     .base = *base,
                     .premi = { number(5) },
                     .pnbp = { number(6) },
                     .working_fund = { number(7) },
                     .other = { number(8) },
                     .wage_per_piece = Rupiah { number(9) },
                     .source = std::string { fields[10] },
                     .active = fields[1] != store::template_key };
    if (!fields[3].empty()) rule.valid_to = Day::parse(fields[3]).take();
    CHECK(faults_of(rule).empty());
    return rule;
}

/// The rows of seed/rules.tsv, each in its columns.
std::vector<std::vector<std::string_view>> seed_rows()
{
    std::vector<std::vector<std::string_view>> rows;
    for (auto const line : fields_of(embedded::seed("ledger/rules.tsv"), '\n'))
        if (!line.empty() && !line.starts_with('#')) rows.push_back(fields_of(line, '\t'));
    return rows;
}

/// English words for what the seed brings, by the rule's id.
std::map<std::string, std::string, std::less<>> const& english_sources()
{
    static auto const sources = [] {
        std::map<std::string, std::string, std::less<>> made;
        for (auto const& fields : seed_rows()) made.emplace(fields.front(), fields.back());
        return made;
    }();
    return sources;
}

/// The unit of a question, with its code for the one who asked in vain.
struct Asked {
    UnitId unit {};
    std::string code {};
};

Result<SplitRule> find_rule(View const& view, Asked const& asked, RuleQuestion const& question)
{
    auto const unit = asked.unit;
    auto found = store::valid_rule(view.read,
                                   { key_text({ .unit = unit, .activity = question.activity }),
                                     key_text({ .unit = unit, .contract = question.contract }),
                                     key_text({ .unit = unit }),
                                     key_text({ .contract = question.contract }), key_text({}) },
                                   question.day);
    if (found) return std::move(*found);
    return Error { no_rule }
        .with("unit", asked.code)
        .with("contract", karya::text::of(view.lang, question.contract))
        .with("day", show(view.lang, question.day));
}

} // namespace

Result<SplitRule> rule_in_force(View const& view, org::UnitScope const& scope,
                                RuleQuestion const& question)
{
    return find_rule(view, { scope.unit(), scope.code() }, question);
}

Result<SplitRule> public_rule(View const& view, org::Unit const& unit, RuleQuestion const& question)
{
    return find_rule(view, { unit.id, unit.code }, question);
}

Source source_of(Lang lang, SplitRule const& rule)
{
    auto const found = english_sources().find(rule.id.text());
    if (lang == Lang::id || found == english_sources().end()) return { rule.source, Lang::id };
    return { found->second, Lang::en };
}

Result<SplitRule> rule(View const& view, RuleId id)
{
    auto found = store::rule(view.read, id);
    if (!found) return not_found;
    return std::move(*found);
}

std::vector<SplitRule> active_rules(View const& view)
{
    auto rules = store::rules(view.read);
    std::erase_if(rules, [](SplitRule const& rule) { return !rule.active; });
    return rules;
}

std::vector<SplitRule> rule_templates(View const& view)
{
    auto rules = store::rules(view.read);
    std::erase_if(rules, [](SplitRule const& rule) { return rule.active; });
    return rules;
}

Result<SplitRule> add_rule(Call& call, SplitRule const& rule)
{
    if (auto faults = faults_of(rule); !faults.empty()) {
        Error error { bad_rule };
        error.fields = std::move(faults);
        return error;
    }
    TRY(check_key(call, rule.key));

    auto const key = key_text(rule.key);
    auto added = rule;
    added.id = RuleId::make(call.now);
    added.active = true;
    added.version = store::take_version(call.tx, key); // locks the key
    if (auto const other = store::overlapping(call.tx, key, added))
        return Error { rule_overlap }
            .with("version", show(call.lang, other->version))
            .with("from", show(call.lang, other->valid_from));
    store::insert_rule(call.tx, key, added);
    call.tx.touch(std::string { rules_tag });
    core::audit(call,
                { .what = "ledger.add_rule",
                  .object = added.id.text(),
                  .after = json_text(added),
                  .unit = rule.key.unit.value_or(UnitId {}) });
    return added;
}

Result<void> end_rule(Call& call, RuleId id, Day last_day)
{
    auto const rule = store::locked_rule(call.tx, id);
    if (!rule || !rule->active) return not_found;
    // The nation's furthest day: a unit in WIT may already have sold on it.
    auto const earliest = std::max(rule->valid_from, day_in(Zone::wit, call.now + sold_ahead));
    if (last_day < earliest || (rule->valid_to && last_day > *rule->valid_to))
        return Error { rule_in_use }.with("earliest", show(call.lang, earliest));
    store::end_rule(call.tx, id, last_day);
    call.tx.touch(std::string { rules_tag });
    auto ended = *rule;
    ended.valid_to = last_day;
    core::audit(call,
                { .what = "ledger.end_rule",
                  .object = id.text(),
                  .before = json_text(*rule),
                  .after = json_text(ended),
                  .unit = rule->key.unit.value_or(UnitId {}) });
    return {};
}

Result<void> load_seed(Call& call)
{
    for (auto const& fields : seed_rows()) {
        auto rule = seed_rule(fields);
        if (store::rule(call.tx, rule.id)) continue;
        std::string const key { rule.active ? "nation" : store::template_key };
        rule.version = store::take_version(call.tx, key);
        store::insert_rule(call.tx, key, rule);
        core::audit(
            call,
            { .what = "ledger.load_rule", .object = rule.id.text(), .after = json_text(rule) });
    }
    return {};
}

} // namespace karya::ledger
