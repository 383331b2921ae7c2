-- A signing key of this install. Its secret half is made of the salt and of the install's own
-- secret, so that neither the database nor the key folder alone can sign.
CREATE TABLE labels_key (
    n INTEGER NOT NULL PRIMARY KEY CHECK (n > 0),
    kid TEXT NOT NULL UNIQUE CHECK (length(kid) = 8),
    public TEXT NOT NULL,
    salt TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;
CREATE UNIQUE INDEX labels_key_signing ON labels_key ((COALESCE(retired_at, 0))) WHERE retired_at IS NULL;

-- The serial that a unit's next run begins with: counted here, so that runs leave no gap.
CREATE TABLE labels_next (
    unit TEXT NOT NULL PRIMARY KEY,
    serial INTEGER NOT NULL CHECK (serial > 0)
) STRICT;

-- Labels printed together: alike but for their serial, which runs from first to last. What is on
-- the paper stays as it was; a reprint gives the same labels.
CREATE TABLE labels_run (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    variant TEXT NOT NULL,
    product TEXT NOT NULL,
    first INTEGER NOT NULL CHECK (first > 0),
    last INTEGER NOT NULL CHECK (last >= first AND last - first < 5000 AND last <= 4294967295),
    article TEXT NOT NULL CHECK (article <> ''),
    day INTEGER NOT NULL,
    lot TEXT NOT NULL,
    kid TEXT NOT NULL REFERENCES labels_key (kid),
    name TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('unknown', 'inside', 'with_outside_parts')),
    papers TEXT NOT NULL,
    price INTEGER CHECK (price >= 0),
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    UNIQUE (unit, n),
    UNIQUE (unit, first)
) STRICT;

-- Labels that count no more, with the reason.
CREATE TABLE labels_withdrawal (
    id TEXT NOT NULL PRIMARY KEY,
    run TEXT NOT NULL REFERENCES labels_run (id),
    unit TEXT NOT NULL,
    first INTEGER NOT NULL CHECK (first > 0),
    last INTEGER NOT NULL CHECK (last >= first),
    reason TEXT NOT NULL CHECK (reason <> ''),
    at INTEGER NOT NULL,
    officer TEXT NOT NULL
) STRICT;
CREATE INDEX labels_withdrawal_run ON labels_withdrawal (run, id);

-- How often a label's page was shown, and the first day of it.
CREATE TABLE labels_scan (
    unit TEXT NOT NULL,
    serial INTEGER NOT NULL CHECK (serial > 0),
    first_day INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (unit, serial)
) STRICT;

-- What the public tells of labels that look forged. Nothing is kept of who tells it.
CREATE TABLE labels_report (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT,
    serial INTEGER,
    token TEXT NOT NULL,
    verdict TEXT NOT NULL,
    words TEXT NOT NULL CHECK (words <> ''),
    place TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX labels_report_unit ON labels_report (unit, id);
