-- Tills ask what of their unit is called back, each device once a minute.
CREATE INDEX labels_withdrawal_unit ON labels_withdrawal (unit, at);
CREATE INDEX labels_run_lot ON labels_run (unit, lot);
