#pragma once
// What a worksheet's cells refer to: the workbook's shared strings, styles and list of sheets.

#include "sheet/number.h"
#include "sheet/xml.h"
#include <map>

namespace karya::sheet {

/// Undoes the _xHHHH_ form in which XLSX writes characters that XML cannot hold.
std::string unescaped(std::string_view text);

class Workbook {
public:
    /// Reads everything but the sheets. Fails: sheet.damaged, sheet.unsafe, sheet.locked,
    /// sheet.inflates_too_far, sheet.not_a_table (a ZIP that is no workbook).
    static Result<std::unique_ptr<Workbook>> open(std::unique_ptr<Source> source, Limits limits);

    /// The first sheet that is not hidden, ready to be read.
    Result<Part> first_sheet();
    /// The shared string of that index; null when there is none.
    std::string const* shared(std::int64_t index) const;
    Shown shown(std::size_t style) const;
    Epoch epoch() const { return m_epoch; }

private:
    std::unique_ptr<Package> m_package;
    std::string m_sheet; ///< name of the part
    std::vector<std::string> m_shared;
    std::vector<Shown> m_styles;
    Epoch m_epoch { Epoch::y1900 };
};

} // namespace karya::sheet
