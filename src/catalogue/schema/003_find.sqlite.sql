-- What the public finds: one narrow row a published product, so that a hundred thousand can be
-- counted at once, and its words. Both are written with the product, never later.
ALTER TABLE catalogue_unit ADD COLUMN number INTEGER; -- small, for `facts`
UPDATE catalogue_unit SET number
    = (SELECT COUNT(*) FROM catalogue_unit AS other WHERE other.unit <= catalogue_unit.unit);
CREATE UNIQUE INDEX catalogue_unit_number ON catalogue_unit (number);

CREATE TABLE catalogue_find (
    number INTEGER PRIMARY KEY,
    product TEXT NOT NULL UNIQUE REFERENCES catalogue_product (id),
    facts INTEGER NOT NULL,                      -- unit, kind, reach, availability, price band
    price INTEGER NOT NULL,                      -- of its cheapest variant
    sold INTEGER NOT NULL DEFAULT 0,             -- thousandths, in the last weeks
    published_at INTEGER NOT NULL,
    edition INTEGER NOT NULL                     -- of the rules that made its words
) STRICT;
CREATE INDEX catalogue_find_facts ON catalogue_find (facts);
CREATE INDEX catalogue_find_newest ON catalogue_find (published_at, number, facts, price, sold);
CREATE INDEX catalogue_find_price ON catalogue_find (price, number, facts, sold, published_at);
CREATE INDEX catalogue_find_sold ON catalogue_find (sold, number, facts, price, published_at);

CREATE VIRTUAL TABLE catalogue_words USING fts5(words, detail = none, tokenize = ascii);

-- Words of names and places, to tell what was meant by one that nobody wrote.
CREATE TABLE catalogue_vocabulary (
    word TEXT NOT NULL PRIMARY KEY,
    letters INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX catalogue_vocabulary_letters ON catalogue_vocabulary (letters, word);
