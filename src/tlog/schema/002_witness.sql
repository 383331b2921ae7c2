-- Logs of others that this install is a witness of, with the newest state that it has seen.
CREATE TABLE tlog_watched (
    origin TEXT NOT NULL PRIMARY KEY,
    verifier TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    root TEXT NOT NULL,                          -- base64; '' before the first
    note TEXT NOT NULL,                          -- that we cosigned
    at INTEGER NOT NULL                          -- when that was, else when it was written down
) STRICT;
