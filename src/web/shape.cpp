#include "web/shape.h"
#include <algorithm>

namespace karya::web {

Marker const* Shape::value(std::string_view name) const
{
    auto const found = values.find(name);
    return found == values.end() ? nullptr : &found->second;
}

Marker const* Shape::section(std::string_view name) const
{
    auto const found = sections.find(name);
    return found == sections.end() ? nullptr : &found->second;
}

bool Shape::has(std::string_view member) const { return std::ranges::count(members, member) != 0; }

} // namespace karya::web
