// The desk: a unit's devices, their invitations, their names and their end.

#include "base/embedded.h"
#include "base/qr.h"
#include "device/devices.h"
#include "device/order.h"
#include "device/routes_parts.h"
#include "identity/identity.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::device {

namespace {

using identity::name_of;

// ---- GET /meja/perangkat ----

struct DevicesQuery {
    std::optional<DeviceId> device {}; ///< of a file that was just taken in
    std::optional<std::int64_t> accepted {};
    std::optional<std::int64_t> known {};
    std::optional<std::int64_t> review {};
};
BOOST_DESCRIBE_STRUCT(DevicesQuery, (), (device, accepted, known, review))

struct DeviceRow {
    DeviceId device {};
    std::string name {};
    std::string series {};
    DeviceState state {};
    std::optional<LocalTime> seen_at {};
    std::int64_t unsent {};
    bool has_unsent { false };
    std::optional<LocalTime> oldest {};
    std::int64_t waiting {};
    bool has_waiting { false };
    std::string app {}; ///< names the till it runs; empty: not told
    bool old { false }; ///< it runs another till than the one we serve
};
BOOST_DESCRIBE_STRUCT(DeviceRow, (),
                      (device, name, series, state, seen_at, unsent, has_unsent, oldest, waiting,
                       has_waiting, app, old))

struct PriceLine {
    std::string goods {};
    Rupiah listed {};
    Rupiah sold {};
};
BOOST_DESCRIBE_STRUCT(PriceLine, (), (goods, listed, sold))

struct AlarmRow {
    AlarmId alarm {};
    std::string name {};
    AlarmKind kind {};
    std::string numbers {};  ///< of the events: "3" or "3–5"
    std::string receipts {}; ///< that are missing with them, or of the sale; empty: none
    LocalTime raised_at {};
    std::vector<PriceLine> prices {}; ///< of a sale at other prices than its list's
};
BOOST_DESCRIBE_STRUCT(AlarmRow, (), (alarm, name, kind, numbers, receipts, raised_at, prices))

struct DevicesPage {
    std::vector<DeviceRow> devices {};
    std::vector<AlarmRow> alarms {};
    std::int64_t waiting {};
    bool has_waiting { false };
    std::optional<std::int64_t> accepted {};
    std::int64_t known {};
    std::int64_t review {};
    std::optional<HandedOver> taken {}; ///< of the device whose file was just taken in
};
BOOST_DESCRIBE_STRUCT(DevicesPage, (),
                      (devices, alarms, waiting, has_waiting, accepted, known, review, taken))

/// "/aset/counter.1a2b3c4d5e.js": the middle.
std::string app_in(std::string_view path)
{
    auto const end = path.rfind('.');
    auto const begin = path.rfind('.', end - 1);
    CHECK(end != std::string_view::npos && begin != std::string_view::npos);
    return std::string { path.substr(begin + 1, end - begin - 1) };
}

/// The till that is served now: its file's name holds what it is made of.
std::string served_app()
{
    auto const assets = embedded::assets();
    auto const till = std::ranges::find(assets, "counter.js", &embedded::Asset::name);
    CHECK(till != assets.end());
    return app_in(till->path);
}

bool is_old(Device const& device)
{
    if (device.v == 0 || device.state == DeviceState::revoked) return false; // it has told nothing
    return device.v < event_version || device.app != served_app();
}

DeviceRow row_of(Zone zone, Device const& device, std::map<DeviceId, std::int64_t> const& waiting)
{
    auto const found = waiting.find(device.id);
    DeviceRow row { .device = device.id,
                    .name = device.name,
                    .series = device.series,
                    .state = device.state,
                    .unsent = device.unsent,
                    .has_unsent = device.unsent > 0,
                    .waiting = found == waiting.end() ? 0 : found->second,
                    .app = device.app,
                    .old = is_old(device) };
    row.has_waiting = row.waiting > 0;
    if (device.seen_at) row.seen_at = LocalTime { *device.seen_at, zone };
    if (device.oldest) row.oldest = LocalTime { *device.oldest, zone };
    return row;
}

std::string span(std::string const& first, std::string const& last)
{
    return first == last ? first : first + "–" + last;
}

void tell_prices(View const& view, org::UnitScope const& scope, Alarm const& alarm, AlarmRow& row)
{
    if (alarm.kind != AlarmKind::price) return;
    if (auto const kept = store::kept(view.read, scope.unit(), *alarm.kept))
        row.receipts = kept->number;
    for (auto const& price : store::prices(view.read, alarm.id)) {
        auto const goods = catalogue::goods_name(view, scope, price.variant.text());
        row.prices.push_back({ goods.ok() ? goods.value().name : "", price.listed, price.sold });
    }
}

AlarmRow row_of(View const& view, org::UnitScope const& scope, Alarm const& alarm)
{
    AlarmRow row { .alarm = alarm.id,
                   .kind = alarm.kind,
                   .numbers = span(std::to_string(alarm.first), std::to_string(alarm.last)),
                   .raised_at = { alarm.raised_at, scope.zone() } };
    auto const device = device::device(view, scope, alarm.device);
    if (!device.ok()) return row;
    row.name = device.value().name;
    auto const start = scope.code() + "-" + device.value().series + "-";
    if (auto const missing = missing_receipts(view, alarm))
        row.receipts = span(start + std::to_string(missing->first),
                            start + std::to_string(missing->second));
    tell_prices(view, scope, alarm, row);
    return row;
}

/// The code is for who may take files in.
std::optional<HandedOver> code_of(View const& view, Device const& device)
{
    if (!manage_right.allows(view.actor) || device.top == 0) return {};
    return handed_over(view, device);
}

Result<DevicesPage> show_devices(View& view, DevicesQuery const& query)
{
    auto const scope = TRY(org::own(view));
    DevicesPage page { .waiting = tasks(view, scope).waiting,
                       .accepted = query.accepted,
                       .known = query.known.value_or(0),
                       .review = query.review.value_or(0) };
    page.has_waiting = page.waiting > 0;
    if (query.device) page.taken = code_of(view, TRY(device(view, scope, *query.device)));
    auto const waiting = waiting_of(view, scope);
    for (auto const& device : devices_of(view, scope))
        page.devices.push_back(row_of(scope.zone(), device, waiting));
    for (auto const& alarm : open_alarms(view, scope))
        page.alarms.push_back(row_of(view, scope, alarm));
    return page;
}

// ---- /meja/perangkat/undangan ----

struct InvitePath {
    InviteId invite {};
};
BOOST_DESCRIBE_STRUCT(InvitePath, (), (invite))

struct InvitePage {
    InviteId invite {};
    std::string link {};
    LocalTime expires_at {};
};
BOOST_DESCRIBE_STRUCT(InvitePage, (), (invite, link, expires_at))

Result<InvitePath> post_invite(Call& call, web::Nothing const&)
{
    return InvitePath { TRY(invite(call, TRY(org::own(call.view())))).id };
}

Result<InvitePage> show_invite(View& view, InvitePath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const open = TRY(invitation(view, scope, path.invite));
    return InvitePage { path.invite,
                        std::string { view.caller.site } + open.path,
                        { open.expires_at, scope.zone() } };
}

Result<web::File> show_qr(View& view, InvitePath const& path)
{
    auto const page = TRY(show_invite(view, path));
    return web::File { .content_type = "image/svg+xml",
                       .bytes = TRY(qr_svg(page.link)),
                       .no_store = true };
}

// ---- /meja/perangkat/{device} ----

struct OfficerName {
    DeviceId device {};
    OfficerId officer {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(OfficerName, (), (device, officer, name))

struct DeviceForm {
    std::string name {};
    std::string counted {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(DeviceForm, (), (name, counted, note))

struct DevicePage {
    std::string title {};
    DeviceRow row {};
    LocalTime made_at {};
    std::string invited_by {};
    std::vector<OfficerName> officers {};
    bool active { false };
    std::optional<HandedOver> taken {};
    std::optional<LocalTime> shift_since {}; ///< its drawer is open
    DeviceForm form {};
};
BOOST_DESCRIBE_STRUCT(DevicePage, (),
                      (title, row, made_at, invited_by, officers, active, taken, shift_since, form))

Result<DevicePage> show_device(View& view, DevicePath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const device = TRY(device::device(view, scope, path.device));
    DevicePage page { .title = device.name,
                      .row = row_of(scope.zone(), device, waiting_of(view, scope)),
                      .made_at = { device.made_at, scope.zone() },
                      .invited_by = name_of(view, device.invited_by),
                      .active = device.state == DeviceState::active,
                      .taken = code_of(view, device),
                      .form = { device.name } };
    for (auto const officer : officers_of(view, device.id))
        page.officers.push_back({ device.id, officer, name_of(view, officer) });
    if (auto const shift = sales::open_shift_of(view, scope, device.series))
        page.shift_since = LocalTime { shift->opened_at, scope.zone() };
    return page;
}

struct RenameInput {
    DeviceId device {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(RenameInput, (), (device, name))

Result<DevicePath> post_name(Call& call, RenameInput const& input)
{
    TRY(rename(call, TRY(org::own(call.view())), input.device, input.name));
    return DevicePath { input.device };
}

Result<DevicePath> post_revoke(Call& call, DevicePath const& path)
{
    TRY(revoke(call, TRY(org::own(call.view())), path.device));
    return path;
}

struct RemoveInput {
    DeviceId device {};
    OfficerId officer {};
};
BOOST_DESCRIBE_STRUCT(RemoveInput, (), (device, officer))

Result<DevicePath> post_removal(Call& call, RemoveInput const& input)
{
    TRY(remove_officer(call, TRY(org::own(call.view())), input.device, input.officer));
    return DevicePath { input.device };
}

struct EndInput {
    DeviceId device {};
    Rupiah counted {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(EndInput, (), (device, counted, note))

Result<DevicePath> post_end(Call& call, EndInput const& input)
{
    TRY(end_drawer(call, TRY(org::own(call.view())), { input.device, input.counted, input.note }));
    return DevicePath { input.device };
}

} // namespace

void add_desk_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/perangkat/{device}";
    routes.query<DevicesQuery, DevicesPage>("/meja/perangkat", read_right, show_devices,
                                            { "device/devices" });
    routes.command<web::Nothing, InvitePath>("/meja/perangkat/undangan", manage_right, post_invite,
                                             { "/meja/perangkat/undangan/{invite}" });
    routes.query<InvitePath, InvitePage>("/meja/perangkat/undangan/{invite}", manage_right,
                                         show_invite, { "device/invitation" });
    routes.query<InvitePath, web::File>("/meja/perangkat/undangan/{invite}/qr.svg", manage_right,
                                        show_qr);
    routes.query<DevicePath, DevicePage>(one, read_right, show_device,
                                         { .name = "device/device", .edits = true });
    routes.command<RenameInput, DevicePath>("/meja/perangkat/{device}/nama", manage_right,
                                            post_name, { one, one });
    routes.command<DevicePath, DevicePath>("/meja/perangkat/{device}/pencabutan", manage_right,
                                           post_revoke, { one, one });
    routes.command<RemoveInput, DevicePath>("/meja/perangkat/{device}/petugas/{officer}/pelepasan",
                                            manage_right, post_removal, { one, one });
    routes.command<EndInput, DevicePath>("/meja/perangkat/{device}/penutupan-sif", manage_right,
                                         post_end, { one, one });
}

} // namespace karya::device
