-- A device prints its own numbers and may bring them late or out of order.
ALTER TABLE sales_series ADD COLUMN given INTEGER NOT NULL DEFAULT 0 CHECK (given IN (0, 1));
