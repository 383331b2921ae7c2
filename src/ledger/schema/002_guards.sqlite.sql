-- The rules once more, inside the database: whoever writes past the program is refused here.
CREATE TRIGGER ledger_entry_seals BEFORE INSERT ON ledger_entry
WHEN (SELECT COUNT(*) < 2 OR SUM(amount) <> 0 FROM ledger_posting WHERE entry = NEW.id)
    OR EXISTS (SELECT 1 FROM ledger_book
               WHERE unit = NEW.unit AND (seq <> NEW.seq - 1 OR closed_through >= NEW.day))
BEGIN
    SELECT RAISE(ABORT, 'ledger_entry: unbalanced, out of sequence or in a closed period');
END;

CREATE TRIGGER ledger_posting_sealed BEFORE INSERT ON ledger_posting
WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.entry)
    OR NEW.account NOT IN ('cash', 'qris_clearing', 'bank', 'receivable', 'cost_recovery',
        'premi_payable', 'upah_payable', 'pnbp_payable', 'working_fund', 'other_payable',
        'premi_claim', 'upah_claim', 'pnbp_claim', 'cash_over_short')
BEGIN
    SELECT RAISE(ABORT, 'ledger_posting: its entry is sealed or its account unknown');
END;

CREATE TRIGGER ledger_posting_no_update BEFORE UPDATE ON ledger_posting
BEGIN
    SELECT RAISE(ABORT, 'ledger_posting is append-only');
END;
CREATE TRIGGER ledger_posting_no_delete BEFORE DELETE ON ledger_posting
BEGIN
    SELECT RAISE(ABORT, 'ledger_posting is append-only');
END;
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN
    SELECT RAISE(ABORT, 'ledger_entry is append-only');
END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN
    SELECT RAISE(ABORT, 'ledger_entry is append-only');
END;
CREATE TRIGGER ledger_period_no_update BEFORE UPDATE ON ledger_period
BEGIN
    SELECT RAISE(ABORT, 'ledger_period is append-only');
END;
CREATE TRIGGER ledger_period_no_delete BEFORE DELETE ON ledger_period
BEGIN
    SELECT RAISE(ABORT, 'ledger_period is append-only');
END;

CREATE TRIGGER ledger_rule_no_overlap BEFORE INSERT ON ledger_rule
WHEN NEW.key <> 'template' AND EXISTS (
    SELECT 1 FROM ledger_rule
    WHERE key = NEW.key AND (NEW.valid_to IS NULL OR valid_from <= NEW.valid_to)
        AND (valid_to IS NULL OR valid_to >= NEW.valid_from))
BEGIN
    SELECT RAISE(ABORT, 'ledger_rule: overlaps another version of its key');
END;
CREATE TRIGGER ledger_rule_frozen BEFORE UPDATE ON ledger_rule
WHEN OLD.id <> NEW.id OR OLD.key <> NEW.key OR OLD.version <> NEW.version
    OR OLD.unit IS NOT NEW.unit OR OLD.activity IS NOT NEW.activity
    OR OLD.contract IS NOT NEW.contract OR OLD.valid_from <> NEW.valid_from
    OR OLD.base <> NEW.base OR OLD.premi <> NEW.premi OR OLD.pnbp <> NEW.pnbp
    OR OLD.working_fund <> NEW.working_fund OR OLD.other <> NEW.other
    OR OLD.wage_per_piece <> NEW.wage_per_piece OR OLD.source <> NEW.source
    OR NEW.valid_to IS NULL OR OLD.valid_to < NEW.valid_to
BEGIN
    SELECT RAISE(ABORT, 'ledger_rule: only an earlier last day may be set');
END;
CREATE TRIGGER ledger_rule_no_delete BEFORE DELETE ON ledger_rule
BEGIN
    SELECT RAISE(ABORT, 'ledger_rule: versions are kept');
END;
