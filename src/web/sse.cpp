#include "web/sse.h"
#include "base/check.h"
#include "base/text.h"
#include <algorithm>

namespace karya::web {

namespace {

bool fits_a_line(std::string_view text)
{
    return text.find_first_of(std::string_view { "\r\n\0", 3 }) == std::string_view::npos;
}

std::shared_ptr<std::string const> wire_text(std::string_view id, std::string_view event,
                                             std::string_view data)
{
    auto text = std::make_shared<std::string>();
    text->reserve(id.size() + event.size() + data.size() + 32);
    if (!id.empty()) text->append("id: ").append(id).append("\n");
    text->append("event: ").append(event).append("\n");
    for (auto const line : fields_of(data, '\n')) text->append("data: ").append(line).append("\n");
    text->append("\n");
    return text;
}

} // namespace

void Channels::publish(std::string_view channel, std::string_view id, std::string_view event,
                       std::string_view data)
{
    CHECK(!channel.empty() && fits_a_line(id) && fits_a_line(event));
    CHECK(data.find('\r') == std::string_view::npos);
    auto bytes = wire_text(id, event, data);
    std::scoped_lock const lock { m_mutex };
    auto found = m_channels.find(channel);
    if (found == m_channels.end()) found = m_channels.emplace(channel, Channel {}).first;
    auto& [name, state] = *found;
    Frame const frame { ++state.number, std::move(bytes) };
    state.recent.push_back({ std::string { id }, frame });
    if (state.recent.size() > m_kept) state.recent.pop_front();
    for (auto const& [key, sink] : m_sinks) sink(name, frame);
}

Channels::Backlog Channels::since(std::string_view channel, std::string_view last_id) const
{
    std::scoped_lock const lock { m_mutex };
    auto const found = m_channels.find(channel);
    static Channel const silent;
    auto const& state = found == m_channels.end() ? silent : found->second;
    Backlog backlog { state.number, {} };
    if (last_id.empty()) return backlog;

    auto const& recent = state.recent;
    auto const known = std::find_if(recent.rbegin(), recent.rend(),
                                    [&](Kept const& kept) { return kept.id == last_id; });
    if (known == recent.rend()) {
        auto const newest = recent.empty() ? std::string {} : recent.back().id;
        backlog.frames.push_back({ state.number, wire_text(newest, "reset", "{}") });
        return backlog;
    }
    for (auto next = known.base(); next != recent.end(); ++next)
        backlog.frames.push_back(next->frame);
    return backlog;
}

int Channels::attach(Sink sink)
{
    std::scoped_lock const lock { m_mutex };
    m_sinks.emplace(++m_next_sink, std::move(sink));
    return m_next_sink;
}

void Channels::detach(int sink)
{
    std::scoped_lock const lock { m_mutex };
    m_sinks.erase(sink);
}

} // namespace karya::web
