-- The national shop sells too, and is paid ahead. The columns are made anew beside the old ones:
-- SQLite cannot change a check, and the table itself need not be copied.
ALTER TABLE sales_sale ADD COLUMN channel_now TEXT NOT NULL DEFAULT 'counter'
    CHECK (channel_now IN ('counter', 'import', 'shop'));
ALTER TABLE sales_sale ADD COLUMN payment_now TEXT NOT NULL DEFAULT 'cash'
    CHECK (payment_now IN ('cash', 'qris', 'transfer', 'collected'));
UPDATE sales_sale SET channel_now = channel, payment_now = payment;
ALTER TABLE sales_sale DROP COLUMN channel;
ALTER TABLE sales_sale DROP COLUMN payment;
ALTER TABLE sales_sale RENAME COLUMN channel_now TO channel;
ALTER TABLE sales_sale RENAME COLUMN payment_now TO payment;
