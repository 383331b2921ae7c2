// Taking back: the void of a sale whose shift is open, and refunds afterwards (R-08 to R-11).

#include "base/hash.h"
#include "core/audit.h"
#include "sales/events.h"
#include "sales/posting.h"
#include "sales/sales.h"
#include "sales/seal.h"
#include "sales/state.h"
#include "sales/store.h"
#include <algorithm>

namespace karya::sales {

namespace {

/// What is taken off everyone, and when that counts.
struct Reversal {
    Day day {};
    Timestamp at {};
    bool whole { false };
    ledger::PartsByActivity taken {};
    std::vector<SoldGoods> goods {};
    std::optional<RefundId> refund {}; ///< absent: a void
    std::optional<AheadBack> ahead {};
};

/// Money that leaves, and what of it stays since it pays for what is taken instead.
struct MoneyOut {
    std::vector<Tender> paid {};
    std::vector<Tender> kept {};
};

/// What of it was sent ahead goes back by its payment; what never came is not borne any more. That
/// is booked before the money leaves, which may be too little without it.
Result<std::optional<AheadBack>> back_ahead(Call& call, org::UnitScope const& scope,
                                            Sale const& sale, MoneyOut const& leaving,
                                            Reversal const& reversal)
{
    auto const left = store::ahead_left(call.tx, sale.id);
    if (!left) return std::optional<AheadBack> {};
    auto const back = back_of(*left, by_way(leaving.paid, left->payment),
                              by_way(leaving.kept, left->payment));
    if (back.amount == Rupiah {}) return std::optional { back };
    auto const document = reversal.refund ? reversal.refund->text() : sale.id.text();
    store::insert_ahead_back(call.tx, document, sale.id, back);
    if (back.waived > Rupiah {})
        TRY(ledger::post(
            call, scope,
            entry_of_unwaived({ .day = reversal.day,
                                .source = document + (reversal.refund ? " back" : " void"),
                                .memo = sale.number,
                                .payment = left->payment,
                                .amount = back.waived })));
    return std::optional { back };
}

/// The mirrored entry and the event, alike for voids and refunds. Parts that are locked are claimed
/// (R-10).
Result<void> book_back(Call& call, org::UnitScope const& scope, Sale const& sale,
                       ledger::EntryDraft entry, Reversal const& reversal)
{
    auto const locked = ledger::locked_parts(call, scope, sale.id.text());
    entry.postings = ledger::with_claims(entry.postings,
                                         ledger::claimed_of(locked, reversal.taken));
    TRY(ledger::post(call, scope, entry));
    auto const parts = ledger::sum_of(reversal.taken);
    auto const owed = reversal.ahead ? std::optional { reversal.ahead->owed() } : std::nullopt;
    core::announce(call,
                   SaleReversed { .sale = sale.id,
                                  .unit = sale.unit,
                                  .day = reversal.day,
                                  .at = reversal.at,
                                  .whole = reversal.whole,
                                  .turnover = parts.total(),
                                  .premi = parts.premi + parts.upah,
                                  .pnbp = parts.pnbp,
                                  .goods = reversal.goods,
                                  .origin = store::origin(call.tx, sale.id),
                                  .owed = owed,
                                  .refund = reversal.refund });
    return {};
}

/// One refunded line with what it takes from everyone.
struct TakenBack {
    Line const* line { nullptr };
    ledger::LeftOfLine after {};
    Quantity quantity {};
    ledger::Parts parts {};
};

/// The sale, kept until the end: of two that take it back at once the second sees what the first
/// has left.
Result<Sale> held(Call& call, org::UnitScope const& scope, SaleId id)
{
    store::hold_sale(call.tx, id);
    return sale(call.view(), scope, id);
}

Result<TakenBack> take_back(View const& view, Sale const& sale, RefundLine const& wanted)
{
    auto const line = std::ranges::find(sale.lines, wanted.n, &Line::n);
    bool const sensible = wanted.quantity >= Quantity {} && wanted.amount >= Rupiah {}
        && (wanted.quantity > Quantity {} || wanted.amount > Rupiah {});
    if (line == sale.lines.end() || !sensible) return bad_line;
    bool const breaks = catalogue::is_whole(line->left) && !catalogue::is_whole(wanted.quantity);
    if (breaks && !catalogue::sold_in_parts(line->measure)) return catalogue::whole_only;
    auto const too_much = [&] { return Error { refund_too_much }.with("name", line->name); };
    if (wanted.quantity > line->left || wanted.amount > line->amount) return too_much();

    ledger::LeftOfLine const before { line->left, line->rebate };
    ledger::LeftOfLine const after { line->left - wanted.quantity, line->rebate + wanted.amount };
    auto const rest = ledger::remaining_amount(sold_line(*line), { after.quantity, before.rebate });
    if (wanted.amount > rest) return too_much();
    auto const rule = TRY(ledger::rule(view, line->rule));
    auto const parts = ledger::refund_parts(rule, sold_line(*line), before, after);
    if (ledger::remaining_amount(sold_line(*line), before) <= Rupiah {})
        return Error { money_is_back }.with("name", line->name);
    if (parts.total() <= Rupiah {}) return too_much();
    return TakenBack { &*line, after, wanted.quantity, parts };
}

Result<std::vector<TakenBack>> all_taken_back(View const& view, Sale const& sale,
                                              RefundDraft const& draft)
{
    if (draft.lines.empty()) return nothing_sold;
    std::vector<TakenBack> taken;
    for (auto const& wanted : draft.lines) {
        auto const twice = [&](TakenBack const& other) { return other.line->n == wanted.n; };
        if (std::ranges::any_of(taken, twice)) return bad_line;
        taken.push_back(TRY(take_back(view, sale, wanted)));
    }
    return taken;
}

/// Goods given back go on the shelf again, unless they are spoiled.
Result<void> shelve(Call& call, org::UnitScope const& scope, RefundDraft const& draft,
                    std::vector<TakenBack> const& taken)
{
    std::vector<catalogue::Want> wants;
    for (auto const& back : taken)
        if (back.quantity > Quantity {}) wants.push_back({ back.line->variant, back.quantity });
    if (wants.empty() || !draft.goods_return) return {};
    return catalogue::put_back(call, scope, wants, draft.id.text());
}

void store_refund(Call& call, Sale const& sale, Refund const& refund,
                  store::RefundExtra const& extra, std::vector<TakenBack> const& taken)
{
    store::insert_refund(call.tx, refund, extra);
    for (auto const& back : taken) {
        CHECK(store::set_left(call.tx, sale.id, *back.line, back.after)); // the sale is held
        store::insert_refund_line(call.tx, refund.id,
                                  { back.line->n, back.quantity, back.parts.total() });
    }
    CHECK(store::add_refunded(call.tx, sale.id, refund.total));
}

Result<std::optional<Refund>> repeated(Call& call, org::UnitScope const& scope,
                                       RefundDraft const& draft, std::string const& content)
{
    auto const known = store::refund_hash(call.tx, draft.id);
    if (!known) return std::optional<Refund> {};
    auto found = store::refund(call.tx, scope.unit(), draft.id);
    if (!found) return not_found; // another unit's
    if (*known != content) return id_taken;
    return found;
}

Result<std::string> number_of(Call& call, org::UnitScope const& scope, Sale const& sale,
                              std::optional<std::int64_t> given)
{
    auto const start = sale.number.find('-') + 1;
    auto const series = sale.number.substr(start, sale.number.rfind('-') - start);
    auto const head = scope.code() + "-" + series + "-R";
    if (!given) {
        auto const kind = store::Series::refund;
        return head + std::to_string(store::next_number(call.tx, scope.unit(), series, kind));
    }
    CHECK(*given > 0);
    store::Given const paper { series, store::Series::refund, *given };
    if (store::is_ahead_of_till(call.tx, scope.unit(), paper)) return number_ahead;
    store::note_number(call.tx, scope.unit(), paper);
    auto number = head + std::to_string(*given);
    if (store::refund_exists(call.tx, scope.unit(), number)) return number_taken;
    return number;
}

Reversal reversal_of(Day day, Timestamp at, std::vector<TakenBack> const& taken)
{
    Reversal reversal { .day = day, .at = at };
    for (auto const& back : taken) {
        auto& parts = reversal.taken[back.line->activity];
        parts = parts + back.parts;
        reversal.goods.push_back({ back.line->product, back.quantity, back.parts.total() });
    }
    return reversal;
}

} // namespace

Result<std::string> checked_reason(std::string const& reason)
{
    constexpr std::size_t length_max = 500;
    std::string const plain { trimmed(reason) };
    if (plain.empty() || code_points(plain) > length_max || !is_clean_utf8(plain))
        return Error { reason_missing }.at("reason", "sales.reason_missing");
    return plain;
}

Result<Sale> void_sale(Call& call, org::UnitScope const& scope, SaleId id,
                       std::string const& reason, Drawer drawer)
{
    auto const why = TRY(checked_reason(reason));
    auto sale = TRY(held(call, scope, id));
    if (sale.state == SaleState::voided) return already_void;
    if (!sale.shift || !hold_open(call.tx, scope, *sale.shift)) return not_voidable;
    auto const cash = by_way(sale.paid, Payment::cash);
    if (cash > Rupiah {} && drawer == Drawer::asked)
        TRY(check_drawer(call, scope, *sale.shift, cash));
    if (!store::set_voided(call.tx, id)) return not_voidable;
    Void const taken_back { call.now, call.actor.officer, why };
    store::insert_void(call.tx, sale, taken_back);

    Reversal reversal {
        .day = sale.day, .at = call.now, .whole = true, .taken = parts_by_activity(sale.lines)
    };
    std::vector<catalogue::Want> wants;
    for (auto const& line : sale.lines) {
        reversal.goods.push_back({ line.product, line.quantity, line.amount });
        wants.push_back({ line.variant, line.quantity });
    }
    TRY(catalogue::undo(call, scope, wants, id.text()));
    reversal.ahead = TRY(back_ahead(call, scope, sale, { sale.paid, {} }, reversal));
    TRY(book_back(call, scope, sale, entry_of_void(sale), reversal));
    core::audit(call,
                { .what = "sales.void",
                  .object = id.text(),
                  .before = "recorded",
                  .after = seal_of(taken_back),
                  .unit = sale.unit });
    sale.state = SaleState::voided;
    return sale;
}

Result<WorthBack> worth_back(View const& view, Sale const& sale, RefundDraft const& draft)
{
    WorthBack worth;
    for (auto const& back : TRY(all_taken_back(view, sale, draft))) {
        if (back.quantity <= Quantity {} || back.after.rebate != back.line->rebate) return bad_line;
        auto const& line = *back.line;
        worth.money += back.parts.total();
        worth.discount += scaled(line.discount, back.quantity.thousandths(),
                                 line.quantity.thousandths());
    }
    worth.ways = ways_back(ways_left(sale.paid, store::paid_back(view.read, sale.id)), worth.money);
    return worth;
}

Result<Refund> refund(Call& call, org::UnitScope const& scope, RefundDraft const& draft)
{
    return refund_but(call, scope, draft, {});
}

Result<Refund> refund_but(Call& call, org::UnitScope const& scope, RefundDraft const& draft,
                          std::vector<Tender> const& kept)
{
    auto const why = TRY(checked_reason(draft.reason));
    auto const content = sha256_hex(content_of(draft));
    auto const sale = TRY(held(call, scope, draft.sale));
    if (auto known = TRY(repeated(call, scope, draft, content))) return std::move(*known);
    if (sale.state == SaleState::voided) return already_void;
    auto const at = draft.at.value_or(call.now);
    if (at < sale.sold_at - clock_slack || at > call.now + clock_slack) return bad_instant;
    bool const late = TRY(is_closed(call, scope, draft.shift, draft.after_closing));
    auto const taken = TRY(all_taken_back(call.view(), sale, draft));
    auto reversal = reversal_of(scope.day(at), at, taken);
    auto const parts = ledger::sum_of(reversal.taken);

    auto const left = ways_left(sale.paid, store::paid_back(call.tx, sale.id));
    Refund made { .id = draft.id,
                  .sale = sale.id,
                  .day = reversal.day,
                  .at = at,
                  .number = TRY(number_of(call, scope, sale, draft.n)),
                  .officer = call.actor.officer,
                  .total = parts.total(),
                  .reason = why,
                  .paid = ways_back(left, parts.total()) };
    auto const cash = by_way(made.paid, Payment::cash);
    bool const asked = draft.shift && !draft.after_closing;
    if (cash > Rupiah {} && asked) TRY(check_drawer(call, scope, *draft.shift, cash));
    store_refund(call, sale, made,
                 { .unit = scope.unit(),
                   .shift = draft.shift,
                   .content_hash = content,
                   .goods_return = draft.goods_return },
                 taken);
    TRY(shelve(call, scope, draft, taken));
    // Before it, or the money may be too little: the count has taken it off already.
    if (late && cash > Rupiah {})
        TRY(expect_more(call, scope, { *draft.shift, -cash, made.id.text(), made.number }));
    reversal.refund = made.id;
    made.ahead = TRY(back_ahead(call, scope, sale, { made.paid, kept }, reversal));
    reversal.ahead = made.ahead;
    TRY(book_back(call, scope, sale, entry_of(sale, made, parts), reversal));
    core::audit(call,
                { .what = "sales.refund",
                  .object = draft.id.text(),
                  .before = sale.id.text(),
                  .after = seal_of(RefundSeal { .refund = made,
                                                .shift = draft.shift,
                                                .goods_return = draft.goods_return,
                                                .content_hash = content }),
                  .unit = sale.unit });
    return made;
}

std::optional<Void> void_of(View const& view, org::UnitScope const& scope, SaleId id)
{
    return store::void_of(view.read, scope.unit(), id);
}

std::vector<Refund> refunds(View const& view, org::UnitScope const& scope, SaleId id)
{
    return store::refunds(view.read, scope.unit(), id);
}

std::optional<SaleId> sale_of_refund(View const& view, org::UnitScope const& scope,
                                     std::string_view number)
{
    return store::sale_of_refund(view.read, scope.unit(), number);
}

Result<Document> document(View const& view, org::UnitScope const& scope, std::string_view id)
{
    auto found = store::document(view.read, scope.unit(), id);
    if (!found) return not_found;
    return std::move(*found);
}

ledger::Parts parts_left(View const& view, Line const& line)
{
    if (line.left == line.quantity && line.rebate == Rupiah {}) return line.parts;
    auto const rule = ledger::rule(view, line.rule);
    CHECK(rule.ok()); // a line's rule is never deleted
    return ledger::parts_left(rule.value(), sold_line(line), { line.left, line.rebate });
}

std::vector<LeftOfSale> left_of(View const& view, org::UnitScope const& scope, ActivityId activity,
                                SaleSpan const& span)
{
    std::vector<LeftOfSale> all;
    for (auto const& [sale, line] :
         store::standing_lines(view.read, scope.unit(), activity, span)) {
        if (all.empty() || all.back().sale != sale) all.push_back({ sale });
        all.back().parts = all.back().parts + parts_left(view, line);
    }
    return all;
}

} // namespace karya::sales
