// What waits to be sent, said at the head of the till; and the last way out, a file for the desk.
import { toast } from "../parts/toast";
import type { News } from "./courier";
import { deviceOf, type Vault } from "./vault";

const warnAfter = 8 * 3_600_000;

export class Standing {
  private oldest: number | undefined;

  constructor(private readonly words: DOMStringMap) {}

  /** Milliseconds since the oldest unsent event was made. */
  age(): number {
    return this.oldest === undefined ? 0 : Date.now() - this.oldest;
  }

  tell({ unsent, oldest, reached, results }: News): void {
    this.oldest = oldest;
    const place = document.querySelector<HTMLElement>("[data-standing]");
    const state = unsent ? "waiting" : reached ? "allSent" : "offline";
    if (place) {
      place.textContent = this.word(state, unsent);
      place.dataset["state"] = state;
      place.className = `badge ${state === "allSent" ? "ok" : "warn"}`;
    }
    const old = document.querySelector<HTMLElement>("[data-old]");
    if (old) old.hidden = this.age() <= warnAfter;
    const odd = results.filter(({ outcome }) => outcome === "review" || outcome === "conflict");
    if (odd.length === 1) toast(`${this.word("reviewed", 1)}: ${odd[0]?.told ?? ""}`);
    else if (odd.length) toast(this.word("reviewed", odd.length));
  }

  private word(name: string, count: number): string {
    return (this.words[name] ?? "").replace("#", String(count));
  }
}

export async function saveOutbox(vault: Vault): Promise<void> {
  const device = await deviceOf(vault);
  const deeds = await vault.getAll("outbox");
  const events = deeds.map(({ body, signature }) => ({ body, signature }));
  const text = JSON.stringify({ device: device?.id, events });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `${device?.unitCode ?? ""}-${device?.series ?? ""}.karya.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
