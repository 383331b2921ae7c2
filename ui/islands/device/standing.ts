// What waits to be sent, said at the head of the till; and the last way out, a file for the desk.
import { toast } from "../parts/toast";
import type { Courier, News } from "./courier";
import { isOdd } from "./result";
import { deviceOf, type Vault } from "./vault";

export const warnAfter = 8 * 3_600_000;

export class Standing {
  constructor(private readonly words: DOMStringMap) {
    // To join needs a password, and that the server.
    document.querySelectorAll('[data-gate] a[href$="/petugas"]').forEach((link) =>
      link.addEventListener("click", (event) => {
        if (navigator.onLine) return;
        event.preventDefault();
        toast(this.word("joinOffline", 0));
      }),
    );
  }

  tell({ unsent, age, reached, results, unknown }: News): void {
    const place = document.querySelector<HTMLElement>("[data-standing]");
    const state = unsent ? "waiting" : reached ? "allSent" : "offline";
    if (place) {
      place.textContent = this.word(state, unsent);
      place.dataset["state"] = state;
      place.className = `badge ${state === "allSent" ? "ok" : "warn"}`;
    }
    const old = document.querySelector<HTMLElement>("[data-old]");
    if (old) old.hidden = age <= warnAfter || unknown;
    const lost = document.querySelector<HTMLElement>("[data-stranger]");
    if (lost) lost.hidden = !unknown;
    const odd = results.filter(isOdd);
    if (odd.length === 1) toast(`${this.word("reviewed", 1)}: ${odd[0]?.told ?? ""}`);
    else if (odd.length) toast(this.word("reviewed", odd.length));
  }

  /** Asked for by hand: where nothing can be sent that must be said. */
  sendBy(courier: Courier): void {
    if (!navigator.onLine) toast(this.word("noNetwork", 0));
    courier.soon();
  }

  private word(name: string, count: number): string {
    return (this.words[name] ?? "").replace("#", String(count));
  }
}

const fileMost = 1000; // events the desk takes in one file (src/device/routes_file.cpp)

export async function saveOutbox(vault: Vault): Promise<void> {
  const { id, unitCode = "", series = "" } = (await deviceOf(vault)) ?? {};
  const deeds = await vault.getAll("outbox");
  const events = deeds.map(({ body, signature }) => ({ body, signature }));
  const parts = Math.ceil(events.length / fileMost) || 1;
  for (let n = 0; n < parts; n += 1) {
    const some = events.slice(n * fileMost, (n + 1) * fileMost);
    const part = parts > 1 ? `-${n + 1}` : "";
    save(`${unitCode}-${series}${part}.karya.json`, JSON.stringify({ device: id, events: some }));
    await new Promise((go) => setTimeout(go, 300)); // browsers drop a download right behind another
  }
}

function save(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
