-- What was brought in from files, under a key that does not depend on the file: a row that is here
-- with the same content is skipped when it comes again, after a broken-off import too.
CREATE TABLE exchange_row(
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'product', 'variant', 'sale', 'refund')),
    key TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    object TEXT NOT NULL,                        -- id of what it became
    at INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT;
