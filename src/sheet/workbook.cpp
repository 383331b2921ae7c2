#include "sheet/workbook.h"
#include "base/text.h"
#include <algorithm>
#include <charconv>

namespace karya::sheet {

namespace {

int integer(std::string_view text)
{
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// One part's links to others: id -> target and the last word of its type ("worksheet").
struct Link {
    std::string type;
    std::string target;
    bool external { false };
};

class LinksXml final : public Xml {
public:
    std::map<std::string, Link, std::less<>> links;

private:
    void start(std::string_view name, Attributes attributes) override
    {
        if (name != "Relationship") return;
        auto const type = attributes["Type"];
        links[std::string { attributes["Id"] }] = {
            std::string { type.substr(type.rfind('/') + 1) }, std::string { attributes["Target"] },
            attributes["TargetMode"] == "External"
        };
    }
};

class SheetsXml final : public Xml {
public:
    std::string link; ///< of the first sheet that is not hidden
    Epoch epoch { Epoch::y1900 };

private:
    void start(std::string_view name, Attributes attributes) override
    {
        if (name == "workbookPr") {
            auto const mac = attributes["date1904"];
            if (mac == "1" || mac == "true") epoch = Epoch::y1904;
        }
        auto const state = attributes["state"];
        if (name == "sheet" && link.empty() && (state.empty() || state == "visible"))
            link = attributes["id"];
    }
};

class StringsXml final : public Xml {
public:
    explicit StringsXml(Limits limits) : m_limits(limits) { }
    std::vector<std::string> strings;

private:
    void start(std::string_view name, Attributes) override
    {
        if (name == "si") {
            constexpr std::size_t strings_max = 4'000'000;
            if (strings.size() >= strings_max) return fail(Error { inflates_too_far });
            strings.emplace_back();
        }
        if (name == "rPh") m_in_phonetic = true;
        m_in_text = name == "t";
    }
    void end(std::string_view name) override
    {
        m_in_text = false;
        if (name == "rPh") m_in_phonetic = false;
        if (name == "si" && !strings.empty() && strings.back().find("_x") != std::string::npos)
            strings.back() = unescaped(strings.back());
    }
    void text(std::string_view piece) override
    {
        if (!m_in_text || m_in_phonetic || strings.empty()) return;
        // One byte more than allowed marks the cell as too long.
        auto const kept = strings.back().size();
        strings.back().append(piece.substr(
            0, m_limits.cell_bytes_max + 1 - std::min(kept, m_limits.cell_bytes_max + 1)));
    }

    Limits m_limits;
    bool m_in_text { false };
    bool m_in_phonetic { false };
};

class StylesXml final : public Xml {
public:
    std::vector<Shown> styles;

private:
    void start(std::string_view name, Attributes attributes) override
    {
        constexpr std::size_t styles_max = 65'536;
        if (name == "cellXfs") m_in_cells = true;
        if (name == "numFmt" && m_codes.size() < styles_max)
            m_codes[integer(attributes["numFmtId"])] = shown_by_code(attributes["formatCode"]);
        if (name != "xf" || !m_in_cells || styles.size() >= styles_max) return;
        auto const format = integer(attributes["numFmtId"]);
        auto const own = m_codes.find(format);
        styles.push_back(own != m_codes.end() ? own->second : shown_by_number(format));
    }
    void end(std::string_view name) override
    {
        if (name == "cellXfs") m_in_cells = false;
    }

    std::map<int, Shown> m_codes;
    bool m_in_cells { false };
};

/// The part that `target` names, seen from `folder`. A way out of the archive is refused, though
/// nothing would be opened by it: an honest program does not write one.
Result<std::string> resolved(std::string_view folder, std::string_view target)
{
    if (target.find_first_of("\\:") != target.npos) return Error { unsafe, std::string { target } };
    std::vector<std::string_view> steps;
    auto const walk = [&](std::string_view path) {
        for (auto const step : fields_of(path, '/')) {
            if (step.empty() || step == ".") continue;
            if (step != "..") {
                steps.push_back(step);
                continue;
            }
            if (steps.empty()) return false;
            steps.pop_back();
        }
        return true;
    };
    if (!target.starts_with('/')) walk(folder);
    if (!walk(target)) return Error { unsafe, std::string { target } };
    std::string name;
    for (auto const step : steps) name.append(name.empty() ? "" : "/").append(step);
    return name;
}

std::string_view folder_of(std::string_view part)
{
    auto const slash = part.rfind('/');
    return slash == part.npos ? std::string_view {} : part.substr(0, slash);
}

/// The links of `part` ("" for the package), with their targets made part names. A link that leaves
/// the file is kept out: asking for it finds nothing.
Result<std::map<std::string, Link, std::less<>>> links_of(Package& package, std::string_view part)
{
    auto const folder = folder_of(part);
    std::string name { folder };
    name.append(folder.empty() ? "_rels/" : "/_rels/");
    name.append(part.substr(folder.empty() ? 0 : folder.size() + 1)).append(".rels");
    LinksXml xml;
    if (!package.has(name)) return std::move(xml.links);
    TRY(xml.parse(TRY(package.part(name))));
    std::erase_if(xml.links, [](auto const& entry) { return entry.second.external; });
    for (auto& [id, link] : xml.links) link.target = TRY(resolved(folder, link.target));
    return std::move(xml.links);
}

std::string target_of_type(std::map<std::string, Link, std::less<>> const& links,
                           std::string_view type)
{
    auto const found = std::ranges::find_if(
        links, [&](auto const& entry) { return entry.second.type == type; });
    return found == links.end() ? std::string {} : found->second.target;
}

} // namespace

std::string unescaped(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code = 0;
        auto const* const digits = text.data() + i + 2;
        bool const form = text.substr(i, 2) == "_x" && text.size() - i >= 7 && text[i + 6] == '_';
        if (form && std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4
            && code < 0x80) {
            result += static_cast<char>(code);
            i += 6;
        } else {
            result += text[i];
        }
    }
    return result;
}

Result<std::unique_ptr<Workbook>> Workbook::open(std::unique_ptr<Source> source, Limits limits)
{
    auto workbook = std::make_unique<Workbook>();
    workbook->m_package = TRY(Package::open(std::move(source), limits));
    auto& package = *workbook->m_package;

    auto main = target_of_type(TRY(links_of(package, "")), "officeDocument");
    if (main.empty()) main = "xl/workbook.xml";
    if (!package.has(main)) return not_a_table;
    SheetsXml sheets;
    TRY(sheets.parse(TRY(package.part(main))));
    workbook->m_epoch = sheets.epoch;

    auto const links = TRY(links_of(package, main));
    auto const sheet = links.find(sheets.link);
    if (sheet == links.end() || sheet->second.type != "worksheet")
        return Error { damaged, "no sheet" };
    workbook->m_sheet = sheet->second.target;

    if (auto const part = target_of_type(links, "sharedStrings"); !part.empty()) {
        StringsXml strings { limits };
        TRY(strings.parse(TRY(package.part(part))));
        workbook->m_shared = std::move(strings.strings);
    }
    if (auto const part = target_of_type(links, "styles"); !part.empty()) {
        StylesXml styles;
        TRY(styles.parse(TRY(package.part(part))));
        workbook->m_styles = std::move(styles.styles);
    }
    return workbook;
}

Result<Part> Workbook::first_sheet() { return m_package->part(m_sheet); }

std::string const* Workbook::shared(std::int64_t index) const
{
    if (index < 0 || static_cast<std::size_t>(index) >= m_shared.size()) return nullptr;
    return &m_shared[static_cast<std::size_t>(index)];
}

Shown Workbook::shown(std::size_t style) const
{
    return style < m_styles.size() ? m_styles[style] : Shown::number;
}

} // namespace karya::sheet
