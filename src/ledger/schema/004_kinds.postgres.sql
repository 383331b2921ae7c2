-- The kinds of entries move into the trigger, like the chart of accounts: a new one then replaces a
-- function and never reads the table.
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_kind_check;
CREATE OR REPLACE FUNCTION ledger_entry_seals() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF (SELECT COUNT(*) < 2 OR SUM(amount) <> 0 FROM ledger_posting WHERE entry = NEW.id)
        OR EXISTS (SELECT 1 FROM ledger_book
                   WHERE unit = NEW.unit AND (seq <> NEW.seq - 1 OR closed_through >= NEW.day))
        OR NEW.kind NOT IN ('sale', 'refund', 'voided', 'shift_difference', 'correction',
            'opening', 'deposit')
    THEN
        RAISE EXCEPTION 'ledger_entry: unbalanced, out of sequence, in a closed period or of an '
            'unknown kind' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $body$;

CREATE FUNCTION ledger_lock_ends_once() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    as_it_was ledger_lock := NEW;
BEGIN
    as_it_was.ended := OLD.ended;
    IF as_it_was IS DISTINCT FROM OLD OR OLD.ended IS NOT NULL OR NEW.ended IS NULL THEN
        RAISE EXCEPTION 'ledger_lock: only its end may be set, once'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $body$;
CREATE TRIGGER ledger_lock_ends_once BEFORE UPDATE ON ledger_lock
    FOR EACH ROW EXECUTE FUNCTION ledger_lock_ends_once();
CREATE TRIGGER ledger_lock_no_delete BEFORE DELETE OR TRUNCATE ON ledger_lock
    EXECUTE FUNCTION ledger_append_only();
