"""The same sale sent many times at once."""

import json
import time

from books import check_sales, verify
from client import new_id
from house import free_port
from tills import burst

TIMES = 32


def problem(answer, status, code):
    """The answer is this refusal, told in words."""
    told = json.loads(answer.body)
    assert (answer.status, told["type"]) == (status, f"/masalah/{code}"), answer.body
    assert told["title"] and told["detail"], told


def sale_of(counter, quantity="1"):
    """With its instant, so that sending it again under another key is still the same sale."""
    one = counter.goods[0]
    instant = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return {"id": new_id(), "sold_at": instant, "buyer": "public_buyer", "payment": "cash",
            "lines": [{"variant": one["variant"], "quantity": quantity}]}


def one_of_many(answers):
    sold = [answer for answer in answers if answer.status == 201]
    return sold[0], [answer for answer in answers if answer.status != 201]


def same_sale_at_once(ground, chance):
    """One key or one sale, sent 32 times at once: one effect. Other content: refused in words."""
    house = ground.copy()
    ports = [house.serve().port]
    if house.database:
        ports.append(house.serve(free_port()).port)
    counter = ground.counters[0]
    site = counter.site(house.port)

    def send_all(posts):
        return burst(site, [(ports[n % len(ports)], *post) for n, post in enumerate(posts)])

    sold = {}
    for _ in range(5):
        sale = sale_of(counter)
        body = json.dumps(sale)
        answers = send_all([(sale["id"], body)] * TIMES)
        assert all(answer.same(answers[0]) for answer in answers), [a.body for a in answers]
        assert sum(not answer.replayed for answer in answers) == 1
        sold[sale["id"]] = answers[0]

        other = json.dumps({**sale, "payment": "qris"})
        problem(send_all([(sale["id"], other)])[0], 422, "core.key_reused")
        problem(send_all([(new_id(), other)])[0], 409, "sales.id_taken")

    sale = sale_of(counter)
    answers = send_all([(new_id(), json.dumps(sale)) for _ in range(TIMES)])
    assert {(a.status, a.number) for a in answers} == {(201, answers[0].number)}, answers[0].body
    sold[sale["id"]] = answers[0]

    sale = sale_of(counter)
    answers = send_all([(new_id(), json.dumps({**sale, "note": f"{n}"})) for n in range(TIMES)])
    sold[sale["id"]], refused = one_of_many(answers)
    assert len(refused) == TIMES - 1
    for answer in refused:
        problem(answer, 409, "sales.id_taken")

    stranger = ground.counters[1]
    foreign = json.dumps({**sale_of(stranger), "id": sale["id"]})
    answer = burst(stranger.site(house.port), [(ports[0], new_id(), foreign)])[0]
    problem(answer, 404, "core.not_found")  # a unit never learns what another one has
    for server in house.servers:
        assert server.stop() == 0 and not server.errors(), server.errors()
    check_sales(house, sold)
    verify(house)
    return f"{7 * TIMES} twins, {len(sold)} sales"
