-- What was written of a batch, line by line: the first as it was made; a correction adds two, one
-- that mirrors what stood (sign -1) and one that stands from then on. Reports add lines up by the
-- day they are booked on: a day of a closed month is booked on the first open one (R-12).
CREATE TABLE production_line (
    batch TEXT NOT NULL REFERENCES production_batch (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    unit TEXT NOT NULL,
    booked_on INTEGER NOT NULL,
    sign INTEGER NOT NULL CHECK (sign IN (-1, 1)),
    day INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('batch', 'harvest')),
    grade TEXT NOT NULL CHECK (grade IN ('first', 'second', 'mixed')),
    output INTEGER NOT NULL CHECK (output >= 0), -- nothing: it was never made
    for_sale INTEGER NOT NULL CHECK (for_sale >= 0),
    kitchen INTEGER NOT NULL CHECK (kitchen >= 0),
    social_aid INTEGER NOT NULL CHECK (social_aid >= 0),
    own_use INTEGER NOT NULL CHECK (own_use >= 0),
    spoiled INTEGER NOT NULL CHECK (spoiled >= 0),
    cost INTEGER NOT NULL CHECK (cost >= 0),
    unit_cost INTEGER CHECK (unit_cost >= 0),
    note TEXT NOT NULL,
    reason TEXT NOT NULL,                        -- empty: the first
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    hand TEXT NOT NULL,                          -- the corrector's name, as it was then
    PRIMARY KEY (batch, seq),
    CHECK (output = for_sale + kitchen + social_aid + own_use + spoiled),
    CHECK ((unit_cost IS NULL) = (output = spoiled)),
    CHECK ((reason = '') = (seq = 1)),
    CHECK (booked_on >= day)
) STRICT;
CREATE INDEX production_line_booked ON production_line (unit, booked_on, batch, seq);

INSERT INTO production_line(
    batch, seq, unit, booked_on, sign, day, kind, grade, output, for_sale, kitchen, social_aid,
    own_use, spoiled, cost, unit_cost, note, reason, at, officer, hand)
SELECT id, 1, unit, day, 1, day, kind, grade, output, for_sale, kitchen, social_aid, own_use,
    spoiled, cost, unit_cost, note, '', at, officer, ''
FROM production_batch;

-- The line that a cost belongs to; ordinals run on through all lines of a batch.
ALTER TABLE production_cost ADD COLUMN seq INTEGER NOT NULL DEFAULT 1;

-- Each batch as its last line says; its lot keeps the day and number it was given.
CREATE VIEW production_lot AS
SELECT made.id, made.unit, line.day, made.n, made.lot, made.activity, made.variant, made.label,
    made.measure, line.kind, line.grade, line.output, line.for_sale, line.kitchen,
    line.social_aid, line.own_use, line.spoiled, line.cost, line.unit_cost, line.note, made.at,
    made.officer, made.day AS numbered_on
FROM production_batch made
JOIN production_line line ON line.batch = made.id
    AND line.seq = (SELECT MAX(last.seq) FROM production_line last WHERE last.batch = made.id);
