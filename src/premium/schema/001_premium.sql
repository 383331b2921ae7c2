-- One sheet of what workers of an activity earned in a period. Its sums are frozen when it is sent;
-- each step is an approval of exactly what `hash` says.
CREATE TABLE premium_sheet (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    activity TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    fund TEXT NOT NULL CHECK (fund IN ('premi', 'upah')),
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL CHECK (last_day >= first_day),
    state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'verified', 'authorised', 'dropped')),
    version INTEGER NOT NULL CHECK (version > 0),
    formula TEXT NOT NULL,
    covers INTEGER NOT NULL CHECK (covers >= 0),   -- number of the last entry of the book it saw
    accrued INTEGER NOT NULL CHECK (accrued >= 0),
    carried_in INTEGER NOT NULL CHECK (carried_in >= 0),
    claimed INTEGER NOT NULL CHECK (claimed >= 0),
    topped_up INTEGER NOT NULL CHECK (topped_up >= 0),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    carried_out INTEGER NOT NULL CHECK (carried_out >= 0),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    booked_as INTEGER CHECK (booked_as > covers),
    UNIQUE (unit, n),
    CHECK (accrued + carried_in + topped_up = claimed + amount + carried_out),
    CHECK (topped_up = 0 OR carried_out = 0),
    CHECK (booked_as IS NULL OR state = 'authorised')
) STRICT;
CREATE INDEX premium_sheet_activity ON premium_sheet (activity, fund, last_day);
-- One at a time: the next begins with what the one before it left.
CREATE UNIQUE INDEX premium_sheet_open ON premium_sheet (activity, fund)
    WHERE state IN ('draft', 'sent', 'verified');

CREATE TABLE premium_line (
    sheet TEXT NOT NULL REFERENCES premium_sheet (id),
    worker TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),             -- the worker's number in the unit
    present INTEGER NOT NULL CHECK (present >= 0),
    hours INTEGER NOT NULL CHECK (hours >= 0),    -- thousandths
    pieces INTEGER NOT NULL CHECK (pieces >= 0),  -- thousandths
    earned INTEGER NOT NULL CHECK (earned >= 0),  -- pieces by the rate of their day
    difficulty INTEGER CHECK (difficulty BETWEEN 1 AND 5),
    conduct INTEGER CHECK (conduct BETWEEN 1 AND 5),
    weight INTEGER NOT NULL CHECK (weight >= 0),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (sheet, worker)
) STRICT;
CREATE INDEX premium_line_worker ON premium_line (worker, sheet);

-- What a sheet takes of which sale. Nothing is in two sheets.
CREATE TABLE premium_part (
    activity TEXT NOT NULL,
    fund TEXT NOT NULL,
    sale TEXT NOT NULL,
    sheet TEXT NOT NULL REFERENCES premium_sheet (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (activity, fund, sale)
) STRICT;
CREATE INDEX premium_part_sheet ON premium_part (sheet);

CREATE TABLE premium_approval (
    sheet TEXT NOT NULL REFERENCES premium_sheet (id),
    n INTEGER NOT NULL CHECK (n > 0),
    step TEXT NOT NULL CHECK (step IN ('made', 'computed', 'sent', 'verified', 'authorised',
        'sent_back', 'dropped')),
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    reason TEXT NOT NULL,
    PRIMARY KEY (sheet, n),
    CHECK (step <> 'sent_back' OR reason <> '')
) STRICT;

CREATE TABLE premium_payout (
    id TEXT NOT NULL PRIMARY KEY,
    sheet TEXT NOT NULL REFERENCES premium_sheet (id),
    unit TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    channel TEXT NOT NULL CHECK (channel IN ('card', 'savings', 'hand')),
    money TEXT NOT NULL CHECK (money IN ('cash', 'bank')),
    paid_on INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    booked_as INTEGER NOT NULL CHECK (booked_as > 0),
    UNIQUE (sheet, n)
) STRICT;
CREATE TABLE premium_payout_line (
    payout TEXT NOT NULL REFERENCES premium_payout (id),
    sheet TEXT NOT NULL REFERENCES premium_sheet (id),
    worker TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    came_back_at INTEGER,
    came_back_by TEXT,
    reason TEXT NOT NULL,
    back_as INTEGER CHECK (back_as > 0),
    PRIMARY KEY (payout, worker),
    CHECK ((came_back_at IS NULL) = (came_back_by IS NULL)
        AND (came_back_at IS NULL) = (back_as IS NULL) AND (came_back_at IS NULL) = (reason = ''))
) STRICT;
-- Nobody is paid twice for one sheet.
CREATE UNIQUE INDEX premium_paid_once ON premium_payout_line (sheet, worker)
    WHERE came_back_at IS NULL;

-- What marks multiply by, from a day on. JSON; never changed.
CREATE TABLE premium_factors (
    unit TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    since INTEGER NOT NULL,
    difficulty TEXT NOT NULL,
    conduct TEXT NOT NULL,
    PRIMARY KEY (unit, version)
) STRICT;

-- Minimum wages, as the unit filled them in. Never changed; the newest row of a day counts.
CREATE TABLE premium_wage (
    unit TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    since INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('ump', 'umk')),
    month INTEGER NOT NULL CHECK (month > 0),      -- rupiah a month
    days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 31),
    source TEXT NOT NULL CHECK (source <> ''),
    PRIMARY KEY (unit, version)
) STRICT;

-- The columns of a unit's card file, as chosen last. JSON.
CREATE TABLE premium_columns (
    unit TEXT NOT NULL PRIMARY KEY,
    columns TEXT NOT NULL
) STRICT;
