"""Strangers at the door while tills sell."""

import json
import pathlib
import select
import socket
import threading
import time
import tomllib

from attacks import NIL, STRANGE_WORDS, not_json, raw_requests, wrong_sales
from books import check_sales, verify
from client import Site, new_id
from house import PATIENCE, until
from tills import Answer, Crowd

SLOW, ROUNDS = 500, 3
WEB = pathlib.Path(__file__).parent.parent.parent / "src/web/text"
WORDS = {lang: set(tomllib.loads((WEB / f"{lang}.toml").read_text("utf-8")).values())
         for lang in ("id", "en")}


def in_words(status, headers, body, lang, name):
    """A refusal as it must be: 4xx, a problem whose title is of the language asked for."""
    assert 400 <= status < 500, (name, status, body[:300])
    assert headers["Content-Type"] == "application/problem+json", (name, headers.items())
    assert json.loads(body)["title"] in WORDS[lang], (name, body[:300])


class SlowClients(threading.Thread):
    """500 connections that send a head byte by byte; `cut` counts those the server ended."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.wires = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
        self.cut, self.took = 0, 0

    def run(self):
        begun = time.monotonic()
        for wire in self.wires:
            wire.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        waiting = set(self.wires)
        while waiting and time.monotonic() < begun + PATIENCE:
            ended = select.select(waiting, [], [], 1)[0]
            for wire in ended:
                waiting.remove(wire)
                wire.close()
            for wire in waiting:
                try:
                    wire.send(b"a")
                except OSError:
                    pass  # cut meanwhile: the next look sees it
        self.cut, self.took = SLOW - len(waiting), time.monotonic() - begun


def send_raw(port):
    """Bytes that are no request get one clear answer, and the connection ends."""
    for name, words in raw_requests():
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as wire:
            answer = b""
            try:
                wire.sendall(words)
                wire.shutdown(socket.SHUT_WR)
                while piece := wire.recv(65536):
                    answer += piece
            except ConnectionError:
                pass  # hung up on while still sending
        assert answer.count(b"HTTP/1.1 ") == 1, (name, answer[:2000])
        status = int(answer.split(b" ", 2)[1])
        assert 400 <= status < 500 or status == 501, (name, answer[:300])
        told = answer.decode()
        assert any(words in told for one in WORDS.values() for words in one), (name, told)


def send_sales(site, sale, foreign):
    """Wrong sales of a signed-in cashier."""
    bodies = [(repr(change)[:80], json.dumps({**sale, **change}).encode())
              for change in wrong_sales(sale, foreign)]
    bodies += [(repr(body[:40]), body) for body in not_json(sale)]
    for n, (name, body) in enumerate(bodies):
        lang = ("id", "en")[n % 2]
        path = ("/en" if lang == "en" else "") + "/api/v1/kasir/penjualan"
        in_words(*site.ask("POST", path, body, site.headers(new_id())), lang, name)


def send_heads(port, site, sale):
    """A right sale by somebody who may not, or asked for in a wrong way."""
    body = json.dumps(sale)
    good = site.headers(new_id())
    wrong = {
        "no key": {"Idempotency-Key": ""}, "short key": {"Idempotency-Key": "1"},
        "long key": {"Idempotency-Key": "k" * 101}, "odd key": {"Idempotency-Key": "a b'c;d--"},
        "no token": {"X-CSRF-Token": ""}, "wrong token": {"X-CSRF-Token": "0" * 64},
        "other site": {"Origin": "https://evil.example"},
        "other site's fetch": {"Sec-Fetch-Site": "cross-site"},
        "plain text": {"Content-Type": "text/plain"}, "no type": {"Content-Type": "x"},
        "no boundary": {"Content-Type": "multipart/form-data"},
        "form": {"Content-Type": "application/x-www-form-urlencoded"},
    }
    for name, change in wrong.items():
        answer = site.ask("POST", "/en/api/v1/kasir/penjualan", body, {**good, **change})
        in_words(*answer, "en", name)
    for cookie in ("", "__Host-sid=", "__Host-sid=0", "__Host-sid=" + "f" * 64, "__Host-sid=\xff"):
        stranger = Site(port)
        stranger.cookie, stranger.csrf = cookie, site.csrf
        answer = stranger.ask("POST", "/api/v1/kasir/penjualan", body, good)
        in_words(*answer, "id", cookie)


def send_ids(site, theirs):
    """Another unit's receipts and what is none: as if it were not there."""
    for identity in (theirs, NIL, "x", "..%2f..", "%27%3B--", "a" * 4000):
        for page in ("", "/58mm", "/a4", "/teks"):
            answer = site.ask("GET", f"/en/api/v1/kasir/struk/{identity}{page}")
            in_words(*answer, "en", identity + page)
        answer = site.ask("POST", f"/en/api/v1/kasir/struk/{identity}/batal",
                          json.dumps({"reason": "x"}), site.headers(new_id()))
        in_words(*answer, "en", identity)


def sell_strange_words(house, site, sale):
    """Naughty, but lawful notes are kept to the letter."""
    sold = {}
    for note in STRANGE_WORDS:
        key = new_id()
        body = json.dumps({**sale, "id": key, "note": note})
        sold[key] = Answer(*site.ask("POST", "/api/v1/kasir/penjualan", body, site.headers(key)))
        assert sold[key].status == 201, (note, sold[key].body)
        page = site.ask("GET", f"/kasir/struk/{key}")
        assert page[0] == 200 and b"<script>alert" not in page[2], note
    kept = dict(house.rows("SELECT id, note FROM sales_sale WHERE note <> ''"))
    assert [kept[key] for key in sold] == STRANGE_WORDS
    return sold


def strangers_while_selling(ground, chance):
    """Only clear refusals in the language asked for, no error in the log, memory stays flat, and
    the tills go on."""
    house = ground.copy()
    server = house.serve()
    counter, other = ground.counters[:2]
    with Crowd(ground.counters, house.port, 8, chance, 0.02) as calm:
        assert until(lambda: calm.count() > 300)
    calm.finish()
    site = counter.site(house.port)
    sale = {"id": new_id(), "buyer": "public_buyer", "payment": "qris",
            "lines": [{"variant": counter.goods[0]["variant"], "quantity": "1"}]}
    theirs = next(iter(calm.tellers[1].sold))
    memory = []
    slow = SlowClients(house.port)
    with Crowd(ground.counters, house.port, 8, chance, 0.02) as crowd:
        slow.start()
        for _ in range(ROUNDS):
            send_raw(house.port)
            send_sales(site, sale, other.goods[0]["variant"])
            send_heads(house.port, site, sale)
            send_ids(site, theirs)
            memory.append(server.own_memory())
        strange = sell_strange_words(house, site, sale)
        slow.join()
    crowd.finish()
    assert slow.cut == SLOW, f"{SLOW - slow.cut} slow connections are still open"
    assert not calm.all("wrong") + crowd.all("wrong"), crowd.all("wrong")[:3]
    assert server.stop() == 0 and not server.errors(), server.errors()[:3]
    assert memory[-1] - memory[0] < 32, memory
    check_sales(house, {**calm.all("sold"), **crowd.all("sold"), **strange})
    verify(house)
    before, under = calm.waits(0.99), crowd.waits(0.99)
    assert under < max(2.0, 20 * before), (before, under)
    return (f"{SLOW} slow clients cut after {slow.took:.0f} s, p99 of a sale "
            f"{1000 * before:.0f} -> {1000 * under:.0f} ms, "
            f"{memory[0]:.0f} -> {memory[-1]:.0f} MiB")
