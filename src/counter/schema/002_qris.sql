-- The unit's own QRIS picture, shown at its tills. One a unit; a new one takes its place.
CREATE TABLE counter_qris(
    unit TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    webp TEXT NOT NULL -- base64
) STRICT;
