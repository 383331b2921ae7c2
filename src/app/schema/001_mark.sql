-- What kind of installation this is: 'real' or 'demo', decided by its first data.
CREATE TABLE app_mark(
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- The readiness probe commits here: one that only reads stays green on a full disk.
CREATE TABLE app_probe(
    node TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;
