-- One batch or harvest of a variant: what went in, what came out, what became of it. Written once;
-- only a withdrawal comes after it. Sums are guarded by the program and proven by verify.
CREATE TABLE production_batch (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),            -- of the unit and day, without gaps
    lot TEXT NOT NULL,
    activity TEXT NOT NULL,
    variant TEXT NOT NULL,
    label TEXT NOT NULL,                         -- of product and variant, as it was then
    measure TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('batch', 'harvest')),
    grade TEXT NOT NULL CHECK (grade IN ('first', 'second', 'mixed')),
    output INTEGER NOT NULL CHECK (output > 0),  -- thousandths
    for_sale INTEGER NOT NULL CHECK (for_sale >= 0),
    kitchen INTEGER NOT NULL CHECK (kitchen >= 0),
    social_aid INTEGER NOT NULL CHECK (social_aid >= 0),
    own_use INTEGER NOT NULL CHECK (own_use >= 0),
    spoiled INTEGER NOT NULL CHECK (spoiled >= 0),
    cost INTEGER NOT NULL CHECK (cost >= 0),     -- sum of its cost lines
    unit_cost INTEGER CHECK (unit_cost >= 0),    -- NULL: all of it spoiled
    note TEXT NOT NULL,
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    UNIQUE (unit, day, n),
    UNIQUE (lot),
    CHECK (output = for_sale + kitchen + social_aid + own_use + spoiled),
    CHECK ((unit_cost IS NULL) = (output = spoiled))
) STRICT;
CREATE INDEX production_batch_unit ON production_batch (unit, id);

CREATE TABLE production_cost (
    batch TEXT NOT NULL REFERENCES production_batch (id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    kind TEXT NOT NULL CHECK (kind IN ('material', 'wage', 'other')),
    name TEXT NOT NULL CHECK (name <> ''),
    quantity INTEGER CHECK (quantity > 0),       -- thousandths of what `measure` says
    measure TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (batch, ordinal)
) STRICT;

CREATE TABLE production_number (
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last > 0),
    PRIMARY KEY (unit, day)
) STRICT;

-- A lot that must not be sold any more; `quantity` is what was still on the shelf.
CREATE TABLE production_withdrawal (
    batch TEXT NOT NULL PRIMARY KEY REFERENCES production_batch (id),
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    quantity INTEGER NOT NULL CHECK (quantity >= 0)
) STRICT;
