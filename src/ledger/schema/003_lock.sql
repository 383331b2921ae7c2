-- What a live billing or an authorised sheet covers of a unit's book (R-10). A lock that changes
-- gets a new row: whoever proves a reversal must know which lock it found.
CREATE TABLE ledger_lock (
    unit TEXT NOT NULL REFERENCES ledger_book (unit),
    account TEXT NOT NULL CHECK (account IN ('premi_payable', 'upah_payable', 'pnbp_payable')),
    source TEXT NOT NULL CHECK (source <> ''),
    n INTEGER NOT NULL CHECK (n > 0),
    covers INTEGER NOT NULL CHECK (covers > 0),
    since INTEGER NOT NULL CHECK (since >= covers),
    until INTEGER,
    ended INTEGER CHECK (ended >= since),
    PRIMARY KEY (unit, account, source, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_lock_standing ON ledger_lock (unit, covers) WHERE ended IS NULL;
