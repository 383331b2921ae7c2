"""Simulated power cuts: from a tape of all that was written, what a disk may hold afterwards."""

import os
import pathlib
import shutil
import struct
import subprocess
import time

from books import check_sales, verify
from house import House
from tills import Crowd

CUTS, SECTORS = 12, 512
HERE = pathlib.Path(__file__).parent
DEED = struct.Struct("qqqic3x")


def deeds(tape):
    """(at, place, file, kind, bytes) in the order done."""
    with open(tape, "rb") as file:
        while len(head := file.read(DEED.size)) == DEED.size:
            at, place, size, number, kind = DEED.unpack(head)
            yield at, place, number, kind.decode(), file.read(size)


class File:
    """A file on the disk: what is surely there, and what was done since the last sync."""

    def __init__(self, content=b""):
        self.name, self.content, self.since = "", bytearray(content), []
        self.named = True  # its name survives: it was there before, or the folder was synced

    def sync(self):
        for place, piece in self.since:
            put(self.content, place, piece)
        self.since = []

    def after_cut(self, chance):
        """Of what was not synced, any part may have reached the disk, in pieces of a sector."""
        left = bytearray(self.content)
        share = chance.choice([0, 0.5, 0.9, 1])
        for place, piece in self.since:
            if piece is None:
                if chance.random() < share:
                    put(left, place, None)
                continue
            for start in range(0, len(piece), SECTORS):
                if chance.random() < share:
                    put(left, place + start, piece[start:start + SECTORS])
        return left


def put(content, place, piece):
    """Writes a piece, or cuts to the length `place` when there is none."""
    if piece is None:
        del content[place:]
        piece = b""
    if len(content) < place:
        content.extend(bytes(place - len(content)))
    content[place:place + len(piece)] = piece


class Disk:
    """Follows the tape. A removed or new file counts from the next sync of the folder on."""

    def __init__(self, folder):
        self.files, self.waiting = {}, []
        self.before = pathlib.Path(folder, "karya.db").read_bytes()

    def do(self, place, number, kind, content):
        if kind == "o":
            self.open(number, content.decode(), is_new=place == 1)
        elif kind == "d":
            for change in self.waiting:
                change()
            self.waiting = []
        elif kind == "s":
            self.files[number].sync()
        elif kind == "u":
            file = self.files.get(number)
            self.waiting.append(lambda: file and setattr(file, "named", False))
        else:
            self.files[number].since.append((place, content if kind == "w" else None))

    def open(self, number, name, is_new):
        if number in self.files and not is_new:
            return
        file = self.files[number] = File(b"" if is_new else self.before)
        file.name = name
        if is_new:
            file.named = False
            self.waiting.append(lambda: setattr(file, "named", True))

    def lay(self, folder, chance):
        for file in self.files.values():
            if file.named or chance.random() < 0.5:
                pathlib.Path(folder, file.name).write_bytes(file.after_cut(chance))


def record(ground, house, chance, work):
    """Sells under the tape; the crowd that sold, and when it began."""
    shim = f"{work}/power_tape.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", shim, str(HERE / "power_tape.c"),
                    "-ldl"], check=True)
    server = house.serve(extra={
        "LD_PRELOAD": shim, "POWER_FOLDER": house.data, "POWER_TAPE": f"{work}/tape",
        "ASAN_OPTIONS": "verify_asan_link_order=0"})
    begun = time.monotonic_ns()
    with Crowd(ground.counters, house.port, 16, chance) as crowd:
        time.sleep(2)  # each cut proves all that was sold
    assert server.stop() == 0, server.said()
    assert not crowd.all("wrong"), crowd.all("wrong")[:3]
    return crowd, begun


def power_cut_while_selling(ground, chance):
    """At 12 instants under load the power goes: whatever was not synced may be missing, in part
    or whole. No acknowledged sale is lost, the database opens, and it is sound."""
    house = ground.copy()
    work = f"{house.data}.cuts"
    os.mkdir(work)
    disk = Disk(house.data)
    crowd, begun = record(ground, house, chance, work)
    instants = [at for at, _, _, _, _ in deeds(f"{work}/tape")]
    first = next(n for n, at in enumerate(instants) if at > begun)
    cuts = sorted(chance.sample(range(first, len(instants)), CUTS))
    sold, kept = crowd.all("sold"), 0
    for n, (at, place, number, kind, content) in enumerate(deeds(f"{work}/tape")):
        while cuts and cuts[0] == n:
            cuts.pop(0)
            kept += lives_on(house, disk, chance,
                             {key: one for key, one in sold.items() if one.at < at})
        disk.do(place, number, kind, content)
    assert not cuts
    return f"{CUTS} cuts among {len(instants)} deeds, {kept} of {kept} acknowledged sales kept"


def lives_on(house, disk, chance, sold):
    """Lays the disk down as it is after the cut and looks; how many sales had to be there."""
    data = f"{house.data}.cut"
    shutil.copytree(house.data, data, ignore=shutil.ignore_patterns("karya.db*"))
    disk.lay(data, chance)
    after = House(house.words[0], data)
    verify(after)
    check_sales(after, sold)
    shutil.rmtree(data)
    return len(sold)
