#include "books/receipt_book.h"
#include "base/text.h"
#include "books/cash_book.h"
#include "books/tables.h"
#include "books/text.h"

namespace karya::books {

namespace {

/// The book while it is put together.
class ReceiptLeaf {
public:
    ReceiptLeaf(View const& view, org::UnitScope const& scope, sales::Days const& days)
        : m_view(view),
          m_scope(scope),
          m_days(days)
    {
    }
    Result<ReceiptBook> made()
    {
        m_book.folio.title = both([](Lang lang) { return text::receipts_title(lang); });
        m_book.folio.place = same(TRY(org::unit_on(m_view, m_scope.unit(), m_days.last)).name);
        m_book.folio.period = period_words(m_days.first, m_days.last);
        auto sold = TRY(receipts());
        auto back = TRY(refunds());
        add_fact(m_book.folio, text::receipts_sold, cell(m_book.sold));
        add_fact(m_book.folio, text::receipts_back, cell(m_book.given_back));
        add_fact(m_book.folio, text::turnover, cell(m_book.sold - m_book.given_back));
        add_fact(m_book.folio, text::sales, cell(m_counted));
        m_book.folio.tables.push_back(std::move(sold));
        m_book.folio.tables.push_back(std::move(back));
        return std::move(m_book);
    }

private:
    Result<Table> receipts()
    {
        auto table = table_of(text::receipts_lines,
                              { { text::number, false },
                                { text::date, false },
                                { text::receipts_buyer, false },
                                { text::receipts_paid, false },
                                { text::state, false },
                                { text::amount, true } });
        std::optional<sales::DayPlace> after;
        for (;;) {
            auto const rows = sales::sales_on(m_view, m_scope, m_days, after);
            if (rows.empty()) break;
            if (table.rows.size() + rows.size() > lines_most) return too_long;
            for (auto const& sale : rows) put(table, sale);
            after = sales::DayPlace { rows.back().day, rows.back().id };
        }
        if (!table.rows.empty())
            table.rows.push_back(
                sum_row(table, { Cell {}, Cell {}, Cell {}, Cell {}, cell(m_book.sold) }));
        return table;
    }
    void put(Table& table, sales::SaleRow const& sale)
    {
        bool const counts = sale.state == sales::SaleState::recorded;
        if (counts) {
            m_book.sold += sale.total;
            ++m_counted;
        }
        table.rows.push_back(
            { .cells = { cell(same(sale.number)), cell(sale.day), word_cell(sale.buyer),
                         sale.ways > 0 ? cell(both(&text::receipts_split))
                                       : word_cell(sale.payment),
                         counts ? Cell {} : word_cell(sale.state), cell(sale.total) },
              .about = About { AboutKind::sale, sale.id.text() } });
    }
    Result<Table> refunds()
    {
        auto table = table_of(text::receipts_back,
                              { { text::number, false },
                                { text::date, false },
                                { text::reason, false },
                                { text::amount, true } });
        bool too_many = false;
        sales::each_refund_on(m_view, m_scope, m_days, [&](sales::WholeRefund const& whole) {
            auto const& refund = whole.refund;
            m_book.given_back += refund.total;
            too_many = too_many || table.rows.size() == lines_most;
            if (too_many) return;
            table.rows.push_back({ .cells = { cell(same(refund.number)), cell(refund.day),
                                              cell(same(refund.reason)), cell(refund.total) },
                                   .about = About { AboutKind::sale, refund.sale.text() } });
        });
        if (too_many) return too_long;
        if (!table.rows.empty())
            table.rows.push_back(sum_row(table, { Cell {}, Cell {}, cell(m_book.given_back) }));
        return table;
    }

    View const& m_view;
    org::UnitScope const& m_scope;
    sales::Days m_days;
    ReceiptBook m_book {};
    std::int64_t m_counted {};
};

} // namespace

Result<ReceiptBook> receipt_book(View const& view, org::UnitScope const& scope, Day first, Day last)
{
    TRY(check_days(first, last));
    return ReceiptLeaf { view, scope, { first, last } }.made();
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
