-- Orders that travel to their buyers. Where a basket is to be sent is its village alone; who lives
-- there is written down when it is placed, and sealed.
ALTER TABLE orders_basket ADD COLUMN village TEXT NOT NULL DEFAULT '';

-- With which of the unit's rates its goods travel; no row: they are fetched.
CREATE TABLE orders_basket_parcel (
    basket TEXT NOT NULL REFERENCES orders_basket (id),
    unit TEXT NOT NULL,
    rate TEXT NOT NULL,
    PRIMARY KEY (basket, unit)
) STRICT;

ALTER TABLE orders_order ADD COLUMN delivery TEXT NOT NULL DEFAULT 'fetched'
    CHECK (delivery IN ('fetched', 'sent'));

-- What was agreed when it was placed, then who carries it under which number, and what he was paid.
CREATE TABLE orders_parcel (
    ord TEXT NOT NULL PRIMARY KEY REFERENCES orders_order (id),
    courier TEXT NOT NULL,
    service TEXT NOT NULL,
    grams INTEGER NOT NULL CHECK (grams > 0),
    fee INTEGER NOT NULL CHECK (fee >= 0),
    days_min INTEGER NOT NULL,
    days_max INTEGER NOT NULL,
    tracking TEXT NOT NULL DEFAULT '',
    shipped_at INTEGER,
    cost INTEGER CHECK (cost >= 0)
) STRICT;
CREATE INDEX orders_parcel_shipped ON orders_parcel (shipped_at);
