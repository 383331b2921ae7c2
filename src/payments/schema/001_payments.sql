-- Where transfers go: of a unit, or of the nation (''). Rows are added, never edited: the one in
-- force is the latest that has begun; one without a number ends what was before.
CREATE TABLE payments_account (
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    bank TEXT NOT NULL,
    number TEXT NOT NULL,
    holder TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    CHECK ((bank = '') = (number = '') AND (holder = '') = (number = ''))
) STRICT;
CREATE INDEX payments_account_unit ON payments_account (unit, valid_from, added_at);

-- One payment. Its sums follow from what arrived and went back (guarded by the program and proven
-- by verify). While `reserved`, no other transfer to that account is of the same sum.
CREATE TABLE payments_payment (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    way TEXT NOT NULL CHECK (way IN ('transfer', 'midtrans', 'xendit')),
    state TEXT NOT NULL CHECK (state IN ('awaiting', 'short_paid', 'settled', 'expired',
        'cancelled', 'failed')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    to_pay INTEGER NOT NULL CHECK (to_pay > 0 AND to_pay <= amount),
    received INTEGER NOT NULL CHECK (received >= 0),
    given_back INTEGER NOT NULL CHECK (given_back >= 0 AND given_back <= received),
    surplus_back INTEGER NOT NULL CHECK (surplus_back >= 0 AND surplus_back <= given_back),
    fee INTEGER NOT NULL CHECK (fee >= 0 AND fee <= amount),
    unit TEXT NOT NULL,
    account TEXT REFERENCES payments_account (id),
    lang TEXT NOT NULL,
    items TEXT NOT NULL,
    return_path TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at >= due_at),
    settled_at INTEGER,
    reserved INTEGER NOT NULL CHECK (reserved IN (0, 1)),
    redirect TEXT NOT NULL,
    qr TEXT NOT NULL,
    CHECK ((way = 'transfer') = (account IS NOT NULL)),
    CHECK ((state = 'settled') = (settled_at IS NOT NULL)),
    CHECK (state <> 'settled' OR received >= to_pay),
    CHECK (state NOT IN ('awaiting', 'short_paid') OR received < to_pay),
    CHECK (state <> 'awaiting' OR received = 0)
) STRICT;
CREATE UNIQUE INDEX payments_payment_sum ON payments_payment (account, to_pay) WHERE reserved = 1;
CREATE INDEX payments_payment_ends ON payments_payment (ends_at)
    WHERE state IN ('awaiting', 'short_paid');
CREATE INDEX payments_payment_unit ON payments_payment (unit, state, id);
CREATE INDEX payments_payment_reserved ON payments_payment (ends_at) WHERE reserved = 1;

-- Who pays, and where money may go back to. Deleted to forget him.
CREATE TABLE payments_payer (
    payment TEXT NOT NULL PRIMARY KEY REFERENCES payments_payment (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    bank TEXT NOT NULL,
    number TEXT NOT NULL,
    holder TEXT NOT NULL
) STRICT;

-- What arrived. `source`: the provider's id of it, so that the same news twice is one.
CREATE TABLE payments_receipt (
    payment TEXT NOT NULL REFERENCES payments_payment (id),
    n INTEGER NOT NULL CHECK (n > 0),
    amount INTEGER NOT NULL CHECK (amount > 0),
    arrived_on INTEGER NOT NULL,
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (payment, n)
) STRICT;
CREATE UNIQUE INDEX payments_receipt_source ON payments_receipt (source) WHERE source <> '';

-- What goes back.
CREATE TABLE payments_return (
    id TEXT NOT NULL PRIMARY KEY,
    payment TEXT NOT NULL REFERENCES payments_payment (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    cause TEXT NOT NULL CHECK (cause IN ('goods', 'surplus')),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'done', 'failed')),
    asked_at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    ended_at INTEGER,
    reference TEXT NOT NULL,
    trouble TEXT NOT NULL,
    tries INTEGER NOT NULL CHECK (tries > 0),
    CHECK ((state = 'asked') = (ended_at IS NULL))
) STRICT;
CREATE INDEX payments_return_payment ON payments_return (payment, id);
CREATE INDEX payments_return_asked ON payments_return (id) WHERE state <> 'done';

-- The buyer's picture of his transfer: base64 of a WebP. The latest one.
CREATE TABLE payments_proof (
    payment TEXT NOT NULL PRIMARY KEY REFERENCES payments_payment (id),
    at INTEGER NOT NULL,
    webp TEXT NOT NULL
) STRICT;
