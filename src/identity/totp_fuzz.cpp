// Whatever is typed as a code: never crashes, and what is accepted is canonical.

#include "identity/totp.h"

#include "base/check.h"
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace karya::identity;
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    if (auto const plain = from_base32(text)) {
        auto const again = from_base32(base32(*plain));
        CHECK(again == plain);
    }
    auto const now = karya::from_micros(1'600'000'000'000'000);
    if (auto const step = step_of("12345678901234567890", text, now)) CHECK(size == 6);
    return 0;
}
