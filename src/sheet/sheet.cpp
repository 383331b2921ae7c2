#include "sheet/sheet.h"
#include "base/text.h"
#include "sheet/rows.h"
#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace karya::sheet {

namespace {

constexpr std::size_t absent = static_cast<std::size_t>(-1);

/// Column names are compared in this form: "Kode_Barang *" is "kode barang".
std::string normal(std::string_view name)
{
    std::string result;
    bool gap = false;
    for (char const c : lowered(name)) {
        bool const blank = c == ' ' || c == '_' || c == '-' || c == '*' || c == '\t' || c == '\r'
            || c == '\n';
        if (!blank) {
            if (gap && !result.empty()) result += ' ';
            result += c;
        }
        gap = blank;
    }
    return result;
}

bool answers_to(Column const& column, std::string const& name)
{
    return normal(column.key) == name
        || std::ranges::any_of(column.aliases, [&](auto alias) { return normal(alias) == name; });
}

std::size_t known_names(Header const& header, std::vector<std::string> const& names)
{
    auto const known = [&](auto const& name) {
        return std::ranges::any_of(
            header, [&](auto const& column) { return answers_to(column, normal(name)); });
    };
    return static_cast<std::size_t>(std::ranges::count_if(names, known));
}

/// "code (kode)": both languages' name of a column.
std::string asked_for(Column const& column)
{
    std::string name { column.key };
    if (!column.aliases.empty()) name += " (" + std::string { column.aliases.front() } + ")";
    return name;
}

bool is_blank(RawRow const& row)
{
    return !row.problem
        && std::ranges::all_of(row.cells, [](auto const& cell) { return trimmed(cell).empty(); });
}

} // namespace

std::string column_letters(std::size_t column)
{
    std::string letters;
    for (++column; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

class Placing {
public:
    /// Finds each column of `header` among the cells of the row. Fails: sheet.missing_columns,
    /// sheet.repeated_column.
    static Result<Placing> of(Header const& header, std::vector<std::string> names);

    /// Where the column of `key` stands; `absent` when the file lacks it.
    std::size_t of_key(std::string_view key) const
    {
        auto const found = std::ranges::find(m_keys, key);
        CHECK(found != m_keys.end());
        return m_places[static_cast<std::size_t>(found - m_keys.begin())];
    }
    /// "C · Harga"; the letter alone beyond the header.
    std::string title(std::size_t column) const
    {
        auto letters = column_letters(column);
        if (column >= m_names.size() || m_names[column].empty()) return letters;
        return letters + " · " + m_names[column];
    }
    std::size_t width() const { return m_names.size(); }
    std::vector<std::string> const& names() const { return m_names; }

    std::vector<std::string> ignored;
    std::int64_t number { 0 }; ///< of its row

private:
    std::vector<std::string> m_keys;
    std::vector<std::size_t> m_places;
    std::vector<std::string> m_names; ///< header cells as written, trimmed
};

Result<Placing> Placing::of(Header const& header, std::vector<std::string> names)
{
    Placing placing;
    std::set<std::size_t> used;
    std::string missing;
    for (auto& name : names) placing.m_names.emplace_back(trimmed(name));
    for (auto const& column : header) {
        std::size_t place = absent;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!answers_to(column, normal(names[i]))) continue;
            if (place != absent)
                return Error { repeated_column }.with("column", placing.m_names[i]);
            place = i;
        }
        if (place == absent && column.need == Need::required)
            missing += (missing.empty() ? "" : ", ") + asked_for(column);
        used.insert(place);
        placing.m_keys.emplace_back(column.key);
        placing.m_places.push_back(place);
    }
    if (!missing.empty()) return Error { missing_columns }.with("columns", missing);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (!used.contains(i) && !placing.m_names[i].empty())
            placing.ignored.push_back(placing.m_names[i]);
    return placing;
}

std::string_view Row::operator[](std::string_view key) const
{
    CHECK(m_placing != nullptr);
    auto const place = m_placing->of_key(key);
    return place < m_cells.size() ? std::string_view { m_cells[place] } : std::string_view {};
}

bool Row::is_number(std::string_view key) const
{
    auto const place = m_placing->of_key(key);
    return place < m_numbers.size() && m_numbers[place];
}

Error Row::error(ErrorCode code, std::string_view key) const
{
    auto const place = m_placing->of_key(key);
    return Error { code }
        .with("row", std::to_string(m_number))
        .with("column", place == absent ? std::string { key } : m_placing->title(place))
        .with("value", std::string { (*this)[key] });
}

struct Reader::State {
    Format format { Format::csv };
    std::unique_ptr<Rows> rows;
    std::unique_ptr<Placing> placing; ///< its address is kept by the rows given out
    RawRow raw;
};

namespace {

struct Opened {
    Format format;
    std::unique_ptr<Rows> rows;
};

/// Tells the kind of file by its first bytes; looks inside an .xz once.
Result<Opened> opened(std::unique_ptr<Source> source, Header const& header, Limits limits,
                      bool inside_xz = false)
{
    using namespace std::string_view_literals;
    std::string head(8, '\0');
    head.resize(TRY(source->read(head)));
    auto whole = with_head(head, std::move(source));
    if (head.starts_with("\xfd"
                         "7zXZ\0"sv)
        && !inside_xz)
        return opened(unpacked(std::move(whole)), header, limits, true);
    if (head.starts_with("PK\3\4"))
        return Opened { Format::xlsx, TRY(xlsx_rows(std::move(whole), limits)) };
    if (head.starts_with("\xd0\xcf\x11\xe0")) return old_excel;
    constexpr std::array strangers { "PK\5\6"sv, "%PDF"sv,         "<"sv,
                                     "{"sv,      "\x1f\x8b"sv,     "\x89PNG"sv,
                                     "GIF8"sv,   "\xff\xd8\xff"sv, "\x7f\x45LF"sv };
    if (std::ranges::any_of(strangers, [&](auto start) { return head.starts_with(start); }))
        return not_a_table;
    return Opened { Format::csv, TRY(csv_rows(std::move(whole), header, limits, known_names)) };
}

/// Reads on to the header; the message is about the first row that is not empty when none fits.
Result<Placing> found_header(Rows& rows, Header const& header)
{
    constexpr int rows_looked_at = 10;
    RawRow row;
    std::optional<Error> first;
    for (int looked = 0; looked < rows_looked_at && TRY(rows.next(row));) {
        if (is_blank(row)) continue;
        ++looked;
        auto placing = Placing::of(header, row.cells);
        if (placing.ok()) {
            auto found = placing.take();
            found.number = row.number;
            return found;
        }
        if (placing.error().code() == repeated_column) return placing;
        // A row that has some of the names is the header people meant, more than a title above it.
        bool const meant = known_names(header, row.cells) > 0;
        bool const words = meant || std::ranges::all_of(row.cells, is_clean_utf8);
        if (!first || meant) first = words ? placing.take_error() : Error { not_a_table };
        if (meant) break;
    }
    if (first) return std::move(*first);
    return no_header;
}

} // namespace

Reader::Reader(std::unique_ptr<State> state) : m_state(std::move(state)) { }
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
std::span<std::string const> Row::surplus() const
{
    std::span<std::string const> const all { m_cells };
    return all.subspan(std::min(m_placing->width(), all.size()));
}

Reader::~Reader() = default;

Result<Reader> Reader::open(std::unique_ptr<Source> source, Header const& header, Limits limits)
{
    auto file = TRY(opened(std::move(source), header, limits));
    auto placing = TRY(found_header(*file.rows, header));
    auto state = std::make_unique<State>();
    state->format = file.format;
    state->rows = std::move(file.rows);
    state->placing = std::make_unique<Placing>(std::move(placing));
    return Reader { std::move(state) };
}

Result<bool> Reader::next(Row& row)
{
    auto& raw = m_state->raw;
    do {
        if (!TRY(m_state->rows->next(raw))) return false;
    } while (is_blank(raw));

    auto const& placing = *m_state->placing;
    for (std::size_t i = 0; i < raw.cells.size(); ++i) {
        if (!is_clean_utf8(raw.cells[i])) raw.mark(bad_text, i);
        if (i >= placing.width() && !trimmed(raw.cells[i]).empty())
            raw.mark(extra_cell, i, raw.cells[i]);
    }
    row.m_number = raw.number;
    row.m_placing = &placing;
    row.m_problem.reset();
    if (raw.problem)
        row.m_problem = Error { raw.problem->code }
                            .with("row", std::to_string(raw.number))
                            .with("column", placing.title(raw.problem->column))
                            .with("value", raw.problem->value);
    row.m_cells.swap(raw.cells);
    row.m_numbers = std::exchange(raw.numbers, {});
    return true;
}

Progress Reader::progress() const { return m_state->rows->progress(); }
std::int64_t Reader::header_number() const { return m_state->placing->number; }
Format Reader::format() const { return m_state->format; }
std::vector<std::string> const& Reader::names() const { return m_state->placing->names(); }
std::vector<std::string> const& Reader::ignored() const { return m_state->placing->ignored; }

} // namespace karya::sheet
