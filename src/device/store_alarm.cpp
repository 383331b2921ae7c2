#include "device/store.h"

namespace karya::device::store {

namespace {

db::Query const add_alarm { "device.insert_alarm", R"sql(
INSERT INTO device_alarm(id, device, unit, kind, first, last, kept, raised_at, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')
)sql" };

db::Query const add_price { "device.insert_price", R"sql(
INSERT INTO device_price(alarm, n, variant, listed, sold) VALUES ($1, $2, $3, $4, $5)
)sql" };

db::Query const select_prices { "device.prices", R"sql(
SELECT n, variant, listed, sold FROM device_price WHERE alarm = $1 ORDER BY n LIMIT 100
)sql" };

db::Query const select_missing { "device.missing_at", R"sql(
SELECT id, device, unit, kind, first, last, kept, raised_at, closed_at FROM device_alarm
WHERE device = $1 AND kind = 'missing' AND closed_at IS NULL AND first <= $2 AND last >= $2
LIMIT 1
)sql" };

db::Query const update_range { "device.set_range", R"sql(
UPDATE device_alarm SET first = $2, last = $3 WHERE id = $1
)sql" };

db::Query const mark_closed { "device.close_alarm", R"sql(
UPDATE device_alarm SET closed_at = $2, closed_by = $3, note = $4
WHERE id = $1 AND closed_at IS NULL
)sql" };

db::Query const mark_closed_of { "device.close_alarms_of", R"sql(
UPDATE device_alarm SET closed_at = $2, closed_by = $3, note = $4
WHERE kept = $1 AND closed_at IS NULL
)sql" };

db::Query const select_alarm { "device.alarm", R"sql(
SELECT id, device, unit, kind, first, last, kept, raised_at, closed_at FROM device_alarm
WHERE id = $1 AND unit = $2
)sql" };

db::Query const select_alarms { "device.open_alarms", R"sql(
SELECT id, device, unit, kind, first, last, kept, raised_at, closed_at FROM device_alarm
WHERE unit = $1 AND closed_at IS NULL ORDER BY id DESC LIMIT 200
)sql" };

db::Query const count_alarms { "device.alarm_count", R"sql(
SELECT count(*) FROM device_alarm WHERE unit = $1 AND closed_at IS NULL
)sql" };

db::Query const select_first_missing { "device.first_missing", R"sql(
SELECT first FROM device_alarm WHERE device = $1 AND kind = 'missing' AND closed_at IS NULL
ORDER BY first LIMIT 1
)sql" };

db::Query const select_wrong_top { "device.wrong_top", R"sql(
SELECT d.id FROM device_till d
LEFT JOIN (SELECT device, max(seq) AS top FROM device_event WHERE placed = 1 GROUP BY device) e
    ON e.device = d.id
WHERE d.top <> coalesce(e.top, 0) ORDER BY d.id LIMIT 1
)sql" };

// What came and what is, or was once, told as missing make up all numbers to the highest; late ones
// are in both when a person had closed the alarm before.
db::Query const select_untold_gap { "device.untold_gap", R"sql(
SELECT d.id FROM device_till d
LEFT JOIN (SELECT device, count(*) AS many FROM device_event WHERE placed = 1 GROUP BY device) e
    ON e.device = d.id
LEFT JOIN (SELECT device, sum(last - first + 1) AS many FROM device_alarm
    WHERE kind = 'missing' AND (closed_at IS NULL OR closed_by IS NOT NULL) GROUP BY device) a
    ON a.device = d.id
WHERE coalesce(e.many, 0) + coalesce(a.many, 0) < d.top ORDER BY d.id LIMIT 1
)sql" };

} // namespace

void insert_alarm(db::Tx& tx, Alarm const& alarm)
{
    tx.run(add_alarm, alarm.id, alarm.device, alarm.unit, alarm.kind, alarm.first, alarm.last,
           alarm.kept, alarm.raised_at);
}

void insert_price(db::Tx& tx, AlarmId alarm, OddPrice const& price)
{
    tx.run(add_price, alarm, price.n, price.variant, price.listed, price.sold);
}

std::vector<OddPrice> prices(db::Read& read, AlarmId alarm)
{
    return read.all<OddPrice>(select_prices, alarm);
}

std::optional<Alarm> missing_at(db::Read& read, DeviceId device, std::int64_t seq)
{
    return read.one<Alarm>(select_missing, device, seq);
}

void set_range(db::Tx& tx, Alarm const& alarm)
{
    tx.run(update_range, alarm.id, alarm.first, alarm.last);
}

bool close_alarm(db::Tx& tx, Closing const& closing)
{
    return tx.run(mark_closed, closing.alarm, closing.at, closing.by, closing.note) == 1;
}

void close_alarms_of(db::Tx& tx, KeptId kept, Closing const& closing)
{
    tx.run(mark_closed_of, kept, closing.at, closing.by, closing.note);
}

std::optional<Alarm> alarm(db::Read& read, UnitId unit, AlarmId id)
{
    return read.one<Alarm>(select_alarm, id, unit);
}

std::vector<Alarm> open_alarms(db::Read& read, UnitId unit)
{
    return read.all<Alarm>(select_alarms, unit);
}

std::int64_t alarm_count(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(count_alarms, unit);
}

std::optional<std::int64_t> first_missing(db::Read& read, DeviceId device)
{
    return read.one<std::int64_t>(select_first_missing, device);
}

std::optional<std::string> wrong_top(db::Read& read)
{
    return read.one<std::string>(select_wrong_top);
}

std::optional<std::string> untold_gap(db::Read& read)
{
    return read.one<std::string>(select_untold_gap);
}

} // namespace karya::device::store
