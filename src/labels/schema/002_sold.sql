-- Labels of goods that were sold, by the sale's line; taken out again when the goods come back.
CREATE TABLE labels_sold (
    unit TEXT NOT NULL,
    serial INTEGER NOT NULL CHECK (serial > 0),
    sale TEXT NOT NULL,
    line INTEGER NOT NULL CHECK (line > 0),
    day INTEGER NOT NULL,
    PRIMARY KEY (unit, serial)
) STRICT;
CREATE INDEX labels_sold_sale ON labels_sold (sale, line);

-- Labels read at a till that are not as they should be: the sale stands, a person looks at it.
CREATE TABLE labels_doubt (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL, -- that sold
    sale TEXT NOT NULL,
    number TEXT NOT NULL,
    line INTEGER NOT NULL CHECK (line > 0),
    serial INTEGER CHECK (serial > 0),
    reason TEXT NOT NULL CHECK (reason <> ''), -- an error code
    token TEXT NOT NULL,
    at INTEGER NOT NULL,
    seen_at INTEGER,
    seen_by TEXT,
    seen_note TEXT
) STRICT;
CREATE INDEX labels_doubt_open ON labels_doubt (unit, id) WHERE seen_at IS NULL;
CREATE INDEX labels_doubt_sale ON labels_doubt (sale);
