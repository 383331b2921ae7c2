-- What of a sale's money was sent ahead, to a payment that gives it back: the first sale of the chain
-- of exchanges it came for, by which way, and how much of it never came (the seller let it off, so
-- that a transfer could be told from others).
CREATE TABLE sales_ahead(
    sale TEXT NOT NULL PRIMARY KEY,
    origin TEXT NOT NULL,
    unit TEXT NOT NULL,
    payment TEXT NOT NULL CHECK (payment IN ('transfer', 'collected')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    waived INTEGER NOT NULL CHECK (waived >= 0 AND waived <= amount)
) STRICT;
CREATE INDEX sales_ahead_origin ON sales_ahead(origin);
-- What a refund, or the void of that sale (`document`), took of it: `waived` is not borne any more;
-- `kept` pays for what was taken instead, and `kept_waived` of that never came either.
CREATE TABLE sales_ahead_back(
    document TEXT NOT NULL,
    sale TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    waived INTEGER NOT NULL CHECK (waived >= 0),
    kept INTEGER NOT NULL CHECK (kept >= 0),
    kept_waived INTEGER NOT NULL CHECK (kept_waived >= 0 AND kept_waived <= kept),
    PRIMARY KEY (document, sale),
    CHECK (kept + waived <= amount)
) STRICT;
CREATE INDEX sales_ahead_back_sale ON sales_ahead_back(sale);
-- What was sold so far: the shop's sales without a till. What of them never came, orders know.
INSERT INTO sales_ahead(sale, origin, unit, payment, amount, waived)
    SELECT id, id, unit, payment, total, 0 FROM sales_sale
    WHERE channel = 'shop' AND shift IS NULL AND payment IN ('transfer', 'collected');
INSERT INTO sales_ahead_back(document, sale, amount, waived, kept, kept_waived)
    SELECT r.id, r.sale, r.total, 0, 0, 0 FROM sales_refund r JOIN sales_ahead a ON a.sale = r.sale;
