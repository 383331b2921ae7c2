#pragma once
// Tables in files: CSV (also packed as .xz) and XLSX, read as a stream. Columns are found by name,
// in any order; rows carry the numbers people see in their spreadsheet program.

#include "base/result.h"
#include "sheet/source.h"
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace karya::sheet {

// The whole file cannot be read.
inline constexpr ErrorCode not_a_table { "sheet.not_a_table", Fault::invalid };
inline constexpr ErrorCode old_excel { "sheet.old_excel", Fault::invalid };
inline constexpr ErrorCode locked { "sheet.locked", Fault::invalid };
inline constexpr ErrorCode bad_encoding { "sheet.bad_encoding", Fault::invalid };
inline constexpr ErrorCode unsafe { "sheet.unsafe", Fault::invalid };
inline constexpr ErrorCode inflates_too_far { "sheet.inflates_too_far", Fault::too_large };
inline constexpr ErrorCode too_many_rows { "sheet.too_many_rows", Fault::too_large };
inline constexpr ErrorCode no_header { "sheet.no_header", Fault::invalid };
inline constexpr ErrorCode missing_columns { "sheet.missing_columns", Fault::invalid };
inline constexpr ErrorCode repeated_column { "sheet.repeated_column", Fault::invalid };
inline constexpr ErrorCode unclosed_quote { "sheet.unclosed_quote", Fault::invalid };

// One row is bad; the rows after it can still be read. Placeholders: row, column, value.
inline constexpr ErrorCode stray_quote { "sheet.stray_quote", Fault::invalid };
inline constexpr ErrorCode bad_text { "sheet.bad_text", Fault::invalid };
inline constexpr ErrorCode cell_too_long { "sheet.cell_too_long", Fault::invalid };
inline constexpr ErrorCode too_many_columns { "sheet.too_many_columns", Fault::invalid };
inline constexpr ErrorCode extra_cell { "sheet.extra_cell", Fault::invalid };
inline constexpr ErrorCode formula_error { "sheet.formula_error", Fault::invalid };

/// What a file may cost. Rows are limited in XLSX only: CSV is read with flat memory.
struct Limits {
    std::int64_t packed_bytes_max { 64LL << 20 };    ///< XLSX: the file itself
    std::int64_t inflated_bytes_max { 200LL << 20 }; ///< XLSX: all parts read, counted on the way
    std::int64_t rows_max { 1'048'576 };
    std::size_t columns_max { 256 };
    std::size_t cell_bytes_max { 32U << 10 };
};

enum class Need : std::uint8_t { required, optional };

/// A column the reader of a file asks for. It is found by `key` or an alias, without regard to
/// case, `_`, `-`, a trailing `*` and the number of spaces.
struct Column {
    std::string_view key;
    std::vector<std::string_view> aliases {};
    Need need { Need::required };
};
using Header = std::vector<Column>;

/// Where each key stands in the file at hand.
class Placing;

/// One row. It refers to its Reader and must not outlive it.
class Row {
public:
    /// As the spreadsheet program counts: the first row of the file is 1, empty rows count.
    std::int64_t number() const { return m_number; }
    /// The cell exactly as written; empty when the cell or its (optional) column is absent.
    /// A key that the Header does not hold is a Bug.
    std::string_view operator[](std::string_view key) const;
    /// Whether the cell holds a number, with a point before its parts, rather than what somebody
    /// wrote. CSV holds none.
    bool is_number(std::string_view key) const;
    /// The same by place, counted from 0, for who lets people say which column is which.
    std::string_view cell(std::size_t column) const
    {
        return column < m_cells.size() ? std::string_view { m_cells[column] } : std::string_view {};
    }
    /// What stands beyond the last column of the header, as written.
    std::span<std::string const> surplus() const;
    /// Why this row cannot be used, if so; its cells are then not to be trusted.
    std::optional<Error> const& problem() const { return m_problem; }
    /// `code` with the placeholders row, column ("C · Harga") and value of that cell.
    Error error(ErrorCode code, std::string_view key) const;

private:
    friend class Reader;
    std::int64_t m_number { 0 };
    std::vector<std::string> m_cells;
    std::vector<bool> m_numbers;
    std::optional<Error> m_problem;
    Placing const* m_placing { nullptr };
};

enum class Format : std::uint8_t { csv, xlsx };

/// How far reading has come, in bytes of `total` (0: unknown).
struct Progress {
    std::int64_t done { 0 };
    std::int64_t total { 0 };
};

/// Reads a table row by row. The kind of file, its encoding (UTF-8, UTF-16, Windows-1252) and its
/// separator (`,` `;` tab) are found from its content, never from its name. Not thread-safe.
class Reader {
public:
    /// Reads as far as the header: the first of the first ten rows that has all required columns.
    /// Fails: any of the whole-file codes above; sheet.file_unreadable.
    static Result<Reader> open(std::unique_ptr<Source> source, Header const& header,
                               Limits limits = {});
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;
    ~Reader();

    /// The next row that is not empty; false at the end of the file. A bad row is given with its
    /// `problem()`, and reading can go on. Fails when the rest of the file cannot be read.
    Result<bool> next(Row& row);
    Progress progress() const;
    Format format() const;
    /// The number of the header's row, as people see it.
    std::int64_t header_number() const;
    /// All header cells as written, trimmed, by place.
    std::vector<std::string> const& names() const;
    /// Header cells that no column asked for, as written.
    std::vector<std::string> const& ignored() const;

private:
    struct State;
    explicit Reader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace karya::sheet
