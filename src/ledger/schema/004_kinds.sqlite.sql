-- The kinds of entries move into the trigger, like the chart of accounts: a new one then replaces a
-- trigger and never copies the table, as this step has to. What names the table goes first and comes
-- back unchanged.
DROP TRIGGER ledger_posting_sealed;
CREATE TABLE ledger_entry_anew (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES ledger_book (unit),
    seq INTEGER NOT NULL CHECK (seq > 0),
    kind TEXT NOT NULL,
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
INSERT INTO ledger_entry_anew (id, unit, seq, kind, day, business_day, late, source, memo, officer,
    at, hash)
SELECT id, unit, seq, kind, day, business_day, late, source, memo, officer, at, hash
FROM ledger_entry ORDER BY rowid;
DROP TABLE ledger_entry;
ALTER TABLE ledger_entry_anew RENAME TO ledger_entry;

CREATE TRIGGER ledger_entry_seals BEFORE INSERT ON ledger_entry
WHEN (SELECT COUNT(*) < 2 OR SUM(amount) <> 0 FROM ledger_posting WHERE entry = NEW.id)
    OR EXISTS (SELECT 1 FROM ledger_book
               WHERE unit = NEW.unit AND (seq <> NEW.seq - 1 OR closed_through >= NEW.day))
    OR NEW.kind NOT IN ('sale', 'refund', 'voided', 'shift_difference', 'correction', 'opening',
        'deposit')
BEGIN
    SELECT RAISE(ABORT,
        'ledger_entry: unbalanced, out of sequence, in a closed period or of an unknown kind');
END;
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN
    SELECT RAISE(ABORT, 'ledger_entry is append-only');
END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN
    SELECT RAISE(ABORT, 'ledger_entry is append-only');
END;
CREATE TRIGGER ledger_posting_sealed BEFORE INSERT ON ledger_posting
WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.entry)
    OR NEW.account NOT IN ('cash', 'qris_clearing', 'bank', 'receivable', 'cost_recovery',
        'premi_payable', 'upah_payable', 'pnbp_payable', 'working_fund', 'other_payable',
        'premi_claim', 'upah_claim', 'pnbp_claim', 'cash_over_short')
BEGIN
    SELECT RAISE(ABORT, 'ledger_posting: its entry is sealed or its account unknown');
END;

CREATE TRIGGER ledger_lock_ends_once BEFORE UPDATE ON ledger_lock
WHEN OLD.unit <> NEW.unit OR OLD.account <> NEW.account OR OLD.source <> NEW.source
    OR OLD.n <> NEW.n OR OLD.covers <> NEW.covers OR OLD.since <> NEW.since
    OR OLD.until IS NOT NEW.until OR OLD.ended IS NOT NULL OR NEW.ended IS NULL
BEGIN
    SELECT RAISE(ABORT, 'ledger_lock: only its end may be set, once');
END;
CREATE TRIGGER ledger_lock_no_delete BEFORE DELETE ON ledger_lock
BEGIN
    SELECT RAISE(ABORT, 'ledger_lock: locks are kept');
END;
