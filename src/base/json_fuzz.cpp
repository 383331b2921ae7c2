// Any bytes: either refused, or read, written and read again to the same text.
#include "base/json.h"

namespace {

struct Leafs {
    std::string text;
    karya::Rupiah amount;
    karya::Quantity quantity;
    std::optional<karya::Day> day;
    std::vector<karya::LocalTime> times;
    bool flag { false };
};
BOOST_DESCRIBE_STRUCT(Leafs, (), (text, amount, quantity, day, times, flag))

} // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    auto const first = karya::from_json_text<Leafs>(text);
    if (!first.ok()) return 0;
    auto const written = karya::json_text(first.value());
    auto const second = karya::from_json_text<Leafs>(written);
    CHECK(second.ok());
    CHECK(karya::json_text(second.value()) == written);
    return 0;
}
