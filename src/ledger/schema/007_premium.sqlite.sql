-- Premium sheets: locks of one activity up to a day, and the entries that pay what was earned.
ALTER TABLE ledger_lock ADD COLUMN activity TEXT;
ALTER TABLE ledger_lock ADD COLUMN through INTEGER;

DROP TRIGGER ledger_entry_seals;
CREATE TRIGGER ledger_entry_seals BEFORE INSERT ON ledger_entry
WHEN (SELECT COUNT(*) < 2 OR SUM(amount) <> 0 FROM ledger_posting WHERE entry = NEW.id)
    OR EXISTS (SELECT 1 FROM ledger_book
               WHERE unit = NEW.unit AND (seq <> NEW.seq - 1 OR closed_through >= NEW.day))
    OR NEW.kind NOT IN ('sale', 'refund', 'voided', 'shift_difference', 'correction', 'opening',
        'deposit', 'fee', 'passed_on', 'shipping', 'premium', 'payout', 'payout_back')
BEGIN
    SELECT RAISE(ABORT,
        'ledger_entry: unbalanced, out of sequence, in a closed period or of an unknown kind');
END;

DROP TRIGGER ledger_lock_ends_once;
CREATE TRIGGER ledger_lock_ends_once BEFORE UPDATE ON ledger_lock
WHEN OLD.unit <> NEW.unit OR OLD.account <> NEW.account OR OLD.source <> NEW.source
    OR OLD.n <> NEW.n OR OLD.covers <> NEW.covers OR OLD.since <> NEW.since
    OR OLD.until IS NOT NEW.until OR OLD.activity IS NOT NEW.activity
    OR OLD.through IS NOT NEW.through OR OLD.ended IS NOT NULL OR NEW.ended IS NULL
BEGIN
    SELECT RAISE(ABORT, 'ledger_lock: only its end may be set, once');
END;
