// What the unit sells, fetched once and kept in memory: finding never waits for the network.

export interface Goods {
  variant: string;
  name: string;
  code: string;
  barcode?: string | null;
  measure_name: string;
  whole_only: boolean;
  price: number;
  left_words?: string | null;
  to_order: boolean;
  short_now: boolean;
  photo?: string | null;
}

interface Page {
  now: string;
  goods: Goods[];
  first: string[];
  next?: string | null;
}

/** Lower case, without accents and double spaces. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

export class Shelf {
  private all: Goods[] = [];
  private words: string[] = [];
  private firstKeys: string[] = [];
  private readonly byVariant = new Map<string, Goods>();
  /** Server's clock less ours, in milliseconds: a phone's clock may be days off. */
  private ahead = 0;

  constructor(private readonly address: string) {}

  /** Fetches the whole list anew; false when it could not be had. */
  async load(): Promise<boolean> {
    const all: Goods[] = [];
    let first: string[] = [];
    try {
      for (let after = ""; ; ) {
        const asked = Date.now();
        const page = await this.page(after);
        if (!after) {
          first = page.first;
          this.ahead = Date.parse(page.now) - (asked + Date.now()) / 2;
        }
        all.push(...page.goods);
        if (!page.next) break;
        after = page.next;
      }
    } catch {
      return false;
    }
    this.all = all;
    this.firstKeys = first;
    this.words = all.map((goods) => folded(`${goods.name} ${goods.code} ${goods.barcode ?? ""}`));
    this.byVariant.clear();
    all.forEach((goods) => this.byVariant.set(goods.variant, goods));
    return true;
  }

  private async page(after: string): Promise<Page> {
    const query = after ? `?after=${encodeURIComponent(after)}` : "";
    const answer = await fetch(this.address + query, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()) as Page;
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
    const hits: Goods[] = [];
    const later: Goods[] = [];
    this.all.forEach((goods, index) => {
      const own = this.words[index] ?? "";
      if (!words.every((word) => own.includes(word))) return;
      (own.startsWith(words[0] ?? "") ? hits : later).push(goods);
    });
    return [...hits, ...later].slice(0, most);
  }
}
