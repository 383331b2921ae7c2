"""The program under test: installations of its own, served, killed, stopped and proven."""

import csv
import glob
import http.client
import io
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "bench"))
from client import Site, Till, accounts
from servers import free_port

PATIENCE = 60  # seconds for what must happen; generous, as the machine may be busy
UNITS = {"pontianak": "PTK", "kerobokan": "KRB", "abepura": "ABE"}


def until(happens, seconds=PATIENCE, pause=0.02):
    """Waits until `happens()` is true; whether it came."""
    end = time.monotonic() + seconds
    while not (came := happens()) and time.monotonic() < end:
        time.sleep(pause)
    return came


def bin_of_postgres():
    found = glob.glob("/usr/lib/postgresql/*/bin")
    return max(found, key=lambda path: int(path.split("/")[4]))


def ask_cluster(cluster, command):
    subprocess.run([f"{bin_of_postgres()}/psql", "-X", "-q", "-c", command, cluster],
                   check=True, capture_output=True)


class Server:
    """One `karya serve`; `opened` seconds went by until it showed a page."""

    def __init__(self, house, port, options=(), extra=None):
        self.port, self.private = port, free_port()
        words = [*house.words, "serve", "--data", house.data, "--quiet",
                 "--listen", f"127.0.0.1:{port}", "--private", f"127.0.0.1:{self.private}",
                 "--per-address", "5000", *options]
        self.log = f"{house.data}.{time.monotonic_ns()}.log"
        begun = time.monotonic()
        with open(self.log, "w", encoding="utf-8") as log:
            # Signals stay as they are here: a file that may not grow is an error, not the end.
            self.process = subprocess.Popen(words, stderr=log, stdout=log, restore_signals=False,
                                            env={**house.environment, **(extra or {})})
        assert until(lambda: self.page() == 200 or self.process.poll() is not None), self.said()
        assert self.process.poll() is None, self.said()
        self.opened = time.monotonic() - begun

    def page(self, path="/produk", port=None):
        """The status of a page, 0 when nobody answers."""
        wire = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=PATIENCE)
        try:
            wire.request("GET", path)
            return wire.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            wire.close()

    def ready(self):
        """What /readyz of the private listener says."""
        return self.page("/readyz", self.private)

    def said(self):
        return pathlib.Path(self.log).read_text(encoding="utf-8")

    def errors(self):
        lines = [json.loads(line) for line in self.said().splitlines() if line.startswith("{")]
        return [line for line in lines if line["level"] in ("error", "critical")]

    def own_memory(self):
        """MiB that are the process's own."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"RssAnon:\s+(\d+)", status)[1]) / 1024

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Asks it to stop; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


class House:
    """An installation: its folder, its database and the servers on it."""

    def __init__(self, program, data, database=""):
        self.words, self.data, self.database = [program], data, database
        self.port = free_port()  # the same after each restart, as tills expect
        self.environment = {**os.environ, "KARYA_DATABASE": database, "LANG": "en_US.UTF-8"}
        self.servers = []

    def serve(self, port=None, options=(), extra=None):
        self.servers.append(Server(self, port or self.port, options, extra))
        return self.servers[-1]

    def run(self, *words, fails=False):
        """Runs a command on the installation; what it printed, or what it complained."""
        done = subprocess.run([*self.words, words[0], "--data", self.data, *words[1:]],
                              env=self.environment, capture_output=True, text=True,
                              timeout=4 * PATIENCE)
        assert (done.returncode != 0) == fails, (words, done.returncode, done.stdout, done.stderr)
        return done.stderr if fails else done.stdout

    def rows(self, query):
        """Looks into the database beside the program: tuples of text."""
        if not self.database:
            base = sqlite3.connect(f"file:{self.data}/karya.db?mode=ro", uri=True, timeout=30)
            try:
                return [tuple(map(str, row)) for row in base.execute(query)]
            finally:
                base.close()
        answer = subprocess.run([f"{bin_of_postgres()}/psql", "-X", "--csv", "-t", "-c", query,
                                 self.database], capture_output=True, text=True, check=True)
        return [tuple(row) for row in csv.reader(io.StringIO(answer.stdout))]

    def site(self, login, port=None):
        """Signed in as somebody of the demonstration."""
        return Site(port or self.port, (login, accounts(self.data)[login]))

    def close(self):
        for server in self.servers:
            if server.process.poll() is None:
                server.kill()


class Counter:
    """A unit's open till: whoever holds its cookie sells there."""

    def __init__(self, house, place):
        till = Till(house.port, house.data, place)
        self.place, self.code = place, UNITS[place]
        self.goods = till.goods
        self.cookie, self.csrf = till.site.cookie, till.site.csrf

    def site(self, port):
        site = Site(port)
        site.cookie, site.csrf = self.cookie, self.csrf
        site.wire.timeout = PATIENCE
        return site


class Ground:
    """The demonstration with three open tills, laid once and copied for each test."""

    def __init__(self, program, work, cluster=""):
        self.program, self.work, self.cluster = program, work, cluster
        self.made, self.houses, self.databases = 0, [], []
        self.house = House(program, f"{work}/ground", self.make_database("ground"))
        self.house.run("demo")
        server = self.house.serve()
        self.counters = [Counter(self.house, place) for place in UNITS]
        assert server.stop() == 0, server.said()

    def make_database(self, name, like="template1"):
        """A database of that name as a connection string; empty: SQLite."""
        if not self.cluster:
            return ""
        base = f"faults_{os.getpid()}_{name}"
        ask_cluster(self.cluster, f"CREATE DATABASE {base} TEMPLATE {like}")
        self.databases.append(base)
        return re.sub(r"dbname=\S+", f"dbname={base}", self.cluster)

    def copy(self):
        """A house of one's own."""
        self.made += 1
        data = f"{self.work}/house{self.made}"
        shutil.copytree(self.house.data, data)
        house = House(self.program, data, self.make_database(
            f"house{self.made}", f"faults_{os.getpid()}_ground"))
        return self.keep(house)

    def keep(self, house):
        """Closes it in the end, and shows what its servers said when a test fails."""
        self.houses.append(house)
        return house

    def close(self):
        for house in [*self.houses, self.house]:
            house.close()
        for base in self.databases:
            ask_cluster(self.cluster, f"DROP DATABASE IF EXISTS {base} WITH (FORCE)")
