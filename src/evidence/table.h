#pragma once
// Described structs as a CSV file: a column a member. For evidence/ only.

#include "base/face.h"
#include "base/leaf.h"
#include "sheet/writer.h"

namespace karya::evidence {

template<class T>
sheet::Cell cell_of(T const& value, std::string& scratch)
{
    if constexpr (trait::is_optional<T>) {
        if (value) return cell_of(*value, scratch);
        return std::string_view {};
    } else if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, Rupiah>
                         || std::is_same_v<T, Day>) {
        return value;
    } else {
        scratch = leaf_text(value);
        return std::string_view { scratch };
    }
}

template<Described Row>
std::string csv_of(std::vector<Row> const& rows)
{
    std::vector<sheet::Cell> cells;
    each_member(Row {}, [&](std::string_view name, auto const&) { cells.emplace_back(name); });
    auto text = sheet::csv_record(cells);
    for (auto const& row : rows) {
        std::vector<std::string> scratch(cells.size());
        std::size_t n = 0;
        each_member(row, [&](std::string_view, auto const& value) {
            cells[n] = cell_of(value, scratch[n]);
            ++n;
        });
        text += sheet::csv_record(cells);
    }
    return text;
}

} // namespace karya::evidence
