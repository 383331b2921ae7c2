-- A database restored into another cluster meets lower transaction numbers than those of its events:
-- new events would come before old ones and never be read. What is added to the numbers is kept here;
-- only the highest row counts.
CREATE TABLE core_outbox_shift(shift BIGINT NOT NULL PRIMARY KEY);

CREATE FUNCTION core_shift() RETURNS BIGINT LANGUAGE sql STABLE AS
    'SELECT coalesce(max(shift), 0) FROM core_outbox_shift';

ALTER TABLE core_outbox
    ALTER COLUMN tx SET DEFAULT (core_shift() + pg_current_xact_id()::text::bigint);

-- Where the numbers go on as they should, every known one lies below the next of this cluster.
CREATE FUNCTION core_resume_order() RETURNS BIGINT LANGUAGE sql AS $$
    INSERT INTO core_outbox_shift(shift)
    SELECT known.tx FROM (
        SELECT greatest((SELECT coalesce(max(tx), 0) FROM core_outbox),
            (SELECT coalesce(max(tx), 0) FROM core_cursor)) AS tx) AS known
    WHERE known.tx >= core_shift() + pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    ON CONFLICT (shift) DO NOTHING;
    SELECT core_shift()
$$;
