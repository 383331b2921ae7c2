-- How often a product was sold by its unit: the till's first keys. Kept by the events of sales.
CREATE TABLE counter_favourite(
    unit TEXT NOT NULL,
    product TEXT NOT NULL,
    times INTEGER NOT NULL CHECK (times > 0),
    last_day INTEGER NOT NULL,
    PRIMARY KEY (unit, product)
) STRICT;

-- Each count of a drawer as it was first made, before anybody was told what should be in it.
CREATE TABLE counter_count(
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    shift TEXT NOT NULL,
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    counted INTEGER NOT NULL CHECK (counted >= 0),
    expected INTEGER NOT NULL
) STRICT;
CREATE INDEX counter_count_shift ON counter_count(shift, at);

-- Evidence photos. They may show people, so their bytes are here and not among the public media.
CREATE TABLE counter_photo(
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    sale TEXT NOT NULL,
    at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    webp TEXT NOT NULL -- base64
) STRICT;
CREATE INDEX counter_photo_sale ON counter_photo(sale, at);
