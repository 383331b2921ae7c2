"""A backup made by the program while tills sell, laid down elsewhere and opened."""

import json
import os
import pathlib
import zipfile

from books import check_sales, verify
from house import House, until
from tills import Crowd


def spoilt(file, chance):
    """Copies with a bit turned over in eight of the database's bytes, and one cut short. One bit
    alone may say nothing in a packed stream: what comes out is then still the same."""
    good = pathlib.Path(file).read_bytes()
    with zipfile.ZipFile(file) as archive:
        base = max(archive.infolist(), key=lambda entry: entry.compress_size)
    for _ in range(3):
        bad = bytearray(good)
        place = base.header_offset + 200 + chance.randrange(base.compress_size - 208)
        for at in range(place, place + 8):
            bad[at] ^= 1
        yield bytes(bad)
    yield good[:chance.randrange(len(good) // 2, len(good))]


def backup_while_selling(ground, chance):
    """Holds what was acknowledged before it began; a spoilt one is refused; the restored place
    sells on and knows the old keys."""
    house = ground.copy()
    server = house.serve()
    file = f"{house.data}.karya"
    with Crowd(ground.counters, house.port, 8, chance) as crowd:
        assert until(lambda: crowd.count() > 100)
        before = crowd.all("sold")
        house.run("backup", "--out", file, "--with-keys")
        during = crowd.count()
        assert during > len(before), "nobody could sell beside it"
        assert until(lambda: crowd.count() > during + 20)
    crowd.finish()
    assert not crowd.all("wrong"), crowd.all("wrong")[:3]
    assert server.stop() == 0 and not server.errors(), server.errors()

    elsewhere = ground.keep(House(ground.program, f"{house.data}.elsewhere",
                                  ground.make_database("elsewhere")))
    for bad in spoilt(file, chance):
        pathlib.Path(f"{file}.bad").write_bytes(bad)
        said = elsewhere.run("restore", "--from", f"{file}.bad", fails=True)
        assert "app.wrong_checksum" in said or "app.not_a_backup" in said, said
        assert not os.path.exists(elsewhere.data)
    kept = json.loads(elsewhere.run("restore", "--from", file, "--json"))
    assert kept["files"] >= 2 and kept["checksum"], kept
    check_sales(elsewhere, before)
    verify(elsewhere)
    sells_on(ground, elsewhere, crowd, before, chance)
    return f"{len(before)} sales before it, {during - len(before)} beside it, all there"


def sells_on(ground, elsewhere, crowd, before, chance):
    server = elsewhere.serve()
    for teller in crowd.tellers:
        teller.port = elsewhere.port
        known = sorted(before.keys() & teller.sold.keys())
        for key in chance.sample(known, min(2, len(known))):
            again = teller.repeat(key)
            assert again.replayed and again.same(before[key]), again.body
    with Crowd(ground.counters, elsewhere.port, 4, chance) as more:
        assert until(lambda: more.count() > 20)
    more.finish()
    assert server.stop() == 0 and not server.errors(), server.errors()
    check_sales(elsewhere, {**before, **more.all("sold")})
