#include "device/store.h"

namespace karya::device::store {

namespace {

db::Query const add_event { "device.insert_event", R"sql(
INSERT INTO device_event(id, device, unit, event, seq, placed, hash, prev, kind, officer, n,
    told_at, clock_fits, proposed_at, received_at, state, reason, detail, number, body, settled_at,
    settled_by, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21, $22, $23)
)sql" };

db::Query const select_event { "device.kept", R"sql(
SELECT id, device, unit, event, seq, placed, hash, prev, kind, officer, n, told_at, clock_fits,
    proposed_at, received_at, state, reason, detail, number, body, settled_at, settled_by, note,
    overruled
FROM device_event WHERE id = $1 AND unit = $2
)sql" };

// Three keys, each with its own index; an OR would read the device's whole history.
db::Query const select_alike { "device.alike", R"sql(
SELECT id, device, unit, event, seq, placed, hash, prev, kind, officer, n, told_at, clock_fits,
    proposed_at, received_at, state, reason, detail, number, body, settled_at, settled_by, note,
    overruled
FROM device_event WHERE id IN (
    SELECT id FROM device_event WHERE device = $1 AND hash = $2
    UNION SELECT id FROM device_event WHERE device = $1 AND event = $3 AND placed = 1
    UNION SELECT id FROM device_event WHERE device = $1 AND seq = $4 AND placed = 1)
ORDER BY id
)sql" };

db::Query const select_link { "device.link", R"sql(
SELECT hash, prev FROM device_event WHERE device = $1 AND seq = $2 AND placed = 1
)sql" };

// A time is believed when the device's clock fits, or a person has said it.
db::Query const select_below { "device.believed_below", R"sql(
SELECT seq, told_at, kind FROM device_event
WHERE device = $1 AND seq < $2 AND placed = 1 AND kind IS NOT NULL AND told_at IS NOT NULL
    AND (clock_fits = 1 OR state = 'booked')
ORDER BY seq DESC LIMIT 1
)sql" };

db::Query const select_from { "device.believed_from", R"sql(
SELECT seq, told_at, kind FROM device_event
WHERE device = $1 AND seq >= $2 AND placed = 1 AND kind IS NOT NULL AND told_at IS NOT NULL
    AND (clock_fits = 1 OR state = 'booked')
ORDER BY seq LIMIT 1
)sql" };

db::Query const select_fates { "device.fates_of", R"sql(
SELECT seq, state, number, note FROM device_event WHERE device = $1 AND event = $2 AND placed = 1
UNION ALL
SELECT seq, state, number, note FROM device_event WHERE device = $1 AND event = $2 AND placed = 0
LIMIT 50
)sql" };

db::Query const update_settled { "device.settle", R"sql(
UPDATE device_event SET state = $2, reason = $3, detail = $4, number = $5, body = $6,
    settled_at = $7, settled_by = $8, note = $9, told_at = $10, overruled = $11
WHERE id = $1
)sql" };

db::Query const select_waiting { "device.waiting", R"sql(
SELECT id, device, unit, event, seq, placed, hash, prev, kind, officer, n, told_at, clock_fits,
    proposed_at, received_at, state, reason, detail, number, body, settled_at, settled_by, note,
    overruled
FROM device_event
WHERE unit = $1 AND state = 'waiting' AND (received_at, seq, id) > ($2, $3, $4)
ORDER BY received_at, seq, id LIMIT 50
)sql" };

db::Query const select_place { "device.waiting_place", R"sql(
SELECT received_at, seq, id FROM device_event WHERE id = $1
)sql" };

/// Where a page of those that wait begins. Events of one request came at one instant, so that their
/// numbers say their order.
struct Place {
    Timestamp received_at {};
    std::int64_t seq { -1 };
    KeptId id {};
};
BOOST_DESCRIBE_STRUCT(Place, (), (received_at, seq, id))

db::Query const select_waiting_for { "device.waiting_for", R"sql(
SELECT id, device, unit, event, seq, placed, hash, prev, kind, officer, n, told_at, clock_fits,
    proposed_at, received_at, state, reason, detail, number, body, settled_at, settled_by, note,
    overruled
FROM device_event WHERE device = $1 AND state = 'waiting' AND reason = $2
    AND (seq > $3 OR (seq = $3 AND id > $4))
ORDER BY seq, id LIMIT 50
)sql" };

db::Query const count_waiting { "device.waiting_count", R"sql(
SELECT count(*) FROM device_event WHERE unit = $1 AND state = 'waiting'
)sql" };

db::Query const select_by_device { "device.waiting_by_device", R"sql(
SELECT device, count(*), sum(CASE reason WHEN 'clock' THEN 1 ELSE 0 END) FROM device_event
WHERE unit = $1 AND state = 'waiting' GROUP BY device ORDER BY device
)sql" };

db::Query const select_frame { "device.frame", R"sql(
SELECT coalesce((SELECT n FROM device_event WHERE device = $1 AND placed = 1 AND seq < $2
        AND n IS NOT NULL ORDER BY seq DESC LIMIT 1), 0),
    (SELECT n FROM device_event WHERE device = $1 AND placed = 1 AND seq > $3
        AND n IS NOT NULL ORDER BY seq LIMIT 1)
)sql" };

} // namespace

void insert_event(db::Tx& tx, Kept const& kept)
{
    tx.run(add_event, kept.id, kept.device, kept.unit, kept.event, kept.seq, kept.placed, kept.hash,
           kept.prev, kept.kind, kept.officer, kept.n, kept.told_at, kept.clock_fits,
           kept.proposed_at, kept.received_at, kept.state, kept.reason, kept.detail, kept.number,
           kept.body, kept.settled_at, kept.settled_by, kept.note);
}

std::optional<Kept> kept(db::Read& read, UnitId unit, KeptId id)
{
    return read.one<Kept>(select_event, id, unit);
}

std::vector<Kept> alike(db::Read& read, Sought const& sought)
{
    return read.all<Kept>(select_alike, sought.device, sought.hash, sought.event, sought.seq);
}

std::optional<Link> link(db::Read& read, DeviceId device, std::int64_t seq)
{
    return read.one<Link>(select_link, device, seq);
}

std::optional<Told> believed_below(db::Read& read, DeviceId device, std::int64_t seq)
{
    return read.one<Told>(select_below, device, seq);
}

std::optional<Told> believed_from(db::Read& read, DeviceId device, std::int64_t seq)
{
    return read.one<Told>(select_from, device, seq);
}

std::vector<Fate> fates_of(db::Read& read, DeviceId device, std::string_view event)
{
    return read.all<Fate>(select_fates, device, event);
}

void settle(db::Tx& tx, Kept const& kept)
{
    tx.run(update_settled, kept.id, kept.state, kept.reason, kept.detail, kept.number, kept.body,
           kept.settled_at, kept.settled_by, kept.note, kept.told_at, kept.overruled);
}

std::vector<Kept> waiting(db::Read& read, UnitId unit, KeptId after)
{
    auto const place = read.one<Place>(select_place, after).value_or(Place {});
    return read.all<Kept>(select_waiting, unit, place.received_at, place.seq, place.id);
}

std::vector<Kept> waiting_for(db::Read& read, DeviceId device, ReviewReason reason,
                              After const& after)
{
    return read.all<Kept>(select_waiting_for, device, reason, after.seq, after.id);
}

std::int64_t waiting_count(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(count_waiting, unit);
}

std::vector<Waiting> waiting_by_device(db::Read& read, UnitId unit)
{
    return read.all<Waiting>(select_by_device, unit);
}

Frame frame(db::Read& read, DeviceId device, std::int64_t first, std::int64_t last)
{
    return read.value<Frame>(select_frame, device, first, last);
}

} // namespace karya::device::store
