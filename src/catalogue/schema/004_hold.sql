-- Goods kept for a buyer until he pays: `catalogue_variant.held` is their sum.
CREATE TABLE catalogue_hold (
    holder TEXT NOT NULL CHECK (holder <> ''),
    variant TEXT NOT NULL REFERENCES catalogue_variant (id),
    unit TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    until INTEGER,                               -- NULL: until it is dropped
    PRIMARY KEY (holder, variant)
) STRICT;
CREATE INDEX catalogue_hold_until ON catalogue_hold (until, holder, variant);
CREATE INDEX catalogue_hold_variant ON catalogue_hold (variant);
