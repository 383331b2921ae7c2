// The book of receipts: pages and files.

#include "books/choice.h"
#include "books/links.h"
#include "books/receipt_book.h"
#include "books/text.h"

namespace karya::books {

namespace {

// ---- GET /meja/buku/nota ----

struct ReceiptsQuery {
    std::optional<UnitId> unit {};
    std::optional<Day> first {};
    std::optional<Day> last {};
    std::optional<std::string> number {}; ///< that receipt alone
    std::optional<std::int64_t> page {};
    std::optional<std::string> q {}; ///< words of the unit looked for
};
BOOST_DESCRIBE_STRUCT(ReceiptsQuery, (), (unit, first, last, number, page, q))

/// A receipt that was looked for by its number.
struct FoundReceipt {
    SaleId sale {};
    std::string number {};
    Day day {};
    Rupiah total {};
};
BOOST_DESCRIBE_STRUCT(FoundReceipt, (), (sale, number, day, total))

struct ReceiptsShown {
    std::string unit_chosen {};
    Day first {};
    Day last {};
    std::string number {};
    bool searched { false };
    std::optional<FoundReceipt> found {};
    std::optional<std::string> report {}; ///< path of the report of that month
    ShownFolio folio {};
    std::optional<Pages> pages {};
};
BOOST_DESCRIBE_STRUCT(ReceiptsShown, (),
                      (unit_chosen, first, last, number, searched, found, report, folio, pages))

struct ReceiptsPage {
    std::optional<Choosing> choosing {};
    std::optional<ReceiptsShown> book {};
};
BOOST_DESCRIBE_STRUCT(ReceiptsPage, (), (choosing, book))

Result<std::optional<FoundReceipt>> find_receipt(View const& view, org::UnitScope const& scope,
                                                 std::string_view number)
{
    auto const id = receipt_numbered(view, scope, number);
    if (!id.ok()) return std::optional<FoundReceipt> {};
    auto const sale = TRY(sales::sale(view, scope, id.value()));
    return std::optional { FoundReceipt { sale.id, sale.number, sale.day, sale.total } };
}

Result<ReceiptsPage> show_receipts(View& view, ReceiptsQuery const& query)
{
    if (!query.unit && view.actor.level() != Level::unit)
        return ReceiptsPage { .choosing = TRY(units_to_choose(view, query.q.value_or(""))) };
    auto const scope = TRY(scope_asked(view, query.unit));
    auto const days = days_asked(view, scope, query.first, query.last);
    auto book = TRY(receipt_book(view, scope, days.first, days.last));
    ReceiptsShown page { .unit_chosen = query.unit ? query.unit->text() : "",
                         .first = days.first,
                         .last = days.last,
                         .number = query.number.value_or("") };
    page.searched = !page.number.empty();
    if (page.searched) page.found = TRY(find_receipt(view, scope, page.number));
    Seen const seen { page.unit_chosen, {}, days.first, days.last };
    if (month_of(days.first) == month_of(days.last))
        page.report = path_to(view.lang, seen,
                              { AboutKind::period, days.first.text().substr(0, 7) });
    page.pages = cut(book.folio.tables.front(), query.page);
    page.folio = shown(view.lang, book.folio, links_of(view, seen));
    return ReceiptsPage { .book = std::move(page) };
}

// ---- GET /meja/buku/nota/berkas ----

struct ReceiptsFileQuery {
    std::optional<UnitId> unit {};
    std::optional<Day> first {};
    std::optional<Day> last {};
    std::optional<FileFormat> format {};
};
BOOST_DESCRIBE_STRUCT(ReceiptsFileQuery, (), (unit, first, last, format))

Result<web::File> receipts_file(View& view, ReceiptsFileQuery const& query)
{
    auto const scope = TRY(scope_asked(view, query.unit));
    auto const days = days_asked(view, scope, query.first, query.last);
    auto const book = TRY(receipt_book(view, scope, days.first, days.last));
    return as_file(view, book.folio, query.format.value_or(FileFormat::pdf),
                   "buku-nota-" + scope.code() + "-" + days.first.text());
}

} // namespace

void add_receipt_routes(web::Routes& routes)
{
    routes.query<ReceiptsQuery, ReceiptsPage>("/meja/buku/nota", read_right, show_receipts,
                                              { "books/receipts" });
    routes.query<ReceiptsFileQuery, web::File>("/meja/buku/nota/berkas", read_right, receipts_file);
}

} // namespace karya::books
