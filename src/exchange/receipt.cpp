#include "exchange/receipt.h"
#include "base/text.h"
#include "exchange/stable_id.h"
#include "exchange/text.h"
#include <algorithm>

namespace karya::exchange {

namespace {

using sales::Sale;

Error about(ErrorCode code, std::string column, std::string value)
{
    return Error { code }.with("column", std::move(column)).with("value", std::move(value));
}

/// A number that we would have given.
struct OurNumber {
    std::string series {};
    std::int64_t n {};
};

/// Of "PTK-W-17", or of a refund "PTK-W-R3", at the unit PTK. Other papers get the next number of
/// the series "I".
std::optional<OurNumber> our_number(Receipt const& receipt)
{
    constexpr std::size_t length_max = 6;
    constexpr std::int64_t n_max = 999'999'999; // so that a slip does not use a series up
    std::string_view const number = receipt.number;
    auto const head = receipt.scope->code() + "-";
    auto const last = number.rfind('-');
    if (!number.starts_with(head) || last <= head.size()) return {};
    std::string const series { number.substr(head.size(), last - head.size()) };
    if (series.size() > length_max || series.find('-') != std::string::npos) return {};
    auto const start = head + series + (receipt.type == ReceiptType::refund ? "-R" : "-");
    std::int64_t n {};
    bool const ours = number.starts_with(start) && parse_integer(number.substr(start.size()), n)
        && n > 0 && n <= n_max && number == start + std::to_string(n);
    return ours ? std::optional { OurNumber { series, n } } : std::nullopt;
}

template<class SomeId>
Result<SomeId> id_of(Receipt const& receipt)
{
    if (receipt.id.empty()) return SomeId { stable_id(receipt.at, receipt_key(receipt)) };
    auto id = SomeId::parse(receipt.id);
    if (!id.ok()) return about(bad_cell, "id", receipt.id);
    return id;
}

Result<VariantId> variant_of(Call& call, Receipt const& receipt, std::string const& code,
                             KnownVariants& variants)
{
    std::pair const key { receipt.scope->unit(), code };
    if (auto const known = variants.find(key); known != variants.end()) return known->second;
    auto const found = catalogue::sellable_by_code(call.view(), *receipt.scope, code);
    if (!found) return about(unknown_code, "kode", code);
    variants.emplace(key, found->variant);
    return found->variant;
}

/// A sale recorded here that is the receipt's, whether it was brought in or made at the counter.
std::optional<Sale> recorded(Call& call, Receipt const& receipt, SaleId id)
{
    auto by_id = sales::sale(call.view(), *receipt.scope, id);
    if (by_id.ok()) return by_id.take();
    if (auto const done = store::done(call.tx, store::RowKind::sale, receipt_key(receipt))) {
        auto brought = sales::sale(call.view(), *receipt.scope, SaleId::parse(done->object).take());
        if (brought.ok()) return brought.take();
    }
    if (!our_number(receipt) || !receipt.id.empty()) return {};
    auto by_number = sales::sale_by_number(call.view(), *receipt.scope, receipt.number);
    if (!by_number.ok()) return {};
    return by_number.take();
}

/// An id that was copied along with a row names another paper: that one is not this.
Result<void> check_id(Call& call, Receipt const& receipt, std::string const& id,
                      std::string const& number, store::RowKind kind)
{
    if (receipt.id.empty() || receipt.id != id || number == receipt.number) return {};
    auto const done = store::done(call.tx, kind, receipt_key(receipt));
    if (done && done->object == id) return {};
    return Error { id_of_other }.with("id", receipt.id).with("number", number);
}

bool is_its_time(Receipt const& receipt, Timestamp at)
{
    auto const& scope = *receipt.scope;
    return receipt.day_only ? scope.day(at) == scope.day(receipt.at) : at == receipt.at;
}

bool says_the_same(sales::Line const& line, ReceiptLine const& told)
{
    return line.code == told.code && line.quantity == told.quantity
        && (!told.price || line.price == *told.price) && (!told.cost || line.cost == told.cost)
        && line.discount == told.discount;
}

/// Nothing where the file does not tell why, or the sale stands.
bool says_why(Call& call, Sale const& sale, Receipt const& receipt)
{
    if (receipt.state != sales::SaleState::voided || receipt.reason.empty()) return true;
    auto const taken_back = sales::void_of(call.view(), *receipt.scope, sale.id);
    return !taken_back || taken_back->reason == receipt.reason;
}

/// What the file leaves out is not compared, nor that a sale has been voided since.
bool says_the_same(Sale const& sale, Receipt const& receipt)
{
    bool const head = (receipt.id.empty() || receipt.id == sale.id.text())
        && is_its_time(receipt, sale.sold_at) && sale.buyer == receipt.buyer
        && sale.payment == receipt.payment
        && (receipt.nip.empty() || receipt.nip.ends_with(sale.nip_tail))
        && (receipt.note.empty() || receipt.note == sale.note)
        && (receipt.state == sales::SaleState::recorded || receipt.state == sale.state);
    bool const cash = sale.payment == sales::Payment::cash;
    return head && (!cash || !receipt.received || *receipt.received == sale.received)
        && std::ranges::equal(sale.lines, receipt.lines, [](auto const& line, auto const& told) {
               return says_the_same(line, told);
           });
}

/// The file tells all that was received; of several ways only the cash can be too much.
std::optional<Rupiah> cash_handed(Receipt const& receipt)
{
    auto handed = receipt.received;
    for (auto const& [payment, amount] : receipt.split)
        if (handed && payment != sales::Payment::cash) *handed -= amount;
    return handed;
}

Result<sales::SaleDraft> draft_of(Call& call, Receipt const& receipt, SaleId id,
                                  KnownVariants& variants)
{
    auto const ours = our_number(receipt);
    bool const foreign = !ours && receipt.note.empty();
    sales::SaleDraft draft { .id = id,
                             .series = ours ? ours->series : "I",
                             .n = ours ? std::optional { ours->n } : std::nullopt,
                             .channel = sales::Channel::import,
                             .sold_at = receipt.at,
                             .buyer = receipt.buyer,
                             .nip = receipt.nip,
                             .payment = receipt.payment,
                             .also = { receipt.split.begin() + (receipt.split.empty() ? 0 : 1),
                                       receipt.split.end() },
                             .received = cash_handed(receipt),
                             .shortage = catalogue::Shortage::booked,
                             .note = foreign ? receipt.number : receipt.note };
    for (auto const& line : receipt.lines)
        draft.lines.push_back({ .variant = TRY(variant_of(call, receipt, line.code, variants)),
                                .quantity = line.quantity,
                                .price = line.price,
                                .cost = line.cost,
                                .discount = line.discount });
    return draft;
}

Result<void> check_amounts(Sale const& sale, Receipt const& receipt)
{
    for (std::size_t i = 0; i < sale.lines.size(); ++i) {
        auto const& amount = receipt.lines[i].amount;
        if (amount && *amount != sale.lines[i].amount)
            return about(amount_differs, "nilai", std::to_string(amount->amount()));
    }
    for (auto const& part : receipt.split)
        if (std::ranges::find(sale.paid, part) == sale.paid.end())
            return about(amount_differs, "bayar", std::to_string(part.amount.amount()));
    return {};
}

/// A void stands within a shift: one that is opened for it at its instant, when none is, and closed
/// again.
Result<Sale> record_voided(Call& call, Receipt const& receipt, sales::SaleDraft draft)
{
    auto const& scope = *receipt.scope;
    auto open = sales::open_shift_of(call.view(), scope, draft.series);
    bool const made = !open;
    if (made)
        open = TRY(sales::open_shift(call, scope, draft.series, Rupiah {},
                                     sales::ShiftStart { ShiftId::make(call.now), receipt.at }));
    draft.shift = open->id;
    TRY(sales::record(call, scope, draft));
    auto sale = TRY(
        sales::void_sale(call, scope, draft.id,
                         receipt.reason.empty() ? std::string { untold_reason } : receipt.reason));
    if (made)
        TRY(sales::close_shift(call, scope, open->id,
                               sales::expected_cash(call.view(), scope, *open), "Impor",
                               receipt.at));
    return sale;
}

std::string local_words(Lang lang, Receipt const& receipt)
{
    return show(lang, LocalTime { receipt.at, receipt.scope->zone() });
}

/// "26 April 2021 14.05 WIB: 2 Keset, 1 Sapu, …"
std::string words_of(Lang lang, Sale const& sale, Receipt const& receipt)
{
    constexpr std::size_t lines_shown = 3;
    auto words = local_words(lang, receipt) + ":";
    for (std::size_t i = 0; i < std::min(sale.lines.size(), lines_shown); ++i)
        words += (i > 0 ? ", " : " ") + show(lang, sale.lines[i].quantity) + " "
            + sale.lines[i].name;
    if (sale.lines.size() > lines_shown) words += ", …";
    if (sale.state == sales::SaleState::voided)
        words += " (" + karya::text::of(lang, sale.state) + ")";
    return words;
}

/// What is said of tills and clocks, said of a paper.
Error in_words_of_a_file(Error const& error, Receipt const& receipt)
{
    if (error.code() == sales::number_taken) return about(number_used, "nota", receipt.number);
    if (error.code() == sales::number_ahead) return about(number_ahead, "nota", receipt.number);
    if (error.code() == sales::bad_instant)
        return about(before_sale, "waktu", local_text(receipt.at, receipt.scope->zone()));
    return error;
}

Result<Applied> put_sale(Call& call, Receipt const& receipt, KnownVariants& variants)
{
    auto const id = TRY(id_of<SaleId>(receipt));
    if (auto const known = recorded(call, receipt, id)) {
        TRY(check_id(call, receipt, known->id.text(), known->number, store::RowKind::sale));
        if (!says_the_same(*known, receipt) || !says_why(call, *known, receipt))
            return about(other_content, "nota", receipt.number);
        return Applied { known->id.text(), true };
    }
    auto draft = TRY(draft_of(call, receipt, id, variants));
    auto const sale = receipt.state == sales::SaleState::voided
        ? record_voided(call, receipt, std::move(draft))
        : sales::record(call, *receipt.scope, draft);
    if (!sale.ok()) return in_words_of_a_file(sale.error(), receipt);
    TRY(check_amounts(sale.value(), receipt));
    bool const counts = sale.value().state == sales::SaleState::recorded;
    return Applied { .object = id.text(),
                     .words = words_of(call.lang, sale.value(), receipt),
                     .amount = counts ? sale.value().total : Rupiah {} };
}

Result<Sale> refunded_sale(Call& call, Receipt const& receipt)
{
    auto const key = receipt.scope->code() + "|" + receipt.of_receipt;
    if (auto const done = store::done(call.tx, store::RowKind::sale, key))
        return sales::sale(call.view(), *receipt.scope, TRY(SaleId::parse(done->object)));
    // Under the number of a sale that this file tells but that was not taken, another may be here.
    if (receipt.sale_in_file) return about(sale_refused, "atas nota", receipt.of_receipt);
    auto sale = sales::sale_by_number(call.view(), *receipt.scope, receipt.of_receipt);
    if (!sale.ok() || sale.value().number != receipt.of_receipt)
        return about(unknown_sale, "atas nota", receipt.of_receipt);
    return sale;
}

/// The line named, else the latest with the code of which enough is left.
Result<sales::Line const*> refunded_line(Sale const& sale, ReceiptLine const& wanted)
{
    sales::Line const* found = nullptr;
    for (auto const& line : sale.lines) {
        bool const meant = wanted.of_line > 0
            ? line.n == wanted.of_line
            : line.code == wanted.code && line.left >= wanted.quantity;
        if (meant) found = &line;
    }
    if (!found || wanted.quantity > found->left)
        return about(unknown_sale, "atas baris", sale.number);
    if (!wanted.code.empty() && wanted.code != found->code)
        return about(other_code, "kode", wanted.code);
    return found;
}

/// What is paid back beside the goods' own value.
Result<Rupiah> beside_goods(sales::Line const& line, ReceiptLine const& wanted)
{
    if (!wanted.amount) return Rupiah {};
    ledger::SoldLine const sold { .amount = line.amount,
                                  .quantity = line.quantity,
                                  .cost = line.cost };
    auto const before = ledger::remaining_amount(sold, { line.left, line.rebate });
    auto const after = ledger::remaining_amount(sold, { line.left - wanted.quantity, line.rebate });
    auto const beside = *wanted.amount - (before - after);
    if (beside < Rupiah {})
        return about(amount_differs, "nilai", std::to_string(wanted.amount->amount()));
    return beside;
}

/// The refund's own number, where it can be kept: refunds of one sale are proven in the order of
/// their numbers, so one that was left out and comes later cannot have its old one.
std::optional<std::int64_t> kept_number(Sale const& sale, Receipt const& receipt,
                                        std::vector<sales::Refund> const& before)
{
    auto const ours = our_number(receipt);
    auto const head = receipt.scope->code() + "-" + (ours ? ours->series : "") + "-";
    if (!ours || !sale.number.starts_with(head)) return {};
    for (auto const& known : before) {
        auto const other = our_number(
            { .scope = receipt.scope, .type = receipt.type, .number = known.number });
        if (!other || other->n > ours->n) return {};
    }
    return ours->n;
}

bool says_the_same(Sale const& sale, sales::RefundedLine const& line, ReceiptLine const& told)
{
    auto const& code = sale.lines.at(static_cast<std::size_t>(line.n - 1)).code;
    return (told.of_line == 0 || told.of_line == line.n) && (told.code.empty() || told.code == code)
        && told.quantity == line.quantity && (!told.amount || *told.amount == line.amount);
}

/// Whether the refund that is there is the file's: its time, and each line with its code, quantity
/// and amount as far as they are told.
bool says_the_same(Call& call, sales::Refund const& known, Sale const& sale, Receipt const& receipt)
{
    if (!is_its_time(receipt, known.at)) return false;
    if (!receipt.id.empty() && receipt.id != known.id.text()) return false;
    bool same = false;
    auto const told_in = [&](std::vector<sales::RefundedLine> const& lines) {
        return lines.size() == receipt.lines.size()
            && std::ranges::all_of(receipt.lines, [&](ReceiptLine const& told) {
                   return std::ranges::any_of(lines, [&](sales::RefundedLine const& line) {
                       return says_the_same(sale, line, told);
                   });
               });
    };
    sales::each_refund_on(call.view(), *receipt.scope, { known.day, known.day },
                          [&](sales::WholeRefund const& whole) {
                              if (whole.refund.id == known.id) same = told_in(whole.lines);
                          });
    return same;
}

/// Of a day alone, not before what was sold on it.
Timestamp refunded_at(Receipt const& receipt, Sale const& sale)
{
    bool const same_day = receipt.day_only && is_its_time(receipt, sale.sold_at);
    return same_day ? std::max(receipt.at, sale.sold_at) : receipt.at;
}

Result<Applied> put_refund(Call& call, Receipt const& receipt)
{
    auto const& scope = *receipt.scope;
    auto const id = TRY(id_of<RefundId>(receipt));
    auto const sale = TRY(refunded_sale(call, receipt));
    auto const before = sales::refunds(call.view(), scope, sale.id);
    auto const done = store::done(call.tx, store::RowKind::refund, receipt_key(receipt));
    for (auto const& known : before) {
        bool const meant = known.id == id || (done && known.id.text() == done->object)
            || (receipt.id.empty() && known.number == receipt.number);
        if (!meant) continue;
        TRY(check_id(call, receipt, known.id.text(), known.number, store::RowKind::refund));
        if (!says_the_same(call, known, sale, receipt))
            return about(other_content, "nota", receipt.number);
        return Applied { known.id.text(), true };
    }
    if (done) return about(other_content, "nota", receipt.number); // of another sale
    sales::RefundDraft draft { .id = id,
                               .sale = sale.id,
                               .reason = receipt.reason.empty() ? "Impor" : receipt.reason,
                               .goods_return = receipt.goods_return,
                               .at = refunded_at(receipt, sale),
                               .n = kept_number(sale, receipt, before) };
    for (auto const& wanted : receipt.lines) {
        auto const* line = TRY(refunded_line(sale, wanted));
        draft.lines.push_back({ line->n, wanted.quantity, TRY(beside_goods(*line, wanted)) });
    }
    auto const made = sales::refund(call, scope, draft);
    if (!made.ok()) return in_words_of_a_file(made.error(), receipt);
    return Applied { .object = id.text(),
                     .words = local_words(call.lang, receipt) + ": "
                         + text::booked_refund(call.lang, receipt.of_receipt),
                     .amount = made.value().total };
}

} // namespace

std::string receipt_key(Receipt const& receipt)
{
    return receipt.scope->code() + "|" + receipt.number;
}

Result<Applied> put_receipt(Call& call, Receipt const& receipt, KnownVariants& variants)
{
    if (receipt.type == ReceiptType::refund) return put_refund(call, receipt);
    return put_sale(call, receipt, variants);
}

} // namespace karya::exchange
