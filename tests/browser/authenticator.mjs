// What an authenticator app does: codes of six digits from a key and the time (RFC 6238).
import { createHmac } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const stepMs = 30_000;

/** The code of now, or of so many steps of 30 seconds later. */
export function codeOf(key, later = 0) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / stepMs) + later));
  const mac = createHmac("sha1", bytesOf(key)).update(counter).digest();
  const from = mac[mac.length - 1] & 0x0f;
  const value = mac.readUInt32BE(from) & 0x7fffffff;
  return String(value % 1_000_000).padStart(6, "0");
}

function bytesOf(key) {
  const bits = [...key.replace(/[\s-]/g, "").toUpperCase()]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}
