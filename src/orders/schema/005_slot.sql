-- Stretches of a day of the week in which a unit hands over, in minutes since midnight, and for how
-- many orders each has room. A unit without any hands over all day.
CREATE TABLE orders_slot (
    unit TEXT NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday >= 1 AND weekday <= 7),
    starts INTEGER NOT NULL CHECK (starts >= 0),
    ends INTEGER NOT NULL CHECK (ends > starts AND ends <= 1440),
    room INTEGER NOT NULL CHECK (room > 0),
    PRIMARY KEY (unit, weekday, starts)
) STRICT, WITHOUT ROWID;

-- How many orders a slot has on a day.
CREATE TABLE orders_slot_taken (
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    starts INTEGER NOT NULL,
    taken INTEGER NOT NULL CHECK (taken >= 0),
    PRIMARY KEY (unit, day, starts)
) STRICT, WITHOUT ROWID;

ALTER TABLE orders_order ADD COLUMN slot_starts INTEGER;
ALTER TABLE orders_order ADD COLUMN slot_ends INTEGER;
