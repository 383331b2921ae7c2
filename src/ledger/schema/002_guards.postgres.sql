-- The rules once more, inside the database: whoever writes past the program is refused here.
CREATE FUNCTION ledger_entry_seals() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF (SELECT COUNT(*) < 2 OR SUM(amount) <> 0 FROM ledger_posting WHERE entry = NEW.id)
        OR EXISTS (SELECT 1 FROM ledger_book
                   WHERE unit = NEW.unit AND (seq <> NEW.seq - 1 OR closed_through >= NEW.day))
    THEN
        RAISE EXCEPTION 'ledger_entry: unbalanced, out of sequence or in a closed period'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $body$;
CREATE TRIGGER ledger_entry_seals BEFORE INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_seals();

CREATE FUNCTION ledger_posting_sealed() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.entry)
        OR NEW.account NOT IN ('cash', 'qris_clearing', 'bank', 'receivable', 'cost_recovery',
            'premi_payable', 'upah_payable', 'pnbp_payable', 'working_fund', 'other_payable',
            'premi_claim', 'upah_claim', 'pnbp_claim', 'cash_over_short')
    THEN
        RAISE EXCEPTION 'ledger_posting: its entry is sealed or its account unknown'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $body$;
CREATE TRIGGER ledger_posting_sealed BEFORE INSERT ON ledger_posting
    FOR EACH ROW EXECUTE FUNCTION ledger_posting_sealed();

CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $body$;
CREATE TRIGGER ledger_posting_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting
    EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_period_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_period
    EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_rule_no_delete BEFORE DELETE OR TRUNCATE ON ledger_rule
    EXECUTE FUNCTION ledger_append_only();

CREATE FUNCTION ledger_rule_no_overlap() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF NEW.key <> 'template' AND EXISTS (
        SELECT 1 FROM ledger_rule
        WHERE key = NEW.key AND (NEW.valid_to IS NULL OR valid_from <= NEW.valid_to)
            AND (valid_to IS NULL OR valid_to >= NEW.valid_from))
    THEN
        RAISE EXCEPTION 'ledger_rule: overlaps another version of its key'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $body$;
CREATE TRIGGER ledger_rule_no_overlap BEFORE INSERT ON ledger_rule
    FOR EACH ROW EXECUTE FUNCTION ledger_rule_no_overlap();

CREATE FUNCTION ledger_rule_frozen() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    as_it_was ledger_rule := NEW;
BEGIN
    as_it_was.valid_to := OLD.valid_to;
    IF as_it_was IS DISTINCT FROM OLD OR NEW.valid_to IS NULL OR OLD.valid_to < NEW.valid_to THEN
        RAISE EXCEPTION 'ledger_rule: only an earlier last day may be set'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $body$;
CREATE TRIGGER ledger_rule_frozen BEFORE UPDATE ON ledger_rule
    FOR EACH ROW EXECUTE FUNCTION ledger_rule_frozen();
