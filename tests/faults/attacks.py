"""What strangers send: bytes that are no request, and sales that are none."""

import json

LINES = {
    "no version": b"GET /\r\n\r\n",
    "unknown version": b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
    "blank in the target": b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
    "NUL in the target": b"GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n",
    "bare line feeds": b"GET / HTTP/1.1\nHost: a\n\n",
    "a blank line first": b"\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "TLS to a plain port": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
    "lower-case method": b"get / HTTP/1.1\r\nHost: a\r\n\r\n",
    "unknown method": b"BREW / HTTP/1.1\r\nHost: a\r\n\r\n",
    "DELETE": b"DELETE /produk HTTP/1.1\r\nHost: a\r\n\r\n",
    "TRACE": b"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n",
    "CONNECT": b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "host with a path": b"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
    "another's absolute target": b"GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
    "broken escape": b"GET /produk/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
    "escaped NUL": b"GET /produk/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
    "overlong UTF-8": b"GET /produk/%c0%af HTTP/1.1\r\nHost: a\r\n\r\n",
    "up and out": b"GET /media/../../../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
    "up and out, escaped": b"GET /media/%2e%2e%2f%2e%2e%2fkarya.db HTTP/1.1\r\nHost: a\r\n\r\n",
    "endless target": b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
}
FIELDS = {
    "no colon": b"X\r\n",
    "blank before the colon": b"X : 1\r\n",
    "folded": b"X: 1\r\n 2\r\n",
    "NUL in a value": b"X: a\0b\r\n",
    "escape in a value": b"X: a\x1bb\r\n",
    "name with brackets": b"X(y): 1\r\n",
    "101 fields": b"X: 1\r\n" * 101,
    "endless field": b"X: " + b"a" * 17000 + b"\r\n",
    "two lengths": b"Content-Length: 1\r\nContent-Length: 2\r\n",
    "two equal lengths": b"Content-Length: 1, 1\r\n",
    "negative length": b"Content-Length: -1\r\n",
    "length with plus": b"Content-Length: +1\r\n",
    "length in hex": b"Content-Length: 0x10\r\n",
    "length beyond all": b"Content-Length: 99999999999999999999999\r\n",
    "more than is taken": b"Content-Length: 300000\r\n",
    "length and chunks": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
    "packed chunks": b"Transfer-Encoding: gzip, chunked\r\n",
    "unknown coding": b"Transfer-Encoding: xchunked\r\n",
    "coding with a tab": b"Transfer-Encoding:\x0bchunked\r\n",
    "two codings": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
    "unknown expectation": b"Expect: tea\r\nContent-Length: 1\r\n",
}
CHUNKS = {
    "size in words": b"five\r\nhello\r\n0\r\n\r\n",
    "size beyond all": b"ffffffffffffffff1\r\nx",
    "negative size": b"-1\r\nx\r\n0\r\n\r\n",
    "no end of a chunk": b"1\r\nxx\r\n0\r\n\r\n",
    "bare line feed": b"1\nx\n0\n\n",
    "more than is taken": b"fffff\r\n" + b"x" * 300000,
}
SMUGGLED = b"GET /papan HTTP/1.1\r\nHost: a\r\n\r\n"


def raw_requests():
    """(name, bytes); each asks for JSON and hides a second request behind the first."""
    yield from LINES.items()
    head = b"POST /en/masuk HTTP/1.1\r\nAccept: application/json\r\nHost: a\r\n"
    for name, field in FIELDS.items():
        yield name, head + field + b"\r\n" + SMUGGLED
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n"
    for name, chunk in CHUNKS.items():
        yield name, chunked + chunk + SMUGGLED


# Not for the shop, but lawful: kept and given back as they are.
STRANGE_WORDS = [
    "Robert'); DROP TABLE sales_sale;--", "<script>alert(1)</script>", "{{7*7}} ${7*7} %s %n",
    "../../../../etc/passwd", "=cmd|' /C calc'!A0", "NULL", "undefined", "-0", "1e309",
    "ﷺ ﷽", "Z̸̧̛a̷̢l̶g̵o̴", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "田中さんにあげて下さい", "ضاعف\u200f נקודה", "ı İ ß ﬀ",
    "\u200b\u2060zero width", "🀄" * 100,
]
NIL = "00000000-0000-0000-0000-000000000000"


def not_json(sale):
    """Bodies that are no JSON, or no object."""
    text = json.dumps(sale)
    return [b"", b"{", b"[]", b"null", b'"sale"', text.encode() + b"}", text.encode() + b"\0",
            b"\xff\xfe" + text.encode("utf-16-le"), text.replace('"id"', "id").encode(),
            text.replace('"qris"', '"\udcff"').encode("utf-8", "surrogateescape"),
            text.replace('"qris"', '"\\ud800"').encode(), b"[" * 100_000,
            b'{"a":' * 10_000 + b"1" + b"}" * 10_000, text.replace("{", '{"note":NaN,', 1).encode(),
            text.replace("{", '{"lines":[],', 1).encode() if "lines" in sale else b"{"]


def wrong_sales(sale, foreign):
    """Sales that must be refused; `foreign` is another unit's variant."""
    line = sale["lines"][0]
    for quantity in ("0", "-1", "-0.5", "0.0001", "1e3", "9999999999999", "99999999999999999999",
                     "½", "٣", "NaN", "Infinity", "", "1 2", "0x10", "--1", None, True, [], {}):
        yield {"lines": [{**line, "quantity": quantity}]}
    for variant in (NIL, foreign, "", "x", "'; --", None, 7, [line["variant"]]):
        yield {"lines": [{**line, "variant": variant}]}
    for lines in ([], {}, None, "x", [None], [[]], [line] * 101, [{}], [{**line, "price": 1}]):
        yield {"lines": lines}
    for identity in ("", "x", NIL, None, 1, [sale["id"]], sale["id"] + "0", "'; --"):
        yield {"id": identity}
    for total in (-1, 0, 1, 0.5, 1e300, 2**63, 2**64, "x", [], True):
        yield {"seen_total": total}
    for received in (-1, 0, 1, 0.5, 2**53, 2**63, "x"):
        yield {"payment": "cash", "received": received}
    for instant in ("", "yesterday", "2026-13-45T99:99:99Z", "9999-12-31T23:59:59Z",
                    "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", 0, -1, 2**63):
        yield {"sold_at": instant}
    for word in ("king", "", None, 1, "PUBLIC_BUYER", "public_buyer\0"):
        yield {"buyer": word}
        yield {"payment": word}
    for note in ("a\0b", "a\x07b", "a\u0085b", "x" * 501, "x" * 200_000, 1, ["x"]):
        yield {"note": note}
    for nip in ("1", "x" * 18, "000000000000000000", "1" * 1000):
        yield {"buyer": "officer", "nip": nip}
    yield {"cost": 1}
    yield {"__proto__": {}}
