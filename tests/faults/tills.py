"""Tills that sell without pause and send each sale again until it is answered."""

import http.client
import json
import random
import socket
import threading
import time

from client import new_id
from house import PATIENCE

GONE = (OSError, http.client.HTTPException)


class Answer:
    """What a till was told of one sale."""

    def __init__(self, status, headers, body):
        self.status, self.body, self.at = status, body, time.monotonic_ns()
        self.location = headers.get("Location")
        self.replayed = headers.get("Idempotency-Replayed") == "true"
        self.number = json.loads(body).get("number") if status == 201 else None

    def same(self, other):
        return (self.status, self.body, self.location) == (other.status, other.body,
                                                           other.location)


def send(site, body, key, path="/kasir/penjualan"):
    """Posts once; the answer with its headers. Raises one of GONE when there is none."""
    try:
        return site.ask("POST", "/api/v1" + path, body, site.headers(key))
    except GONE:
        site.wire.close()
        raise


class Teller(threading.Thread):
    """Sells at a counter. `made` holds every sale sent, `sold` every answer 201."""

    def __init__(self, counter, port, seed, pause=0.0):
        super().__init__(daemon=True)
        self.counter, self.port, self.pause = counter, port, pause
        self.chance = random.Random(seed)
        self.site = counter.site(port)
        self.made, self.sold, self.wrong, self.waits = {}, {}, [], []
        self.unanswered = self.put_off = 0
        self.sent_at = {}
        self.going = True

    def sale(self):
        goods = self.chance.sample(self.counter.goods, self.chance.randint(1, 2))
        lines = [{"variant": one["variant"], "quantity": str(self.chance.randint(1, 3))}
                 for one in goods]
        total = sum(one["price"] * int(line["quantity"]) for one, line in zip(goods, lines))
        payment = self.chance.choice(["cash", "qris", "transfer"])
        return {"id": new_id(), "lines": lines, "buyer": "public_buyer", "payment": payment,
                "seen_total": total}

    def run(self):
        try:
            while self.going:
                sale = self.sale()
                self.made[sale["id"]] = json.dumps(sale)
                self.settle(sale["id"])
                time.sleep(self.pause)
        except Exception as bug:  # of the test itself: told with what went wrong
            self.wrong.append(repr(bug))
            raise

    def settle(self, key):
        """As a till does: again with the same key until there is a clear answer."""
        while self.going or key not in self.sent_at:
            begun = time.monotonic()
            self.sent_at.setdefault(key, begun)
            try:
                status, headers, body = send(self.site, self.made[key], key)
            except GONE:
                self.unanswered += 1
                time.sleep(0.02)
                continue
            finally:
                self.waits.append(time.monotonic() - begun)
            if status == 201:
                self.sold[key] = Answer(status, headers, body)
                return
            if status != 503 or not headers.get("Retry-After", "").isdigit():
                self.wrong.append((status, dict(headers), body[:400]))
                return
            self.put_off += 1
            time.sleep(0.05)

    def repeat(self, key):
        site = self.counter.site(self.port)
        try:
            return Answer(*send(site, self.made[key], key))
        finally:
            site.wire.close()


class Crowd:
    """Many tellers at once: `with Crowd(counters, port, 8, chance) as crowd: …`."""

    def __init__(self, counters, ports, count, chance, pause=0.0):
        ports = ports if isinstance(ports, list) else [ports]
        self.tellers = [Teller(counters[n % len(counters)], ports[n % len(ports)],
                               chance.random(), pause) for n in range(count)]

    def __enter__(self):
        for teller in self.tellers:
            teller.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        for teller in self.tellers:
            teller.going = False
        for teller in self.tellers:
            teller.join()

    def count(self):
        return sum(len(teller.sold) for teller in self.tellers)

    def waits(self, share):
        """That quantile of all answers, in seconds."""
        every = sorted(wait for teller in self.tellers for wait in teller.waits)
        return every[min(len(every) - 1, int(share * len(every)))]

    def all(self, name):
        """One dictionary or list of all tellers' `name`."""
        values = [getattr(teller, name) for teller in self.tellers]
        if isinstance(values[0], dict):
            return {key: value for one in values for key, value in one.items()}
        return [value for one in values for value in one]

    def finish(self):
        """Sends again what has no answer yet, as a till does after an outage."""
        for teller in self.tellers:
            for key in sorted(teller.made.keys() - teller.sold.keys()):
                answer = teller.repeat(key)
                assert answer.status == 201, (answer.status, answer.body)
                teller.sold[key] = answer

    def repeat_some(self, chance, each=4):
        """The same key again gives the same bytes."""
        for teller in self.tellers:
            known = sorted(teller.sold)
            for key in chance.sample(known, min(each, len(known))):
                again = teller.repeat(key)
                assert again.replayed and again.same(teller.sold[key]), (again.body, key)


def burst(site, posts):
    """Sends all `posts` (port, key, body) before reading the first answer; their Answers."""
    words = []
    for port, key, body in posts:
        wire = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        head = {**site.headers(key), "Cookie": site.cookie, "Host": "127.0.0.1",
                "Content-Length": len(body.encode())}
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        words.append((wire, f"POST /api/v1/kasir/penjualan HTTP/1.1\r\n{lines}\r\n{body}"))
    for wire, text in words:
        wire.sendall(text.encode())
    answers = []
    for wire, _ in words:
        answer = http.client.HTTPResponse(wire, method="POST")
        answer.begin()
        answers.append(Answer(answer.status, answer.headers, answer.read()))
        wire.close()
    return answers
