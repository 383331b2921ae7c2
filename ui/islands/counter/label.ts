// What the code of a label on goods says: https://…/L/<token>. Only read here, not verified: the
// server does that when it hears of the sale.

import { base32 } from "../parts/base32";

export interface Label {
  token: string;
  unit: string;
  article: string; // the goods' code in that unit
  serial: number;
}

const lettersMost = 400;
export const labelsMost = 40; // on one receipt: an event is of 16 KiB at most

type Item = number | string | Uint8Array | Item[] | Map<Item, Item>;

/** As much of CBOR (RFC 8949) as a label is made of. */
class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  private byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new Error("cut off");
    return byte;
  }

  private argument(short: number): number {
    if (short < 24) return short;
    const size = { 24: 1, 25: 2, 26: 4 }[short];
    if (!size) throw new Error("no label");
    let value = 0;
    for (let n = 0; n < size; n += 1) value = value * 256 + this.byte();
    return value;
  }

  private slice(length: number): Uint8Array {
    const part = this.bytes.subarray(this.at, this.at + length);
    if (part.length < length) throw new Error("cut off");
    this.at += length;
    return part;
  }

  item(): Item {
    const head = this.byte();
    const value = this.argument(head & 31);
    const many = <T>(read: () => T): T[] => Array.from({ length: Math.min(value, 9) }, read);
    switch (head >> 5) {
      case 0:
        return value;
      case 1:
        return -1 - value;
      case 2:
        return this.slice(value);
      case 3:
        return new TextDecoder().decode(this.slice(value));
      case 4:
        return many(() => this.item());
      case 5:
        return new Map(many((): [Item, Item] => [this.item(), this.item()]));
      default:
        return this.item(); // tagged
    }
  }
}

/** Nothing when the text is no address of a label, or its token cannot be read. */
export function labelIn(text: string): Label | undefined {
  const token = /^https?:\/\/[^\s]+\/l\/([a-z2-7]+)$/i.exec(text.trim())?.[1]?.toUpperCase();
  if (!token || token.length > lettersMost) return undefined;
  try {
    const parts = new Reader(base32(token) ?? new Uint8Array()).item() as Item[];
    const claims = new Reader(parts[2] as Uint8Array).item() as Map<Item, Item>;
    const [unit, article, number] = [1, 2, 7].map((claim) => claims.get(claim));
    if (typeof unit !== "string" || typeof article !== "string") return undefined;
    if (!(number instanceof Uint8Array)) return undefined;
    const serial = number.reduce((all, byte) => all * 256 + byte, 0);
    return { token, unit, article, serial };
  } catch {
    return undefined;
  }
}
