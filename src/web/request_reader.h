#pragma once
// Bytes of a connection -> requests. Strict: whatever a proxy in front could read otherwise than we
// do is refused (ASVS 4.2.1), so no request can hide in another.

#include "web/chunks.h"
#include "web/limits.h"
#include "web/refusal.h"
#include <optional>

namespace karya::web {

/// Reads one request after another. Every refusal ends the connection.
class RequestReader {
public:
    explicit RequestReader(Limits const& limits);

    enum class State { head, body, done, refused };
    State state() const { return m_state; }

    /// Takes bytes from the front of `bytes` and returns how many. A head is taken whole or not at
    /// all: what is not taken must be offered again, with more behind it.
    std::size_t take(std::string_view bytes);
    /// Gives up on the request under way.
    void refuse(Refusal refusal);
    Refusal refusal() const;

    Request& request() { return m_request; }
    Request const& request() const { return m_request; }
    bool keep_alive() const { return m_keep_alive; }
    bool is_http_1_1() const { return m_http_1_1; }
    /// True once when the client waits for "100 Continue" before its body.
    bool take_expectation();
    /// Bytes of body held so far.
    std::size_t body_size() const { return m_request.body.size(); }

    /// Begins the next request; only when done.
    void next();

private:
    struct Parser;

    std::size_t take_head(std::string_view bytes);
    std::size_t take_body(std::string_view bytes);
    std::size_t take_chunks(std::string_view bytes);
    /// Length of the head at the front of `bytes`, 0 when its end is not there yet.
    std::size_t head_length(std::string_view bytes);

    Limits const& m_limits;
    Request m_request;
    Refusal m_refusal { refusal::malformed };
    State m_state { State::head };
    std::optional<ChunkReader> m_chunks;
    std::size_t m_body_left { 0 };
    std::size_t m_body_max { 0 };
    std::size_t m_scanned { 0 };
    std::size_t m_line_start { 0 };
    bool m_keep_alive { false };
    bool m_http_1_1 { true };
    bool m_expects { false };
};

} // namespace karya::web
