#include "exchange/stable_id.h"
#include "base/hash.h"

namespace karya::exchange {

Uuid stable_id(Timestamp at, std::string_view name)
{
    auto text = sha256_hex(name).substr(0, 32);
    auto millis = static_cast<std::uint64_t>(micros(at) / 1000);
    for (std::size_t i = 12; i-- > 0; millis /= 16) text[i] = "0123456789abcdef"[millis % 16];
    text[12] = '7';
    text[16] = "89ab"[static_cast<std::size_t>(text[16]) % 4];
    for (std::size_t const dash : { 8U, 13U, 18U, 23U }) text.insert(dash, 1, '-');
    auto const id = Uuid::parse(text);
    CHECK(id.ok());
    return id.value();
}

} // namespace karya::exchange
