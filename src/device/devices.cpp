#include "device/devices.h"
#include "base/hash.h"
#include "base/text.h"
#include "core/audit.h"
#include "counter/counter.h"
#include "device/order.h"
#include "device/signature.h"
#include <charconv>

namespace karya::device {

namespace {

using namespace std::chrono_literals;

constexpr auto invite_time = 15min;
constexpr std::size_t name_length_max = 60;
constexpr std::size_t code_digits = 10;

Keys& kept_keys()
{
    static Keys keys;
    return keys;
}

std::string token_of(InviteId id) { return hmac_hex(keys().invite, "invite " + id.text()); }

/// The first 48 bits as decimal digits.
std::string digits_of(std::string_view hex)
{
    constexpr std::size_t taken = 12;
    std::uint64_t number = 0;
    auto const head = hex.substr(0, taken);
    std::from_chars(head.begin(), head.end(), number, 16);
    auto const text = std::string(code_digits, '0') + std::to_string(number);
    return text.substr(text.size() - code_digits);
}

std::string path_of(InviteId id) { return "/kasir/perangkat/baru#" + token_of(id); }

Result<std::string> good_name(std::string_view name)
{
    std::string kept { trimmed(name) };
    if (kept.empty() || code_points(kept) > name_length_max || !is_clean_utf8(kept)
        || kept.find_first_of("\r\n\t") != std::string::npos)
        return Error { bad_name }.at("name", "device.bad_name");
    return kept;
}

Result<void> check_key(std::string const& text)
{
    auto const key = PublicKey::read(text);
    if (!key.ok() || !key.value().is_sound())
        return Error { bad_key }.at("public_key", "device.bad_key");
    return {};
}

/// What the token stands for; the device that it made, when the same key asks again.
struct Joined {
    store::Invite invite {};
    std::optional<Device> made {};
};
Result<Joined> joined(Call& call, Joining const& joining)
{
    auto const invite = store::invite_of_hash(call.tx, sha256_hex(joining.token));
    if (!invite) return invite_gone;
    if (invite->device) {
        auto made = store::device(call.tx, *invite->device);
        if (!made || made->public_key != joining.public_key) return invite_gone;
        return Joined { *invite, std::move(made) };
    }
    if (invite->expires_at <= call.now) return invite_gone;
    return Joined { *invite, {} };
}

/// The unit's device, locked.
Result<Device> held(Call& call, org::UnitScope const& scope, DeviceId id)
{
    auto found = store::lock_device(call.tx, id);
    if (!found || found->unit != scope.unit()) return not_found;
    return std::move(*found);
}

/// A series in which nothing was ever sold, not even by an earlier device whose sales were brought
/// in as a file.
std::string new_series(Call& call, UnitId unit)
{
    for (;;) {
        auto series = "K" + std::to_string(store::next_series(call.tx, unit));
        if (!sales::series_used(call.view(), unit, series)) return series;
    }
}

} // namespace

void keep_keys(Keys keys) { kept_keys() = std::move(keys); }

Keys const& keys() { return kept_keys(); }

void pass_over_series(db::Tx& tx)
{
    constexpr std::int64_t most = 20;
    store::skip_series(tx, most);
}

Result<Invitation> invite(Call& call, org::UnitScope const& scope)
{
    TRY(scope.open_on(scope.day(call.now)));
    store::Invite const made { .id = InviteId::make(call.now),
                               .unit = scope.unit(),
                               .made_at = call.now,
                               .made_by = call.actor.officer,
                               .expires_at = call.now + invite_time };
    auto kept = made;
    kept.token_hash = sha256_hex(token_of(made.id));
    store::insert_invite(call.tx, kept);
    core::audit(call,
                { .what = "device.invite",
                  .object = made.id.text(),
                  .after = rfc3339(made.expires_at),
                  .unit = scope.unit() });
    return Invitation { made.id, path_of(made.id), made.expires_at };
}

Result<Invitation> invitation(View const& view, org::UnitScope const& scope, InviteId id)
{
    auto const found = store::invite(view.read, id);
    bool const open = found && found->unit == scope.unit() && found->made_by == view.actor.officer
        && !found->device && found->expires_at > view.now;
    if (!open) return not_found;
    return Invitation { id, path_of(id), found->expires_at };
}

Result<Device> enrol(Call& call, Joining const& joining)
{
    auto known = TRY(joined(call, joining));
    if (known.made) return std::move(*known.made);
    auto const name = TRY(good_name(joining.name));
    TRY(check_key(joining.public_key));
    if (store::device_of_key(call.tx, joining.public_key)) return key_taken;
    Device const made { .id = DeviceId::make(call.now),
                        .unit = known.invite.unit,
                        .name = name,
                        .series = new_series(call, known.invite.unit),
                        .public_key = joining.public_key,
                        .state = DeviceState::active,
                        .made_at = call.now,
                        .invited_by = known.invite.made_by };
    if (!store::use_invite(call.tx, known.invite.id, made.id)) return invite_gone;
    store::insert_device(call.tx, made);
    core::audit(call,
                { .what = "device.enrol",
                  .object = made.id.text(),
                  .after = made.series + " " + made.public_key,
                  .unit = made.unit });
    return made;
}

Result<Device> add_officer(Call& call, org::UnitScope const& scope, DeviceId id)
{
    auto found = TRY(held(call, scope, id));
    if (found.state == DeviceState::revoked) return is_revoked;
    if (store::insert_officer(call.tx, id, call.actor.officer, call.now))
        core::audit(call,
                    { .what = "device.add_officer",
                      .object = id.text(),
                      .after = call.actor.officer.text(),
                      .unit = scope.unit() });
    return found;
}

Result<void> remove_officer(Call& call, org::UnitScope const& scope, DeviceId id, OfficerId officer)
{
    TRY(held(call, scope, id));
    if (!store::remove_officer(call.tx, id, officer, call.now)) return not_found;
    core::audit(call,
                { .what = "device.remove_officer",
                  .object = id.text(),
                  .before = officer.text(),
                  .unit = scope.unit() });
    return {};
}

Result<void> end_drawer(Call& call, org::UnitScope const& scope, DrawerEnd const& end)
{
    auto const device = TRY(held(call, scope, end.device));
    if (trimmed(end.note).empty())
        return Error { reason_missing }.at("note", "device.reason_missing");
    auto const shift = sales::open_shift_of(call.view(), scope, device.series);
    if (!shift) return sales::no_shift;
    TRY(counter::close_counted(
        call, scope,
        { .shift = shift->id, .counted = end.counted, .at = call.now, .note = end.note }));
    core::audit(
        call,
        { .what = "device.end_drawer",
          .object = end.device.text(),
          .before = shift->id.text(),
          .after = std::to_string(end.counted.amount()) + " " + std::string { trimmed(end.note) },
          .unit = scope.unit() });
    return {};
}

Result<void> rename(Call& call, org::UnitScope const& scope, DeviceId id, std::string const& name)
{
    auto const found = TRY(held(call, scope, id));
    auto const wanted = TRY(good_name(name));
    if (wanted == found.name) return {};
    store::set_name(call.tx, id, wanted);
    core::audit(call,
                { .what = "device.rename",
                  .object = id.text(),
                  .before = found.name,
                  .after = wanted,
                  .unit = scope.unit() });
    return {};
}

Result<void> revoke(Call& call, org::UnitScope const& scope, DeviceId id)
{
    TRY(held(call, scope, id));
    if (!store::set_revoked(call.tx, id)) return is_revoked;
    core::audit(call,
                { .what = "device.revoke",
                  .object = id.text(),
                  .before = "enrolled",
                  .after = "revoked",
                  .unit = scope.unit() });
    return {};
}

std::string code_key(DeviceId device)
{
    constexpr std::size_t key_size = 32;
    return hmac_hex(keys().invite, "code " + device.text()).substr(0, key_size);
}

HandedOver handed_over(View const& view, Device const& device)
{
    auto const seq = next_wanted(view.read, device) - 1;
    auto const code = digits_of(hmac_hex(code_key(device.id), "taken " + std::to_string(seq)));
    return { device.name, seq,
             code.substr(0, code_digits / 2) + " " + code.substr(code_digits / 2) };
}

Result<Device> device(View const& view, org::UnitScope const& scope, DeviceId id)
{
    auto found = store::device(view.read, id);
    if (!found || found->unit != scope.unit()) return not_found;
    return std::move(*found);
}

Result<DeviceName> device_name(View const& view, org::UnitScope const& scope, std::string_view id)
{
    auto of = TRY(DeviceId::parse(id));
    if (auto const kept = store::kept(view.read, scope.unit(), TRY(KeptId::parse(id))))
        of = kept->device;
    auto found = TRY(device(view, scope, of));
    return DeviceName { found.id, std::move(found.name) };
}

std::vector<Device> devices_of(View const& view, org::UnitScope const& scope)
{
    return store::devices(view.read, scope.unit());
}

std::vector<OfficerId> officers_of(View const& view, DeviceId id)
{
    return store::officers(view.read, id);
}

std::map<DeviceId, std::int64_t> waiting_of(View const& view, org::UnitScope const& scope)
{
    std::map<DeviceId, std::int64_t> waiting;
    for (auto const& one : store::waiting_by_device(view.read, scope.unit()))
        waiting.emplace(one.device, one.events);
    return waiting;
}

Tasks tasks(View const& view, org::UnitScope const& scope)
{
    return { store::waiting_count(view.read, scope.unit()),
             store::alarm_count(view.read, scope.unit()) };
}

Unsent unsent(db::Read& read) { return store::unsent(read); }

std::optional<std::string> first_broken_device(db::Read& read)
{
    if (auto const device = store::wrong_top(read))
        return "device " + *device + ": its highest number is not that of its events";
    if (auto const device = store::untold_gap(read))
        return "device " + *device + ": a number neither came nor is told as missing";
    return {};
}

} // namespace karya::device
