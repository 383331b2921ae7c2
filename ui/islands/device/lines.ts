// What a line came to and what of it goes back, exact to the rupiah as the server counts it.
import type { BackLine, Sold, SoldLine } from "./history";
import { thousandths } from "./history";

/** amount × part ÷ whole, half up. */
function share(amount: number, part: number, whole: number): number {
  const twice = BigInt(amount) * BigInt(part) * 2n + BigInt(whole);
  return Number(twice / (BigInt(whole) * 2n));
}

export function lineAmount({ price, quantity, discount }: SoldLine): number {
  return share(price, thousandths(quantity), 1000) - (discount ?? 0);
}

/** What goes back for these lines; nothing when it is more than is left of one of them. */
export function worthBack(sold: Sold, wanted: BackLine[]): number | undefined {
  let worth = 0;
  for (const { n, quantity, amount } of wanted) {
    const line = sold.said.lines?.[n - 1];
    if (!line) return undefined;
    const whole = thousandths(line.quantity);
    const before = sold.back.get(n) ?? { thousandths: 0, amount: 0 };
    const left = whole - before.thousandths;
    const goods = thousandths(quantity);
    const rest = (of: number, rebate: number): number =>
      Math.max(0, share(lineAmount(line), of, whole) - rebate);
    const more = amount ?? 0;
    if (goods > left || more > rest(left - goods, before.amount)) return undefined;
    const part = rest(left, before.amount) - rest(left - goods, before.amount + more);
    if (part <= 0) return undefined;
    worth += part;
  }
  return worth;
}
