#include "counter/paper.h"
#include "base/check.h"
#include "base/fonts.h"
#include "base/qr.h"
#include "counter/band.h"
#include <algorithm>
#include <array>
#include <cairo-pdf.h>
#include <functional>
#include <numeric>
#include <pango/pangocairo.h>

namespace karya::counter {

namespace {

constexpr int millimetre = 2903; // Pango units
constexpr int point = PANGO_SCALE;
constexpr int hair = point / 2;
constexpr int bar_height = 4 * millimetre;
constexpr int band_height = 6 * millimetre;
constexpr int square = 2 * millimetre + millimetre / 2;

struct Measures {
    int width;
    int margin;
    int size;   ///< of plain words, in points
    int height; ///< of a page; zero: a roll
};
constexpr Measures measures_of(Paper paper)
{
    switch (paper) {
    case Paper::roll_58: return { 58 * millimetre, 4 * millimetre, 8, 0 };
    case Paper::roll_80: return { 80 * millimetre, 5 * millimetre, 9, 0 };
    case Paper::a6: return { 105 * millimetre, 7 * millimetre, 10, 148 * millimetre };
    case Paper::label: return { 100 * millimetre, 6 * millimetre, 10, 150 * millimetre };
    case Paper::a4: break;
    }
    return { 210 * millimetre, 22 * millimetre, 10, 297 * millimetre };
}

struct Release {
    void operator()(void* object) const { g_object_unref(object); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Layout = std::unique_ptr<PangoLayout, Release>;

cairo_status_t append(void* text, unsigned char const* bytes, unsigned size)
{
    static_cast<std::string*>(text)->append(reinterpret_cast<char const*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

int height_of(Layout const& layout)
{
    int height = 0;
    if (layout) pango_layout_get_size(layout.get(), nullptr, &height);
    return height;
}

/// Runs `draw` with whole Pango units as lengths and (x, y) as origin.
template<class Draw>
void at(cairo_t* cairo, int x, int y, Draw&& draw)
{
    cairo_save(cairo);
    cairo_new_path(cairo); // words leave a point behind
    cairo_translate(cairo, pango_units_to_double(x), pango_units_to_double(y));
    cairo_scale(cairo, 1.0 / PANGO_SCALE, 1.0 / PANGO_SCALE);
    draw();
    cairo_restore(cairo);
}

void show(cairo_t* cairo, Layout const& layout, int x, int y)
{
    if (!layout) return;
    cairo_move_to(cairo, pango_units_to_double(x), pango_units_to_double(y));
    pango_cairo_show_layout(cairo, layout.get());
}

/// Parallel lines over a box, `slope` to the side for each step down; they overshoot and are cut.
void hatch(cairo_t* cairo, int width, int height, int slope)
{
    constexpr int step = point * 5 / 2;
    for (int x = -height; x < width + height; x += step) {
        cairo_move_to(cairo, x, 0);
        cairo_line_to(cairo, x + slope * height, height);
    }
    cairo_stroke(cairo);
}

void fill_lying(cairo_t* cairo, int width, int height)
{
    for (int y = point; y < height; y += 2 * point) {
        cairo_move_to(cairo, 0, y);
        cairo_line_to(cairo, width, y);
    }
    cairo_stroke(cairo);
}

void fill_dotted(cairo_t* cairo, int width, int height)
{
    constexpr int dot = point * 3 / 4;
    for (int y = point; y < height; y += 2 * point)
        for (int x = point; x < width; x += 2 * point) cairo_rectangle(cairo, x, y, dot, dot);
    cairo_fill(cairo);
}

/// A box at the origin.
void fill(cairo_t* cairo, Weave weave, int width, int height)
{
    cairo_save(cairo);
    cairo_rectangle(cairo, 0, 0, width, height);
    cairo_clip(cairo);
    constexpr int thread = point * 2 / 3;
    cairo_set_line_width(cairo, thread);
    if (weave == Weave::solid) cairo_paint(cairo);
    if (weave == Weave::rising || weave == Weave::crossed) hatch(cairo, width, height, -1);
    if (weave == Weave::crossed) hatch(cairo, width, height, 1);
    if (weave == Weave::lying) fill_lying(cairo, width, height);
    if (weave == Weave::dotted) fill_dotted(cairo, width, height);
    cairo_restore(cairo);
    cairo_set_line_width(cairo, hair);
    cairo_rectangle(cairo, 0, 0, width, height);
    cairo_stroke(cairo);
}

using Wide = __int128;

void draw_bar(cairo_t* cairo, std::vector<Stretch> const& stretches, int width)
{
    std::int64_t total = 0;
    for (auto const& stretch : stretches) total += stretch.amount;
    std::int64_t before = 0;
    for (auto const& stretch : stretches) {
        auto const place = [&](std::int64_t amount) {
            auto const whole = static_cast<Wide>(amount) * width / total;
            return static_cast<int>(whole);
        };
        auto const x = place(before);
        before += stretch.amount;
        cairo_save(cairo);
        cairo_translate(cairo, x, 0);
        fill(cairo, stretch.weave, place(before) - x, bar_height);
        cairo_restore(cairo);
    }
}

void draw_rule(cairo_t* cairo, int width)
{
    static constexpr auto dash = std::to_array({ 2.0 * point, 2.0 * point });
    cairo_set_line_width(cairo, hair);
    cairo_set_dash(cairo, dash.data(), static_cast<int>(dash.size()), 0);
    cairo_move_to(cairo, 0, 0);
    cairo_line_to(cairo, width, 0);
    cairo_stroke(cairo);
}

} // namespace

struct Sheet::Block {
    int height { 0 };
    Layout words {};
    int words_x { 0 };
    Layout figure {};
    int figure_x { 0 };
    std::vector<std::pair<int, Layout>> columns {}; ///< each at its place
    /// Draws the rest with whole Pango units from its own corner; may be empty.
    std::function<void(cairo_t*)> rest {};
};

/// What measures words: the same fonts, resolution and metrics as in the document.
struct Sheet::Canvas {
    std::unique_ptr<PangoContext, Release> context { pango_font_map_create_context(
        pango_cairo_font_map_get_default()) };
    int size;

    explicit Canvas(int plain_size) : size(plain_size)
    {
        use_own_fonts();
        pango_cairo_context_set_resolution(context.get(), 72); // one unit of PDF is a point
        auto* const options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context.get(), options);
        // Whole points would take spaces away from small words.
        pango_context_set_round_glyph_positions(context.get(), FALSE);
        cairo_font_options_destroy(options);
    }

    Layout words(std::string_view text, Face face, int width) const
    {
        Layout layout { pango_layout_new(context.get()) };
        auto* const font = pango_font_description_new();
        bool const display = face == Face::heading || face == Face::total;
        pango_font_description_set_family(font, display ? display_font : text_font);
        auto const larger = face == Face::small ? -1 : face == Face::large ? 2 : (display ? 4 : 0);
        pango_font_description_set_size(font, (size + larger) * point);
        bool const strong = face == Face::strong || display;
        pango_font_description_set_weight(font, strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(layout.get(), font);
        pango_font_description_free(font);
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        if (width > 0) {
            pango_layout_set_width(layout.get(), width);
            pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        }
        return layout;
    }
    Layout centred(std::string_view text, Face face, int width) const
    {
        auto layout = words(text, face, width);
        pango_layout_set_alignment(layout.get(), PANGO_ALIGN_CENTER);
        return layout;
    }
};

Sheet::Sheet(Paper paper)
    : m_paper(paper),
      m_width(measures_of(paper).width - 2 * measures_of(paper).margin),
      m_margin(measures_of(paper).margin),
      m_canvas(std::make_unique<Canvas>(measures_of(paper).size))
{
}

Sheet::~Sheet() = default;

void Sheet::add(Block block) { m_blocks.push_back(std::move(block)); }

void Sheet::centred(std::string_view words, Face face)
{
    Block block;
    block.words = m_canvas->centred(words, face, m_width);
    block.height = height_of(block.words);
    add(std::move(block));
}

void Sheet::left(std::string_view words, Face face)
{
    Block block;
    block.words = m_canvas->words(words, face, m_width);
    block.height = height_of(block.words);
    add(std::move(block));
}

void Sheet::pair(std::string_view words, std::string_view figure, Face face)
{
    Block block;
    block.figure = m_canvas->words(figure, face, 0);
    int figure_width = 0;
    pango_layout_get_size(block.figure.get(), &figure_width, nullptr);
    block.figure_x = std::max(0, m_width - figure_width);
    block.words = m_canvas->words(words, face,
                                  std::max(m_width / 4, block.figure_x - 2 * millimetre));
    block.height = std::max(height_of(block.words), height_of(block.figure));
    add(std::move(block));
}

void Sheet::row(std::vector<Column> const& columns, Face face)
{
    int shares = 0;
    for (auto const& column : columns) shares += column.share;
    Block block;
    for (int x = 0, before = 0; auto const &column : columns) {
        before += column.share;
        auto const end = m_width / shares * before;
        auto words = m_canvas->words(column.words, face, end - x - millimetre);
        if (column.figure) pango_layout_set_alignment(words.get(), PANGO_ALIGN_RIGHT);
        block.height = std::max(block.height, height_of(words) + millimetre);
        block.columns.emplace_back(x, std::move(words));
        x = end;
    }
    add(std::move(block));
}

void Sheet::marked_pair(Weave weave, std::string_view words, std::string_view figure)
{
    pair(words, figure, Face::text);
    auto& block = m_blocks.back();
    block.words_x = square + millimetre;
    auto const room = pango_layout_get_width(block.words.get()) - block.words_x;
    pango_layout_set_width(block.words.get(), std::max(m_width / 4, room));
    block.rest = [weave, down = (block.height - square) / 2](cairo_t* cairo) {
        cairo_translate(cairo, 0, down);
        fill(cairo, weave, square, square);
    };
}

void Sheet::rule()
{
    Block block;
    block.height = 3 * millimetre;
    block.rest = [width = m_width, down = block.height / 2](cairo_t* cairo) {
        cairo_translate(cairo, 0, down);
        draw_rule(cairo, width);
    };
    add(std::move(block));
}

void Sheet::gap(int millimetres)
{
    Block block;
    block.height = millimetres * millimetre;
    add(std::move(block));
}

void Sheet::bar(std::vector<Stretch> stretches)
{
    if (stretches.empty()) return;
    Block block;
    block.height = bar_height + millimetre;
    block.rest = [stretches = std::move(stretches), width = m_width](cairo_t* cairo) {
        draw_bar(cairo, stretches, width);
    };
    add(std::move(block));
}

void Sheet::band(std::string_view seed)
{
    Block block;
    block.height = band_height;
    block.rest = [seed = std::string { seed }, width = m_width](cairo_t* cairo) {
        draw_band(cairo, seed, width, band_height);
    };
    add(std::move(block));
}

void Sheet::code(std::string_view text)
{
    constexpr int side = 26 * millimetre;
    constexpr std::size_t quiet = 4; // modules
    auto const made = qr_code(text);
    CHECK(made.ok()); // callers print short words
    Block block;
    block.height = side;
    block.rest = [code = made.value(), left = (m_width - side) / 2](cairo_t* cairo) {
        auto const module = static_cast<std::size_t>(side) / (code.width + 2 * quiet);
        for (std::size_t i = 0; i < code.dark.size(); ++i) {
            if (!code.dark[i]) continue;
            auto const x = static_cast<int>((i % code.width + quiet) * module);
            auto const y = static_cast<int>((i / code.width + quiet) * module);
            auto const edge = static_cast<int>(module);
            cairo_rectangle(cairo, left + x, y, edge, edge);
        }
        cairo_fill(cairo);
    };
    add(std::move(block));
}

std::string Sheet::pdf(Head const& head)
{
    bool const roll = measures_of(m_paper).height == 0;
    auto const content = std::transform_reduce(m_blocks.begin(), m_blocks.end(), 0, std::plus {},
                                               [](Block const& block) { return block.height; });
    auto const mark = head.mark.empty() ? Layout {}
                                        : m_canvas->centred(head.mark, Face::strong, m_width);
    // A roll and a label make room for the mark, A4 has it in its margin.
    auto const strip = mark ? height_of(mark) + millimetre : 0;
    auto const edge = m_margin + (m_paper == Paper::a4 ? 0 : strip);
    auto const page_width = m_width + 2 * m_margin;
    auto const page_height = roll ? content + 2 * edge : measures_of(m_paper).height;
    std::string bytes;
    {
        std::unique_ptr<cairo_surface_t, Release> const surface {
            cairo_pdf_surface_create_for_stream(append, &bytes, pango_units_to_double(page_width),
                                                pango_units_to_double(page_height))
        };
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, head.title.c_str());
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                       head.made_at.c_str());
        std::unique_ptr<cairo_t, Release> const cairo { cairo_create(surface.get()) };
        auto const put_mark = [&] {
            show(cairo.get(), mark, m_margin, edge - strip);
            show(cairo.get(), mark, m_margin, page_height - edge + millimetre);
        };
        put_mark();
        int y = edge;
        for (auto const& block : m_blocks) {
            if (!roll && y + block.height > page_height - edge && y > edge) {
                cairo_show_page(cairo.get());
                put_mark();
                y = edge;
            }
            show(cairo.get(), block.words, m_margin + block.words_x, y);
            show(cairo.get(), block.figure, m_margin + block.figure_x, y);
            for (auto const& [x, words] : block.columns) show(cairo.get(), words, m_margin + x, y);
            if (block.rest) at(cairo.get(), m_margin, y, [&] { block.rest(cairo.get()); });
            y += block.height;
        }
        cairo_surface_finish(surface.get());
        CHECK(cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS);
    }
    return bytes;
}

} // namespace karya::counter
