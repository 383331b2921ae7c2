-- The catalogue's copy of what the shelf shows of a unit, kept by org's events.
CREATE TABLE catalogue_unit (
    unit TEXT NOT NULL PRIMARY KEY,
    kanwil TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    closes_at INTEGER NOT NULL,                  -- end of its last day; far away while it is open
    codes INTEGER NOT NULL DEFAULT 0 CHECK (codes >= 0) -- numbers given out as codes
) STRICT;
CREATE INDEX catalogue_unit_kanwil ON catalogue_unit (kanwil);

CREATE TABLE catalogue_product (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES catalogue_unit (unit),
    activity TEXT NOT NULL,
    contract TEXT NOT NULL
        CHECK (contract IN ('own', 'partner_labour', 'service', 'consignment', 'commissioned')),
    slug TEXT NOT NULL UNIQUE,
    name_id TEXT NOT NULL CHECK (name_id <> ''),
    name_en TEXT NOT NULL,
    story_id TEXT NOT NULL,
    story_en TEXT NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('kerajinan', 'manufaktur', 'agribisnis', 'jasa', 'karya_seni')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    origin TEXT NOT NULL CHECK (origin IN ('unknown', 'inside', 'with_outside_parts')),
    reach TEXT NOT NULL CHECK (reach IN ('local', 'national', 'abroad')),
    search TEXT NOT NULL,                        -- folded names, for finding by words
    added_at INTEGER NOT NULL,
    published_at INTEGER NOT NULL DEFAULT 0,     -- first time; 0 while it never was
    revision INTEGER NOT NULL DEFAULT 0,
    -- What its variants and photos add up to, so that a card is one row.
    availability TEXT NOT NULL DEFAULT 'sold_out'
        CHECK (availability IN ('ready', 'to_order', 'sold_out')),
    price_min INTEGER,
    price_max INTEGER,
    photo TEXT,
    CHECK (state <> 'published' OR published_at > 0)
) STRICT;
CREATE INDEX catalogue_product_unit ON catalogue_product (unit, added_at, id);
CREATE INDEX catalogue_product_shelf ON catalogue_product (state, published_at, id);
CREATE INDEX catalogue_product_kind ON catalogue_product (state, kind, published_at, id);

-- A variant carries everything that a sale freezes, so that taking stock is one statement.
CREATE TABLE catalogue_variant (
    id TEXT NOT NULL PRIMARY KEY,
    product TEXT NOT NULL REFERENCES catalogue_product (id),
    unit TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    code TEXT NOT NULL CHECK (code <> ''),
    barcode TEXT,
    measure TEXT NOT NULL,
    whole_only INTEGER NOT NULL CHECK (whole_only IN (0, 1)),
    supply TEXT NOT NULL CHECK (supply IN ('stocked', 'to_order', 'service')),
    lead_days INTEGER CHECK (lead_days BETWEEN 0 AND 365),
    price INTEGER NOT NULL CHECK (price > 0),
    cost INTEGER CHECK (cost >= 0),
    on_hand INTEGER NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
    ordered INTEGER NOT NULL DEFAULT 0 CHECK (ordered >= 0),
    for_sale INTEGER NOT NULL CHECK (for_sale IN (0, 1)),
    sellable INTEGER NOT NULL CHECK (sellable IN (0, 1)), -- for_sale and product not withdrawn
    label TEXT NOT NULL,                         -- product and variant, as printed
    activity TEXT NOT NULL,
    contract TEXT NOT NULL,
    search TEXT NOT NULL,                        -- folded label, English name, code, barcode
    moves INTEGER NOT NULL DEFAULT 0,            -- seq of the latest movement
    prices INTEGER NOT NULL DEFAULT 0,           -- seq of the latest price
    CHECK (held <= on_hand),
    CHECK (supply = 'to_order' OR ordered = 0),
    CHECK (supply <> 'service' OR on_hand = 0),
    CHECK ((supply = 'to_order') = (lead_days IS NOT NULL)),
    UNIQUE (unit, code),
    UNIQUE (unit, barcode)
) STRICT;
CREATE INDEX catalogue_variant_product ON catalogue_variant (product, ordinal);
CREATE INDEX catalogue_variant_unit ON catalogue_variant (unit, sellable, id);

-- Never changed: stock is the sum of its movements.
CREATE TABLE catalogue_movement (
    variant TEXT NOT NULL REFERENCES catalogue_variant (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    at INTEGER NOT NULL,
    officer TEXT,
    reason TEXT NOT NULL
        CHECK (reason IN ('opening', 'production', 'sale', 'refund', 'shortage', 'correction',
                          'count', 'spoiled', 'kitchen', 'social_aid', 'own_use')),
    delta INTEGER NOT NULL,
    ordered_delta INTEGER NOT NULL,
    on_hand INTEGER NOT NULL CHECK (on_hand >= 0),
    source TEXT NOT NULL,                        -- id of the sale or refund, else empty
    note TEXT NOT NULL,
    PRIMARY KEY (variant, seq),
    CHECK (delta <> 0 OR ordered_delta <> 0)
) STRICT;

-- Never changed: each row is in force until the next.
CREATE TABLE catalogue_price (
    variant TEXT NOT NULL REFERENCES catalogue_variant (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    from_at INTEGER NOT NULL,
    price INTEGER NOT NULL CHECK (price > 0),
    cost INTEGER CHECK (cost >= 0),
    officer TEXT,
    PRIMARY KEY (variant, seq)
) STRICT;

CREATE TABLE catalogue_shortage (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    variant TEXT NOT NULL REFERENCES catalogue_variant (id),
    source TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    at INTEGER NOT NULL,
    officer TEXT,
    resolved_at INTEGER,
    resolved_by TEXT
) STRICT;
CREATE INDEX catalogue_shortage_open ON catalogue_shortage (unit, resolved_at, at);
CREATE INDEX catalogue_shortage_variant ON catalogue_shortage (variant, resolved_at);

CREATE TABLE catalogue_paper (
    product TEXT NOT NULL REFERENCES catalogue_product (id),
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('halal', 'pirt', 'bpom', 'brand', 'other')),
    number TEXT NOT NULL CHECK (number <> ''),
    valid_to INTEGER,
    PRIMARY KEY (product, ordinal)
) STRICT;

CREATE TABLE catalogue_photo (
    id TEXT NOT NULL PRIMARY KEY,
    product TEXT NOT NULL REFERENCES catalogue_product (id),
    unit TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    alt_id TEXT NOT NULL CHECK (alt_id <> ''),
    alt_en TEXT NOT NULL,
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX catalogue_photo_product ON catalogue_photo (product, added_at, id);
