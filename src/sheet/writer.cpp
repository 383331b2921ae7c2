#include "sheet/writer.h"
#include "base/text.h"
#include "sheet/defuse.h"
#include "sheet/rows.h"
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <xlsxwriter.h>

namespace karya::sheet {

namespace {

constexpr Limits limits;

/// The cell as CSV shows it, before quoting.
std::string plain(Cell const& cell)
{
    if (auto const* text = std::get_if<std::string_view>(&cell)) return defused(*text);
    if (auto const* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    if (auto const* amount = std::get_if<Rupiah>(&cell)) return std::to_string(amount->amount());
    if (auto const* quantity = std::get_if<Quantity>(&cell)) return quantity->plain();
    return std::get<Day>(cell).text();
}

/// Quoted when any separator, a quote, a line end or a blank at the rim would be misread.
std::string quoted(std::string cell, char separator)
{
    bool const rim = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
    if (!rim && cell.find_first_of("\",;\t\r\n") == cell.npos && cell.find(separator) == cell.npos)
        return cell;
    std::string result = "\"";
    for (char const c : cell) {
        if (c == '"') result += '"';
        result += c;
    }
    return result += '"';
}

/// What the reader would refuse is not written either.
Result<void> check(std::span<Cell const> cells)
{
    if (cells.size() > limits.columns_max)
        return Error { too_many_columns }.with("column", column_letters(limits.columns_max));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto const* text = std::get_if<std::string_view>(&cells[i]);
        if (!text) continue;
        if (text->size() >= limits.cell_bytes_max)
            return Error { cell_too_long }.with("column", column_letters(i));
        if (!is_clean_utf8(*text)) return Error { bad_text }.with("column", column_letters(i));
    }
    return {};
}

/// The error of `check` with the row it is about.
Result<void> check(std::span<Cell const> cells, std::int64_t row)
{
    auto checked = check(cells);
    if (checked.ok()) return {};
    return checked.take_error().with("row", std::to_string(row)).with("value", "");
}

/// A file beside its final name, removed unless it was kept.
class Unfinished {
public:
    explicit Unfinished(std::string const& path) : m_path(path), m_part(path + ".part") { }
    ~Unfinished()
    {
        std::error_code ignored;
        if (!m_kept) std::filesystem::remove(m_part, ignored);
    }
    Unfinished(Unfinished const&) = delete;
    Unfinished& operator=(Unfinished const&) = delete;

    std::string const& part() const { return m_part; }
    Result<void> keep()
    {
        std::error_code failure;
        std::filesystem::rename(m_part, m_path, failure);
        if (failure) return Error { write_failed, failure.message() };
        m_kept = true;
        return {};
    }

private:
    std::string m_path;
    std::string m_part;
    bool m_kept { false };
};

class CsvWriter final : public Writer {
public:
    CsvWriter(std::string const& path, CsvForm form)
        : m_file(path),
          m_out(m_file.part(), std::ios::binary),
          m_separator(form.separator)
    {
        m_out << form.mark;
    }
    bool is_open() const { return m_out.is_open(); }

    Result<void> row(std::span<Cell const> cells) override
    {
        TRY(check(cells, ++m_row));
        m_out << csv_record(cells, m_separator);
        if (!m_out) return write_failed;
        return {};
    }
    Result<void> finish() override
    {
        m_out.close();
        if (!m_out) return write_failed;
        return m_file.keep();
    }

private:
    Unfinished m_file;
    std::ofstream m_out;
    char m_separator;
    std::int64_t m_row { 0 };
};

/// Text for XLSX: a carriage return would be lost in XML, and "_x000D_" as such read as one.
std::string escaped(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const form = text.substr(i, 2) == "_x" && text.size() - i >= 7 && text[i + 6] == '_';
        if (text[i] == '\r')
            result += "_x000D_";
        else
            result.append(form ? "_x005F" : "").append(1, text[i]);
    }
    return result;
}

class XlsxWriter final : public Writer {
public:
    XlsxWriter(std::string const& path, std::string const& sheet_name) : m_file(path)
    {
        lxw_workbook_options options {};
        options.constant_memory = LXW_TRUE;
        m_book = workbook_new_opt(m_file.part().c_str(), &options);
        if (!m_book) return;
        // The time of writing stays out, so that the same rows give the same bytes.
        lxw_doc_properties about {};
        about.created = 1'577'836'800; // 2020-01-01
        workbook_set_properties(m_book, &about);
        m_day_format = workbook_add_format(m_book);
        format_set_num_format(m_day_format, "yyyy-mm-dd");
        m_money_format = workbook_add_format(m_book);
        format_set_num_format(m_money_format, "#,##0");
        m_sheet = workbook_add_worksheet(m_book, sheet_name.c_str());
    }
    ~XlsxWriter() override
    {
        if (m_book) workbook_close(m_book);
    }
    XlsxWriter(XlsxWriter const&) = delete;
    XlsxWriter& operator=(XlsxWriter const&) = delete;

    bool is_open() const { return m_sheet != nullptr; }

    Result<void> row(std::span<Cell const> cells) override
    {
        if (m_row == limits.rows_max) return too_many_rows;
        TRY(check(cells, m_row + 1));
        for (std::size_t i = 0; i < cells.size(); ++i) {
            auto const place = static_cast<lxw_col_t>(i);
            auto const write = [&](auto const& value) { return put(place, value); };
            auto const failure = std::visit(write, cells[i]);
            if (failure == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
                return Error { cell_too_long }
                    .with("row", std::to_string(m_row + 1))
                    .with("column", column_letters(i))
                    .with("value", "");
            if (failure != LXW_NO_ERROR) return Error { write_failed, lxw_strerror(failure) };
        }
        ++m_row;
        return {};
    }
    Result<void> finish() override
    {
        CHECK(m_book != nullptr);
        auto const failure = workbook_close(std::exchange(m_book, nullptr));
        if (failure != LXW_NO_ERROR) return Error { write_failed, lxw_strerror(failure) };
        return m_file.keep();
    }

private:
    lxw_error put(lxw_col_t column, std::string_view text)
    {
        if (text.empty()) return LXW_NO_ERROR;
        return worksheet_write_string(m_sheet, row_index(), column, escaped(text).c_str(), nullptr);
    }
    lxw_error put(lxw_col_t column, std::int64_t number) { return put(column, number, nullptr); }
    lxw_error put(lxw_col_t column, std::int64_t number, lxw_format* format)
    {
        constexpr std::int64_t exact_max = 1LL << 53;
        if (number > exact_max || number < -exact_max)
            return put(column, std::string_view { std::to_string(number) });
        return worksheet_write_number(m_sheet, row_index(), column, static_cast<double>(number),
                                      format);
    }
    lxw_error put(lxw_col_t column, Rupiah amount)
    {
        return put(column, amount.amount(), m_money_format);
    }
    lxw_error put(lxw_col_t column, Quantity quantity)
    {
        if (quantity.thousandths() % 1000 == 0) return put(column, quantity.thousandths() / 1000);
        // Exact as text beyond what 15 digits of a double show.
        if (quantity > Quantity { Quantity::thousandths_max }
            || quantity < Quantity { -Quantity::thousandths_max })
            return put(column, std::string_view { quantity.plain() });
        return worksheet_write_number(m_sheet, row_index(), column,
                                      static_cast<double>(quantity.thousandths()) / 1000, nullptr);
    }
    lxw_error put(lxw_col_t column, Day day)
    {
        auto const first = Day::from(1899, 12, 30);
        auto const serial = day.number() - first.number();
        if (serial <= 60) return put(column, std::string_view { day.text() });
        return worksheet_write_number(m_sheet, row_index(), column, static_cast<double>(serial),
                                      m_day_format);
    }
    lxw_row_t row_index() const { return static_cast<lxw_row_t>(m_row); }

    Unfinished m_file;
    lxw_workbook* m_book { nullptr };
    lxw_worksheet* m_sheet { nullptr };
    lxw_format* m_day_format { nullptr };
    lxw_format* m_money_format { nullptr };
    std::int64_t m_row { 0 };
};

template<class Kind, class Argument>
Result<std::unique_ptr<Writer>> opened(std::string const& path, Argument const& argument)
{
    auto writer = std::make_unique<Kind>(path, argument);
    if (!writer->is_open()) return Error { write_failed, path };
    return std::unique_ptr<Writer> { std::move(writer) };
}

} // namespace

std::string csv_record(std::span<Cell const> cells, char separator)
{
    std::string record;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) record += separator;
        record += quoted(plain(cells[i]), separator);
    }
    return record + "\r\n";
}

Result<std::unique_ptr<Writer>> write_csv(std::string const& path, CsvForm form)
{
    return opened<CsvWriter>(path, form);
}

Result<std::unique_ptr<Writer>> write_xlsx(std::string const& path, std::string const& sheet_name)
{
    return opened<XlsxWriter>(path, sheet_name);
}

} // namespace karya::sheet
