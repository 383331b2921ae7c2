// Goods by their label: into the basket, and marked as sold with the sale.
import type { Basket } from "./basket";
import type { Shelf } from "./goods";
import { type Label, labelsMost } from "./label";

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
