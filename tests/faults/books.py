"""What must hold in the books afterwards, looked at beside the program and by its own proof."""

import json

SALES = "SELECT id, number FROM sales_sale"
BOOKED = "SELECT source, count(*) FROM ledger_entry WHERE kind = 'sale' GROUP BY source"
MOVED = "SELECT source, count(*) FROM catalogue_movement WHERE reason = 'sale' GROUP BY source"
LINES = "SELECT sale, count(*) FROM sales_line GROUP BY sale"
GAPS = """
SELECT unit, series, count(*), min(n), max(n) FROM sales_sale GROUP BY unit, series
HAVING min(n) <> 1 OR max(n) <> count(*)"""
LAST = """
SELECT sold.unit, sold.series, sold.last, kept.last FROM
    (SELECT unit, series, max(n) AS last FROM sales_sale GROUP BY unit, series) AS sold
LEFT JOIN (SELECT unit, series, last FROM sales_series WHERE kind = 'sale') AS kept
    ON kept.unit = sold.unit AND kept.series = sold.series
WHERE kept.last IS NULL OR kept.last <> sold.last"""


def check_sales(house, sold, made=None):
    """Each acknowledged sale is there once, under its number, booked once, taken from stock once;
    with `made`, nothing else was sold by our tills. The number of sales in the books."""
    rows = dict(house.rows(SALES))
    booked = dict(house.rows(BOOKED))
    moved, lines = dict(house.rows(MOVED)), dict(house.rows(LINES))
    for key, answer in sold.items():
        assert rows.get(key) == answer.number, ("lost or renumbered", key, answer.number)
    strangers = {key for key in booked if key not in rows}
    assert not strangers, ("booked but not sold", strangers)
    for key in rows:
        assert booked.get(key) == "1", ("booked times", key, booked.get(key))
        assert key not in sold or moved.get(key) == lines[key], ("taken times", key)
    if made is not None:
        assert sold.keys() == made.keys() & rows.keys(), "a sale nobody was told of"
    assert not (gaps := house.rows(GAPS)), ("receipt numbers", gaps)
    assert not (last := house.rows(LAST)), ("series", last)
    return len(rows)


def verify(house):
    """`karya verify` finds everything sound."""
    proof = json.loads(house.run("verify", "--json"))
    assert proof["sound"], proof
