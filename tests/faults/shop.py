"""Guests of the national shop at two servers on one PostgreSQL: goods, places and money once."""

import json
import pathlib
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from books import check_sales, verify
from client import Site, new_id
from house import free_port, until

GUESTS, PIECES, DRIFTERS = 60, 10, 4
REFUSALS = {"/masalah/catalogue.not_enough_stock", "/masalah/orders.goods_changed"}
STANDIN = pathlib.Path(__file__).parent.parent / "standins" / "midtrans.py"
BUYER = {"name": "Sri Wahyuni", "phone": "0812 3456 7890"}


class Guest:
    """One browser; it asks the server of `port`, and may go on at another."""

    def __init__(self, port):
        self.site, self.link = Site(port), ""

    def at(self, port):
        there = Site(port)
        there.cookie = self.site.cookie
        self.site = there
        return self

    def post(self, path, value, key=None):
        """Comes again while the server has too much to do; status and answer."""
        key, body = key or new_id(), json.dumps(value)
        for _ in range(200):
            status, headers, told = self.site.ask("POST", "/api/v1" + path, body,
                                                  self.site.headers(key))
            if status != 503:
                break
            time.sleep(0.05)
        if cookie := headers.get("Set-Cookie"):
            self.site.cookie = cookie.split(";")[0]
        return status, json.loads(told) if told else None

    def put(self, goods, count=1):
        slug, variant = goods
        status, told = self.post("/keranjang/barang", {
            "slug": slug, "variant": variant, "quantity": str(count)})
        assert status < 300, told

    def basket(self):
        return [line["variant"] for part in self.site.get("/keranjang")["parts"]
                for line in part["lines"]]

    def begin(self):
        """Goes on to the checkout, which holds the goods."""
        lines = [{"variant": variant, "quantity": "1"} for variant in self.basket()]
        return self.post("/keranjang", {"lines": lines, "next": "order"})

    def order(self, way=None):
        page = self.site.get("/pemesanan")
        draft = {**BUYER, "basket": page["basket"], "seen_total": page["total"], "pick_days": [
            {"unit": part["unit"], "day": part["days"][0]["day"]} for part in page["pick_days"]]}
        status, told = self.post("/pemesanan", {**draft, **({"way": way} if way else {})})
        if status < 300:
            self.link = told["link"]
        return status, told

    def page(self):
        return self.site.get(f"/pesanan/{self.link}")

    def first(self):
        return self.page()["orders"][0]


class Provider:
    """The stand-in of Midtrans, and the hands of its buyers."""

    def __init__(self):
        self.process = subprocess.Popen([sys.executable, STANDIN], stdout=subprocess.PIPE,
                                        text=True)
        self.site = Site(int(self.process.stdout.readline()))
        self.keys = {"KARYA_MIDTRANS_KEY": "SB-Mid-server-uji",
                     "KARYA_MIDTRANS_SITE": f"http://127.0.0.1:{self.site.wire.port}"}

    def control(self, **wish):
        return json.loads(self.site.ask("POST", "/control", json.dumps(wish), {
            "Content-Type": "application/json"})[2])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def at_once(*deeds):
    """Does them all in one moment; what came of each."""
    gate = threading.Barrier(len(deeds))

    def run(deed):
        gate.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


class Shop:
    """A house served twice, with one unit's goods of which there are so many."""

    def __init__(self, ground, pieces, provider=None):
        self.house, self.counter = ground.copy(), ground.counters[0]
        extra = provider.keys if provider else {}
        where = ["--origin", "https://karya.example"]  # providers send browsers back there
        self.ports = [self.house.serve(port, where, extra).port for port in (None, free_port())]
        self.head = self.house.site(f"giatja.{self.counter.place}")
        self.goods = [self.stock(one["variant"], pieces) for one in self.counter.goods[:2]]

    def stock(self, variant, pieces):
        self.head.post(f"/meja/varian/{variant}/stok", {"on_hand": str(pieces),
                                                        "reason": "count"})
        return self.house.rows(f"""
            SELECT product.slug, variant.id FROM catalogue_variant AS variant
            JOIN catalogue_product AS product ON product.id = variant.product
            WHERE variant.id = '{variant}'""")[0]

    def left(self, goods):
        """On hand and held, in whole pieces."""
        [(there, held)] = self.house.rows(
            f"SELECT on_hand / 1000, held / 1000 FROM catalogue_variant WHERE id = '{goods[1]}'")
        return int(there), int(held)

    def guest(self, n, goods=None):
        guest = Guest(self.ports[n % 2])
        guest.put(goods or self.goods[0])
        return guest

    def sell_last(self, goods, port):
        """The unit's till sells one at that server."""
        sale = {"id": new_id(), "buyer": "public_buyer", "payment": "cash",
                "lines": [{"variant": goods[1], "quantity": "1"}]}
        self.counter.site(port).post("/kasir/penjualan", sale, sale["id"])

    def payment_of(self, guest):
        """Its id and the page that shows what to pay, of which the browser knows the path alone."""
        token = guest.page()["payment"]["pay_path"].rsplit("/", 1)[1]
        [(payment,)] = self.house.rows(
            f"SELECT grp FROM orders_order WHERE id = '{guest.first()['order']}'")
        return payment, token

    def close(self):
        for server in self.house.servers:
            assert server.stop() == 0 and not server.errors(), server.errors()
        check_sales(self.house, {})
        verify(self.house)


def order_all(guests, way=None):
    """All of them at once; who has an order, who has not. Each refusal says why, and the basket
    stays as it was."""
    answers = at_once(*[lambda guest=guest: guest.order(way) for guest in guests])
    placed, refused = [], []
    for guest, (status, told) in zip(guests, answers):
        if status < 300:
            placed.append(guest)
            continue
        assert status == 409 and told["type"] in REFUSALS and told["detail"], told
        assert len(guest.basket()) == 1, "what was refused is kept"
        refused.append(guest)
    return placed, refused


def few_pieces_many_guests(ground, chance):
    """60 guests at two servers order 10 pieces of which 4 are held by guests who still write: 6
    orders. The holds end, an order is cancelled: exactly these pieces go to guests elsewhere."""
    shop = Shop(ground, PIECES)
    one, other = shop.ports
    drifters = [shop.guest(0) for _ in range(DRIFTERS)]
    assert all(guest.begin()[0] < 300 for guest in drifters)
    guests = [shop.guest(n) for n in range(GUESTS)]
    chance.shuffle(guests)
    placed, refused = order_all(guests)
    assert len(placed) == PIECES - DRIFTERS, len(placed)
    assert shop.left(shop.goods[0]) == (PIECES, PIECES)

    # Half an hour goes by.
    shop.house.rows("UPDATE catalogue_hold SET until = 1 WHERE until IS NOT NULL")
    assert until(lambda: shop.left(shop.goods[0]) == (PIECES, PIECES - DRIFTERS))
    more, refused = order_all(refused)
    assert len(more) == DRIFTERS and shop.left(shop.goods[0]) == (PIECES, PIECES), len(more)

    gone = placed[0].at(one)
    link, order = gone.link, gone.first()["order"]
    answers = at_once(*[lambda port=port: gone_at(port, link, order) for port in (one, other) * 4])
    assert sum(status < 300 for status, _ in answers) >= 1
    assert {told["type"] for status, told in answers if status >= 300} <= {
        "/masalah/orders.moved_on"}, answers
    last, refused = order_all([guest.at(other) for guest in refused])
    assert len(last) == 1 and shop.left(shop.goods[0]) == (PIECES, PIECES)
    everyone = placed[1:] + more + last
    orders = {guest.at(chance.choice(shop.ports)).first()["order"] for guest in everyone}
    assert len(orders) == PIECES
    shop.close()
    return f"{GUESTS + DRIFTERS} guests, {PIECES} pieces: {len(orders)} orders, 1 cancelled"


def gone_at(port, link, order):
    return Guest(port).post(f"/pesanan/{link}/{order}/pembatalan", {})
