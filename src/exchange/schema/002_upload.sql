-- Which run of an import took the row: an upload that goes on after a break counts it as its own.
ALTER TABLE exchange_row ADD COLUMN batch TEXT NOT NULL DEFAULT '';

-- Files that came in by the browser, with who sent them and how far they are. `held_until`: a node
-- works on it until then, unless it says so again.
CREATE TABLE exchange_upload(
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('units', 'products', 'sales')),
    state TEXT NOT NULL CHECK (state IN ('checking', 'checked', 'taking', 'done', 'failed')),
    officer TEXT NOT NULL,
    officer_name TEXT NOT NULL,
    role TEXT NOT NULL,
    unit TEXT NOT NULL,
    kanwil TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('id', 'en')),
    size INTEGER NOT NULL CHECK (size > 0),      -- bytes of the file
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    holder TEXT NOT NULL,
    held_until INTEGER NOT NULL,
    tries INTEGER NOT NULL CHECK (tries >= 0),
    progress INTEGER NOT NULL CHECK (progress BETWEEN 0 AND 100), -- of the file read, in percent
    result TEXT NOT NULL,                        -- JSON of Imported; empty: none yet
    trouble TEXT NOT NULL                        -- why it failed, in words
) STRICT;
CREATE INDEX exchange_upload_officer ON exchange_upload(officer, id);
CREATE INDEX exchange_upload_state ON exchange_upload(state, size);

-- The file itself, gone as soon as it was taken, and the rows that were refused.
CREATE TABLE exchange_upload_part(
    upload TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('sent', 'refused')),
    content TEXT NOT NULL,                       -- sent: base64; refused: CSV
    PRIMARY KEY (upload, part)
) STRICT;
