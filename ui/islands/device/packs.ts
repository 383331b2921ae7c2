// The goods of the list as the device keeps them: in packs, each one text. Twenty thousand are read
// back so in a fraction of the time that as many records take, and a new price writes one pack.
import type { Goods } from "../counter/goods";

/** Ids end by chance: 256 packs that fill evenly. */
export const packOf = (variant: string): string => variant.slice(-2);

/** These packs as they are now, by name; also those in which nothing is left. */
export function packed(goods: Goods[], names: Set<string>): [name: string, text: string][] {
  const packs = new Map([...names].map((name): [string, Goods[]] => [name, []]));
  for (const one of goods) packs.get(packOf(one.variant))?.push(one);
  return [...packs].map(([name, pack]) => [name, JSON.stringify(pack)]);
}

export const unpacked = (texts: string[]): Goods[] =>
  texts.flatMap((text) => JSON.parse(text) as Goods[]);
