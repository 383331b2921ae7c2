#include "web/route_table.h"

namespace karya::web {

namespace {

std::vector<std::string_view> segments_of(std::string_view path)
{
    CHECK(path.starts_with('/'));
    return fields_of(path.substr(1), '/');
}

} // namespace

std::string_view Notice::header(std::string_view name) const
{
    for (auto const& [key, value] : headers)
        if (key == name) return value;
    return {};
}

Route& Routes::add(Method method, std::string_view path, Permission right)
{
    CHECK(path.starts_with('/'));
    auto& route = m_routes.emplace_back();
    route.method = method;
    route.pattern = path;
    route.right = right;
    return route;
}

void Routes::stream(std::string_view path, Permission right, std::string_view channel)
{
    auto& route = add(Method::get, path, right);
    route.channel = channel;
}

std::string describe(Routes const& routes)
{
    std::string text;
    auto const column = [&](std::string_view word, std::size_t width) {
        text += word;
        text.append(word.size() < width ? width - word.size() : 1, ' ');
    };
    for (auto const& route : routes.all()) {
        column(route.method == Method::post ? "POST" : "GET", 6);
        column(route.pattern, 48);
        column(route.right.name, 28);
        text += route.channel.empty() ? route.page.name : std::string_view { "events" };
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    }
    return text;
}

std::vector<std::string> capture_names(std::string_view pattern)
{
    std::vector<std::string> names;
    for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{')) {
        auto const close = pattern.find('}', open);
        CHECK(close != std::string_view::npos);
        names.emplace_back(pattern.substr(open + 1, close - open - 1));
        pattern.remove_prefix(close + 1);
    }
    return names;
}

Field Match::captures(Route const& route) const
{
    Field field;
    auto const names = capture_names(route.pattern);
    CHECK(names.size() == taken.size());
    for (std::size_t i = 0; i < names.size(); ++i) field.inside[names[i]].texts = { taken[i] };
    return field;
}

RouteTable::RouteTable(Routes const& routes)
{
    for (auto const& route : routes.all()) {
        auto& node = reach(route.pattern);
        auto& place = route.method == Method::post ? node.post : node.get;
        CHECK(!place);
        place = &route;
        if (route.method == Method::get) m_pages.emplace(route.pattern, &route);
    }
}

RouteTable::Node& RouteTable::reach(std::string_view pattern)
{
    auto* node = &m_root;
    for (auto const segment : segments_of(pattern)) {
        auto const open = segment.find('{');
        if (open == std::string_view::npos) {
            auto& next = node->fixed[std::string { segment }];
            if (!next) next = std::make_unique<Node>();
            node = next.get();
            continue;
        }
        auto const close = segment.find('}');
        CHECK(close != std::string_view::npos
              && segment.find('{', close) == std::string_view::npos);
        auto const before = segment.substr(0, open);
        auto const after = segment.substr(close + 1);
        auto const same = std::ranges::find_if(node->braces, [&](Brace const& brace) {
            return brace.before == before && brace.after == after;
        });
        if (same != node->braces.end()) {
            node = same->node.get();
        } else {
            node->braces.push_back(
                { std::string { before }, std::string { after }, std::make_unique<Node>() });
            auto* const made = node->braces.back().node.get();
            // The more text around the brace, the earlier it is tried.
            std::ranges::stable_sort(node->braces, std::ranges::greater {}, [](Brace const& brace) {
                return brace.before.size() + brace.after.size();
            });
            node = made;
        }
    }
    return *node;
}

bool RouteTable::walk(Node const& node, std::vector<std::string_view> const& segments,
                      std::size_t depth, Match& match)
{
    if (depth == segments.size()) {
        match.get = node.get;
        match.post = node.post;
        return match.found();
    }
    auto const segment = segments[depth];
    auto const fixed = node.fixed.find(segment);
    if (fixed != node.fixed.end() && walk(*fixed->second, segments, depth + 1, match)) return true;
    for (auto const& brace : node.braces) {
        auto const around = brace.before.size() + brace.after.size();
        if (segment.size() <= around || !segment.starts_with(brace.before)
            || !segment.ends_with(brace.after))
            continue;
        match.taken.emplace_back(segment.substr(brace.before.size(), segment.size() - around));
        if (walk(*brace.node, segments, depth + 1, match)) return true;
        match.taken.pop_back();
    }
    return false;
}

Match RouteTable::find(std::string_view path) const
{
    constexpr std::size_t segments_max = 16;
    Match match;
    if (!path.starts_with('/')) return match;
    auto const segments = segments_of(path);
    if (segments.size() <= segments_max) walk(m_root, segments, 0, match);
    return match;
}

Route const* RouteTable::page(std::string_view pattern) const
{
    auto const found = m_pages.find(pattern);
    return found == m_pages.end() ? nullptr : found->second;
}

} // namespace karya::web
