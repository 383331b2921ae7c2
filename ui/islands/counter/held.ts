// Baskets put aside while their buyers look for money or for more. They lie in the browser, reserve
// nothing, and are forgotten after a day. Who buys and his NIP are asked for when he is back: they
// are nobody's business while a basket waits.
import { keepText, keptText } from "../parts/kept";
import type { Line } from "./basket";

export interface Held {
  id: string;
  name: string;
  at: number;
  lines: Line[];
}

const storeName = "karya-held";
const keptFor = 24 * 3_600_000;
const most = 20;

/** Those of the last day; what is older is erased: it bears a person's name. */
export function heldBaskets(): Held[] {
  const stored = storedBaskets();
  const fresh = stored.filter(({ at }) => Math.abs(Date.now() - at) < keptFor);
  if (fresh.length < stored.length) keep(fresh);
  return fresh;
}

function storedBaskets(): Held[] {
  try {
    return JSON.parse(keptText(storeName) ?? "[]") as Held[];
  } catch {
    return [];
  }
}

/** False when it could not be kept: too many, or no storage. */
export function hold(basket: Held): boolean {
  const others = heldBaskets().filter(({ id }) => id !== basket.id);
  return others.length < most && keep([...others, basket]);
}

export function letGo(id: string): void {
  keep(heldBaskets().filter((one) => one.id !== id));
}

function keep(baskets: Held[]): boolean {
  return keepText(storeName, JSON.stringify(baskets));
}
