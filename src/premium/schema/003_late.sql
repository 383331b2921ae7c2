-- What a line counts of days before the sheet's own: written or corrected after the sheet that held them,
-- or in none. Less than nothing: corrected down. A line without such days has no row.
CREATE TABLE premium_late (
    sheet TEXT NOT NULL REFERENCES premium_sheet (id),
    worker TEXT NOT NULL,
    present INTEGER NOT NULL,
    hours INTEGER NOT NULL,   -- thousandths
    pieces INTEGER NOT NULL,  -- thousandths
    earned INTEGER NOT NULL,
    PRIMARY KEY (sheet, worker),
    CHECK (present <> 0 OR hours <> 0 OR pieces <> 0 OR earned <> 0)
) STRICT;
