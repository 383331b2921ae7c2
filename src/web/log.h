#pragma once
// The log for operators: one JSON object a line on stderr. Events and audit are elsewhere. Never
// put personal data here.

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace karya::web::log {

/// One named value of a line: text, a whole number or a truth value.
struct Field {
    Field(std::string_view field_name, std::string_view value);
    Field(std::string_view field_name, std::string const& value)
        : Field(field_name, std::string_view { value })
    {
    }
    Field(std::string_view field_name, char const* value)
        : Field(field_name, std::string_view { value })
    {
    }
    Field(std::string_view field_name, bool value);
    template<std::integral Number>
    Field(std::string_view field_name, Number value) : name(field_name),
                                                       json(std::to_string(value))
    {
    }

    std::string_view name;
    std::string json;
};

using Fields = std::initializer_list<Field>;

/// info: what happened; warning: someone must act; error: broken now. `event` is a stable name
/// like "web.started".
void info(std::string_view event, Fields fields = {});
void warning(std::string_view event, Fields fields = {});
void error(std::string_view event, Fields fields = {});

/// For lines that a stranger can cause at will: at most 10 a second for each event; how many were
/// left out is said by the next line ("suppressed").
void limited_warning(std::string_view event, Fields fields = {});
void limited_error(std::string_view event, Fields fields = {});

/// One info line a request can be switched off (benchmarks, very busy sites).
void set_request_lines(bool on);
bool request_lines();

/// The line as it is written, without its end. For tests.
std::string line_of(std::string_view level, std::string_view event, Fields fields);

} // namespace karya::web::log
