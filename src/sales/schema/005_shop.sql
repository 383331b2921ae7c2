-- The national shop sells too. The column is made anew beside the old one: SQLite cannot change a
-- check, and the table itself need not be copied.
ALTER TABLE sales_sale ADD COLUMN channel_now TEXT NOT NULL DEFAULT 'counter'
    CHECK (channel_now IN ('counter', 'import', 'shop'));
UPDATE sales_sale SET channel_now = channel;
ALTER TABLE sales_sale DROP COLUMN channel;
ALTER TABLE sales_sale RENAME COLUMN channel_now TO channel;
