#include "base/text.h"
#include "sheet/defuse.h"
#include "sheet/encoding.h"
#include "sheet/rows.h"
#include <algorithm>
#include <array>
#include <map>

namespace karya::sheet {

namespace {

/// What stands after a cell.
enum class Ending : std::uint8_t { separator, line, file };

class CsvRows final : public Rows {
public:
    CsvRows(std::unique_ptr<Source> source, Limits limits)
        : m_source(std::move(source)),
          m_limits(limits)
    {
    }

    Result<void> find_separator(Header const& header, KnownNames known_names);
    Result<bool> next(RawRow& row) override;
    Progress progress() const override
    {
        return { m_source.bytes().position(), m_source.bytes().size() };
    }

private:
    /// The character at hand, or -1 at the end of the file or at a failure.
    int peek();
    void fill();
    Ending take_cell(RawRow& row);
    void take_quoted(RawRow& row, std::string& cell);
    void take_plain(RawRow& row, std::string& cell);
    Ending take_ending(RawRow& row);
    void append(RawRow& row, std::string& cell, char c);
    void keep(RawRow& row, std::string cell);
    bool ends_cell(int c) const { return c < 0 || c == m_separator || c == '\n' || c == '\r'; }

    TextSource m_source;
    Limits m_limits;
    std::string m_text; ///< decoded, `m_at` is the next character
    std::size_t m_at { 0 };
    bool m_at_end { false };
    std::optional<Error> m_failure;
    int m_separator { ',' };
    std::int64_t m_number { 0 };
    std::size_t m_column { 0 };
};

int CsvRows::peek()
{
    if (m_at == m_text.size()) fill();
    return m_at < m_text.size() ? static_cast<unsigned char>(m_text[m_at]) : -1;
}

void CsvRows::fill()
{
    m_text.clear();
    m_at = 0;
    while (m_text.empty() && !m_at_end && !m_failure) {
        auto more = m_source.read(m_text);
        if (!more.ok())
            m_failure = more.take_error();
        else
            m_at_end = !more.value();
    }
}

using Record = std::vector<std::string>;

/// The first records that are not empty, were `separator` the right one.
std::vector<Record> first_records(std::string_view text, char separator)
{
    constexpr std::size_t looked_at = 20;
    std::vector<Record> records;
    Record cells { "" };
    auto const end = [&] {
        if (cells.size() > 1 || !trimmed(cells.front()).empty()) records.push_back(cells);
        cells = { "" };
    };
    bool quoted = false;
    for (char const c : text) {
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == separator) {
            cells.emplace_back();
        } else if (!quoted && (c == '\n' || c == '\r')) {
            end();
            if (records.size() == looked_at) return records;
        } else {
            cells.back() += c;
        }
    }
    end();
    return records;
}

/// How well a separator fits: the known names of the record that has most, how many records agree
/// on a number of cells, and that number. A title above the table has other separators than it.
using Fit = std::array<std::size_t, 3>;

Fit fit_of(std::vector<Record> const& records, Header const& header, KnownNames known_names)
{
    Fit fit {};
    std::map<std::size_t, std::size_t> widths;
    for (auto const& record : records) {
        fit[0] = std::max(fit[0], known_names(header, record));
        if (record.size() > 1) ++widths[record.size()];
    }
    for (auto const& [cells, count] : widths)
        if (std::pair { count, cells } > std::pair { fit[1], fit[2] }) {
            fit[1] = count;
            fit[2] = cells;
        }
    return fit;
}

/// Takes the separator that fits best. Excel's own "sep=;" line decides alone and is not a row.
Result<void> CsvRows::find_separator(Header const& header, KnownNames known_names)
{
    if (peek() < 0) return m_failure ? Result<void> { *m_failure } : Result<void> { no_header };
    if (m_text.starts_with("sep=") && m_text.size() > 5) {
        m_separator = static_cast<unsigned char>(m_text[4]);
        m_at = 5;
        if (peek() == '\r') ++m_at;
        if (peek() == '\n') ++m_at;
        return {};
    }
    Fit best {};
    for (char const candidate : { ',', ';', '\t' }) {
        auto const fit = fit_of(first_records(m_text, candidate), header, known_names);
        if (fit <= best) continue;
        best = fit;
        m_separator = static_cast<unsigned char>(candidate);
    }
    return {};
}

Result<bool> CsvRows::next(RawRow& row)
{
    row.cells.clear();
    row.problem.reset();
    row.number = ++m_number;
    m_column = 0;
    if (peek() < 0) return m_failure ? Result<bool> { *m_failure } : Result<bool> { false };
    while (take_cell(row) == Ending::separator) ++m_column;
    if (m_failure) return *m_failure;
    return true;
}

Ending CsvRows::take_cell(RawRow& row)
{
    std::string cell;
    if (peek() == '"')
        take_quoted(row, cell);
    else
        take_plain(row, cell);
    keep(row, std::move(cell));
    return take_ending(row);
}

/// From the opening quote to the closing one; a doubled quote is a quote.
void CsvRows::take_quoted(RawRow& row, std::string& cell)
{
    ++m_at;
    for (int c = peek(); c >= 0; c = peek()) {
        ++m_at;
        if (c == '"') {
            if (peek() != '"') return;
            ++m_at;
        }
        append(row, cell, static_cast<char>(c));
    }
    if (!m_failure)
        m_failure = Error { unclosed_quote }
                        .with("row", std::to_string(row.number))
                        .with("column", column_letters(m_column));
}

void CsvRows::take_plain(RawRow& row, std::string& cell)
{
    for (int c = peek(); !ends_cell(c); c = peek()) {
        append(row, cell, static_cast<char>(c));
        ++m_at;
    }
}

/// Takes the separator or line end; anything else than blanks after a closing quote is a problem.
Ending CsvRows::take_ending(RawRow& row)
{
    int c = peek();
    for (; !ends_cell(c); c = peek()) {
        if (c != ' ') row.mark(stray_quote, m_column);
        ++m_at;
    }
    if (c < 0) return Ending::file;
    ++m_at;
    if (c == m_separator) return Ending::separator;
    if (c == '\r' && peek() == '\n') ++m_at;
    return Ending::line;
}

void CsvRows::append(RawRow& row, std::string& cell, char c)
{
    if (cell.size() < m_limits.cell_bytes_max)
        cell += c;
    else
        row.mark(cell_too_long, m_column);
}

void CsvRows::keep(RawRow& row, std::string cell)
{
    if (m_column >= m_limits.columns_max) return row.mark(too_many_columns, m_column);
    auto const plain = undefused(cell);
    if (plain.size() < cell.size()) cell.erase(0, cell.size() - plain.size());
    row.cells.push_back(std::move(cell));
}

} // namespace

Result<std::unique_ptr<Rows>> csv_rows(std::unique_ptr<Source> source, Header const& header,
                                       Limits limits, KnownNames known_names)
{
    auto rows = std::make_unique<CsvRows>(std::move(source), limits);
    TRY(rows->find_separator(header, known_names));
    return std::unique_ptr<Rows> { std::move(rows) };
}

} // namespace karya::sheet
