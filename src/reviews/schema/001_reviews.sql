-- One a product of an order. Whose it is stands nowhere: the link of the order proves it.
CREATE TABLE reviews_review (
    id TEXT NOT NULL PRIMARY KEY,
    of_order TEXT NOT NULL,
    product TEXT NOT NULL,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
    words TEXT NOT NULL,
    shown_as TEXT NOT NULL,
    photo INTEGER NOT NULL CHECK (photo IN (0, 1)),            -- whether reviews_photo has one
    someone INTEGER NOT NULL CHECK (someone IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'published', 'refused', 'taken_back')),
    refusal TEXT,
    written_at INTEGER NOT NULL,
    published_at INTEGER,
    officer TEXT,
    answer TEXT NOT NULL,
    answered_at INTEGER,
    reports INTEGER NOT NULL DEFAULT 0 CHECK (reports >= 0),   -- open ones
    UNIQUE (of_order, product),
    CHECK ((state = 'refused') = (refusal IS NOT NULL)),
    CHECK (state <> 'published' OR published_at IS NOT NULL),
    CHECK (state <> 'taken_back' OR (words = '' AND shown_as = '' AND answer = '' AND photo = 0))
) STRICT;
CREATE INDEX reviews_review_shown ON reviews_review (product, state, id);
CREATE INDEX reviews_review_queue ON reviews_review (unit, state, id);
CREATE INDEX reviews_review_all ON reviews_review (state, id);
CREATE INDEX reviews_review_reported ON reviews_review (unit, id) WHERE reports > 0;

-- Re-encoded, as base64; shown while its review is published.
CREATE TABLE reviews_photo (
    review TEXT NOT NULL PRIMARY KEY REFERENCES reviews_review (id),
    webp TEXT NOT NULL
) STRICT;

-- What the public finds wrong with one. Nothing is kept of who tells it.
CREATE TABLE reviews_report (
    id TEXT NOT NULL PRIMARY KEY,
    review TEXT NOT NULL REFERENCES reviews_review (id),
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    at INTEGER NOT NULL,
    settled_at INTEGER
) STRICT;
CREATE INDEX reviews_report_review ON reviews_report (review, id);
