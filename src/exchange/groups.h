#pragma once
// Which rows of a file are one receipt: those with one unit, number and type, wherever they stand
// and however unit and type are written.

#include "exchange/intake.h"
#include "exchange/receipt.h"

namespace karya::exchange {

/// What a first reading of the file tells, so that a receipt can be taken as soon as it is whole.
class Groups {
public:
    /// Fails: as opening and reading the file; exchange.too_many_rows.
    static Result<Groups> of(Import const& import, Units& units);
    /// What the rows of one receipt have in common.
    static std::string name_of(Cells const& cells);

    /// Counts a row off; true when it was the last one of its receipt.
    bool is_last(std::string const& name) { return --m_rows[name] == 0; }
    /// Whether a row that cannot be used may belong to a receipt of that number, in whichever unit:
    /// then nobody knows all of it.
    bool is_torn(std::string const& number) const { return m_torn.contains(number); }
    /// Whether the file tells the sale, in that cell's unit.
    bool tells_sale(Cells const& cells, std::string const& number) const;

private:
    Result<void> add(sheet::Row const& row, Units& units);

    std::map<std::string, std::size_t> m_rows {};
    std::set<std::string> m_sales {};
    std::set<std::string> m_torn {};
    std::string m_number_above {};
};

} // namespace karya::exchange
