#pragma once
// The two faces of the house for what is drawn here: paper and pictures look like the pages, and
// alike on every machine.

namespace karya {

/// For names, headings and totals, as Pango takes a family.
inline constexpr char const* display_font = "Lora, Liberation Serif, DejaVu Serif, serif";
/// For all other words. The variable file calls itself "Thin".
inline constexpr char const* text_font =
    "Public Sans, Public Sans Thin, Liberation Sans, DejaVu Sans, sans";

/// Adds both, which lie in the binary as browsers get them, to the fonts of this process; once,
/// about 15 ms. Call before words are measured. Without /proc the machine's own fonts stand in.
void use_own_fonts();

} // namespace karya
