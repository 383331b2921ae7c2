#pragma once
// The one error type and the one way to pass it up. See STYLE.md, "Errors".

#include "base/check.h"
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace karya {

/// What kind of thing went wrong, from the caller's side. Mapped to HTTP once, in web/problem.cpp.
enum class Fault {
    invalid,
    unauthenticated,
    forbidden,
    not_found,
    conflict,
    gone,
    too_large,
    rate_limited,
    unavailable,
    internal
};

/// A stable name for one expected failure, owned by one module: "sales.not_enough_stock".
/// The id is part of the API and the key of its text in text/*.toml: never reuse or rename it.
struct ErrorCode {
    std::string_view id;
    Fault fault;
    friend constexpr bool operator==(ErrorCode a, ErrorCode b) { return a.id == b.id; }
};

/// One bad field of a form or body. `reason` is a text key ("web.required"); `args` fill its
/// placeholders.
struct FieldError {
    std::string field;
    std::string reason;
    std::vector<std::pair<std::string, std::string>> args {};
};

/// An expected failure. `args` fill the placeholders of the code's text; `why` is for the log only.
class [[nodiscard]] Error {
public:
    explicit Error(ErrorCode code, std::string why = {}) : m_code(code), m_why(std::move(why)) { }

    /// Adds a value for the placeholder `name` of the message shown to people.
    Error&& with(std::string name, std::string value) &&
    {
        args.emplace_back(std::move(name), std::move(value));
        return std::move(*this);
    }
    /// Names a bad field.
    Error&& at(std::string field, std::string reason) &&
    {
        fields.push_back({ std::move(field), std::move(reason) });
        return std::move(*this);
    }

    ErrorCode code() const { return m_code; }
    std::string const& why() const { return m_why; }

    std::vector<std::pair<std::string, std::string>> args;
    std::vector<FieldError> fields;

private:
    ErrorCode m_code;
    std::string m_why;
};

/// A value or an Error. Reading the wrong side is a Bug.
template<class T>
class [[nodiscard]] Result {
    static_assert(!std::is_reference_v<T>);
    using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

public:
    Result()
        requires std::is_void_v<T>
    = default;
    Result(Value value) : m_state(std::in_place_index<0>, std::move(value)) { }
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) { }
    Result(ErrorCode code) : m_state(std::in_place_index<1>, Error { code }) { }

    bool ok() const { return m_state.index() == 0; }
    Value const& value() const
    {
        CHECK(ok());
        return std::get<0>(m_state);
    }
    Error const& error() const
    {
        CHECK(!ok());
        return std::get<1>(m_state);
    }
    T take()
    {
        CHECK(ok());
        if constexpr (!std::is_void_v<T>) return std::move(std::get<0>(m_state));
    }
    Error take_error()
    {
        CHECK(!ok());
        return std::move(std::get<1>(m_state));
    }

private:
    std::variant<Value, Error> m_state;
};

} // namespace karya

/// Evaluates a Result; on error returns it from the enclosing function, else yields the value.
#define TRY(expression) KARYA_TRY_NAMED(expression, KARYA_JOIN(karya_try_, __COUNTER__))

#define KARYA_JOIN(a, b) KARYA_JOIN_NOW(a, b)
#define KARYA_JOIN_NOW(a, b) a##b
#define KARYA_TRY_NAMED(expression, name)                                                          \
    __extension__({                                                                                \
        auto name = (expression);                                                                  \
        if (!name.ok()) [[unlikely]]                                                               \
            return name.take_error();                                                              \
        name.take();                                                                               \
    })
