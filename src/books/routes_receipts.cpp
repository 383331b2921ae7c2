// The book of receipts: pages and files.

#include "books/choice.h"
#include "books/links.h"
#include "books/receipt_book.h"
#include "books/text.h"

namespace karya::books {

namespace {

constexpr std::int64_t receipts_a_page = 100;

// ---- GET /meja/buku/nota ----

struct ReceiptsQuery {
    std::optional<UnitId> unit {};
    std::optional<Day> first {};
    std::optional<Day> last {};
    std::optional<sales::BuyerKind> buyer {};
    std::optional<sales::Channel> channel {};
    std::optional<catalogue::ProductKind> goods {};
    std::optional<std::string> number {}; ///< that receipt alone
    std::optional<Day> after_day {};      ///< the page goes on after that receipt …
    std::optional<SaleId> after {};
    std::optional<Day> back_day {}; ///< … and after that refund
    std::optional<RefundId> back {};
    std::optional<std::string> q {}; ///< words of the unit looked for
};
BOOST_DESCRIBE_STRUCT(ReceiptsQuery, (),
                      (unit, first, last, buyer, channel, goods, number, after_day, after, back_day,
                       back, q))

struct BuyerChoice {
    sales::BuyerKind buyer {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(BuyerChoice, (), (buyer, chosen))
struct ChannelChoice {
    sales::Channel channel {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(ChannelChoice, (), (channel, chosen))
struct KindChoice {
    catalogue::ProductKind goods {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(KindChoice, (), (goods, chosen))

/// A receipt that was looked for by its number.
struct FoundReceipt {
    SaleId sale {};
    std::string number {};
    Day day {};
    Rupiah total {};
};
BOOST_DESCRIBE_STRUCT(FoundReceipt, (), (sale, number, day, total))

struct ReceiptLine {
    SaleId sale {};
    std::string number {};
    Day day {};
    sales::BuyerKind buyer {};
    sales::Payment payment {};
    bool split { false }; ///< paid in several ways
    sales::SaleState state {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(ReceiptLine, (), (sale, number, day, buyer, payment, split, state, amount))
struct BackLine {
    SaleId sale {};
    std::string number {};
    Day day {};
    std::string reason {};
    Rupiah amount {};
};
BOOST_DESCRIBE_STRUCT(BackLine, (), (sale, number, day, reason, amount))

/// Where the next lines begin: after that one.
struct Later {
    Day day {};
    std::string id {};
};
BOOST_DESCRIBE_STRUCT(Later, (), (day, id))

struct ReceiptsShown {
    std::string unit_chosen {};
    std::string here {}; ///< unit, days and choices, kept in addresses
    Day first {};
    Day last {};
    std::vector<BuyerChoice> buyers {};
    std::vector<KindChoice> kinds {};
    std::vector<ChannelChoice> channels {};
    std::string number {};
    bool searched { false };
    std::optional<FoundReceipt> found {};
    std::optional<std::string> report {}; ///< path of the report of that month
    ShownFolio folio {};                  ///< its head and sums
    bool of_goods { false };              ///< amounts are those of the goods asked for alone
    bool began_earlier { false };         ///< lines stand on pages before this one
    std::vector<ReceiptLine> receipts {};
    std::optional<Later> receipts_later {};
    Rupiah sold {};
    std::vector<BackLine> refunds {};
    std::optional<Later> refunds_later {};
    Rupiah given_back {};
};
BOOST_DESCRIBE_STRUCT(ReceiptsShown, (),
                      (unit_chosen, here, first, last, buyers, kinds, channels, number, searched,
                       found, report, folio, of_goods, began_earlier, receipts, receipts_later,
                       sold, refunds, refunds_later, given_back))

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

template<class Choice, DescribedEnum E>
void put_choices(std::vector<Choice>& choices, std::optional<E> const& asked)
{
    for (auto const one : enum_values<E>()) choices.push_back({ one, asked == one });
}

std::string address_of(ReceiptsQuery const& query, DaysAsked const& days)
{
    std::string here = "first=" + days.first.text() + "&last=" + days.last.text();
    if (query.unit) here += "&unit=" + query.unit->text();
    if (query.buyer) here += "&buyer=" + std::string { enum_text(*query.buyer) };
    if (query.goods) here += "&goods=" + std::string { enum_text(*query.goods) };
    if (query.channel) here += "&channel=" + std::string { enum_text(*query.channel) };
    return here;
}

/// Both read one line more than a page has room for, to know whether it goes on.
void put_receipts(View const& view, org::UnitScope const& scope, ReceiptBook const& book,
                  ReceiptsQuery const& query, ReceiptsShown& page)
{
    sales::DayPlace after;
    if (query.after && query.after_day) after = { *query.after_day, *query.after };
    auto rows = sales::receipts_wished(view, scope, book.wish, after, receipts_a_page + 1);
    if (std::ssize(rows) > receipts_a_page) {
        rows.pop_back();
        page.receipts_later = Later { rows.back().day, rows.back().id.text() };
    }
    for (auto& row : rows)
        page.receipts.push_back({ row.id, std::move(row.number), row.day, row.buyer, row.payment,
                                  row.ways > 0, row.state, row.total });
    page.began_earlier = page.began_earlier || !after.id.empty();
}

void put_refunds(View const& view, org::UnitScope const& scope, ReceiptBook const& book,
                 ReceiptsQuery const& query, ReceiptsShown& page)
{
    sales::RefundPlace after;
    if (query.back && query.back_day) after = { *query.back_day, *query.back };
    auto rows = sales::refunds_wished(view, scope, book.wish, after, receipts_a_page + 1);
    if (std::ssize(rows) > receipts_a_page) {
        rows.pop_back();
        page.refunds_later = Later { rows.back().day, rows.back().id.text() };
    }
    for (auto& row : rows)
        page.refunds.push_back(
            { row.sale, std::move(row.number), row.day, std::move(row.reason), row.total });
    page.began_earlier = page.began_earlier || !after.id.empty();
}

ReceiptsAsked asked_of(ReceiptsQuery const& query, DaysAsked const& days)
{
    return { days.first, days.last, query.buyer, query.channel, query.goods };
}

Result<ReceiptsPage> show_receipts(View& view, ReceiptsQuery const& query)
{
    if (!query.unit && view.actor.level() != Level::unit)
        return ReceiptsPage { .choosing = TRY(units_to_choose(view, query.q.value_or(""))) };
    auto const scope = TRY(scope_asked(view, query.unit));
    auto const days = days_asked(view, scope, query.first, query.last);
    auto const book = TRY(receipt_book(view, scope, asked_of(query, days)));
    ReceiptsShown page { .unit_chosen = query.unit ? query.unit->text() : "",
                         .here = address_of(query, days),
                         .first = days.first,
                         .last = days.last,
                         .number = query.number.value_or(""),
                         .folio = shown(view.lang, book.folio),
                         .of_goods = query.goods.has_value(),
                         .sold = book.sums.sold,
                         .given_back = book.sums.given_back };
    put_choices(page.buyers, query.buyer);
    put_choices(page.kinds, query.goods);
    put_choices(page.channels, query.channel);
    page.searched = !page.number.empty();
    if (page.searched) page.found = TRY(find_receipt(view, scope, page.number));
    if (month_of(days.first) == month_of(days.last))
        page.report = path_to(view.lang, { page.unit_chosen, {}, days.first, days.last },
                              { AboutKind::period, days.first.text().substr(0, 7) });
    put_receipts(view, scope, book, query, page);
    put_refunds(view, scope, book, query, page);
    return ReceiptsPage { .book = std::move(page) };
}

// ---- GET /meja/buku/nota/berkas ----

struct ReceiptsFileQuery {
    std::optional<UnitId> unit {};
    std::optional<Day> first {};
    std::optional<Day> last {};
    std::optional<sales::BuyerKind> buyer {};
    std::optional<sales::Channel> channel {};
    std::optional<catalogue::ProductKind> goods {};
    std::optional<FileFormat> format {};
};
BOOST_DESCRIBE_STRUCT(ReceiptsFileQuery, (), (unit, first, last, buyer, channel, goods, format))

Result<web::File> receipts_file(View& view, ReceiptsFileQuery const& query)
{
    auto const scope = TRY(scope_asked(view, query.unit));
    auto const days = days_asked(view, scope, query.first, query.last);
    auto book = TRY(receipt_book(
        view, scope, { days.first, days.last, query.buyer, query.channel, query.goods }));
    auto const folio = TRY(whole_book(view, scope, std::move(book)));
    return as_file(view, folio, query.format.value_or(FileFormat::pdf),
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
