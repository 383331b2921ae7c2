-- Entries of a unit's book that a regional office drew by lot to look at.
CREATE TABLE evidence_sample (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL CHECK (last_day >= first_day),
    seed TEXT NOT NULL CHECK (length(seed) = 32),
    covers INTEGER NOT NULL CHECK (covers > 0), -- where the book ended then
    drawn_from INTEGER NOT NULL CHECK (drawn_from > 0),
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    made_name TEXT NOT NULL,                     -- as it was then
    closed_at INTEGER,
    closed_by TEXT,
    outcome TEXT CHECK (outcome IN ('sound', 'reserved')),
    words TEXT NOT NULL,
    UNIQUE (unit, n),
    CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX evidence_sample_made ON evidence_sample (made_at);

CREATE TABLE evidence_pick (
    sample TEXT NOT NULL REFERENCES evidence_sample (id),
    n INTEGER NOT NULL CHECK (n > 0),
    seq INTEGER NOT NULL CHECK (seq > 0),
    entry TEXT NOT NULL,
    verdict TEXT CHECK (verdict IN ('right', 'doubt')),
    words TEXT NOT NULL,
    at INTEGER,
    officer TEXT,
    PRIMARY KEY (sample, n),
    UNIQUE (sample, seq),
    CHECK (verdict IS NULL OR verdict <> 'doubt' OR words <> '')
) STRICT;
