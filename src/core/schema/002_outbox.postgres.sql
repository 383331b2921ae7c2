-- Sequence numbers are taken before commits and may commit out of order; with the transaction's
-- number a reader can wait for older ones that are still open.
CREATE TABLE core_outbox(
    seq BIGINT GENERATED ALWAYS AS IDENTITY,
    tx BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    event_name TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (tx, seq)
);
