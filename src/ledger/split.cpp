#include "ledger/split.h"
#include <algorithm>

namespace karya::ledger {

namespace {

void check_line(SoldLine const& line)
{
    CHECK(line.amount >= Rupiah {} && line.quantity >= Quantity {});
    CHECK(!line.cost || *line.cost >= Rupiah {});
}

/// Never more than the amount; what is beyond it need not be a number that we can hold.
Rupiah cost_part(SoldLine const& line)
{
    using Wide = __int128;
    auto const cost = line.cost.value_or(Rupiah {});
    auto const thousandfold = Wide { cost.amount() } * line.quantity.thousandths();
    if (thousandfold >= Wide { line.amount.amount() } * 1000) return line.amount;
    return amount_of(cost, line.quantity);
}

void add_shares(Parts& parts, SplitRule const& rule, Rupiah whole)
{
    BasisPoints const shares[] { rule.premi, rule.pnbp, rule.working_fund, rule.other };
    auto const amounts = split(whole, shares);
    parts.premi = amounts[0];
    parts.pnbp = amounts[1];
    parts.working_fund = amounts[2];
    parts.other = amounts[3];
}

void append(std::vector<Posting>& postings, Account account, Rupiah amount)
{
    if (amount != Rupiah {}) postings.push_back({ account, amount });
}

} // namespace

Parts operator+(Parts const& a, Parts const& b)
{
    return { a.cost + b.cost,
             a.premi + b.premi,
             a.upah + b.upah,
             a.pnbp + b.pnbp,
             a.working_fund + b.working_fund,
             a.other + b.other,
             a.upah_missing + b.upah_missing };
}

Parts operator-(Parts const& a, Parts const& b)
{
    return { a.cost - b.cost,
             a.premi - b.premi,
             a.upah - b.upah,
             a.pnbp - b.pnbp,
             a.working_fund - b.working_fund,
             a.other - b.other,
             a.upah_missing - b.upah_missing };
}

Parts parts_of(SplitRule const& rule, SoldLine const& line)
{
    check_line(line);
    Parts parts;
    if (rule.base != Base::gross) parts.cost = cost_part(line);
    Rupiah const after_cost = line.amount - parts.cost;
    if (rule.base == Base::wage) {
        parts.upah = amount_of(rule.wage_per_piece, line.quantity);
        parts.upah_missing = parts.upah - std::min(parts.upah, after_cost);
    }
    add_shares(parts, rule, after_cost - (parts.upah - parts.upah_missing));
    parts.working_fund -= parts.upah_missing;
    CHECK(parts.total() == line.amount);
    return parts;
}

Rupiah remaining_amount(SoldLine const& line, LeftOfLine const& left)
{
    check_line(line);
    CHECK(left.quantity >= Quantity {} && left.quantity <= line.quantity);
    CHECK(left.rebate >= Rupiah {});
    if (left.quantity == Quantity {}) return Rupiah {};
    Rupiah const by_quantity = scaled(line.amount, left.quantity.thousandths(),
                                      line.quantity.thousandths());
    return std::max(Rupiah {}, by_quantity - left.rebate);
}

Parts parts_left(SplitRule const& rule, SoldLine const& line, LeftOfLine const& left)
{
    return parts_of(rule, { remaining_amount(line, left), left.quantity, line.cost });
}

Parts refund_parts(SplitRule const& rule, SoldLine const& line, LeftOfLine const& before,
                   LeftOfLine const& after)
{
    CHECK(after.quantity <= before.quantity && after.rebate >= before.rebate);
    return parts_left(rule, line, before) - parts_left(rule, line, after);
}

std::vector<Posting> sale_postings(Account money, Parts const& parts)
{
    CHECK(holds_money(money));
    std::vector<Posting> postings;
    append(postings, money, parts.total());
    append(postings, Account::cost_recovery, -parts.cost);
    append(postings, Account::premi_payable, -parts.premi);
    append(postings, Account::upah_payable, -parts.upah);
    append(postings, Account::pnbp_payable, -parts.pnbp);
    append(postings, Account::working_fund, -parts.working_fund);
    append(postings, Account::other_payable, -parts.other);
    return postings;
}

std::vector<Posting> refund_postings(Account money, Parts const& parts)
{
    CHECK(holds_money(money));
    std::vector<Posting> postings;
    append(postings, Account::cost_recovery, parts.cost);
    append(postings, Account::premi_payable, parts.premi);
    append(postings, Account::upah_payable, parts.upah);
    append(postings, Account::pnbp_payable, parts.pnbp);
    append(postings, Account::working_fund, parts.working_fund);
    append(postings, Account::other_payable, parts.other);
    append(postings, money, -parts.total());
    return postings;
}

Locked LockedParts::of(ActivityId activity) const
{
    Locked locked;
    for (auto const& [account, only] : m_parts) {
        if (only.value_or(activity) != activity) continue;
        locked.premi = locked.premi || account == Account::premi_payable;
        locked.upah = locked.upah || account == Account::upah_payable;
        locked.pnbp = locked.pnbp || account == Account::pnbp_payable;
    }
    return locked;
}

Parts sum_of(PartsByActivity const& parts)
{
    Parts sum;
    for (auto const& [activity, some] : parts) sum = sum + some;
    return sum;
}

Claimed claimed_of(LockedParts const& locked, PartsByActivity const& taken)
{
    Claimed claimed;
    for (auto const& [activity, parts] : taken) {
        auto const found = locked.of(activity);
        if (found.premi) claimed.premi += parts.premi;
        if (found.upah) claimed.upah += parts.upah;
        if (found.pnbp) claimed.pnbp += parts.pnbp;
    }
    return claimed;
}

std::vector<Posting> with_claims(std::vector<Posting> const& postings, Claimed const& claimed)
{
    std::vector<Posting> all;
    auto const part = [&](Posting const& posting, Account claim, Rupiah wanted) {
        auto const taken = std::clamp(wanted, Rupiah {}, std::max(Rupiah {}, posting.amount));
        append(all, claim, taken);
        append(all, posting.account, posting.amount - taken);
    };
    for (auto const& posting : postings) switch (posting.account) {
        case Account::premi_payable: part(posting, Account::premi_claim, claimed.premi); break;
        case Account::upah_payable: part(posting, Account::upah_claim, claimed.upah); break;
        case Account::pnbp_payable: part(posting, Account::pnbp_claim, claimed.pnbp); break;
        default: all.push_back(posting);
        }
    return all;
}

} // namespace karya::ledger
