#pragma once
// Which unit, for readers above units. For books/ only.

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

/// The name of a file: "buku-kas-PTK-2021-04-01".
web::File file_of(std::string name, FileFormat format, std::string bytes);

} // namespace karya::books
