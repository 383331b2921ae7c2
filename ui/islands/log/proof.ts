// A proof file of the log, read and checked by the browser alone: RFC 6962 and Ed25519.

export interface Proof {
  entry: string;
  index: bigint;
  path: Uint8Array[];
  note: string; // checkpoint with its signatures
  size: bigint;
  root: string; // base64
}

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

export function readProof(text: string): Proof {
  const gap = text.indexOf("\n\n");
  const [head, extra, index, ...path] = text.slice(0, gap).split("\n");
  const note = text.slice(gap + 2);
  const [, size, root] = note.split("\n");
  if (head !== "c2sp.org/tlog-proof@v1" || !extra?.startsWith("extra ")) throw new Error("proof");
  if (!index?.startsWith("index ") || !size || !root) throw new Error("proof");
  return {
    entry: new TextDecoder().decode(bytesOf(extra.slice(6))),
    index: BigInt(index.slice(6)),
    path: path.map(bytesOf),
    note,
    size: BigInt(size),
    root,
  };
}

async function hash(...parts: Uint8Array[]): Promise<Uint8Array> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

export function leafOf(entry: string): Promise<Uint8Array> {
  return hash(Uint8Array.of(0), new TextEncoder().encode(entry));
}

/** RFC 9162, section 2.1.3.2. */
export async function isIncluded(leaf: Uint8Array, proof: Proof): Promise<boolean> {
  let node = proof.index;
  let last = proof.size - 1n;
  let root = leaf;
  if (node > last) return false;
  for (const sibling of proof.path) {
    if (last === 0n) return false;
    if (node % 2n === 1n || node === last) {
      root = await hash(Uint8Array.of(1), sibling, root);
      while (node % 2n === 0n && node !== 0n) {
        node /= 2n;
        last /= 2n;
      }
    } else root = await hash(Uint8Array.of(1), root, sibling);
    node /= 2n;
    last /= 2n;
  }
  return last === 0n && base64(root) === proof.root;
}

/** By the key "name+id+base64"; nothing when the browser knows no Ed25519. */
export async function isSigned(proof: Proof, verifier: string): Promise<boolean | undefined> {
  const [name, , half] = verifier.split("+", 2).concat(verifier.split("+").slice(2).join("+"));
  const gap = proof.note.indexOf("\n\n");
  const text = new TextEncoder().encode(proof.note.slice(0, gap + 1));
  const start = `\u2014 ${name} `;
  const lines = proof.note.slice(gap + 2).split("\n");
  const line = lines.find((one) => one.startsWith(start));
  if (!line || !half) return false;
  const signature = new Uint8Array(bytesOf(line.slice(start.length)).slice(4));
  let key: CryptoKey;
  try {
    const raw = new Uint8Array(bytesOf(half).slice(1));
    key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return undefined;
  }
  return crypto.subtle.verify({ name: "Ed25519" }, key, signature, text);
}
