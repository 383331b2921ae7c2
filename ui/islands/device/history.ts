// What was done on this device, read back from its events, newest first.
import { deviceOf, type Deed, type Settled, type Vault, type Ways } from "./vault";
import { together, totalOf } from "./ways";

export interface SoldLine {
  variant: string;
  quantity: string;
  price: number;
  discount?: number;
}
export interface BackLine {
  n: number;
  quantity?: string;
  amount?: number;
}
/** The members of all kinds; each has its own. */
interface Said {
  shift: string;
  officer: string;
  n?: number;
  lines?: (SoldLine & BackLine)[];
  payment?: string;
  also?: { payment: string; amount: number }[];
  total?: number;
  discount?: { amount: number; reason: string };
  received?: number;
  amount?: number;
  counted?: number;
  float_cash?: number;
  reason?: string;
  sale?: string;
  number?: string;
}

export interface Done {
  deed: Deed & Partial<Settled>;
  said: Said;
}

/** A sale of this device with what has happened to it since. */
export interface Sold extends Done {
  number: string;
  paid: Ways;
  voided: boolean;
  /** By line: thousandths that came back, and money besides. */
  back: Map<number, { thousandths: number; amount: number }>;
  backPaid: Ways;
}

const step = 200;

export async function* doneHere(vault: Vault): AsyncGenerator<Done> {
  const device = await deviceOf(vault);
  const keys = await Promise.all([
    vault.getAllKeys("settled", null, 1),
    vault.getAllKeys("outbox", null, 1),
  ]);
  const first = Math.min(...keys.map(([key]) => key ?? Infinity));
  for (let top = device?.seq ?? 0; top >= first; top -= step) {
    const range = IDBKeyRange.bound(top - step + 1, top);
    const [unsent, settled] = await Promise.all([
      vault.getAll("outbox", range),
      vault.getAll("settled", range),
    ]);
    // An event may be moved from one to the other meanwhile.
    const bySeq = new Map([...unsent, ...settled].map((deed) => [deed.seq, deed]));
    const deeds: Done["deed"][] = [...bySeq.values()].sort((a, b) => b.seq - a.seq);
    for (const deed of deeds) yield { deed, said: JSON.parse(deed.body) as Said };
  }
}

export const thousandths = (quantity: string | undefined): number =>
  Math.round(Number(quantity ?? "0") * 1000);

/** The ways in which a sale was paid. */
export function paidOf(said: Pick<Said, "payment" | "also" | "total">): Ways {
  const paid: Ways = {};
  let rest = said.total ?? 0;
  for (const { payment, amount } of said.also ?? []) {
    paid[payment] = amount;
    rest -= amount;
  }
  return { ...paid, [said.payment ?? ""]: rest };
}

/** Gathers what came after a sale, as its events are met before it. */
export class Later {
  private readonly voided = new Set<string>();
  private readonly refunds = new Map<string, { lines: BackLine[]; paid: Ways }[]>();

  constructor(private readonly prefix: string) {}

  note({ deed, said }: Done): void {
    if (deed.kind === "void_sale" && said.sale) this.voided.add(said.sale);
    if (deed.kind !== "refund" || !said.number) return;
    const paid = deed.paid ?? {};
    const known = this.refunds.get(said.number) ?? [];
    this.refunds.set(said.number, [...known, { lines: said.lines ?? [], paid }]);
  }

  sold(done: Done): Sold {
    const number = `${this.prefix}${done.said.n ?? ""}`;
    const sale: Sold = {
      ...done,
      number,
      paid: paidOf(done.said),
      voided: this.voided.has(done.deed.id),
      back: new Map(),
      backPaid: {},
    };
    for (const { lines, paid } of this.refunds.get(number) ?? []) {
      sale.backPaid = together(sale.backPaid, paid);
      for (const { n, quantity, amount } of lines) {
        const before = sale.back.get(n) ?? { thousandths: 0, amount: 0 };
        sale.back.set(n, {
          thousandths: before.thousandths + thousandths(quantity),
          amount: before.amount + (amount ?? 0),
        });
      }
    }
    return sale;
  }
}

export async function prefixOf(vault: Vault): Promise<string> {
  const device = await deviceOf(vault);
  return `${device?.unitCode ?? ""}-${device?.series ?? ""}-`;
}

/** A sale of this device by its id, with what has happened to it since. */
export async function soldHere(vault: Vault, id: string): Promise<Sold | undefined> {
  const later = new Later(await prefixOf(vault));
  for await (const done of doneHere(vault)) {
    if (done.deed.kind === "sale" && done.deed.id === id) return later.sold(done);
    later.note(done);
  }
  return undefined;
}

export const leftOf = ({ paid, backPaid }: Sold): Ways => together(paid, backPaid, -1);
export const moneyLeft = (sold: Sold): number => (sold.voided ? 0 : totalOf(leftOf(sold)));
