-- Whose prices a unit's buyers see, and in which village its parcels begin.
CREATE TABLE shipping_prices (
    unit TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL CHECK (source IN ('own', 'rajaongkir', 'biteship')),
    origin TEXT NOT NULL,
    CHECK ((source = 'own') = (origin = ''))
) STRICT, WITHOUT ROWID;

-- What a parcel of this weight (in steps of 100 grams) costs from village to village, as a provider
-- said at `answered_at`. While `waiting` it is to be asked, since `wanted_at`.
CREATE TABLE shipping_quote (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('rajaongkir', 'biteship')),
    origin TEXT NOT NULL,
    village TEXT NOT NULL,
    grams INTEGER NOT NULL CHECK (grams > 0),
    waiting INTEGER NOT NULL CHECK (waiting IN (0, 1)),
    wanted_at INTEGER NOT NULL,
    answered_at INTEGER,
    failed_at INTEGER,
    trouble TEXT NOT NULL,
    holder TEXT NOT NULL,
    held_until INTEGER NOT NULL,
    UNIQUE (unit, source, origin, village, grams)
) STRICT;
CREATE INDEX shipping_quote_waiting ON shipping_quote (wanted_at) WHERE waiting = 1;
CREATE INDEX shipping_quote_wanted ON shipping_quote (wanted_at);
CREATE INDEX shipping_quote_unit ON shipping_quote (unit, source, wanted_at);

-- A service of a courier, as a provider names it. Its id is what a buyer chooses.
CREATE TABLE shipping_service (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    source TEXT NOT NULL,
    courier TEXT NOT NULL,
    code TEXT NOT NULL CHECK (code <> ''),
    UNIQUE (unit, source, courier, code)
) STRICT;

CREATE TABLE shipping_quote_price (
    quote TEXT NOT NULL REFERENCES shipping_quote (id),
    service TEXT NOT NULL REFERENCES shipping_service (id),
    name TEXT NOT NULL CHECK (name <> ''),
    fee INTEGER NOT NULL CHECK (fee > 0),
    days_min INTEGER NOT NULL CHECK (days_min >= 0),
    days_max INTEGER NOT NULL CHECK (days_max >= days_min),
    PRIMARY KEY (quote, service)
) STRICT, WITHOUT ROWID;
