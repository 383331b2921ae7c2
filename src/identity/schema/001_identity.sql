CREATE TABLE identity_account (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE CHECK (length(login) BETWEEN 3 AND 60),
    name TEXT NOT NULL CHECK (length(name) <= 120),
    role TEXT NOT NULL CHECK (role IN
        ('cashier', 'kasi', 'treasurer', 'head', 'kanwil', 'ditjen', 'auditor', 'admin')),
    unit TEXT,
    kanwil TEXT,
    state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
    password TEXT,
    strong_alone INTEGER NOT NULL CHECK (strong_alone IN (0, 1)),
    mfa_required INTEGER NOT NULL CHECK (mfa_required IN (0, 1)),
    created_at INTEGER NOT NULL,
    signed_in_at INTEGER,
    CHECK ((unit IS NOT NULL) = (role IN ('cashier', 'kasi', 'treasurer', 'head'))),
    CHECK ((kanwil IS NOT NULL) = (role = 'kanwil')),
    CHECK (state <> 'active' OR password IS NOT NULL)
) STRICT;

CREATE INDEX identity_account_unit ON identity_account (unit, login);

-- The token itself is only in the browser's cookie.
CREATE TABLE identity_session (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
    account TEXT NOT NULL REFERENCES identity_account (id),
    stage TEXT NOT NULL CHECK (stage IN ('code', 'enrol', 'full')),
    device TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;

CREATE INDEX identity_session_account ON identity_session (account);
CREATE INDEX identity_session_begun ON identity_session (begun_at);

-- The secret is sealed with a key that is not in the database. A step is accepted once: last_step.
CREATE TABLE identity_totp (
    account TEXT PRIMARY KEY REFERENCES identity_account (id),
    sealed TEXT NOT NULL,
    last_step INTEGER NOT NULL
) STRICT;

-- An enrolment that waits for its first code; seed makes the recovery codes shown beside it.
CREATE TABLE identity_enrolment (
    account TEXT PRIMARY KEY REFERENCES identity_account (id),
    sealed TEXT NOT NULL,
    begun_at INTEGER NOT NULL
) STRICT;

CREATE TABLE identity_recovery (
    account TEXT NOT NULL REFERENCES identity_account (id),
    code_hash TEXT NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (account, code_hash)
) STRICT;

-- A link that its holder opens without a session; bound to one account and purpose.
CREATE TABLE identity_link (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
    account TEXT NOT NULL REFERENCES identity_account (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('join', 'password')),
    made_by TEXT,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE INDEX identity_link_account ON identity_link (account);

-- Wrong tries in a row, by hashed name, account or address.
CREATE TABLE identity_throttle (
    subject TEXT PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    not_before INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX identity_throttle_changed ON identity_throttle (changed_at);
