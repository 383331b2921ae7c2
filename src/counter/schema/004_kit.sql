-- Of which kits a sale was made: how many, and what of its discount is theirs. The sale itself knows
-- their goods alone.
CREATE TABLE counter_kit(
    sale TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    unit TEXT NOT NULL,
    kit TEXT NOT NULL,
    name TEXT NOT NULL,
    pieces INTEGER NOT NULL CHECK (pieces > 0),
    off INTEGER NOT NULL CHECK (off >= 0),
    PRIMARY KEY (sale, n)
) STRICT, WITHOUT ROWID;
