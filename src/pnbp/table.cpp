// Reading what the treasury sends: any table, its columns named by whoever made it.

#include "base/text.h"
#include "pnbp/match.h"
#include "sheet/sheet.h"
#include <array>

namespace karya::pnbp {

namespace {

/// Names seen or to be expected; the first line of the file that has one of NTPN is its header.
sheet::Header known_header(sheet::Need ntpn)
{
    return { { "ntpn", { "no ntpn", "no. ntpn", "nomor ntpn", "kode ntpn", "ntpn/ntb" }, ntpn },
             { "jumlah",
               { "jumlah setor", "jumlah setoran", "nilai", "nilai setor", "nilai setoran",
                 "nominal", "jumlah (rp)", "amount" },
               sheet::Need::optional },
             { "tanggal",
               { "tanggal bayar", "tgl bayar", "tanggal setor", "tgl setor", "tanggal buku",
                 "tgl buku", "tanggal ntpn", "date" },
               sheet::Need::optional },
             { "kode billing",
               { "billing", "id billing", "nomor billing", "no billing" },
               sheet::Need::optional } };
}

Result<sheet::Reader> opened(std::string const& bytes)
{
    sheet::Limits const limits { .packed_bytes_max = 4 << 20,
                                 .inflated_bytes_max = 64 << 20,
                                 .rows_max = 100'000,
                                 .columns_max = columns_max };
    auto usual = sheet::Reader::open(sheet::from_memory(bytes), known_header(sheet::Need::required),
                                     limits);
    if (usual.ok() || usual.error().code() != sheet::missing_columns) return usual;
    // Named otherwise: the first line that is not empty, then people say which column is which.
    return sheet::Reader::open(sheet::from_memory(bytes), known_header(sheet::Need::optional),
                               limits);
}

std::vector<std::string> cells_of(sheet::Row const& row, std::size_t width)
{
    std::vector<std::string> cells { std::to_string(row.number()) };
    for (std::size_t i = 0; i < width; ++i) cells.emplace_back(trimmed(row.cell(i)));
    return cells;
}

} // namespace

Result<SentTable> read_table(std::string const& bytes)
{
    if (bytes.size() > bytes_max) return file_too_large;
    auto reader = TRY(opened(bytes));
    SentTable table { .columns = reader.names() };
    sheet::Row row;
    std::size_t kept = 0;
    while (TRY(reader.next(row))) {
        if (row.problem() && row.problem()->code() != sheet::extra_cell) {
            ++table.bad_rows;
            continue;
        }
        if (table.rows.size() == rows_max)
            return Error { too_many_rows }.with("rows", show(Lang::id, std::int64_t { rows_max }));
        table.rows.push_back(cells_of(row, table.columns.size()));
        // A spreadsheet may say one long text in each of its cells.
        for (auto const& cell : table.rows.back()) kept += cell.size();
        if (kept > bytes_max) return file_too_large;
    }
    return table;
}

Mapping guess(SentTable const& table)
{
    auto const header = known_header(sheet::Need::optional);
    auto const find = [&](std::size_t which) {
        for (auto const& name : table.columns) {
            auto const plain = lowered(name);
            if (plain == header[which].key) return name;
            for (auto const alias : header[which].aliases)
                if (plain == alias) return name;
        }
        return std::string {};
    };
    return { .ntpn = find(0), .amount = find(1), .day = find(2), .code = find(3) };
}

} // namespace karya::pnbp
