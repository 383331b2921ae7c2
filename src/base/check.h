#pragma once
// CHECK states a promise between programmers. It is always compiled in and never guards input.

#include <stdexcept>
#include <string>

namespace karya {

/// A broken promise. It flies past every door to the rim (dispatcher, job runner, main), which
/// rolls back, answers 500 and logs.
class Bug final : public std::logic_error {
    using std::logic_error::logic_error;
};

[[noreturn]] void broken(char const* file, int line, char const* promise);

} // namespace karya

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) [[unlikely]]                                                             \
            ::karya::broken(__FILE__, __LINE__, #condition);                                       \
    } while (false)
