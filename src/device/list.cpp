#include "device/list.h"
#include "base/hash.h"
#include "device/devices.h"
#include "device/signature.h"
#include "identity/identity.h"

namespace karya::device {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t page_size = 2'000; ///< of catalogue::changed
constexpr std::size_t keys_max = 12;
constexpr auto kept_for = 24h * 30;
/// A write is dated when it begins and seen when it is committed: what came within this time before
/// a list is told once more with the next.
constexpr auto overlap = 2min;

/// Since when a device that has this version wants to know.
std::optional<Timestamp> since_of(std::string_view have, Timestamp now)
{
    auto const version = parse_time(have);
    if (!version.ok() || version.value() < now - kept_for || version.value() > now) return {};
    return version.value();
}

void put(PriceList& list, catalogue::Sellable const& sellable, Lang lang)
{
    if (sellable.for_sale)
        list.goods.push_back(counter::goods_from(sellable, lang));
    else if (list.since)
        list.gone.push_back(sellable.variant);
}

/// Also those that begin later: the device may be without a network by then.
void put_limits(View const& view, org::UnitScope const& scope, PriceList& list)
{
    for (auto const officer : store::officers(view.read, list.device)) {
        auto const account = identity::account(view, officer);
        if (!account.ok()) continue;
        for (auto const& limit :
             counter::discount_limits(view, scope, account.value().role, view.now))
            list.limits.push_back({ officer, limit.since, limit.percent, limit.amount });
    }
}

/// By it the device knows the picture without a network, whoever has been at its storage.
void put_qris(View const& view, org::UnitScope const& scope, PriceList& list)
{
    list.qris = counter::qris_of(view, scope);
    if (!list.qris) return;
    auto const picture = counter::qris_picture(view, scope);
    if (!picture.ok()) return;
    list.qris_proof = OwnKey { keys().list }.signature_of("qris " + list.device.text() + " "
                                                          + sha256_hex(picture.value()));
}

/// Whoever has signed this, if he still may ask.
Result<Actor> actor_of(View const& view, DeviceId id, SignedText const& stamp)
{
    TRY(device::check(view, { id, stamp, {} }));
    auto const device = store::device(view.read, id);
    CHECK(device.has_value());
    if (device->state == DeviceState::revoked) return is_revoked;
    return Actor { .officer = device->invited_by, .name = device->name, .unit = device->unit };
}

} // namespace

Result<std::string> qris_picture(View const& view, DeviceId device, SignedText const& stamp)
{
    View const own { view.read, TRY(actor_of(view, device, stamp)), view.now, view.lang,
                     view.caller };
    return counter::qris_picture(own, TRY(org::own(own)));
}

Result<PriceList> price_list(View const& view, ListAsk const& ask)
{
    View const own { view.read, TRY(actor_of(view, ask.device, ask.stamp)), view.now, view.lang,
                     view.caller };
    auto const scope = TRY(org::own(own));
    PriceList list { .device = ask.device,
                     .version = view.now,
                     .since = since_of(ask.have, view.now) };
    auto const since = list.since ? *list.since - overlap : Timestamp {};
    auto const changed = catalogue::changed(own, scope, since, ask.after);
    for (auto const& sellable : changed) put(list, sellable, view.lang);
    if (changed.size() == page_size) list.next = changed.back().variant;
    if (!ask.after.empty()) {
        list.after = ask.after;
        return list;
    }
    list.kits = counter::kit_goods(own, scope);
    put_qris(own, scope, list);
    put_limits(own, scope, list);
    list.called_back = labels::called_back(own, scope);
    for (auto const& goods : counter::first_goods(own, scope, keys_max))
        list.first.push_back(goods.variant);
    return list;
}

} // namespace karya::device
