// Money by the way it came: sums, and the way by which it goes back.
import type { Ways } from "./vault";

const order = ["cash", "qris", "transfer"];

/** Both together; with `sign` below zero the second is taken off. */
export function together(one: Ways | undefined, other: Ways, sign: 1 | -1 = 1): Ways {
  const sum: Ways = { ...one };
  for (const [way, amount] of Object.entries(other)) sum[way] = (sum[way] ?? 0) + sign * amount;
  return sum;
}

/** "Tunai": as the page says it where one pays. */
function nameOf(way: string): string {
  const choice = document.querySelector(`[name="payment"][value="${way}"]`);
  return choice?.parentElement?.textContent?.trim() ?? way;
}

/** Those by which money came, the usual ones first. */
export function waysOf(paid: Ways): [way: string, name: string, amount: number][] {
  const there = order.filter((way) => paid[way]);
  return there.map((way) => [way, nameOf(way), paid[way] ?? 0]);
}

export const totalOf = (ways: Ways): number =>
  Object.values(ways).reduce((sum, amount) => sum + amount, 0);

/** By which ways an amount goes back, as the server says: the largest that is left first. */
export function waysBack(left: Ways, amount: number): Ways {
  const rank = ([way, most]: [string, number]): number => most * 10 - order.indexOf(way);
  const back: Ways = {};
  let rest = amount;
  for (const [way, most] of Object.entries(left).sort((a, b) => rank(b) - rank(a))) {
    const share = Math.min(rest, most);
    if (share > 0) back[way] = share;
    rest -= Math.max(share, 0);
  }
  return back;
}
