#pragma once
// Another party's server as a program of its own (tests/standins), for as long as this lives.

#include "base/check.h"
#include <array>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace karya::test {

/// Runs `python3 tests/standins/<name>.py` and reads the one line by which it says where it is.
class StandIn {
public:
    explicit StandIn(std::string const& name)
    {
        std::array<int, 2> ends {};
        CHECK(::pipe2(ends.data(), O_CLOEXEC) == 0);
        auto script = std::string { KARYA_SOURCE } + "/tests/standins/" + name + ".py";
        std::string python { "python3" };
        std::array<char*, 3> words { python.data(), script.data(), nullptr };
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        CHECK(::posix_spawnp(&m_process, "python3", &actions, nullptr, words.data(), environ) == 0);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) m_line += c;
        ::close(ends[0]);
        CHECK(!m_line.empty());
    }
    ~StandIn()
    {
        ::kill(m_process, SIGTERM);
        ::waitpid(m_process, nullptr, 0);
    }
    StandIn(StandIn const&) = delete;
    StandIn& operator=(StandIn const&) = delete;

    /// The word of its line, counted from 0.
    std::string word(std::size_t n) const
    {
        std::size_t from = 0;
        for (; n > 0; --n) from = m_line.find(' ', from) + 1;
        return m_line.substr(from, m_line.find(' ', from) - from);
    }

private:
    pid_t m_process { 0 };
    std::string m_line {};
};

} // namespace karya::test
