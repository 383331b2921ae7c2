-- A person under guidance who works, as the unit's own number. Who it is lies sealed under a key of
-- his own: without its row in wbp_key nothing here tells it.
CREATE TABLE wbp_worker (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    child INTEGER NOT NULL CHECK (child IN (0, 1)),
    since INTEGER NOT NULL,
    left_on INTEGER CHECK (left_on >= since),
    erased_at INTEGER,
    register_mark TEXT,                          -- keyed hash of the register number, to find it
    sealed_register TEXT NOT NULL,
    sealed_name TEXT NOT NULL,
    UNIQUE (unit, n),
    CHECK (erased_at IS NULL OR left_on IS NOT NULL),
    CHECK ((erased_at IS NULL) = (register_mark IS NOT NULL)),
    CHECK ((erased_at IS NULL) = (sealed_register <> '')),
    CHECK ((erased_at IS NULL) = (sealed_name <> ''))
) STRICT;
CREATE UNIQUE INDEX wbp_worker_register ON wbp_worker (unit, register_mark);

CREATE TABLE wbp_unit (
    unit TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last > 0)       -- number given out last
) STRICT;

-- The key of one person, sealed by the install's own. Destroying the row is the erasure; a backup
-- made before holds it until that backup is deleted.
CREATE TABLE wbp_key (
    worker TEXT NOT NULL PRIMARY KEY REFERENCES wbp_worker (id),
    sealed_key TEXT NOT NULL
) STRICT;

-- What a person agreed to, on paper, and took back.
CREATE TABLE wbp_consent (
    id TEXT NOT NULL PRIMARY KEY,
    worker TEXT NOT NULL REFERENCES wbp_worker (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('photo', 'story', 'portfolio', 'employer')),
    paper TEXT NOT NULL CHECK (paper <> ''),     -- number of the signed sheet
    given_on INTEGER NOT NULL,
    revoked_on INTEGER CHECK (revoked_on >= given_on)
) STRICT;
CREATE UNIQUE INDEX wbp_consent_open ON wbp_consent (worker, purpose) WHERE revoked_on IS NULL;

-- Somebody asked who these numbers are; he sees it for a quarter of an hour.
CREATE TABLE wbp_reading (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    officer TEXT NOT NULL,
    until INTEGER NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose <> '')
) STRICT;
CREATE TABLE wbp_read (
    reading TEXT NOT NULL REFERENCES wbp_reading (id),
    worker TEXT NOT NULL REFERENCES wbp_worker (id),
    PRIMARY KEY (reading, worker)
) STRICT;
CREATE INDEX wbp_read_worker ON wbp_read (worker);
