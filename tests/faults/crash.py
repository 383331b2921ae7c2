"""A server that is killed or told to stop while tills sell."""

import os
import time

from books import check_sales, verify
from house import until
from tills import Crowd

KILLS = 10


def killed_while_selling(ground, chance):
    """kill -9 at random moments: open again in 5 s, each acknowledged sale there exactly once, the
    same key gives the same bytes, no receipt number is missing."""
    house = ground.copy()
    server = house.serve()
    opened = []
    with Crowd(ground.counters, house.port, 8, chance) as crowd:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.1, 0.8))
            server.kill()
            server = house.serve()
            opened.append(server.opened)
            crowd.repeat_some(chance, 1)
    crowd.finish()
    assert not crowd.all("wrong"), crowd.all("wrong")[:3]
    crowd.repeat_some(chance, 10)
    assert server.stop() == 0
    check_sales(house, crowd.all("sold"), crowd.all("made"))
    verify(house)
    tries = sum(teller.unanswered for teller in crowd.tellers)
    assert max(opened) <= 5, opened
    return (f"{KILLS} kills, {crowd.count()} sales, {tries} tries without an answer, "
            f"open again in {max(opened):.1f} s at most")


def left_behind(house):
    """Bytes in SQLite's log of a stopped server."""
    log = f"{house.data}/karya.db-wal"
    return os.path.getsize(log) if os.path.exists(log) else 0


def unanswered(crowd, done, asked):
    """Sales without an answer that were booked, or sent well before the stop was asked for."""
    return [key for teller in crowd.tellers for key in list(teller.made)
            if key not in teller.sold
            and (key in done or teller.sent_at.get(key, asked) < asked - 0.5)]


def stopped_while_selling(ground, chance):
    """SIGTERM: what was done is answered, the exit code is 0, no log is left behind."""
    house = ground.copy()
    server = house.serve()
    rounds = 3
    with Crowd(ground.counters, house.port, 8, chance) as crowd:
        for _ in range(rounds):
            time.sleep(chance.uniform(0.3, 0.8))
            asked = time.monotonic()
            assert server.stop() == 0, server.said()
            assert not server.errors(), server.errors()
            if not house.database:
                assert left_behind(house) == 0
            done = {key for key, in house.rows("SELECT id FROM sales_sale")}
            assert until(lambda: not unanswered(crowd, done, asked), 5), "done, but never answered"
            server = house.serve()
    crowd.finish()
    assert not crowd.all("wrong"), crowd.all("wrong")[:3]
    assert server.stop() == 0
    check_sales(house, crowd.all("sold"), crowd.all("made"))
    verify(house)
    return f"{rounds} stops, {crowd.count()} sales"
