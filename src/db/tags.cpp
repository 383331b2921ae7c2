#include "db/tags.h"

namespace karya::db {

namespace {

constexpr std::size_t text_max = 7000; // PostgreSQL's NOTIFY takes 8000 bytes

} // namespace

std::string joined(std::vector<std::string> const& tags)
{
    std::string text;
    for (auto const& tag : tags) text += (text.empty() ? "" : "\n") + tag;
    return text.size() > text_max ? "*" : text;
}

std::vector<std::string> parted(std::string_view text)
{
    std::vector<std::string> tags;
    while (!text.empty()) {
        auto const end = text.find('\n');
        tags.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return tags;
}

} // namespace karya::db
