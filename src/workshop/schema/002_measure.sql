-- In what the activity's pieces are counted, as the catalogue spells measures; nobody has said it: NULL.
ALTER TABLE workshop_activity ADD COLUMN measure TEXT;
