// A kit as a device sells it: by its own price, written down as the goods that it holds.
import type { Goods } from "../counter/goods";
import type { Draft } from "../counter/send";
import { spread } from "../parts/money";

type Told = Draft["lines"][number];

export interface EventLine extends Told {
  price: number;
  discount?: number;
}

export interface KitSold {
  kit: string;
  pieces: number;
  off: number;
}

export const isKit = ({ parts }: Goods): boolean => Boolean(parts?.length);

const worthOf = ({ parts = [] }: Goods): number[] =>
  parts.map(({ price, quantity }) => price * Number(quantity));

/** What so many of it save, and of each of its goods. */
function savedBy(goods: Goods, pieces: number): { off: number; shares: number[] } {
  const worth = worthOf(goods).map((amount) => amount * pieces);
  const off = worth.reduce((sum, amount) => sum + amount, 0) - goods.price * pieces;
  return { off, shares: spread(off, worth) };
}

/** A line as its event says it: itself, or what its kit holds. */
export function eventLines(line: Told, goods: Goods): EventLine[] {
  if (!isKit(goods)) return [{ ...line, price: goods.price }];
  const { shares } = savedBy(goods, Number(line.quantity));
  return (goods.parts ?? []).map(({ variant, quantity, price }, n) => ({
    variant,
    quantity: String(Number(quantity) * Number(line.quantity)),
    price,
    ...(shares[n] ? { discount: shares[n] } : {}),
  }));
}

/** Of which kits a sale is made. */
export function kitsSold(lines: Told[], goods: (variant: string) => Goods): KitSold[] {
  return lines.flatMap(({ variant, quantity }) => {
    const one = goods(variant);
    const pieces = Number(quantity);
    return isKit(one) ? [{ kit: variant, pieces, off: savedBy(one, pieces).off }] : [];
  });
}
