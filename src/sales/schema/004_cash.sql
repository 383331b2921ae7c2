-- Money put into a drawer (above zero) or taken out of it (below), neither for goods nor back for
-- them. Never changed.
CREATE TABLE sales_cash(
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    shift TEXT NOT NULL,
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount <> 0),
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
CREATE INDEX sales_cash_shift ON sales_cash(shift, at, id);
