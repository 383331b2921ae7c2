#include "production/check.h"
#include "base/text.h"
#include "ledger/ledger.h"
#include "production/state.h"
#include <algorithm>

namespace karya::production {

namespace {

constexpr std::size_t text_max = 120;
constexpr int days_back = 366;

bool is_line(std::string_view text)
{
    return code_points(text) <= text_max && is_clean_utf8(text)
        && text.find('\n') == std::string_view::npos;
}

void check_quantity(Error& error, Quantity quantity, Goods const& goods, char const* field)
{
    constexpr Quantity most { 1'000'000'000 };
    if (quantity < Quantity {} || quantity > most)
        error.fields.push_back({ field, "base.bad_quantity" });
    else if (goods.variant.whole_only && !catalogue::is_whole(quantity))
        error.fields.push_back({ field, "production.whole_only" });
}

void check_costs(Error& error, std::vector<CostLine> const& costs)
{
    constexpr std::int64_t amount_max = 1'000'000'000'000; // sixty of them stay within a Rupiah
    for (std::size_t i = 0; i < costs.size(); ++i) {
        auto const field = "costs." + std::to_string(i) + ".";
        auto const& line = costs[i];
        if (line.name.empty()) error.fields.push_back({ field + "name", "production.empty" });
        if (!is_line(line.name)) error.fields.push_back({ field + "name", "production.too_long" });
        if (!is_line(line.measure))
            error.fields.push_back({ field + "measure", "production.too_long" });
        if (line.quantity
            && (*line.quantity <= Quantity {}
                || line.quantity->thousandths() > Quantity::thousandths_max))
            error.fields.push_back({ field + "quantity", "base.bad_quantity" });
        if (line.amount < Rupiah {} || line.amount.amount() > amount_max)
            error.fields.push_back({ field + "amount", "base.bad_amount" });
    }
    if (costs.size() > costs_max) error.fields.push_back({ "costs", "production.too_many" });
}

/// Says what is missing of the output, or too much.
void check_sum(Error& error, Lang lang, BatchDraft const& draft)
{
    auto const sum = sum_of(draft.uses);
    if (sum == draft.output) return;
    bool const less = sum < draft.output;
    auto const difference = less ? draft.output - sum : sum - draft.output;
    error.fields.push_back({ "output",
                             less ? "production.uses_missing" : "production.uses_too_many",
                             { { "difference", show(lang, difference) } } });
}

} // namespace

Result<Goods> goods_of(View const& view, org::UnitScope const& scope, VariantId id)
{
    auto const named = TRY(catalogue::goods_name(view, scope, id.text()));
    Goods found { .product = TRY(catalogue::product(view, scope, named.product)),
                  .label = named.name };
    auto const variant = std::ranges::find(found.product.variants, id, &catalogue::Variant::id);
    if (variant == found.product.variants.end()) return not_found;
    found.variant = *variant;
    return found;
}

Result<void> check(Call const& call, BatchDraft const& draft, Goods const& goods, Standing stands)
{
    auto const today = stands.today;
    Error error { bad_batch };
    if (draft.day > today) error.fields.push_back({ "day", "production.ahead" });
    if (draft.day < today.next(-days_back) && draft.day != stands.day)
        error.fields.push_back({ "day", "production.long_ago" });
    check_quantity(error, draft.uses.for_sale, goods, "for_sale");
    check_quantity(error, draft.uses.kitchen, goods, "kitchen");
    check_quantity(error, draft.uses.social_aid, goods, "social_aid");
    check_quantity(error, draft.uses.own_use, goods, "own_use");
    check_quantity(error, draft.uses.spoiled, goods, "spoiled");
    check_quantity(error, draft.output, goods, "output");
    if (error.fields.empty() && draft.output == Quantity {} && !stands.day)
        error.fields.push_back({ "output", "production.nothing_made" });
    if (error.fields.empty()) check_sum(error, call.lang, draft);
    check_costs(error, draft.costs);
    if (!is_line(draft.note)) error.fields.push_back({ "note", "production.too_long" });
    if (!error.fields.empty()) return error;
    return {};
}

Result<std::string> checked_reason(std::string_view reason)
{
    auto const text = trimmed(reason);
    if (text.empty() || code_points(text) > text_max || !is_clean_utf8(text)
        || text.find('\n') != std::string_view::npos)
        return Error { reason_missing }.at("reason", "production.reason_missing");
    return std::string { text };
}

Day open_day(View const& view, org::UnitScope const& scope, Day day)
{
    auto const closed = ledger::closed_periods(view, scope); // the newest first
    if (closed.empty()) return day;
    auto const last = closed.front().month.calendar();
    auto const next = std::chrono::year_month { last.year(), last.month() }
        + std::chrono::months { 1 };
    return std::max(day, Day { std::chrono::sys_days { next / 1 } });
}

} // namespace karya::production
