// The file for the bank or card, the list to sign, and the columns that people choose.

#include "premium/card.h"
#include "premium/paper.h"
#include "premium/routes.h"
#include "premium/state.h"
#include "premium/text.h"
#include "sheet/passage.h"
#include "sheet/writer.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::premium {

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

struct FileQuery {
    PremiumId sheet {};
    std::string name {}; ///< "kartu.csv"
    std::optional<ReadingId> reading {};
    bool chosen { false }; ///< only these of those who are owed
    std::vector<WorkerId> workers {};
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (sheet, name, reading, chosen, workers))

struct PaidFileQuery {
    PremiumId sheet {};
    PayoutId payout {};
    std::string name {};
    std::optional<ReadingId> reading {};
};
BOOST_DESCRIBE_STRUCT(PaidFileQuery, (), (sheet, payout, name, reading))

/// Who they were when it was made, for whoever may read it now.
Names names_then(View const& view, org::UnitScope const& scope, Card const& card,
                 std::optional<ReadingId> reading)
{
    Names names;
    if (!reading) return names;
    wbp::Keepsakes kept;
    for (auto const& row : card.rows) kept[row.worker] = row.keepsake;
    for (auto& one : wbp::named_then(view, scope, *reading, kept))
        names[one.worker] = std::move(one.identity);
    return names;
}

sheet::Cell cell_of(Card const& card, CardRow const& row, wbp::Identity const& who, CardField field)
{
    using Text = std::string_view;
    switch (field) {
    case CardField::number: return Text { row.number };
    case CardField::name: return Text { who.name };
    case CardField::register_number: return Text { who.register_number };
    case CardField::amount: return row.amount;
    case CardField::sheet: return Text { card.sheet };
    case CardField::period: return Text { card.period };
    case CardField::nothing: break;
    }
    return Text {};
}

Result<void> write(sheet::Writer& writer, Card const& card, Names names)
{
    std::vector<sheet::Cell> cells;
    for (auto const& column : card.columns) cells.emplace_back(std::string_view { column.heading });
    TRY(writer.row(cells));
    for (auto const& row : card.rows) {
        cells.clear();
        for (auto const& column : card.columns)
            cells.push_back(cell_of(card, row, names[row.worker], column.field));
        TRY(writer.row(cells));
    }
    return writer.finish();
}

Result<web::File> file_of(std::string const& name, Card const& card, Names names)
{
    bool const csv = name == "kartu.csv";
    if (!csv && name != "kartu.xlsx") return not_found;
    sheet::Passage const passage { name };
    auto const file = passage.file().string();
    auto const writer = csv ? TRY(sheet::write_csv(file, { .mark = sheet::utf8_mark }))
                            : TRY(sheet::write_xlsx(file, card.sheet));
    TRY(write(*writer, card, std::move(names)));
    return web::File { .content_type = csv
                           ? "text/csv; charset=utf-8"
                           : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                       .bytes = passage.bytes(),
                       .download_name = card.sheet + "-" + name,
                       .no_store = true };
}

/// Who is still owed; of those only who are named, when somebody chose.
Result<std::vector<Line>> lines_for(View const& view, org::UnitScope const& scope,
                                    FileQuery const& query)
{
    auto const paid = payout_lines(view, scope, query.sheet);
    std::vector<Line> wanted;
    for (auto const& line : lines(view, scope, query.sheet)) {
        auto const state = line_state(line, paid);
        bool const owed = state == LineState::owed || state == LineState::back;
        bool const named = !query.chosen || std::ranges::count(query.workers, line.worker) > 0;
        if (owed && named) wanted.push_back(line);
    }
    if (query.chosen && wanted.empty()) return nothing_to_pay;
    return wanted;
}

Result<web::File> card_file(View& view, FileQuery const& query)
{
    auto const scope = TRY(org::own(view));
    auto const found = TRY(sheet(view, scope, query.sheet));
    if (!is_authorised(found.state)) return not_found;
    auto const card = card_of(view, scope, found, TRY(lines_for(view, scope, query)));
    return file_of(query.name, card, names_then(view, scope, card, query.reading));
}

Result<web::File> paid_file(View& view, PaidFileQuery const& query)
{
    auto const scope = TRY(org::own(view));
    auto const paid = TRY(payout(view, scope, query.payout));
    if (paid.sheet != query.sheet) return not_found;
    auto const card = card_then(view, scope, TRY(sheet(view, scope, paid.sheet)), paid.id);
    return file_of(query.name, card, names_then(view, scope, card, query.reading));
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
    routes.query<FileQuery, web::File>("/meja/premi/{sheet}/berkas/{name}", see_right, card_file);
    routes.query<PaidFileQuery, web::File>("/meja/premi/{sheet}/bayar/{payout}/berkas/{name}",
                                           see_right, paid_file);
    routes.query<NamedSheet, web::File>("/meja/premi/{sheet}/daftar", see_right, show_paper);
}

} // namespace karya::premium
