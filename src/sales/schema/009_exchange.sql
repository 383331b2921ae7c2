-- Other goods for those that came back: the sale that was made of the refund, and the first sale of
-- the chain, whose way of paying is the buyer's.
CREATE TABLE sales_exchange(
    sale TEXT NOT NULL PRIMARY KEY,
    refund TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    unit TEXT NOT NULL
) STRICT;
-- Money that another account collects may now be one way of several. The tables are made anew: SQLite
-- cannot change a check.
CREATE TABLE sales_way_now(
    sale TEXT NOT NULL,
    payment TEXT NOT NULL CHECK (payment IN ('cash', 'qris', 'transfer', 'collected')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (sale, payment)
) STRICT;
INSERT INTO sales_way_now(sale, payment, amount) SELECT sale, payment, amount FROM sales_way;
DROP TABLE sales_way;
ALTER TABLE sales_way_now RENAME TO sales_way;
CREATE TABLE sales_refund_way_now(
    refund TEXT NOT NULL,
    payment TEXT NOT NULL CHECK (payment IN ('cash', 'qris', 'transfer', 'collected')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (refund, payment)
) STRICT;
INSERT INTO sales_refund_way_now(refund, payment, amount)
    SELECT refund, payment, amount FROM sales_refund_way;
DROP TABLE sales_refund_way;
ALTER TABLE sales_refund_way_now RENAME TO sales_refund_way;
