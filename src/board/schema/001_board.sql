-- Projections of sales events: they may be emptied and rebuilt. One row a unit and local day.
CREATE TABLE board_day(
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    turnover INTEGER NOT NULL,
    premi INTEGER NOT NULL,
    pnbp INTEGER NOT NULL,
    sales INTEGER NOT NULL,
    PRIMARY KEY (unit, day)
) STRICT;
CREATE INDEX board_day_day ON board_day(day);

CREATE TABLE board_goods(
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    product TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (unit, day, product)
) STRICT;
CREATE INDEX board_goods_day ON board_goods(day, amount);

-- The newest sales for the ticker, numbered in order; older ones are dropped. A voided one stays, as
-- `gone`, so that numbers never come twice.
CREATE TABLE board_news(
    n INTEGER NOT NULL PRIMARY KEY,
    sale TEXT NOT NULL,
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    product TEXT NOT NULL,
    turnover INTEGER NOT NULL,
    sold_at INTEGER NOT NULL,
    gone INTEGER NOT NULL
) STRICT;
CREATE INDEX board_news_sale ON board_news(sale);

-- Not a projection: the product that a unit chose to show on a day.
CREATE TABLE board_choice(
    unit TEXT NOT NULL,
    day INTEGER NOT NULL,
    product TEXT NOT NULL,
    PRIMARY KEY (unit, day)
) STRICT;
