// Judges a line of the public log by sigstore's own library: its checkpoint's signature and that the
// tree holds it. Run after `npm ci` in tests/standins; exits with 77 without it.
//
//   node sigstore.cjs COPY RECEIPT     a folder with "key", and a ".tlog-proof"
const assert = require("node:assert/strict");
const { createPublicKey } = require("node:crypto");
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const library = join(__dirname, "../standins/node_modules/@sigstore/verify/dist/tlog");
if (!existsSync(library)) process.exit(77);
// The parts that sigstore verifies its own log with; the whole expects sigstore's own entries.
const { verifyCheckpoint } = require(join(library, "checkpoint.js"));
const { verifyMerkleInclusion } = require(join(library, "merkle.js"));

const [copy, receipt] = process.argv.slice(2);
const [, name, keyId, key] = readFileSync(join(copy, "key"), "utf8").trim().match(/^(.*?)\+(.*?)\+(.*)$/);
const prefix = Buffer.from("302a300506032b6570032100", "hex"); // of an Ed25519 key, RFC 8410
const der = Buffer.concat([prefix, Buffer.from(key, "base64").subarray(1)]);
const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });

const [head, note] = readFileSync(receipt, "utf8").split(/\n\n(.*)/s);
const [, extra, index, ...path] = head.split("\n");
const entry = {
  canonicalizedBody: Buffer.from(extra.replace("extra ", ""), "base64"),
  inclusionProof: {
    logIndex: index.replace("index ", ""),
    hashes: path.map((hash) => Buffer.from(hash, "base64")),
    checkpoint: { envelope: note },
  },
};
const known = [{ logID: Buffer.from(keyId, "hex"), baseURL: `https://${name}`, publicKey }];
const checkpoint = verifyCheckpoint(entry, known);
verifyMerkleInclusion(entry, checkpoint);
const figures = entry.canonicalizedBody.toString();
const other = Buffer.from(figures.replace('"turnover":', '"turnover":1'));
assert.throws(() => verifyMerkleInclusion({ ...entry, canonicalizedBody: other }, checkpoint));
