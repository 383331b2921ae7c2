#include "catalogue/orientation.h"
#include <optional>

namespace karya::catalogue::image {

namespace {

/// Bounded reading of numbers in either byte order.
class Bytes {
public:
    explicit Bytes(std::string_view bytes, bool little = false) : m_bytes(bytes), m_little(little)
    {
    }
    std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const
    {
        if (at > m_bytes.size() || m_bytes.size() - at < size) return {};
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            auto const place = m_little ? size - 1 - i : i;
            value = value << 8U | static_cast<std::uint8_t>(m_bytes[at + place]);
        }
        return value;
    }

private:
    std::string_view m_bytes;
    bool m_little;
};

std::string_view without_exif_mark(std::string_view block)
{
    using namespace std::string_view_literals;
    constexpr auto mark = "Exif\0\0"sv;
    return block.starts_with(mark) ? block.substr(mark.size()) : block;
}

} // namespace

int orientation_of(std::string_view block)
{
    constexpr std::uint32_t orientation_tag = 0x0112;
    constexpr std::size_t entry_size = 12;
    auto const tiff = without_exif_mark(block);
    if (!tiff.starts_with("II") && !tiff.starts_with("MM")) return 1;
    Bytes const bytes { tiff, tiff.starts_with("II") };
    auto const directory = bytes.number(4, 4);
    if (!directory) return 1;
    auto const count = bytes.number(*directory, 2);
    if (!count) return 1;
    for (std::size_t i = 0; i < *count; ++i) {
        auto const entry = std::size_t { *directory } + 2 + i * entry_size;
        auto const tag = bytes.number(entry, 2);
        if (!tag) return 1;
        if (*tag != orientation_tag) continue;
        auto const value = bytes.number(entry + 8, 2);
        return value && *value >= 1 && *value <= 8 ? static_cast<int>(*value) : 1;
    }
    return 1;
}

std::string_view exif_of_png(std::string_view bytes)
{
    constexpr std::size_t frame = 12; // length, type, checksum
    Bytes const numbers { bytes };
    for (std::size_t at = 8; at + frame <= bytes.size();) {
        auto const size = numbers.number(at, 4);
        if (!size || bytes.size() - at - frame < *size) return {};
        if (bytes.substr(at + 4, 4) == "eXIf") return bytes.substr(at + 8, *size);
        at += frame + *size;
    }
    return {};
}

std::string_view exif_of_webp(std::string_view bytes)
{
    constexpr std::size_t frame = 8; // type, length
    Bytes const numbers { bytes, true };
    for (std::size_t at = 12; at + frame <= bytes.size();) {
        auto const size = numbers.number(at + 4, 4);
        if (!size || bytes.size() - at - frame < *size) return {};
        if (bytes.substr(at, 4) == "EXIF") return bytes.substr(at + frame, *size);
        at += frame + *size + *size % 2;
    }
    return {};
}

namespace {

struct Place {
    int x { 0 };
    int y { 0 };
};

/// Where the pixel that belongs at `at` of the upright picture lies in the stored one.
Place stored_place(Place at, int orientation, int width, int height)
{
    int const right = width - 1;
    int const bottom = height - 1;
    switch (orientation) {
    case 2: return { right - at.x, at.y };
    case 3: return { right - at.x, bottom - at.y };
    case 4: return { at.x, bottom - at.y };
    case 5: return { at.y, at.x };
    case 6: return { at.y, bottom - at.x };
    case 7: return { right - at.y, bottom - at.x };
    case 8: return { right - at.y, at.x };
    default: return at;
    }
}

} // namespace

Picture upright(Picture picture, int orientation)
{
    if (orientation <= 1 || orientation > 8) return picture;
    bool const lies = orientation >= 5;
    Picture turned { lies ? picture.height : picture.width, lies ? picture.width : picture.height,
                     std::vector<std::uint8_t>(picture.rgb.size()) };
    std::size_t to = 0;
    for (int y = 0; y < turned.height; ++y) {
        for (int x = 0; x < turned.width; ++x, to += 3) {
            auto const place = stored_place({ x, y }, orientation, picture.width, picture.height);
            auto const from = 3
                * (static_cast<std::size_t>(place.y) * static_cast<std::size_t>(picture.width)
                   + static_cast<std::size_t>(place.x));
            for (std::size_t channel = 0; channel < 3; ++channel)
                turned.rgb[to + channel] = picture.rgb[from + channel];
        }
    }
    return turned;
}

} // namespace karya::catalogue::image
