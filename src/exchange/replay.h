#pragma once
// Inside of the replay: rows in little memory, and what becomes of each.

#include "exchange/exchange.h"
#include <map>
#include <unordered_map>

namespace karya::exchange {

/// Texts by number, each kept once.
class Names {
public:
    std::uint32_t number_of(std::string_view name);
    std::string const& operator[](std::uint32_t number) const { return m_names[number]; }
    std::size_t size() const { return m_names.size(); }

private:
    std::vector<std::string> m_names {};
    std::unordered_map<std::string, std::uint32_t> m_numbers {};
};

/// One row of the files.
struct RetailRow {
    Timestamp at {};
    std::int64_t price {}; ///< thousandths
    std::int32_t quantity {};
    std::uint32_t invoice {};
    std::uint32_t code {};
    std::uint32_t customer {}; ///< 0: none
    std::uint32_t country {};
    std::int64_t amount() const { return price * quantity; }
};

struct Retail {
    std::vector<RetailRow> rows {};
    Names invoices {};
    Names codes {};
    Names customers {}; ///< number 0 is the empty one
    Names countries {};
    std::vector<std::string> descriptions {}; ///< by code: the first that is not empty
};

/// Reads all files of the folder. Fails: exchange.no_files, sheet codes, exchange.bad_cell.
Result<Retail> read_retail(std::filesystem::path const& folder);
/// "2.55" as 2550. Fails: exchange.bad_cell.
Result<std::int64_t> thousandths_of(std::string_view text);

enum class Fate : std::uint8_t {
    accepted,
    refunded,
    without_price,
    without_customer,
    without_line,
    too_few_left
};

/// What becomes of a row; of a refund also the row whose goods come back.
struct RowFate {
    Fate fate { Fate::accepted };
    std::uint32_t refunds { 0 };
};

/// Decides by the rows alone, in file order: a price that is not positive is refused; a negative
/// quantity refunds the latest earlier line of the same code, price, customer and country with
/// enough left.
std::vector<RowFate> fates_of(std::vector<RetailRow> const& rows);

} // namespace karya::exchange
