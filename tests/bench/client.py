"""A small client of Karya: signs in as people do, then speaks JSON with the session's cookie."""

import http.client
import json
import os
import re
import time
import urllib.parse
import uuid


def new_id():
    """UUIDv7, as a till makes it."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62))


class Site:
    """One connection and one session."""

    def __init__(self, port, account=None):
        self.wire = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookie = self.csrf = ""
        if account:
            self.sign_in(*account)

    def sign_in(self, login, password):
        page = self.ask("GET", "/masuk")[2].decode()
        key = re.search(r'name="_key" value="([^"]+)"', page).group(1)
        form = urllib.parse.urlencode({"_key": key, "_csrf": "", "login": login,
                                       "password": password})
        status, headers, body = self.ask("POST", "/masuk", form, {
            "Content-Type": "application/x-www-form-urlencoded"})
        assert status == 303, (status, body[:300])
        self.cookie = headers["Set-Cookie"].split(";")[0]
        page = self.ask("GET", "/akun")[2].decode()
        self.csrf = re.search(r'name="_csrf" value="([^"]+)"', page).group(1)

    def ask(self, method, path, body=None, headers=None):
        every = dict(headers or {})
        if self.cookie:
            every["Cookie"] = self.cookie
        self.wire.request(method, path, body, every)
        answer = self.wire.getresponse()
        return answer.status, answer.headers, answer.read()

    def get(self, path):
        status, _, body = self.ask("GET", "/api/v1" + path)
        assert status == 200, (path, status, body[:300])
        return json.loads(body)

    def headers(self, key):
        return {"Content-Type": "application/json", "Idempotency-Key": key,
                "X-CSRF-Token": self.csrf}

    def post(self, path, value, key=None):
        status, _, body = self.ask("POST", "/api/v1" + path, json.dumps(value),
                                   self.headers(key or new_id()))
        assert status < 300, (path, status, body[:500])
        return json.loads(body) if body else None


def accounts(data):
    """login -> password of a demonstration's accounts."""
    with open(f"{data}/demo-accounts.txt", encoding="utf-8") as file:
        return dict(line.split("\t")[:2] for line in file)


class Till:
    """A cashier's open shift with goods that do not run out."""

    def __init__(self, port, data, place="pontianak"):
        known = accounts(data)
        person = {role: f"{role}.{place}" for role in ("kasir", "giatja")}
        self.site = Site(port, (person["kasir"], known[person["kasir"]]))
        if not self.site.get("/kasir")["open"]:
            self.site.post("/kasir/sif", {"float_cash": 100_000})
        goods = self.site.get("/kasir/barang")["goods"]
        self.goods = [one for one in goods if one.get("left") is not None][:4]
        head = Site(port, (person["giatja"], known[person["giatja"]]))
        for one in self.goods:
            head.post(f"/meja/varian/{one['variant']}/mutasi",
                      {"reason": "production", "quantity": "1000000", "note": "bench"})

    def lines(self):
        """Two different goods a sale."""
        return [{"variant": one["variant"], "quantity": "1"} for one in self.goods[:2]]

    def total(self):
        return sum(one["price"] for one in self.goods[:2])

    def sale(self):
        return {"id": new_id(), "lines": self.lines(), "buyer": "public_buyer",
                "payment": "qris", "seen_total": self.total()}

    def sell(self):
        sale = self.sale()
        return self.site.post("/kasir/penjualan", sale, sale["id"])
