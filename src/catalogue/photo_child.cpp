#include "catalogue/photo_child.h"
#include "catalogue/catalogue.h"
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace karya::catalogue {

namespace {

using image::Problem;
using image::Rendered;

constexpr std::size_t message_max = 8U << 20U;

/// A descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) { }
    ~Descriptor()
    {
        if (m_number >= 0) close(m_number);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    int number() const { return m_number; }
    bool valid() const { return m_number >= 0; }

private:
    int m_number;
};

bool write_all(int to, std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const sent = write(to, bytes.data(), bytes.size());
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void append_number(std::string& to, std::uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8) to += static_cast<char>(number >> shift & 0xffU);
}

std::uint32_t cut_number(std::string_view& from)
{
    std::uint32_t number = 0;
    for (auto const letter : from.substr(0, 4))
        number = number << 8U | static_cast<std::uint8_t>(letter);
    from.remove_prefix(4);
    return number;
}

} // namespace

std::string packed(Rendered const& rendered)
{
    std::string message { static_cast<char>(rendered.problem) };
    if (rendered.problem != Problem::none) return message;
    for (auto const& rendition : rendered.renditions) {
        append_number(message, static_cast<std::uint32_t>(rendition.width));
        append_number(message, static_cast<std::uint32_t>(rendition.height));
        append_number(message, static_cast<std::uint32_t>(rendition.bytes.size()));
        message += rendition.bytes;
    }
    return message;
}

Rendered unpacked(std::string_view message)
{
    constexpr std::uint32_t side_max = 1200;
    constexpr std::size_t head_size = 12;
    Rendered broken { Problem::broken, {} };
    if (message.empty()) return broken;
    auto const problem = static_cast<Problem>(message[0]);
    message.remove_prefix(1);
    if (problem != Problem::none)
        return { problem <= Problem::broken ? problem : Problem::broken, {} };
    Rendered rendered;
    for (auto& rendition : rendered.renditions) {
        if (message.size() < head_size) return broken;
        auto const width = cut_number(message);
        auto const height = cut_number(message);
        auto const size = cut_number(message);
        if (width == 0 || height == 0 || width > side_max || height > side_max) return broken;
        if (size == 0 || size > message.size()) return broken;
        rendition = { static_cast<int>(width), static_cast<int>(height),
                      std::string { message.substr(0, size) } };
        message.remove_prefix(size);
    }
    return message.empty() ? rendered : broken;
}

// ---- The child ----

namespace {

void limit(__rlimit_resource resource, rlim_t most)
{
    rlimit const both { most, most };
    CHECK(setrlimit(resource, &both) == 0);
}

// Sanitizers reserve terabytes of address space.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool sanitized = false;
#endif

void limit_resources()
{
    constexpr rlim_t memory_max = 800U << 20U;
    constexpr rlim_t cpu_seconds_max = 10;
    if (!sanitized) limit(RLIMIT_AS, memory_max);
    limit(RLIMIT_CPU, cpu_seconds_max);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 3);
    limit(RLIMIT_NPROC, 0);
}

/// From here on only memory, reading and writing of what is open, and the end. Anything else kills.
void enter_sandbox()
{
    CHECK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    CHECK(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0);
    auto* const filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    CHECK(filter != nullptr);
    for (int const call : { SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(exit_group), SCMP_SYS(exit),
                            SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
                            SCMP_SYS(futex), SCMP_SYS(rt_sigreturn), SCMP_SYS(getrandom) })
        CHECK(seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0);
    scmp_arg_cmp const not_executable { 2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0 }; // the third argument
    for (int const call : { SCMP_SYS(mmap), SCMP_SYS(mprotect) })
        CHECK(seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &not_executable) == 0);
    CHECK(seccomp_load(filter) == 0);
}

std::string read_everything()
{
    constexpr std::size_t step = 64U << 10U;
    std::string bytes;
    while (bytes.size() <= image::bytes_max) {
        auto const old = bytes.size();
        bytes.resize(old + step);
        auto const got = read(STDIN_FILENO, bytes.data() + old, step);
        bytes.resize(old + static_cast<std::size_t>(got > 0 ? got : 0));
        if (got <= 0) break;
    }
    return bytes;
}

} // namespace

int photo_child()
{
    limit_resources();
    enter_sandbox();
    auto const sent = write_all(STDOUT_FILENO, packed(image::render(read_everything())));
    // Destructors of the program this is a copy of have no business here.
    _exit(sent ? 0 : 1);
}

// ---- The parent ----

namespace {

/// Starts this program again with the picture as its input and nothing else open.
pid_t start_child(int input, std::array<int, 2> const& output)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);

    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    std::string name { "karya" };
    std::string word { "photo-child" };
    std::array<char*, 3> arguments { name.data(), word.data(), nullptr };
    std::array<char*, 1> environment { nullptr };
    pid_t child = -1;
    if (posix_spawn(&child, "/proc/self/exe", &actions, &attributes, arguments.data(),
                    environment.data())
        != 0)
        child = -1;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

/// Everything the child writes until it ends; empty when it takes too long or writes too much.
std::string heard_from(int output)
{
    auto const deadline = std::chrono::steady_clock::now()
        + std::chrono::seconds { child_seconds_max };
    constexpr std::size_t step = 64U << 10U;
    std::string message;
    while (message.size() <= message_max) {
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd waiting { output, POLLIN, 0 };
        auto const wait = static_cast<int>(std::max<std::int64_t>(0, left.count()));
        auto const ready = poll(&waiting, 1, wait);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return {};
        auto const old = message.size();
        message.resize(old + step);
        auto const got = read(output, message.data() + old, step);
        message.resize(old + static_cast<std::size_t>(got > 0 ? got : 0));
        if (got <= 0) return message;
    }
    return {};
}

/// The picture in memory that the child inherits: no pipe to fill, so nobody can block us.
int memory_file(std::string_view bytes)
{
    int const file = memfd_create("photo", MFD_CLOEXEC);
    if (file < 0) return -1;
    if (write_all(file, bytes) && lseek(file, 0, SEEK_SET) == 0) return file;
    close(file);
    return -1;
}

} // namespace

Result<Rendered> render_in_child(std::string_view bytes)
{
    if (bytes.size() > image::bytes_max) return Rendered { Problem::bytes, {} };
    Descriptor const input { memory_file(bytes) };
    std::array<int, 2> ends { -1, -1 };
    if (!input.valid() || pipe2(ends.data(), O_CLOEXEC) != 0) return photo_failed;
    Descriptor const output { ends[0] };
    pid_t child = -1;
    {
        Descriptor const childs_end { ends[1] };
        child = start_child(input.number(), ends);
    }
    if (child < 0) return Error { photo_failed, "posix_spawn" };
    auto const message = heard_from(output.number());
    kill(child, SIGKILL); // it has said what it had to say
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) { }
    return unpacked(message);
}

} // namespace karya::catalogue
