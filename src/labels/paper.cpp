// Sheets and rolls of labels. Everything on a label but its code and number is the same in a run,
// so words are laid out once. A roll's modules are whole dots of its printer,
// else a thermal head blurs them.

#include "base/embedded.h"
#include "base/fonts.h"
#include "base/qr.h"
#include "labels/keys.h"
#include "labels/labels.h"
#include "labels/store.h"
#include "labels/text.h"
#include <algorithm>
#include <array>
#include <cairo-pdf.h>
#include <memory>
#include <pango/pangocairo.h>

namespace karya::labels {

namespace {

// Lengths are Pango units, 1024 to a point, so that everything is whole numbers.
constexpr int points_an_inch = 72;
constexpr int inch = points_an_inch * PANGO_SCALE;
constexpr int mm = inch * 10 / 254;
constexpr int quiet = 4; ///< modules around a code
constexpr Lang printed = Lang::id;

struct Measures {
    int page_width;
    int page_height;
    int columns;
    int rows;
    int margin; ///< inside a label
    int size;   ///< of plain words
    int dpi;
    int dots; ///< of a module
};

constexpr Measures measures_of(LabelPaper paper)
{
    constexpr int small = 6 * PANGO_SCALE;
    switch (paper) {
    case LabelPaper::roll_203: return { 50 * mm, 30 * mm, 1, 1, mm, small, 203, 3 };
    case LabelPaper::roll_300: return { 50 * mm, 30 * mm, 1, 1, mm, small, 300, 4 };
    case LabelPaper::a4: break;
    }
    return { 210 * mm, 297 * mm, 3, 8, 4 * mm, small * 5 / 4, 1200, 19 };
}

struct Drop {
    void operator()(void* object) const { g_object_unref(object); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Words = std::unique_ptr<PangoLayout, Drop>;

cairo_status_t pass_on(void* sink, unsigned char const* bytes, unsigned size)
{
    (*static_cast<Sink const*>(sink))({ reinterpret_cast<char const*>(bytes), size });
    return CAIRO_STATUS_SUCCESS;
}

enum class Voice : std::uint8_t { name, plain, strong };

struct Line {
    std::string words {};
    Voice voice { Voice::plain };
    int lines_max { 1 };
};

/// "26-04-2021": a month in words does not fit beside the code of the smallest label.
std::string short_day(Day day)
{
    auto const iso = day.text();
    return iso.substr(8, 2) + "-" + iso.substr(5, 2) + "-" + iso.substr(0, 4);
}

/// What stands beside the code, the most important first: what finds no room is left out.
std::vector<Line> lines_of(PrintRun const& run)
{
    std::vector<Line> lines { { run.name, Voice::name, 2 },
                              { text::karya_line(printed), Voice::strong },
                              { run.unit_name, Voice::plain, 2 },
                              { text::made_line(printed, short_day(run.day)), Voice::plain } };
    if (run.price) lines.push_back({ show(printed, *run.price), Voice::name });
    if (!run.lot.empty()) lines.push_back({ run.lot, Voice::plain });
    if (!run.papers.empty()) lines.push_back({ run.papers, Voice::plain, 2 });
    if (run.origin != catalogue::OriginGrade::unknown)
        lines.push_back({ karya::text::of(printed, run.origin), Voice::plain, 2 });
    return lines;
}

class Typesetter {
public:
    explicit Typesetter(int size) : m_size(size)
    {
        use_own_fonts();
        pango_cairo_context_set_resolution(m_context.get(), points_an_inch);
        auto* const options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(m_context.get(), options);
        // Whole points would take spaces away from small words.
        pango_context_set_round_glyph_positions(m_context.get(), FALSE);
        cairo_font_options_destroy(options);
    }
    Words set(Line const& line, int width) const
    {
        Words words { pango_layout_new(m_context.get()) };
        auto* const font = pango_font_description_new();
        bool const name = line.voice == Voice::name;
        pango_font_description_set_family(font, name ? display_font : text_font);
        pango_font_description_set_size(font, name ? m_size + 2 * PANGO_SCALE : m_size);
        pango_font_description_set_weight(
            font, line.voice == Voice::plain ? PANGO_WEIGHT_NORMAL : PANGO_WEIGHT_BOLD);
        pango_layout_set_font_description(words.get(), font);
        pango_font_description_free(font);
        pango_layout_set_width(words.get(), width);
        pango_layout_set_height(words.get(), -line.lines_max);
        pango_layout_set_ellipsize(words.get(), PANGO_ELLIPSIZE_END);
        pango_layout_set_wrap(words.get(), PANGO_WRAP_WORD_CHAR);
        write(words, line.words);
        return words;
    }
    static void write(Words const& words, std::string_view text)
    {
        pango_layout_set_text(words.get(), text.data(), static_cast<int>(text.size()));
    }
    static int height_of(Words const& words)
    {
        int height = 0;
        pango_layout_get_size(words.get(), nullptr, &height);
        return height;
    }

private:
    int m_size;
    std::unique_ptr<PangoContext, Drop> m_context { pango_font_map_create_context(
        pango_cairo_font_map_get_default()) };
};

/// The code as a picture of one bit a module, which a PDF holds in a few hundred bytes.
class Code {
public:
    explicit Code(QrCode const& grid)
        : m_stride(cairo_format_stride_for_width(CAIRO_FORMAT_A1, static_cast<int>(grid.width))),
          m_rows(grid.width * static_cast<std::size_t>(m_stride)),
          m_surface(cairo_image_surface_create_for_data(m_rows.data(), CAIRO_FORMAT_A1,
                                                        static_cast<int>(grid.width),
                                                        static_cast<int>(grid.width), m_stride))
    {
        cairo_surface_flush(m_surface.get());
        for (std::size_t at = 0; at < grid.dark.size(); ++at) {
            auto const row = at / grid.width * static_cast<std::size_t>(m_stride);
            auto const column = at % grid.width;
            auto const bit = static_cast<unsigned>(grid.dark[at]) << (column % 8);
            auto& byte = m_rows[row + column / 8];
            byte = static_cast<unsigned char>(byte | bit); // the first pixel is the lowest bit
        }
        cairo_surface_mark_dirty(m_surface.get());
    }
    /// With its corner on the dot next to (x, y), `dots` of a printer to a module.
    void draw(cairo_t* cairo, int x, int y, Measures const& on) const
    {
        auto const whole = [&](int length) { return (length * on.dpi + inch / 2) / inch; };
        cairo_save(cairo);
        cairo_scale(cairo, 1.0 * points_an_inch / on.dpi, 1.0 * points_an_inch / on.dpi);
        cairo_translate(cairo, whole(x), whole(y));
        cairo_scale(cairo, on.dots, on.dots);
        auto* const mask = cairo_pattern_create_for_surface(m_surface.get());
        cairo_pattern_set_filter(mask, CAIRO_FILTER_NEAREST);
        cairo_mask(cairo, mask);
        cairo_pattern_destroy(mask);
        cairo_restore(cairo);
    }

private:
    int m_stride;
    std::vector<unsigned char> m_rows;
    std::unique_ptr<cairo_surface_t, Drop> m_surface;
};

/// One run on one paper.
class Labels {
public:
    Labels(PrintRun const& run, LabelPaper paper, std::size_t code_side)
        : m_measures(measures_of(paper)),
          m_module(inch * m_measures.dots / m_measures.dpi),
          m_code_size((static_cast<int>(code_side) + 2 * quiet) * m_module),
          m_setter(m_measures.size),
          m_height(m_measures.page_height / m_measures.rows),
          m_room(m_measures.page_width / m_measures.columns - m_code_size - 2 * m_measures.margin)
    {
        m_number = m_setter.set({ "", Voice::strong }, m_code_size);
        pango_layout_set_alignment(m_number.get(), PANGO_ALIGN_CENTER);
        auto y = m_measures.margin;
        for (auto const& line : lines_of(run)) {
            auto words = m_setter.set(line, m_room);
            auto const height = Typesetter::height_of(words);
            if (y + height > m_height - m_measures.margin) continue;
            m_words.emplace_back(std::move(words), y);
            y += height + mm / 3;
        }
        auto const spare = (m_height - m_measures.margin - y) / 2;
        for (auto& [words, at] : m_words) at += spare;
    }
    Measures const& measures() const { return m_measures; }
    /// With the label's own corner as origin.
    void draw(cairo_t* cairo, Code const& code, std::string_view number) const
    {
        auto const left = m_measures.margin;
        auto const border = quiet * m_module;
        auto const top = std::max(0, (m_height - m_code_size - 4 * mm) / 2);
        code.draw(cairo, left + border, top + border, m_measures);
        Typesetter::write(m_number, number);
        show_at(cairo, m_number, left, top + m_code_size - border / 2);
        for (auto const& [words, y] : m_words)
            show_at(cairo, words, left + m_code_size + mm / 2, y);
    }

private:
    static void show_at(cairo_t* cairo, Words const& words, int x, int y)
    {
        cairo_move_to(cairo, pango_units_to_double(x), pango_units_to_double(y));
        pango_cairo_show_layout(cairo, words.get());
        cairo_new_path(cairo);
    }
    Measures m_measures;
    int m_module;
    int m_code_size; ///< with its quiet zone
    Typesetter m_setter;
    int m_height;
    int m_room;
    Words m_number {};
    std::vector<std::pair<Words, int>> m_words {};
};

std::string unit_code(View const& view, PrintRun const& run)
{
    auto const unit = org::unit(view, run.unit);
    CHECK(unit.ok());
    return unit.value().code;
}

/// Spells the labels of a run, with one key at hand.
class Speller {
public:
    Speller(View const& view, PrintRun const& run, std::string_view site)
        : m_run(run),
          m_unit(unit_code(view, run)),
          m_before(site),
          m_pair(pair_of(key_of(view, run)))
    {
        // Capitals take less room in a code, and a host's name has no case.
        std::ranges::transform(m_before, m_before.begin(), [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        });
        m_before += "/L/";
    }
    std::string address(std::int64_t serial) const
    {
        return m_before
            + make_token({ m_unit, m_run.article, serial, m_run.day, m_run.lot }, m_run.kid,
                         [&](std::string_view bytes) { return m_pair.signature_of(bytes); });
    }
    std::string number(std::int64_t serial) const { return m_unit + " " + show(printed, serial); }

private:
    static Key key_of(View const& view, PrintRun const& run)
    {
        auto const found = store::key(view.read, run.kid);
        CHECK(found.has_value()); // the database refuses a run without its key
        return *found;
    }
    PrintRun const& m_run;
    std::string m_unit;
    std::string m_before;
    KeyPair m_pair;
};

void name_document(cairo_surface_t* surface, PrintRun const& run, Stretch const& serials)
{
    auto const title = run.name + ", " + std::to_string(serials.first) + "–"
        + std::to_string(serials.last);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   rfc3339(run.made_at).c_str());
}

Result<void> draw_all(cairo_t* cairo, Labels const& labels, Speller const& speller,
                      Stretch const& serials)
{
    auto const& paper = labels.measures();
    auto const a_page = paper.columns * paper.rows;
    for (auto serial = serials.first; serial <= serials.last; ++serial) {
        auto const place = static_cast<int>((serial - serials.first) % a_page);
        if (place == 0 && serial != serials.first) cairo_show_page(cairo);
        auto const grid = TRY(qr_code(speller.address(serial)));
        cairo_save(cairo);
        auto const x = place % paper.columns * (paper.page_width / paper.columns);
        auto const y = place / paper.columns * (paper.page_height / paper.rows);
        cairo_translate(cairo, pango_units_to_double(x), pango_units_to_double(y));
        labels.draw(cairo, Code { grid }, speller.number(serial));
        cairo_restore(cairo);
    }
    cairo_show_page(cairo);
    return {};
}

} // namespace

std::string label_address(View const& view, PrintRun const& run, std::int64_t serial,
                          std::string_view site)
{
    return Speller { view, run, site }.address(serial);
}

Result<void> print(View const& view, PrintRun const& run, Stretch const& serials, LabelPaper paper,
                   std::string_view site, Sink const& sink)
{
    CHECK(serials.first >= run.first && serials.last <= run.last);
    if (site.empty()) return no_site;
    Speller const speller { view, run, site };
    auto const widest = TRY(qr_code(speller.address(serials.last)));
    Labels const labels { run, paper, widest.width };
    auto const& measures = labels.measures();
    std::unique_ptr<cairo_surface_t, Drop> const surface { cairo_pdf_surface_create_for_stream(
        pass_on, const_cast<Sink*>(&sink), pango_units_to_double(measures.page_width),
        pango_units_to_double(measures.page_height)) };
    name_document(surface.get(), run, serials);
    {
        std::unique_ptr<cairo_t, Drop> const cairo { cairo_create(surface.get()) };
        TRY(draw_all(cairo.get(), labels, speller, serials));
    }
    cairo_surface_finish(surface.get());
    CHECK(cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS);
    return {};
}

} // namespace karya::labels
