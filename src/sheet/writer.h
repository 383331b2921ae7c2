#pragma once
// Writes tables: CSV (RFC 4180, UTF-8, defused) and XLSX, with the same bytes for the same cells.

#include "base/quantity.h"
#include "base/rupiah.h"
#include "base/time.h"
#include "sheet/sheet.h"
#include <span>
#include <variant>

namespace karya::sheet {

inline constexpr ErrorCode write_failed { "sheet.write_failed", Fault::unavailable };

/// What stands in one cell. Text stays text, whatever it looks like; the others become numbers and
/// dates in XLSX and plain digits ("45000", "1.2", "2026-04-26") in CSV. An integer or amount that
/// a double cannot hold exactly is written as text.
using Cell = std::variant<std::string_view, std::int64_t, Rupiah, Quantity, Day>;

/// A file being written. It appears under its name only when `finish` succeeds; without that the
/// unfinished part is removed.
class Writer {
public:
    virtual ~Writer() = default;
    /// Fails: sheet.write_failed; sheet.cell_too_long, sheet.too_many_columns,
    /// sheet.too_many_rows (XLSX), sheet.bad_text (not clean UTF-8).
    virtual Result<void> row(std::span<Cell const> cells) = 0;
    virtual Result<void> finish() = 0;
};

/// How CSV is written. The mark is for spreadsheet programs that would not take it for UTF-8.
struct CsvForm {
    char separator { ',' };
    std::string_view mark {}; ///< `utf8_mark` or nothing
};
inline constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

Result<std::unique_ptr<Writer>> write_csv(std::string const& path, CsvForm form = {});
/// One sheet of that name (31 characters at most).
Result<std::unique_ptr<Writer>> write_xlsx(std::string const& path, std::string const& sheet_name);

/// One CSV record with its CRLF, for answers that are made in memory.
std::string csv_record(std::span<Cell const> cells, char separator = ',');

} // namespace karya::sheet
