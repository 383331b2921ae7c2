#include "tlog/tiles.h"
#include "base/base64.h"
#include "base/text.h"

namespace karya::tlog {

namespace {

constexpr std::string_view entries_word = "entries";
constexpr std::string_view part_word = ".p/";

Hash bytes_of(std::string const& text)
{
    auto bytes = from_base64(text);
    CHECK(bytes && bytes->size() == hash_size);
    return *bytes;
}

/// A number without leading zeroes, at most `most`.
std::optional<std::int64_t> plain_number(std::string_view text, std::int64_t most)
{
    std::int64_t number = 0;
    if (!parse_integer(text, number) || number < 0 || number > most) return {};
    if (std::to_string(number) != text) return {};
    return number;
}

/// "x001/x234/067" → 1234067
std::optional<std::int64_t> tile_number(std::string_view path)
{
    constexpr std::size_t parts_max = 4;
    auto const parts = fields_of(path, '/');
    if (parts.size() > parts_max) return {};
    std::int64_t number = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto part = parts[i];
        if (i + 1 < parts.size()) {
            if (!part.starts_with('x')) return {};
            part.remove_prefix(1);
        }
        bool const digits = part.size() == 3
            && part.find_first_not_of("0123456789") == std::string_view::npos;
        if (!digits || (i == 0 && parts.size() > 1 && part == "000")) return {};
        std::int64_t three = 0;
        for (auto const digit : part) three = 10 * three + (digit - '0');
        number = 1'000 * number + three;
    }
    return number;
}

std::string entries_of(db::Read& read, TileName const& name)
{
    std::string bytes;
    for (auto const& line : store::lines(read, name.n * tile_width, name.width)) {
        bytes += static_cast<char>(line.text.size() >> 8U);
        bytes += static_cast<char>(line.text.size() & 0xffU);
        bytes += line.text;
    }
    return bytes;
}

} // namespace

Hash KeptHashes::at(int level, std::int64_t n)
{
    auto const place = std::pair { level, n / tile_width };
    auto& tile = m_tiles[place];
    if (tile.empty()) {
        auto const first = place.second * tile_width;
        auto const count = std::min(tile_width, width_of(level, m_size) - first);
        for (auto const& text : store::hashes(m_read, level, first, count))
            tile.push_back(bytes_of(text));
    }
    auto const index = static_cast<std::size_t>(n % tile_width);
    CHECK(index < tile.size());
    return tile[index];
}

std::optional<TileName> read_tile_name(std::string_view path)
{
    auto const slash = path.find('/');
    if (slash == std::string_view::npos) return {};
    TileName name { .level = -1, .width = tile_width };
    if (auto const level = path.substr(0, slash); level != entries_word) {
        auto const number = plain_number(level, levels_max - 1);
        if (!number) return {};
        name.level = static_cast<int>(*number);
    }
    auto rest = path.substr(slash + 1);
    if (auto const part = rest.find(part_word); part != std::string_view::npos) {
        auto const width = plain_number(rest.substr(part + part_word.size()), tile_width - 1);
        if (!width || *width == 0) return {};
        name.width = *width;
        rest = rest.substr(0, part);
    }
    auto const number = tile_number(rest);
    if (!number) return {};
    name.n = *number;
    return name;
}

Result<std::string> tile(View const& view, std::string_view path)
{
    auto const name = read_tile_name(path);
    auto const log = store::log(view.read);
    if (!name || !log) return not_found;
    auto const there = width_of(std::max(name->level, 0), log->size);
    if (name->n * tile_width + name->width > there) return not_found;
    if (name->level < 0) return entries_of(view.read, *name);
    std::string bytes;
    for (auto const& hash :
         store::hashes(view.read, name->level, name->n * tile_width, name->width))
        bytes += bytes_of(hash);
    return bytes;
}

} // namespace karya::tlog
