#!/usr/bin/env python3
"""./do bench: Karya's speed as ratios against references measured in the same run.

    python3 tests/bench/bench.py [SECONDS] [PROGRAM]     10 s a measurement, build/release/karya

Pages are compared with nginx (2 workers, no log, open_file_cache, the same wrk settings) serving
the same bytes as files, while a till sells 50 times a second; sales with bare SQLite making the
same row writes. Prints a table in Markdown; every aim that is missed is marked.
"""

import http.client
import json
import mmap
import os
import pathlib
import re
import resource
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

from client import Site, Till, accounts
from servers import Karya, Nginx

HERE = pathlib.Path(__file__).parent
SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 10
PROGRAM = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else "build/release/karya")
LINES = []


def tell(text):
    print(text, flush=True)
    LINES.append(text)


def verdict(held):
    return "" if held else " **missed**"


def build(work, name, *words):
    subprocess.run(["cc", "-O2", "-o", f"{work}/{name}", str(HERE / words[0]), *words[1:]],
                   check=True)


# ---- pages ----

def mirror(port, work):
    """Every product page and the listing, as HTML and as JSON, in nginx's folder."""
    wire = http.client.HTTPConnection("127.0.0.1", port)

    def get(path, accept="*/*"):
        wire.request("GET", path, headers={"Accept": accept})
        answer = wire.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, answer.status)
        return body

    slugs, seen, todo = set(), set(), ["/produk"]
    while todo:
        path = todo.pop()
        seen.add(path)
        text = get(path).decode().replace("&amp;", "&")
        slugs.update(re.findall(r'href="(/produk/[^"?#]+)"', text))
        todo += [next for next in set(re.findall(r'href="(/produk\?[^"#]*)"', text))
                 if next not in seen and next not in todo and len(seen) + len(todo) < 250]
    for path in [*slugs, "/produk"]:
        file = pathlib.Path(f"{work}/files{path}")
        file.parent.mkdir(parents=True, exist_ok=True)
        pathlib.Path(f"{file}.html").write_bytes(get(path))
        pathlib.Path(f"{file}.json").write_bytes(get(path, "application/json"))
    pathlib.Path(f"{work}/products").write_text("\n".join(sorted(slugs)) + "\n", "utf-8")
    pathlib.Path(f"{work}/listing").write_text("/produk\n", "utf-8")
    return len(slugs)


def wrk(port, *script, connections=16, threads=2):
    """Requests a second and the median answer in milliseconds."""
    words = ["wrk", "-t", str(threads), "-c", str(connections), "-d", f"{SECONDS}s", "--latency",
             "-s", str(HERE / script[0]), f"http://127.0.0.1:{port}", "--", *script[1:]]
    text = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in text and "Socket errors" not in text, text
    half = re.search(r"50%\s+([\d.]+)(us|ms|s)", text)
    scale = {"us": 0.001, "ms": 1, "s": 1000}[half[2]]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), float(half[1]) * scale


class Writer(threading.Thread):
    """A till that sells 50 times a second, beside the readers."""

    def __init__(self, till, rate=50):
        super().__init__(daemon=True)
        self.till, self.rate, self.sold, self.going = till, rate, 0, True
        self.begun = time.monotonic()

    def run(self):
        while self.going:
            self.till.sell()
            self.sold += 1
            time.sleep(max(0, self.begun + self.sold / self.rate - time.monotonic()))

    def stop(self):
        self.going = False
        self.join()
        return self.sold / (time.monotonic() - self.begun)


def pages(karya, nginx, work, products):
    tell("| Pages, 16 connections | Karya/s | p50 ms | nginx/s | p50 ms | ratio (aim ≥ 60 %) |")
    tell("|---|---|---|---|---|---|")
    for name, paths in ((f"product pages ({products} different)", "products"),
                        ("listing", "listing")):
        for form, ending, accept in (("HTML", ".html", ""),
                                     ("JSON", ".json", "application/json")):
            ours, half = wrk(karya.port, "pages.lua", f"{work}/{paths}", "", accept)
            theirs, their_half = wrk(nginx.port, "pages.lua", f"{work}/{paths}", ending)
            held = ours >= 0.6 * theirs and half < 1
            tell(f"| {name}, {form} | {ours:.0f} | {half:.2f} | {theirs:.0f} | {their_half:.2f} | "
                 f"{100 * ours / theirs:.0f} %{verdict(held)} |")


# ---- labels ----

def label_pages(karya, nginx, work, data, till):
    """Pages of printed labels, each verified when shown; the codes are read as a camera does."""
    login = "giatja.pontianak"
    section = Site(karya.port, (login, accounts(data)[login]))
    run = section.post("/meja/label", {
        "variant": till.goods[0]["variant"], "count": 24, "with_price": True,
        "day": time.strftime("%Y-%m-%d", time.gmtime(time.time() + 7 * 3600))})["run"]
    sheet = f"{work}/labels"
    pathlib.Path(f"{sheet}.pdf").write_bytes(section.ask("GET", f"/meja/label/{run}/cetak")[2])
    subprocess.run(["pdftoppm", "-r", "300", "-mono", "-singlefile", f"{sheet}.pdf", sheet],
                   check=True)
    codes = subprocess.run(["zbarimg", "--quiet", "--raw", f"{sheet}.pbm"], check=True,
                           capture_output=True, text=True).stdout.split()
    paths = [f"/l/{code.rsplit('/', 1)[1]}" for code in codes]
    assert len(set(paths)) == 24, codes
    pathlib.Path(f"{work}/files/l").mkdir(parents=True, exist_ok=True)
    for path in paths:
        page = section.ask("GET", path)
        assert page[0] == 200, page
        pathlib.Path(f"{work}/files{path}.html").write_bytes(page[2])
    pathlib.Path(f"{work}/labels").write_text("\n".join(paths) + "\n", "utf-8")
    ours, half = wrk(karya.port, "pages.lua", f"{work}/labels")
    theirs, _ = wrk(nginx.port, "pages.lua", f"{work}/labels", ".html")
    tell(f"\nLabel page, verified each time: {ours:.0f}/s, p50 {half:.2f} ms; nginx {theirs:.0f}/s"
         f": {100 * ours / theirs:.0f} % (aim ≥ 10 %){verdict(ours >= 0.1 * theirs)}")


# ---- modules by themselves ----

def module_benches(work):
    """Reports, closings, labels, bundles and searches, each by a small program of its own."""
    for name in ("report", "log", "label", "bundle", "find"):
        program = pathlib.Path(PROGRAM).with_name(f"{name}_bench")
        done = subprocess.run([program, f"{work}/{name}"], check=True, stdout=subprocess.PIPE,
                              text=True)
        for line in done.stdout.splitlines():
            tell(f"- {name}: {line}")


# ---- sales ----

class Probe:
    """Two numbers that the probe in the server counts up."""

    def __init__(self, work):
        self.name = f"{work}/probe"
        pathlib.Path(self.name).write_bytes(bytes(16))
        self.file = open(self.name, "r+b")
        self.memory = mmap.mmap(self.file.fileno(), 16)
        self.environment = {"LD_PRELOAD": f"{work}/probe.so", "BENCH_PROBE": self.name}

    def read(self):
        return struct.unpack("qq", self.memory[:16])


def till_load(karya, data, connections):
    """Sells as fast as so many connections can: sales a second and median milliseconds."""
    till = Till(karya.port, data)
    sale = json.dumps({**till.sale(), "id": "ID"})
    return wrk(karya.port, "sell.lua", till.site.cookie, till.site.csrf, sale,
               connections=connections)


def order_load(karya, data, connections):
    """Guests who order one piece each, to be fetched: orders a second and median milliseconds."""
    till = Till(karya.port, data)
    goods = json.dumps({"slug": "-", "variant": till.goods[0]["variant"], "quantity": "1"})
    rate, half = wrk(karya.port, "checkout.lua", goods, connections=connections,
                     threads=connections)
    return rate / 3, half


def bare_sqlite(work, data, probe, load, table):
    """Records a load's row writes, then plays them with bare SQLite on a copy from before it."""
    shutil.copy(f"{data}/karya.db", f"{work}/bare.db")
    tape = f"{work}/tape"
    karya = Karya(PROGRAM, data, {**probe.environment, "BENCH_TAPE": tape})
    load(karya, data, 64)
    karya.stop()
    answer = subprocess.run([f"{work}/play_tape", f"{work}/bare.db", tape, "64", table], check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    return [float(number) for number in answer.split()]


def compared(work, data, probe, what, aim, load, table):
    """What is durable a second over HTTP, beside bare SQLite making the same row writes."""
    bare, rows = bare_sqlite(work, data, probe, load, table)
    tell(f"\nBare SQLite making the same {rows:.0f} row writes each, 64 a COMMIT: {bare:.0f}/s\n")
    tell(f"| {what} | Karya/s | p50 ms | fdatasync | each sync | of bare SQLite (aim ≥ {aim} %) |")
    tell("|---|---|---|---|---|---|")
    for connections in (16, 64, 256):
        karya = Karya(PROGRAM, data, probe.environment)
        before = probe.read()[0]
        rate, half = load(karya, data, connections)
        syncs = probe.read()[0] - before
        karya.stop()
        tell(f"| {connections} connections | {rate:.0f} | {half:.1f} | {syncs} | "
             f"{rate * SECONDS / syncs:.1f} | {100 * rate / bare:.0f} %"
             f"{verdict(rate >= aim / 100 * bare)} |")


def sales(work, data):
    build(work, "probe.so", "probe.c", "-shared", "-fPIC", "-ldl")
    build(work, "play_tape", "play_tape.c", "-lsqlite3")
    probe = Probe(work)
    compared(work, data, probe, "Durable sales over HTTP (2 lines each)", 25, till_load,
             "sales_sale(")
    compared(work, data, probe, "Guests' orders, from the empty basket to the placed order", 5,
             order_load, "orders_group (")


# ---- start, memory, viewers ----

def start(data):
    times = []
    for _ in range(5):
        karya = Karya(PROGRAM, data)
        times.append(karya.start_ms)
        idle = karya.anonymous_mb()
        karya.stop()
    middle = statistics.median(times)
    tell(f"\nStart to the first answer: {middle:.0f} ms, median of 5 (aim < 300)"
         f"{verdict(middle < 300)} · RssAnon idle {idle:.0f} MB (aim < 60){verdict(idle < 60)}")


def viewers(karya, till, count=5000):
    words = [sys.executable, str(HERE / "viewers.py"), str(karya.port), "/papan/aliran",
             str(count), '"unit:PTK"']
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as crowd:
        for _ in range(3):
            assert crowd.stdout.readline() == "READY\n"
            begun = time.monotonic()
            till.sell()
            seen, last = crowd.stdout.readline().split()
            waited = float(last) - begun
            held = int(seen) == count and waited < 1
            tell(f"- a sale, from the till's request until {seen} of {count} viewers had it: "
                 f"{waited:.2f} s (aim < 1){verdict(held)}")
        tell(f"- RssAnon with {count} viewers: {karya.anonymous_mb():.0f} MB")


def cold_start():
    done = subprocess.run(["node", str(HERE / "cold_start.mjs"), PROGRAM], check=True,
                          stdout=subprocess.PIPE, text=True)
    locked, ready = (int(word) for word in done.stdout.split())
    tell(f"- A till of 20,000 goods from cold without a network, processor slowed to a quarter: "
         f"PIN asked after {locked} ms, goods {ready} ms after it, medians of 5 "
         f"(aim together < 3000){verdict(locked + ready < 3000)}")


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (20000, 20000))
    work = tempfile.mkdtemp(prefix="karya-bench-")
    running = []
    try:
        data = f"{work}/data"
        subprocess.run([PROGRAM, "demo", "--data", data], check=True, stdout=subprocess.DEVNULL)
        start(data)
        karya = Karya(PROGRAM, data)
        running.append(karya)
        products = mirror(karya.port, work)
        assert products >= 1000, products
        nginx = Nginx(work)
        running.append(nginx)
        till = Till(karya.port, data)
        writer = Writer(till)
        writer.start()
        pages(karya, nginx, work, products)
        rate, loaded = writer.stop(), karya.anonymous_mb()
        label_pages(karya, nginx, work, data, till)
        tell(f"\nBeside it {rate:.0f} sales a second · RssAnon under load {loaded:.0f} MB "
             f"(aim < 300){verdict(rate > 45 and loaded < 300)}")
        viewers(karya, till)
        karya.stop()
        sales(work, data)
        cold_start()
        module_benches(work)
    finally:
        for one in running:
            one.stop()
        shutil.rmtree(work)
    if any("**missed**" in line for line in LINES):
        sys.exit("Some aims were missed.")


if __name__ == "__main__":
    main()
