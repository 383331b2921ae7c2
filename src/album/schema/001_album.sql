-- Photographs of lots and activities. They may show people: never among the public media.
CREATE TABLE album_photo (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,                          -- of the subject: 'batch', 'activity'
    subject TEXT NOT NULL,
    above INTEGER NOT NULL CHECK (above IN (0, 1)), -- shown to Kanwil and Ditjen too
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    webp TEXT NOT NULL                           -- base64
) STRICT;
CREATE INDEX album_photo_subject ON album_photo (unit, kind, subject, at);
