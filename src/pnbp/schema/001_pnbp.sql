-- One deposit of state revenue. What it covers and its sums never change (guarded by the program and
-- proven by verify); its state moves made -> billed -> paid -> matched, or ends as dropped.
CREATE TABLE pnbp_deposit (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    state TEXT NOT NULL CHECK (state IN ('made', 'billed', 'paid', 'matched', 'dropped')),
    covers INTEGER NOT NULL CHECK (covers > 0),
    accrued INTEGER NOT NULL CHECK (accrued > 0),
    claimed INTEGER NOT NULL CHECK (claimed >= 0),
    amount INTEGER NOT NULL CHECK (amount > 0),
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    payer TEXT,
    code TEXT CHECK (length(code) = 15),
    billed_on INTEGER,
    expires_on INTEGER CHECK (expires_on >= billed_on),
    ntpn TEXT CHECK (ntpn <> ''),
    ntb TEXT NOT NULL,
    channel TEXT NOT NULL,
    paid_on INTEGER,
    money TEXT CHECK (money IN ('cash', 'bank')),
    over INTEGER NOT NULL CHECK (over >= 0 AND over <= accrued),
    booked_on INTEGER,
    booked_as INTEGER CHECK (booked_as > covers),
    matched_at INTEGER,
    UNIQUE (unit, n),
    CHECK (amount = accrued - claimed),
    CHECK ((code IS NULL) = (billed_on IS NULL) AND (code IS NULL) = (expires_on IS NULL)
        AND (code IS NULL) = (payer IS NULL)),
    CHECK (state <> 'made' OR code IS NULL),
    CHECK (state IN ('made', 'dropped') OR code IS NOT NULL),
    CHECK ((state IN ('paid', 'matched')) = (ntpn IS NOT NULL)),
    CHECK ((ntpn IS NULL) = (paid_on IS NULL) AND (ntpn IS NULL) = (money IS NULL)
        AND (ntpn IS NULL) = (booked_on IS NULL) AND (ntpn IS NULL) = (booked_as IS NULL)),
    CHECK ((state = 'matched') = (matched_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX pnbp_deposit_code ON pnbp_deposit (code);
CREATE UNIQUE INDEX pnbp_deposit_ntpn ON pnbp_deposit (ntpn);

-- The bank's paper, as a picture: base64 of a WebP.
CREATE TABLE pnbp_proof (
    deposit TEXT NOT NULL PRIMARY KEY REFERENCES pnbp_deposit (id),
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    webp TEXT NOT NULL
) STRICT;

-- What SIMPONI asks of the payer, as the treasurer wrote it down; '' is not known yet.
CREATE TABLE pnbp_payer (
    unit TEXT NOT NULL PRIMARY KEY,
    ministry TEXT NOT NULL,
    echelon TEXT NOT NULL,
    satker TEXT NOT NULL,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    payer TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE pnbp_target (
    unit TEXT NOT NULL,
    month INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (unit, month)
) STRICT, WITHOUT ROWID;

-- A table of the treasury as it was sent: JSON of its columns and of its rows. Which columns are
-- read is remembered by their names, for the next file of the unit too.
CREATE TABLE pnbp_file (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    columns TEXT NOT NULL,
    cells TEXT NOT NULL,
    bad_rows INTEGER NOT NULL CHECK (bad_rows >= 0),
    mapping TEXT
) STRICT;
CREATE INDEX pnbp_file_unit ON pnbp_file (unit, id);

CREATE TABLE pnbp_mapping (
    unit TEXT NOT NULL PRIMARY KEY,
    mapping TEXT NOT NULL
) STRICT;
