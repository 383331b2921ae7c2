#pragma once
// The pattern of a unit, drawn from its id alone: the same on every page, receipt and board.

#include <string>
#include <string_view>

namespace karya {

/// The motif of `seed`: "kawung", "parang", "ceplok", "truntum", "tumpal" or "ikat".
std::string_view cloth_motif(std::string_view seed);

/// A cloth of columns × rows repeats (1 to 40 each) as one SVG document under 6 KB: a motif with
/// two dyes on their ground and a rhythm of its own, all from `seed`. Attributes only, no style
/// and no script, so it may stand inside a page as well as behind <img>; ids differ by seed.
std::string cloth_svg(std::string_view seed, int columns, int rows);

/// The same cloth's edge: one row, 480 × 24, for the border of a card or the foot of a receipt.
std::string cloth_band_svg(std::string_view seed);

/// The first letter of a name: what a product without a picture wears on its unit's cloth.
std::string initial_of(std::string_view name);

} // namespace karya
