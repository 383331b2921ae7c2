#pragma once
// Which unit and which days of a book, and the book as pages and files. For books/ only.

#include "books/routes.h"

namespace karya::books {

struct UnitChoice {
    UnitId id {};
    std::string name {};
    std::string code {};
};
BOOST_DESCRIBE_STRUCT(UnitChoice, (), (id, name, code))

/// Units to choose from; of the nation's none until words are given, for there are hundreds.
struct Choosing {
    std::string place {};
    std::string q {};
    std::vector<UnitChoice> units {};
};
BOOST_DESCRIBE_STRUCT(Choosing, (), (place, q, units))
Result<Choosing> units_to_choose(View const& view, std::string const& q);

/// The days asked for; this month unless told.
struct DaysAsked {
    Day first {};
    Day last {};
};
DaysAsked days_asked(View const& view, org::UnitScope const& scope, std::optional<Day> first,
                     std::optional<Day> last);

/// The pages before and after the one that is shown.
struct Pages {
    std::optional<std::int64_t> earlier {};
    std::optional<std::int64_t> later {};
};
BOOST_DESCRIBE_STRUCT(Pages, (), (earlier, later))
/// Lines of a book as a page shows them: so many at once, the sum below the last ones.
std::optional<Pages> cut(Table& table, std::optional<std::int64_t> page);

/// The name of a file: "buku-kas-PTK-2021-04-01".
web::File file_of(std::string name, FileFormat format, std::string bytes);
Result<web::File> as_file(View const& view, Folio const& folio, FileFormat format,
                          std::string name);

} // namespace karya::books
