#include "board/map.h"
#include <algorithm>
#include <array>
#include <map>

namespace karya::board {

namespace {

constexpr std::int64_t whole_width = 9400;
constexpr std::int64_t whole_height = 3600;
constexpr std::int64_t narrowest = 900; ///< nothing is seen from closer than 4.5 degrees
constexpr std::int64_t radius = 28;     ///< of a dot on the whole map
constexpr std::int64_t apart = 56;      ///< between units of one regency there
constexpr std::int64_t grown = 3;       ///< times that in a part of it, where fewer dots stand

struct Spot {
    std::int64_t x {};
    std::int64_t y {};
};

struct Box {
    Spot corner {};
    std::int64_t width { whole_width };
    std::int64_t height() const { return width * whole_height / whole_width; }
};

Spot spot_of(Point const& point)
{
    return { (point.lng - 94'500'000) / 5'000, (6'500'000 - point.lat) / 5'000 };
}

/// The n-th place around a centre, in hundredths of the distance: hexagons, from the inside out.
Spot place_in_honeycomb(std::int64_t n)
{
    static constexpr std::array<Spot, 6> corners {
        { { 100, 0 }, { 50, 87 }, { -50, 87 }, { -100, 0 }, { -50, -87 }, { 50, -87 } }
    };
    if (n == 0) return {};
    std::int64_t ring = 1;
    for (--n; n >= 6 * ring; ++ring) n -= 6 * ring;
    auto const from = corners[static_cast<std::size_t>(n / ring)];
    auto const to = corners[static_cast<std::size_t>((n / ring + 1) % 6)];
    auto const step = n % ring;
    return { from.x * ring + (to.x - from.x) * step, from.y * ring + (to.y - from.y) * step };
}

/// The smallest box of the map's proportions with some sea around the points.
Box box_around(std::vector<Point> const& points)
{
    if (points.empty()) return {};
    Spot low { whole_width, whole_height };
    Spot high {};
    for (auto const& point : points) {
        auto const spot = spot_of(point);
        low = { std::min(low.x, spot.x), std::min(low.y, spot.y) };
        high = { std::max(high.x, spot.x), std::max(high.y, spot.y) };
    }
    auto const wide = (high.x - low.x) * 5 / 4;
    auto const tall = (high.y - low.y) * 3 / 2 * whole_width / whole_height;
    Box box { .width = std::clamp(std::max(wide, tall), narrowest, whole_width) };
    box.corner = { std::clamp((low.x + high.x - box.width) / 2, std::int64_t { 0 },
                              whole_width - box.width),
                   std::clamp((low.y + high.y - box.height()) / 2, std::int64_t { 0 },
                              whole_height - box.height()) };
    return box;
}

std::string spelled(std::int64_t tenths)
{
    auto const size = tenths < 0 ? -tenths : tenths;
    return (tenths < 0 ? "-" : "") + std::to_string(size / 10) + "." + std::to_string(size % 10);
}

} // namespace

Map map_of(std::vector<Point> const& points, bool whole)
{
    auto const box = whole ? Box {} : box_around(points);
    auto const scaled = [&](std::int64_t length) {
        return (whole ? 1 : grown) * length * box.width / whole_width;
    };
    Map map { .box = spelled(box.corner.x) + " " + spelled(box.corner.y) + " " + spelled(box.width)
                  + " " + spelled(box.height()),
              .dot_size = spelled(scaled(radius)) };
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> taken;
    for (auto const& point : points) {
        auto const centre = spot_of(point);
        auto const place = place_in_honeycomb(taken[{ point.lat, point.lng }]++);
        map.dots.push_back({ .name = point.name,
                             .slug = point.slug,
                             .code = point.code,
                             .x = spelled(centre.x + scaled(place.x * apart) / 100),
                             .y = spelled(centre.y + scaled(place.y * apart) / 100),
                             .sold_today = point.sold_today });
    }
    return map;
}

} // namespace karya::board
