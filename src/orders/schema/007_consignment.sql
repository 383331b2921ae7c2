-- One order may travel in several parcels: what was handed to a courier, when, under which number,
-- and how much of each line was in it.
CREATE TABLE orders_consignment (
    ord TEXT NOT NULL REFERENCES orders_order (id),
    n INTEGER NOT NULL CHECK (n > 0),
    courier TEXT NOT NULL,
    tracking TEXT NOT NULL,
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    PRIMARY KEY (ord, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders_consignment_line (
    ord TEXT NOT NULL REFERENCES orders_order (id),
    n INTEGER NOT NULL CHECK (n > 0),
    line INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (ord, n, line)
) STRICT, WITHOUT ROWID;
