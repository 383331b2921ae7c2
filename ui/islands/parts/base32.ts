// Bytes as base32 (RFC 4648, without padding), in which labels are written.

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The whole bytes; nothing when a letter is another. */
export function base32(token: string): Uint8Array | undefined {
  const bytes: number[] = [];
  let [bits, rest] = [0, 0];
  for (const letter of token) {
    const value = letters.indexOf(letter);
    if (value < 0) return undefined;
    rest = ((rest << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((rest >> bits) & 0xff);
  }
  return new Uint8Array(bytes);
}

export function toBase32(bytes: Uint8Array): string {
  let text = "";
  let [bits, rest] = [0, 0];
  for (const byte of bytes) {
    rest = ((rest << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += letters[(rest >> (bits - 5)) & 31] ?? "";
  }
  return bits ? text + (letters[(rest << (5 - bits)) & 31] ?? "") : text;
}
