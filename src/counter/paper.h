#pragma once
// Paper of a receipt printer, or A4: blocks one below the other, measured before they are drawn, in
// black only. Included through counter.h. Lengths are Pango units, 1024 to a point, so that
// everything is whole numbers.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karya::counter {

/// `label` is 100 × 150 mm, for what is sent.
enum class Paper : std::uint8_t { roll_58, roll_80, a4, a6, label };

enum class Face : std::uint8_t { text, strong, small, large, total, heading };

/// How a stretch of the bar, and its square in the list, is filled.
enum class Weave : std::uint8_t { solid, rising, crossed, lying, dotted, empty };

struct Stretch {
    Weave weave {};
    std::int64_t amount {};
};

class Sheet {
public:
    explicit Sheet(Paper paper);
    ~Sheet();
    Sheet(Sheet const&) = delete;
    Sheet& operator=(Sheet const&) = delete;

    Paper paper() const { return m_paper; }
    void centred(std::string_view words, Face face);
    void left(std::string_view words, Face face);
    /// Words at the left, a figure at the right of the same line.
    void pair(std::string_view words, std::string_view figure, Face face);
    /// The same with a square of `weave` before it.
    void marked_pair(Weave weave, std::string_view words, std::string_view figure);
    /// Columns of a table; `share` of all shares is how wide one is.
    struct Column {
        std::string words {};
        int share { 1 };
        bool figure { false }; ///< at its right edge
    };
    void row(std::vector<Column> const& columns, Face face);
    void rule();
    void gap(int millimetres);
    void bar(std::vector<Stretch> stretches);
    /// The unit's cloth as one row of its motif.
    void band(std::string_view seed);
    /// A QR code in the middle, with the white that it needs around it.
    void code(std::string_view text);

    struct Head {
        std::string title {};
        std::string made_at {}; ///< RFC 3339; the same receipt gives the same bytes
        std::string mark {};    ///< above and below each page; empty: none
    };
    /// The whole document. A roll is one page as long as needed, the others break into pages.
    std::string pdf(Head const& head);

private:
    struct Block;
    struct Canvas;
    void add(Block block);

    Paper m_paper;
    int m_width; ///< between the margins
    int m_margin;
    std::unique_ptr<Canvas> m_canvas;
    std::vector<Block> m_blocks;
};

} // namespace karya::counter
