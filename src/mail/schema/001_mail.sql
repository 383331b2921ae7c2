-- Letters. `once` is a keyed hash of recipient and purpose; once a letter is sent or given up
-- (`due_at` then says when), nothing else of it is kept.
CREATE TABLE mail_letter (
    once TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    recipient TEXT NOT NULL,
    content TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL CHECK (tries >= 0),
    holder TEXT NOT NULL,
    held_until INTEGER NOT NULL,
    trouble TEXT NOT NULL,
    CHECK ((state = 'waiting') = (recipient <> '') AND (state = 'waiting') = (content <> ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_letter_due ON mail_letter (state, due_at);
