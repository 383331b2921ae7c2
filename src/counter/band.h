#pragma once
// A unit's cloth in black, for the foot of a printed receipt.

#include <cairo.h>
#include <string_view>

namespace karya::counter {

/// Draws one row of the motif that `seed` has on screen too (base/cloth.h), from the origin, with a
/// rhythm of its own.
void draw_band(cairo_t* cairo, std::string_view seed, int width, int height);

} // namespace karya::counter
