#pragma once
// Rows before anyone knows what their columns mean: what the CSV and the XLSX reader hand on.

#include "sheet/sheet.h"

namespace karya::sheet {

/// Why a row cannot be used; `column` counts from 0.
struct Problem {
    ErrorCode code;
    std::size_t column { 0 };
    std::string value {};
};

struct RawRow {
    std::int64_t number { 0 };
    std::vector<std::string> cells {};
    std::vector<bool> numbers {}; ///< which cells hold a number, as XLSX knows; may be shorter
    std::optional<Problem> problem {};

    /// Keeps the first problem found.
    void mark(ErrorCode code, std::size_t column, std::string value = {})
    {
        if (!problem) problem = Problem { code, column, std::move(value) };
    }
};

class Rows {
public:
    virtual ~Rows() = default;
    /// False at the end. Rows come in rising order of their numbers; gaps are empty rows.
    virtual Result<bool> next(RawRow& row) = 0;
    virtual Progress progress() const = 0;
};

/// How many of the given names the Header knows; tells the right separator from a wrong one.
using KnownNames = std::size_t (*)(Header const&, std::vector<std::string> const&);

Result<std::unique_ptr<Rows>> csv_rows(std::unique_ptr<Source> source, Header const& header,
                                       Limits limits, KnownNames known_names);
Result<std::unique_ptr<Rows>> xlsx_rows(std::unique_ptr<Source> source, Limits limits);

/// "A" for 0, "AB" for 27.
std::string column_letters(std::size_t column);

} // namespace karya::sheet
