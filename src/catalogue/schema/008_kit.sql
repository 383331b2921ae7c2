-- Several products of one unit that are sold together for less.
CREATE TABLE catalogue_kit (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES catalogue_unit (unit),
    slug TEXT NOT NULL UNIQUE,
    name_id TEXT NOT NULL CHECK (name_id <> ''),
    name_en TEXT NOT NULL,
    story_id TEXT NOT NULL,
    story_en TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    edition INTEGER NOT NULL DEFAULT 1 CHECK (edition > 0), -- of its parts: raised when they change
    added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX catalogue_kit_unit ON catalogue_kit (unit, state, added_at, id);

CREATE TABLE catalogue_kit_part (
    kit TEXT NOT NULL REFERENCES catalogue_kit (id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    variant TEXT NOT NULL REFERENCES catalogue_variant (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0 AND quantity % 1000 = 0),
    PRIMARY KEY (kit, variant)
) STRICT, WITHOUT ROWID;
CREATE INDEX catalogue_kit_part_variant ON catalogue_kit_part (variant);
