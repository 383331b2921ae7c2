#!/usr/bin/env python3
"""Checks a copy of the public log without a line of Karya's own code.

    tools/check_log.py URL|FOLDER [KEY]

Reads the checkpoint and all files of the log (below https://host/tlog, or a folder with the same
files), grows the tree from the entries, compares every tile, and lets openssl check the signature
by KEY ("name+id+base64"; FOLDER/key or the page /bukti has it). Says what it found; 1: a fault.
"""
import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.request


def fetch(place, path):
    if place.startswith("http"):
        with urllib.request.urlopen(f"{place}/{path}", timeout=30) as answer:
            return answer.read()
    with open(os.path.join(place, path), "rb") as file:
        return file.read()


def need(holds, words):
    if not holds:
        sys.exit(f"fault: {words}")


def sha(data):
    return hashlib.sha256(data).digest()


def root_of(hashes):
    """RFC 6962, section 2.1, as it is written there."""
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return sha(b"\x01" + root_of(hashes[:half]) + root_of(hashes[half:]))


def tile_path(number, width):
    path = f"{number % 1000:03d}"
    while number >= 1000:
        number //= 1000
        path = f"x{number % 1000:03d}/{path}"
    return path if width == 256 else f"{path}.p/{width}"


def check_signature(note, key):
    text, signatures = note.split("\n\n", 1)
    name, key_id, half = key.split("+", 2)
    public = base64.b64decode(half)
    need(public[0] == 1 and len(public) == 33, "the key is not Ed25519")
    need(sha(f"{name}\n".encode() + public)[:4].hex() == key_id, "the key's id is another")
    mine = [line for line in signatures.splitlines() if line.startswith(f"\u2014 {name} ")]
    mine = [base64.b64decode(line.split(" ")[2]) for line in mine]
    mine = [one for one in mine if one[:4].hex() == key_id]
    need(mine, "the checkpoint is not signed by that key")
    with tempfile.TemporaryDirectory() as folder:
        def put(file, data):
            path = os.path.join(folder, file)
            with open(path, "wb") as out:
                out.write(data)
            return path
        der = bytes.fromhex("302a300506032b6570032100") + public[1:]
        verify = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin",
                  "-inkey", put("key", der), "-in", put("text", f"{text}\n".encode()),
                  "-sigfile", put("signature", mine[0][4:])]
        done = subprocess.run(verify, capture_output=True, check=False)
        need(done.returncode == 0, "openssl: " + done.stderr.decode())
    return text.split("\n")


def entries_of(place, size):
    for tile in range((size + 255) // 256):
        width = min(256, size - tile * 256)
        data = fetch(place, f"tile/entries/{tile_path(tile, width)}")
        for _ in range(width):
            length = int.from_bytes(data[:2], "big")
            yield data[2:2 + length]
            data = data[2 + length:]
        need(not data, f"bundle {tile} goes on behind its entries")


def main():
    place = sys.argv[1].rstrip("/")
    key = sys.argv[2] if len(sys.argv) > 2 else fetch(place, "key").decode()
    note = fetch(place, "checkpoint").decode()
    origin, size, root = check_signature(note, key.strip())
    size = int(size)
    sums = {"turnover": 0, "pnbp": 0, "premium": 0}
    hashes = []
    for entry in entries_of(place, size):
        hashes.append(sha(b"\x00" + entry))
        line = json.loads(entry)
        for name in sums:
            sums[name] += line[name]
    need(base64.b64encode(root_of(hashes)).decode() == root, "the root is another")
    level = 0
    while hashes:
        above = []
        for tile in range((len(hashes) + 255) // 256):
            part = hashes[tile * 256:tile * 256 + 256]
            kept = fetch(place, f"tile/{level}/{tile_path(tile, len(part))}")
            need(kept == b"".join(part), f"tile {level}/{tile} is another")
            if len(part) == 256:
                above.append(root_of(part))
        hashes, level = above, level + 1
    print(f"{origin}: {size} lines, root {root}", json.dumps(sums))


main()
