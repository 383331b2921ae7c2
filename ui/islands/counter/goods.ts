// What the unit sells, taken once and kept in memory: finding never waits for the network.

/** Goods in a kit. */
export interface GoodsPart {
  variant: string;
  name: string;
  quantity: string; // in one kit
  price: number; // alone
}

export interface Goods {
  variant: string; // or the id of a kit
  name: string;
  code: string;
  barcode?: string | null;
  measure_name: string;
  measures_name?: string; // missing in a list of an older version
  whole_only: boolean;
  price: number;
  left?: string | null;
  to_order: boolean;
  short_now: boolean;
  photo?: string | null;
  parts?: GoodsPart[]; // of a kit
}

interface Page {
  now: string;
  goods: Goods[];
  first: string[];
  next?: string | null;
}

/** "1 pack", "13 packs"; `written` is the quantity as the page shows it. */
export function measured(goods: Goods, written: string): string {
  const name = written === "1" ? goods.measure_name : goods.measures_name;
  return `${written} ${name ?? goods.measure_name}`;
}

/** Lower case, without accents and double spaces. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  const accented = /[^ -~]/.test(lower); // few are, and taking them apart is slow
  const plain = accented ? lower.normalize("NFD").replace(/[\u0300-\u036f]/g, "") : lower;
  return plain.replace(/\s+/g, " ").trim();
}

function wordsOf({ name, code, barcode }: Goods): string {
  return folded(`${name} ${code} ${barcode ?? ""}`);
}

/** The whole list, with the server's clock less ours in milliseconds: a phone may be days off. */
export interface Stock {
  goods: Goods[];
  first: string[];
  ahead: number;
  version: string; // the server's instant at which the list was made
}
/** Where the list comes from; throws when it cannot be had. */
export type Source = () => Promise<Stock>;

export function fetched(address: string): Source {
  const page = async (after: string): Promise<Page> => {
    const query = after ? `?after=${encodeURIComponent(after)}` : "";
    const answer = await fetch(address + query, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()) as Page;
  };
  return async () => {
    const stock: Stock = { goods: [], first: [], ahead: 0, version: "" };
    for (let after = ""; ; ) {
      const asked = Date.now();
      const { goods, first, next, now } = await page(after);
      stock.goods.push(...goods);
      if (!after) {
        stock.first = first;
        stock.version = now;
        stock.ahead = Date.parse(now) - (asked + Date.now()) / 2;
      }
      if (!next) return stock;
      after = next;
    }
  };
}

export class Shelf {
  private all: Goods[] = [];
  private words: string[] | undefined; // made when somebody searches: a till opens sooner
  private firstKeys: string[] = [];
  private readonly byVariant = new Map<string, Goods>();
  private ahead = 0;
  /** Names the list by which a sale is priced. */
  version = "";

  constructor(private readonly source: Source) {}

  /** Takes the whole list anew; false when it could not be had. */
  async load(): Promise<boolean> {
    try {
      const { goods, first, ahead, version } = await this.source();
      this.firstKeys = first;
      this.ahead = ahead;
      this.version = version;
      if (goods === this.all) return true; // only what is left of them has changed
      this.all = goods;
    } catch {
      return false;
    }
    this.words = undefined;
    // What is not sold any more stays known: it may lie in the basket, and in the buyer's hand.
    this.all.forEach((goods) => this.byVariant.set(goods.variant, goods));
    return true;
  }

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  get(variant: string): Goods | undefined {
    return this.byVariant.get(variant);
  }

  /** What is offered before anybody searches. */
  first(): Goods[] {
    return this.firstKeys.flatMap((variant) => this.byVariant.get(variant) ?? []);
  }

  /** The one with exactly this code, as a scanner types it. */
  exact(code: string): Goods | undefined {
    const wanted = code.trim();
    return (
      this.all.find((goods) => goods.code === wanted || goods.barcode === wanted) ??
      this.all.find((goods) => goods.code.toLowerCase() === wanted.toLowerCase())
    );
  }

  /** Every word must occur; those that begin with it come first. */
  find(text: string, most: number): Goods[] {
    const words = folded(text).split(" ");
    const known = (this.words ??= this.all.map(wordsOf));
    const hits: Goods[] = [];
    const later: Goods[] = [];
    this.all.forEach((goods, index) => {
      const own = known[index] ?? "";
      if (!words.every((word) => own.includes(word))) return;
      (own.startsWith(words[0] ?? "") ? hits : later).push(goods);
    });
    return [...hits, ...later].slice(0, most);
  }
}
