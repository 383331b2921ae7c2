-- Who did what, one chain a unit ('' for the nation). Hashes only: no personal data.
CREATE TABLE core_audit(
    unit TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    role TEXT NOT NULL,
    what TEXT NOT NULL,
    object TEXT NOT NULL,
    before_hash TEXT NOT NULL,
    after_hash TEXT NOT NULL,
    request TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (unit, seq)
) STRICT;
CREATE INDEX core_audit_at ON core_audit(at);

CREATE TABLE core_audit_head(
    unit TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE core_cursor(
    subscriber TEXT NOT NULL PRIMARY KEY,
    tx INTEGER NOT NULL,
    seq INTEGER NOT NULL
) STRICT;
