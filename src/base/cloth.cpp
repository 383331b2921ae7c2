#include "base/cloth.h"
#include "base/check.h"
#include "base/hash.h"
#include <algorithm>
#include <array>

namespace karya {

namespace {

constexpr int repeats_max = 40;

/// Two dyes on a ground: undyed cotton, or a third dye with the cotton as ink.
struct Dyes {
    std::string_view ground;
    std::string_view ink;
    std::string_view accent;
};

constexpr std::array<Dyes, 10> dye_pots { {
    { "#f3e8d3", "#5b3520", "#24417f" }, // cotton, sogan, nila
    { "#22365f", "#efe4cd", "#d9a441" }, // nila, cotton, kunyit
    { "#4a2c1a", "#f0dfc0", "#d39a3e" }, // sogan, cotton, kunyit
    { "#742a20", "#f2e2c4", "#dba544" }, // mengkudu, cotton, kunyit
    { "#d8a649", "#4a2614", "#7b2a20" }, // kunyit, sogan, mengkudu
    { "#2d4937", "#ece3c8", "#cf9f48" }, // daun, cotton, kunyit
    { "#f1e6cf", "#7b2a20", "#22365f" }, // cotton, mengkudu, nila
    { "#1b2238", "#e6d9bd", "#c0654c" }, // night, cotton, mengkudu
    { "#f2e8d6", "#2f4a37", "#a8682a" }, // cotton, daun, sogan
    { "#33526b", "#f0e6d0", "#e0b25a" }, // faded nila, cotton, kunyit
} };

/// Choices drawn one after the other from the seed's hash.
class Choices {
public:
    explicit Choices(std::string_view seed) : m_hex(sha256_hex(seed)) { }

    /// A number under `bound` (at most 256).
    unsigned take(unsigned bound)
    {
        auto const octet = 16 * digit() + digit();
        return octet * bound / 256;
    }
    template<std::size_t size>
    std::string_view of(std::array<std::string_view, size> const& options)
    {
        return options[take(size)];
    }

private:
    unsigned digit()
    {
        auto const letter = m_hex[m_at++ % m_hex.size()];
        return static_cast<unsigned>(letter <= '9' ? letter - '0' : letter - 'a' + 10);
    }

    std::string m_hex;
    std::size_t m_at { 0 };
};

/// One repeat. In the drawing $g, $i and $a stand for the colours of ground, ink and accent and $k
/// for the prefix of ids.
struct Tile {
    int width;
    int height;
    std::string_view turn; ///< patternTransform, or empty
    std::string drawing;
};

std::string joined(std::initializer_list<std::string_view> pieces)
{
    std::string all;
    for (auto piece : pieces) all += piece;
    return all;
}

/// Four petals that meet in the middle of each cell; every second cell has other seeds in them.
Tile kawung(Choices& choices)
{
    static constexpr std::array<std::string_view, 4> seeds {
        "<g fill='$g'><circle cx='-4.6' r='1.7'/><circle cx='4.6' r='1.7'/></g>",
        "<path d='M-8 0H8' stroke='$g' stroke-width='1.6' stroke-linecap='round'/>",
        "<ellipse rx='8.4' ry='3.4' fill='none' stroke='$g' stroke-width='1.3'/>",
        "<path d='M-7 0-2-2 0 0-2 2zM7 0 2-2 0 0 2 2z' fill='$g'/>",
    };
    static constexpr std::array<std::string_view, 3> hearts {
        "<circle r='2.6' fill='$a'/>",
        "<path d='M0-4.4 4.4 0 0 4.4-4.4 0z' fill='$a'/>",
        "<path d='M-4 0H4M0-4V4' stroke='$a' stroke-width='1.8' stroke-linecap='round'/>",
    };
    auto const petal = "<ellipse rx='14.2' ry='7.8' fill='$i'/>";
    auto const cell = [](std::string_view id) {
        return joined({ "<g id='$k", id, "'><use href='#$kp", id,
                        "' transform='translate(12 12)rotate(45)'/><use href='#$kp", id,
                        "' transform='translate(36 12)rotate(-45)'/><use href='#$kp", id,
                        "' transform='translate(12 36)rotate(-45)'/><use href='#$kp", id,
                        "' transform='translate(36 36)rotate(45)'/></g>" });
    };
    auto const first = choices.of(seeds);
    auto const second = choices.take(2) == 0 ? first : choices.of(seeds);
    auto drawing = joined({ "<defs><g id='$kpa'>", petal, first, "</g><g id='$kpb'>", petal, second,
                            "</g><g id='$kh'>", choices.of(hearts), "</g>", cell("a"), cell("b"),
                            "</defs>",
                            "<use href='#$ka'/><use href='#$kb' x='48'/><use href='#$kb' y='48'/>",
                            "<use href='#$ka' x='48' y='48'/>" });
    for (auto place : { "x='24'", "x='72'", "x='24' y='48'", "x='72' y='48'", "x='24' y='96'",
                        "x='72' y='96'", "y='24'", "y='72'", "x='48' y='24'", "x='48' y='72'",
                        "x='96' y='24'", "x='96' y='72'" }) {
        drawing += joined({ "<use href='#$kh' ", place, "/>" });
    }
    return { 96, 96, "", drawing };
}

/// Rows of blades on the slant, lozenges between the rows.
Tile parang(Choices& choices)
{
    static constexpr std::array<std::string_view, 3> veins {
        "<path d='M7 25C6 17 14 14 12.5 7' stroke='$a' fill='none' stroke-width='1.7'/>",
        "<g fill='$a'><circle cx='8' cy='22' r='1.7'/><circle cx='11' cy='16' r='1.7'/>"
        "<circle cx='13' cy='10' r='1.5'/></g>",
        "<path d='M6.5 26C5 17 13 13 11.5 6c6 4 5 13-5 20z' fill='$a'/>",
    };
    static constexpr std::array<std::string_view, 3> lozenges {
        "<path d='M12 34.5 16 38l-4 3.5L8 38z' fill='$a'/>",
        "<circle cx='12' cy='38' r='2.6' fill='$a'/>",
        "<path d='M12 34.5 16 38l-4 3.5L8 38z' fill='none' stroke='$a' stroke-width='1.5'/>",
    };
    static constexpr std::array<std::string_view, 3> slants { "rotate(-45)", "rotate(45)",
                                                              "rotate(-60)" };
    auto const blade = "<path d='M4 30C1 19 11 15 9 2c11 6 13 18 4 25-3 2.3-6 2.5-9 3z' "
                       "fill='$i'/><path d='M17 30c3-3 4-6 4.5-10' stroke='$i' fill='none' "
                       "stroke-width='1.5'/>";
    return { 24, 44, choices.of(slants),
             joined({ blade, choices.of(veins), "<path d='M0 33h24M0 43h24' stroke='$i' ",
                      "stroke-width='1.5'/>", choices.of(lozenges) }) };
}

/// Rosettes in a net of lozenges; two rosettes take turns.
Tile ceplok(Choices& choices)
{
    static constexpr std::array<std::string_view, 4> petals {
        "<path d='M0-3C-7-9-6-16 0-20 6-16 7-9 0-3z' fill='$i'/>",
        "<ellipse cy='-12' rx='4.6' ry='8' fill='$i'/>",
        "<path d='M0-4-6-12 0-20 6-12z' fill='$i'/>",
        "<path d='M0-4C-9-8-8-19 0-15 8-19 9-8 0-4z' fill='$i'/>",
    };
    static constexpr std::array<std::string_view, 3> leaves {
        "<ellipse cy='-13' rx='2.2' ry='6' fill='$a'/>",
        "<path d='M0-6-2.8-14 0-19 2.8-14z' fill='$a'/>",
        "<circle cy='-14' r='2.6' fill='$a'/>",
    };
    static constexpr std::array<std::string_view, 3> nets {
        "<path d='M0 24 24 0 48 24 24 48z' fill='none' stroke='$i' stroke-width='1.3'/>",
        "<circle cx='24' cy='24' r='22.5' fill='none' stroke='$i' stroke-width='1.3'/>",
        "<path d='M0 0h48v48H0z' fill='none' stroke='$i' stroke-width='2.4' "
        "stroke-dasharray='3 3'/>",
    };
    auto const ring = [](std::string_view id, std::string_view shape, int from) {
        auto group = joined({ "<g id='$k", id, "'>" });
        for (int angle = from; angle < 360; angle += 90) {
            auto const turn = joined({ "<g transform='rotate(", std::to_string(angle), ")'>" });
            group += joined({ turn, shape, "</g>" });
        }
        return group + "</g>";
    };
    auto const heart = "<circle r='4.2' fill='$a'/><circle r='1.7' fill='$g'/>";
    auto const turned = choices.take(2) == 0 ? 45 : 0;
    auto const petal = choices.of(petals);
    auto const leaf = choices.of(leaves);
    auto const other = choices.take(2) == 0 ? petal : choices.of(petals);
    auto const net = choices.of(nets);
    auto const flower = [&](std::string_view place, std::string_view under, std::string_view over) {
        return joined({ "<g transform='translate(", place, ")'><use href='#$k", under,
                        "'/><use href='#$k", over, "'/>", heart, "</g>" });
    };
    return {
        96, 96, "",
        joined(
            { "<defs>", ring("p", petal, 0), ring("q", other, turned), ring("l", leaf, 45),
              ring("m", leaf, 45 - turned), "<g id='$kn'>", net, "</g></defs><use href='#$kn'/>",
              "<use href='#$kn' x='48'/><use href='#$kn' y='48'/><use href='#$kn' x='48' y='48'/>",
              flower("24 24", "l", "p"), flower("72 24", "m", "q"), flower("24 72", "m", "q"),
              flower("72 72", "l", "p") })
    };
}

/// Small stars sown over the cloth, large and little by turns.
Tile truntum(Choices& choices)
{
    static constexpr std::array<std::string_view, 3> rays {
        "<path d='M0 0C-3-5-2-9 0-12 2-9 3-5 0 0z' fill='$i'/>",
        "<path d='M0-3v-9' stroke='$i' stroke-width='2.2' stroke-linecap='round'/>",
        "<path d='M0 0-2.6-8 0-12 2.6-8z' fill='$i'/>",
    };
    static constexpr std::array<std::string_view, 3> between {
        "<circle r='1.6' fill='$a'/>",
        "<path d='M0-3 3 0 0 3-3 0z' fill='$a'/>",
        "<path d='M-2.6 0h5.2M0-2.6v5.2' stroke='$a' stroke-width='1.4'/>",
    };
    static constexpr std::array<std::string_view, 3> sizes { "scale(.55)", "scale(.7)",
                                                             "scale(.62)rotate(22.5)" };
    auto star = std::string { "<g id='$ks'>" };
    auto const rays_count = choices.take(2) == 0 ? 8 : 6;
    auto const ray = choices.of(rays);
    for (int number = 0; number < rays_count; ++number) {
        auto const angle = std::to_string(number * 360 / rays_count);
        star += joined({ "<g transform='rotate(", angle, ")'>", ray, "</g>" });
    }
    star += "<circle r='3' fill='$a'/></g>";
    auto const little = choices.of(sizes);
    auto drawing = joined({ "<defs>", star, "<g id='$kl'><use href='#$ks' transform='", little,
                            "'/></g><g id='$kd'>", choices.of(between), "</g></defs>",
                            "<use href='#$ks' x='24' y='24'/>" });
    for (auto place : { "", "x='48'", "y='48'", "x='48' y='48'" }) {
        drawing += joined({ "<use href='#$kl' ", place, "/>" });
    }
    for (auto place : { "x='24' y='4'", "x='24' y='44'", "x='4' y='24'", "x='44' y='24'",
                        "x='12' y='12'", "x='36' y='36'", "x='36' y='12'", "x='12' y='36'" }) {
        drawing += joined({ "<use href='#$kd' ", place, "/>" });
    }
    return { 48, 48, "", drawing };
}

/// Rows of tall triangles with a smaller one inside, a border of dots between the rows.
Tile tumpal(Choices& choices)
{
    static constexpr std::array<std::string_view, 4> hearts {
        "<path d='M24 20 34 52H14z' fill='$a'/>",
        "<path d='M24 18 35 53H13z' fill='none' stroke='$g' stroke-width='2'/>"
        "<path d='M24 30 30 50H18z' fill='$a'/>",
        "<path d='M24 22v30M18 52l6-12 6 12M20 40l4-8 4 8' stroke='$a' fill='none' "
        "stroke-width='2'/>",
        "<g fill='$g'><circle cx='24' cy='24' r='2'/><circle cx='24' cy='34' r='2.6'/>"
        "<circle cx='24' cy='46' r='3.2'/></g>",
    };
    static constexpr std::array<std::string_view, 3> gaps {
        "<path d='M0 6 4 14 0 22-4 14z' fill='$a'/>",
        "<circle cy='14' r='4' fill='$a'/>",
        "<path d='M0 6h.1M0 13h.1M0 20h.1' stroke='$a' stroke-width='4' stroke-linecap='round'/>",
    };
    static constexpr std::array<std::string_view, 3> borders {
        "<path d='M3 66h.1M12 66h.1M21 66h.1M30 66h.1M39 66h.1' stroke='$a' stroke-width='5' "
        "stroke-linecap='round'/>",
        "<path d='M0 69 6 63l6 6 6-6 6 6 6-6 6 6 6-6 6 6' stroke='$a' fill='none' "
        "stroke-width='2'/>",
        "<path d='M0 66h48' stroke='$a' stroke-width='5' stroke-dasharray='8 4'/>",
    };
    auto const gap = choices.of(gaps);
    return { 48, 72, choices.take(3) == 0 ? "rotate(180)" : "",
             joined({ "<path d='M24 2 46 57H2z' fill='$i'/>", choices.of(hearts), "<g id='$kg'>",
                      gap,
                      "</g><use href='#$kg' x='48'/><path d='M0 60.5h48M0 71.5h48' stroke='$i' ",
                      "stroke-width='1.5'/>", choices.of(borders) }) };
}

/// One row of a feathered lozenge, mirrored on its middle.
std::string ikat_row(int y, int half)
{
    if (half <= 0) return "";
    auto const number = [](int value) { return std::to_string(value); };
    return joined({ "M", number(24 - half), " ", number(y), "h", number(2 * half), "v3h-",
                    number(2 * half), "z" });
}

/// Lozenges built of short threads whose ends the dyer's knots left ragged.
Tile ikat(Choices& choices)
{
    constexpr int rows = 16;
    auto const steep = 2 + static_cast<int>(choices.take(2));
    auto const border = 5 + static_cast<int>(choices.take(4));
    auto const heart = 4 + static_cast<int>(choices.take(4));
    std::string outer, hollow, inner, side;
    for (int row = 0; row < rows; ++row) {
        auto const far = row < rows / 2 ? row : rows - 1 - row;
        auto const ragged = static_cast<int>(choices.take(3)) - 1;
        auto const half = std::min(22, 3 + far * steep + ragged);
        outer += ikat_row(row * 3, half);
        hollow += ikat_row(row * 3, half - border + ragged);
        inner += ikat_row(row * 3, half - border - heart);
        side += ikat_row(row * 3, 21 - half - 2);
    }
    return { 48, 48, "",
             joined({ "<path d='", outer, "' fill='$i'/><path d='", hollow,
                      "' fill='$g'/><path d='", inner,
                      "' fill='$a'/><g fill='$a' id='$ks'><path d='", side,
                      "' transform='translate(-24)'/></g><use href='#$ks' x='48'/>" }) };
}

struct Motif {
    std::string_view name;
    Tile (*draw)(Choices&);
    /// What stands between the triangles of the edge, around 0 0, about 12 high.
    std::string_view emblem;
};

constexpr std::array<Motif, 6> motifs { {
    { "kawung", kawung,
      "<path d='M0 0C-4-1-6-4-6-6-3-6-1-4 0 0 1-4 3-6 6-6 6-3 4-1 0 0 4 1 6 3 6 6 3 6 1 4 0 0"
      "-1 4-3 6-6 6-6 3-4 1 0 0z'/>" },
    { "parang", parang, "<path d='M-4 6C-6 0 1-1 0-7 6-4 6 3 1 5-1 6-2 6-4 6z'/>" },
    { "ceplok", ceplok, "<path d='M0-6 2-2 6 0 2 2 0 6-2 2-6 0-2-2z'/>" },
    { "truntum", truntum,
      "<path d='M0-6V6M-6 0H6M-4-4 4 4M4-4-4 4' stroke='$a' stroke-width='1.6'/>" },
    { "tumpal", tumpal, "<path d='M0 6-6-6H6z'/>" },
    { "ikat", ikat, "<path d='M0-6H2v2h2v2h2v4H4v2H2v2h-4V4h-2V2h-2v-4h2v-2h2v-2z'/>" },
} };

Motif const& motif_of(Choices& choices)
{
    return motifs[choices.take(static_cast<unsigned>(motifs.size()))];
}

/// The drawing with its colours and ids put in.
std::string dyed(std::string_view drawing, Dyes const& dyes, std::string_view prefix)
{
    std::string text;
    for (std::size_t at = 0; at < drawing.size(); ++at) {
        if (drawing[at] != '$') {
            text += drawing[at];
            continue;
        }
        switch (drawing[++at]) {
        case 'g': text += dyes.ground; break;
        case 'i': text += dyes.ink; break;
        case 'a': text += dyes.accent; break;
        case 'k': text += prefix; break;
        default: CHECK(false);
        }
    }
    return text;
}

std::string id_prefix(std::string_view seed, char kind)
{
    return kind + sha256_hex(seed).substr(0, 8);
}

std::string opening(int width, int height)
{
    auto const w = std::to_string(width);
    auto const h = std::to_string(height);
    return joined({ "<svg xmlns='http://www.w3.org/2000/svg' width='", w, "' height='", h,
                    "' viewBox='0 0 ", w, " ", h, "' preserveAspectRatio='xMidYMid slice'>" });
}

} // namespace

std::string_view cloth_motif(std::string_view seed)
{
    Choices choices { seed };
    return motif_of(choices).name;
}

std::string cloth_svg(std::string_view seed, int columns, int rows)
{
    CHECK(columns >= 1 && columns <= repeats_max && rows >= 1 && rows <= repeats_max);
    Choices choices { seed };
    auto const& motif = motif_of(choices);
    auto const& dyes = dye_pots[choices.take(static_cast<unsigned>(dye_pots.size()))];
    auto const tile = motif.draw(choices);
    auto const turn = tile.turn.empty() ? std::string {}
                                        : joined({ " patternTransform='", tile.turn, "'" });
    auto const body = joined({ opening(columns * 48, rows * 48),
                               "<defs><pattern id='$k' patternUnits='userSpaceOnUse' width='",
                               std::to_string(tile.width), "' height='",
                               std::to_string(tile.height), "'", turn, ">", tile.drawing,
                               "</pattern></defs><path fill='$g' d='M0 0h1920v1920H0z'/>",
                               "<path fill='url(#$k)' d='M0 0h1920v1920H0z'/></svg>" });
    return dyed(body, dyes, id_prefix(seed, 'k'));
}

std::string cloth_band_svg(std::string_view seed)
{
    Choices choices { seed };
    auto const& motif = motif_of(choices);
    auto const& dyes = dye_pots[choices.take(static_cast<unsigned>(dye_pots.size()))];
    auto const body = joined(
        { opening(480, 24),
          "<defs><pattern id='$k' width='32' height='24' patternUnits='userSpaceOnUse'>",
          "<path d='M-12 22 0 4l12 18zM20 22 32 4l12 18z' fill='$i'/>",
          "<path d='M-5 19 0 11l5 8zM27 19l5-8 5 8z' fill='$g'/><g fill='$a' ",
          "transform='translate(16 10)'>", motif.emblem, "</g></pattern></defs>",
          "<path fill='$g' d='M0 0h480v24H0z'/><path fill='url(#$k)' d='M0 0h480v24H0z'/>",
          "<path d='M0 .75h480M0 23.25h480' stroke='$i' stroke-width='1.5'/></svg>" });
    return dyed(body, dyes, id_prefix(seed, 'e'));
}

std::string initial_of(std::string_view name)
{
    std::size_t size = 1;
    while (size < name.size() && (static_cast<unsigned char>(name[size]) & 0xc0U) == 0x80U) ++size;
    return std::string { name.substr(0, size) };
}

} // namespace karya
