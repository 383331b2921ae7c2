#include "sales/state.h"
#include <algorithm>
#include <map>

namespace karya::sales {

ledger::Account money_account(Payment payment)
{
    switch (payment) {
    case Payment::cash: return ledger::Account::cash;
    case Payment::qris: return ledger::Account::qris_clearing;
    case Payment::transfer: return ledger::Account::bank;
    case Payment::collected: return ledger::Account::receivable;
    }
    CHECK(false);
}

namespace {

/// In the order of the ways, without those that have nothing.
std::vector<Tender> in_order(std::map<Payment, Rupiah> const& amounts)
{
    std::vector<Tender> paid;
    for (auto const& [payment, amount] : amounts)
        if (amount != Rupiah {}) paid.push_back({ payment, amount });
    return paid;
}

/// The one posting of money becomes one for each way.
std::vector<ledger::Posting> by_ways(std::vector<ledger::Posting> postings, Payment payment,
                                     std::vector<Tender> const& paid)
{
    auto const money = std::ranges::find(postings, money_account(payment),
                                         &ledger::Posting::account);
    if (money == postings.end()) return postings;
    bool const comes = money->amount > Rupiah {};
    auto place = postings.erase(money);
    for (auto const& [way, amount] : paid)
        place = postings.insert(place, { money_account(way), comes ? amount : -amount }) + 1;
    return postings;
}

} // namespace

Result<std::vector<Tender>> paid_by(SaleDraft const& draft, Rupiah total)
{
    std::map<Payment, Rupiah> amounts { { draft.payment, total } };
    for (auto const& [payment, amount] : draft.also) {
        bool const fits = amount > Rupiah {} && amount < amounts[draft.payment]
            && payment != draft.payment && !amounts.contains(payment);
        if (!fits) return Error { bad_split }.at("also_amount", std::string { bad_split.id });
        amounts[payment] = amount;
        amounts[draft.payment] -= amount;
    }
    return in_order(amounts);
}

std::vector<Tender> ways_left(std::vector<Tender> const& paid, std::vector<Tender> const& back)
{
    std::map<Payment, Rupiah> amounts;
    for (auto const& [payment, amount] : paid) amounts[payment] += amount;
    for (auto const& [payment, amount] : back) amounts[payment] -= amount;
    return in_order(amounts);
}

std::vector<Tender> ways_back(std::vector<Tender> const& left, Rupiah amount)
{
    auto ways = left;
    std::ranges::stable_sort(ways, std::ranges::greater {}, &Tender::amount);
    std::map<Payment, Rupiah> back;
    for (auto const& way : ways) {
        auto const share = std::min(way.amount, amount);
        back[way.payment] = share;
        amount -= share;
    }
    CHECK(amount == Rupiah {}); // no more is refunded than was paid
    return in_order(back);
}

Rupiah by_way(std::vector<Tender> const& paid, Payment payment)
{
    auto const part = std::ranges::find(paid, payment, &Tender::payment);
    return part == paid.end() ? Rupiah {} : part->amount;
}

AheadBack back_of(Ahead const& left, Rupiah gone, Rupiah stays)
{
    AheadBack back { .amount = std::min(gone, left.amount) };
    if (back.amount == Rupiah {}) return back;
    auto const share = scaled(left.waived, back.amount.amount(), left.amount.amount());
    back.kept = std::min(stays, back.amount);
    back.kept_waived = std::min(share, back.kept);
    back.waived = share - back.kept_waived;
    return back;
}

bool is_nip(std::string_view nip)
{
    bool const digits = nip.find_first_not_of("0123456789") == std::string_view::npos;
    if (nip.size() != 18 || !digits) return false;
    auto const dashed = std::string { nip.substr(0, 4) } + "-" + std::string { nip.substr(4, 2) };
    bool const born = Day::parse(dashed + "-" + std::string { nip.substr(6, 2) }).ok();
    auto const appointed = std::string { nip.substr(8, 4) } + "-"
        + std::string { nip.substr(12, 2) };
    bool const sex = nip[14] == '1' || nip[14] == '2';
    return born && Day::parse(appointed + "-01").ok() && sex;
}

Result<Rupiah> line_amount(Rupiah price, Quantity quantity, Rupiah discount)
{
    if (price <= Rupiah {} || price.amount() > Rupiah::amount_max) return bad_line;
    if (quantity <= Quantity {} || quantity.thousandths() > Quantity::thousandths_max)
        return bad_line;
    if (price.amount() > Rupiah::amount_max * 1000 / quantity.thousandths()) return bad_line;
    if (discount < Rupiah {}) return bad_discount;
    auto const whole = amount_of(price, quantity);
    if (discount >= whole && discount > Rupiah {}) return bad_discount;
    if (whole == Rupiah {}) return bad_line;
    return whole - discount;
}

ledger::Parts sum_of_parts(std::vector<Line> const& lines)
{
    ledger::Parts sum;
    for (auto const& line : lines) sum = sum + line.parts;
    return sum;
}

ledger::PartsByActivity parts_by_activity(std::vector<Line> const& lines)
{
    ledger::PartsByActivity all;
    for (auto const& line : lines) all[line.activity] = all[line.activity] + line.parts;
    return all;
}

ledger::SoldLine sold_line(Line const& line)
{
    return { .amount = line.amount, .quantity = line.quantity, .cost = line.cost };
}

ledger::EntryDraft entry_of(Sale const& sale)
{
    return { .kind = ledger::EntryKind::sale,
             .day = sale.day,
             .source = sale.id.text(),
             .memo = sale.number,
             .postings = by_ways(
                 ledger::sale_postings(money_account(sale.payment), sum_of_parts(sale.lines)),
                 sale.payment, sale.paid) };
}

ledger::EntryDraft entry_of_void(Sale const& sale)
{
    return { .kind = ledger::EntryKind::voided,
             .day = sale.day,
             .source = sale.id.text(),
             .memo = sale.number,
             .postings = by_ways(
                 ledger::refund_postings(money_account(sale.payment), sum_of_parts(sale.lines)),
                 sale.payment, sale.paid) };
}

ledger::EntryDraft entry_of(Sale const& sale, Refund const& refund, ledger::Parts const& taken)
{
    return { .kind = ledger::EntryKind::refund,
             .day = refund.day,
             .source = refund.id.text(),
             .memo = sale.number,
             .postings = by_ways(ledger::refund_postings(money_account(sale.payment), taken),
                                 sale.payment, refund.paid) };
}

ledger::EntryDraft entry_of_unwaived(Unwaived const& back)
{
    return { .kind = ledger::EntryKind::fee,
             .day = back.day,
             .source = back.source,
             .memo = back.memo,
             .postings = { { ledger::Account::working_fund, -back.amount },
                           { money_account(back.payment), back.amount } } };
}

ledger::EntryDraft entry_of(Difference const& difference)
{
    return { .kind = ledger::EntryKind::shift_difference,
             .day = difference.day,
             .source = difference.source,
             .memo = difference.memo,
             .postings = { { ledger::Account::cash, difference.amount },
                           { ledger::Account::cash_over_short, -difference.amount } } };
}

namespace {

/// Free text without the signs that part fields and lines, so that no text can pass for a field.
std::string framed(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c == '\\' || c == '|' || c == '\n') out += '\\';
        out += c == '\n' ? 'n' : c;
    }
    return out;
}

} // namespace

std::string content_of(SaleDraft const& draft)
{
    std::string text = framed(draft.series) + "|" + std::string { enum_text(draft.channel) } + "|"
        + (draft.shift ? draft.shift->text() : "") + "|" + rfc3339(draft.sold_at) + "|"
        + std::to_string(draft.discount.amount()) + "|" + std::string { enum_text(draft.buyer) }
        + "|" + draft.nip + "|" + std::string { enum_text(draft.payment) } + "|"
        + (draft.received ? std::to_string(draft.received->amount()) : "") + "|"
        + framed(draft.note) + (draft.n ? "|" + std::to_string(*draft.n) : "")
        + (draft.waived ? "|waived " + std::to_string(draft.waived->amount()) : "");
    for (auto const& [payment, amount] : draft.also)
        text += "|" + std::string { enum_text(payment) } + "=" + std::to_string(amount.amount());
    for (auto const& line : draft.lines)
        text += "\n" + line.variant.text() + "|" + line.quantity.plain() + "|"
            + (line.price ? std::to_string(line.price->amount()) : "") + "|"
            + std::to_string(line.discount.amount())
            + (line.cost ? "|" + std::to_string(line.cost->amount()) : "");
    return text;
}

std::string content_of(RefundDraft const& draft)
{
    std::string text = draft.sale.text() + "|" + framed(draft.reason) + "|"
        + (draft.goods_return ? "return" : "spoiled") + (draft.at ? "|" + rfc3339(*draft.at) : "")
        + (draft.n ? "|" + std::to_string(*draft.n) : "");
    for (auto const& line : draft.lines)
        text += "\n" + std::to_string(line.n) + "|" + line.quantity.plain() + "|"
            + std::to_string(line.amount.amount());
    return text;
}

} // namespace karya::sales
