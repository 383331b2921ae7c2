-- What a unit knows of a work activity beyond its name. A row of empty texts: nothing yet.
CREATE TABLE workshop_activity (
    activity TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    area INTEGER CHECK (area > 0),               -- thousandths of a square metre
    capacity INTEGER CHECK (capacity > 0),       -- persons
    partner TEXT NOT NULL,
    agreement TEXT NOT NULL,
    agreed_from INTEGER,
    agreed_to INTEGER CHECK (agreed_to >= agreed_from)
) STRICT;

CREATE TABLE workshop_tool (
    activity TEXT NOT NULL REFERENCES workshop_activity (activity),
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    count INTEGER NOT NULL CHECK (count > 0),
    state TEXT NOT NULL CHECK (state IN ('good', 'worn', 'broken')),
    PRIMARY KEY (activity, ordinal)
) STRICT;

-- Who works where is decided on paper. Only an earlier last day may be set later.
CREATE TABLE workshop_decree (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    activity TEXT NOT NULL REFERENCES workshop_activity (activity),
    number TEXT NOT NULL CHECK (number <> ''),
    dated INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER CHECK (until >= since),
    UNIQUE (activity, number)
) STRICT;
CREATE TABLE workshop_assignment (
    decree TEXT NOT NULL REFERENCES workshop_decree (id),
    worker TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),            -- the worker's number in the unit
    PRIMARY KEY (decree, worker)
) STRICT;

-- One worker's day. Never changed: the last line counts, and each after the first has its reason.
CREATE TABLE workshop_line (
    activity TEXT NOT NULL REFERENCES workshop_activity (activity),
    day INTEGER NOT NULL,
    worker TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    unit TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    presence TEXT NOT NULL CHECK (presence IN ('present', 'sick', 'leave', 'absent')),
    hours INTEGER NOT NULL CHECK (hours BETWEEN 0 AND 24000),   -- thousandths
    pieces INTEGER NOT NULL CHECK (pieces >= 0),                -- thousandths
    rate INTEGER NOT NULL CHECK (rate >= 0),     -- for one piece on that day
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (activity, day, worker, seq),
    CHECK (presence = 'present' OR (hours = 0 AND pieces = 0)),
    CHECK (pieces > 0 OR rate = 0),
    CHECK (seq = 1 OR reason <> '')
) STRICT;
CREATE INDEX workshop_line_unit ON workshop_line (unit, day);

-- How hard a worker's month was and how he bore himself, from 1 to 5; as with days, the last counts.
CREATE TABLE workshop_mark (
    activity TEXT NOT NULL REFERENCES workshop_activity (activity),
    month INTEGER NOT NULL,
    worker TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    n INTEGER NOT NULL CHECK (n > 0),
    difficulty INTEGER NOT NULL CHECK (difficulty BETWEEN 1 AND 5),
    conduct INTEGER NOT NULL CHECK (conduct BETWEEN 1 AND 5),
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (activity, month, worker, seq),
    CHECK (seq = 1 OR reason <> '')
) STRICT;
