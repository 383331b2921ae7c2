// Reading what the treasury sends: any table, its columns named by whoever made it.

#include "base/text.h"
#include "pnbp/match.h"
#include "sheet/sheet.h"
#include <algorithm>
#include <span>

namespace karya::pnbp {

namespace {

/// Names seen or to be expected.
sheet::Column const column_ntpn { "ntpn",
                                  { "no ntpn", "no. ntpn", "nomor ntpn", "kode ntpn", "ntpn/ntb" },
                                  sheet::Need::optional };
sheet::Header const known_names { column_ntpn,
                                  { "jumlah",
                                    { "jumlah setor", "jumlah setoran", "nilai", "nilai setor",
                                      "nilai setoran", "nominal", "jumlah (rp)", "amount" } },
                                  { "tanggal",
                                    { "tanggal bayar", "tgl bayar", "tanggal setor", "tgl setor",
                                      "tanggal buku", "tgl buku", "tanggal ntpn", "date" } },
                                  { "kode billing",
                                    { "billing", "id billing", "nomor billing", "no billing" } } };

/// "Kode_Billing *" is "kode billing".
std::string folded(std::string_view name)
{
    std::string plain;
    for (char const c : lowered(name)) {
        bool const gap = c == ' ' || c == '_' || c == '-' || c == '*' || c == '\n' || c == '\r';
        if (!gap)
            plain += c;
        else if (!plain.empty() && plain.back() != ' ')
            plain += ' ';
    }
    return std::string { trimmed(plain) };
}

bool answers_to(sheet::Column const& column, std::string_view name)
{
    auto const plain = folded(name);
    return plain == column.key || std::ranges::find(column.aliases, plain) != column.aliases.end();
}

using Cells = std::vector<std::string>;

/// As many as are written; first the row's number.
Cells cells_of(std::int64_t number, std::vector<std::string_view> const& written)
{
    Cells cells { std::to_string(number) };
    for (auto const cell : written) cells.emplace_back(trimmed(cell));
    while (cells.size() > 1 && cells.back().empty()) cells.pop_back();
    return cells;
}

Cells cells_of(sheet::Row const& row, std::size_t width)
{
    std::vector<std::string_view> written;
    for (std::size_t i = 0; i < width + row.surplus().size(); ++i) written.push_back(row.cell(i));
    return cells_of(row.number(), written);
}

/// The first line that names an NTPN; else the first of those that are widest. People may say
/// otherwise.
std::size_t header_in(std::vector<Cells> const& rows)
{
    auto const last = std::min(rows.size(), top_lines);
    std::size_t widest = 0;
    for (std::size_t i = 0; i < last; ++i) {
        auto const names = std::span { rows[i] }.subspan(1);
        if (std::ranges::any_of(names, [](auto& name) { return answers_to(column_ntpn, name); }))
            return i;
        if (rows[i].size() > rows[widest].size()) widest = i;
    }
    return widest;
}

} // namespace

SentTable under_header(SentTable table, std::size_t row)
{
    CHECK(row < table.rows.size());
    table.columns.assign(table.rows[row].begin() + 1, table.rows[row].end());
    table.below = static_cast<std::int64_t>(row) + 1;
    return table;
}

Result<SentTable> read_table(std::string const& bytes)
{
    if (bytes.size() > bytes_max) return file_too_large;
    sheet::Limits const limits { .packed_bytes_max = 4 << 20,
                                 .inflated_bytes_max = 64 << 20,
                                 .rows_max = 100'000,
                                 .columns_max = columns_max };
    // Its first line is whatever stands there; which one names the columns is seen afterwards.
    auto reader = TRY(sheet::Reader::open(sheet::from_memory(bytes), { column_ntpn }, limits));
    SentTable table;
    table.rows.push_back(
        cells_of(reader.header_number(), { reader.names().begin(), reader.names().end() }));
    sheet::Row row;
    std::size_t kept = 0;
    while (TRY(reader.next(row))) {
        if (row.problem() && row.problem()->code() != sheet::extra_cell) {
            ++table.bad_rows;
            continue;
        }
        if (table.rows.size() == rows_max + top_lines) break;
        table.rows.push_back(cells_of(row, reader.names().size()));
        // A spreadsheet may say one long text in each of its cells.
        for (auto const& cell : table.rows.back()) kept += cell.size();
        if (kept > bytes_max) return file_too_large;
    }
    auto const header = header_in(table.rows);
    if (table.rows.size() - header - 1 > rows_max)
        return Error { too_many_rows }.with("rows", show(Lang::id, std::int64_t { rows_max }));
    return under_header(std::move(table), header);
}

Mapping guess(SentTable const& table)
{
    auto const find = [&](std::size_t which) {
        for (auto const& name : table.columns)
            if (answers_to(known_names[which], name)) return name;
        return std::string {};
    };
    return { .ntpn = find(0), .amount = find(1), .day = find(2), .code = find(3) };
}

} // namespace karya::pnbp
