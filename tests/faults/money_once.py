"""Money of the national shop at two servers: told of many times at once, too late, twice."""

import datetime
import json

from client import Site, new_id
from house import until
from shop import Provider, Shop, at_once, gone_at, order_all

PAID = 5
WIB = datetime.timezone(datetime.timedelta(hours=7))


def notice_to(port, news):
    """As the provider tells it, which has no session; the status, of which 2xx is wanted."""
    return Site(port).ask("POST", "/pembayaran/midtrans", json.dumps(news),
                          {"Content-Type": "application/json"})[0]


def pay(shop, provider, guest):
    """He pays at the provider; its news of that, which nobody has heard yet."""
    payment, _ = shop.payment_of(guest)
    assert until(lambda: shop.house.rows(
        f"SELECT reference FROM payments_payment WHERE id = '{payment}' AND reference <> ''"))
    order = f"{payment}-1"
    assert provider.control(do="pay", order=order)["paid"]
    return provider.control(do="notice", order=order)


def treasurers(shop):
    """One at each server."""
    return [shop.house.site(f"bendahara.{shop.counter.place}", port) for port in shop.ports]


def try_post(site, path, value):
    """The status and the answer, whatever it is."""
    status, _, told = site.ask("POST", "/api/v1" + path, json.dumps(value), site.headers(new_id()))
    return status, json.loads(told) if told else {}


def count(shop, table, where):
    return int(shop.house.rows(f"SELECT count(*) FROM {table} WHERE {where}")[0][0])


def take_transfers(shop, treasurer):
    treasurer.post("/meja/rekening", {"bank": "BRI", "number": "0012345678", "holder": "Lapas",
                                      "valid_from": today()})


def today():
    return datetime.datetime.now(WIB).date().isoformat()


def expect_paid_once(shop, guest, received):
    """The order is paid, by one receipt, one settling, one sale and its one entry."""
    order, (payment, _) = guest.first(), shop.payment_of(guest)
    assert order["state"] == "paid", order
    assert shop.house.rows(f"SELECT state, received FROM payments_payment WHERE id = '{payment}'") \
        == [("settled", str(received))]
    for table, where in [("payments_receipt", f"payment = '{payment}'"),
                         ("sales_sale", f"id = '{order['order']}'"),
                         ("ledger_entry", f"source = '{order['order']}' AND kind = 'sale'")]:
        assert count(shop, table, where) == 1, (table, where)


def paid_once_at_two_servers(ground, chance):
    """Each payment is told of at both servers at once, twice, while the buyer comes back and the
    desk looks and books: one receipt, one sale, one entry each. The same for a transfer."""
    with Provider() as provider:
        shop = Shop(ground, 100, provider)
        one, other = treasurers(shop)
        take_transfers(shop, one)
        guests, refused = order_all([shop.guest(n) for n in range(PAID)], "midtrans")
        assert not refused
        news = [(guest, pay(shop, provider, guest)) for guest in guests]
        deeds, wrong = [], []
        for guest, told in news:
            payment, token = shop.payment_of(guest)
            receipt = {"amount": guest.page()["total"], "arrived_on": today()}
            path = f"/meja/pembayaran/{payment}/penerimaan"
            wrong.append(lambda path=path, receipt=receipt: try_post(other, path, receipt))
            for port in shop.ports:
                deeds += [lambda port=port, told=told: notice_to(port, told)] * 2
                deeds.append(lambda port=port, token=token:
                             Site(port).ask("GET", f"/bayar/{token}")[0])
        chance.shuffle(deeds)
        assert all(200 <= status < 300 for status in at_once(*deeds))
        for deed in wrong:  # a provider's money is not booked by hand
            status, told = deed()
            assert status in (404, 409), told
        for guest, _ in news:
            assert until(lambda guest=guest: guest.first()["state"] == "paid")
        assert all(notice_to(port, told) < 300 for port in shop.ports for _, told in news)
        for guest, _ in news:
            expect_paid_once(shop, guest, guest.page()["total"])

        [guest], _ = order_all([shop.guest(0)], "transfer")
        expect_transfer_once(shop, guest, [one, other])
        assert shop.left(shop.goods[0]) == (100 - PAID - 1, 0)
        shop.close()
        return f"{len(deeds)} calls for {PAID} payments at once, and a transfer booked four times"


def expect_transfer_once(shop, guest, sites):
    """Booked at both desks at once, twice: one counts, the others are asked whether it is."""
    payment, _ = shop.payment_of(guest)
    due = guest.page()["payment"]["to_pay"]
    body = {"amount": due, "arrived_on": today()}
    path = f"/meja/pembayaran/{payment}/penerimaan"
    # A wire takes one question at a time.
    every = [*sites, *treasurers(shop)]
    answers = at_once(*[lambda site=site: try_post(site, path, body) for site in every])
    assert sorted(status for status, _ in answers) == [201, 422, 422, 422], answers
    for status, told in answers:
        assert status == 201 or told["errors"][0]["detail"], told
    assert until(lambda: guest.first()["state"] == "paid")
    expect_paid_once(shop, guest, due)


def late_money_after_the_last_piece(ground, chance):
    """Time ends an order that waits for a transfer, a buyer takes back one that the provider was
    just paid for; their last pieces go at the other server. Money that comes then is owed back and
    given back once, seen by buyer and desk, and nothing is sold twice."""
    with Provider() as provider:
        shop = Shop(ground, 1, provider)
        here, there = shop.ports
        sites = treasurers(shop)
        take_transfers(shop, sites[0])
        slow, quick = shop.guest(0, shop.goods[0]), shop.guest(1, shop.goods[1])
        assert slow.order("transfer")[0] < 300 and quick.order("midtrans")[0] < 300
        assert [shop.left(goods) for goods in shop.goods] == [(1, 1), (1, 1)]
        due = slow.page()["payment"]["to_pay"]
        payment, token = shop.payment_of(slow)
        shop.house.rows(f"UPDATE payments_payment SET due_at = 1, ends_at = 1"
                        f" WHERE id = '{payment}'")
        told = pay(shop, provider, quick)
        assert gone_at(here, quick.link, quick.first()["order"])[0] < 300
        for goods in shop.goods:
            assert until(lambda goods=goods: shop.left(goods) == (1, 0))
            shop.sell_last(goods, there)

        assert max(at_once(*[lambda port=port: notice_to(port, told)
                             for port in shop.ports * 2])) < 300
        expect_owed_back(shop, slow, due, sites)
        expect_given_back(shop, quick, provider)
        for guest in (slow, quick):
            assert guest.first()["state"] == "cancelled"
            assert not count(shop, "sales_sale", f"id = '{guest.first()['order']}'")
        assert [shop.left(goods) for goods in shop.goods] == [(0, 0), (0, 0)]
        shop.close()
        return "a transfer and a provider's payment, both owed back once"


def expect_owed_back(shop, guest, due, sites):
    """The transfer is booked at both desks at once; what is owed is seen at both servers."""
    payment, token = shop.payment_of(guest)
    body = {"amount": due, "arrived_on": today()}
    answers = at_once(*[lambda site=site: try_post(
        site, f"/meja/pembayaran/{payment}/penerimaan", body) for site in sites])
    assert sorted(status for status, _ in answers) == [201, 422], answers
    page = f"/bayar/{token}"
    assert until(lambda: guest.site.get(page)["returns"])
    for port in shop.ports:
        [back] = guest.at(port).site.get(page)["returns"]
        assert (back["amount"], back["state"]) == (due, "asked"), back
        listed = sites[0].get("/meja/pembayaran?list=returns")["payments"]
        assert payment in [row["payment"] for row in listed]
    done = at_once(*[lambda site=site: try_post(
        site, f"/meja/pengembalian/{back['back']}/penyelesaian", {"reference": "TRF 17"})
        for site in sites])
    assert sorted(status for status, _ in done) == [201, 409], done
    assert guest.site.get(page)["returns"][0]["state"] == "done"


def expect_given_back(shop, guest, provider):
    """What came after he took it back is surplus at both servers; the nation's desk gives it back
    at both at once: one refund at the provider, of all of it."""
    (payment, token), total = shop.payment_of(guest), guest.page()["total"]
    page = f"/bayar/{token}"
    assert until(lambda: guest.site.get(page)["surplus"] == total)
    desks = [shop.house.site("ditjen", port) for port in shop.ports]
    for port, desk in zip(shop.ports, desks):
        assert guest.at(port).site.get(page)["surplus"] == total
        listed = desk.get("/meja/pembayaran?list=surplus")["payments"]
        assert payment in [row["payment"] for row in listed]
    given = at_once(*[lambda desk=desk: try_post(
        desk, f"/meja/pembayaran/{payment}/kelebihan", {}) for desk in desks])
    assert sorted(status for status, _ in given) == [201, 409], given
    assert until(lambda: [back["state"] for back in guest.site.get(page)["returns"]] == ["done"])
    [back] = guest.site.get(page)["returns"]
    assert (back["amount"], guest.site.get(page)["surplus"]) == (total, 0), back
    told = provider.control(do="notice", order=f"{payment}-1")
    assert told["transaction_status"] == "refund" and len(told["refunds"]) == 1, told
