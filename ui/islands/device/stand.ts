// The till on a device of its own: who sells (PIN), the shift of its drawer, the sale, and what
// waits to be sent. Every step works without a network.
import { Shelf } from "../counter/goods";
import { Till } from "../counter/till";
import { hourOf } from "./moment";
import { Courier, type News } from "./courier";
import { toldGone } from "./called_back";
import { DrawerDesk, type Keeper } from "./drawer";
import { Gates } from "./gates";
import { listenForCode } from "./handed";
import { opens } from "./pin";
import { showLimit } from "./limits";
import { keepQris, type NamedQris, showKeptQris } from "./qris";
import { Recorder } from "./record";
import { Records } from "./records";
import { stalled } from "./stall";
import { saveOutbox, Standing } from "./standing";
import { type Clerk, deviceOf, drawerOf, openVault, type Vault } from "./vault";
import { wakeWorker } from "./wake";

const fewLeft = 3; // misses of a PIN that are worth a warning
const restMs = 15 * 60_000; // nobody touched it: the next one proves who he is

/** Names the till that runs by what its file is made of. */
function app(): string {
  const script = document.querySelector<HTMLScriptElement>("[data-till-app]");
  return /\.(\w+)\.js$/.exec(script?.src ?? "")?.[1] ?? "";
}

/**
 * The storage of this browser was cleared: its worker would show the device's till for ever. True
 * when the server is there and has been given the page back.
 */
async function letGo(): Promise<boolean> {
  const all = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  const there = await fetch("/healthz", { cache: "no-store" }).catch(() => undefined);
  if (!all.length || !there?.ok) return false;
  const gone = await Promise.all(all.map((one) => one.unregister()));
  return gone.some(Boolean);
}

export class Stand {
  private vault!: Vault;
  private courier!: Courier;
  private till: Till | undefined;
  private shelf!: Shelf;
  private clerk: Clerk | undefined;
  private standing!: Standing;
  private drawer!: DrawerDesk;
  private readonly gates: Gates;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private revoked = false;
  private place = ""; // the device and its unit

  constructor(private readonly root: HTMLElement) {
    this.gates = new Gates(root);
  }

  async start(): Promise<void> {
    const { gates } = this;
    const vault = await openVault().catch(() => undefined);
    if (!vault) return gates.say(gates.word("noStorage"));
    this.vault = vault;
    const device = await deviceOf(vault);
    if (!device) return (await letGo()) ? location.reload() : gates.show("none");
    this.root.dataset["unit"] = device.unitCode;
    this.place = `${device.name} · ${device.unitName}`;
    void navigator.storage?.persist?.().then((promised) => {
      gates.get("[data-may-be-cleared]").hidden = promised;
    });
    this.standing = new Standing(this.root.dataset);
    const tell = (news: News): void => {
      this.standing.tell(news);
      if (!news.unsent) gates.unsay("tooOld");
      else if (!news.reached) void wakeWorker();
      const out = this.clerk && news.left.includes(this.clerk.id);
      if (out || (news.revoked && !this.revoked)) void this.lock();
    };
    this.courier = new Courier(this.vault, gates.word("sync"), tell, app());
    this.courier.start();
    this.shelf = new Shelf(
      stalled(vault, {
        address: gates.word("list"),
        heard: (qris) => void this.heardList(qris),
      }),
    );
    this.listen();
    await this.lock();
  }

  private async heardList(qris: NamedQris): Promise<void> {
    await this.till?.renewed();
    await this.mayTakeOff();
    await keepQris(this.vault, this.gates.word("qrisOf"), qris, this.root).catch(() => undefined);
  }

  private listen(): void {
    const { gates } = this;
    const keeper: Keeper = {
      vault: this.vault,
      gates,
      goods: (variant) => this.shelf.get(variant),
      clerk: () => this.clerk ?? { id: "", name: "" },
      wrote: () => this.courier.soon(),
      enter: () => this.enter(),
      lock: () => this.lock(),
    };
    this.drawer = new DrawerDesk(keeper);
    new Records(keeper);
    listenForCode(keeper);
    gates.form("clerk", (fields) =>
      this.unlock(String(fields.get("clerk")), String(fields.get("pin"))),
    );
    gates.press("[data-lock]", () => void this.lock());
    gates.press("[data-back]", () => gates.show("till"));
    gates.press("[data-send-now]", () => this.standing.sendBy(this.courier));
    gates.press("[data-save]", () => void saveOutbox(this.vault));
    document.addEventListener("pointerdown", () => this.stay());
    document.addEventListener("keydown", () => this.stay());
  }

  // ---- Who sells ----

  /** Of several cashiers on one device, whose turn it is. */
  private sayWho(): void {
    const who = [this.clerk?.name, this.place].filter(Boolean);
    this.gates.get("[data-device-name]").textContent = who.join(" · ");
  }

  private async lock(): Promise<void> {
    this.clerk = undefined;
    this.sayWho();
    this.till?.leave();
    const { gates } = this;
    this.revoked = (await deviceOf(this.vault))?.revoked ?? false;
    if (this.revoked) return gates.show("revoked");
    const clerks = await this.vault.getAll("clerks");
    if (!clerks.length) return gates.show("nobody");
    const choice = gates.get<HTMLSelectElement>("#clerk");
    choice.replaceChildren(...clerks.map(({ id, name }) => new Option(name, id)));
    gates.get<HTMLInputElement>("#pin").value = "";
    gates.show("clerk");
    void this.shelf.load(); // while the PIN is typed
  }

  private async unlock(id: string, pin: string): Promise<void> {
    const { clerk, until, left } = await opens(this.vault, id, pin);
    this.clerk = clerk;
    this.gates.get<HTMLInputElement>("#pin").value = "";
    if (!clerk) return this.refused(until, left);
    this.sayWho();
    this.stay();
    await this.enter();
  }

  private async refused(until: number, left: number): Promise<void> {
    const { gates, vault } = this;
    if (until > Date.now()) {
      const hour = hourOf(until, await deviceOf(vault));
      return gates.say(gates.word("pinLocked").replace("#", hour));
    }
    const few = left > 0 && left <= fewLeft;
    gates.say(gates.word(few ? "pinWrongLeft" : "pinWrong").replace("#", String(left)));
  }

  private stay(): void {
    clearTimeout(this.rest);
    if (this.clerk) this.rest = setTimeout(() => void this.lock(), restMs);
  }

  // ---- At work ----

  private async mayTakeOff(): Promise<void> {
    await showLimit(this.vault, this.root, this.clerk?.id ?? "", this.shelf.now());
  }

  private async enter(): Promise<void> {
    const { gates } = this;
    if (!(await drawerOf(this.vault))) {
      await this.drawer.offerReport();
      return gates.show("shift");
    }
    await this.mayTakeOff();
    gates.show("till");
    if (this.till) return;
    // Paper is written here too: the page of the receipt would need the network.
    document.querySelectorAll("[data-paper]").forEach((link) => link.remove());
    await showKeptQris(this.vault, this.root);
    const { shelf } = this;
    const seller = () => ({ officer: this.clerk?.id ?? "", name: this.clerk?.name ?? "" });
    const gone = toldGone(this.vault, this.root.dataset, () => void shelf.load());
    this.till = new Till(this.root, shelf, gone, () =>
      new Recorder(this.vault, shelf, this.root.dataset, seller, (sold) => {
        gates.paper(sold.paper);
        setTimeout(() => this.courier.soon()); // the buyer's number comes first
      }),
    );
    await this.till.start();
  }
}
