-- What a buyer gathers. Once it is placed it stays, so that placing again finds what was ordered.
CREATE TABLE orders_basket (
    id TEXT NOT NULL PRIMARY KEY,                -- of the group as well, once it is placed
    token_hash TEXT NOT NULL UNIQUE,
    changed_at INTEGER NOT NULL,
    placed INTEGER NOT NULL DEFAULT 0 CHECK (placed IN (0, 1))
) STRICT;
CREATE INDEX orders_basket_changed ON orders_basket (changed_at);

CREATE TABLE orders_basket_line (
    basket TEXT NOT NULL REFERENCES orders_basket (id),
    variant TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    seen_price INTEGER NOT NULL,
    seen_name TEXT NOT NULL,
    added INTEGER NOT NULL,                      -- the last quantity that was added, and when
    added_at INTEGER NOT NULL,
    PRIMARY KEY (basket, variant)
) STRICT;

-- One buyer's orders of several units. `buyer` is sealed; NULL once it was erased.
CREATE TABLE orders_group (
    id TEXT NOT NULL PRIMARY KEY,
    link_hash TEXT NOT NULL UNIQUE,
    placed_at INTEGER NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('id', 'en')),
    total INTEGER NOT NULL CHECK (total > 0),
    buyer TEXT,
    erase_at INTEGER                             -- set when the last of its orders has ended
) STRICT;
CREATE INDEX orders_group_erase ON orders_group (erase_at);

CREATE TABLE orders_order (
    id TEXT NOT NULL PRIMARY KEY,
    grp TEXT NOT NULL REFERENCES orders_group (id),
    unit TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    number TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('placed', 'paid', 'packed', 'ready', 'shipped',
        'handed_over', 'cancelled')),
    pay TEXT NOT NULL CHECK (pay IN ('at_pickup', 'ahead')),
    total INTEGER NOT NULL CHECK (total > 0),
    placed_at INTEGER NOT NULL,
    pick_day INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    steps INTEGER NOT NULL CHECK (steps > 0),
    sale TEXT,
    fee INTEGER NOT NULL DEFAULT 0 CHECK (fee >= 0),
    UNIQUE (unit, n),
    CHECK (state <> 'handed_over' OR sale IS NOT NULL)
) STRICT;
CREATE INDEX orders_order_group ON orders_order (grp);
CREATE INDEX orders_order_unit ON orders_order (unit, state, id);
CREATE INDEX orders_order_due ON orders_order (state, due_at);

-- Frozen when it was placed.
CREATE TABLE orders_line (
    ord TEXT NOT NULL REFERENCES orders_order (id),
    n INTEGER NOT NULL CHECK (n > 0),
    variant TEXT NOT NULL,
    product TEXT NOT NULL,
    name TEXT NOT NULL,
    measure TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    price INTEGER NOT NULL CHECK (price > 0),
    amount INTEGER NOT NULL CHECK (amount > 0),
    to_order INTEGER NOT NULL CHECK (to_order IN (0, 1)),
    PRIMARY KEY (ord, n)
) STRICT;

-- Never changed: what became of an order, for the unit and the buyer alike.
CREATE TABLE orders_step (
    ord TEXT NOT NULL REFERENCES orders_order (id),
    n INTEGER NOT NULL CHECK (n > 0),
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('placed', 'paid', 'packed', 'ready', 'shipped',
        'handed_over', 'cancelled')),
    cause TEXT NOT NULL CHECK (cause IN ('buyer', 'unit', 'overdue', 'payment')),
    officer TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (ord, n)
) STRICT;

CREATE TABLE orders_series (
    unit TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last > 0)
) STRICT;

-- When goods can be fetched at the unit: the days of the week, Monday is 1, and hours in words.
CREATE TABLE orders_pickup (
    unit TEXT NOT NULL PRIMARY KEY,
    days TEXT NOT NULL CHECK (days <> ''),
    hours TEXT NOT NULL,
    place TEXT NOT NULL
) STRICT;
