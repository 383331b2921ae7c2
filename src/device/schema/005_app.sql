-- What a device runs: the version of the events it writes (0: not told yet), and its till.
ALTER TABLE device_till ADD COLUMN v INTEGER NOT NULL DEFAULT 0;
ALTER TABLE device_till ADD COLUMN app TEXT NOT NULL DEFAULT '';
