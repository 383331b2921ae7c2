-- What a coupon takes off: its code while the basket is filled, then a part of each line. A line's
-- amount is what is paid for it.
ALTER TABLE orders_basket ADD COLUMN coupon TEXT NOT NULL DEFAULT '';
ALTER TABLE orders_line ADD COLUMN discount INTEGER NOT NULL DEFAULT 0 CHECK (discount >= 0);
ALTER TABLE orders_order ADD COLUMN coupon TEXT NOT NULL DEFAULT '';
