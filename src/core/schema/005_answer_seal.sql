-- What the server's key says of the whole answer; empty of one given before answers were sealed.
ALTER TABLE core_answer ADD COLUMN seal TEXT NOT NULL DEFAULT '';
