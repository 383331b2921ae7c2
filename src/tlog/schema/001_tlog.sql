-- The log itself: one row, made with its first line. Its name never changes.
CREATE TABLE tlog_log (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    origin TEXT NOT NULL CHECK (origin <> ''),
    began INTEGER NOT NULL,                      -- the first day that was closed
    size INTEGER NOT NULL CHECK (size >= 0)
) STRICT;

-- Keys, as those of labels: the salt here and the install's secret together make one.
CREATE TABLE tlog_key (
    n INTEGER NOT NULL PRIMARY KEY CHECK (n > 0),
    purpose TEXT NOT NULL CHECK (purpose IN ('log', 'witness')),
    public TEXT NOT NULL UNIQUE,
    salt TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;
CREATE UNIQUE INDEX tlog_key_signing ON tlog_key (purpose) WHERE retired_at IS NULL;

-- The last day that was closed in a zone, and in a unit with where its book ended then.
CREATE TABLE tlog_zone (
    zone TEXT NOT NULL PRIMARY KEY CHECK (zone IN ('wib', 'wita', 'wit')),
    day INTEGER NOT NULL
) STRICT;
CREATE TABLE tlog_unit (
    unit TEXT NOT NULL PRIMARY KEY,
    day INTEGER NOT NULL,
    seq INTEGER NOT NULL CHECK (seq >= 0),
    whole INTEGER NOT NULL CHECK (whole BETWEEN 0 AND seq)
) STRICT;

-- The lines, in the order of the log; never changed.
CREATE TABLE tlog_line (
    n INTEGER NOT NULL PRIMARY KEY CHECK (n >= 0),
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    of_day INTEGER NOT NULL CHECK (of_day <= day),
    text TEXT NOT NULL,
    leaf TEXT NOT NULL,                          -- base64
    UNIQUE (unit, day, of_day)
) STRICT;
CREATE INDEX tlog_line_of ON tlog_line (unit, of_day);

-- Roots of whole tiles, for the levels above the lines.
CREATE TABLE tlog_hash (
    level INTEGER NOT NULL CHECK (level > 0),
    n INTEGER NOT NULL CHECK (n >= 0),
    hash TEXT NOT NULL,                          -- base64
    PRIMARY KEY (level, n)
) STRICT;

-- Every checkpoint that was ever signed.
CREATE TABLE tlog_checkpoint (
    size INTEGER NOT NULL PRIMARY KEY CHECK (size > 0),
    root TEXT NOT NULL,                          -- base64
    note TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
