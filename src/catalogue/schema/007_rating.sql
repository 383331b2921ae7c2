-- What buyers gave it: how many published reviews, and the sum of their stars. Told by whoever
-- keeps the reviews, in the transaction that publishes one.
ALTER TABLE catalogue_product ADD COLUMN rating_count INTEGER NOT NULL DEFAULT 0 CHECK (rating_count >= 0);
ALTER TABLE catalogue_product ADD COLUMN rating_sum INTEGER NOT NULL DEFAULT 0 CHECK (rating_sum >= 0);
