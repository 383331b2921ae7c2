// The file for the bank or card, the list to sign, and the columns that people choose.

#include "premium/paper.h"
#include "premium/routes.h"
#include "premium/state.h"
#include "premium/text.h"
#include "sheet/passage.h"
#include "sheet/writer.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::premium {

std::vector<CardColumn> columns_in_use(View const& view, org::UnitScope const& scope)
{
    auto chosen = card_columns(view, scope);
    if (!chosen.empty()) return chosen;
    for (auto const field : { CardField::number, CardField::name, CardField::nothing,
                              CardField::amount, CardField::sheet })
        chosen.push_back({ field,
                           field == CardField::nothing ? text::card_heading(view.lang)
                                                       : karya::text::of(view.lang, field) });
    return chosen;
}

namespace {

struct ColumnInput {
    std::optional<CardField> field {}; ///< absent: not used
    std::optional<std::string> heading {};
};
BOOST_DESCRIBE_STRUCT(ColumnInput, (), (field, heading))
struct ColumnsInput {
    PremiumId sheet {};
    std::vector<ColumnInput> columns {};
};
BOOST_DESCRIBE_STRUCT(ColumnsInput, (), (sheet, columns))

Result<SheetPath> post_columns(Call& call, ColumnsInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    TRY(sheet(call.view(), scope, input.sheet));
    std::vector<CardColumn> wanted;
    for (auto const& one : input.columns)
        if (one.field) wanted.push_back({ *one.field, one.heading.value_or("") });
    TRY(set_card_columns(call, scope, wanted));
    return SheetPath { input.sheet };
}

// ---- The card file ----

struct FilePath {
    PremiumId sheet {};
    std::string name {}; ///< "kartu.csv"
    std::optional<ReadingId> reading {};
};
BOOST_DESCRIBE_STRUCT(FilePath, (), (sheet, name, reading))

/// One row of it.
struct CardRow {
    std::string number {};
    wbp::Identity identity {};
    Rupiah amount {};
};
struct CardTable {
    std::string sheet {};
    std::string period {};
    std::vector<CardColumn> columns {};
    std::vector<CardRow> rows {};
};

sheet::Cell cell_of(CardTable const& table, CardRow const& row, CardField field)
{
    using Text = std::string_view;
    switch (field) {
    case CardField::number: return Text { row.number };
    case CardField::name: return Text { row.identity.name };
    case CardField::register_number: return Text { row.identity.register_number };
    case CardField::amount: return row.amount;
    case CardField::sheet: return Text { table.sheet };
    case CardField::period: return Text { table.period };
    case CardField::nothing: break;
    }
    return Text {};
}

Result<void> write(sheet::Writer& writer, CardTable const& table)
{
    std::vector<sheet::Cell> cells;
    for (auto const& column : table.columns)
        cells.emplace_back(std::string_view { column.heading });
    TRY(writer.row(cells));
    for (auto const& row : table.rows) {
        cells.clear();
        for (auto const& column : table.columns) cells.push_back(cell_of(table, row, column.field));
        TRY(writer.row(cells));
    }
    return writer.finish();
}

CardTable table_of(View const& view, org::UnitScope const& scope, Sheet const& found,
                   std::optional<ReadingId> reading)
{
    CardTable table { .sheet = number_of(scope, found),
                      .period = found.first_day.text() + "/" + found.last_day.text(),
                      .columns = columns_in_use(view, scope) };
    auto names = names_of(view, scope, reading);
    auto const paid = payout_lines(view, scope, found.id);
    for (auto const& line : lines(view, scope, found.id)) {
        auto const state = line_state(line, paid);
        if (state == LineState::owed || state == LineState::back)
            table.rows.push_back(
                { wbp::number_of(scope, line.n), names[line.worker], line.amount });
    }
    return table;
}

Result<web::File> card_file(View& view, FilePath const& path)
{
    bool const csv = path.name == "kartu.csv";
    if (!csv && path.name != "kartu.xlsx") return not_found;
    auto const scope = TRY(org::own(view));
    auto const found = TRY(sheet(view, scope, path.sheet));
    if (!is_authorised(found.state)) return not_found;
    auto const table = table_of(view, scope, found, path.reading);
    sheet::Passage const passage { path.name };
    auto const file = passage.file().string();
    auto const writer = csv ? TRY(sheet::write_csv(file, { .mark = sheet::utf8_mark }))
                            : TRY(sheet::write_xlsx(file, table.sheet));
    TRY(write(*writer, table));
    return web::File { .content_type = csv
                           ? "text/csv; charset=utf-8"
                           : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                       .bytes = passage.bytes(),
                       .download_name = table.sheet + "-" + path.name,
                       .no_store = true };
}

// ---- The list to sign ----

Result<web::File> show_paper(View& view, NamedSheet const& path)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(sheet(view, scope, path.sheet));
    ListPaper const paper { .unit = TRY(org::unit(view, scope.unit())),
                            .sheet = found,
                            .number = number_of(scope, found),
                            .activity = TRY(org::activity(view, scope, found.activity)).name,
                            .lines = lines(view, scope, found.id),
                            .steps = approvals(view, scope, found.id),
                            .names = names_of(view, scope, path.reading) };
    return web::File { .content_type = "application/pdf",
                       .bytes = list_pdf(view, scope, paper),
                       .no_store = true };
}

} // namespace

void add_file_routes(web::Routes& routes)
{
    constexpr std::string_view page = "/meja/premi/{sheet}/bayar";
    routes.command<ColumnsInput, SheetPath>("/meja/premi/{sheet}/kolom", pay_right, post_columns,
                                            { page, page });
    routes.query<FilePath, web::File>("/meja/premi/{sheet}/berkas/{name}", see_right, card_file);
    routes.query<NamedSheet, web::File>("/meja/premi/{sheet}/daftar", see_right, show_paper);
}

} // namespace karya::premium
