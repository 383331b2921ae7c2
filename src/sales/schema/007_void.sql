-- Why, when and by whom a sale was taken back as if it had never been.
CREATE TABLE sales_void(
    sale TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
-- A day's refunds come off that day's turnover.
CREATE INDEX sales_refund_day ON sales_refund(unit, day);
