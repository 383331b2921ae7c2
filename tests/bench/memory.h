#pragma once
// How much memory of its own a program takes while something goes on. For benches only.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <string>
#include <thread>

namespace karya::bench {

/// Memory of the process's own; what SQLite maps of its file is not.
inline std::int64_t own_kilobytes()
{
    std::ifstream status { "/proc/self/status" };
    for (std::string word; status >> word;)
        if (word == "RssAnon:") {
            std::int64_t kilobytes = 0;
            status >> kilobytes;
            return kilobytes;
        }
    return 0;
}

/// The most that it grew by while this lives.
class Peak {
public:
    std::int64_t megabytes()
    {
        m_look.request_stop();
        m_look.join();
        return (m_most - m_before) / 1024;
    }

private:
    std::int64_t m_before { own_kilobytes() };
    std::int64_t m_most { m_before };
    std::jthread m_look { [this](std::stop_token const& stop) {
        while (!stop.stop_requested()) {
            m_most = std::max(m_most, own_kilobytes());
            std::this_thread::sleep_for(std::chrono::milliseconds { 2 });
        }
    } };
};

} // namespace karya::bench
