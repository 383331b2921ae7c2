-- How many rows of a kept file are titles and the line that names its columns; 0: those of files
-- sent before, whose rows begin below it.
ALTER TABLE pnbp_file ADD COLUMN below INTEGER NOT NULL DEFAULT 0;
