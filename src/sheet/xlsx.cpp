#include "base/text.h"
#include "sheet/rows.h"
#include "sheet/workbook.h"
#include <algorithm>
#include <charconv>
#include <deque>

namespace karya::sheet {

namespace {

/// "AB12" as column 27, row 12.
struct Reference {
    std::size_t column { 0 };
    std::int64_t row { 0 };
};

std::optional<Reference> reference(std::string_view text)
{
    Reference place;
    std::size_t letters = 0;
    for (; letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z'; ++letters)
        place.column = place.column * 26 + static_cast<std::size_t>(text[letters] - 'A' + 1);
    if (letters == 0 || letters > 3 || text.size() - letters > 7) return {};
    if (!parse_integer(text.substr(letters), place.row) || place.row < 1) return {};
    --place.column;
    return place;
}

/// The rows of one worksheet, collected while its XML goes by.
class SheetXml final : public Xml {
public:
    SheetXml(Workbook const& workbook, Limits limits) : m_workbook(workbook), m_limits(limits) { }

    std::deque<RawRow> rows;

private:
    void start(std::string_view name, Attributes attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view piece) override;
    void start_row(Attributes attributes);
    void start_cell(Attributes attributes);
    void end_cell();
    std::string value_of(RawRow& row) const;

    Workbook const& m_workbook;
    Limits m_limits;
    bool m_in_rows { false };
    bool m_in_text { false };     ///< inside <v> or <t>
    bool m_in_phonetic { false }; ///< how to pronounce it: not part of the text
    std::int64_t m_row { 0 };
    std::size_t m_next_column { 0 };
    std::size_t m_column { 0 };
    std::string m_type;
    std::size_t m_style { 0 };
    std::string m_value;
};

void SheetXml::start(std::string_view name, Attributes attributes)
{
    if (name == "sheetData") {
        m_in_rows = true;
    } else if (m_in_rows && name == "row") {
        start_row(attributes);
    } else if (m_in_rows && name == "c") {
        start_cell(attributes);
    } else if (name == "rPh") {
        m_in_phonetic = true;
    } else {
        m_in_text = name == "v" || name == "t";
    }
}

void SheetXml::end(std::string_view name)
{
    m_in_text = false;
    if (name == "rPh") m_in_phonetic = false;
    if (name == "sheetData") m_in_rows = false;
    if (m_in_rows && name == "c") end_cell();
}

void SheetXml::text(std::string_view piece)
{
    if (!m_in_rows || !m_in_text || m_in_phonetic) return;
    // One byte more than allowed is kept, as the mark of a cell that is too long.
    auto const room = m_limits.cell_bytes_max + 1
        - std::min(m_value.size(), m_limits.cell_bytes_max + 1);
    m_value.append(piece.substr(0, room));
}

void SheetXml::start_row(Attributes attributes)
{
    std::int64_t number = m_row + 1;
    if (auto const written = attributes["r"]; !written.empty() && !parse_integer(written, number))
        return fail(Error { damaged, "row number" });
    if (number <= m_row) return fail(Error { damaged, "row order" });
    if (number > m_limits.rows_max) return fail(Error { too_many_rows });
    m_row = number;
    m_next_column = 0;
    rows.push_back({ m_row });
}

void SheetXml::start_cell(Attributes attributes)
{
    if (rows.empty() || rows.back().number != m_row) return fail(Error { damaged, "cell place" });
    m_column = m_next_column;
    if (auto const written = attributes["r"]; !written.empty()) {
        auto const place = reference(written);
        if (!place || place->row != m_row || place->column < m_next_column)
            return fail(Error { damaged, "cell reference" });
        m_column = place->column;
    }
    m_next_column = m_column + 1;
    m_type = attributes["t"];
    m_style = 0;
    auto const style = attributes["s"];
    std::from_chars(style.data(), style.data() + style.size(), m_style);
    m_value.clear();
}

void SheetXml::end_cell()
{
    auto& row = rows.back();
    auto value = value_of(row);
    if (value.empty()) return;
    if (m_column >= m_limits.columns_max) return row.mark(too_many_columns, m_column);
    if (value.size() > m_limits.cell_bytes_max) {
        row.mark(cell_too_long, m_column);
        value.clear();
    }
    row.cells.resize(m_column + 1);
    row.cells[m_column] = std::move(value);
    row.numbers.resize(m_column + 1);
    row.numbers[m_column] = (m_type.empty() || m_type == "n")
        && m_workbook.shown(m_style) == Shown::number;
}

std::string SheetXml::value_of(RawRow& row) const
{
    if (m_type == "s") {
        std::int64_t index = -1;
        auto const* shared = parse_integer(m_value, index) ? m_workbook.shared(index) : nullptr;
        if (!shared) row.mark(bad_text, m_column, m_value);
        return shared ? *shared : std::string {};
    }
    if (m_type == "str" || m_type == "inlineStr") return unescaped(m_value);
    if (m_type == "b") return m_value == "1" ? "true" : m_value == "0" ? "false" : m_value;
    if (m_type == "e") {
        row.mark(formula_error, m_column, m_value);
        return m_value;
    }
    if (m_type == "d") return m_value;
    auto const shown = m_workbook.shown(m_style);
    return shown == Shown::number ? plain_number(m_value)
                                  : plain_time(m_value, shown, m_workbook.epoch());
}

class XlsxRows final : public Rows {
public:
    static Result<std::unique_ptr<Rows>> open(std::unique_ptr<Source> source, Limits limits)
    {
        auto workbook = TRY(Workbook::open(std::move(source), limits));
        auto part = TRY(workbook->first_sheet());
        return std::unique_ptr<Rows> { new XlsxRows { std::move(workbook), std::move(part),
                                                      limits } };
    }

    Result<bool> next(RawRow& row) override
    {
        while (m_xml.rows.size() < 2 && !m_at_end) m_at_end = !TRY(m_xml.step(m_part));
        if (m_xml.rows.empty()) return false;
        row = std::move(m_xml.rows.front());
        m_xml.rows.pop_front();
        return true;
    }
    Progress progress() const override { return m_part.progress(); }

private:
    XlsxRows(std::unique_ptr<Workbook> workbook, Part part, Limits limits)
        : m_workbook(std::move(workbook)),
          m_part(std::move(part)),
          m_xml(*m_workbook, limits)
    {
    }

    std::unique_ptr<Workbook> m_workbook;
    Part m_part;
    SheetXml m_xml;
    bool m_at_end { false };
};

} // namespace

Result<std::unique_ptr<Rows>> xlsx_rows(std::unique_ptr<Source> source, Limits limits)
{
    return XlsxRows::open(std::move(source), limits);
}

} // namespace karya::sheet
