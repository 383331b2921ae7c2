// A folio as a spreadsheet or CSV: the tables one below the other.

#include "base/id.h"
#include "books/folio.h"
#include "books/text.h"
#include "sheet/writer.h"
#include <filesystem>
#include <fstream>
#include <sstream>

namespace karya::books {

namespace {

/// A folder for one file on its way out, gone with it.
class Passing {
public:
    Passing() : m_folder(std::filesystem::temp_directory_path() / ("karya-" + random_hex(16)))
    {
        std::error_code failure;
        std::filesystem::create_directory(m_folder, failure);
        std::filesystem::permissions(m_folder, std::filesystem::perms::owner_all, failure);
    }
    ~Passing()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    Passing(Passing const&) = delete;
    Passing& operator=(Passing const&) = delete;
    std::string file() const { return (m_folder / "table").string(); }
    std::string bytes() const
    {
        std::ifstream in { file(), std::ios::binary };
        std::ostringstream all;
        all << in.rdbuf();
        return std::move(all).str();
    }

private:
    std::filesystem::path m_folder;
};

/// A number cell stays a number; the measure behind a quantity is told by its column's neighbour.
sheet::Cell table_cell(Lang lang, Cell const& cell)
{
    switch (cell.kind) {
    case CellKind::money: return Rupiah { cell.number };
    case CellKind::quantity: return Quantity { cell.number };
    case CellKind::count: return cell.number;
    case CellKind::day: return Day::numbered(cell.number);
    case CellKind::words: break;
    }
    return std::string_view { cell.words.in(lang) };
}

/// Quantities of a table with measures get one more column, for the measure.
bool has_measures(Table const& table, std::size_t column)
{
    for (auto const& row : table.rows)
        if (row.cells[column].kind == CellKind::quantity && row.cells[column].words != Words {})
            return true;
    return false;
}

Result<void> write_table(Lang lang, Table const& table, sheet::Writer& writer)
{
    auto const measure = text::measure(lang);
    std::vector<bool> measured;
    std::vector<sheet::Cell> heads;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        heads.emplace_back(std::string_view { table.columns[i].words.in(lang) });
        measured.push_back(has_measures(table, i));
        if (measured.back()) heads.emplace_back(std::string_view { measure });
    }
    TRY(writer.row(heads));
    for (auto const& row : table.rows) {
        std::vector<sheet::Cell> cells;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            cells.push_back(table_cell(lang, row.cells[i]));
            if (!measured[i]) continue;
            bool const quantity = row.cells[i].kind == CellKind::quantity;
            auto const words = quantity ? std::string_view { row.cells[i].words.in(lang) }
                                        : std::string_view {};
            cells.emplace_back(words);
        }
        TRY(writer.row(cells));
    }
    return {};
}

Result<void> write_line(sheet::Writer& writer, std::string_view words)
{
    std::vector<sheet::Cell> const cells { words };
    return writer.row(cells);
}

Result<void> write_folio(Lang lang, Folio const& folio, std::vector<std::string> const& hands,
                         sheet::Writer& writer)
{
    for (auto const* words : { &folio.title, &folio.place, &folio.period })
        TRY(write_line(writer, words->in(lang)));
    for (auto const& [name, cell, about] : folio.facts) {
        std::vector<sheet::Cell> const cells { std::string_view { name.in(lang) },
                                               table_cell(lang, cell) };
        TRY(writer.row(cells));
    }
    for (auto const& table : folio.tables) {
        TRY(write_line(writer, ""));
        TRY(write_line(writer, table.title.in(lang)));
        TRY(write_table(lang, table, writer));
        if (!table.note.in(lang).empty()) TRY(write_line(writer, table.note.in(lang)));
    }
    if (!hands.empty()) TRY(write_line(writer, ""));
    for (auto const& words : hands) TRY(write_line(writer, words));
    return {};
}

} // namespace

Result<std::string> folio_table(Lang lang, Folio const& folio, FileFormat format,
                                std::vector<std::string> const& hands)
{
    Passing const passing;
    auto const writer = format == FileFormat::csv
        ? TRY(sheet::write_csv(passing.file(), { .mark = sheet::utf8_mark }))
        : TRY(sheet::write_xlsx(passing.file(), text::sheet_name(lang)));
    // A file of records alone has one table and nothing around it.
    if (format == FileFormat::csv && folio.tables.size() == 1)
        TRY(write_table(lang, folio.tables.front(), *writer));
    else
        TRY(write_folio(lang, folio, hands, *writer));
    TRY(writer->finish());
    return passing.bytes();
}

} // namespace karya::books
