// Receipts: the list, one on screen, on paper, as a text.

#include "base/text.h"
#include "catalogue/catalogue.h"
#include "core/subject.h"
#include "counter/receipt.h"
#include "counter/receipt_pdf.h"
#include "counter/routes_parts.h"
#include "counter/store.h"
#include "counter/text.h"
#include "identity/identity.h"
#include "labels/labels.h"
#include "web/page.h"
#include "web/routes.h"

namespace karya::counter {

namespace {

// ---- GET /kasir/nota ----

struct ReceiptsQuery {
    std::optional<std::string> number {};
    std::optional<SaleId> before {};
};
BOOST_DESCRIBE_STRUCT(ReceiptsQuery, (), (number, before))

struct ReceiptRow {
    SaleId sale {};
    std::string number {};
    LocalTime sold_at {};
    sales::BuyerKind buyer {};
    sales::Payment payment {};
    Rupiah total {};
    Rupiah refunded {};
    bool has_refund { false };
    sales::SaleState state {};
    bool split { false }; ///< paid in several ways
};
BOOST_DESCRIBE_STRUCT(ReceiptRow, (),
                      (sale, number, sold_at, buyer, payment, total, refunded, has_refund, state,
                       split))

struct ReceiptsPage {
    Day today {};
    Rupiah turnover {};
    std::int64_t sales {};                  ///< recorded today
    std::optional<sales::DayTotal> ways {}; ///< not told the cashier, who counts the drawer blind
    std::string number {};                  ///< what was searched for
    bool searched { false };
    std::vector<ReceiptRow> receipts {};
    std::optional<SaleId> next {};
};
BOOST_DESCRIBE_STRUCT(ReceiptsPage, (),
                      (today, turnover, sales, ways, number, searched, receipts, next))

/// "17" is the desk's receipt of that number.
std::string whole_number(org::UnitScope const& scope, std::string_view typed)
{
    std::int64_t n = 0;
    std::string number { trimmed(typed) };
    for (auto& c : number)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!parse_integer(number, n)) return number;
    return scope.code() + "-" + std::string { desk_series } + "-" + std::to_string(n);
}

ReceiptRow row_of(sales::SaleRow const& sale, Zone zone)
{
    return { .sale = sale.id,
             .number = sale.number,
             .sold_at = { sale.sold_at, zone },
             .buyer = sale.buyer,
             .payment = sale.payment,
             .total = sale.total,
             .refunded = sale.refunded,
             .has_refund = sale.refunded > Rupiah {},
             .state = sale.state,
             .split = sale.ways > 0 };
}

Result<ReceiptsPage> show_receipts(View& view, ReceiptsQuery const& query)
{
    constexpr std::size_t page_size = 50;
    auto const scope = TRY(org::own(view));
    auto const today = scope.day(view.now);
    auto const day = sales::day_total(view, scope, today);
    ReceiptsPage page { .today = today, .turnover = day.turnover, .sales = day.sales };
    if (view.actor.role != Role::cashier) page.ways = day;
    if (query.number) {
        page.number = *query.number;
        page.searched = true;
        auto const number = whole_number(scope, *query.number);
        auto const of_refund = sales::sale_of_refund(view, scope, number);
        auto const sale = of_refund ? sales::sale(view, scope, *of_refund)
                                    : sales::sale_by_number(view, scope, number);
        if (sale.ok()) {
            auto const& found = sale.value();
            page.receipts.push_back(
                row_of({ found.id, found.number, found.day, found.sold_at, found.buyer,
                         found.payment, found.total, found.refunded, found.state,
                         found.paid.size() > 1 ? std::ssize(found.paid) : 0 },
                       scope.zone()));
        }
        return page;
    }
    auto const rows = sales::sales_of(view, scope, query.before.value_or(SaleId {}));
    for (auto const& sale : rows) page.receipts.push_back(row_of(sale, scope.zone()));
    if (rows.size() == page_size) page.next = rows.back().id;
    return page;
}

// ---- GET /kasir/struk/{sale} ----

struct KitRow {
    std::string words {};
    Rupiah off {};
};
BOOST_DESCRIBE_STRUCT(KitRow, (), (words, off))

struct ReceiptLine {
    std::string name {};
    std::string quantity {}; ///< "2 × Rp 45.000"
    Rupiah amount {};        ///< before any discount
    bool short_by { false };
};
BOOST_DESCRIBE_STRUCT(ReceiptLine, (), (name, quantity, amount, short_by))

struct Instead {
    SaleId sale {};
    std::string number {};
};
BOOST_DESCRIBE_STRUCT(Instead, (), (sale, number))

struct LabelRow {
    std::string run {};    ///< empty: not for this reader
    std::string number {}; ///< "PTK 12"
};
BOOST_DESCRIBE_STRUCT(LabelRow, (), (run, number))

struct LabelledLine {
    std::string name {};
    std::vector<LabelRow> labels {};
};
BOOST_DESCRIBE_STRUCT(LabelledLine, (), (name, labels))

struct RefundRow {
    std::string number {};
    LocalTime at {};
    Rupiah total {};
    std::string reason {};
    std::vector<sales::Tender> paid {}; ///< of a sale that was paid in several ways
    std::optional<Instead> instead {};  ///< the sale of what was taken in exchange
    std::string by_payment {};          ///< where the money of an order goes back, in words
};
BOOST_DESCRIBE_STRUCT(RefundRow, (), (number, at, total, reason, paid, instead, by_payment))

/// What of a refund its order's payment gives back, and what the counter did.
std::string payment_words(Lang lang, sales::Refund const& refund)
{
    if (!refund.ahead || refund.ahead->amount == refund.ahead->kept) return {};
    auto words = text::refund_by_payment(lang, show(lang, refund.ahead->owed()));
    if (auto const here = refund.total - refund.ahead->amount; here > Rupiah {})
        words += ", " + text::refund_at_counter(lang, show(lang, here));
    return words;
}

std::optional<Instead> instead_of(View const& view, org::UnitScope const& scope, RefundId refund)
{
    auto const sale = sales::taken_instead(view, scope, refund);
    if (!sale) return {};
    return Instead { sale->id, sale->number };
}

struct VoidRow {
    LocalTime at {};
    std::string officer {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(VoidRow, (), (at, officer, reason))

struct PhotoRow {
    EvidenceId photo {};
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(PhotoRow, (), (photo, at))

/// An entry of the book behind the receipt or one of its refunds.
struct BookedRow {
    EntryId entry {};
    std::int64_t seq {};
    ledger::EntryKind kind {};
    Day day {};
};
BOOST_DESCRIBE_STRUCT(BookedRow, (), (entry, seq, kind, day))

/// The rule version that split some of its lines.
struct RuleRow {
    RuleId rule {};
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(RuleRow, (), (rule, words))

/// Where the receipt goes on to: what was booked, by which rules, and the report that holds its
/// day.
struct BookTrace {
    std::vector<BookedRow> entries {};
    std::vector<RuleRow> rules {};
    std::string report {}; ///< words
    std::string report_path {};
};
BOOST_DESCRIBE_STRUCT(BookTrace, (), (entries, rules, report, report_path))

struct ReceiptPage {
    std::string title {};
    SaleId sale {};
    UnitId unit {};
    std::string unit_name {};
    std::string number {};
    LocalTime sold_at {};
    sales::SaleState state {};
    std::string officer {};
    sales::BuyerKind buyer {};
    std::string nip_tail {};
    sales::Payment payment {};
    std::vector<ReceiptLine> lines {};
    std::vector<LabelledLine> labelled {};
    Rupiah worth {};             ///< before anything was taken off
    std::vector<KitRow> kits {}; ///< what kits took off
    Rupiah discount {};          ///< what the officer did
    bool has_discount { false };
    bool has_less { false }; ///< either
    Rupiah total {};
    Rupiah received {};
    std::vector<sales::Tender> handed {};
    Rupiah change {};
    bool has_change { false };
    Rupiah refunded {};
    bool has_refund { false };
    std::string note {};
    std::optional<VoidRow> taken_back {};
    std::vector<RefundRow> refunds {};
    Rupiah left {};                         ///< what refunds have left of the total
    std::vector<ledger::Thread> threads {}; ///< of what is left
    std::vector<ledger::Thread> bar {};     ///< the threads that take room
    Rupiah bar_total {};
    std::vector<ledger::Thread> back {}; ///< what went back to the buyer
    std::vector<Why> why {};
    std::string share {};
    std::vector<PhotoRow> photos {};
    bool voidable { false };            ///< its shift is open and nothing went back
    bool refundable { false };          ///< something is left of it
    std::string reversers {};           ///< who may, when the reader may not
    std::optional<BookTrace> booked {}; ///< for those who read the books
};
BOOST_DESCRIBE_STRUCT(ReceiptPage, (),
                      (title, sale, unit, unit_name, number, sold_at, state, officer, buyer,
                       nip_tail, payment, lines, labelled, worth, kits, discount, has_discount,
                       has_less, total, received, handed, change, has_change, refunded, has_refund,
                       note, taken_back, refunds, left, threads, bar, bar_total, back, why, share,
                       photos, voidable, refundable, reversers, booked))

void put_lines(Lang lang, sales::Sale const& sale, ReceiptPage& page)
{
    for (auto const& line : sale.lines)
        page.lines.push_back({ .name = line.name,
                               .quantity = quantity_words(lang, line),
                               .amount = line.amount + line.discount,
                               .short_by = line.short_by > Quantity {} });
}

void put_labels(View const& view, org::UnitScope const& scope, sales::Sale const& sale,
                ReceiptPage& page)
{
    auto const sold = labels::labels_of(view, scope, sale.id);
    bool const opens = labels::read_right.allows(view.actor);
    for (auto const& line : sale.lines) {
        LabelledLine row { .name = line.name };
        for (auto const& label : sold)
            if (label.line == line.n)
                row.labels.push_back({ opens ? label.run.text() : "",
                                       scope.code() + " " + show(view.lang, label.serial) });
        if (!row.labels.empty()) page.labelled.push_back(std::move(row));
    }
}

void put_threads(Receipt const& receipt, ReceiptPage& page)
{
    page.left = receipt.left.total();
    page.threads = receipt.threads;
    page.bar = ledger::bar_of(receipt.threads);
    page.bar_total = ledger::width_of(page.bar);
    page.back = ledger::threads_of(receipt.back);
}

void put_history(View& view, org::UnitScope const& scope, sales::Sale const& sale,
                 ReceiptPage& page)
{
    for (auto const& refund : sales::refunds(view, scope, sale.id))
        page.refunds.push_back({ refund.number,
                                 { refund.at, scope.zone() },
                                 refund.total,
                                 refund.reason,
                                 sale.paid.size() > 1 ? refund.paid : std::vector<sales::Tender> {},
                                 instead_of(view, scope, refund.id),
                                 payment_words(view.lang, refund) });
    if (auto const why = sales::void_of(view, scope, sale.id))
        page.taken_back = { { why->at, scope.zone() },
                            identity::name_of(view, why->officer),
                            why->reason };
    for (auto const& photo : store::photos(view.read, scope.unit(), sale.id))
        page.photos.push_back({ photo.id, { photo.at, scope.zone() } });
    page.why = why(view, sale);
    bool const counts = sale.state == sales::SaleState::recorded;
    auto const shift = sales::open_shift_of(view, scope, desk_series);
    page.voidable = counts && sale.refunded == Rupiah {} && shift && sale.shift == shift->id;
    page.refundable = counts && sale.refunded < sale.total;
    if (page.refundable) page.reversers = reversers(view);
}

std::optional<BookTrace> booked_of(View const& view, org::UnitScope const& scope,
                                   sales::Sale const& sale)
{
    if (!ledger::read_books.allows(view.actor)) return {};
    BookTrace trace;
    std::vector<std::string> sources { sale.id.text() };
    for (auto const& refund : sales::refunds(view, scope, sale.id))
        sources.push_back(refund.id.text());
    for (auto const& source : sources)
        for (auto const& entry : ledger::entries_of(view, scope, source))
            trace.entries.push_back({ entry.id, entry.seq, entry.kind, entry.day });
    for (auto const id : sales::rules_of(view.read, sale.id.text())) {
        auto const rule = ledger::rule(view, id);
        CHECK(rule.ok()); // a line's rule is never deleted
        trace.rules.push_back({ id, ledger::rule_words(view.lang, rule.value()) });
    }
    auto const day = scope.unit().text() + " " + sale.day.text();
    auto const report = core::subject(view, { scope.unit(), "books.send_day", day });
    if (!report || report->path.empty()) return trace;
    trace.report = report->words;
    trace.report_path = web::localized(view.lang, report->path);
    return trace;
}

/// Above the unit nobody learns who bought.
std::string shown_nip(View const& view, sales::Sale const& sale)
{
    return view.actor.level() == Level::unit ? sale.nip_tail : "";
}

Result<ReceiptPage> show_receipt(View& view, SalePath const& path)
{
    auto const scope = TRY(org::reach(view, TRY(sales::unit_of(view, path.sale))));
    auto const receipt = TRY(receipt_of(view, scope, path.sale));
    auto const& sale = receipt.sale;
    ReceiptPage page { .title = text::receipt_number(view.lang, sale.number),
                       .sale = sale.id,
                       .unit = sale.unit,
                       .unit_name = receipt.unit.name,
                       .number = sale.number,
                       .sold_at = receipt.sold_at,
                       .state = sale.state,
                       .officer = receipt.officer,
                       .buyer = sale.buyer,
                       .nip_tail = shown_nip(view, sale),
                       .payment = sale.payment,
                       .worth = sale.total + receipt.discount,
                       .discount = receipt.given,
                       .has_discount = receipt.given > Rupiah {},
                       .has_less = receipt.discount > Rupiah {} || !receipt.kits.empty(),
                       .total = sale.total,
                       .received = sale.received,
                       .handed = receipt.handed,
                       .change = receipt.change,
                       .has_change = receipt.change > Rupiah {},
                       .refunded = sale.refunded,
                       .has_refund = sale.refunded > Rupiah {},
                       .note = sale.note,
                       .share = share_text(view.lang, receipt) };
    put_lines(view.lang, sale, page);
    for (auto const& kit : receipt.kits)
        page.kits.push_back({ kit_words(view.lang, kit), kit.off });
    put_labels(view, scope, sale, page);
    put_threads(receipt, page);
    put_history(view, scope, sale, page);
    page.booked = booked_of(view, scope, sale);
    return page;
}

// ---- The same on paper and as a text ----

template<Paper paper>
Result<web::File> print_receipt(View& view, SalePath const& path)
{
    auto const receipt = TRY(receipt_of(view, TRY(org::own(view)), path.sale));
    return web::File { .content_type = "application/pdf",
                       .bytes = receipt_pdf(view.lang, receipt, paper),
                       .no_store = true };
}

Result<web::File> write_receipt(View& view, SalePath const& path)
{
    auto const receipt = TRY(receipt_of(view, TRY(org::own(view)), path.sale));
    return web::File { .content_type = "text/plain; charset=utf-8",
                       .bytes = share_text(view.lang, receipt),
                       .no_store = true };
}

} // namespace

void add_receipt_routes(web::Routes& routes)
{
    routes.query<ReceiptsQuery, ReceiptsPage>("/kasir/nota", read_right, show_receipts,
                                              { "counter/receipts" });
    routes.query<SalePath, ReceiptPage>("/kasir/struk/{sale}", trace_right, show_receipt,
                                        { "counter/receipt" });
    routes.query<SalePath, web::File>("/kasir/struk/{sale}/58mm", read_right,
                                      print_receipt<Paper::roll_58>);
    routes.query<SalePath, web::File>("/kasir/struk/{sale}/80mm", read_right,
                                      print_receipt<Paper::roll_80>);
    routes.query<SalePath, web::File>("/kasir/struk/{sale}/a4", read_right,
                                      print_receipt<Paper::a4>);
    routes.query<SalePath, web::File>("/kasir/struk/{sale}/teks", read_right, write_receipt);
}

} // namespace karya::counter
