#include "books/receipt_book.h"
#include "base/text.h"
#include "books/cash_book.h"
#include "books/days.h"
#include "books/tables.h"
#include "books/text.h"

namespace karya::books {

namespace {

/// The goods of a kind among those that the days told of.
std::vector<ProductId> goods_of(View const& view, org::UnitScope const& scope,
                                ReceiptsAsked const& asked)
{
    auto goods = sales::products_of(view, scope, { asked.first, asked.last });
    std::erase_if(goods, [&](ProductId product) {
        return catalogue::kind_of(view.read, product) != asked.goods;
    });
    return goods;
}

/// "Buku nota: Petugas, Kerajinan"
std::string title_of(Lang lang, ReceiptsAsked const& asked)
{
    auto title = text::receipts_title(lang);
    std::string_view before = ": ";
    auto const add = [&](auto const& one) {
        if (!one) return;
        title.append(before).append(karya::text::of(lang, *one));
        before = ", ";
    };
    add(asked.buyer);
    add(asked.goods);
    add(asked.channel);
    return title;
}

/// What was counted for a kind when it was sold less what is of it now: goods may be given another
/// kind later. Nothing while sums are still on their way.
std::optional<Rupiah> moved_since(View const& view, org::UnitScope const& scope,
                                  ReceiptsAsked const& asked, Rupiah found)
{
    Rupiah all, counted;
    for (auto const& share : shares(view, { scope.unit() }, { asked.first, asked.last })) {
        if (share.facet == Facet::buyer) all += share.turnover;
        if (share.facet == Facet::goods && share.what == enum_text(*asked.goods))
            counted += share.turnover;
    }
    auto const now = sales::receipt_sums(view, scope, { .days = { asked.first, asked.last } });
    if (all != now.sold - now.given_back || counted == found) return {};
    return counted - found;
}

Result<Table> receipt_lines(View const& view, org::UnitScope const& scope, ReceiptBook const& book)
{
    auto table = table_of(text::receipts_lines,
                          { { text::number, false },
                            { text::date, false },
                            { text::receipts_buyer, false },
                            { text::receipts_paid, false },
                            { text::state, false },
                            { text::amount, true } });
    for (sales::DayPlace after;;) {
        auto const rows = sales::receipts_wished(view, scope, book.wish, after, 500);
        if (rows.empty()) break;
        for (auto const& sale : rows)
            table.rows.push_back(
                { .cells = {
                      cell(same(sale.number)), cell(sale.day), word_cell(sale.buyer),
                      sale.ways > 0 ? cell(both(&text::receipts_split)) : word_cell(sale.payment),
                      sale.state == sales::SaleState::recorded ? Cell {} : word_cell(sale.state),
                      cell(sale.total) } });
        if (table.rows.size() > lines_most) return too_long;
        after = { rows.back().day, rows.back().id };
    }
    if (!table.rows.empty())
        table.rows.push_back(
            sum_row(table, { Cell {}, Cell {}, Cell {}, Cell {}, cell(book.sums.sold) }));
    return table;
}

Result<Table> refund_lines(View const& view, org::UnitScope const& scope, ReceiptBook const& book)
{
    auto table = table_of(text::receipts_back,
                          { { text::number, false },
                            { text::date, false },
                            { text::reason, false },
                            { text::amount, true } });
    for (sales::RefundPlace after;;) {
        auto const rows = sales::refunds_wished(view, scope, book.wish, after, 500);
        if (rows.empty()) break;
        for (auto const& refund : rows)
            table.rows.push_back({ .cells = { cell(same(refund.number)), cell(refund.day),
                                              cell(same(refund.reason)), cell(refund.total) } });
        if (table.rows.size() > lines_most) return too_long;
        after = { rows.back().day, rows.back().id };
    }
    if (!table.rows.empty())
        table.rows.push_back(sum_row(table, { Cell {}, Cell {}, cell(book.sums.given_back) }));
    return table;
}

} // namespace

Result<ReceiptBook> receipt_book(View const& view, org::UnitScope const& scope,
                                 ReceiptsAsked const& asked)
{
    TRY(check_days(asked.first, asked.last));
    ReceiptBook book { .wish = { { asked.first, asked.last }, asked.buyer, asked.channel } };
    if (asked.goods) book.wish.products = goods_of(view, scope, asked);
    book.sums = sales::receipt_sums(view, scope, book.wish);
    auto& folio = book.folio;
    folio.title = both([&](Lang lang) { return title_of(lang, asked); });
    folio.place = same(TRY(org::unit_on(view, scope.unit(), asked.last)).name);
    folio.period = period_words(asked.first, asked.last);
    auto const turnover = book.sums.sold - book.sums.given_back;
    add_fact(folio, text::receipts_sold, cell(book.sums.sold));
    add_fact(folio, text::receipts_back, cell(book.sums.given_back));
    add_fact(folio, text::turnover, cell(turnover));
    add_fact(folio, text::sales, cell(book.sums.receipts));
    if (asked.goods && !asked.buyer && !asked.channel)
        if (auto const moved = moved_since(view, scope, asked, turnover))
            add_fact(folio, text::receipts_moved, cell(*moved));
    return book;
}

Result<Folio> whole_book(View const& view, org::UnitScope const& scope, ReceiptBook book)
{
    book.folio.tables.push_back(TRY(receipt_lines(view, scope, book)));
    book.folio.tables.push_back(TRY(refund_lines(view, scope, book)));
    return std::move(book.folio);
}

Result<SaleId> receipt_numbered(View const& view, org::UnitScope const& scope,
                                std::string_view typed)
{
    std::string number { trimmed(typed) };
    for (auto& c : number)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    std::int64_t n = 0;
    if (parse_integer(number, n))
        number = scope.code() + "-" + sales::SaleDraft {}.series + "-" + std::to_string(n);
    if (auto const refunded = sales::sale_of_refund(view, scope, number)) return *refunded;
    return TRY(sales::sale_by_number(view, scope, number)).id;
}

} // namespace karya::books
