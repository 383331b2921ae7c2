"""PostgreSQL that is stopped, killed or frozen under the server."""

import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time

from books import check_sales, verify
from client import new_id
from house import House, ask_cluster, bin_of_postgres, until
from tills import Crowd

DEADLINE = 25  # seconds within which every request is answered, whatever the database does
HERE = pathlib.Path(__file__).parent


class Cluster:
    """A PostgreSQL of one's own that may be harmed."""

    def __init__(self):
        self.folder = folder = tempfile.mkdtemp(prefix="karya-harmed-")
        self.tool = str(HERE.parent.parent / "tools/postgres.sh")
        started = subprocess.run([self.tool, "start", folder], check=True, text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.address = started.stdout.strip()
        with open(f"{folder}/data/postgresql.conf", "a", encoding="utf-8") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{folder}'\n"
                           "unix_socket_permissions = 0777\nfsync = off\nmax_connections = 200\n")

    def control(self, *words):
        command = [f"{bin_of_postgres()}/pg_ctl", "-D", f"{self.folder}/data", *words]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        return subprocess.run(command, capture_output=True, text=True).returncode == 0

    def pids(self):
        """The postmaster and all its children."""
        master = int(pathlib.Path(f"{self.folder}/data/postmaster.pid").read_text().split()[0])
        children = [int(path.name) for path in pathlib.Path("/proc").glob("[0-9]*")
                    if parent_of(path) == master]
        return [master, *children]

    def start(self):
        assert until(lambda: self.control("-w", "-l", f"{self.folder}/log", "start"), pause=0.5)

    def stop(self):
        assert self.control("-m", "immediate", "stop")

    def kill(self):
        os.kill(self.pids()[0], signal.SIGKILL)

    def freeze(self):
        self.signal_all(signal.SIGSTOP)

    def thaw(self):
        self.signal_all(signal.SIGCONT)

    def signal_all(self, which):
        for pid in self.pids():
            try:
                os.kill(pid, which)
            except ProcessLookupError:
                pass  # a child that ended meanwhile

    def close(self):
        subprocess.run([self.tool, "stop", self.folder], check=True)


def parent_of(process):
    try:
        status = (process / "status").read_text()
    except OSError:
        return 0
    return int(re.search(r"PPid:\s+(\d+)", status)[1])


def move_to(ground, cluster, house):
    """The same installation in the cluster, by backup and restore."""
    file = f"{house.data}.karya"
    house.run("backup", "--out", file, "--with-keys")
    ask_cluster(cluster.address, "CREATE DATABASE harmed")
    moved = ground.keep(House(ground.program, f"{house.data}.moved",
                              cluster.address.replace("dbname=postgres", "dbname=harmed")))
    moved.run("restore", "--from", file)
    return moved


def outage(crowd, server, down, back, seconds):
    """One outage: told as such while it lasts; how long after it tills sold again."""
    put_off = {teller: teller.put_off for teller in crowd.tellers}
    down()
    assert until(lambda: all(teller.put_off > put_off[teller] for teller in crowd.tellers),
                 DEADLINE + 5), "a till waits without an answer"
    before = crowd.count()
    time.sleep(seconds)
    assert crowd.count() == before, "sold without a database"
    assert server.ready() == 503
    back()
    begun = time.monotonic()
    assert until(lambda: crowd.count() > before + 40), "does not recover"
    return time.monotonic() - begun


def told_in_words(counter, server):
    """What a till and a reader are told meanwhile."""
    site, key = counter.site(server.port), new_id()
    sale = {"id": key, "buyer": "public_buyer", "payment": "qris",
            "lines": [{"variant": counter.goods[0]["variant"], "quantity": "1"}]}
    for method, path, body in (("POST", "/en/api/v1/kasir/penjualan", json.dumps(sale)),
                               ("GET", "/en/api/v1/kasir/barang", None)):
        status, headers, told = site.ask(method, path, body, site.headers(key))
        told = json.loads(told)
        assert (status, told["type"]) == (503, "/masalah/db.unavailable"), (status, told)
        assert headers["Retry-After"].isdigit() and told["detail"].startswith("The database")


def database_gone_while_selling(ground, chance):
    """PostgreSQL stopped at once, killed, frozen: 503 with Retry-After, never a false success nor
    an endless wait; afterwards the server sells again by itself and nothing is lost or doubled."""
    cluster = Cluster()
    try:
        house = move_to(ground, cluster, ground.copy())
        server = house.serve()
        again = []
        with Crowd(ground.counters, house.port, 16, chance) as crowd:
            def stop():
                cluster.stop()
                told_in_words(ground.counters[0], server)

            for down, back, seconds in ((stop, cluster.start, 2), (cluster.kill, cluster.start, 1),
                                        (cluster.freeze, cluster.thaw, 1)):
                assert until(lambda: crowd.count() > 100)
                again.append(outage(crowd, server, down, back, seconds))
            assert server.ready() == 200
        crowd.finish()
        assert not crowd.all("wrong"), crowd.all("wrong")[:3]
        crowd.repeat_some(chance, 10)
        assert server.stop() == 0, server.said()
        check_sales(house, crowd.all("sold"), crowd.all("made"))
        verify(house)
    finally:
        cluster.thaw()
        cluster.close()
    put_off = sum(teller.put_off for teller in crowd.tellers)
    assert crowd.waits(1) < DEADLINE, crowd.waits(1)
    return (f"{put_off} refusals, {crowd.count()} sales, longest wait {crowd.waits(1):.1f} s, "
            f"sells again after {', '.join(f'{one:.1f}' for one in again)} s")
