// Comparing with the treasury's list: sending it, saying which column is which, seeing the result.

#include "pnbp/match.h"
#include "pnbp/routes.h"
#include "web/routes.h"
#include <array>
#include <ranges>

namespace karya::pnbp {

namespace {

// ---- /meja/pnbp/pencocokan ----

struct FileRow {
    MatchFileId file {};
    LocalTime at {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(FileRow, (), (file, at, chosen))

struct FilesPage {
    std::string unit_name {};
    std::vector<FileRow> files {};
};
BOOST_DESCRIBE_STRUCT(FilesPage, (), (unit_name, files))

Result<FilesPage> show_files(View& view, web::Nothing const&)
{
    auto const scope = TRY(org::own(view));
    FilesPage page { .unit_name = TRY(org::unit(view, scope.unit())).name };
    for (auto const& file : files(view, scope))
        page.files.push_back({ file.id, { file.at, scope.zone() }, file.mapping.has_value() });
    return page;
}

struct FileInput {
    web::Upload file {};
    SentTable table {}; ///< read by `prepare`, never sent
};
BOOST_DESCRIBE_STRUCT(FileInput, (), (file))

struct FilePath {
    MatchFileId file {};
};
BOOST_DESCRIBE_STRUCT(FilePath, (), (file))

Result<void> prepare_file(View&, FileInput& input)
{
    input.table = TRY(read_table(input.file.bytes));
    return {};
}

Result<FilePath> post_file(Call& call, FileInput const& input)
{
    return FilePath { TRY(put_file(call, TRY(org::own(call.view())), input.table)) };
}

// ---- /meja/pnbp/pencocokan/{file} ----

struct ColumnChoice {
    std::string name {};
    bool is_ntpn { false };
    bool is_amount { false };
    bool is_day { false };
    bool is_code { false };
};
BOOST_DESCRIBE_STRUCT(ColumnChoice, (), (name, is_ntpn, is_amount, is_day, is_code))

struct MatchRow {
    Finding finding {};
    std::string rows {};
    std::string ntpn {};
    std::string code {};
    std::optional<Rupiah> amount {};
    std::optional<Day> day {};
    std::string deposit {}; ///< ours, or empty
    std::string number {};
    std::optional<Rupiah> ours {};
};
BOOST_DESCRIBE_STRUCT(MatchRow, (), (finding, rows, ntpn, code, amount, day, deposit, number, ours))

struct FindingCount {
    Finding finding {};
    std::int64_t count {};
};
BOOST_DESCRIBE_STRUCT(FindingCount, (), (finding, count))

/// A line that may name the columns.
struct HeaderLine {
    std::string number {};
    std::string words {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(HeaderLine, (), (number, words, chosen))

struct FilePage {
    MatchFileId file {};
    UnitId unit {};
    LocalTime at {};
    std::int64_t row_count {};
    std::int64_t bad_rows {};
    bool has_bad { false };
    std::int64_t skipped {};
    bool has_skipped { false };
    bool chosen { false };
    std::vector<ColumnChoice> columns {};
    std::vector<HeaderLine> lines {};
    std::vector<OtherTotal> totals {};
    std::vector<FindingCount> counts {};
    std::vector<MatchRow> matches {};
};
BOOST_DESCRIBE_STRUCT(FilePage, (),
                      (file, unit, at, row_count, bad_rows, has_bad, skipped, has_skipped, chosen,
                       columns, lines, totals, counts, matches))

std::vector<ColumnChoice> choices_of(KeptTable const& kept)
{
    std::vector<ColumnChoice> choices;
    auto const& mapping = kept.mapping;
    for (auto const& name : kept.table.columns)
        if (!name.empty())
            choices.push_back({ name, name == mapping.ntpn, name == mapping.amount,
                                name == mapping.day, name == mapping.code });
    return choices;
}

/// The first lines of a file, each as far as an eye reaches. Old ones keep no more than the rows
/// below theirs.
std::vector<HeaderLine> lines_of(SentTable const& table)
{
    constexpr std::size_t cells_shown = 6;
    std::vector<HeaderLine> lines;
    if (table.below == 0) return lines;
    for (auto const& row : table.rows | std::views::take(top_lines)) {
        HeaderLine line { .number = row.front() };
        for (std::size_t i = 1; i < std::min(row.size(), cells_shown + 1); ++i)
            line.words += (i == 1 ? "" : " | ") + row[i];
        line.chosen = static_cast<std::int64_t>(lines.size()) + 1 == table.below;
        lines.push_back(std::move(line));
    }
    return lines;
}

MatchRow row_of(org::UnitScope const& scope, Match const& match)
{
    MatchRow row { .finding = match.finding,
                   .rows = match.rows,
                   .ntpn = match.ntpn,
                   .code = match.code,
                   .amount = match.amount,
                   .day = match.day };
    if (!match.ours) return row;
    row.deposit = match.ours->id.text();
    row.number = number_of(scope, *match.ours);
    row.ours = match.ours->amount;
    return row;
}

/// Those that ask for something first.
constexpr std::array order { Finding::other_amount, Finding::unrecorded, Finding::missing,
                             Finding::unreadable,   Finding::matched,    Finding::unknown };

void put_result(FilePage& page, org::UnitScope const& scope, Compared const& compared)
{
    page.totals = compared.totals;
    page.skipped = compared.skipped;
    page.has_skipped = compared.skipped > 0;
    for (auto const finding : order) {
        FindingCount count { finding };
        for (auto const& match : compared.matches) {
            if (match.finding != finding) continue;
            ++count.count;
            page.matches.push_back(row_of(scope, match));
        }
        if (count.count > 0) page.counts.push_back(count);
    }
}

Result<FilePage> show_file(View& view, FilePath const& path)
{
    auto const scope = TRY(org::reach(view, TRY(unit_of_file(view, path.file))));
    auto const kept = TRY(kept_table(view, scope, path.file));
    FilePage page { .file = path.file,
                    .unit = scope.unit(),
                    .at = { kept.file.at, scope.zone() },
                    .row_count = static_cast<std::int64_t>(kept.table.rows.size())
                        - kept.table.below,
                    .bad_rows = kept.table.bad_rows,
                    .has_bad = kept.table.bad_rows > 0,
                    .chosen = kept.chosen,
                    .columns = choices_of(kept),
                    .lines = lines_of(kept.table) };
    if (kept.chosen)
        put_result(page, scope, compare(kept.table, kept.mapping, all_deposits(view, scope)));
    return page;
}

struct HeaderInput {
    MatchFileId file {};
    std::int64_t line {}; ///< its number in the file
};
BOOST_DESCRIBE_STRUCT(HeaderInput, (), (file, line))

Result<FilePath> post_header(Call& call, HeaderInput const& input)
{
    TRY(set_header(call, TRY(org::own(call.view())), input.file, input.line));
    return FilePath { input.file };
}

struct ColumnsInput {
    MatchFileId file {};
    std::string ntpn {};
    std::string amount {};
    std::string day {};
    std::optional<std::string> code {};
};
BOOST_DESCRIBE_STRUCT(ColumnsInput, (), (file, ntpn, amount, day, code))

Result<FilePath> post_columns(Call& call, ColumnsInput const& input)
{
    TRY(match(call, TRY(org::own(call.view())), input.file,
              { input.ntpn, input.amount, input.day, input.code.value_or("") }));
    return FilePath { input.file };
}

} // namespace

void add_match_routes(web::Routes& routes)
{
    constexpr std::string_view list = "/meja/pnbp/pencocokan";
    constexpr std::string_view one = "/meja/pnbp/pencocokan/{file}";
    routes.query<web::Nothing, FilesPage>(list, write_right, show_files, { "pnbp/files" });
    routes.slow_command<FileInput, FilePath>(list, write_right, prepare_file, post_file,
                                             { one, list });
    routes.query<FilePath, FilePage>(one, read_right, show_file, { "pnbp/file" });
    routes.command<HeaderInput, FilePath>("/meja/pnbp/pencocokan/{file}/judul", write_right,
                                          post_header, { one, one });
    routes.command<ColumnsInput, FilePath>("/meja/pnbp/pencocokan/{file}/kolom", write_right,
                                           post_columns, { one, one });
}

} // namespace karya::pnbp
