// Whatever a device may send: read or refused, the same each time, and what was read keeps its
// bounds.

#include "base/base64.h"
#include "device/event.h"
#include "device/signature.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace karya;
    using namespace karya::device;
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    auto const seen = glimpse(text);
    CHECK(seen.id.empty() || Uuid::parse(seen.id).ok());
    CHECK(seen.seq >= 0);
    auto const event = read_event(text);
    if (event.ok()) {
        auto const& said = event.value();
        CHECK(said.id.text() == seen.id && said.seq == seen.seq);
        CHECK(text.size() <= body_bytes_max && said.prev.empty() == (said.seq == 1));
        CHECK(skew_of(told_time(said), said.at) == said.ahead);
        CHECK(clock_fits(said, said.ahead));
        if (auto const* sale = std::get_if<SaleMade>(&said.said)) {
            CHECK(!sale->lines.empty() && sale->n > 0);
            for (auto const& line : sale->lines) CHECK(line.quantity > Quantity {});
        }
        CHECK(said.v <= event_version && said.v >= (said.said.index() < 3 ? 1 : 2));
        CHECK(said.said.index() == static_cast<std::size_t>(said.kind));
        if (auto const* moved = std::get_if<CashMoved>(&said.said))
            CHECK(moved->amount != Rupiah {} && !moved->reason.empty());
        if (auto const* voided = std::get_if<SaleVoided>(&said.said))
            CHECK(!voided->sale.empty() && !voided->reason.empty());
        if (auto const* returned = std::get_if<MoneyReturned>(&said.said))
            for (auto const& line : returned->lines)
                CHECK(line.n > 0
                      && (line.quantity.value_or(Quantity {}) > Quantity {}
                          || line.amount.value_or(Rupiah {}) > Rupiah {}));
    }
    if (auto const stamp = read_stamp(text); stamp.ok()) CHECK(stamp.value().turn >= 0);
    if (auto const key = PublicKey::read(text); key.ok()) {
        CHECK(key.value().is_sound());
        CHECK(!key.value().signed_this(text, text));
    }
    static OwnKey const own { std::string(32, 's') };
    if (auto const plain = own.opened(text); plain) CHECK(plain->size() < text.size());
    return 0;
}
