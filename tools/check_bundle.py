#!/usr/bin/env python3
"""Checks a bundle of evidence without a line of Karya's own code.

    tools/check_bundle.py FILE.zip [KEY]

Every file must be the one that the signed manifest names, every entry of the book must follow from
the one before it and balance, and every line of the public log must be under a signed checkpoint.
Every line sold is split again by its rule, every refund by what it left, and both must be what the
book has; a deposit must be what its entry moved.
KEY ("name+id+base64") is the log's; without it the one in the bundle is taken, which proves only
that the bundle is whole. Says what it found; 1: a fault.
"""
import base64
import collections
import csv
import datetime
import decimal
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile


def need(holds, words):
    if not holds:
        sys.exit(f"fault: {words}")


def sha(data):
    return hashlib.sha256(data).digest()


def is_signed(note, key):
    text, signatures = note.rsplit("\n\n", 1)
    name, key_id, half = key.split("+", 2)
    public = base64.b64decode(half)
    if sha(f"{name}\n".encode() + public)[:4].hex() != key_id:
        return False
    lines = [line for line in signatures.splitlines() if line.startswith(f"\u2014 {name} ")]
    for line in lines:
        data = base64.b64decode(line.split(" ")[2])
        if data[:4].hex() == key_id and openssl(public[1:], f"{text}\n".encode(), data[4:]):
            return True
    return False


def openssl(public, text, signature):
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        der = bytes.fromhex("302a300506032b6570032100") + public
        for name, data in {"key": der, "text": text, "signature": signature}.items():
            paths[name] = os.path.join(folder, name)
            with open(paths[name], "wb") as out:
                out.write(data)
        verify = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin",
                  "-inkey", paths["key"], "-in", paths["text"], "-sigfile", paths["signature"]]
        return subprocess.run(verify, capture_output=True, check=False).returncode == 0


def check_book(text):
    head, *entries = [json.loads(line) for line in text.splitlines()]
    previous = head["previous"]
    for entry in entries:
        need(sum(one["amount"] for one in entry["postings"]) == 0, f"entry {entry['seq']} balances")
        row = [previous, head["unit"], *(entry[name] for name in (
            "id", "seq", "kind", "day", "business_day", "late", "source", "memo", "officer", "at"))]
        for one in entry["postings"]:
            row += [one["account"], one["amount"]]
        line = "".join(f"{x}," if isinstance(x, int) else f"{len(x.encode())}:{x}," for x in row)
        previous = sha(line.encode()).hex()
        need(previous == entry["hash"], f"entry {entry['seq']} does not follow from the one before")
    return head, entries


def table(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"))))


PARTS = ("cost", "premi", "upah", "pnbp", "working_fund", "other")
ACCOUNTS = {"cost_recovery": "cost", "premi_payable": "premi", "premi_claim": "premi",
            "upah_payable": "upah", "upah_claim": "upah", "pnbp_payable": "pnbp",
            "pnbp_claim": "pnbp", "working_fund": "working_fund", "other_payable": "other"}


def number(text):
    return decimal.Decimal(text.replace(",", "."))


def times(amount, quantity):
    """Half up to whole rupiah."""
    return int((amount * quantity).quantize(decimal.Decimal(1), decimal.ROUND_HALF_UP))


def shared(whole, shares):
    """By largest remainder, ties to the earlier one."""
    parts = [whole * share // 10_000 for share in shares]
    rest = [whole * share % 10_000 for share in shares]
    order = sorted(range(len(shares)), key=lambda i: (-rest[i], i))
    for i in order[:whole - sum(parts)]:
        parts[i] += 1
    return parts


def split(rule, amount, quantity, cost):
    """Rules R-05 to R-07: what each part gets of a line."""
    parts = dict.fromkeys(PARTS, 0)
    if rule["base"] != "gross":
        parts["cost"] = min(amount, times(int(cost or 0), quantity))
    after, missing = amount - parts["cost"], 0
    if rule["base"] == "wage":
        parts["upah"] = times(int(rule["wage_per_piece"]), quantity)
        missing = parts["upah"] - min(parts["upah"], after)
    names = ("premi", "pnbp", "working_fund", "other")
    amounts = shared(after - parts["upah"] + missing, [int(rule[name]) for name in names])
    parts.update(zip(names, amounts))
    parts["working_fund"] -= missing
    return parts


def moved(entry):
    """What an entry gave to each part; below zero: took from it."""
    parts = dict.fromkeys(PARTS, 0)
    for one in entry["postings"]:
        if one["account"] in ACCOUNTS:
            parts[ACCOUNTS[one["account"]]] -= one["amount"]
    return parts


def add(sums, key, parts, sign=1):
    for name in PARTS:
        sums[key][name] += sign * parts[name]


def sold_parts(files, rules):
    sums = collections.defaultdict(lambda: dict.fromkeys(PARTS, 0))
    for line in table(files, "penjualan-baris.csv"):
        where = f"sale {line['sale']}, line {line['n']}"
        quantity, amount = number(line["quantity"]), int(line["amount"])
        need(times(int(line["price"]), quantity) - int(line["discount"]) == amount,
             f"{where} is not price by quantity less discount")
        parts = split(rules[line["rule"]], amount, quantity, line["cost"])
        told = {name: int(line["cost_part" if name == "cost" else name]) for name in PARTS}
        need(parts == told, f"{where} is not split as its rule says")
        add(sums, line["sale"], parts)
    return sums


def refunded_parts(files, rules):
    sums = collections.defaultdict(lambda: dict.fromkeys(PARTS, 0))
    for line in table(files, "pengembalian-baris.csv"):
        for when, sign in (("after", 1), ("before", -1)):
            add(sums, line["refund"], split(rules[line["rule"]], int(line[f"amount_{when}"]),
                                            number(line[f"quantity_{when}"]), line["cost"]), sign)
    return sums


def check_trade(files, entries, first, last):
    rules = {rule["rule"]: rule for rule in table(files, "aturan.csv")}
    sold, back = sold_parts(files, rules), refunded_parts(files, rules)
    taken = {source: {name: -parts[name] for name in PARTS} for source, parts in sold.items()}
    due = {"sale": sold, "refund": back, "voided": taken}
    for entry in entries:
        if entry["kind"] not in due or not first <= entry["business_day"] <= last:
            continue
        parts = due[entry["kind"]].get(entry["source"])
        need(parts, f"entry {entry['seq']} has no lines")
        need(parts == moved(entry), f"entry {entry['seq']} is not what its lines are split into")
    return len(sold)


def check_deposits(files, entries):
    by_seq = {entry["seq"]: entry for entry in entries}
    for deposit in table(files, "setoran-pnbp.csv"):
        entry = by_seq.get(int(deposit["entry"] or 0))
        if not entry:
            continue
        paid = sum(one["amount"] for one in entry["postings"] if one["account"] == deposit["money"])
        need(entry["kind"] == "deposit" and paid == -int(deposit["amount"]),
             f"deposit {deposit['number']} is not what its entry paid")


def check_proof(text, keys):
    head, note = text.split("\n\n", 1)
    _, extra, index, *path = head.split("\n")
    entry = base64.b64decode(extra[6:])
    _, size, root = note.split("\n")[:3]
    node, last, now = int(index[6:]), int(size) - 1, sha(b"\x00" + entry)
    for sibling in map(base64.b64decode, path):
        if node % 2 or node == last:
            now = sha(b"\x01" + sibling + now)
            while node % 2 == 0 and node:
                node, last = node // 2, last // 2
        else:
            now = sha(b"\x01" + now + sibling)
        node, last = node // 2, last // 2
    need(last == 0 and base64.b64encode(now).decode() == root, "a line is not in the tree")
    need(any(is_signed(note, key) for key in keys), "a line's checkpoint is not signed")
    return json.loads(entry)


def main():
    with zipfile.ZipFile(sys.argv[1]) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    keys = sys.argv[2:] or files["catatan/kunci.txt"].decode().split()
    manifest = files.pop("MANIFES.txt").decode()
    need(manifest.startswith("karya bukti 1\n"), "this is no bundle")
    need(any(is_signed(manifest, key) for key in keys), "the manifest is not signed by that key")
    told = [line.split(" ", 2) for line in manifest.split("\n\n")[0].split("\n")[4:]]
    need({name for _, _, name in told} == set(files), "other files than the manifest names")
    for digest, size, name in told:
        same = sha(files[name]).hex() == digest and len(files[name]) == int(size)
        need(same, f"{name} is not the file that was signed")
    head, entries = check_book(files["buku.jsonl"].decode())
    hashes = {entry["seq"]: entry["hash"] for entry in entries}
    days = [(datetime.date.fromisoformat(day) - datetime.date(1970, 1, 1)).days
            for day in manifest.split("\n")[2].split(" ")[1:3]]
    sold = check_trade(files, entries, *days)
    check_deposits(files, entries)
    proofs = [name for name in files if name.endswith(".tlog-proof")]
    for name in proofs:
        line = check_proof(files[name].decode(), keys)
        need(line["unit"] == head["code"], f"{name} is of another unit")
        need(hashes.get(line["seq"], line["head"]) == line["head"], f"{name} tells of another book")
    print(f"{head['code']}: {len(files)} files, {len(hashes)} entries, {sold} sales, "
          f"{len(proofs)} log lines")


main()
