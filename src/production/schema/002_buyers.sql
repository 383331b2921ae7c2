-- Somebody has opened who bought goods of a lot; he sees it for an hour.
CREATE TABLE production_reading (
    id TEXT NOT NULL PRIMARY KEY,
    batch TEXT NOT NULL REFERENCES production_batch (id),
    officer TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX production_reading_batch ON production_reading (batch, id);
