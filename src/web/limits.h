#pragma once
// Every bound of the HTTP server in one place, so that operators and tests see (and shrink) them.

#include <chrono>
#include <cstddef>

namespace karya::web {

/// What one client, and all clients together, may cost. Times are checked once a `tick`.
struct Limits {
    std::size_t head_bytes_max { 16 * 1024 };
    std::size_t fields_max { 100 };
    std::size_t target_bytes_max { 8 * 1024 };
    std::size_t body_bytes_max { 256 * 1024 };          ///< JSON and forms
    std::size_t upload_bytes_max { 15 * 1024 * 1024 };  ///< multipart/form-data
    std::size_t bodies_bytes_max { 128 * 1024 * 1024 }; ///< bodies held by all connections together
    std::size_t viewer_bytes_max { 256 * 1024 };        ///< events queued for one slow viewer

    std::size_t connections_max { 12'000 };
    std::size_t connections_per_address_max { 64 };

    std::chrono::milliseconds head_time { 10'000 };
    std::chrono::milliseconds idle_time { 60'000 };
    /// Bodies and answers may crawl this long, then must keep to `bytes_per_second_min`.
    std::chrono::milliseconds grace_time { 10'000 };
    std::size_t bytes_per_second_min { 1024 };
    std::chrono::milliseconds linger_time { 2'000 }; ///< for a refused client to read the answer
    std::chrono::milliseconds heartbeat_time { 20'000 };
    std::chrono::milliseconds stop_time { 10'000 };
    std::chrono::milliseconds tick { 500 };
};

} // namespace karya::web
