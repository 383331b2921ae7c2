-- One row a key: locked while a version is added, so that two versions never overlap (R-03).
CREATE TABLE ledger_rule_key (
    key TEXT NOT NULL PRIMARY KEY,
    versions INTEGER NOT NULL CHECK (versions > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_rule (
    id TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL REFERENCES ledger_rule_key (key),
    version INTEGER NOT NULL,
    unit TEXT,
    activity TEXT,
    contract TEXT CHECK (contract IN
        ('own', 'partner_labour', 'service', 'consignment', 'commissioned')),
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    base TEXT NOT NULL CHECK (base IN ('gross', 'profit', 'wage')),
    premi INTEGER NOT NULL CHECK (premi >= 0),
    pnbp INTEGER NOT NULL CHECK (pnbp >= 0),
    working_fund INTEGER NOT NULL CHECK (working_fund >= 0),
    other INTEGER NOT NULL CHECK (other >= 0),
    wage_per_piece INTEGER NOT NULL CHECK (wage_per_piece >= 0),
    source TEXT NOT NULL CHECK (source <> ''),
    UNIQUE (key, version),
    CHECK (premi + pnbp + working_fund + other = 10000),
    CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CHECK (activity IS NULL OR (unit IS NOT NULL AND contract IS NULL)),
    CHECK ((base = 'wage' AND wage_per_piece > 0 AND premi = 0)
        OR (base <> 'wage' AND wage_per_piece = 0))
) STRICT;
CREATE INDEX ledger_rule_by_day ON ledger_rule (key, valid_from);

-- One row a unit: the head of its chain and its last closed day. Locked by every posting.
CREATE TABLE ledger_book (
    unit TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL CHECK (seq >= 0),
    hash TEXT NOT NULL,
    closed_through INTEGER
) STRICT, WITHOUT ROWID;

-- Postings are written before their entry, which seals them; 002_guards also holds the chart of
-- accounts (docs/reference/accounts.md), since a trigger is replaced more cheaply than a table.
CREATE TABLE ledger_posting (
    entry TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    account TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_entry (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES ledger_book (unit),
    seq INTEGER NOT NULL CHECK (seq > 0),
    kind TEXT NOT NULL CHECK (kind IN
        ('sale', 'refund', 'voided', 'shift_difference', 'correction', 'opening')),
    day INTEGER NOT NULL,
    business_day INTEGER NOT NULL,
    late INTEGER NOT NULL CHECK (late IN (0, 1)),
    source TEXT NOT NULL CHECK (source <> ''),
    memo TEXT NOT NULL,
    officer TEXT,
    at INTEGER NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    UNIQUE (unit, seq),
    UNIQUE (unit, source, kind),
    CHECK ((late = 0 AND day = business_day) OR (late = 1 AND day > business_day))
) STRICT;

-- What each account moved on each day: a projection of the postings, written with them.
CREATE TABLE ledger_balance (
    unit TEXT NOT NULL,
    account TEXT NOT NULL,
    day INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (unit, account, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_period (
    unit TEXT NOT NULL REFERENCES ledger_book (unit),
    month INTEGER NOT NULL,
    closed_by TEXT NOT NULL,
    closed_at INTEGER NOT NULL,
    PRIMARY KEY (unit, month)
) STRICT, WITHOUT ROWID;
