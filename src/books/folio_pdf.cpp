// A folio on A4: head, facts, tables that go on over pages with their headings, hands and signs.

#include "base/check.h"
#include "base/fonts.h"
#include "base/qr.h"
#include "books/folio.h"
#include "books/text.h"
#include <algorithm>
#include <cairo-pdf.h>
#include <memory>
#include <numeric>
#include <pango/pangocairo.h>

namespace karya::books {

namespace {

// Lengths are Pango units, 1024 to a point.
constexpr int point = PANGO_SCALE;
constexpr int mm = 2903;
constexpr int page_short = 210 * mm;
constexpr int page_long = 297 * mm;
constexpr int edge = 16 * mm;
constexpr int between = 2 * mm; ///< columns
constexpr std::size_t upright_columns = 7;

struct Drop {
    void operator()(void* object) const { g_object_unref(object); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Layout = std::unique_ptr<PangoLayout, Drop>;

cairo_status_t append_pdf(void* text, unsigned char const* bytes, unsigned size)
{
    static_cast<std::string*>(text)->append(reinterpret_cast<char const*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

enum class Voice : std::uint8_t { title, strong, plain, small };

int width_of(Layout const& layout)
{
    int width = 0;
    pango_layout_get_size(layout.get(), &width, nullptr);
    return width;
}

int tall(Layout const& layout)
{
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    return height;
}

class Typesetter {
public:
    Typesetter()
    {
        use_own_fonts();
        pango_cairo_context_set_resolution(m_context.get(), 72);
        auto* const options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(m_context.get(), options);
        // Whole points would take spaces away from small words.
        pango_context_set_round_glyph_positions(m_context.get(), FALSE);
        cairo_font_options_destroy(options);
    }
    /// Width zero: as wide as it comes.
    Layout set(std::string_view words, Voice voice, int width = 0) const
    {
        Layout layout { pango_layout_new(m_context.get()) };
        auto* const font = pango_font_description_new();
        pango_font_description_set_family(font, voice == Voice::title ? display_font : text_font);
        auto const size = voice == Voice::title ? 15 : voice == Voice::small ? 7 : 8;
        pango_font_description_set_size(font, size * point);
        pango_font_description_set_weight(font,
                                          voice == Voice::title || voice == Voice::strong
                                              ? PANGO_WEIGHT_BOLD
                                              : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(layout.get(), font);
        pango_font_description_free(font);
        pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
        if (width > 0) {
            pango_layout_set_width(layout.get(), width);
            pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        }
        return layout;
    }

private:
    std::unique_ptr<PangoContext, Drop> m_context { pango_font_map_create_context(
        pango_cairo_font_map_get_default()) };
};

/// One document under way.
class Press {
public:
    Press(Lang lang, Folio const& folio, Paper const& paper)
        : m_lang(lang),
          m_folio(folio),
          m_paper(paper)
    {
        auto const widest = std::ranges::max_element(
            folio.tables, {}, [](Table const& table) { return table.columns.size(); });
        bool const lies = widest != folio.tables.end() && widest->columns.size() > upright_columns;
        m_page_width = lies ? page_long : page_short;
        m_page_height = lies ? page_short : page_long;
        m_width = m_page_width - 2 * edge;
    }

    std::string print()
    {
        std::string bytes;
        {
            std::unique_ptr<cairo_surface_t, Drop> const surface {
                cairo_pdf_surface_create_for_stream(append_pdf, &bytes,
                                                    pango_units_to_double(m_page_width),
                                                    pango_units_to_double(m_page_height))
            };
            auto const title = m_folio.title.in(m_lang) + ", " + m_folio.place.in(m_lang) + ", "
                + m_folio.period.in(m_lang);
            cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
            cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                           m_paper.made_at.c_str());
            m_cairo.reset(cairo_create(surface.get()));
            begin_page();
            put_all();
            cairo_surface_finish(surface.get());
            CHECK(cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS);
            m_cairo.reset();
        }
        return bytes;
    }

private:
    void put_all()
    {
        put_head();
        for (auto const& table : m_folio.tables) put_table(table);
        put_end();
    }

    void begin_page()
    {
        m_y = edge;
        ++m_page;
        auto const foot = m_folio.title.in(m_lang) + " · " + m_folio.place.in(m_lang) + " · "
            + m_folio.period.in(m_lang) + " · " + text::page_number(m_lang, show(m_lang, m_page));
        draw(m_setter.set(foot, Voice::small, m_width), edge, m_page_height - edge + 3 * mm);
        if (m_paper.mark.empty()) return;
        draw(m_setter.set(m_paper.mark, Voice::strong, m_width), edge, edge - 7 * mm);
    }
    int floor() const { return m_page_height - edge; }
    bool fits(int height) const { return m_y + height <= floor(); }
    void need(int height)
    {
        if (fits(height) || m_y == edge) return;
        cairo_show_page(m_cairo.get());
        begin_page();
    }
    void draw(Layout const& layout, int x, int y)
    {
        cairo_move_to(m_cairo.get(), pango_units_to_double(x), pango_units_to_double(y));
        pango_cairo_show_layout(m_cairo.get(), layout.get());
        cairo_new_path(m_cairo.get());
    }
    enum class Stroke : std::uint8_t { thin, thick };
    void line(int x, int y, int width, Stroke stroke = Stroke::thin)
    {
        cairo_set_line_width(m_cairo.get(), stroke == Stroke::thick ? 1 : 0.5);
        cairo_move_to(m_cairo.get(), pango_units_to_double(x), pango_units_to_double(y));
        cairo_line_to(m_cairo.get(), pango_units_to_double(x + width), pango_units_to_double(y));
        cairo_stroke(m_cairo.get());
    }
    void put(std::string_view words, Voice voice)
    {
        if (words.empty()) return;
        auto const layout = m_setter.set(words, voice, m_width);
        need(tall(layout));
        draw(layout, edge, m_y);
        m_y += tall(layout) + mm;
    }

    void put_head()
    {
        put(m_folio.title.in(m_lang), Voice::title);
        put(m_folio.place.in(m_lang), Voice::strong);
        put(m_folio.period.in(m_lang), Voice::plain);
        line(edge, m_y, m_width, Stroke::thick);
        m_y += 3 * mm;
        for (auto const& [name, cell, about] : m_folio.facts) {
            auto const left = m_setter.set(name.in(m_lang), Voice::plain, m_width / 2);
            auto const right = m_setter.set(shown(m_lang, cell), Voice::strong, m_width / 2);
            auto const height = std::max(tall(left), tall(right));
            need(height);
            draw(left, edge, m_y);
            draw(right, edge + m_width / 2, m_y);
            m_y += height + mm / 2;
        }
    }

    /// Columns get what they ask for; what is too much is taken from the widest ones with words.
    std::vector<int> widths_of(Table const& table) const
    {
        std::vector<int> widths;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            auto const& column = table.columns[i];
            int wish = width_of(m_setter.set(column.words.in(m_lang), Voice::strong));
            if (column.number) wish = std::min(wish, 26 * mm);
            for (auto const& row : table.rows)
                wish = std::max(wish,
                                width_of(m_setter.set(shown(m_lang, row.cells[i]), Voice::strong)));
            widths.push_back(wish + point);
        }
        auto const gaps = between * static_cast<int>(widths.size() - 1);
        auto const room = m_width - gaps;
        while (std::accumulate(widths.begin(), widths.end(), 0) > room) {
            auto const widest = std::ranges::max_element(widths);
            *widest -= std::max(1, *widest / 20);
        }
        auto const spare = room - std::accumulate(widths.begin(), widths.end(), 0);
        if (!widths.empty()) widths.front() += std::min(spare, 30 * mm);
        return widths;
    }

    struct Line {
        std::vector<Layout> cells {};
        int height { 0 };
    };
    template<class WordsOf>
    Line line_of(Table const& table, std::vector<int> const& widths, Voice voice,
                 WordsOf&& words_of) const
    {
        Line made;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            auto layout = m_setter.set(words_of(i), voice, widths[i]);
            if (table.columns[i].number)
                pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
            made.height = std::max(made.height, tall(layout));
            made.cells.push_back(std::move(layout));
        }
        return made;
    }
    void draw_line(Line const& made, std::vector<int> const& widths)
    {
        int x = edge;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            draw(made.cells[i], x, m_y);
            x += widths[i] + between;
        }
        m_y += made.height + mm / 2;
    }

    void put_table(Table const& table)
    {
        m_y += 4 * mm;
        auto const widths = widths_of(table);
        auto const head = line_of(table, widths, Voice::strong,
                                  [&](std::size_t i) { return table.columns[i].words.in(m_lang); });
        auto const put_heading = [&] {
            draw_line(head, widths);
            line(edge, m_y, m_width);
            m_y += mm;
        };
        need(20 * mm);
        put(table.title.in(m_lang), Voice::strong);
        put_heading();
        for (auto const& row : table.rows) {
            auto const made = line_of(table, widths, row.sum ? Voice::strong : Voice::plain,
                                      [&](std::size_t i) { return shown(m_lang, row.cells[i]); });
            if (!fits(made.height + mm)) {
                need(m_page_height);
                put_heading();
            }
            if (row.sum) {
                line(edge, m_y, m_width);
                m_y += mm / 2;
            }
            draw_line(made, widths);
        }
        if (table.rows.empty()) put(text::nothing_here(m_lang), Voice::plain);
        put(table.note.in(m_lang), Voice::small);
    }

    void put_end()
    {
        if (m_paper.hands.empty() && m_paper.code.empty()) return;
        constexpr int code_side = 28 * mm;
        m_y += 6 * mm;
        need(code_side + 40 * mm);
        line(edge, m_y, m_width);
        m_y += 3 * mm;
        auto const top = m_y;
        if (!m_paper.code.empty()) put_code(edge + m_width - code_side, top, code_side);
        auto const room = m_width - (m_paper.code.empty() ? 0 : code_side + between);
        for (auto const& words : m_paper.hands) {
            auto const layout = m_setter.set(words, Voice::plain, room);
            draw(layout, edge, m_y);
            m_y += tall(layout) + mm;
        }
        if (!m_paper.code.empty()) {
            auto const layout = m_setter.set(m_paper.code_words, Voice::small, room);
            draw(layout, edge, m_y);
            m_y = std::max(m_y + tall(layout), top + code_side);
        }
        put_signs();
    }
    void put_signs()
    {
        if (m_paper.signs.empty()) return;
        need(34 * mm);
        auto const each = m_width / static_cast<int>(m_paper.signs.size());
        m_y += 22 * mm;
        int x = edge;
        for (auto const& words : m_paper.signs) {
            line(x, m_y, each - 8 * mm);
            draw(m_setter.set(words, Voice::small, each - 8 * mm), x, m_y + mm);
            x += each;
        }
    }
    void put_code(int x, int y, int side)
    {
        auto const made = qr_code(m_paper.code);
        CHECK(made.ok()); // an address of ours
        auto const& code = made.value();
        auto const module = side / static_cast<int>(code.width + 4);
        for (std::size_t i = 0; i < code.dark.size(); ++i) {
            if (!code.dark[i]) continue;
            auto const column = static_cast<int>(i % code.width + 2);
            auto const row = static_cast<int>(i / code.width + 2);
            cairo_rectangle(m_cairo.get(), pango_units_to_double(x + column * module),
                            pango_units_to_double(y + row * module), pango_units_to_double(module),
                            pango_units_to_double(module));
        }
        cairo_fill(m_cairo.get());
    }

    Lang m_lang;
    Folio const& m_folio;
    Paper const& m_paper;
    Typesetter m_setter {};
    std::unique_ptr<cairo_t, Drop> m_cairo {};
    int m_page_width { 0 };
    int m_page_height { 0 };
    int m_width { 0 };
    int m_y { edge };
    std::int64_t m_page { 0 };
};

} // namespace

std::string folio_pdf(Lang lang, Folio const& folio, Paper const& paper)
{
    return Press { lang, folio, paper }.print();
}

} // namespace karya::books
