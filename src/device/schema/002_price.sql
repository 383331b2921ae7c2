-- A sale at another price than its list held is an alarm too.
CREATE TABLE device_alarm_now(
    id TEXT NOT NULL PRIMARY KEY,
    device TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('missing', 'chain', 'conflict', 'price')),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    kept TEXT, -- of a conflict: what came second; of a price: the sale
    raised_at INTEGER NOT NULL,
    closed_at INTEGER,
    closed_by TEXT,
    note TEXT NOT NULL
) STRICT;
INSERT INTO device_alarm_now SELECT id, device, unit, kind, first, last, kept, raised_at, closed_at,
    closed_by, note FROM device_alarm;
DROP TABLE device_alarm;
ALTER TABLE device_alarm_now RENAME TO device_alarm;
CREATE INDEX device_alarm_open ON device_alarm(unit, id) WHERE closed_at IS NULL;
CREATE INDEX device_alarm_device ON device_alarm(device, first) WHERE closed_at IS NULL;

-- Lines of such a sale.
CREATE TABLE device_price(
    alarm TEXT NOT NULL,
    n INTEGER NOT NULL,
    variant TEXT NOT NULL,
    listed INTEGER NOT NULL,
    sold INTEGER NOT NULL CHECK (sold <> listed),
    PRIMARY KEY (alarm, n)
) STRICT;
