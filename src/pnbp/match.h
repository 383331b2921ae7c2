#pragma once
// Our deposits against the treasury's own list of what it received (OMSPAN/SPAN).

#include "pnbp/pnbp.h"
#include <map>

namespace karya {
using MatchFileId = Id<struct MatchFileTag>;
}

namespace karya::pnbp {

/// A file of the treasury, or a spreadsheet made of it, as it was sent.
struct SentTable {
    std::vector<std::string> columns {};           ///< names in its header; may repeat or be empty
    std::vector<std::vector<std::string>> rows {}; ///< first the row's number as people see it
    std::int64_t bad_rows {};                      ///< that could not be read at all
    std::int64_t below {};                         ///< so many rows are titles and the header
};

inline constexpr std::size_t rows_max = 5'000;
inline constexpr std::size_t columns_max = 64;
/// Among so many lines the header is looked for, and may be chosen.
inline constexpr std::size_t top_lines = 20;
/// Of the file as sent, and of all its cells together.
inline constexpr std::size_t bytes_max = 4UL << 20;

/// Reads a CSV or XLSX file. Touches no database.
/// Fails: what sheet says of a file, pnbp.file_too_large, pnbp.too_many_rows.
Result<SentTable> read_table(std::string const& bytes);

/// Which columns hold what, by their names; `code` (billing) may be empty.
struct Mapping {
    std::string ntpn {};
    std::string amount {};
    std::string day {};
    std::string code {};
};
BOOST_DESCRIBE_STRUCT(Mapping, (), (ntpn, amount, day, code))

struct MatchFile {
    MatchFileId id {};
    Timestamp at {};
    OfficerId officer {};
    std::optional<std::string> mapping {}; ///< JSON of Mapping
};
BOOST_DESCRIBE_STRUCT(MatchFile, (), (id, at, officer, mapping))

enum class Finding : std::uint8_t {
    matched,
    other_amount,
    unrecorded, ///< we know the billing code, not that it was paid
    unknown,    ///< the treasury received it; nothing here says from whom
    missing,    ///< ours, and not in the file though within its days
    unreadable
};
BOOST_DESCRIBE_ENUM(Finding, matched, other_amount, unrecorded, unknown, missing, unreadable)

/// What the file says of one NTPN: the sum of its rows.
struct Match {
    Finding finding {};
    std::string rows {}; ///< numbers of its rows, "3, 7"
    std::string ntpn {};
    std::string code {};
    std::optional<Rupiah> amount {}; ///< of the file
    std::optional<Day> day {};
    std::optional<Deposit> ours {};
};

/// A row of the file that sums up those above it, and does not.
struct OtherTotal {
    std::string row {};
    Rupiah told {};
    Rupiah sum {};
};
BOOST_DESCRIBE_STRUCT(OtherTotal, (), (row, told, sum))

struct Compared {
    std::vector<Match> matches {};
    std::vector<OtherTotal> totals {};
    std::int64_t skipped {}; ///< rows without an NTPN: totals, headings
};

/// Compares with the unit's deposits. Pure.
Compared compare(SentTable const& table, Mapping const& mapping,
                 std::vector<Deposit> const& deposits);

/// The table as it is when that row, counted from 0, is its header.
SentTable under_header(SentTable table, std::size_t row);
/// What each column probably is, by its name; empty where nothing fits.
Mapping guess(SentTable const& table);

// ---- Kept files ----

/// Keeps the table; the unit's ten newest stay. Audited.
Result<MatchFileId> put_file(Call& call, org::UnitScope const& scope, SentTable const& table);
std::vector<MatchFile> files(View const& view, org::UnitScope const& scope);
Result<UnitId> unit_of_file(View const& view, MatchFileId id);

struct KeptTable {
    MatchFile file {};
    SentTable table {};
    Mapping mapping {}; ///< chosen for it, else the unit's last, else guessed
    bool chosen { false };
};
/// Fails: core.not_found, also for another unit's.
Result<KeptTable> kept_table(View const& view, org::UnitScope const& scope, MatchFileId id);

/// Says which of its first lines, by its number, names the columns; they are then chosen anew.
/// Audited. Fails: core.not_found, pnbp.bad_mapping (no such line).
Result<void> set_header(Call& call, org::UnitScope const& scope, MatchFileId id, std::int64_t line);
/// Notes which columns are read, for the unit's next file too, and marks what matches. A repeat
/// changes nothing. Audited. Fails: core.not_found, pnbp.bad_mapping (a column that is not there,
/// or twice the same).
Result<std::int64_t> match(Call& call, org::UnitScope const& scope, MatchFileId id,
                           Mapping const& mapping);

} // namespace karya::pnbp
