"""Two servers on one installation, and many buyers of few goods."""

import json
import sqlite3
import statistics
import subprocess
import time

from books import check_sales, verify
from client import Site, new_id
from house import PATIENCE, free_port, until
from tills import Crowd, burst, send

BUYERS, PIECES = 1000, 10
WORDS = {"en": "Another Karya server is using this folder", "id": "sedang dipakai layanan Karya"}


def second_server_refused(ground, chance):
    """Two servers on one SQLite folder: the second refuses in words, the first goes on."""
    house = ground.copy()
    server = house.serve()
    with Crowd(ground.counters, house.port, 4, chance) as crowd:
        for lang in ("en", "id"):
            second = subprocess.run(
                [*house.words, "serve", "--data", house.data, "--listen",
                 f"127.0.0.1:{free_port()}"], capture_output=True, text=True, timeout=PATIENCE,
                env={**house.environment, "LANG": f"{lang}_XX.UTF-8"})
            assert second.returncode == 1, second
            assert WORDS[lang] in second.stderr, second.stderr
            before = crowd.count()
            assert until(lambda: crowd.count() > before + 10)
    crowd.finish()
    assert not crowd.all("wrong"), crowd.all("wrong")[:3]
    assert server.stop() == 0 and not server.errors(), server.errors()
    check_sales(house, crowd.all("sold"), crowd.all("made"))
    return f"{crowd.count()} sales beside it"


def base_held_by_another_process(ground, chance):
    """Another process keeps SQLite's one place for writing: tills are told to wait, and go on."""
    house = ground.copy()
    server = house.serve()
    other = sqlite3.connect(f"{house.data}/karya.db", isolation_level=None)
    with Crowd(ground.counters, house.port, 4, chance) as crowd:
        assert until(lambda: crowd.count() > 20)
        other.execute("BEGIN IMMEDIATE")
        try:
            assert until(lambda: min(teller.put_off for teller in crowd.tellers) > 0, 20)
            assert server.page() == 200
            before = crowd.count()
        finally:
            other.execute("ROLLBACK")
        assert until(lambda: crowd.count() > before + 20)
    other.close()
    crowd.finish()
    assert not crowd.all("wrong"), crowd.all("wrong")[:3]
    assert server.stop() == 0
    check_sales(house, crowd.all("sold"), crowd.all("made"))
    verify(house)
    return f"{crowd.count()} sales, {sum(teller.put_off for teller in crowd.tellers)} put off"


def few_goods_many_buyers(ground, chance):
    """1,000 sales at once of 10 pieces (on PostgreSQL at two servers): 10 sold, 990 refused in
    words, none left, and the books agree."""
    house = ground.copy()
    ports = [house.serve().port]
    if house.database:
        ports.append(house.serve(free_port()).port)
    counter = ground.counters[0]
    one = counter.goods[0]
    head = house.site(f"giatja.{counter.place}")
    head.post(f"/meja/varian/{one['variant']}/stok", {"on_hand": str(PIECES), "reason": "count"})
    todo = {}
    for _ in range(BUYERS):
        sale = {"id": new_id(), "lines": [{"variant": one["variant"], "quantity": "1"}],
                "buyer": "public_buyer", "payment": "qris"}
        todo[sale["id"]] = json.dumps(sale)
    sold, refused, rounds = {}, 0, 0
    begun = time.monotonic()
    while todo:
        rounds += 1
        posts = [(chance.choice(ports), key, body) for key, body in todo.items()]
        for (_, key, _), answer in zip(posts, burst(counter.site(house.port), posts)):
            if answer.status == 503:  # told to come again
                continue
            del todo[key]
            if answer.status == 201:
                sold[key] = answer
                continue
            told = json.loads(answer.body)
            refused += 1
            assert (answer.status, told["type"]) == (409, "/masalah/catalogue.not_enough_stock")
            assert one["name"] in told["detail"], told
    spent = time.monotonic() - begun
    assert (len(sold), refused) == (PIECES, BUYERS - PIECES)
    left = house.rows(f"SELECT on_hand FROM catalogue_variant WHERE id = '{one['variant']}'")
    assert left == [("0",)], left
    for server in house.servers:
        assert server.stop() == 0 and not server.errors(), server.errors()
    check_sales(house, sold)
    verify(house)
    return f"{len(sold)} sold, {refused} refused in {spent:.1f} s, {rounds} rounds"


def board_of(site, slug):
    """Turnover of today on the unit's public board."""
    return site.get(f"/papan/unit/{slug}")["board"]["sums_today"]["turnover"]


def nodes_tell_each_other(ground, chance):
    """Two servers on one PostgreSQL, tills at both: a sale at A is on B's board within a second, a
    price changed at A is never stale at B afterwards, receipt numbers have no gap."""
    house = ground.copy()
    first, second = house.serve(), house.serve(free_port())
    counter = ground.counters[0]
    till, head = counter.site(first.port), house.site(f"giatja.{counter.place}", first.port)
    public = Site(second.port)
    slug, product = place_of(house, counter)
    seen_after, fresh_after = [], []
    with Crowd(ground.counters[1:], [first.port, second.port], 6, chance, 0.02) as crowd:
        for turn in range(15):
            before = board_of(public, slug)
            sale = {"id": new_id(), "buyer": "public_buyer", "payment": "cash", "lines": [
                {"variant": counter.goods[0]["variant"], "quantity": "1"}]}
            status, _, body = send(till, json.dumps(sale), sale["id"])
            assert status == 201, body
            wanted = before + json.loads(body)["total"]
            seen_after.append(waited(lambda: board_of(public, slug) == wanted))

            price = 50_000 + 1_000 * turn
            prices_of(public, product)  # kept by B
            head.post(f"/meja/varian/{counter.goods[0]['variant']}/harga", {"price": price})
            fresh_after.append(waited(lambda: price in prices_of(public, product)))
            for _ in range(5):
                assert price in prices_of(public, product), "stale again"
    crowd.finish()
    assert not crowd.all("wrong"), crowd.all("wrong")[:3]
    for server in house.servers:
        assert server.stop() == 0 and not server.errors(), server.errors()
    check_sales(house, crowd.all("sold"), crowd.all("made"))
    verify(house)
    seen, fresh = statistics.median(seen_after), statistics.median(fresh_after)
    assert seen < 1 and fresh < 1, (seen_after, fresh_after)
    return (f"on the other's board after {seen:.2f} s, a new price after {fresh:.2f} s (medians), "
            f"{crowd.count()} sales beside")


def waited(happens):
    begun = time.monotonic()
    assert until(happens, pause=0.01)
    return time.monotonic() - begun


def place_of(house, counter):
    """The unit's and the first goods' names in addresses."""
    return house.rows(f"""
        SELECT unit.slug, product.slug FROM catalogue_variant AS variant
        JOIN catalogue_product AS product ON product.id = variant.product
        JOIN org_unit AS unit ON unit.id = variant.unit
        WHERE variant.id = '{counter.goods[0]["variant"]}'""")[0]


def prices_of(site, slug):
    return [one["price"] for one in site.get(f"/produk/{slug}")["offers"]]
