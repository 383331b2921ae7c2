#pragma once
// The chunked coding of a body (RFC 9112, 7.1), read strictly.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace karya::web {

/// Takes the chunks off a stream of bytes, however it is cut. Extensions are passed over; trailers
/// are refused: they could smuggle what the checks of the head have already let pass.
class ChunkReader {
public:
    enum class State { reading, done, malformed, too_large };

    /// Takes bytes from the front of `bytes`, appends their payload to `body` as long as that stays
    /// within `body_max`, and returns how many it took.
    std::size_t take(std::string_view bytes, std::string& body, std::size_t body_max);
    State state() const { return m_state; }

private:
    enum class Part {
        size,
        extension,
        size_end,
        payload,
        payload_end,
        payload_feed,
        end,
        end_feed
    };

    void take_byte(char byte, std::size_t room);
    void take_size(char byte, std::size_t room);
    void end_size();
    void expect(char byte, char wanted, Part next);

    State m_state { State::reading };
    Part m_part { Part::size };
    std::uint64_t m_left { 0 }; ///< bytes of the chunk still to come
    std::size_t m_line { 0 };   ///< length of the size line so far
    bool m_has_digits { false };
};

} // namespace karya::web
