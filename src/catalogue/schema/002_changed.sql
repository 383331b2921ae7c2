-- When something of it that a till shows was last written, so that a till on a device of its own asks
-- for what changed alone. Not indexed: stock changes with every sale, and a unit's goods are few.
ALTER TABLE catalogue_product ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE catalogue_variant ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
