// The payment panel: kinds of payment, notes handed over, change, buyer.
import { type Lang, rupiah, shown, typedRupiah } from "../parts/money";
import { Discount } from "./discount";
import { mark, markOne, unmark } from "./marks";
import type { Problem } from "./send";

export interface Paid {
  payment: string;
  buyer: string;
  also?: string;
  also_amount?: number;
  received?: number;
  nip?: string;
  note?: string;
  discount?: number;
  discount_reason?: string;
}

export class Pay {
  private readonly form: HTMLFormElement;
  private readonly lang: Lang;
  private readonly discount: Discount;

  constructor(
    private readonly root: HTMLElement,
    private readonly worth: () => number,
  ) {
    const form = root.querySelector<HTMLFormElement>("[data-pay]");
    if (!form) throw new Error("no payment form");
    this.form = form;
    this.lang = document.documentElement.lang === "en" ? "en" : "id";
    this.discount = new Discount(root, this.lang);
    this.get("[data-keys]").hidden = false;
    this.form.querySelectorAll<HTMLButtonElement>("[data-note]").forEach((key) => {
      key.addEventListener("click", () =>
        this.take((this.received() ?? 0) + Number(key.dataset["note"])),
      );
    });
    this.get("[data-exact]").addEventListener("click", () => this.take(undefined));
    this.form.addEventListener("input", () => this.show());
    this.form.addEventListener("change", () => this.show());
  }

  private get(selector: string): HTMLElement {
    const found = this.form.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(selector);
    return found;
  }

  private value(name: string): string {
    const field = this.form.elements.namedItem(name);
    if (field instanceof RadioNodeList) return field.value;
    const typed = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
    return typed ? field.value.trim() : "";
  }

  private received(): number | undefined {
    return typedRupiah(this.value("received"));
  }

  /** Something was typed as money that is no whole rupiah. */
  private unreadable(): boolean {
    const typed = this.value("received");
    return typed !== "" && this.cash() > 0 && typedRupiah(typed) === undefined;
  }

  /** What is to be paid. */
  private total(): number {
    return this.worth() - this.discount.off(this.worth());
  }

  /** Why it cannot be paid so, in words; empty when all is well. */
  wrong(): string {
    const words = this.root.dataset;
    if (this.unreadable()) return markOne(this.form, "received", words["wholeRupiah"]);
    if (this.value("also") && typedRupiah(this.value("also_amount")) === undefined)
      return markOne(this.form, "also_amount", words["splitWhole"]);
    const why = this.discount.wrong(this.worth());
    if (why) this.discount.focus();
    return why;
  }

  private take(amount: number | undefined): void {
    const field = this.form.elements.namedItem("received");
    if (field instanceof HTMLInputElement)
      field.value = amount === undefined ? "" : shown(amount, this.lang);
    this.show();
  }

  /** What is paid in a second way, if any. */
  private also(): { way: string; amount: number } | undefined {
    const way = this.value("also");
    return way ? { way, amount: typedRupiah(this.value("also_amount")) ?? 0 } : undefined;
  }

  /** How much of the total comes in cash. */
  private cash(): number {
    const also = this.also();
    const rest = this.total() - (also?.amount ?? 0);
    if (this.value("payment") === "cash") return Math.max(0, rest);
    return also?.way === "cash" ? also.amount : 0;
  }

  /** The unit's own picture, where it has one. */
  private showQris(chosen: boolean): void {
    const place = this.get("[data-qris-shown]");
    const picture = this.root.dataset["qris"];
    place.hidden = !chosen || !picture;
    if (place.hidden) return;
    const template = this.root.querySelector<HTMLTemplateElement>("[data-qris-picture]");
    if (!place.childElementCount && template) place.append(template.content.cloneNode(true));
    const image = place.querySelector("img");
    if (image && picture && image.getAttribute("src") !== picture) image.src = picture;
  }

  private showSplit(): void {
    const also = this.also();
    const rest = this.total() - (also?.amount ?? 0);
    const choice = this.form.querySelector("[name=payment]:checked")?.parentElement?.textContent;
    const words = `${this.root.dataset["splitRest"] ?? ""} ${rupiah(rest, this.lang)}`;
    const hint = this.root.dataset["splitHint"] ?? "";
    const told = also?.amount && rest > 0;
    this.get("[data-split-rest]").textContent = told ? `${words} ${choice?.trim() ?? ""}` : hint;
  }

  private showTotal(): void {
    const off = this.discount.off(this.worth());
    const less = this.root.querySelector<HTMLElement>("[data-taken-off]");
    const [sum, total] = [less?.querySelector(".money"), this.root.querySelector("[data-total]")];
    if (less) less.hidden = off === 0;
    if (sum) sum.textContent = rupiah(-off, this.lang);
    if (total) total.textContent = rupiah(this.total(), this.lang);
  }

  /** Shows what belongs to the chosen kinds, and the change. */
  show(): void {
    this.showTotal();
    const cash = this.value("payment") === "cash" || this.also()?.way === "cash";
    this.get("[data-cash]").hidden = !cash;
    this.showQris(this.value("payment") === "qris" || this.also()?.way === "qris");
    this.get("[data-nip]").hidden = this.value("buyer") !== "officer";
    this.showSplit();
    const received = this.received();
    const line = this.get("[data-change]");
    line.hidden = !cash || received === undefined;
    const field = this.form.elements.namedItem("received");
    if (field instanceof HTMLElement) field.ariaInvalid = String(this.unreadable());
    const back = (received ?? 0) - this.cash();
    const [word, sum] = [line.querySelector("span"), line.querySelector("strong")];
    line.classList.toggle("short", back < 0);
    if (word) word.textContent = this.root.dataset[back < 0 ? "missing" : "change"] ?? "";
    if (sum) sum.textContent = rupiah(Math.abs(back), this.lang);
  }

  paid(): Paid {
    const paid: Paid = { payment: this.value("payment"), buyer: this.value("buyer") };
    const also = this.also();
    if (also) [paid.also, paid.also_amount] = [also.way, also.amount];
    const received = this.received();
    const cash = paid.payment === "cash" || also?.way === "cash";
    if (cash && received !== undefined) paid.received = received;
    const [nip, note] = [this.value("nip"), this.value("note")];
    if (paid.buyer === "officer" && nip) paid.nip = nip;
    if (note) paid.note = note;
    const discount = this.discount.off(this.worth());
    if (discount) [paid.discount, paid.discount_reason] = [discount, this.discount.reason];
    return paid;
  }

  /** Everything as for the next buyer. */
  reset(): void {
    this.form.reset();
    unmark(this.form);
    this.form.querySelectorAll("details").forEach((details) => (details.open = false));
    this.take(undefined);
    this.say("");
  }

  busy(is: boolean): void {
    this.root.inert = is;
    this.form.setAttribute("aria-busy", String(is));
    if (is) unmark(this.form);
    const finish = this.get("[data-finish]");
    if (finish instanceof HTMLButtonElement) finish.disabled = is;
  }

  say(words: string, kind = "bad"): void {
    const place = this.get("[data-problem]");
    place.textContent = words;
    place.className = `notice ${kind}`;
    if (words) place.scrollIntoView({ block: "nearest" });
  }

  refuse(problem: Problem): void {
    const errors = problem.errors ?? [];
    const more = errors.map(({ detail }) => detail).filter((it) => it && it !== problem.detail);
    this.say([problem.detail, ...more].join(" "));
    mark(this.form, errors); // afterwards, for it leads to the field
  }
}
