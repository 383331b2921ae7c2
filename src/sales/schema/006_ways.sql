-- How a sale was paid that was paid in several ways, and how a refund of it left; without rows it was
-- one way, that of its own row.
CREATE TABLE sales_way(
    sale TEXT NOT NULL,
    payment TEXT NOT NULL CHECK (payment IN ('cash', 'qris', 'transfer')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (sale, payment)
) STRICT;

CREATE TABLE sales_refund_way(
    refund TEXT NOT NULL,
    payment TEXT NOT NULL CHECK (payment IN ('cash', 'qris', 'transfer')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (refund, payment)
) STRICT;
