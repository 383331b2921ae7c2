-- An order of services alone, each with its time, is neither fetched nor sent: it is served.
ALTER TABLE orders_order RENAME COLUMN delivery TO delivery_before;
ALTER TABLE orders_order ADD COLUMN delivery TEXT NOT NULL DEFAULT 'fetched'
    CHECK (delivery IN ('fetched', 'sent', 'served'));
UPDATE orders_order SET delivery = 'sent' WHERE delivery_before = 'sent';
UPDATE orders_order SET delivery = 'served'
WHERE delivery_before = 'fetched' AND id IN (SELECT ord FROM orders_appointment)
    AND NOT EXISTS (
        SELECT 1 FROM orders_line AS line
        WHERE line.ord = orders_order.id AND NOT EXISTS (
            SELECT 1 FROM orders_appointment AS kept
            WHERE kept.ord = line.ord AND kept.line = line.n));
ALTER TABLE orders_order DROP COLUMN delivery_before;
