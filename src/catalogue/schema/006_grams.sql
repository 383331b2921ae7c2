-- What one weighs, packed to be sent; NULL: nobody weighed it, so it cannot be sent.
ALTER TABLE catalogue_variant ADD COLUMN grams INTEGER CHECK (grams > 0);
