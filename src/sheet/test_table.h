#pragma once
// How the tests of this module read a whole table at once.

#include "base/text.h"
#include "sheet/sheet.h"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace karya::sheet::test {

using Strings = std::vector<std::string>;

/// What came out of a file: rows as "number|cell|cell" or "number!code column value", then the
/// whole-file failure, if any, as "!code".
inline Strings drained(Reader& reader, Header const& header)
{
    Strings lines;
    Row row;
    for (;;) {
        auto more = reader.next(row);
        if (!more.ok()) {
            lines.push_back("!" + std::string { more.error().code().id });
            return lines;
        }
        if (!more.value()) return lines;
        auto line = std::to_string(row.number());
        if (auto const& problem = row.problem()) {
            line += "!" + std::string { problem->code().id };
            for (auto const& [name, value] : problem->args)
                if (name != "row" && !value.empty()) line += " " + value;
        } else {
            for (auto const& column : header) line += "|" + std::string { row[column.key] };
        }
        lines.push_back(line);
    }
}

inline Strings table(std::string bytes, Header const& header, Limits limits = {})
{
    auto reader = Reader::open(from_memory(std::move(bytes)), header, limits);
    if (!reader.ok()) return { "!" + std::string { reader.error().code().id } };
    auto open = reader.take();
    return drained(open, header);
}

/// A table of columns a, b, c of which only a is required.
inline Strings abc(std::string bytes, Limits limits = {})
{
    return table(std::move(bytes),
                 { { "a" }, { "b", {}, Need::optional }, { "c", {}, Need::optional } }, limits);
}

inline std::string content_of(std::string const& path)
{
    std::ifstream file { path, std::ios::binary };
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// A folder of its own for each test, gone afterwards.
class Folder {
public:
    Folder()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "karya-sheet-XXXXXX").string();
        if (!mkdtemp(pattern.data())) ADD_FAILURE() << "no temporary folder";
        m_path = pattern;
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    std::string operator/(std::string const& name) const { return m_path + "/" + name; }

private:
    std::string m_path;
};

} // namespace karya::sheet::test
