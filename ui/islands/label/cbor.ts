// As much of CBOR (RFC 8949) as a label is made of: read in the shortest form only, and written.

export type Refusal =
  | "wrong_letters"
  | "small_letters"
  | "cut_off"
  | "not_a_label"
  | "unknown_version"
  | "too_much"
  | "other_spelling"
  | "unknown_key"
  | "wrong_signature";

/** Thrown while reading; each way of getting it wrong has its own name, as on the server. */
export class Refused extends Error {
  constructor(readonly why: Refusal) {
    super(why);
  }
}

/** 0 number, 1 negative, 2 bytes, 3 text, 4 list, 5 map, 6 tag */
export type Kind = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export class Reader {
  private at = 0;

  constructor(private readonly all: Uint8Array) {}

  private take(length: number): Uint8Array {
    const part = this.all.subarray(this.at, this.at + length);
    if (part.length < length) throw new Refused("cut_off");
    this.at += length;
    return part;
  }

  head(kind: Kind): number {
    const first = this.all[this.at];
    if (first === undefined) throw new Refused("cut_off");
    const small = first & 31;
    if (first >> 5 !== kind || small > 26) throw new Refused("not_a_label");
    this.at += 1;
    if (small < 24) return small;
    const size = 1 << (small - 24);
    const value = this.take(size).reduce((sum, byte) => sum * 256 + byte, 0);
    const least = size === 1 ? 24 : size === 2 ? 0x100 : 0x10000;
    if (value < least) throw new Refused("other_spelling");
    return value;
  }

  content(kind: 2 | 3): Uint8Array {
    return this.take(this.head(kind));
  }

  expect(kind: Kind, value: number): void {
    if (this.head(kind) !== value) throw new Refused("not_a_label");
  }

  get atEnd(): boolean {
    return this.at === this.all.length;
  }
}

/** A part with its own length: what ends early in it was not cut off, but never was a label. */
export function inside<T>(part: Uint8Array, read: (reader: Reader) => T): T {
  const reader = new Reader(part);
  try {
    const value = read(reader);
    if (reader.atEnd) return value;
  } catch (error) {
    if (!(error instanceof Refused) || error.why !== "cut_off") throw error;
  }
  throw new Refused("not_a_label");
}

// ---- Writing, in the shortest form: what was read is compared with it ----

export function head(kind: number, value: number): number[] {
  if (value < 24) return [(kind << 5) | value];
  const power = value <= 0xff ? 0 : value <= 0xffff ? 1 : 2;
  const bytes = Array.from({ length: 1 << power }, (_, n) => (value / 256 ** n) & 0xff).reverse();
  return [(kind << 5) | (24 + power), ...bytes];
}

export function bytes(content: Uint8Array | number[]): number[] {
  return [...head(2, content.length), ...content];
}

export function text(words: string): number[] {
  const content = new TextEncoder().encode(words);
  return [...head(3, content.length), ...content];
}
