// A label read and checked by the visitor's own device (docs/reference/labels.md). As strict as the
// server: one label has one spelling, and each way of getting it wrong has its own name.
import { base32, toBase32 } from "../parts/base32";
import { hex, unbase64url } from "../parts/bytes";
import { bytes, inside, Reader, Refused, text, type Refusal } from "./cbor";

export interface Claims {
  unit: string;
  article: string;
  seconds: number; // midnight of its day in UTC
  serial: number;
  lot: string; // empty: none
}

export interface Signed {
  claims: Claims;
  kid: string;
  message: Uint8Array<ArrayBuffer>; // what is signed
  signature: Uint8Array<ArrayBuffer>;
}

const lettersMost = 400;
const type = "kl1";
const daySeconds = 86_400;
const dayMost = 49_709; // whose seconds fit 32 bits
const articleMost = 40; // bytes
const lotMost = 30;
const lotClaim = 70_000; // -70001, as CBOR counts it

/** The token in an address, of any host, or written alone. */
export function tokenIn(typed: string): string {
  const found = /\/l\/([^/?#\s]+)\/?$/i.exec(typed.trim())?.[1] ?? typed.trim();
  return /^[a-z2-7]+$/i.test(found) ? found.toUpperCase() : found;
}

export function readToken(token: string): Signed | Refusal {
  if (/[^A-Za-z2-7]/.test(token)) return "wrong_letters";
  if (/[a-z]/.test(token)) return "small_letters";
  if (token.length > lettersMost) return "too_much";
  const whole = base32(token) ?? new Uint8Array();
  try {
    const label = readMessage(whole);
    return toBase32(whole) === token ? label : "other_spelling";
  } catch (error) {
    if (error instanceof Refused) return error.why;
    throw error;
  }
}

function readMessage(whole: Uint8Array): Signed {
  const reader = new Reader(whole);
  reader.expect(6, 18); // COSE_Sign1 (RFC 9052)
  reader.expect(4, 4);
  const header = reader.content(2);
  const kid = inside(header, readHeader);
  reader.expect(5, 0);
  const payload = reader.content(2);
  const claims = inside(payload, readClaims);
  const signature = Uint8Array.from(reader.content(2));
  if (signature.length !== 64) throw new Refused("not_a_label");
  if (!reader.atEnd) throw new Refused("too_much");
  const signed = [0x84, ...text("Signature1"), ...bytes(header), 0x40, ...bytes(payload)];
  return { claims, kid, message: Uint8Array.from(signed), signature };
}

function readHeader(reader: Reader): string {
  reader.expect(5, 3);
  reader.expect(0, 1);
  reader.expect(1, 7); // EdDSA
  reader.expect(0, 4);
  const kid = reader.content(2);
  if (kid.length !== 4) throw new Refused("not_a_label");
  reader.expect(0, 16);
  const typ = new TextDecoder().decode(reader.content(3));
  if (typ !== type) throw new Refused(typ.startsWith("kl") ? "unknown_version" : "not_a_label");
  return hex(kid);
}

function readClaims(reader: Reader): Claims {
  const line = (claim: number): string => {
    reader.expect(0, claim);
    return new TextDecoder().decode(reader.content(3));
  };
  const count = reader.head(5);
  if (count !== 4 && count !== 5) throw new Refused("not_a_label");
  const [unit, article] = [line(1), line(2)];
  if (!/^[A-Z0-9]{1,8}$/.test(unit) || !isLine(article)) throw new Refused("not_a_label");
  reader.expect(0, 6);
  const seconds = reader.head(0);
  if (seconds % daySeconds || seconds / daySeconds > dayMost) throw new Refused("not_a_label");
  reader.expect(0, 7);
  const number = reader.content(2);
  if (!number.length || number.length > 4 || number[0] === 0) throw new Refused("not_a_label");
  const serial = number.reduce((all, byte) => all * 256 + byte, 0);
  if (count === 4) return { unit, article, seconds, serial, lot: "" };
  reader.expect(1, lotClaim);
  const lot = new TextDecoder().decode(reader.content(3));
  if (!isLot(unit, lot)) throw new Refused("not_a_label");
  return { unit, article, seconds, serial, lot };
}

const isLot = (unit: string, lot: string): boolean =>
  lot.length <= lotMost &&
  lot.startsWith(unit) &&
  /^-L[0-9]{6}-[1-9][0-9]*$/.test(lot.slice(unit.length));
const isLine = (words: string): boolean =>
  Boolean(words) &&
  new TextEncoder().encode(words).length <= articleMost &&
  !/[\u0000-\u001f\u007f\ufffd]/.test(words);

/** By the public half; nothing when the browser knows no Ed25519. */
export async function isSigned(label: Signed, half: string): Promise<boolean | undefined> {
  const name = { name: "Ed25519" };
  try {
    const raw = unbase64url(half);
    const key = await crypto.subtle.importKey("raw", raw, name, false, ["verify"]);
    return await crypto.subtle.verify(name, key, label.signature, label.message);
  } catch {
    return undefined;
  }
}
