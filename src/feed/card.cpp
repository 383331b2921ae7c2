#include "feed/card.h"
#include "base/cloth.h"
#include "base/fonts.h"
#include <cairo.h>
#include <librsvg/rsvg.h>
#include <memory>
#include <pango/pangocairo.h>

namespace karya::feed {

namespace {

constexpr int width = 1200;
constexpr int height = 630;
constexpr int edge = 42;          ///< of the cloth around the label
constexpr int inside = 64;        ///< between the label's edge and its words
constexpr int cloth_columns = 20; ///< repeats of 48 over 1200 × 630, drawn a quarter larger
constexpr int cloth_rows = 11;

struct Release {
    void operator()(void* object) const { g_object_unref(object); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
using Surface = std::unique_ptr<cairo_surface_t, Release>;
using Canvas = std::unique_ptr<cairo_t, Release>;
using Layout = std::unique_ptr<PangoLayout, Release>;

struct Colour {
    int red;
    int green;
    int blue;
};
constexpr Colour mori { 250, 246, 239 };
constexpr Colour sogan { 59, 42, 28 };
constexpr Colour soft { 107, 84, 64 };

void ink(cairo_t* canvas, Colour colour)
{
    cairo_set_source_rgb(canvas, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
}

bool draw_cloth(cairo_t* canvas, std::string const& seed)
{
    auto const svg = cloth_svg(seed, cloth_columns, cloth_rows);
    auto const* bytes = reinterpret_cast<guint8 const*>(svg.data());
    std::unique_ptr<RsvgHandle, Release> const handle { rsvg_handle_new_from_data(bytes, svg.size(),
                                                                                  nullptr) };
    if (!handle) return false;
    RsvgRectangle const whole { 0, 0, width, height };
    return rsvg_handle_render_document(handle.get(), canvas, &whole, nullptr) == TRUE;
}

struct Line {
    char const* family;
    char const* rest; ///< of its description: weight, style, size
    Colour colour;
    int lines_max;
};

/// Draws the words from `top` on; where they end.
int draw_words(cairo_t* canvas, std::string const& words, Line const& line, int top)
{
    Layout const layout { pango_cairo_create_layout(canvas) };
    std::unique_ptr<PangoFontDescription, Release> const font { pango_font_description_from_string(
        line.rest) };
    pango_font_description_set_family(font.get(), line.family);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), (width - 2 * edge - 2 * inside) * PANGO_SCALE);
    pango_layout_set_height(layout.get(), -line.lines_max);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    pango_layout_set_text(layout.get(), words.c_str(), static_cast<int>(words.size()));
    ink(canvas, line.colour);
    cairo_move_to(canvas, edge + inside, top);
    pango_cairo_show_layout(canvas, layout.get());
    int drawn = 0;
    pango_layout_get_pixel_size(layout.get(), nullptr, &drawn);
    return top + drawn;
}

void draw_label(cairo_t* canvas, Label const& label)
{
    constexpr int gap = 22;
    constexpr int sign = 92; // from the label's lower edge to the shop's name
    ink(canvas, mori);
    cairo_rectangle(canvas, edge, edge, width - 2 * edge, height - 2 * edge);
    cairo_fill(canvas);
    auto below = draw_words(canvas, label.name, { display_font, "bold 58px", sogan, 3 },
                            edge + inside);
    below = draw_words(canvas, label.place, { text_font, "34px", soft, 1 }, below + gap);
    if (!label.price.empty())
        draw_words(canvas, label.price, { display_font, "bold 54px", sogan, 1 }, below + 2 * gap);
    draw_words(canvas, "Karya", { display_font, "italic 34px", soft, 1 }, height - edge - sign);
}

cairo_status_t append(void* bytes, unsigned char const* more, unsigned size)
{
    static_cast<std::string*>(bytes)->append(reinterpret_cast<char const*>(more), size);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

std::string card_png(Label const& label)
{
    use_own_fonts();
    Surface const surface { cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height) };
    Canvas const canvas { cairo_create(surface.get()) };
    if (!draw_cloth(canvas.get(), label.seed)) return {};
    draw_label(canvas.get(), label);
    std::string png;
    cairo_surface_write_to_png_stream(surface.get(), append, &png);
    return png;
}

} // namespace karya::feed
