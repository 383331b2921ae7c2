// The list of goods as the device last heard it, so that selling begins without a network.
import type { Source, Stock } from "../counter/goods";
import type { Draft } from "../counter/send";
import { renewed } from "./list";
import { deviceOf, stallOf, type Vault } from "./vault";

const freshFor = 60_000;

/** Asks the server when it can be reached and the list is not fresh; else what is kept. */
export function stalled(vault: Vault, address: string): Source {
  return async (): Promise<Stock> => {
    const [kept, device] = await Promise.all([stallOf(vault), deviceOf(vault)]);
    const ahead = device?.ahead ?? 0;
    const fresh = kept && Date.now() - kept.heardAt < freshFor && kept.heardAt <= Date.now();
    if (!fresh && navigator.onLine) {
      try {
        const { goods, first, version, told } = await renewed(vault, address, kept);
        // What was sold here and not yet booked there is not on the shelf any more.
        const unsent = await vault.getAll("outbox");
        for (const deed of unsent) if (deed.kind === "sale") takeFrom(told, linesOf(deed.body));
        await vault.put("one", { goods, first, version, heardAt: Date.now() }, "stall");
        return { goods, first, ahead, version };
      } catch {
        // No network, or not our server's word: what is kept is good enough to sell by.
      }
    }
    if (!kept) throw new Error("no goods yet");
    return { ...kept, ahead };
  };
}

type Lines = Pick<Draft, "lines">["lines"];

function linesOf(body: string): Lines {
  return (JSON.parse(body) as { lines: Lines }).lines;
}

function takeFrom(goods: Stock["goods"], lines: Lines): void {
  const byVariant = new Map(goods.map((one) => [one.variant, one]));
  for (const { variant, quantity } of lines) {
    const one = byVariant.get(variant);
    if (one?.left == null || one.to_order) continue;
    const left = Math.max(0, Math.round((Number(one.left) - Number(quantity)) * 1000) / 1000);
    one.left = String(left);
    one.left_words = one.left_words?.replace(/^[\d.,]+/, one.left) ?? null;
    one.short_now = left === 0;
  }
}

/** What was just sold leaves the kept list. */
export async function sellFrom(vault: Vault, lines: Lines): Promise<void> {
  const kept = await stallOf(vault);
  if (!kept) return;
  takeFrom(kept.goods, lines);
  await vault.put("one", kept, "stall");
}
