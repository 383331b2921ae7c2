CREATE TABLE org_kanwil (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 120),
    slug TEXT NOT NULL UNIQUE
) STRICT;

-- What stays the same in a unit's life. Positions are the centre of its regency or district.
CREATE TABLE org_unit (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('lapas', 'rutan', 'lpka', 'bapas', 'rs')),
    category TEXT NOT NULL CHECK (category IN
        ('umum', 'perempuan', 'anak', 'pemuda', 'narkotika', 'khusus', 'terbuka')),
    place TEXT NOT NULL,
    regency TEXT NOT NULL,
    province TEXT NOT NULL,
    lat INTEGER NOT NULL CHECK (lat BETWEEN -90000000 AND 90000000),
    lng INTEGER NOT NULL CHECK (lng BETWEEN -180000000 AND 180000000),
    zone TEXT NOT NULL CHECK (zone IN ('wib', 'wita', 'wit')),
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 2 AND 6),
    valid_from INTEGER NOT NULL,
    valid_to INTEGER CHECK (valid_to >= valid_from)
) STRICT;

-- What changes over time: one row from `valid_from` until the day before `valid_until`.
CREATE TABLE org_unit_version (
    unit TEXT NOT NULL REFERENCES org_unit (id),
    valid_from INTEGER NOT NULL,
    valid_until INTEGER CHECK (valid_until > valid_from),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    unit_class TEXT NOT NULL CHECK (length(unit_class) <= 10),
    kanwil TEXT NOT NULL REFERENCES org_kanwil (id),
    PRIMARY KEY (unit, valid_from)
) STRICT;
-- A unit has exactly one version that nothing follows.
CREATE UNIQUE INDEX org_unit_version_last ON org_unit_version (unit) WHERE valid_until IS NULL;
CREATE INDEX org_unit_version_kanwil ON org_unit_version (kanwil);

CREATE TABLE org_activity (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES org_unit (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    field TEXT NOT NULL CHECK (field IN ('manufaktur', 'jasa', 'agribisnis')),
    contract TEXT NOT NULL CHECK (contract IN
        ('own', 'partner_labour', 'service', 'consignment', 'commissioned')),
    standard INTEGER NOT NULL CHECK (standard IN (0, 1))
) STRICT;
CREATE INDEX org_activity_unit ON org_activity (unit);
-- One standard activity a field, however many ask for it at once.
CREATE UNIQUE INDEX org_activity_standard ON org_activity (unit, field) WHERE standard = 1;

CREATE TABLE org_campaign (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL CHECK (last_day >= first_day)
) STRICT;
CREATE INDEX org_campaign_day ON org_campaign (first_day);

-- Whoever adds a campaign takes this row first, so that two at once cannot overlap.
CREATE TABLE org_campaign_turn (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    taken INTEGER NOT NULL
) STRICT;
