-- Codes that take something off. Never edited: one that was wrong is stopped (`ended_at`).
CREATE TABLE coupons_coupon (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,                          -- as its maker wrote it, in capitals
    folded TEXT NOT NULL UNIQUE,                 -- what cannot be told apart when read aloud is one
    title TEXT NOT NULL CHECK (title <> ''),
    unit TEXT NOT NULL,                          -- whose goods: '' of every unit of `kanwil`,
    kanwil TEXT NOT NULL,                        -- and '' there of the whole nation
    percent INTEGER CHECK (percent > 0 AND percent <= 9000),
    amount INTEGER CHECK (amount > 0),
    most INTEGER CHECK (most > 0),               -- of a percentage
    minimum INTEGER NOT NULL CHECK (minimum >= 0),
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL CHECK (last_day >= first_day),
    limit_all INTEGER CHECK (limit_all > 0),
    limit_buyer INTEGER CHECK (limit_buyer > 0),
    used INTEGER NOT NULL CHECK (used >= 0),
    ended_at INTEGER,
    made_at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    CHECK ((percent IS NULL) <> (amount IS NULL)),
    CHECK (limit_all IS NULL OR used <= limit_all)
) STRICT;
CREATE INDEX coupons_coupon_made ON coupons_coupon (made_at);

-- Once a group of orders; the row goes when the coupon comes back. Of who used it keyed hashes,
-- '' once he was forgotten.
CREATE TABLE coupons_use (
    holder TEXT NOT NULL PRIMARY KEY,
    coupon TEXT NOT NULL REFERENCES coupons_coupon (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    at INTEGER NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL
) STRICT;
CREATE INDEX coupons_use_coupon ON coupons_use (coupon);
