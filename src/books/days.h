#pragma once
// Units as they were on a day, and what all of them turned over. For books/ only.

#include "books/books.h"
#include <map>

namespace karya::books {

/// The same reader at noon of that day: the date is the same in every zone.
View view_on(View const& view, Day day);

struct Reach {
    std::vector<org::Unit> units {}; ///< that held prisoners on the day, within the reader's reach
    std::map<KanwilId, std::string> kanwil {};
};
/// Fails: core.not_found for the public.
Result<Reach> reach_on(View const& view, Day day);

using UnitSums = std::map<UnitId, board::Sums>;
UnitSums sums_in(View const& view, board::Window const& window);
board::Sums sums_of(UnitSums const& sums, UnitId unit);
void add(board::Sums& sum, board::Sums const& other);

/// "Kanwil Bali", or the whole country: what the reader stands for.
Result<Words> place_of(View const& view);

enum class Weekday : std::uint8_t {
    sunday,
    monday,
    tuesday,
    wednesday,
    thursday,
    friday,
    saturday
};
BOOST_DESCRIBE_ENUM(Weekday, sunday, monday, tuesday, wednesday, thursday, friday, saturday)
std::string weekday_name(Lang lang, Day day);

/// "Petugas" for the facet buyer and "officer".
std::string share_words(Lang lang, Share const& share);

} // namespace karya::books
