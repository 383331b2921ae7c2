-- Days on which nothing can be fetched at a unit, though it is open on that day of the week.
CREATE TABLE orders_closed (
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (unit, day)
) STRICT, WITHOUT ROWID;
