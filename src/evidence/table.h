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

/// A file that grows row by row, so that only its text is held.
template<Described Row>
class Csv {
public:
    Csv()
    {
        each_member(Row {},
                    [&](std::string_view name, auto const&) { m_cells.emplace_back(name); });
        m_text = sheet::csv_record(m_cells);
    }
    void add(Row const& row)
    {
        std::vector<std::string> scratch(m_cells.size());
        std::size_t n = 0;
        each_member(row, [&](std::string_view, auto const& value) {
            m_cells[n] = cell_of(value, scratch[n]);
            ++n;
        });
        m_text += sheet::csv_record(m_cells);
    }
    std::string take() { return std::move(m_text); }

private:
    std::vector<sheet::Cell> m_cells {};
    std::string m_text {};
};

template<Described Row>
std::string csv_of(std::vector<Row> const& rows)
{
    Csv<Row> csv;
    for (auto const& row : rows) csv.add(row);
    return csv.take();
}

} // namespace karya::evidence
