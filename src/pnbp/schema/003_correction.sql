-- What the payment of a paid deposit should have said: proposed by one, confirmed by another. Rows
-- stay, with what stood before; where day or money changed, with the mirrored entry as well.
CREATE TABLE pnbp_correction (
    deposit TEXT NOT NULL REFERENCES pnbp_deposit (id),
    n INTEGER NOT NULL CHECK (n > 0),
    unit TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'refused')),
    ntpn TEXT NOT NULL CHECK (ntpn <> ''),
    ntb TEXT NOT NULL,
    channel TEXT NOT NULL,
    paid_on INTEGER NOT NULL,
    money TEXT NOT NULL CHECK (money IN ('cash', 'bank')),
    why TEXT NOT NULL CHECK (why <> ''),
    proposed_at INTEGER NOT NULL,
    proposed_by TEXT NOT NULL,
    decided_at INTEGER,
    decided_by TEXT,
    was_ntpn TEXT NOT NULL CHECK (was_ntpn <> ''),
    was_ntb TEXT NOT NULL,
    was_channel TEXT NOT NULL,
    was_paid_on INTEGER NOT NULL,
    was_money TEXT NOT NULL CHECK (was_money IN ('cash', 'bank')),
    was_booked_on INTEGER NOT NULL,
    was_booked_as INTEGER NOT NULL,
    mirrored_on INTEGER,
    mirrored_as INTEGER CHECK (mirrored_as > was_booked_as),
    PRIMARY KEY (deposit, n),
    CHECK ((state = 'proposed') = (decided_at IS NULL)
        AND (decided_at IS NULL) = (decided_by IS NULL)),
    CHECK (state <> 'confirmed' OR decided_by <> proposed_by),
    CHECK ((mirrored_on IS NULL) = (mirrored_as IS NULL)),
    CHECK ((mirrored_as IS NOT NULL)
        = (state = 'confirmed' AND (paid_on <> was_paid_on OR money <> was_money)))
) STRICT;
CREATE UNIQUE INDEX pnbp_correction_open ON pnbp_correction (deposit) WHERE state = 'proposed';
CREATE INDEX pnbp_correction_unit ON pnbp_correction (unit, deposit, n);
