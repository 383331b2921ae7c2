#pragma once
// Where units stand on the board's map: x = (lng − 94.5) × 20, y = (6.5 − lat) × 20 on 940 × 360,
// as the picture of the islands is drawn (ui/nusantara.mjs). All lengths in tenths of a map unit.

#include "board/board.h"

namespace karya::board {

/// A unit as it is drawn; numbers as an SVG attribute spells them: "316.4".
struct Dot {
    std::string name {};
    std::string slug {};
    std::string code {};
    std::string x {};
    std::string y {};
    bool sold_today { false };
};
BOOST_DESCRIBE_STRUCT(Dot, (), (name, slug, code, x, y, sold_today))

struct Map {
    std::string box {};      ///< viewBox: all of it, or the part that holds the points
    std::string dot_size {}; ///< radius; a part of the map has larger ones
    std::vector<Dot> dots {};
};

/// The whole archipelago, or closer to the points. Units of one regency stand side by side.
Map map_of(std::vector<Point> const& points, bool whole);

} // namespace karya::board
