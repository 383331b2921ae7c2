-- Buyers who want an account. `mailbox` is a keyed hash of the e-mail address in lower case;
-- `email` is that address, sealed.
CREATE TABLE buyers_account (
    id TEXT NOT NULL PRIMARY KEY,
    mailbox TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- Of a session and of a link nothing but the hash of its secret.
CREATE TABLE buyers_session (
    hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES buyers_account (id),
    begun_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX buyers_session_account ON buyers_session (account);
CREATE INDEX buyers_session_seen ON buyers_session (seen_at);

CREATE TABLE buyers_link (
    hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'change')),
    mailbox TEXT NOT NULL,
    email TEXT NOT NULL,                         -- sealed
    account TEXT REFERENCES buyers_account (id), -- whose mailbox it changes
    next TEXT NOT NULL,                          -- where to go on
    wish TEXT NOT NULL,                          -- slug of a product that is kept then
    ends_at INTEGER NOT NULL,
    used_at INTEGER,
    CHECK ((purpose = 'change') = (account IS NOT NULL))
) STRICT;
CREATE INDEX buyers_link_ends ON buyers_link (ends_at);
CREATE INDEX buyers_link_mailbox ON buyers_link (mailbox);
CREATE INDEX buyers_link_account ON buyers_link (account);

-- How often links to a mailbox were asked for since that instant, whether one went or not.
CREATE TABLE buyers_asked (
    mailbox TEXT NOT NULL PRIMARY KEY,
    since INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0)
) STRICT, WITHOUT ROWID;

-- `content` is the address, sealed.
CREATE TABLE buyers_address (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES buyers_account (id),
    content TEXT NOT NULL,
    preferred INTEGER NOT NULL CHECK (preferred IN (0, 1))
) STRICT;
CREATE INDEX buyers_address_account ON buyers_address (account);

CREATE TABLE buyers_wish (
    account TEXT NOT NULL REFERENCES buyers_account (id),
    product TEXT NOT NULL,
    name TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (account, product)
) STRICT;
