-- How the provider knows the payment it was last asked for; '' before it has answered.
ALTER TABLE payments_payment ADD COLUMN reference TEXT NOT NULL DEFAULT '';

-- What is to be asked of a provider, each under a key of its own, until it is answered. `news`
-- counts who asked for it, so that what is asked meanwhile is not lost.
CREATE TABLE payments_call (
    payment TEXT NOT NULL REFERENCES payments_payment (id),
    verb TEXT NOT NULL CHECK (verb IN ('open', 'look', 'close', 'refund')),
    back TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL CHECK (tries >= 0),
    news INTEGER NOT NULL,
    holder TEXT NOT NULL,
    held_until INTEGER NOT NULL,
    trouble TEXT NOT NULL,
    PRIMARY KEY (payment, verb, back)
) STRICT, WITHOUT ROWID;
CREATE INDEX payments_call_due ON payments_call (due_at);

-- What a way costs the seller, by the day it began; what a provider tells itself comes first.
-- `channel` is the provider's word ("qris", "bank_transfer"); '' is all that have no row.
CREATE TABLE payments_fee (
    way TEXT NOT NULL CHECK (way IN ('midtrans', 'xendit')),
    channel TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 10000),
    fixed INTEGER NOT NULL CHECK (fixed >= 0),
    source TEXT NOT NULL CHECK (source <> ''),
    PRIMARY KEY (way, channel, valid_from)
) STRICT, WITHOUT ROWID;
