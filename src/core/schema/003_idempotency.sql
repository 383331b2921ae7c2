-- What a POST was answered, under the key that the client made; written in the command's own
-- transaction. `status` is 0 only inside that transaction.
CREATE TABLE core_answer(
    actor TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    asked_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    location TEXT NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (actor, route, key)
) STRICT;
CREATE INDEX core_answer_at ON core_answer(at);
