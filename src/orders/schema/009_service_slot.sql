-- Slots are a unit's, for fetching goods, or a service's of it: ids of both are unique.
ALTER TABLE orders_slot RENAME COLUMN unit TO owner;
ALTER TABLE orders_slot_taken RENAME COLUMN unit TO owner;

-- The time that a buyer has chosen for a service in his basket.
CREATE TABLE orders_basket_time (
    basket TEXT NOT NULL,
    variant TEXT NOT NULL,
    day INTEGER NOT NULL,
    starts INTEGER NOT NULL CHECK (starts >= 0),
    PRIMARY KEY (basket, variant)
) STRICT, WITHOUT ROWID;

-- When a line of an order is done, and how many places of that slot it has.
CREATE TABLE orders_appointment (
    ord TEXT NOT NULL REFERENCES orders_order (id),
    line INTEGER NOT NULL,
    unit TEXT NOT NULL,
    product TEXT NOT NULL,
    day INTEGER NOT NULL,
    starts INTEGER NOT NULL CHECK (starts >= 0),
    ends INTEGER NOT NULL CHECK (ends > starts AND ends <= 1440),
    places INTEGER NOT NULL CHECK (places > 0),
    PRIMARY KEY (ord, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_appointment_day ON orders_appointment (unit, day, starts);
