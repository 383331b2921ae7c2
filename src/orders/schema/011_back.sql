-- What came back of a line after it was paid, and goods that were taken instead before the order was
-- handed over: they go with it, as a line of their own with the sale that they are of.
ALTER TABLE orders_line ADD COLUMN back INTEGER NOT NULL DEFAULT 0
    CHECK (back >= 0 AND back <= quantity);
ALTER TABLE orders_line ADD COLUMN sale TEXT;
ALTER TABLE orders_line ADD COLUMN sale_line INTEGER NOT NULL DEFAULT 0;
-- Of a step that changed no state: the money that went back, and what was taken instead, in words.
ALTER TABLE orders_step ADD COLUMN back INTEGER NOT NULL DEFAULT 0 CHECK (back >= 0);
ALTER TABLE orders_step ADD COLUMN instead TEXT NOT NULL DEFAULT '';
