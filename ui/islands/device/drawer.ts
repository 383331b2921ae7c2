// The drawer of a till on a device: opened with a float, money put in and taken out, counted blind.
import type { Goods } from "../counter/goods";
import { newId } from "../parts/bytes";
import { type Lang, rupiah, typedRupiah } from "../parts/money";
import { typed } from "../parts/text";
import { toast } from "../parts/toast";
import { unsentAge } from "./clock";
import type { Gates } from "./gates";
import { opened, write } from "./journal";
import { showReport } from "./report";
import { type Drawer, drawerOf, reportOf, type Vault } from "./vault";

const hour = 3_600_000;
const stopAfter = 72 * hour;

/** What the parts of a stand know of each other. */
export interface Keeper {
  vault: Vault;
  gates: Gates;
  goods(variant: string): Goods | undefined;
  clerk(): { id: string; name: string; takesBack?: boolean | undefined };
  /** An event was written. */
  wrote(): void;
  enter(): Promise<void>;
  lock(): Promise<void>;
}

const lang = (): Lang => (document.documentElement.lang === "en" ? "en" : "id");

export class DrawerDesk {
  private counted: number | undefined; // the first count of this closing, when it differed

  constructor(private readonly keeper: Keeper) {
    const { gates } = keeper;
    gates.form("shift", (fields) => this.open(String(fields.get("float_cash"))));
    gates.form("close", (fields) =>
      this.close(String(fields.get("counted")), typed(fields, "note")),
    );
    gates.form("cash", (fields) => {
      const reason = typed(fields, "reason");
      return this.move(String(fields.get("amount")), reason, String(fields.get("way")));
    });
    gates.press("[data-close-shift]", () => gates.show("close"));
    gates.press("[data-cash-drawer]", () => gates.show("cash"));
    gates.press("[data-last-report]", () => void this.report());
    gates.press("[data-report-done]", () => void keeper.lock());
  }

  /** Whether the last shift's report can be seen again. */
  async offerReport(): Promise<void> {
    const there = Boolean(await reportOf(this.keeper.vault));
    this.keeper.gates.get("[data-last-report]").hidden = !there;
  }

  private async open(typed: string): Promise<void> {
    const { gates, vault, clerk, wrote, enter } = this.keeper;
    const float = typedRupiah(typed);
    if (float === undefined) return gates.say(gates.word("amountWrong"));
    if ((await unsentAge(vault)) > stopAfter) return gates.say(gates.word("tooOld"));
    const shift = newId(new Date());
    const officer = clerk().id;
    const drawer: Drawer = { shift, officer, openedAt: Date.now(), float, cash: float, sales: 0 };
    await write(vault, {
      kind: "shift_open",
      officer,
      facts: () => ({ shift, float_cash: float }),
      drawer: () => drawer,
    });
    gates.get<HTMLFormElement>('[data-gate="shift"] form').reset();
    wrote();
    await enter();
  }

  private async move(typed: string, reason: string, way: string): Promise<void> {
    const { gates, vault, clerk, wrote } = this.keeper;
    const sum = typedRupiah(typed);
    if (!sum) return gates.say(gates.word("amountWrong"));
    if (!reason) return gates.say(gates.word("reasonMissing"));
    const amount = way === "out" ? -sum : sum;
    const inside = (await drawerOf(vault))?.cash ?? 0;
    if (inside + amount < 0) return gates.say(gates.word("cashShort"));
    const { id, name } = clerk();
    await write(vault, {
      kind: "cash",
      officer: id,
      facts: (_device, drawer) => ({ shift: drawer?.shift, amount, reason }),
      drawer: (open) => {
        const before = opened(open);
        const move = { at: Date.now(), by: name, amount, reason };
        const moves = [...(before.moves ?? []), move];
        return { ...before, cash: before.cash + amount, moves };
      },
    });
    gates.get<HTMLFormElement>('[data-gate="cash"] form').reset();
    gates.show("till");
    toast(`${gates.word(way === "out" ? "takenOutCash" : "putInCash")} ${rupiah(sum, lang())}`);
    wrote();
  }

  private async close(typed: string, typedNote: string): Promise<void> {
    const { gates, vault, clerk, wrote } = this.keeper;
    const counted = typedRupiah(typed);
    const open = await drawerOf(vault);
    if (counted === undefined || !open) return gates.say(gates.word("amountWrong"));
    const field = gates.get("[data-close-note]");
    const first = this.counted ?? counted;
    // Blind: that it differs is said, by how much only once it is written down.
    if (counted !== open.cash && !typedNote) {
      this.counted = first;
      field.hidden = false;
      return gates.say(gates.word("differs"));
    }
    const { id, name } = clerk();
    const before = first === counted ? "" : `${gates.word("firstCount")} ${rupiah(first, lang())}`;
    const note = [typedNote, before].filter(Boolean).join(" · ");
    await write(vault, {
      kind: "shift_close",
      officer: id,
      facts: (_device, drawer) => ({ shift: drawer?.shift, counted, ...(note ? { note } : {}) }),
      drawer: () => null,
      report: (drawer) => ({ ...drawer, by: name, closedAt: Date.now(), counted, note }),
    });
    field.hidden = true;
    this.counted = undefined;
    gates.get<HTMLFormElement>('[data-gate="close"] form').reset();
    wrote();
    await this.report();
    toast(gates.word("closed"));
  }

  private async report(): Promise<void> {
    const { gates, vault } = this.keeper;
    const report = await reportOf(vault);
    if (!report) return;
    await showReport(gates, vault, report);
    gates.show("report");
  }
}
