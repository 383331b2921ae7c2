// One sale against itself and the rule it froze: what it says must follow from what it keeps.

#include "sales/proof.h"
#include "sales/state.h"
#include <algorithm>

namespace karya::sales::proof {

ledger::SplitRule const* Rules::find(RuleId id)
{
    auto known = m_known.find(id);
    if (known == m_known.end()) {
        auto found = ledger::rule({ m_read, {}, {} }, id);
        std::optional<ledger::SplitRule> rule;
        if (found.ok()) rule = found.take();
        known = m_known.emplace(id, std::move(rule)).first;
    }
    return known->second ? &*known->second : nullptr;
}

namespace {

std::string where(ToldSale const& told, Line const& line)
{
    return told.sale.number + " line " + std::to_string(line.n);
}

std::string series_of(Home const& home, ToldSale const& told)
{
    return home.code + "-" + told.series + "-";
}

Finding broken_head(Home const& home, ToldSale const& told)
{
    auto const& sale = told.sale;
    auto const number = series_of(home, told) + std::to_string(told.n);
    if (sale.number != number) return sale.number + ": its number should be " + number;
    auto const day = day_in(home.zone, sale.sold_at);
    if (sale.day != day)
        return number + ": its day is " + sale.day.text() + ", but it was sold on " + day.text();
    if (sale.state == SaleState::voided && !told.refunds.empty())
        return number + ": both voided and refunded";
    return {};
}

/// R-03 and R-04 as far as a frozen version tells it.
bool applies(ledger::SplitRule const& rule, Sale const& sale, Line const& line)
{
    return rule.active && rule.valid_from <= sale.day
        && rule.key.unit.value_or(sale.unit) == sale.unit
        && rule.key.activity.value_or(line.activity) == line.activity;
}

/// What is wrong with a line as it was sold.
Finding broken_line(ToldSale const& told, Line const& line, ledger::SplitRule const* rule)
{
    if (!rule) return "the rule that split it does not exist";
    if (!applies(*rule, told.sale, line)) return "the rule that split it is another's";
    if (amount_of(line.price, line.quantity) - line.discount != line.amount)
        return "its amount is not price × quantity less discount";
    if (line.parts != ledger::parts_of(*rule, sold_line(line)))
        return "its parts are not those of its rule";
    return {};
}

/// A line with what the refunds so far have left of it.
struct Leaving {
    Line const* line { nullptr };
    ledger::SplitRule const* rule { nullptr };
    ledger::LeftOfLine left {};
};

/// What a refund left of a line. How much of it was a refund by amount is not kept, but follows:
/// what was paid back beyond the goods.
std::optional<ledger::LeftOfLine> left_after(Leaving const& leaving, RefundedLine const& back)
{
    auto const line = sold_line(*leaving.line);
    auto const& before = leaving.left;
    if (back.quantity < Quantity {} || back.quantity > before.quantity) return {};
    ledger::LeftOfLine after { before.quantity - back.quantity, before.rebate };
    auto const rest = ledger::remaining_amount(line, after);
    auto const for_goods = ledger::remaining_amount(line, before) - rest;
    auto const beyond = back.amount - for_goods;
    if (beyond < Rupiah {} || beyond > rest) return {};
    after.rebate += beyond;
    return after;
}

std::int64_t number_in(Refund const& refund, std::string const& start)
{
    std::int64_t n = 0;
    if (!refund.number.starts_with(start)
        || !parse_integer(std::string_view { refund.number }.substr(start.size()), n))
        return 0;
    return refund.number == start + std::to_string(n) ? n : 0;
}

Finding broken_refund_head(Home const& home, ToldSale const& told, ToldRefund const& back)
{
    auto const& refund = back.refund;
    auto const start = series_of(home, told) + "R";
    if (number_in(refund, start) <= 0)
        return refund.number + ": its number should begin with " + start;
    if (back.unit != told.sale.unit) return refund.number + ": it is not its sale's unit";
    if (trimmed(refund.reason).empty()) return refund.number + ": it has no reason";
    auto const day = day_in(home.zone, refund.at);
    if (refund.day != day)
        return refund.number + ": its day is " + refund.day.text() + ", but it was made on "
            + day.text();
    Rupiah total;
    for (auto const& line : back.lines) total += line.amount;
    return total == refund.total ? Finding {} : refund.number + ": total of its lines";
}

/// R-11: what the ways of a sale add up to, and by which of them each refund left, in their order.
Finding broken_ways(ToldSale const& told)
{
    auto const& sale = told.sale;
    Rupiah sum;
    for (auto const& part : sale.paid) sum += part.amount;
    if (sum != sale.total || by_way(sale.paid, sale.payment) == Rupiah {})
        return sale.number + ": the ways in which it was paid are not its total";
    auto left = sale.paid;
    for (auto const& back : told.refunds) {
        Rupiah most;
        for (auto const& part : left) most += part.amount;
        bool const fits = back.refund.total <= most
            && ways_back(left, back.refund.total) == back.refund.paid;
        if (!fits) return back.refund.number + ": it was not paid back as the sale was paid";
        left = ways_left(left, back.refund.paid);
    }
    return {};
}

/// Lets one refund happen again; what it took from everyone is added to `taken`.
Finding replay(ToldRefund const& back, std::vector<Leaving>& lines, ledger::PartsByActivity& taken)
{
    for (auto const& refunded : back.lines) {
        auto const line = std::ranges::find(lines, refunded.n,
                                            [](Leaving const& leaving) { return leaving.line->n; });
        auto const after = line == lines.end() ? std::nullopt : left_after(*line, refunded);
        if (!after)
            return back.refund.number + ": line " + std::to_string(refunded.n)
                + " had not that much left";
        auto& parts = taken[line->line->activity];
        parts = parts
            + ledger::refund_parts(*line->rule, sold_line(*line->line), line->left, *after);
        line->left = *after;
    }
    return {};
}

Finding broken_refunds(Home const& home, ToldSale& told, std::vector<Leaving>& lines,
                       TakenParts& taken)
{
    for (auto const& back : told.refunds)
        if (auto found = broken_refund_head(home, told, back)) return found;
    auto const start = series_of(home, told) + "R";
    std::ranges::sort(told.refunds, {},
                      [&](ToldRefund const& back) { return number_in(back.refund, start); });
    if (auto found = broken_ways(told)) return found;
    for (auto const& back : told.refunds)
        if (auto found = replay(back, lines, taken[back.refund.id])) return found;
    for (auto const& [line, rule, left] : lines)
        if (left.quantity != line->left || left.rebate != line->rebate)
            return where(told, *line) + ": what is left does not follow from its refunds";
    return {};
}

Finding broken_sums(ToldSale const& told)
{
    Rupiah total;
    Rupiah refunded;
    for (auto const& line : told.sale.lines) total += line.amount;
    for (auto const& back : told.refunds) refunded += back.refund.total;
    if (total != told.sale.total) return told.sale.number + ": total of its lines";
    if (refunded != told.sale.refunded) return told.sale.number + ": total of its refunds";
    return {};
}

} // namespace

Finding broken_sale(Home const& home, Rules& rules, ToldSale& told, TakenParts& taken)
{
    if (auto found = broken_head(home, told)) return found;
    std::vector<Leaving> lines;
    for (auto const& line : told.sale.lines) {
        if (line.n != static_cast<std::int64_t>(lines.size()) + 1)
            return where(told, line) + ": the line before it is missing";
        auto const* rule = rules.find(line.rule);
        if (auto found = broken_line(told, line, rule)) return where(told, line) + ": " + *found;
        lines.push_back({ &line, rule, { line.quantity, {} } });
    }
    if (auto found = broken_sums(told)) return found;
    return broken_refunds(home, told, lines, taken);
}

} // namespace karya::sales::proof
