// The basket: quantities in whole thousandths, so that money is exact.
import type { Goods, Shelf } from "./goods";

export interface Line {
  variant: string;
  thousandths: number;
  labels?: string[]; // tokens that were read on these goods, each on a piece of its own
}

/** A line as a sale says it. */
export interface Told {
  variant: string;
  quantity: string; // "1.25"
  labels?: string[];
}

export function lineOf({ variant, quantity, labels = [] }: Told): Line {
  return { variant, thousandths: Math.round(Number(quantity) * 1000), labels };
}

const storeName = "karya-basket";
const most = 1_000_000_000;
const linesMost = 100; // of one receipt (src/sales/sales.cpp)

/** "1,25" or "1.25" as thousandths; nothing when it is none, or may be thousands: "1.255". */
export function read(text: string, wholeOnly: boolean): number | undefined {
  if (/^\s*[1-9]\d*\.\d{3}\s*$/.test(text)) return undefined;
  const found = /^\s*(\d{1,6})(?:[.,](\d{1,3}))?\s*$/.exec(text);
  if (!found) return undefined;
  const value = Number(found[1]) * 1000 + Number((found[2] ?? "").padEnd(3, "0"));
  return wholeOnly && value % 1000 !== 0 ? undefined : value;
}

/** Which word says why it was not read. */
export function unread(
  text: string,
  wholeOnly: boolean,
): "noQuantity" | "notWhole" | "tooMuch" | "badQuantity" {
  if (!text.trim()) return "noQuantity";
  if (wholeOnly && read(text, false) !== undefined) return "notWhole";
  return /^\s*\d{7,}\s*$/.test(text) ? "tooMuch" : "badQuantity";
}

/** "1.25": as the server reads it. */
export function plain(thousandths: number): string {
  const rest = String(thousandths % 1000).padStart(3, "0").replace(/0+$/, "");
  return `${Math.floor(thousandths / 1000)}${rest ? `.${rest}` : ""}`;
}

/** Price × quantity, half up to whole rupiah, as the server does it. */
export function amount(goods: Goods, thousandths: number): number {
  return Number((BigInt(goods.price) * BigInt(thousandths) + 500n) / 1000n);
}

/** The basket that the till was served with, as a till without script keeps it. */
export function servedLines(till: HTMLElement): Line[] {
  return [...till.querySelectorAll<HTMLInputElement>("[data-lines] input")].flatMap((input) => {
    const name = input.name.replace("quantity", "");
    const variant = till.querySelector<HTMLInputElement>(`[name="${name}variant"]`)?.value;
    const thousandths = read(input.value, false);
    const tokens = till.querySelectorAll<HTMLInputElement>(`#basket [name^="${name}labels"]`);
    const labels = [...tokens].map(({ value }) => value);
    return variant && thousandths ? [{ variant, thousandths, labels }] : [];
  });
}

/** Another quantity; of fewer pieces than labels, those read last were put back. */
function shrink(line: Line, thousandths: number): void {
  line.thousandths = thousandths;
  if (line.labels) line.labels = line.labels.slice(0, Math.floor(thousandths / 1000));
}

export class Basket {
  private kept: Line[] = [];
  /** Told of a line that somebody took out. */
  takenOut: (line: Line) => void = () => undefined;
  /** Told when there is no room for another line. */
  full: () => void = () => undefined;

  constructor(
    private readonly shelf: Shelf,
    private readonly changed: () => void,
  ) {}

  lines(): readonly Line[] {
    return this.kept;
  }

  quantity(variant: string): number {
    return this.kept.find((line) => line.variant === variant)?.thousandths ?? 0;
  }

  total(): number {
    return this.kept.reduce((sum, line) => {
      const goods = this.shelf.get(line.variant);
      return goods ? sum + amount(goods, line.thousandths) : sum;
    }, 0);
  }

  add(variant: string, thousandths = 1000): void {
    this.set(variant, this.quantity(variant) + thousandths);
  }

  /** A piece with its label; false when that one lies here already. */
  addLabelled(variant: string, token: string): boolean {
    if (this.labels().includes(token)) return false;
    this.add(variant);
    const line = this.kept.find((one) => one.variant === variant);
    if (line) line.labels = [...(line.labels ?? []), token];
    this.keep();
    return true;
  }

  /** That piece leaves with its label: it must not be sold. */
  dropLabelled(token: string): void {
    const line = this.kept.find(({ labels }) => labels?.includes(token));
    if (!line) return;
    line.labels = line.labels?.filter((one) => one !== token) ?? [];
    line.thousandths -= 1000;
    this.kept = this.kept.filter(({ thousandths }) => thousandths > 0);
    this.keep();
  }

  labels(): string[] {
    return this.kept.flatMap(({ labels }) => labels ?? []);
  }

  /** As a sale says them. */
  told(): Told[] {
    return this.kept.map(({ variant, thousandths, labels }) => ({
      variant,
      quantity: plain(thousandths),
      ...(labels?.length ? { labels } : {}),
    }));
  }

  /** Whether these very lines lie here. */
  is(lines: Told[]): boolean {
    return JSON.stringify(this.told()) === JSON.stringify(lines);
  }

  addToLast(thousandths: number): void {
    const last = this.kept[this.kept.length - 1];
    if (last) this.add(last.variant, thousandths);
  }

  /** Zero or less takes the line out. */
  set(variant: string, thousandths: number): void {
    const line = this.kept.find((one) => one.variant === variant);
    const bounded = Math.min(thousandths, most);
    if (bounded <= 0) this.kept = this.kept.filter((one) => one !== line);
    else if (line) shrink(line, bounded);
    else if (this.kept.length >= linesMost) return this.full();
    else this.kept.push({ variant, thousandths: bounded });
    this.keep();
    if (bounded <= 0 && line) this.takenOut(line);
  }

  /** Puts lines back in; what lies there already grows by them. */
  put(lines: readonly Line[]): void {
    for (const { variant, thousandths, labels = [] } of lines) {
      this.add(variant, thousandths);
      const line = this.kept.find((one) => one.variant === variant);
      if (line && labels.length) line.labels = [...new Set([...(line.labels ?? []), ...labels])];
    }
    this.keep();
  }

  clear(): void {
    this.kept = [];
    this.keep();
  }

  /**
   * Takes up what lay in the basket before a reload, or what the page was served with. How many
   * lines fell out of it: they are not sold any more.
   */
  restore(served: Line[]): number {
    let lines = served;
    try {
      const stored = sessionStorage.getItem(storeName);
      if (!served.length && stored) lines = JSON.parse(stored) as Line[];
    } catch {
      // Storage is switched off or spoiled: begin with what the page says.
    }
    const good = lines.filter(({ thousandths }) => thousandths > 0);
    this.kept = good.filter((line) => this.shelf.get(line.variant));
    this.keep();
    return good.length - this.kept.length;
  }

  private keep(): void {
    try {
      sessionStorage.setItem(storeName, JSON.stringify(this.kept));
    } catch {
      // Then a reload forgets the basket.
    }
    this.changed();
  }
}
