-- What kits are found by. Their words lie among those of the goods, under numbers below zero.
CREATE TABLE catalogue_kit_find (
    number INTEGER PRIMARY KEY,
    kit TEXT NOT NULL UNIQUE REFERENCES catalogue_kit (id),
    edition INTEGER NOT NULL                     -- of the rules that made its words
) STRICT;
CREATE INDEX catalogue_kit_newest ON catalogue_kit (state, added_at, id);
