-- A series that a till of this installation counts: papers from elsewhere add no number ahead of it.
ALTER TABLE sales_series ADD COLUMN live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1));
UPDATE sales_series SET live = 1 WHERE kind = 'sale' AND EXISTS (SELECT 1 FROM sales_sale
    WHERE sales_sale.unit = sales_series.unit AND sales_sale.series = sales_series.series
        AND sales_sale.channel <> 'import');
