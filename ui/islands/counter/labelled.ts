// What was read: goods by their code, or by their label and then marked as sold with the sale.
import type { Basket } from "./basket";
import { type CallBack, sayGone } from "./called_back";
import type { Shelf } from "./goods";
import { type Label, labelIn, labelsMost } from "./label";

/** Why it cannot be, in words; empty when they lie in the basket now. */
export function putLabelled(
  { token, unit, article, serial }: Label,
  shelf: Shelf,
  basket: Basket,
  words: DOMStringMap,
): string {
  // Codes of goods are a unit's own: another's label would name other goods here.
  if (unit !== words["unit"]) return `${words["labelOther"] ?? ""} ${unit}.`;
  if (basket.labels().length >= labelsMost) return words["labelMost"] ?? "";
  const goods = shelf.exact(article);
  if (!goods) return `${words["unknown"] ?? ""} ${article}`;
  const fresh = basket.addLabelled(goods.variant, token);
  return fresh ? "" : `${words["labelTwice"] ?? ""} ${unit} ${serial}`;
}

/** Puts into the basket what a scanner read or somebody typed, but for labels. Why not, in words;
    whether no goods have that code. */
export function putRead(
  text: string,
  shelf: Shelf,
  basket: Basket,
  words: DOMStringMap,
): { wrong: string; unknown: boolean } {
  const goods = shelf.exact(text) ?? shelf.find(text, 1)[0];
  if (!goods) return { wrong: `${words["unknown"] ?? ""} ${text.trim()}`, unknown: true };
  basket.add(goods.variant);
  return { wrong: "", unknown: false };
}

/** What was called back since it was read leaves the basket; why, in words. */
export async function takeGone(
  basket: Basket,
  callBack: CallBack,
  words: DOMStringMap,
): Promise<string> {
  const gone: string[] = [];
  for (const token of basket.labels()) {
    const label = labelIn(`https://x/L/${token}`);
    const why = label && (await callBack(label));
    if (!label || why === undefined) continue;
    basket.dropLabelled(token);
    gone.push(sayGone(label, why, words));
  }
  return gone.join(" ");
}
