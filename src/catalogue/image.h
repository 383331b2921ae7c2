#pragma once
// Pictures as bytes: decoded within limits, turned upright, scaled and encoded anew, so that
// nothing of the file that came in survives. Runs in the limited child only (photo_child.h).

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace karya::catalogue::image {

inline constexpr std::size_t bytes_max = 15U << 20U;
inline constexpr std::int64_t pixels_max = 40'000'000;

enum class Problem : std::uint8_t { none, kind, bytes, pixels, broken };

/// Rows of RGB, 8 bits each, transparent parts on white.
struct Picture {
    int width { 0 };
    int height { 0 };
    std::vector<std::uint8_t> rgb {};
};

/// A picture or why there is none.
struct Decoded {
    Problem problem { Problem::none };
    Picture picture {};
};

/// Reads JPEG, PNG or still WebP, upright; large ones may come smaller, never below `side_wanted`
/// on the longer side.
Decoded decode(std::string_view bytes, int side_wanted);
/// The picture with its longer side at most `side`, by area average; never enlarged.
Picture scaled(Picture const& picture, int side);
std::string webp_of(Picture const& picture);
std::string jpeg_of(Picture const& picture);

/// One encoded size.
struct Rendition {
    int width { 0 };
    int height { 0 };
    std::string bytes {};
};

/// File name endings, in the order of `Rendered::renditions`.
inline constexpr std::array<std::string_view, 4> endings { "-1200.webp", "-600.webp", "-240.webp",
                                                           "-600.jpg" };

struct Rendered {
    Problem problem { Problem::none };
    std::array<Rendition, endings.size()> renditions {};
};
Rendered render(std::string_view bytes);

} // namespace karya::catalogue::image
