#include "exchange/receipt.h"
#include "base/text.h"
#include "exchange/stable_id.h"
#include <algorithm>

namespace karya::exchange {

namespace {

using sales::Sale;

Error about(ErrorCode code, std::string column, std::string value)
{
    return Error { code }.with("column", std::move(column)).with("value", std::move(value));
}

/// "W" of "PTK-W-17" at the unit PTK; other papers go into the series "I".
std::string series_of(Receipt const& receipt)
{
    constexpr std::size_t length_max = 6;
    std::string_view number = receipt.number;
    auto const head = receipt.scope->code() + "-";
    auto const last = number.rfind('-');
    if (!number.starts_with(head) || last == std::string_view::npos || last <= head.size())
        return "I";
    std::int64_t n {};
    auto const series = number.substr(head.size(), last - head.size());
    bool const ours = series.size() <= length_max && series.find('-') == std::string_view::npos
        && parse_integer(number.substr(last + 1), n) && n > 0;
    return ours ? std::string { series } : "I";
}

template<class SomeId>
Result<SomeId> id_of(Receipt const& receipt)
{
    if (receipt.id.empty()) return SomeId { stable_id(receipt.at, receipt_key(receipt)) };
    auto const id = SomeId::parse(receipt.id);
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
    if (series_of(receipt) == "I" || !receipt.id.empty()) return {};
    auto by_number = sales::sale_by_number(call.view(), *receipt.scope, receipt.number);
    if (!by_number.ok()) return {};
    return by_number.take();
}

bool says_the_same(Sale const& sale, Receipt const& receipt)
{
    return sale.sold_at == receipt.at && sale.lines.size() == receipt.lines.size()
        && std::ranges::equal(sale.lines, receipt.lines, [](auto const& a, auto const& b) {
               return a.code == b.code && a.quantity == b.quantity
                   && (!b.price || a.price == *b.price);
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
    auto const series = series_of(receipt);
    bool const foreign = series == "I" && receipt.note.empty();
    sales::SaleDraft draft { .id = id,
                             .series = series,
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
    auto sale = TRY(sales::void_sale(
        call, scope, draft.id, receipt.reason.empty() ? "Diimpor sebagai batal" : receipt.reason));
    if (made)
        TRY(sales::close_shift(call, scope, open->id,
                               sales::expected_cash(call.view(), scope, *open), "Impor",
                               receipt.at));
    return sale;
}

Result<Applied> put_sale(Call& call, Receipt const& receipt, KnownVariants& variants)
{
    auto const id = TRY(id_of<SaleId>(receipt));
    if (auto const known = recorded(call, receipt, id)) {
        if (!says_the_same(*known, receipt)) return about(other_content, "nota", receipt.number);
        return Applied { known->id.text(), true };
    }
    auto draft = TRY(draft_of(call, receipt, id, variants));
    auto const sale = receipt.state == sales::SaleState::voided
        ? TRY(record_voided(call, receipt, std::move(draft)))
        : TRY(sales::record(call, *receipt.scope, draft));
    TRY(check_amounts(sale, receipt));
    return Applied { sale.id.text() };
}

Result<Sale> refunded_sale(Call& call, Receipt const& receipt)
{
    auto const key = receipt.scope->code() + "|" + receipt.of_receipt;
    if (auto const done = store::done(call.tx, store::RowKind::sale, key))
        return sales::sale(call.view(), *receipt.scope, TRY(SaleId::parse(done->object)));
    auto sale = sales::sale_by_number(call.view(), *receipt.scope, receipt.of_receipt);
    if (!sale.ok()) return about(unknown_sale, "atas nota", receipt.of_receipt);
    return sale;
}

/// The line named, else the latest with the code of which enough is left.
sales::Line const* refunded_line(Sale const& sale, ReceiptLine const& wanted)
{
    sales::Line const* found = nullptr;
    for (auto const& line : sale.lines) {
        bool const meant = wanted.of_line > 0
            ? line.n == wanted.of_line
            : line.code == wanted.code && line.left >= wanted.quantity;
        if (meant) found = &line;
    }
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

Result<Applied> put_refund(Call& call, Receipt const& receipt)
{
    auto const& scope = *receipt.scope;
    auto const id = TRY(id_of<RefundId>(receipt));
    auto const sale = TRY(refunded_sale(call, receipt));
    for (auto const& known : sales::refunds(call.view(), scope, sale.id))
        if (known.id == id || (receipt.id.empty() && known.number == receipt.number))
            return Applied { known.id.text(), true };
    sales::RefundDraft draft { .id = id,
                               .sale = sale.id,
                               .reason = receipt.reason.empty() ? "Impor" : receipt.reason,
                               .goods_return = receipt.goods_return,
                               .at = receipt.at };
    for (auto const& wanted : receipt.lines) {
        auto const* line = refunded_line(sale, wanted);
        if (!line || wanted.quantity > line->left)
            return about(unknown_sale, "atas baris", receipt.of_receipt);
        draft.lines.push_back({ line->n, wanted.quantity, TRY(beside_goods(*line, wanted)) });
    }
    TRY(sales::refund(call, scope, draft));
    return Applied { id.text() };
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
