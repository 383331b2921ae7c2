-- Kits in a basket, by their own count: their lines follow from what they hold now.
CREATE TABLE orders_basket_kit (
    basket TEXT NOT NULL REFERENCES orders_basket (id),
    kit TEXT NOT NULL,
    pieces INTEGER NOT NULL CHECK (pieces > 0),
    seen_price INTEGER NOT NULL,
    seen_name TEXT NOT NULL,
    seen_edition INTEGER NOT NULL,               -- of its parts
    added INTEGER NOT NULL,                      -- how many were added last, and when
    added_at INTEGER NOT NULL,
    PRIMARY KEY (basket, kit)
) STRICT, WITHOUT ROWID;

-- Of a line that belongs to a kit: its name, how many of it were ordered, and what of the discount
-- is the kit's.
ALTER TABLE orders_line ADD COLUMN kit TEXT NOT NULL DEFAULT '';
ALTER TABLE orders_line ADD COLUMN kit_pieces INTEGER NOT NULL DEFAULT 0 CHECK (kit_pieces >= 0);
ALTER TABLE orders_line ADD COLUMN kit_off INTEGER NOT NULL DEFAULT 0
    CHECK (kit_off >= 0 AND kit_off <= discount);
