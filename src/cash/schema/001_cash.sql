-- What a unit paid for, or moved between its own accounts. Nothing of it changes but that it is taken
-- back, once (guarded by the program and proven by verify).
CREATE TABLE cash_move (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),            -- the unit's own count, without gaps
    kind TEXT NOT NULL CHECK (kind IN
        ('material', 'tools', 'transport', 'other', 'to_bank', 'to_cash', 'settled')),
    day INTEGER NOT NULL,
    money TEXT NOT NULL CHECK (money IN ('cash', 'bank', 'qris_clearing')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    fee INTEGER NOT NULL CHECK (fee >= 0 AND fee < amount),
    activity TEXT,
    payee TEXT NOT NULL,
    about TEXT NOT NULL,
    entry TEXT NOT NULL UNIQUE,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    back_entry TEXT UNIQUE,
    back_at INTEGER,
    back_by TEXT,
    back_why TEXT NOT NULL,
    UNIQUE (unit, n),
    CHECK ((back_entry IS NULL) = (back_at IS NULL) AND (back_entry IS NULL) = (back_by IS NULL)
        AND (back_entry IS NULL) = (back_why = ''))
) STRICT;
CREATE INDEX cash_move_day ON cash_move (day);
