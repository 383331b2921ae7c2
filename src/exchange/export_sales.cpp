// Sales and refunds, in an order in which they can be recorded again: as time went by, each series
// by its numbers.

#include "base/text.h"
#include "exchange/cells.h"
#include "exchange/columns.h"
#include "exchange/export.h"
#include "exchange/receipt.h"
#include <algorithm>

namespace karya::exchange {

namespace {

using sheet::Cell;

/// A document of one unit in the order of the file.
struct Document {
    Timestamp from {}; ///< its own time, or that of an earlier number of its series if later
    ReceiptType type { ReceiptType::sale };
    std::string series {};
    std::int64_t n {};
    Timestamp at {};
    SaleId sale {};
    sales::WholeRefund refund {}; ///< of a refund

    auto place() const { return std::tie(from, type, series, n); }
};

/// Series and count of "PTK-W-17" and "PTK-W-R3".
void read_number(Document& document, std::string_view number)
{
    auto const first = number.find('-');
    auto const last = number.rfind('-');
    auto digits = number.substr(last + 1);
    if (digits.starts_with('R')) digits.remove_prefix(1);
    document.series = number.substr(first + 1, last - first - 1);
    CHECK(parse_integer(digits, document.n));
}

/// Times that never go back within a series, so that numbers are given again in the same order.
void put_in_order(std::vector<Document>& documents, std::map<SaleId, Timestamp> const& sold)
{
    std::ranges::sort(documents, {}, [](Document const& document) {
        return std::tie(document.type, document.series, document.n);
    });
    Document const* before = nullptr;
    for (auto& document : documents) {
        document.from = document.at;
        // A sale of earlier days than those wanted is not among them, and needs no order.
        if (auto const sale = sold.find(document.sale);
            document.type == ReceiptType::refund && sale != sold.end())
            document.from = std::max(document.from, sale->second);
        bool const follows = before && before->type == document.type
            && before->series == document.series;
        if (follows) document.from = std::max(document.from, before->from);
        before = &document;
    }
    std::ranges::sort(documents, {}, [](Document const& document) { return document.place(); });
}

Result<std::vector<Document>> documents_of(View const& view, org::UnitScope const& scope,
                                           Export const& wanted)
{
    std::vector<Document> documents;
    std::optional<sales::DayPlace> after;
    for (;;) {
        auto const rows = sales::sales_on(view, scope, wanted.days, after);
        for (auto const& row : rows) {
            Document document { .at = row.sold_at, .sale = row.id };
            read_number(document, row.number);
            documents.push_back(std::move(document));
        }
        // Every document has a row of its own at least.
        if (static_cast<std::int64_t>(documents.size()) > wanted.rows_max) return export_too_large;
        if (rows.empty()) break;
        after = sales::DayPlace { rows.back().day, rows.back().id };
    }
    // A refund follows its sale even where a till's clock was wrong.
    std::map<SaleId, Timestamp> sold;
    put_in_order(documents, sold);
    for (auto const& document : documents) sold[document.sale] = document.from;
    sales::each_refund_on(view, scope, wanted.days, [&](sales::WholeRefund const& refund) {
        Document document { .type = ReceiptType::refund,
                            .at = refund.refund.at,
                            .sale = refund.refund.sale,
                            .refund = refund };
        read_number(document, refund.refund.number);
        documents.push_back(std::move(document));
    });
    put_in_order(documents, sold);
    return documents;
}

/// The cells of one row of the file; what a sale has and a refund has not stays empty.
struct SalesRow {
    std::string_view type {};
    std::string_view number {};
    std::string_view at {};
    std::string_view code {};
    Quantity quantity {};
    std::optional<Rupiah> price {};
    std::optional<Rupiah> discount {};
    std::optional<Rupiah> cost {};
    Rupiah amount {};
    std::string_view buyer {};
    std::string_view payment {};
    std::optional<Rupiah> received {};
    std::string_view note {};
    std::string_view state {};
    std::string_view of_receipt {};
    std::optional<std::int64_t> of_line {};
    std::string_view goods_return {};
    std::string_view reason {};
    std::string_view id {};
};

Result<void> write_row(sheet::Writer& writer, std::string const& unit_code, SalesRow const& row)
{
    std::array<Cell, 21> const cells { std::string_view { unit_code },
                                       row.type,
                                       row.number,
                                       row.at,
                                       row.code,
                                       row.quantity,
                                       cell_or_empty(row.price),
                                       cell_or_empty(row.discount),
                                       cell_or_empty(row.cost),
                                       row.amount,
                                       row.buyer,
                                       std::string_view {}, // of the NIP only a hash is kept
                                       row.payment,
                                       cell_or_empty(row.received),
                                       row.note,
                                       row.state,
                                       row.of_receipt,
                                       cell_or_empty(row.of_line),
                                       row.goods_return,
                                       row.reason,
                                       row.id };
    return writer.row(cells);
}

/// "cash"; of several ways "cash 20000 + qris 30000", first the one that has the rest.
std::string payment_words(sales::Sale const& sale)
{
    std::string words { file_word(sale.payment) };
    if (sale.paid.size() < 2) return words;
    for (auto const& [payment, amount] : sale.paid)
        if (payment == sale.payment) words += " " + std::to_string(amount.amount());
    for (auto const& [payment, amount] : sale.paid)
        if (payment != sale.payment)
            words += " + " + std::string { file_word(payment) } + " "
                + std::to_string(amount.amount());
    return words;
}

/// Why the sale was taken back, as far as anybody said.
std::string void_reason(View const& view, org::UnitScope const& scope, sales::Sale const& sale)
{
    if (sale.state != sales::SaleState::voided) return {};
    auto const taken_back = sales::void_of(view, scope, sale.id);
    return taken_back && taken_back->reason != untold_reason ? taken_back->reason : std::string {};
}

Result<std::int64_t> write_sale(sheet::Writer& writer, org::Unit const& unit,
                                sales::Sale const& sale, std::string const& reason)
{
    auto const at = local_text(sale.sold_at, unit.zone);
    auto const id = sale.id.text();
    auto const payment = payment_words(sale);
    for (auto const& line : sale.lines)
        TRY(write_row(writer, unit.code,
                      { .type = file_word(ReceiptType::sale),
                        .number = sale.number,
                        .at = at,
                        .code = line.code,
                        .quantity = line.quantity,
                        .price = line.price,
                        .discount = line.discount,
                        .cost = line.cost,
                        .amount = line.amount,
                        .buyer = file_word(sale.buyer),
                        .payment = payment,
                        .received = sale.received,
                        .note = sale.note,
                        .state = file_word(sale.state),
                        .reason = reason,
                        .id = id }));
    return static_cast<std::int64_t>(sale.lines.size());
}

Result<std::int64_t> write_refund(sheet::Writer& writer, org::Unit const& unit,
                                  sales::Sale const& sale, sales::WholeRefund const& whole)
{
    auto const& refund = whole.refund;
    auto const at = local_text(refund.at, unit.zone);
    auto const id = refund.id.text();
    for (auto const& line : whole.lines)
        TRY(write_row(writer, unit.code,
                      { .type = file_word(ReceiptType::refund),
                        .number = refund.number,
                        .at = at,
                        .code = sale.lines.at(static_cast<std::size_t>(line.n - 1)).code,
                        .quantity = line.quantity,
                        .amount = line.amount,
                        .buyer = file_word(sale.buyer),
                        .payment = file_word(sale.payment),
                        .of_receipt = sale.number,
                        .of_line = line.n,
                        .goods_return = whole.goods_return ? "ya" : "tidak",
                        .reason = refund.reason,
                        .id = id }));
    return static_cast<std::int64_t>(whole.lines.size());
}

} // namespace

Result<std::int64_t> write_sales(View const& view, Export const& wanted, sheet::Writer& writer)
{
    std::int64_t rows = 0;
    for (auto const& unit : TRY(exported_units(view, wanted))) {
        auto const scope = TRY(org::reach(view, unit.id));
        for (auto const& document : TRY(documents_of(view, scope, wanted))) {
            auto const sale = TRY(sales::sale(view, scope, document.sale));
            rows += document.type == ReceiptType::sale
                ? TRY(write_sale(writer, unit, sale, void_reason(view, scope, sale)))
                : TRY(write_refund(writer, unit, sale, document.refund));
            if (rows > wanted.rows_max) return export_too_large;
        }
    }
    return rows;
}

namespace {

/// A movement of the books, without what differs between installations (ids, hashes, the moment it
/// was typed in).
struct LedgerRow {
    Day day {};
    std::string document {};
    ledger::EntryKind kind {};
    ledger::Account account {};
    Rupiah amount {};
    auto place() const { return std::tie(day, document, kind, account, amount); }
};

/// The refund's own number; an entry of a refund is headed by its sale's.
std::string document_of(View const& view, org::UnitScope const& scope, ledger::Entry const& entry)
{
    if (entry.kind != ledger::EntryKind::refund) return entry.memo;
    auto const refund = sales::document(view, scope, entry.source);
    return refund.ok() ? refund.value().number : entry.memo;
}

Result<std::vector<LedgerRow>> ledger_rows(View const& view, org::UnitScope const& scope,
                                           Export const& wanted)
{
    constexpr std::int64_t page = 100;
    std::vector<LedgerRow> rows;
    for (std::int64_t before = 0;;) {
        auto const entries = ledger::entries(view, scope, before, page);
        for (auto const& entry : entries) {
            if (entry.business_day < wanted.days.first || entry.business_day > wanted.days.last)
                continue;
            auto const document = document_of(view, scope, entry);
            for (auto const& posting : ledger::postings(view, scope, entry.id))
                rows.push_back(
                    { entry.business_day, document, entry.kind, posting.account, posting.amount });
        }
        if (static_cast<std::int64_t>(rows.size()) > wanted.rows_max) return export_too_large;
        if (entries.empty() || entries.back().seq <= 1) break;
        before = entries.back().seq;
    }
    std::ranges::sort(rows, {}, [](LedgerRow const& row) { return row.place(); });
    return rows;
}

} // namespace

Result<std::int64_t> write_ledger(View const& view, Export const& wanted, sheet::Writer& writer)
{
    std::int64_t count = 0;
    for (auto const& unit : TRY(exported_units(view, wanted))) {
        auto const scope = TRY(org::reach(view, unit.id));
        for (auto const& row : TRY(ledger_rows(view, scope, wanted))) {
            bool const debit = row.amount > Rupiah {};
            Cell const nothing { std::string_view {} };
            std::array<Cell, 7> const cells { std::string_view { unit.code },
                                              row.day,
                                              file_word(row.kind),
                                              std::string_view { row.document },
                                              file_word(row.account),
                                              debit ? Cell { row.amount } : nothing,
                                              debit ? nothing : Cell { -row.amount } };
            TRY(writer.row(cells));
            ++count;
        }
    }
    return count;
}

} // namespace karya::exchange
