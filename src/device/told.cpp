#include "device/told.h"
#include "base/embedded.h"
#include "base/lang.h"
#include "device/devices.h"
#include "device/text.h"
#include "identity/identity.h"
#include <algorithm>
#include <map>

namespace karya::device {

namespace {

/// Names of goods, devices and officers, read as they are asked for.
class Names {
public:
    Names(View const& view, org::UnitScope const& scope) : m_view(view), m_scope(scope) { }

    std::string goods(VariantId variant)
    {
        if (m_goods.empty()) read_goods();
        auto const found = m_goods.find(variant);
        return found == m_goods.end() ? text::unknown_goods(m_view.lang) : found->second;
    }
    std::string officer(OfficerId id)
    {
        if (id.empty()) return {};
        auto const [known, first] = m_officers.try_emplace(id);
        if (first)
            if (auto const account = identity::account(m_view, id); account.ok())
                known->second = account.value().name;
        return known->second;
    }
    Device const& device(DeviceId id)
    {
        auto const [known, first] = m_devices.try_emplace(id);
        if (first) known->second = device::device(m_view, m_scope, id).take();
        return known->second;
    }

private:
    void read_goods()
    {
        constexpr int pages_max = 100;
        VariantId after;
        for (int page = 0; page < pages_max; ++page) {
            auto const some = catalogue::sellables(m_view, m_scope, after);
            if (some.empty()) return;
            for (auto const& one : some) m_goods.emplace(one.variant, one.name);
            after = some.back().variant;
        }
    }

    View const& m_view;
    org::UnitScope const& m_scope;
    std::map<VariantId, std::string> m_goods;
    std::map<OfficerId, std::string> m_officers;
    std::map<DeviceId, Device> m_devices;
};

std::string words_of(Lang lang, Names& names, EventLine const& line)
{
    return show(lang, line.quantity) + " × " + names.goods(line.variant);
}

void tell(ToldShortly& told, Lang lang, Names& names, Event const& event)
{
    if (auto const* sale = std::get_if<SaleMade>(&event.said)) {
        told.amount = sale->total;
        for (auto const& line : sale->lines)
            told.goods += (told.goods.empty() ? "" : ", ") + words_of(lang, names, line);
    } else if (auto const* opened = std::get_if<ShiftOpened>(&event.said)) {
        told.amount = opened->float_cash;
    } else if (auto const* closed = std::get_if<ShiftClosed>(&event.said)) {
        told.amount = closed->counted;
    } else if (auto const* moved = std::get_if<CashMoved>(&event.said)) {
        told.amount = moved->amount;
    } else if (auto const* returned = std::get_if<MoneyReturned>(&event.said)) {
        told.number = returned->number;
    }
}

ToldSale told_sale(Lang lang, Names& names, SaleMade const& sale)
{
    constexpr std::size_t tail = 3;
    ToldSale told { .total = sale.total,
                    .buyer = sale.buyer,
                    .payment = sale.payment,
                    .also = sale.also.value_or(std::vector<sales::Tender> {}),
                    .received = sale.received,
                    .note = sale.note.value_or("") };
    if (sale.discount) {
        told.taken_off = sale.discount->amount;
        told.why_taken_off = sale.discount->reason;
    }
    auto const nip = nip_of(sale, OwnKey { keys().seal });
    if (nip && nip->size() > tail) told.nip_tail = nip->substr(nip->size() - tail);
    for (auto const& line : sale.lines)
        told.lines.push_back({ words_of(lang, names, line), line.price,
                               line.discount.value_or(Rupiah {}),
                               line.discount.value_or(Rupiah {}) > Rupiah {} });
    return told;
}

void tell(ToldWhole& told, View const& view, org::UnitScope const& scope, Names& names,
          Event const& event)
{
    if (auto const* sale = std::get_if<SaleMade>(&event.said)) {
        told.sale = told_sale(view.lang, names, *sale);
    } else if (auto const* opened = std::get_if<ShiftOpened>(&event.said)) {
        told.float_cash = opened->float_cash;
    } else if (auto const* closed = std::get_if<ShiftClosed>(&event.said)) {
        told.counted = closed->counted;
    } else if (auto const* moved = std::get_if<CashMoved>(&event.said)) {
        told.moved = moved->amount;
        told.reason = moved->reason;
    } else if (auto const* voided = std::get_if<SaleVoided>(&event.said)) {
        if (auto const of = sales::sale(view, scope, voided->sale); of.ok())
            told.receipt = of.value().number;
        told.reason = voided->reason;
    } else if (auto const* returned = std::get_if<MoneyReturned>(&event.said)) {
        told.receipt = returned->number;
        told.reason = returned->reason;
    }
}

} // namespace

std::vector<Kept> waiting_events(View const& view, org::UnitScope const& scope, KeptId after)
{
    return store::waiting(view.read, scope.unit(), after);
}

Result<Kept> kept_event(View const& view, org::UnitScope const& scope, KeptId id)
{
    auto found = store::kept(view.read, scope.unit(), id);
    if (!found || !found->reason) return not_found;
    return std::move(*found);
}

std::vector<ToldShortly> told_shortly(View const& view, org::UnitScope const& scope,
                                      std::vector<Kept> const& events)
{
    Names names { view, scope };
    std::vector<ToldShortly> all;
    for (auto const& kept : events) {
        auto const& device = names.device(kept.device);
        ToldShortly told { .kept = kept.id,
                           .device_name = device.name,
                           .kind = kept.kind,
                           .reason = *kept.reason,
                           .state = kept.state,
                           .received_at = { kept.received_at, scope.zone() },
                           .officer = names.officer(kept.officer) };
        if (kept.n)
            told.number = scope.code() + "-" + device.series + "-" + std::to_string(*kept.n);
        if (kept.told_at) told.told_at = LocalTime { *kept.told_at, scope.zone() };
        if (auto const event = event_of(kept)) tell(told, view.lang, names, *event);
        all.push_back(std::move(told));
    }
    return all;
}

ToldWhole told_whole(View const& view, org::UnitScope const& scope, Kept const& kept)
{
    Names names { view, scope };
    auto const hint = "device.hint_" + std::string { enum_text(*kept.reason) };
    bool const waits = kept.state == KeptState::waiting;
    ToldWhole told { .hint = karya::text::find(view.lang, hint),
                     .bookable = waits && is_bookable(kept),
                     .note = kept.note };
    told.needs_time = told.bookable && !kept.clock_fits;
    if (kept.proposed_at) told.proposed_at = LocalTime { *kept.proposed_at, scope.zone() };
    if (kept.settled_at) told.settled_at = LocalTime { *kept.settled_at, scope.zone() };
    if (kept.settled_by) told.settled_by = names.officer(*kept.settled_by);
    if (auto const event = event_of(kept)) tell(told, view, scope, names, *event);
    return told;
}

std::vector<ClockGroup> clock_groups(View const& view, org::UnitScope const& scope)
{
    std::map<DeviceId, std::int64_t> waiting;
    for (auto const& one : store::waiting_by_device(view.read, scope.unit()))
        if (one.for_clock > 0) waiting.emplace(one.device, one.for_clock);
    std::vector<ClockGroup> groups;
    for (auto const& device : devices_of(view, scope))
        if (auto const found = waiting.find(device.id); found != waiting.end())
            groups.push_back({ device.id, device.name, found->second });
    return groups;
}

} // namespace karya::device
