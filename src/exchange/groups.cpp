#include "exchange/groups.h"
#include "exchange/columns.h"

namespace karya::exchange {

namespace {

constexpr char between = '\x1f';

std::optional<ReceiptType> type_of(Cells const& cells)
{
    if (cells.empty("type")) return ReceiptType::sale;
    return Cells::word_of<ReceiptType>(cells.text("type"));
}

std::string sale_name(Cells const& cells, std::string const& number)
{
    return cells.unit_code("unit") + between + number;
}

} // namespace

Result<Groups> Groups::of(Import const& import, Units& units)
{
    auto reader = TRY(sheet::Reader::open(TRY(source_of(import)), columns_of(Kind::sales)));
    Groups groups;
    std::int64_t rows = 0;
    for (sheet::Row row; TRY(reader.next(row));) {
        if (++rows > import.rows_max) return about_rows(import);
        TRY(groups.add(row, units));
    }
    return groups;
}

std::string Groups::name_of(Cells const& cells)
{
    auto const type = type_of(cells);
    return sale_name(cells, cells.text("receipt")) + between
        + (type ? std::string { enum_text(*type) } : cells.text("type"));
}

bool Groups::tells_sale(Cells const& cells, std::string const& number) const
{
    return m_sales.contains(sale_name(cells, number));
}

Result<void> Groups::add(sheet::Row const& row, Units& units)
{
    Cells cells { row };
    ++m_rows[name_of(cells)];
    auto const number = cells.text("receipt");
    bool const known_unit = TRY(units.find(cells, "unit")) != nullptr;
    auto const type = type_of(cells);
    if (type != ReceiptType::refund) m_sales.insert(sale_name(cells, number));
    if (number.empty()) {
        // Goods without a number, as where cells are merged, are the receipt's above; a line of
        // totals is nobody's.
        if (row.problem() || !cells.empty("code")) m_torn.insert(m_number_above);
    } else {
        if (row.problem() || !known_unit || !type) m_torn.insert(number);
        m_number_above = number;
    }
    return {};
}

} // namespace karya::exchange
