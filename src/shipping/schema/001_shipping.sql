-- What a unit asks for sending something, by the day it began. The newest row of a courier, service
-- and distance counts; one that is not active says that this is not offered any more.
CREATE TABLE shipping_rate (
    id TEXT NOT NULL UNIQUE,
    unit TEXT NOT NULL,
    courier TEXT NOT NULL,
    service TEXT NOT NULL CHECK (service <> ''),
    distance TEXT NOT NULL CHECK (distance IN ('regency', 'province', 'island', 'nation')),
    valid_from INTEGER NOT NULL,
    first_kg INTEGER NOT NULL CHECK (first_kg >= 0),
    further_kg INTEGER NOT NULL CHECK (further_kg >= 0),
    kg_min INTEGER NOT NULL CHECK (kg_min > 0),
    days_min INTEGER NOT NULL CHECK (days_min >= 0),
    days_max INTEGER NOT NULL CHECK (days_max >= days_min),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    PRIMARY KEY (unit, courier, service, distance, valid_from)
) STRICT, WITHOUT ROWID;
