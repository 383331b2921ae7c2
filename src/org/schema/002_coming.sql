-- When and by which role a version or a closing was noted; empty for what the seed brought.
ALTER TABLE org_unit_version ADD COLUMN noted_at INTEGER;
ALTER TABLE org_unit_version ADD COLUMN noted_by TEXT;
ALTER TABLE org_unit ADD COLUMN closing_noted_at INTEGER;
ALTER TABLE org_unit ADD COLUMN closing_noted_by TEXT;

-- Changes whose day has not come at the unit: told once more when it has, then forgotten.
CREATE TABLE org_coming (
    unit TEXT NOT NULL REFERENCES org_unit (id),
    day INTEGER NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('added', 'renamed', 'moved', 'closed')),
    at INTEGER NOT NULL,
    PRIMARY KEY (unit, day, change)
) STRICT;
CREATE INDEX org_coming_at ON org_coming (at);

-- What an older version noted is told once more: a copy made of it may have come too early.
INSERT INTO org_coming (unit, day, change, at)
SELECT v.unit, v.valid_from, 'renamed',
    (v.valid_from * 86400 - CASE u.zone WHEN 'wib' THEN 25200 WHEN 'wita' THEN 28800 ELSE 32400 END)
        * 1000000
FROM org_unit_version v JOIN org_unit u ON u.id = v.unit WHERE v.valid_from > u.valid_from;
INSERT INTO org_coming (unit, day, change, at)
SELECT u.id, u.valid_to + 1, 'closed',
    ((u.valid_to + 1) * 86400
        - CASE u.zone WHEN 'wib' THEN 25200 WHEN 'wita' THEN 28800 ELSE 32400 END) * 1000000
FROM org_unit u WHERE u.valid_to IS NOT NULL;
