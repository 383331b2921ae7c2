#pragma once
// A leaf of a book: title, facts and tables whose words are written out in both languages. It is
// kept as JSON and shown as page, PDF and XLSX; no rule, name or wording of a later day reaches it.

#include "base/face.h"
#include "base/json.h"
#include "base/quantity.h"
#include "base/rupiah.h"
#include "base/time.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace karya::books {

struct Words {
    std::string id {};
    std::string en {};

    std::string const& in(Lang lang) const { return lang == Lang::en ? en : id; }
    friend bool operator==(Words const&, Words const&) = default;
};
BOOST_DESCRIBE_STRUCT(Words, (), (id, en))

/// The same for both: names, codes.
Words same(std::string_view words);
/// What `say` says in each language.
template<class Say>
Words both(Say&& say)
{
    return { say(Lang::id), say(Lang::en) };
}

enum class CellKind : std::uint8_t { words, money, quantity, count, day };
BOOST_DESCRIBE_ENUM(CellKind, words, money, quantity, count, day)

/// Numbers stay numbers: rupiah, thousandths, a count or a day. `words` are the text or the measure
/// behind a quantity. A cell of words that are empty says nothing.
struct Cell {
    CellKind kind { CellKind::words };
    std::int64_t number {};
    Words words {};
};
BOOST_DESCRIBE_STRUCT(Cell, (), (kind, number, words))

Cell cell(Words words);
Cell cell(std::string_view words);
Cell cell(Rupiah amount);
Cell cell(Quantity quantity, Words measure = {});
Cell cell(std::int64_t count);
Cell cell(Day day);
template<class T>
Cell cell(std::optional<T> const& value)
{
    return value ? cell(*value) : Cell {};
}

struct Column {
    Words words {};
    bool number { false };
};
BOOST_DESCRIBE_STRUCT(Column, (), (words, number))

/// What stands behind a figure: a place, a day, a document or lines of a book.
enum class AboutKind : std::uint8_t {
    kanwil,
    unit,
    period,
    day,
    receipts,
    sale,
    entry,
    account,
    deposit,
    pnbp,
    premi,
    batches,
    goods,
    buyer,
    kind,
    channel
};
BOOST_DESCRIBE_ENUM(AboutKind, kanwil, unit, period, day, receipts, sale, entry, account, deposit,
                    pnbp, premi, batches, goods, buyer, kind, channel)
struct About {
    AboutKind kind {};
    std::string id {}; ///< of which one; empty: those of the folio's place and days
};
BOOST_DESCRIBE_STRUCT(About, (), (kind, id))

struct Row {
    bool sum { false };
    std::vector<Cell> cells {};
    std::optional<About> about {};
};
BOOST_DESCRIBE_STRUCT(Row, (), (sum, cells, about))

struct Table {
    Words title {};
    Words note {};
    std::vector<Column> columns {};
    std::vector<Row> rows {};
};
BOOST_DESCRIBE_STRUCT(Table, (), (title, note, columns, rows))

struct Fact {
    Words name {};
    Cell cell {};
    std::optional<About> about {};
};
BOOST_DESCRIBE_STRUCT(Fact, (), (name, cell, about))

struct Folio {
    Words title {};
    Words place {};
    Words period {};
    std::vector<Fact> facts {};
    std::vector<Table> tables {};
};
BOOST_DESCRIBE_STRUCT(Folio, (), (title, place, period, facts, tables))

/// As people read it: "Rp 45.000", "1,2 kg".
std::string shown(Lang lang, Cell const& cell);

// ---- As pages show it ----

struct ShownCell {
    std::string words {};
    bool number { false };
    bool head { false };   ///< the first of its row
    std::string column {}; ///< its heading, for narrow screens
    std::string link {};   ///< to what stands behind its row; empty: none
};
BOOST_DESCRIBE_STRUCT(ShownCell, (), (words, number, head, column, link))
struct ShownRow {
    bool sum { false };
    std::vector<ShownCell> cells {};
};
BOOST_DESCRIBE_STRUCT(ShownRow, (), (sum, cells))
struct ShownColumn {
    std::string heading {};
    bool number { false };
};
BOOST_DESCRIBE_STRUCT(ShownColumn, (), (heading, number))
struct ShownTable {
    std::string id {}; ///< "t1", for its heading
    std::string title {};
    std::string note {};
    std::vector<ShownColumn> columns {};
    std::vector<ShownRow> rows {};
};
BOOST_DESCRIBE_STRUCT(ShownTable, (), (id, title, note, columns, rows))
struct ShownFact {
    std::string name {};
    std::string value {};
    bool money { false };
    std::string link {};
};
BOOST_DESCRIBE_STRUCT(ShownFact, (), (name, value, money, link))
struct ShownFolio {
    std::string title {};
    std::string place {};
    std::string period {};
    std::vector<ShownFact> facts {};
    std::vector<ShownTable> tables {};
};
BOOST_DESCRIBE_STRUCT(ShownFolio, (), (title, place, period, facts, tables))
/// The page about that; empty where there is none for the reader.
using LinkOf = std::function<std::string(About const&)>;
ShownFolio shown(Lang lang, Folio const& folio, LinkOf const& link_of = {});

// ---- As files ----

/// What stands on paper beside the content.
struct Paper {
    std::string made_at {}; ///< RFC 3339: the same folio and paper give the same bytes
    std::string mark {};    ///< above and below each page; empty: none
    std::string code {};    ///< address in a QR code; empty: none
    std::string code_words {};
    std::vector<std::string> hands {}; ///< who made, verified, authorised: lines at the end
    std::vector<std::string> signs {}; ///< below a line for wet ink
};
/// A4, upright; a table of more than seven columns makes it lie.
std::string folio_pdf(Lang lang, Folio const& folio, Paper const& paper);

enum class FileFormat : std::uint8_t { pdf, xlsx, csv };
BOOST_DESCRIBE_ENUM(FileFormat, pdf, xlsx, csv)
/// The tables one below the other on one sheet. The same folio gives the same bytes.
/// Fails: as sheet::Writer.
Result<std::string> folio_table(Lang lang, Folio const& folio, FileFormat format,
                                std::vector<std::string> const& hands = {});

} // namespace karya::books
