// What whoever sells may take off, as the list told it: also limits that begin while there is no
// network.
import { type Lang, rupiah } from "../parts/money";
import { type Stall, stallOf, type Vault } from "./vault";

export interface Limit {
  officer: string;
  since: string;
  percent?: number | null; // basis points
  amount?: number | null;
}

/** The one in force by the server's clock. */
function limitOf(stall: Stall | undefined, officer: string, now: Date): Limit | undefined {
  return stall?.limits
    ?.filter((one) => one.officer === officer && Date.parse(one.since) <= now.getTime())
    .at(-1);
}

/** Shows the fields of a discount to who may give one, with his limit. */
export async function showLimit(
  vault: Vault,
  root: HTMLElement,
  officer: string,
  now: Date,
): Promise<void> {
  const place = root.querySelector<HTMLElement>("[data-discount]");
  if (!place) return;
  const lang: Lang = document.documentElement.lang === "en" ? "en" : "id";
  const { percent, amount } = limitOf(await stallOf(vault), officer, now) ?? {};
  place.dataset["percent"] = String(percent ?? 0);
  place.dataset["amount"] = String(amount ?? 0);
  place.hidden = !percent && !amount;
  const share = String((percent ?? 0) / 100);
  const words = [
    percent ? `${lang === "en" ? share : share.replace(".", ",")}\u00a0%` : "",
    amount ? rupiah(amount, lang) : "",
  ].filter(Boolean);
  const told = place.querySelector("[data-may-take-off]");
  const { discountMay = "", discountAnd = "" } = root.dataset;
  if (told) told.textContent = `${discountMay} ${words.join(` ${discountAnd} `)}.`;
}
