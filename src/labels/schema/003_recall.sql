-- Lots whose goods are called back: no label of theirs counts, printed before or after.
CREATE TABLE labels_recall (
    unit TEXT NOT NULL,
    lot TEXT NOT NULL CHECK (lot <> ''),
    reason TEXT NOT NULL CHECK (reason <> ''),
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    PRIMARY KEY (unit, lot)
) STRICT, WITHOUT ROWID;
