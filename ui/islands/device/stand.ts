// The till on a device of its own: who sells (PIN), the shift of its drawer, the sale, and what
// waits to be sent. Every step works without a network.
import { Shelf } from "../counter/goods";
import { Till } from "../counter/till";
import { newId } from "../parts/bytes";
import { rupiah, typedRupiah } from "../parts/money";
import { toast } from "../parts/toast";
import { Courier, type News } from "./courier";
import { write } from "./journal";
import { opens } from "./pin";
import { Recorder } from "./record";
import { sellFrom, stalled } from "./stall";
import { saveOutbox, Standing } from "./standing";
import { type Clerk, deviceOf, type Drawer, drawerOf, openVault, type Vault } from "./vault";
import { wakeWorker } from "./wake";

const hour = 3_600_000;
const stopAfter = 72 * hour;
const restMs = 15 * 60_000; // nobody touched it: the next one proves who he is

export class Stand {
  private vault!: Vault;
  private courier!: Courier;
  private till: Till | undefined;
  private clerk: Clerk | undefined;
  private drawer: Drawer | undefined;
  private standing!: Standing;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly root: HTMLElement) {}

  private word(name: string): string {
    return this.root.dataset[name] ?? "";
  }

  private get<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = document.querySelector<T>(selector);
    if (!found) throw new Error(selector);
    return found;
  }

  async start(): Promise<void> {
    const vault = await openVault().catch(() => undefined);
    if (!vault) return this.say(this.word("noStorage"));
    this.vault = vault;
    const device = await deviceOf(vault);
    if (!device) return this.show("none");
    this.get("[data-device-name]").textContent = `${device.name} · ${device.unitName}`;
    void navigator.storage?.persist?.();
    this.standing = new Standing(this.root.dataset);
    const tell = (news: News): void => {
      this.standing.tell(news);
      if (news.unsent) void wakeWorker();
      if (this.clerk && news.left.includes(this.clerk.id)) void this.lock();
    };
    this.courier = new Courier(this.vault, this.word("sync"), tell);
    this.courier.start();
    this.listen();
    await this.lock();
  }

  private listen(): void {
    this.form("clerk", (fields) =>
      this.unlock(String(fields.get("clerk")), String(fields.get("pin"))),
    );
    this.form("shift", (fields) => this.openShift(String(fields.get("float_cash"))));
    this.form("close", (fields) =>
      this.closeShift(String(fields.get("counted")), String(fields.get("note"))),
    );
    this.get("[data-lock]").addEventListener("click", () => void this.lock());
    this.get("[data-close-shift]").addEventListener("click", () => this.show("close"));
    this.get("[data-back]").addEventListener("click", () => this.show("till"));
    this.get("[data-send-now]").addEventListener("click", () => this.courier.soon());
    this.get("[data-save]").addEventListener("click", () => void saveOutbox(this.vault));
    document.addEventListener("pointerdown", () => this.stay());
    document.addEventListener("keydown", () => this.stay());
  }

  private form(gate: string, done: (fields: FormData) => Promise<void>): void {
    const form = this.get<HTMLFormElement>(`[data-gate="${gate}"] form`);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      done(new FormData(form)).catch(() => this.say(this.word("noStorage")));
    });
  }

  /** Shows one of the gates, or the till itself. */
  private show(gate: string): void {
    document.querySelectorAll<HTMLElement>("[data-gate]").forEach((section) => {
      section.hidden = section.dataset["gate"] !== gate;
    });
    this.root.hidden = gate !== "till";
    this.get("[data-stand-deeds]").hidden = gate !== "till";
    this.say("");
    document.querySelector<HTMLElement>(`[data-gate="${gate}"] [data-first]`)?.focus();
  }

  private say(words: string): void {
    const place = this.get("[data-gate-problem]");
    place.textContent = words;
    place.hidden = !words;
  }

  // ---- Who sells ----

  private async lock(): Promise<void> {
    this.clerk = undefined;
    const clerks = await this.vault.getAll("clerks");
    if (!clerks.length) return this.show("nobody");
    const choice = this.get<HTMLSelectElement>("#clerk");
    choice.replaceChildren(...clerks.map(({ id, name }) => new Option(name, id)));
    this.get<HTMLInputElement>("#pin").value = "";
    this.show("clerk");
  }

  private async unlock(id: string, pin: string): Promise<void> {
    this.clerk = await opens(this.vault, id, pin);
    this.get<HTMLInputElement>("#pin").value = "";
    if (!this.clerk) return this.say(this.word("pinWrong"));
    this.stay();
    await this.enter();
  }

  private stay(): void {
    clearTimeout(this.rest);
    if (this.clerk) this.rest = setTimeout(() => void this.lock(), restMs);
  }

  // ---- The shift ----

  private async enter(): Promise<void> {
    this.drawer = await drawerOf(this.vault);
    if (!this.drawer) return this.show("shift");
    this.show("till");
    if (this.till) return;
    // Paper is written here too: the page of the receipt would need the network.
    document.querySelectorAll("[data-paper]").forEach((link) => link.remove());
    const shelf = new Shelf(stalled(this.vault, this.word("list")));
    const seller = () => ({ officer: this.clerk?.id ?? "", name: this.clerk?.name ?? "" });
    this.till = new Till(this.root, shelf, () =>
      new Recorder(this.vault, shelf, this.root.dataset, seller, (sold, draft) => {
        this.drawer = sold.drawer;
        this.get("[data-till-paper]").textContent = sold.paper;
        setTimeout(() => {
          // The buyer's number comes first: a long list takes its time.
          const taken = sellFrom(this.vault, draft.lines).catch(() => undefined);
          void taken.then(() => this.courier.soon());
        });
      }),
    );
    await this.till.start();
  }

  private async openShift(typed: string): Promise<void> {
    const float = typedRupiah(typed);
    if (float === undefined) return this.say(this.word("amountWrong"));
    if (this.standing.age() > stopAfter) return this.say(this.word("tooOld"));
    await this.deed("shift_open", { shift: newId(new Date()), float_cash: float }, (facts) => ({
      shift: String(facts["shift"]),
      officer: this.clerk?.id ?? "",
      openedAt: Date.now(),
      float,
      cash: float,
      sales: 0,
    }));
    await this.enter();
  }

  private async closeShift(typed: string, note: string): Promise<void> {
    const counted = typedRupiah(typed);
    const { drawer } = this;
    if (counted === undefined || !drawer) return this.say(this.word("amountWrong"));
    const field = this.get("[data-close-note]");
    if (counted !== drawer.cash && !note.trim()) {
      field.hidden = false;
      const differs = rupiah(counted - drawer.cash, "id");
      return this.say(`${this.word("differs")} ${differs}. ${this.word("sayWhy")}`);
    }
    const facts = { shift: drawer.shift, counted, ...(note.trim() ? { note: note.trim() } : {}) };
    await this.deed("shift_close", facts, () => null);
    field.hidden = true;
    this.get<HTMLFormElement>('[data-gate="close"] form').reset();
    toast(this.word("closed"));
    await this.lock();
  }

  private async deed(
    kind: string,
    facts: Record<string, unknown>,
    drawer: (facts: Record<string, unknown>) => Drawer | null,
  ): Promise<void> {
    const officer = this.clerk?.id ?? "";
    await write(this.vault, { kind, officer, facts: () => facts, drawer: () => drawer(facts) });
    this.courier.soon();
  }
}
