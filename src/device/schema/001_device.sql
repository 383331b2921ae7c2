-- How many series of receipt numbers a unit has given to devices: K1, K2, …, none ever twice.
CREATE TABLE device_series(
    unit TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last > 0)
) STRICT;

CREATE TABLE device_till(
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    series TEXT NOT NULL,
    public_key TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('active', 'revoked')),
    made_at INTEGER NOT NULL,
    invited_by TEXT NOT NULL,
    -- What it told last: of all requests, the one with the highest turn.
    seen_at INTEGER,
    turn INTEGER NOT NULL DEFAULT -1,
    unsent INTEGER NOT NULL DEFAULT 0 CHECK (unsent >= 0),
    oldest INTEGER,
    skew INTEGER NOT NULL DEFAULT 0, -- milliseconds that our clock is ahead of its own
    top INTEGER NOT NULL DEFAULT 0,  -- the highest number of its events that came
    UNIQUE (unit, series)
) STRICT;

CREATE TABLE device_invite(
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    device TEXT -- what came of it
) STRICT;

-- Who may make events on a device.
CREATE TABLE device_officer(
    device TEXT NOT NULL,
    officer TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (device, officer)
) STRICT;

-- Every text that a device sent, once. Its bytes stay, sealed, only as long as somebody may need
-- them: those of a booked event are dropped. Hashes are keyed, for a body may hold a number (NIP)
-- that is short enough to be guessed.
CREATE TABLE device_event(
    id TEXT NOT NULL PRIMARY KEY,
    device TEXT NOT NULL,
    unit TEXT NOT NULL,
    event TEXT NOT NULL,        -- its own id; empty: unreadable
    seq INTEGER NOT NULL,
    placed INTEGER NOT NULL CHECK (placed IN (0, 1)), -- holds its id and number against others
    hash TEXT NOT NULL,
    prev TEXT NOT NULL,
    kind TEXT CHECK (kind IN ('shift_open', 'sale', 'shift_close')),
    officer TEXT NOT NULL,
    n INTEGER,                  -- the receipt's, of a sale
    told_at INTEGER,            -- when it happened, by the device and what it knew of our clock
    clock_fits INTEGER NOT NULL CHECK (clock_fits IN (0, 1)),
    proposed_at INTEGER,        -- when it probably happened, if the clock does not fit
    received_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('booked', 'waiting', 'aside')),
    reason TEXT CHECK (reason IN ('unreadable', 'signature', 'foreign', 'conflict', 'revoked',
        'officer', 'clock', 'goods', 'unit_closed', 'rule', 'total', 'shift', 'number', 'id',
        'refused')),
    detail TEXT NOT NULL,
    number TEXT NOT NULL,       -- of the receipt, once booked
    body TEXT NOT NULL,
    settled_at INTEGER,
    settled_by TEXT,
    note TEXT NOT NULL,
    CHECK ((state = 'booked') = (body = '')),
    CHECK ((reason IS NULL) <= (state = 'booked'))
) STRICT;
CREATE UNIQUE INDEX device_event_hash ON device_event(device, hash);
CREATE UNIQUE INDEX device_event_seq ON device_event(device, seq) WHERE placed = 1;
CREATE UNIQUE INDEX device_event_event ON device_event(device, event) WHERE placed = 1;
CREATE INDEX device_event_waiting ON device_event(unit, received_at, seq, id)
    WHERE state = 'waiting';

CREATE TABLE device_alarm(
    id TEXT NOT NULL PRIMARY KEY,
    device TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('missing', 'chain', 'conflict')),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    kept TEXT, -- of a conflict: what came second
    raised_at INTEGER NOT NULL,
    closed_at INTEGER,
    closed_by TEXT,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX device_alarm_open ON device_alarm(unit, id) WHERE closed_at IS NULL;
CREATE INDEX device_alarm_device ON device_alarm(device, first) WHERE closed_at IS NULL;
