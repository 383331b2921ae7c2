-- Since when the desk lets him make no more events there.
ALTER TABLE device_officer ADD COLUMN removed_at INTEGER;
