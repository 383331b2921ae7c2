#include "counter/band.h"
#include "base/cloth.h"
#include "base/hash.h"
#include <utility>

namespace karya::counter {

namespace {

// Each motif fills a cell of `side`, drawn from the cell's middle.

void move_to(cairo_t* cairo, int x, int y) { cairo_move_to(cairo, x, y); }
void line_to(cairo_t* cairo, int x, int y) { cairo_line_to(cairo, x, y); }

void circle(cairo_t* cairo, int x, int y, int radius)
{
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x, y, radius, 0, 6.2832);
}

void polygon(cairo_t* cairo, std::initializer_list<std::pair<int, int>> corners)
{
    cairo_new_sub_path(cairo);
    for (auto const& [x, y] : corners) line_to(cairo, x, y);
    cairo_close_path(cairo);
}

void kawung(cairo_t* cairo, int side)
{
    auto const quarter = side / 4;
    for (auto const& [x, y] : { std::pair { -1, -1 }, { 1, -1 }, { -1, 1 }, { 1, 1 } })
        circle(cairo, x * quarter, y * quarter, quarter * 7 / 8);
    cairo_stroke(cairo);
    circle(cairo, 0, 0, side / 12);
    cairo_fill(cairo);
}

void parang(cairo_t* cairo, int side)
{
    auto const half = side / 2;
    polygon(cairo, { { -half, half }, { -half / 3, half }, { half, -half }, { half / 3, -half } });
    cairo_fill(cairo);
    circle(cairo, -half * 2 / 3, -half * 2 / 3, side / 12);
    circle(cairo, half * 2 / 3, half * 2 / 3, side / 12);
    cairo_fill(cairo);
}

void ceplok(cairo_t* cairo, int side)
{
    auto const half = side * 9 / 20;
    polygon(cairo, { { 0, -half }, { half, 0 }, { 0, half }, { -half, 0 } });
    cairo_stroke(cairo);
    auto const inner = half / 2;
    polygon(cairo, { { 0, -inner }, { inner, 0 }, { 0, inner }, { -inner, 0 } });
    cairo_fill(cairo);
}

void truntum(cairo_t* cairo, int side)
{
    auto const arm = side * 2 / 5;
    for (auto const& [x, y] : { std::pair { 10, 0 }, { 7, 7 }, { 0, 10 }, { -7, 7 } }) {
        move_to(cairo, -x * arm / 10, -y * arm / 10);
        line_to(cairo, x * arm / 10, y * arm / 10);
    }
    cairo_stroke(cairo);
}

void tumpal(cairo_t* cairo, int side)
{
    auto const half = side / 2;
    polygon(cairo, { { -half, half }, { 0, -half }, { half, half } });
    cairo_fill(cairo);
}

void ikat(cairo_t* cairo, int side)
{
    auto const half = side / 2;
    for (auto const lift : { -half / 2, 0, half / 2 }) {
        move_to(cairo, -half, lift + half / 2);
        line_to(cairo, 0, lift - half / 2);
        line_to(cairo, half, lift + half / 2);
    }
    cairo_stroke(cairo);
}

void draw_motif(cairo_t* cairo, std::string_view motif, int side)
{
    if (motif == "kawung") kawung(cairo, side);
    if (motif == "parang") parang(cairo, side);
    if (motif == "ceplok") ceplok(cairo, side);
    if (motif == "truntum") truntum(cairo, side);
    if (motif == "tumpal") tumpal(cairo, side);
    if (motif == "ikat") ikat(cairo, side);
}

} // namespace

void draw_band(cairo_t* cairo, std::string_view seed, int width, int height)
{
    auto const motif = cloth_motif(seed);
    auto const beat = 2 + sha256_hex(seed)[0] % 4; // every beat-th cell is a dot
    auto const side = height * 3 / 4;
    auto const cells = width / side;
    auto const first = (width - cells * side) / 2 + side / 2;
    auto const line = side / 12;
    auto const middle = height / 2;
    auto const edge = height / 20;
    cairo_set_line_width(cairo, line);
    for (int cell = 0; cell < cells; ++cell) {
        cairo_save(cairo);
        cairo_translate(cairo, first + cell * side, middle);
        if (cell % beat == beat - 1) {
            circle(cairo, 0, 0, side / 6);
            cairo_fill(cairo);
        } else {
            draw_motif(cairo, motif, side);
        }
        cairo_restore(cairo);
    }
    cairo_rectangle(cairo, 0, 0, width, edge);
    cairo_rectangle(cairo, 0, height - edge, width, edge);
    cairo_fill(cairo);
}

} // namespace karya::counter
