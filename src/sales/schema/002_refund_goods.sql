-- Whether the goods went back on the shelf, so that an export tells the whole refund.
ALTER TABLE sales_refund ADD COLUMN goods_return INTEGER NOT NULL DEFAULT 1
    CHECK (goods_return IN (0, 1));
CREATE INDEX sales_refund_unit ON sales_refund(unit, id);
-- Ids order by time: lists of a unit go by them.
CREATE INDEX sales_sale_unit ON sales_sale(unit, id);
