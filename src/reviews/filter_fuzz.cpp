// Whatever somebody may write: judged within bounds, twice the same, and plain letters stay plain.

#include "base/check.h"
#include "base/text.h"
#include "reviews/filter.h"
#include "reviews/letters.h"
#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace karya;
    constexpr std::size_t most = 4'000;
    std::string_view const text { reinterpret_cast<char const*>(bytes), std::min(size, most) };
    if (!is_clean_utf8(text)) return 0;
    auto const plain = reviews::plain_letters(text);
    CHECK(reviews::plain_letters(plain) == plain);
    CHECK(reviews::findings(text) == reviews::findings(text));
    return 0;
}
