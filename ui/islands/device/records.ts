// What was done at this till: its receipts to be found again, and what the server said to each.
import { rupiah } from "../parts/money";
import { copy, part } from "../counter/slip";
import { Back } from "./back";
import { momentOf } from "./moment";
import type { Keeper } from "./drawer";
import { type Done, doneHere, Later, moneyLeft, prefixOf, soldHere, type Sold } from "./history";
import { isOdd } from "./result";
import { deviceOf } from "./vault";

const most = 40;
const kinds = ["sale", "cash", "void_sale", "refund"];

export class Records {
  private readonly back: Back;
  private of = "";

  constructor(private readonly keeper: Keeper) {
    const { gates } = keeper;
    this.back = new Back(keeper, (id) => this.open(id));
    gates.press("[data-records]", () => void this.list(""));
    gates.press("[data-records-back]", () => void this.list(""));
    gates.form("records", (fields) => this.list(String(fields.get("number")).trim()));
    gates.press("[data-void]", () => this.back.askVoid(this.of));
    gates.press("[data-refund]", () => void this.back.askRefund(this.of));
  }

  private async list(wanted: string): Promise<void> {
    const { gates, vault } = this.keeper;
    const later = new Later(await prefixOf(vault));
    const rows: HTMLElement[] = [];
    for await (const done of doneHere(vault)) {
      const sold = done.deed.kind === "sale" ? later.sold(done) : undefined;
      later.note(done);
      const fits = !wanted || (sold && isNumber(sold.number, wanted));
      if (fits && kinds.includes(done.deed.kind)) rows.push(await this.row(done, sold));
      if (rows.length === most) break;
    }
    gates.show("records");
    gates.get("[data-record-list]").replaceChildren(...rows);
    gates.get("[data-record-none]").hidden = rows.length > 0;
    gates.get("[data-record-unsent]").hidden = !(await vault.count("outbox"));
    gates.get<HTMLInputElement>("#record_number").value = wanted;
  }

  private async row(done: Done, sold: Sold | undefined): Promise<HTMLElement> {
    const { gates, vault } = this.keeper;
    const { deed, said } = done;
    const device = await deviceOf(vault);
    const item = copy(document.body, "data-record");
    const button = part<HTMLButtonElement>(item, "button");
    const kind = gates.word(`kind_${deed.kind}`);
    const name = sold?.number ?? [kind, said.number ?? deed.of].join(" ");
    button.textContent = name;
    button.hidden = !sold;
    part(item, "b").textContent = name;
    part(item, "b").hidden = Boolean(sold);
    part(item, "small").textContent = momentOf(deed.at, device);
    part(item, ".money").textContent = moneyOf(done);
    this.mark(part(item, ".badge"), done, sold);
    if (sold) button.addEventListener("click", () => void this.open(deed.id));
    return item;
  }

  /** How it stands with it, the most important first. */
  private mark(badge: HTMLElement, { deed }: Done, sold: Sold | undefined): void {
    const { gates } = this.keeper;
    const { outcome, reason } = deed;
    const odd = outcome !== undefined && isOdd({ outcome, reason: reason ?? null });
    const refunded = sold && Object.keys(sold.backPaid).length > 0;
    const say = (words: string, kind: string): void => {
      badge.textContent = words;
      badge.className = `badge ${kind}`;
      badge.hidden = !words;
    };
    const whole = (word: string): string =>
      [gates.word(word), deed.told].filter(Boolean).join(": ");
    if (odd) say(deed.told || gates.word("odd"), "bad");
    else if (outcome === "aside") say(whole("aside"), "bad");
    else if (sold?.voided) say(gates.word("voided"), "");
    else if (refunded) say(gates.word("refunded"), "");
    else if (outcome && deed.told) say(whole("renumbered"), "");
    else say(outcome ? "" : gates.word("unsentOne"), "warn");
  }

  private async open(id: string): Promise<void> {
    const { gates, vault, clerk } = this.keeper;
    const sold = await soldHere(vault, id);
    if (!sold) return this.list("");
    this.of = id;
    const drawer = await this.back.drawer();
    const may = clerk().takesBack !== false;
    const untouched = !sold.voided && !Object.keys(sold.backPaid).length;
    gates.show("sale");
    gates.get("[data-sale-number]").textContent = sold.number;
    gates.get("[data-sale-paper]").textContent = (sold.deed.paper ?? "").replace(/\*/g, "");
    gates.paper(sold.deed.paper ?? sold.number);
    gates.get("[data-sale-share]").dataset["share"] = sold.deed.paper ?? sold.number;
    this.mark(gates.get("[data-sale-state]"), sold, sold);
    const inShift = sold.said.shift === drawer?.shift;
    gates.get("[data-void]").hidden = !(may && untouched && inShift);
    gates.get("[data-refund]").hidden = !(may && moneyLeft(sold) > 0);
    gates.get("[data-who-takes-back]").hidden = may;
  }
}

/** "17", "K1-17" or "PTK-K1-17". */
function isNumber(number: string, wanted: string): boolean {
  return number === wanted.toUpperCase() || number.endsWith(`-${wanted.toUpperCase()}`);
}

function moneyOf({ deed, said }: Done): string {
  const lang = document.documentElement.lang === "en" ? "en" : "id";
  const back = Object.values(deed.paid ?? {}).reduce((sum, amount) => sum + amount, 0);
  if (deed.kind === "sale") return rupiah(said.total ?? 0, lang);
  if (deed.kind === "cash") return rupiah(said.amount ?? 0, lang);
  return back ? rupiah(-back, lang) : "";
}
