-- Until when a taken place lasts: a slot that was removed may still be booked beside a new one.
ALTER TABLE orders_slot_taken ADD COLUMN ends INTEGER NOT NULL DEFAULT 0;
UPDATE orders_slot_taken SET ends = COALESCE(
    (SELECT MAX(a.ends) FROM orders_appointment a WHERE a.product = orders_slot_taken.owner
        AND a.day = orders_slot_taken.day AND a.starts = orders_slot_taken.starts),
    (SELECT MAX(o.slot_ends) FROM orders_order o WHERE o.unit = orders_slot_taken.owner
        AND o.pick_day = orders_slot_taken.day AND o.slot_starts = orders_slot_taken.starts),
    starts + 1);
