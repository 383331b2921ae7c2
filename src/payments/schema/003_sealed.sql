-- Who pays, where money may go back to, and his picture: sealed, for the program alone. Deleted to
-- forget him. What payments_payer and payments_proof hold is moved here at the first start.
CREATE TABLE payments_sealed_payer (
    payment TEXT NOT NULL PRIMARY KEY REFERENCES payments_payment (id),
    sealed TEXT NOT NULL CHECK (sealed <> '')
) STRICT;
CREATE TABLE payments_sealed_proof (
    payment TEXT NOT NULL PRIMARY KEY REFERENCES payments_payment (id),
    at INTEGER NOT NULL,
    sealed TEXT NOT NULL CHECK (sealed <> '')
) STRICT;
