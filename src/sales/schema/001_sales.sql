CREATE TABLE sales_series(
    unit TEXT NOT NULL,
    series TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund')),
    last INTEGER NOT NULL CHECK (last >= 0),
    PRIMARY KEY (unit, series, kind)
) STRICT;

CREATE TABLE sales_shift(
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    series TEXT NOT NULL,
    officer TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    float_cash INTEGER NOT NULL CHECK (float_cash >= 0),
    closed_at INTEGER,
    counted INTEGER CHECK (counted >= 0),
    expected INTEGER,
    note TEXT NOT NULL,
    CHECK ((closed_at IS NULL) = (counted IS NULL)),
    CHECK ((closed_at IS NULL) = (expected IS NULL))
) STRICT;
CREATE UNIQUE INDEX sales_shift_open ON sales_shift(unit, series) WHERE closed_at IS NULL;
CREATE INDEX sales_shift_unit ON sales_shift(unit, opened_at);

CREATE TABLE sales_sale(
    id TEXT NOT NULL PRIMARY KEY,
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    sold_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    series TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0),
    number TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('counter', 'import')),
    state TEXT NOT NULL CHECK (state IN ('recorded', 'voided')),
    shift TEXT,
    officer TEXT NOT NULL,
    buyer TEXT NOT NULL CHECK (buyer IN ('officer', 'family', 'public_buyer', 'agency', 'partner',
        'reseller', 'prisoner')),
    nip_hash TEXT NOT NULL,
    nip_tail TEXT NOT NULL,
    payment TEXT NOT NULL CHECK (payment IN ('cash', 'qris', 'transfer')),
    total INTEGER NOT NULL CHECK (total > 0),
    received INTEGER NOT NULL CHECK (received >= total),
    refunded INTEGER NOT NULL CHECK (refunded >= 0 AND refunded <= total),
    late INTEGER NOT NULL,
    note TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    UNIQUE (unit, series, n)
) STRICT;
CREATE INDEX sales_sale_day ON sales_sale(unit, day);
CREATE INDEX sales_sale_shift ON sales_sale(shift);

CREATE TABLE sales_line(
    sale TEXT NOT NULL,
    n INTEGER NOT NULL,
    variant TEXT NOT NULL,
    product TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    measure TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    price INTEGER NOT NULL CHECK (price > 0),
    discount INTEGER NOT NULL CHECK (discount >= 0),
    amount INTEGER NOT NULL CHECK (amount > 0),
    cost INTEGER CHECK (cost >= 0),
    activity TEXT NOT NULL,
    rule TEXT NOT NULL,
    part_cost INTEGER NOT NULL,
    part_premi INTEGER NOT NULL,
    part_upah INTEGER NOT NULL,
    part_pnbp INTEGER NOT NULL,
    part_working_fund INTEGER NOT NULL,
    part_other INTEGER NOT NULL,
    upah_missing INTEGER NOT NULL,
    short_by INTEGER NOT NULL CHECK (short_by >= 0),
    quantity_left INTEGER NOT NULL CHECK (quantity_left >= 0 AND quantity_left <= quantity),
    rebate INTEGER NOT NULL CHECK (rebate >= 0),
    PRIMARY KEY (sale, n),
    CHECK (part_cost + part_premi + part_upah + part_pnbp + part_working_fund + part_other = amount)
) STRICT;

CREATE TABLE sales_refund(
    id TEXT NOT NULL PRIMARY KEY,
    sale TEXT NOT NULL,
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    at INTEGER NOT NULL,
    number TEXT NOT NULL,
    officer TEXT NOT NULL,
    total INTEGER NOT NULL CHECK (total > 0),
    payment TEXT NOT NULL,
    shift TEXT,
    reason TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    UNIQUE (unit, number)
) STRICT;
CREATE INDEX sales_refund_sale ON sales_refund(sale);
CREATE INDEX sales_refund_shift ON sales_refund(shift);

CREATE TABLE sales_refund_line(
    refund TEXT NOT NULL,
    n INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    amount INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (refund, n)
) STRICT;
