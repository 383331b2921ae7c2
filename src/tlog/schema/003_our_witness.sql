-- Witnesses that our checkpoints are handed to, with what came of it last.
CREATE TABLE tlog_witness (
    name TEXT NOT NULL PRIMARY KEY,
    verifier TEXT NOT NULL,
    url TEXT NOT NULL,                           -- "/add-checkpoint" follows it
    size INTEGER NOT NULL CHECK (size >= 0),     -- that it has seen, as far as we know
    state TEXT NOT NULL CHECK (state IN ('waiting', 'cosigned', 'unreachable', 'unknown', 'refused',
        'forked', 'ahead', 'odd')),
    at INTEGER NOT NULL,                         -- when that came about
    tries INTEGER NOT NULL CHECK (tries >= 0),   -- since it last cosigned
    due_at INTEGER NOT NULL                      -- not asked before
) STRICT;
