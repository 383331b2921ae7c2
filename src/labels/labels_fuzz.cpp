// Whatever a camera may read: read or refused, and what was read is spelled in one way only.

#include "base/check.h"
#include "labels/token.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace karya;
    using namespace karya::labels;
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    auto const read = read_token(text);
    if (!read.ok()) return 0;
    auto const& said = read.value();
    CHECK(text.size() <= token_length_max && said.signature.size() == 64);
    CHECK(said.claims.serial > 0 && said.claims.serial <= serial_max);
    CHECK(said.claims.lot.empty() || is_lot(said.claims.unit, said.claims.lot));
    auto const again = make_token(said.claims, said.kid, [&](std::string_view to_sign) {
        CHECK(to_sign == said.to_sign);
        return said.signature;
    });
    CHECK(again == text);
    return 0;
}
