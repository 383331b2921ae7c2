#include "web/chunks.h"
#include "base/hex.h"
#include <algorithm>

namespace karya::web {

namespace {

/// A size line with its extensions, which nobody uses honestly.
constexpr std::size_t line_max = 256;

} // namespace

std::size_t ChunkReader::take(std::string_view bytes, std::string& body, std::size_t body_max)
{
    std::size_t taken = 0;
    while (taken < bytes.size() && m_state == State::reading) {
        if (m_part == Part::payload) {
            auto const count = std::min<std::uint64_t>(m_left, bytes.size() - taken);
            body.append(bytes.substr(taken, count));
            taken += count;
            m_left -= count;
            if (m_left == 0) m_part = Part::payload_end;
        } else {
            take_byte(bytes[taken++], body_max - std::min(body_max, body.size()));
        }
    }
    return taken;
}

void ChunkReader::take_byte(char byte, std::size_t room)
{
    switch (m_part) {
    case Part::size:
    case Part::extension: return take_size(byte, room);
    case Part::size_end: return byte == '\n' ? end_size() : void(m_state = State::malformed);
    case Part::payload_end: return expect(byte, '\r', Part::payload_feed);
    case Part::payload_feed: return expect(byte, '\n', Part::size);
    case Part::end: return expect(byte, '\r', Part::end_feed);
    case Part::end_feed: m_state = byte == '\n' ? State::done : State::malformed; return;
    case Part::payload: return;
    }
}

void ChunkReader::take_size(char byte, std::size_t room)
{
    bool const visible = byte == '\t' || (byte >= ' ' && byte != '\x7f');
    if (++m_line > line_max) {
        m_state = State::malformed;
    } else if (byte == '\r' && m_has_digits) {
        m_part = Part::size_end;
    } else if (m_part == Part::extension && visible) {
        return;
    } else if (m_part == Part::size && byte == ';' && m_has_digits) {
        m_part = Part::extension;
    } else if (int const digit = hex_value(byte); m_part == Part::size && digit >= 0) {
        m_has_digits = true;
        m_left = m_left * 16 + static_cast<std::uint64_t>(digit);
        if (m_left > room) m_state = State::too_large;
    } else {
        m_state = State::malformed;
    }
}

void ChunkReader::end_size()
{
    m_part = m_left == 0 ? Part::end : Part::payload;
    m_line = 0;
    m_has_digits = false;
}

void ChunkReader::expect(char byte, char wanted, Part next)
{
    if (byte == wanted)
        m_part = next;
    else
        m_state = State::malformed;
}

} // namespace karya::web
