#include "base/text.h"
#include "exchange/replay.h"
#include "sheet/sheet.h"
#include <algorithm>

namespace karya::exchange {

std::uint32_t Names::number_of(std::string_view name)
{
    auto const [place, added] = m_numbers.try_emplace(std::string { name },
                                                      static_cast<std::uint32_t>(m_names.size()));
    if (added) m_names.emplace_back(name);
    return place->second;
}

Result<std::int64_t> thousandths_of(std::string_view text)
{
    auto const point = std::min(text.find('.'), text.size());
    std::string digits { text.substr(0, point) };
    std::string fraction { point < text.size() ? text.substr(point + 1) : "" };
    while (fraction.size() > 3 && fraction.back() == '0') fraction.pop_back();
    std::int64_t number {};
    constexpr std::size_t digits_max = 14;
    if (fraction.size() > 3 || digits.empty() || digits.size() > digits_max
        || fraction.find_first_not_of("0123456789") != std::string::npos)
        return Error { bad_cell }.with("column", "").with("value", std::string { text });
    fraction.resize(3, '0');
    if (!parse_integer(digits + fraction, number))
        return Error { bad_cell }.with("column", "").with("value", std::string { text });
    return number;
}

namespace {

sheet::Header const retail_columns {
    { "InvoiceNo" },   { "StockCode" }, { "Description" }, { "Quantity" },
    { "InvoiceDate" }, { "UnitPrice" }, { "CustomerID" },  { "Country" },
};

Result<std::vector<std::filesystem::path>> retail_files(std::filesystem::path const& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code trouble;
    for (auto const& entry : std::filesystem::directory_iterator { folder, trouble }) {
        auto const name = entry.path().filename().string();
        if (name.starts_with("online-retail-") && name.ends_with(".csv.xz"))
            files.push_back(entry.path());
    }
    if (trouble || files.empty()) return no_files;
    std::ranges::sort(files);
    return files;
}

Result<RetailRow> row_of(sheet::Row const& cells, Retail& retail)
{
    if (cells.problem()) return *cells.problem();
    RetailRow row { .invoice = retail.invoices.number_of(cells["InvoiceNo"]),
                    .code = retail.codes.number_of(cells["StockCode"]),
                    .customer = retail.customers.number_of(cells["CustomerID"]),
                    .country = retail.countries.number_of(trimmed(cells["Country"])) };
    std::int64_t quantity {};
    auto const at = parse_time(cells["InvoiceDate"], Zone::wib);
    auto const price = thousandths_of(cells["UnitPrice"]);
    if (!parse_integer(cells["Quantity"], quantity) || !std::in_range<std::int32_t>(quantity))
        return cells.error(bad_cell, "Quantity");
    if (!at.ok()) return cells.error(bad_cell, "InvoiceDate");
    if (!price.ok()) return cells.error(bad_cell, "UnitPrice");
    row.quantity = static_cast<std::int32_t>(quantity);
    row.at = at.value();
    row.price = price.value();
    return row;
}

void note_description(Retail& retail, std::uint32_t code, std::string_view description)
{
    retail.descriptions.resize(retail.codes.size());
    if (retail.descriptions[code].empty()) retail.descriptions[code] = trimmed(description);
}

} // namespace

Result<Retail> read_retail(std::filesystem::path const& folder)
{
    Retail retail;
    retail.customers.number_of("");
    for (auto const& file : TRY(retail_files(folder))) {
        auto reader = TRY(
            sheet::Reader::open(TRY(sheet::open_file(file.string())), retail_columns));
        for (sheet::Row cells; TRY(reader.next(cells));) {
            auto const row = TRY(row_of(cells, retail));
            note_description(retail, row.code, cells["Description"]);
            retail.rows.push_back(row);
        }
    }
    return retail;
}

namespace {

/// What a refund must have in common with the line it goes back to.
struct LineKey {
    std::int64_t price {};
    std::uint32_t code {};
    std::uint32_t customer {};
    std::uint32_t country {};
    friend bool operator==(LineKey const&, LineKey const&) = default;
};

struct LineKeyHash {
    std::size_t operator()(LineKey const& key) const
    {
        auto hash = static_cast<std::uint64_t>(key.price) * 0x9e3779b97f4a7c15U;
        for (auto const part : { key.code, key.customer, key.country })
            hash = (hash ^ part) * 0x100000001b3U;
        return static_cast<std::size_t>(hash ^ (hash >> 32U));
    }
};

struct OpenLine {
    std::uint32_t row {};
    std::int32_t left {};
};

} // namespace

std::vector<RowFate> fates_of(std::vector<RetailRow> const& rows)
{
    std::vector<RowFate> fates(rows.size());
    std::unordered_map<LineKey, std::vector<OpenLine>, LineKeyHash> lines;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        auto const& row = rows[i];
        auto& fate = fates[i];
        LineKey const key { row.price, row.code, row.customer, row.country };
        if (row.price <= 0) {
            fate.fate = Fate::without_price;
        } else if (row.quantity > 0) {
            if (row.customer != 0) lines[key].push_back({ i, row.quantity });
        } else if (row.quantity == 0) {
            fate.fate = Fate::without_line;
        } else if (row.customer == 0) {
            fate.fate = Fate::without_customer;
        } else if (auto const found = lines.find(key); found == lines.end()) {
            fate.fate = Fate::without_line;
        } else {
            auto const enough = std::find_if(
                found->second.rbegin(), found->second.rend(),
                [&](auto const& line) { return line.left >= -row.quantity; });
            if (enough == found->second.rend()) {
                fate.fate = Fate::too_few_left;
                continue;
            }
            enough->left += row.quantity;
            fate = { Fate::refunded, enough->row };
        }
    }
    return fates;
}

} // namespace karya::exchange
