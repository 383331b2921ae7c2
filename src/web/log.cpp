#include "web/log.h"
#include "base/text.h"
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <map>
#include <mutex>
#define FMT_HEADER_ONLY
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace karya::web::log {

namespace {

constexpr int lines_per_second_max = 10;

std::atomic<bool> g_request_lines { false };

/// How often an event was written in the current second, and left out since.
struct Allowance {
    std::int64_t second { 0 };
    int written { 0 };
    int suppressed { 0 };
};

std::int64_t milliseconds_now()
{
    auto const now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

/// How many lines were left out before this one, or -1 when this one is to be left out as well.
int suppressed_before(std::string_view event)
{
    static std::mutex mutex;
    static std::map<std::string, Allowance, std::less<>> allowances;
    auto const second = milliseconds_now() / 1000;
    std::scoped_lock const lock { mutex };
    auto found = allowances.find(event);
    if (found == allowances.end()) found = allowances.emplace(event, Allowance {}).first;
    auto& allowance = found->second;
    if (allowance.second != second) {
        allowance.second = second;
        allowance.written = 0;
    }
    if (allowance.written >= lines_per_second_max) {
        ++allowance.suppressed;
        return -1;
    }
    ++allowance.written;
    return std::exchange(allowance.suppressed, 0);
}

/// Control characters and broken UTF-8 never reach the terminal of an operator.
void append_quoted(std::string& out, std::string_view text)
{
    bool const clean = is_clean_utf8(text);
    out += '"';
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !clean)) {
            std::array<char, 8> escaped {};
            std::snprintf(escaped.data(), escaped.size(), "\\u%04x", byte);
            out += escaped.data();
        } else {
            out += c;
        }
    }
    out += '"';
}

std::string quoted(std::string_view text)
{
    std::string out;
    append_quoted(out, text);
    return out;
}

std::string utc_now()
{
    auto const now = milliseconds_now();
    auto const seconds = static_cast<std::time_t>(now / 1000);
    std::tm parts {};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> day {};
    auto const size = std::strftime(day.data(), day.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::array<char, 8> rest {};
    std::snprintf(rest.data(), rest.size(), ".%03dZ", static_cast<int>(now % 1000));
    return std::string { day.data(), size } + rest.data();
}

void write(std::string_view level, std::string_view event, Fields fields)
{
    static auto const sink = [] {
        auto logger = spdlog::stderr_logger_mt("karya");
        logger->set_pattern("%v");
        return logger;
    }();
    sink->info("{}", line_of(level, event, fields));
}

void write_limited(std::string_view level, std::string_view event, Fields fields)
{
    auto const suppressed = suppressed_before(event);
    if (suppressed > 0)
        write("warning", "log.suppressed", { { "of", event }, { "suppressed", suppressed } });
    if (suppressed >= 0) write(level, event, fields);
}

} // namespace

Field::Field(std::string_view field_name, std::string_view value)
    : name(field_name),
      json(quoted(value))
{
}

Field::Field(std::string_view field_name, bool value)
    : name(field_name),
      json(value ? "true" : "false")
{
}

void info(std::string_view event, Fields fields) { write("info", event, fields); }
void warning(std::string_view event, Fields fields) { write("warning", event, fields); }
void error(std::string_view event, Fields fields) { write("error", event, fields); }

void limited_warning(std::string_view event, Fields fields)
{
    write_limited("warning", event, fields);
}

void limited_error(std::string_view event, Fields fields) { write_limited("error", event, fields); }

void set_request_lines(bool on) { g_request_lines = on; }
bool request_lines() { return g_request_lines; }

std::string line_of(std::string_view level, std::string_view event, Fields fields)
{
    std::string line = "{\"at\":\"" + utc_now() + "\",\"level\":\"";
    line.append(level).append("\",\"event\":");
    append_quoted(line, event);
    for (auto const& field : fields) {
        line += ',';
        append_quoted(line, field.name);
        line.append(":").append(field.json);
    }
    return line + '}';
}

} // namespace karya::web::log
