#!/usr/bin/env python3
"""Checks a bundle of evidence without a line of Karya's own code.

    tools/check_bundle.py FILE.zip [KEY]

Every file must be the one that the signed manifest names, every entry of the book must follow from
the one before it and balance, and every line of the public log must be under a signed checkpoint.
KEY ("name+id+base64") is the log's; without it the one in the bundle is taken, which proves only
that the bundle is whole. Says what it found; 1: a fault.
"""
import base64
import hashlib
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
    return head, {entry["seq"]: entry["hash"] for entry in entries}


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
    head, hashes = check_book(files["buku.jsonl"].decode())
    proofs = [name for name in files if name.endswith(".tlog-proof")]
    for name in proofs:
        line = check_proof(files[name].decode(), keys)
        need(line["unit"] == head["code"], f"{name} is of another unit")
        need(hashes.get(line["seq"], line["head"]) == line["head"], f"{name} tells of another book")
    print(f"{head['code']}: {len(files)} files, {len(hashes)} entries, {len(proofs)} log lines")


main()
