#include "device/store.h"

namespace karya::device::store {

namespace {

// The row without a unit: how many numbers each unit has passed over.
db::Query const take_series { "device.next_series", R"sql(
INSERT INTO device_series(unit, last)
VALUES ($1, 1 + coalesce((SELECT last FROM device_series WHERE unit = ''), 0))
ON CONFLICT (unit) DO UPDATE SET last = device_series.last + 1
RETURNING last
)sql" };

db::Query const skip_given { "device.skip_given_series",
                             "UPDATE device_series SET last = last + $1 WHERE unit <> ''" };
db::Query const skip_first { "device.skip_first_series", R"sql(
INSERT INTO device_series(unit, last) VALUES ('', $1)
ON CONFLICT (unit) DO UPDATE SET last = device_series.last + $1
)sql" };

db::Query const add_device { "device.insert_device", R"sql(
INSERT INTO device_till(id, unit, name, series, public_key, state, made_at, invited_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql" };

db::Query const select_device { "device.device", R"sql(
SELECT id, unit, name, series, public_key, state, made_at, invited_by, seen_at, turn, unsent,
    oldest, skew, top, v, app
FROM device_till WHERE id = $1
)sql" };

// SQLite has one writer: nobody changes it beside us.
db::Query const select_locked { "device.lock_device", R"sql(
SELECT id, unit, name, series, public_key, state, made_at, invited_by, seen_at, turn, unsent,
    oldest, skew, top, v, app
FROM device_till WHERE id = $1
)sql",
                                R"sql(
SELECT id, unit, name, series, public_key, state, made_at, invited_by, seen_at, turn, unsent,
    oldest, skew, top, v, app
FROM device_till WHERE id = $1 FOR UPDATE
)sql" };

db::Query const select_of_key { "device.device_of_key", R"sql(
SELECT id FROM device_till WHERE public_key = $1
)sql" };

db::Query const select_devices { "device.devices", R"sql(
SELECT id, unit, name, series, public_key, state, made_at, invited_by, seen_at, turn, unsent,
    oldest, skew, top, v, app
FROM device_till WHERE unit = $1 ORDER BY id DESC LIMIT 200
)sql" };

db::Query const update_name { "device.set_name", "UPDATE device_till SET name = $2 WHERE id = $1" };

db::Query const mark_revoked { "device.set_revoked", R"sql(
UPDATE device_till SET state = 'revoked' WHERE id = $1 AND state = 'active'
)sql" };

db::Query const update_told { "device.set_told", R"sql(
UPDATE device_till SET seen_at = $2, turn = $3, unsent = $4, oldest = $5, skew = $6, v = $7,
    app = $8
WHERE id = $1 AND turn < $3
)sql" };

db::Query const update_top { "device.set_top", "UPDATE device_till SET top = $2 WHERE id = $1" };

db::Query const add_invite { "device.insert_invite", R"sql(
INSERT INTO device_invite(id, unit, token_hash, made_at, made_by, expires_at)
VALUES ($1, $2, $3, $4, $5, $6)
)sql" };

db::Query const select_invite { "device.invite", R"sql(
SELECT id, unit, token_hash, made_at, made_by, expires_at, device FROM device_invite WHERE id = $1
)sql" };

db::Query const select_invite_of { "device.invite_of_hash", R"sql(
SELECT id, unit, token_hash, made_at, made_by, expires_at, device FROM device_invite
WHERE token_hash = $1
)sql" };

db::Query const mark_used { "device.use_invite", R"sql(
UPDATE device_invite SET device = $2 WHERE id = $1 AND device IS NULL
)sql" };

// Reads all events that ever came: asked hourly.
db::Query const count_events { "device.count_events", R"sql(
SELECT state, reason, count(*) FROM device_event GROUP BY state, reason ORDER BY state, reason
)sql" };

db::Query const select_unsent { "device.unsent", R"sql(
SELECT count(*), min(oldest),
    (SELECT count(*) FROM device_alarm WHERE closed_at IS NULL)
FROM device_till WHERE state = 'active' AND unsent > 0
)sql" };

db::Query const add_officer { "device.insert_officer", R"sql(
INSERT INTO device_officer(device, officer, since) VALUES ($1, $2, $3)
ON CONFLICT (device, officer) DO UPDATE SET removed_at = NULL
WHERE device_officer.removed_at IS NOT NULL
)sql" };

db::Query const mark_removed { "device.remove_officer", R"sql(
UPDATE device_officer SET removed_at = $3
WHERE device = $1 AND officer = $2 AND removed_at IS NULL
)sql" };

db::Query const select_officer { "device.was_officer", R"sql(
SELECT 1 FROM device_officer
WHERE device = $1 AND officer = $2 AND (removed_at IS NULL OR removed_at > $3)
)sql" };

db::Query const select_officers { "device.officers", R"sql(
SELECT officer FROM device_officer WHERE device = $1 AND removed_at IS NULL
ORDER BY since, officer LIMIT 100
)sql" };

} // namespace

std::int64_t next_series(db::Tx& tx, UnitId unit)
{
    return tx.value<std::int64_t>(take_series, unit);
}

void skip_series(db::Tx& tx, std::int64_t count)
{
    tx.run(skip_given, count);
    tx.run(skip_first, count);
}

void insert_device(db::Tx& tx, Device const& device)
{
    tx.run(add_device, device.id, device.unit, device.name, device.series, device.public_key,
           device.state, device.made_at, device.invited_by);
}

std::optional<Device> device(db::Read& read, DeviceId id)
{
    return read.one<Device>(select_device, id);
}

std::optional<Device> lock_device(db::Tx& tx, DeviceId id)
{
    return tx.one<Device>(select_locked, id);
}

std::optional<DeviceId> device_of_key(db::Read& read, std::string_view public_key)
{
    return read.one<DeviceId>(select_of_key, public_key);
}

std::vector<Device> devices(db::Read& read, UnitId unit)
{
    return read.all<Device>(select_devices, unit);
}

void set_name(db::Tx& tx, DeviceId id, std::string_view name) { tx.run(update_name, id, name); }

bool set_revoked(db::Tx& tx, DeviceId id) { return tx.run(mark_revoked, id) == 1; }

void set_told(db::Tx& tx, Device const& device)
{
    tx.run(update_told, device.id, device.seen_at, device.turn, device.unsent, device.oldest,
           device.skew, device.v, device.app);
}

void set_top(db::Tx& tx, DeviceId id, std::int64_t top) { tx.run(update_top, id, top); }

void insert_invite(db::Tx& tx, Invite const& invite)
{
    tx.run(add_invite, invite.id, invite.unit, invite.token_hash, invite.made_at, invite.made_by,
           invite.expires_at);
}

std::optional<Invite> invite(db::Read& read, InviteId id)
{
    return read.one<Invite>(select_invite, id);
}

std::optional<Invite> invite_of_hash(db::Read& read, std::string_view token_hash)
{
    return read.one<Invite>(select_invite_of, token_hash);
}

bool use_invite(db::Tx& tx, InviteId id, DeviceId device)
{
    return tx.run(mark_used, id, device) == 1;
}

bool insert_officer(db::Tx& tx, DeviceId device, OfficerId officer, Timestamp since)
{
    return tx.run(add_officer, device, officer, since) == 1;
}

bool remove_officer(db::Tx& tx, DeviceId device, OfficerId officer, Timestamp at)
{
    return tx.run(mark_removed, device, officer, at) == 1;
}

bool was_officer(db::Read& read, DeviceId device, OfficerId officer, Timestamp at)
{
    return read.one<std::int64_t>(select_officer, device, officer, at).has_value();
}

std::vector<OfficerId> officers(db::Read& read, DeviceId device)
{
    return read.all<OfficerId>(select_officers, device);
}

std::vector<EventCount> event_counts(db::Read& read) { return read.all<EventCount>(count_events); }

Unsent unsent(db::Read& read) { return read.value<Unsent>(select_unsent); }

} // namespace karya::device::store
