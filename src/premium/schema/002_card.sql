-- The file that went to the bank or the card, as it was when it was paid: JSON, names sealed under
-- the workers' own keys. Payouts of earlier versions have none.
CREATE TABLE premium_card (
    payout TEXT NOT NULL PRIMARY KEY REFERENCES premium_payout (id),
    card TEXT NOT NULL CHECK (card <> '')
) STRICT;
