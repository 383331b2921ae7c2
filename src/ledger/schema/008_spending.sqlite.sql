-- What a unit pays for, and money that it moves between its own accounts (cash/).
DROP TRIGGER ledger_entry_seals;
CREATE TRIGGER ledger_entry_seals BEFORE INSERT ON ledger_entry
WHEN (SELECT COUNT(*) < 2 OR SUM(amount) <> 0 FROM ledger_posting WHERE entry = NEW.id)
    OR EXISTS (SELECT 1 FROM ledger_book
               WHERE unit = NEW.unit AND (seq <> NEW.seq - 1 OR closed_through >= NEW.day))
    OR NEW.kind NOT IN ('sale', 'refund', 'voided', 'shift_difference', 'correction', 'opening',
        'deposit', 'fee', 'passed_on', 'shipping', 'premium', 'payout', 'payout_back', 'spent',
        'moved')
BEGIN
    SELECT RAISE(ABORT,
        'ledger_entry: unbalanced, out of sequence, in a closed period or of an unknown kind');
END;

DROP TRIGGER ledger_posting_sealed;
CREATE TRIGGER ledger_posting_sealed BEFORE INSERT ON ledger_posting
WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.entry)
    OR NEW.account NOT IN ('cash', 'qris_clearing', 'bank', 'receivable', 'cost_recovery', 'material',
        'premi_payable', 'upah_payable', 'pnbp_payable', 'working_fund', 'other_payable',
        'courier_payable', 'premi_claim', 'upah_claim', 'pnbp_claim', 'cash_over_short')
BEGIN
    SELECT RAISE(ABORT, 'ledger_posting: its entry is sealed or its account unknown');
END;
