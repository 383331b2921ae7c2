#pragma once
// Every village of the country with its postcode: where an address lies, found as people type it.

#include "base/face.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karya::places {

/// A village (kelurahan or desa), and what it lies in. Codes and names are the interior ministry's.
struct Place {
    std::string code {}; ///< "61.71.03.1002"
    std::string village {};
    std::string district {}; ///< kecamatan
    std::string regency {};  ///< "Kota Pontianak"
    std::string province {};
    std::string postcode {};

    std::string_view province_code() const { return std::string_view { code }.substr(0, 2); }
    /// "Benua Melayu Darat, Pontianak Selatan, Kota Pontianak, Kalimantan Barat 78122".
    std::string words() const;
};
BOOST_DESCRIBE_STRUCT(Place, (), (code, village, district, regency, province, postcode))

std::optional<Place> place(std::string_view code);

struct Matches {
    std::vector<Place> places {};
    bool more { false }; ///< than were looked for: type more
};
/// Those in whose names, or whose postcode, every word typed begins a word; the villages that are
/// called so first, at most 20. Nothing for what is shorter than three letters.
Matches find(std::string_view typed);

/// Great islands with what goes with them: goods cross no sea inside of one.
enum class Island : std::uint8_t { sumatra, java, lesser_sunda, borneo, sulawesi, maluku, papua };
BOOST_DESCRIBE_ENUM(Island, sumatra, java, lesser_sunda, borneo, sulawesi, maluku, papua)
/// By the first digit of the province's code.
Island island_of(std::string_view province_code);

} // namespace karya::places
