-- What a buyer asks before buying: how to care for it, how big it is, what the like costs elsewhere.
ALTER TABLE catalogue_product ADD COLUMN care_id TEXT NOT NULL DEFAULT '';
ALTER TABLE catalogue_product ADD COLUMN care_en TEXT NOT NULL DEFAULT '';
ALTER TABLE catalogue_product ADD COLUMN size TEXT NOT NULL DEFAULT '';
ALTER TABLE catalogue_product ADD COLUMN market_price INTEGER CHECK (market_price > 0);
ALTER TABLE catalogue_product ADD COLUMN market_source TEXT NOT NULL DEFAULT '';

-- What a unit says of itself in its own shop window.
CREATE TABLE catalogue_window (
    unit TEXT NOT NULL PRIMARY KEY REFERENCES catalogue_unit (unit),
    about_id TEXT NOT NULL,
    about_en TEXT NOT NULL,
    whatsapp TEXT NOT NULL,                      -- digits with the country before them, or empty
    changed_at INTEGER NOT NULL
) STRICT;
