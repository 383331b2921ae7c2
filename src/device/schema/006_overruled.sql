-- Reasons that a person has overruled while it waited: bits of ReviewReason.
ALTER TABLE device_event ADD COLUMN overruled INTEGER NOT NULL DEFAULT 0;
