-- More kinds of events, and two more reasons why one waits.
CREATE TABLE device_event_now(
    id TEXT NOT NULL PRIMARY KEY,
    device TEXT NOT NULL,
    unit TEXT NOT NULL,
    event TEXT NOT NULL,
    seq INTEGER NOT NULL,
    placed INTEGER NOT NULL CHECK (placed IN (0, 1)),
    hash TEXT NOT NULL,
    prev TEXT NOT NULL,
    kind TEXT CHECK (kind IN ('shift_open', 'sale', 'shift_close', 'cash', 'void_sale', 'refund')),
    officer TEXT NOT NULL,
    n INTEGER,
    told_at INTEGER,
    clock_fits INTEGER NOT NULL CHECK (clock_fits IN (0, 1)),
    proposed_at INTEGER,
    received_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('booked', 'waiting', 'aside')),
    reason TEXT CHECK (reason IN ('unreadable', 'signature', 'foreign', 'conflict', 'revoked',
        'officer', 'clock', 'goods', 'unit_closed', 'rule', 'total', 'shift', 'number', 'id',
        'no_sale', 'taken_back', 'refused')),
    detail TEXT NOT NULL,
    number TEXT NOT NULL,
    body TEXT NOT NULL,
    settled_at INTEGER,
    settled_by TEXT,
    note TEXT NOT NULL,
    CHECK ((state = 'booked') = (body = '')),
    CHECK ((reason IS NULL) <= (state = 'booked'))
) STRICT;
INSERT INTO device_event_now SELECT id, device, unit, event, seq, placed, hash, prev, kind, officer,
    n, told_at, clock_fits, proposed_at, received_at, state, reason, detail, number, body,
    settled_at, settled_by, note FROM device_event;
DROP TABLE device_event;
ALTER TABLE device_event_now RENAME TO device_event;
CREATE UNIQUE INDEX device_event_hash ON device_event(device, hash);
CREATE UNIQUE INDEX device_event_seq ON device_event(device, seq) WHERE placed = 1;
CREATE UNIQUE INDEX device_event_event ON device_event(device, event) WHERE placed = 1;
CREATE INDEX device_event_waiting ON device_event(unit, received_at, seq, id)
    WHERE state = 'waiting';
