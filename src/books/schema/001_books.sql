-- Projection of sales events: what each unit turned over on a local day, told apart by kind of
-- buyer, by channel and by kind of goods. The kind of goods is what it was when the event came.
CREATE TABLE books_sold (
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    facet TEXT NOT NULL CHECK (facet IN ('buyer', 'channel', 'goods')),
    what TEXT NOT NULL,
    sales INTEGER NOT NULL,
    turnover INTEGER NOT NULL,
    PRIMARY KEY (unit, day, facet, what)
) STRICT;
CREATE INDEX books_sold_day ON books_sold (day);

-- The report of a day as it was sent. Never changed: a correction is the next version.
CREATE TABLE books_day (
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    name TEXT NOT NULL,                          -- of the officer, as it was then
    note TEXT NOT NULL,
    figures TEXT NOT NULL,                       -- JSON
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (unit, day, version),
    CHECK (version = 1 OR note <> '')
) STRICT;
CREATE INDEX books_day_day ON books_day (day);

-- Until when a day must be reported, from a day on: minutes after the day's beginning at the unit.
CREATE TABLE books_cutoff (
    zone TEXT NOT NULL CHECK (zone IN ('wib', 'wita', 'wit')),
    since INTEGER NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 4320),
    PRIMARY KEY (zone, since)
) STRICT;

-- A month's or year's report as it was frozen; never changed. A correction is the next version.
CREATE TABLE books_report (
    id TEXT NOT NULL PRIMARY KEY,
    level TEXT NOT NULL CHECK (level IN ('unit', 'kanwil', 'nation')),
    place TEXT NOT NULL,                         -- id of the unit or office; '' the nation
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    version INTEGER NOT NULL CHECK (version > 0),
    code TEXT NOT NULL UNIQUE,                   -- in the QR code of its paper
    reason TEXT NOT NULL,                        -- why there is another version
    content TEXT NOT NULL,                       -- JSON of the folio
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    UNIQUE (level, place, first, last, version)
) STRICT;

-- Whose hands it went through, in order; the last deed is its state.
CREATE TABLE books_hand (
    report TEXT NOT NULL REFERENCES books_report (id),
    n INTEGER NOT NULL CHECK (n > 0),
    deed TEXT NOT NULL CHECK (deed IN ('made', 'verified', 'authorised', 'returned')),
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    hash TEXT NOT NULL,                          -- of the content that was seen
    note TEXT NOT NULL,
    PRIMARY KEY (report, n),
    CHECK ((n = 1) = (deed = 'made')),
    CHECK (deed <> 'returned' OR note <> '')
) STRICT;

-- Whoever writes for a place takes its row first, so that of two at once the second sees what the
-- first one did.
CREATE TABLE books_turn (
    place TEXT NOT NULL PRIMARY KEY
) STRICT;
