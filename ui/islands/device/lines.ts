// What a line came to and what of it goes back, exact to the rupiah as the server counts it.
import { shareOf as share, spread } from "../parts/money";
import type { BackLine, Sold } from "./history";
import { thousandths } from "./history";

/** What each line came to, its share of the discount on the whole taken off. */
export function lineAmounts({ said }: Sold): number[] {
  const amounts = (said.lines ?? []).map(
    ({ price, quantity, discount }) =>
      share(price, thousandths(quantity), 1000) - (discount ?? 0),
  );
  const off = spread(said.discount?.amount ?? 0, amounts);
  return amounts.map((amount, n) => amount - (off[n] ?? 0));
}

/** What goes back for these lines; nothing when it is more than is left of one of them. */
export function worthBack(sold: Sold, wanted: BackLine[]): number | undefined {
  let worth = 0;
  const amounts = lineAmounts(sold);
  for (const { n, quantity, amount } of wanted) {
    const line = sold.said.lines?.[n - 1];
    if (!line) return undefined;
    const whole = thousandths(line.quantity);
    const before = sold.back.get(n) ?? { thousandths: 0, amount: 0 };
    const left = whole - before.thousandths;
    const goods = thousandths(quantity);
    const rest = (of: number, rebate: number): number =>
      Math.max(0, share(amounts[n - 1] ?? 0, of, whole) - rebate);
    const more = amount ?? 0;
    if (goods > left || more > rest(left - goods, before.amount)) return undefined;
    const part = rest(left, before.amount) - rest(left - goods, before.amount + more);
    if (part <= 0) return undefined;
    worth += part;
  }
  return worth;
}
