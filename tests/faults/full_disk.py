"""A disk that runs full under the tills, and has room again."""

import json
import os
import resource
import subprocess

from books import check_sales, verify
from client import new_id
from house import House, until
from tills import Answer, Crowd

ROOM = 64 << 20  # bytes left on the small disk at the start; the log alone may take 16 MiB
WORDS = {"en": "The storage is full", "id": "Ruang penyimpanan penuh"}


class SmallDisk:
    """A tmpfs in a mount namespace of its own; no right of the machine is needed for that."""

    kind = "a small tmpfs"

    def __init__(self, data, size):
        self.data = data
        script = f"mount -t tmpfs -o size={size} none {data} && echo up && exec sleep 3600"
        self.holder = subprocess.Popen(["unshare", "-rm", "sh", "-c", script],
                                       stdout=subprocess.PIPE, text=True)
        if self.holder.stdout.readline() != "up\n":
            self.holder.wait()
            raise OSError("no mount namespace of one's own")
        self.inside = ["nsenter", "--preserve-credentials", "-U", "-m", "-t",
                       str(self.holder.pid)]

    def run(self, *words):
        return subprocess.run([*self.inside, *words], capture_output=True, text=True).returncode

    def fill(self, _):
        assert self.run("dd", "if=/dev/zero", f"of={self.data}/ballast", "bs=4096") != 0

    def free(self, _):
        assert self.run("rm", f"{self.data}/ballast") == 0

    def close(self):
        self.holder.kill()
        self.holder.wait()


class ShortFiles:
    """Where namespaces are forbidden: the kernel refuses to let the server's files grow."""

    kind = "a limit on the size of files, as no mount namespace is to be had here"

    def __init__(self, data):
        self.data, self.inside = data, []

    def fill(self, server):
        log = os.path.getsize(f"{self.data}/karya.db-wal")
        _, most = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (log + 65536, most))

    def free(self, server):
        _, most = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (most, most))

    def close(self):
        pass


def move_to_small_disk(ground, house):
    """The same installation where the disk can be filled; the disk and the house there."""
    data = f"{house.data}.small"
    os.mkdir(data)
    size = ROOM + sum(os.path.getsize(os.path.join(folder, name))
                      for folder, _, names in os.walk(house.data) for name in names)
    try:
        disk = SmallDisk(data, size)
        assert disk.run("cp", "-a", f"{house.data}/.", data) == 0
    except OSError:
        disk, data = ShortFiles(house.data), house.data
    small = ground.keep(House(house.words[0], data))
    small.words = [*disk.inside, *house.words]
    return disk, small


def refusal(counter, small, lang, sold):
    """What a till is told in that language, once the last bytes are taken: a small sale may still
    find room where several together did not."""
    site = counter.site(small.port)
    prefix = "/en" if lang == "en" else ""
    for _ in range(1000):
        sale = {"id": new_id(), "buyer": "public_buyer", "payment": "qris",
                "lines": [{"variant": counter.goods[0]["variant"], "quantity": "1"}]}
        answer = site.ask("POST", prefix + "/api/v1/kasir/penjualan", json.dumps(sale),
                          site.headers(sale["id"]))
        if answer[0] != 201:
            break
        sold[sale["id"]] = Answer(*answer)
    status, headers, told = answer[0], answer[1], json.loads(answer[2])
    assert (status, told["type"]) == (503, "/masalah/db.disk_full"), (status, told)
    assert headers["Retry-After"] and told["detail"].startswith(WORDS[lang]), told


def full_disk_while_selling(ground, chance):
    """Sales are refused in words and /readyz turns red while everything can be read; with room
    again the server sells again by itself. Nothing acknowledged is lost."""
    house = ground.copy()
    disk, small = move_to_small_disk(ground, house)
    counter, sold = ground.counters[0], {}
    try:
        server = small.serve()
        with Crowd(ground.counters, small.port, 8, chance) as crowd:
            assert until(lambda: crowd.count() > 50)
            disk.fill(server)
            assert until(lambda: min(teller.put_off for teller in crowd.tellers) > 1)
            for lang in WORDS:
                refusal(counter, small, lang, sold)
            assert until(lambda: server.ready() == 503)  # the last bytes may hold a probe
            for path in ("/produk", "/papan", "/masuk", "/unit"):
                assert server.page(path) == 200, path
            assert counter.site(small.port).get("/kasir/barang")["goods"]
            disk.free(server)
            before = crowd.count()
            assert until(lambda: crowd.count() > before + 50), "does not sell again"
            assert until(lambda: server.ready() == 200)
        crowd.finish()
        assert not crowd.all("wrong"), crowd.all("wrong")[:3]
        assert server.stop() == 0, server.said()
        if disk.inside:
            os.mkdir(f"{small.data}.out")
            assert disk.run("cp", "-a", f"{small.data}/.", f"{small.data}.out") == 0
            small = House(house.words[0], f"{small.data}.out")
    finally:
        disk.close()
    check_sales(small, {**crowd.all("sold"), **sold}, {**crowd.all("made"), **sold})
    verify(small)
    put_off = sum(teller.put_off for teller in crowd.tellers)
    return f"{disk.kind}: {put_off} refusals, {crowd.count()} sales"
