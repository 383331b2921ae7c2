-- How much a role of a unit may take off, from an instant on. What is in force is never changed.
CREATE TABLE counter_discount_limit(
    unit TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('cashier', 'kasi', 'head')),
    since INTEGER NOT NULL,
    percent INTEGER CHECK (percent > 0 AND percent <= 10000), -- hundredths of a percent
    amount INTEGER CHECK (amount > 0),
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL,
    PRIMARY KEY (unit, role, since)
) STRICT;

-- What was taken off a sale, and what its officer might have. Goods that were handed over for less
-- are sold all the same: somebody looks at it.
CREATE TABLE counter_discount(
    sale TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    number TEXT NOT NULL,
    sold_at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    role TEXT NOT NULL,
    worth INTEGER NOT NULL CHECK (worth > amount),
    amount INTEGER NOT NULL CHECK (amount > 0),
    most INTEGER NOT NULL CHECK (most >= 0),
    reason TEXT NOT NULL,
    seen_at INTEGER,
    seen_by TEXT,
    seen_note TEXT
) STRICT;
CREATE INDEX counter_discount_unit ON counter_discount(unit, sale);
CREATE INDEX counter_discount_open ON counter_discount(unit, sale)
    WHERE amount > most AND seen_at IS NULL;
